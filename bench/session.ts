import { pathToFileURL } from 'node:url';
import type { Diagnostic, Position, Range } from 'vscode-languageserver';
import schema from '../schemas/phone-call-interaction.schema.json';
import { clientCapabilities } from './capabilities';
import { type Arrived, type Client, type Message, notification, startClient } from './client';
import { findingsLimit, type TextFile } from './text-file';

/** A server that is measured, and how it tells its findings. */
export interface Server {
  readonly title: string;
  /** What stands after `node` to start it. */
  readonly command: readonly string[];
  /** Whether the client asks for findings, as VS Code does where it can, or the server sends them. */
  readonly pulls: boolean;
  /** Whether it is the built-in server, which is told our schema and calls the files JSON. */
  readonly isBuiltIn: boolean;
  /** Whether it looks for anything: the bare one does not. */
  readonly finds: boolean;
}

/** A replacement in a file, as the protocol sends it. */
export interface Change {
  readonly range: Range;
  readonly text: string;
}

/** What a server answered and how long it took, in milliseconds. */
export interface Timed<Content> {
  readonly milliseconds: number;
  readonly content: Content;
  /** When it was there, in the time of `performance.now()`. */
  readonly at: number;
}

/** What opening a file took. Our server tells what it found in the start of a large file before it has read the rest. */
export interface Opened extends Timed<readonly Diagnostic[]> {
  /** Until the first findings are there, in milliseconds. */
  readonly millisecondsToFirst: number;
}

/** A running server with files open in it. Texts are edited; the measurement keeps count of where things are. */
export interface Session {
  readonly server: Server;
  readonly client: Client;
  /** Opens a file: from the moment the text is written to the server until all of its findings are there. */
  readonly open: (file: TextFile) => Promise<Opened>;
  readonly close: (file: TextFile) => void;
  /** A change that alters the findings: until the findings of that version are there. */
  readonly change: (file: TextFile, change: Change, limit?: number) => Promise<Timed<readonly Diagnostic[]>>;
  /**
   * A change that leaves the findings as they are. A server that is asked is asked, and its answer ends the time. One
   * that sends findings sends nothing: a hover at `place` follows the change at once, its answer needs the checked
   * version, and would have come after findings; its answer ends the time. Findings nevertheless make `end` fail.
   */
  readonly changeSilently: (file: TextFile, change: Change, place: Position) => Promise<Timed<unknown>>;
  /** A request about a file; `place` is added to the parameters. */
  readonly ask: (file: TextFile, method: string, params: object) => Promise<Timed<unknown>>;
  /** A change with a request right after it: until the request is answered. `tells` says that findings are to come. */
  readonly changeAndAsk: (
    file: TextFile,
    change: Change,
    method: string,
    params: object,
    tells?: 'tells',
  ) => Promise<Timed<unknown>>;
  /** What the server logged last; undefined where it logged nothing. */
  readonly lastLog: () => string | undefined;
  readonly end: () => Promise<void>;
  readonly kill: () => Promise<void>;
}

/** Starts a server and greets it; `folder` is the workspace. */
export async function startSession(server: Server, folder: string): Promise<Session> {
  const client = startClient(server.title, server.command);
  const versions = new Map<string, number>();
  const uriOf = ({ name }: TextFile) => `${pathToFileURL(folder).href}/${name}`;
  /** The versions whose findings are due, and those that were told all the same. */
  const due = new Set<string>();
  const unexpected: string[] = [];
  if (!server.isBuiltIn) client.on('textDocument/publishDiagnostics', noteUnexpected);
  let lastLog: string | undefined;
  client.on<{ readonly message: string }>('window/logMessage', ({ message }) => {
    lastLog = message;
  });
  await greet(client, server, folder);

  return {
    server,
    client,
    async open(file) {
      const uri = uriOf(file);
      versions.set(uri, 1);
      const languageId = server.isBuiltIn
        ? 'json'
        : file.layout === 'lines'
          ? 'interaction-jsonl'
          : 'interaction-json';
      const message = notification('textDocument/didOpen', {
        textDocument: { uri, languageId, version: 1, text: file.text },
      });
      let first: number | undefined;
      const isOurs = !server.pulls && !server.isBuiltIn;
      const stop = client.on<PublishedFindings>('textDocument/publishDiagnostics', (published) => {
        // Findings without a version are those of a file that was closed before.
        if (published.uri === uri && (server.isBuiltIn || published.version === 1))
          first ??= performance.now();
      });
      const due = isOurs && server.finds ? Math.min(file.invalid.length, findingsLimit) : undefined;
      const all = await findingsAfter(uri, message, 1, undefined, due);
      stop();
      return { ...all, millisecondsToFirst: (first ?? all.at) - (all.at - all.milliseconds) };
    },
    close(file) {
      client.send(notification('textDocument/didClose', { textDocument: { uri: uriOf(file) } }));
    },
    async change(file, change, limit) {
      const uri = uriOf(file);
      const message = changeMessage(uri, change);
      return findingsAfter(uri, message, versions.get(uri) as number, limit);
    },
    async changeSilently(file, change, place) {
      const uri = uriOf(file);
      const message = changeMessage(uri, change);
      if (server.pulls) return findingsAfter(uri, message, versions.get(uri) as number);
      const params = { textDocument: { uri }, position: place };
      const { message: question, answer } = client.request('textDocument/hover', params);
      const start = client.send(message, question);
      const { content, at } = await answer;
      return { milliseconds: at - start, content, at };
    },
    async ask(file, method, params) {
      const { message, answer } = client.request(method, { textDocument: { uri: uriOf(file) }, ...params });
      const start = client.send(message);
      const { content, at } = await answer;
      return { milliseconds: at - start, content, at };
    },
    async changeAndAsk(file, change, method, params, tells) {
      const uri = uriOf(file);
      if (tells) due.add(`${uri}, version ${(versions.get(uri) ?? 0) + 1}`);
      const { message, answer } = client.request(method, { textDocument: { uri }, ...params });
      const start = client.send(changeMessage(uri, change), message);
      const { content, at } = await answer;
      return { milliseconds: at - start, content, at };
    },
    lastLog: () => lastLog,
    async end() {
      await client.end();
      if (unexpected.length > 0) {
        throw new Error(
          `${server.title} sent problems although none changed: ${unexpected.slice(0, 5).join(', ')}`,
        );
      }
    },
    kill: client.kill,
  };

  function noteUnexpected({ uri, version, diagnostics }: PublishedFindings): void {
    const isClosing = version === undefined && diagnostics.length === 0;
    if (!isClosing && !due.has(`${uri}, version ${version}`)) unexpected.push(`${uri}, version ${version}`);
  }

  function changeMessage(uri: string, change: Change): Message {
    const version = (versions.get(uri) ?? 0) + 1;
    versions.set(uri, version);
    return notification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [change],
    });
  }

  /** Sends a message and waits for the findings of the version that it makes. */
  async function findingsAfter(
    uri: string,
    message: Message,
    version: number,
    limit?: number,
    /** How many there have to be; those that are told before do not count. */
    count?: number,
  ): Promise<Timed<readonly Diagnostic[]>> {
    if (server.pulls) {
      const { message: question, answer } = client.request(
        'textDocument/diagnostic',
        { textDocument: { uri } },
        limit,
      );
      const start = client.send(message, question);
      const { content, at } = (await answer) as Arrived<{ readonly items: readonly Diagnostic[] }>;
      return { milliseconds: at - start, content: content.items, at };
    }
    due.add(`${uri}, version ${version}`);
    const arrival = client.next<PublishedFindings>(
      'textDocument/publishDiagnostics',
      // The built-in server does not say which version its findings are of; it sends them once a version.
      (published) =>
        published.uri === uri &&
        (server.isBuiltIn || published.version === version) &&
        (count === undefined || published.diagnostics.length === count),
      limit,
    );
    const start = client.send(message);
    const { content, at } = await arrival;
    return { milliseconds: at - start, content: content.diagnostics, at };
  }
}

interface PublishedFindings {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** The first exchange of messages. */
async function greet(client: Client, server: Server, folder: string): Promise<void> {
  const rootUri = pathToFileURL(folder).href;
  const { textDocument, workspace } = clientCapabilities;
  const { message, answer } = client.request('initialize', {
    processId: process.pid,
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: 'benchmark' }],
    capabilities: {
      workspace,
      textDocument: server.pulls ? { ...textDocument, diagnostic: {} } : textDocument,
    },
  });
  client.send(message);
  await answer;
  client.send(notification('initialized', {}));
  if (server.isBuiltIn) client.send(notification('workspace/didChangeConfiguration', { settings }));
}

/** Tells the built-in server our schema, as the settings of an editor would. */
const settings = {
  json: {
    validate: { enable: true },
    schemas: [{ uri: 'benchmark:phone-call-interaction', fileMatch: ['*.json'], schema }],
  },
};
