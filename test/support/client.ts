import { type ChildProcess, spawn } from 'node:child_process';
import {
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  type NotificationType,
  type ProtocolConnection,
  ProtocolNotificationType,
  ProtocolRequestType,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';
import { bundles } from './bundle';

/** What a client tells the server about itself. */
export interface ClientOptions {
  readonly capabilities?: ClientCapabilities;
  /** Answers what the server asks for: the settings below `interactionData` for a file, or those of another section. */
  readonly settings?: (uri: string, section: string) => unknown;
  /** Answers other requests, by their methods. */
  readonly answers?: Readonly<Record<string, (params: Readonly<Record<string, unknown>>) => unknown>>;
  /** Gets what the server tells of long work. */
  readonly onProgress?: (params: { readonly value: { readonly kind: string } }) => void;
  readonly workspaceFolders?: readonly string[] | null;
  /** The path of its folder, as clients name it that know of no addresses of folders. */
  readonly rootPath?: string;
  readonly initializationOptions?: unknown;
  /** The language that it shows, such as `de`. */
  readonly locale?: string;
  /** Whether it answers `client/registerCapability` with an error. */
  readonly refusesRegistrations?: boolean;
  /** Options of Node's own for the server's process, which then has a channel to this one beside its pipes. */
  readonly nodeOptions?: readonly string[];
  /** The path of another bundle than that of these sources. */
  readonly server?: string;
  /** Variables for the server's process beside those of this one. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A language client, as small as tests can do with, that talks to a process of the bundled server. */
export interface Client {
  readonly initialized: InitializeResult;
  readonly process: ChildProcess;
  /** The path of the server's bundle. */
  readonly bundle: string;
  readonly connection: ProtocolConnection;
  /** All that the server published, in its order. */
  readonly published: readonly PublishDiagnosticsParams[];
  /** All messages that the server asked to show. */
  readonly shown: readonly string[];
  /** All messages that the server logged. */
  readonly logged: readonly string[];
  /** What the server registered for: method and options. */
  readonly registered: readonly { readonly method: string; readonly options: unknown }[];
  /** The addresses of the files that the server asked settings for. */
  readonly asked: readonly string[];
  readonly open: (uri: string, text: string, languageId?: string, version?: number) => Promise<void>;
  readonly change: (
    uri: string,
    version: number,
    ...changes: readonly TextDocumentContentChangeEvent[]
  ) => Promise<void>;
  readonly close: (uri: string) => Promise<void>;
  readonly request: <Answer = unknown>(method: string, params: object) => Promise<Answer>;
  /** Sends a notification; the promise is kept when it is written. */
  readonly notify: (method: string, params: object) => Promise<void>;
  /** The first findings that the server publishes for this version of a file. */
  readonly diagnostics: (uri: string, version: number) => Promise<readonly Diagnostic[]>;
  /** What the server tells of a file, as soon as that is what is wanted: looked at now and after each publication. */
  readonly told: (
    uri: string,
    isWanted: (diagnostics: readonly Diagnostic[]) => boolean,
  ) => Promise<readonly Diagnostic[]>;
  /** Kept as soon as the messages that were shown and logged are as wanted: looked at now and after each of them. */
  readonly said: (
    isWanted: (messages: { shown: readonly string[]; logged: readonly string[] }) => boolean,
  ) => Promise<void>;
  /** What the server has last told of an open file, once all that was sent before is dealt with. */
  readonly current: (uri: string) => Promise<readonly Diagnostic[]>;
  /** How the process ended. */
  readonly ended: Promise<number | null>;
  /** Ends the server as the protocol wants it; gives the exit code. */
  readonly stop: () => Promise<number | null>;
}

/** A client that understands all that VS Code does, as far as the server asks. */
export const fullCapabilities: ClientCapabilities = {
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true },
  },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, versionSupport: true, codeDescriptionSupport: true },
    completion: {
      completionItem: {
        snippetSupport: true,
        preselectSupport: true,
        insertTextModeSupport: { valueSet: [1, 2] },
        documentationFormat: ['markdown', 'plaintext'],
      },
    },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    definition: { linkSupport: true },
    rename: { prepareSupport: true },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source'] } },
      dataSupport: true,
      isPreferredSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    foldingRange: { lineFoldingOnly: true, rangeLimit: 5000 },
  },
  // Its menu of fixes has no copies of records, which it has commands for.
  experimental: { interactionData: { copyCommands: true } },
};

/**
 * Starts a server of its own and initializes it. Its process ends with the test that `context` is given for, whatever
 * comes of that.
 */
export async function startClient(
  options: ClientOptions = {},
  context?: { readonly after: (end: () => void) => void },
): Promise<Client> {
  const server = options.server ?? (await bundles()).server;
  const child: ChildProcess = spawn(process.execPath, [...(options.nodeOptions ?? []), server, '--stdio'], {
    stdio: options.nodeOptions ? ['pipe', 'pipe', 'inherit', 'ipc'] : ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...options.environment },
  });
  if (!child.stdout || !child.stdin) throw new Error('The process has no pipes.');
  context?.after(() => void child.kill());
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const reader = new StreamMessageReader(child.stdout);
  // After half a message of a server that was ended its timer would run for ever, and this process with it.
  reader.partialMessageTimeout = 0;
  const connection = createProtocolConnection(reader, new StreamMessageWriter(child.stdin));

  const published: PublishDiagnosticsParams[] = [];
  const shown: string[] = [];
  const logged: string[] = [];
  const registered: { method: string; options: unknown }[] = [];
  const asked: string[] = [];
  /** What waits for the next publication. */
  let waiting: (() => void)[] = [];

  on<PublishDiagnosticsParams>('textDocument/publishDiagnostics', (params) => {
    published.push(params);
    wake();
  });
  on<{ message: string }>('window/showMessage', ({ message }) => {
    shown.push(message);
    wake();
  });
  on<{ message: string }>('window/logMessage', ({ message }) => {
    logged.push(message);
    wake();
  });
  on<Parameters<NonNullable<ClientOptions['onProgress']>>[0]>('$/progress', (params) =>
    options.onProgress?.(params),
  );
  for (const [method, answer] of Object.entries(options.answers ?? {})) connection.onRequest(method, answer);
  connection.onRequest(
    'client/registerCapability',
    ({ registrations }: { registrations: { method: string; registerOptions: unknown }[] }) => {
      if (options.refusesRegistrations) throw new Error('no registrations here');
      registered.push(
        ...registrations.map(({ method, registerOptions }) => ({ method, options: registerOptions })),
      );
    },
  );
  connection.onRequest(
    'workspace/configuration',
    ({ items }: { items: { scopeUri: string; section: string }[] }) => {
      asked.push(...items.map(({ scopeUri }) => scopeUri));
      return Promise.all(
        items.map(async ({ scopeUri, section }) =>
          withTwins((await options.settings?.(scopeUri, section)) ?? null, section, options),
        ),
      );
    },
  );
  connection.listen();

  const folders = options.workspaceFolders;
  const initialized = await request<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: null,
    ...(options.rootPath !== undefined && { rootPath: options.rootPath }),
    capabilities: options.capabilities ?? fullCapabilities,
    workspaceFolders: folders ? folders.map((uri) => ({ uri, name: uri })) : null,
    initializationOptions: options.initializationOptions,
    locale: options.locale,
  });
  await notify('initialized', {});

  return {
    initialized,
    process: child,
    bundle: server,
    connection,
    published,
    shown,
    logged,
    registered,
    asked,
    open(uri, text, languageId = 'interaction-json', version = 1) {
      return notify('textDocument/didOpen', { textDocument: { uri, languageId, version, text } });
    },
    change(uri, version, ...contentChanges) {
      return notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
    },
    close(uri) {
      return notify('textDocument/didClose', { textDocument: { uri } });
    },
    request,
    notify,
    async diagnostics(uri, version) {
      for (;;) {
        const found = published.find((params) => params.uri === uri && params.version === version);
        if (found) return found.diagnostics;
        await nextPublication(`the findings of version ${version} of ${uri}`);
      }
    },
    async told(uri, isWanted) {
      for (;;) {
        const last = published.findLast((params) => params.uri === uri)?.diagnostics;
        if (last && isWanted(last)) return last;
        await nextPublication(`what is wanted of ${uri}`);
      }
    },
    async said(isWanted) {
      while (!isWanted({ shown, logged })) await nextPublication('what is wanted to be said');
    },
    async current(uri) {
      // Actions are made from the same findings: their answer comes after the publication. Those at the end of the text
      // come when all of it is read; those at its start may come before.
      const end = { line: 2 ** 31 - 1, character: 0 };
      await request('textDocument/codeAction', {
        textDocument: { uri },
        range: { start: end, end },
        context: { diagnostics: [] },
      });
      return published.findLast((params) => params.uri === uri)?.diagnostics ?? [];
    },
    ended,
    async stop() {
      await request('shutdown', {});
      await notify('exit', {});
      return ended;
    },
  };

  function wake(): void {
    const woken = waiting;
    waiting = [];
    for (const each of woken) each();
  }

  function on<Params>(method: string, handle: (params: Params) => void): void {
    connection.onNotification(
      new ProtocolNotificationType<Params, void>(method) as NotificationType<Params>,
      handle,
    );
  }

  function request<Answer>(method: string, params: object): Promise<Answer> {
    const type = new ProtocolRequestType<object, Answer, never, void, void>(method);
    return orEnd(connection.sendRequest(type, params), method);
  }

  function notify(method: string, params: object): Promise<void> {
    return connection.sendNotification(new ProtocolNotificationType<object, void>(method), params);
  }

  function nextPublication(what: string): Promise<void> {
    return orEnd(new Promise<void>((resolve) => waiting.push(resolve)), what);
  }

  /** What is waited for, or an error where the server ends before. */
  function orEnd<Value>(value: Promise<Value>, what: string): Promise<Value> {
    const end = ended.then((code) => {
      throw new Error(`The server ended with ${code} before ${what} came.`);
    });
    return Promise.race([value, end]);
  }
}

/**
 * Settings by which records may have one identity, as most records of tests have; what is set of that stands. Anything that
 * is no settings is left as it is.
 */
function withTwins(settings: unknown, section: string, { initializationOptions }: ClientOptions): unknown {
  if (section !== 'interactionData' || (settings !== null && !isPlain(settings))) return settings;
  // What was set at the start would not count any more.
  if (settings === null && initializationOptions !== undefined) return settings;
  const { rules = {} } = settings ?? {};
  return isPlain(rules) ? { ...settings, rules: { 'duplicate-interaction-id': 'off', ...rules } } : settings;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
