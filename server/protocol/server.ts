import type {
  ClientCapabilities,
  FileEvent,
  InitializeParams,
  InitializeResult,
} from 'vscode-languageserver';
import { projectFileName } from '../config/files';
import { createEngine } from '../engine';
import { harmless } from '../words/harmless';
import { speak } from '../words/language';
import { addressOfPath, normalAddress, normalFolder } from './addresses';
import { answerRequests } from './answering';
import { createConfiguration } from './configuration';
import { createExpectations } from './expectations';
import { createFiles, isProjectFile } from './files';
import { capabilities } from './heads';
import type { Host } from './host';
import { readFolders } from './introduction';
import { languageOf } from './language-of';
import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  MessageType,
  ShowMessageNotification,
  TextDocumentSyncKind,
} from './library';
import { logError } from './log-error';
import { knows, READ_FILE_METHOD } from './own-messages';
import { refreshing } from './refreshing';
import { register } from './register';
import { createRelations } from './relations';
import type { Line } from './told';
import { createWorkspace } from './workspace';
import type { DiskChange, WorkspaceContext } from './workspace/context';

/**
 * Serves a client over a connection until it closes: follows its open files, sends their findings, answers its
 * requests. The only place where the protocol's life cycle is known.
 */
export function serve(line: Line, host: Host): void {
  const { connection } = line;
  let client: ClientCapabilities = {};
  /** Each in the one spelling, with a slash at its end. */
  let workspaceFolders: readonly string[] = [];
  /** The settings of clients that send them instead of being asked. */
  let sentSettings: unknown;

  const engine = createEngine({
    writeLatin1: host.writeLatin1,
    hashSeed: host.hashSeed,
    onRuleFailed: (rule, error) => logError(connection, `rule ${rule}`, error),
  });
  const configuration = createConfiguration({
    engine,
    clock: host.clock,
    settings: async (uri) => (await askedSettings(uri)) ?? sentSettings,
    settingsMeanwhile: () => sentSettings,
    readFile: async (uri, folder) => files.get(uri)?.projectText?.() ?? (await readFile(uri, folder)),
    workspaceFolders: () => workspaceFolders,
    corrected(uri) {
      files.get(uri)?.publish();
      refresh.now();
    },
    correctedFolder: () => workspace.reconfigured(),
    failed: (error) => logError(connection, 'configuration', error),
    reportProblem: tell,
  });
  const shared = { line, host, engine, client: () => client };
  const refresh = refreshing(connection, () => client, host.clock);
  const relations = createRelations({
    ...{ engine, clock: host.clock, settled: () => expectations.settled() },
    changed(uri) {
      if (!files.joinAgain(uri)) workspace.judged(uri);
    },
    isWhole: () => workspace.isWhole(),
    closedDocument: (address) => workspace.document(address),
  });
  const expectations = createExpectations({
    ...shared,
    publishOpen: (address) => files.publishProject(address),
    knownIn: (folder) => (relations.isSettled() ? workspace.knownIn(folder) : 'nothing'),
  });
  const closedFiles: WorkspaceContext = {
    ...{ ...shared, configuration, relations, expectations, tell },
    folders: () => workspaceFolders,
    isOpen: (address) => files.get(address) !== undefined,
    isTaken: async (address) => (await files.get(address)?.taken()) !== undefined,
    reconfigure: () => files.reconfigure(),
  };
  const workspace = createWorkspace(closedFiles);
  const files = createFiles({
    ...{ ...shared, configuration, expectations, refresh, relations },
    told: workspace.begin,
    wasTold: workspace.wasTold,
    reconfigured: workspace.reconfigured,
  });
  answerRequests({
    ...{ ...shared, files, closedFiles, workspace, tell },
    relations: relations.index,
  });

  connection.onInitialize((params) => {
    client = params.capabilities;
    speak(languageOf(params, host));
    workspaceFolders = foldersOf(params).map(normalFolder);
    sentSettings = (params.initializationOptions as { interactionData?: unknown } | undefined)
      ?.interactionData;
    return introduction(client);
  });

  connection.onInitialized(() => {
    if (client.workspace?.didChangeConfiguration?.dynamicRegistration) {
      register(connection, DidChangeConfigurationNotification.type, { section: 'interactionData' });
    }
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      register(connection, DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: `**/${projectFileName}` }],
      });
      // While the client gets its first file ready: it tells of what changes.
      void configuration.prepare();
    }
    if (client.workspace?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(readFolders(removed).map(normalFolder));
        const kept = workspaceFolders.filter((folder) => !gone.has(folder));
        workspaceFolders = [...kept, ...readFolders(added).map(normalFolder)];
        files.reconfigure();
      });
    }
  });

  connection.onDidChangeConfiguration(({ settings }) => {
    sentSettings =
      (settings as { interactionData?: unknown } | null | undefined)?.interactionData ?? sentSettings;
    files.reconfigure();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    if (changes.some(isOfProjectFile)) files.reconfigure();
    workspace.changed(changes.map(diskChange));
  });
  connection.onDidOpenTextDocument((params) => {
    // A client that does not tell of changes on disk has the project files read again now and then.
    if (!client.workspace?.didChangeWatchedFiles?.dynamicRegistration) configuration.forget();
    files.open(params);
    workspace.opened(params.textDocument.uri);
  });
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    files.change(textDocument.uri, textDocument.version, contentChanges);
  });
  connection.onDidCloseTextDocument(({ textDocument }) => {
    files.close(textDocument.uri);
    workspace.closed(textDocument.uri);
  });
  connection.listen();

  /** Whether a change on disk is one of a project file; where a folder is gone nobody tells of those that were in it. */
  function isOfProjectFile({ uri, type }: FileEvent): boolean {
    const isGone = type === FileChangeType.Deleted;
    return isProjectFile(uri) || (isGone && configuration.hadProjectFilesIn(normalFolder(uri)));
  }

  /** A notification: the library's showWarningMessage is a request, which waits for an answer of the user. */
  function tell(message: string): void {
    void connection.sendNotification(ShowMessageNotification.type, {
      type: MessageType.Warning,
      message: `Interaction Data: ${harmless(message)}`,
    });
  }

  /** What the client answers, which may be null; undefined where it cannot be asked, or fails. */
  async function askedSettings(uri: string): Promise<unknown> {
    if (!client.workspace?.configuration) return undefined;
    try {
      return await connection.workspace.getConfiguration({ scopeUri: uri, section: 'interactionData' });
    } catch (error) {
      logError(connection, 'workspace/configuration', error);
      return undefined;
    }
  }

  /** A file of the disk is read here, where there is one; all others only the client can read. */
  async function readFile(uri: string, folder: string): Promise<string | undefined> {
    const isOnDisk = uri.startsWith('file:') && host.loadFolderFiles !== undefined;
    if (isOnDisk || !knows(client, 'readFile')) return host.readFile(uri, folder);
    return (await connection.sendRequest<string | null>(READ_FILE_METHOD, { uri })) ?? undefined;
  }
}

/** What the server says of itself to a client. */
function introduction({ textDocument }: ClientCapabilities): InitializeResult {
  return {
    serverInfo: { name: 'interaction-data' },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      ...capabilities,
      // Only who says so may be told more of it.
      ...(!textDocument?.rename?.prepareSupport && { renameProvider: true }),
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
}

function diskChange({ uri, type }: FileEvent): DiskChange {
  const isMade = type === FileChangeType.Created;
  const kind = isMade ? 'made' : type === FileChangeType.Deleted ? 'gone' : 'changed';
  return { address: normalAddress(uri), kind };
}

function foldersOf({ workspaceFolders, rootUri, rootPath }: InitializeParams): readonly string[] {
  if (workspaceFolders) return readFolders(workspaceFolders);
  if (rootUri) return [rootUri];
  return rootPath ? [addressOfPath(rootPath)] : [];
}
