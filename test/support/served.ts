import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver';
import type { FolderEntry, FolderFiles, Host } from '../../server/protocol/host';
import { serve } from '../../server/protocol/server';
import type { Line } from '../../server/protocol/told';
import { HASH_SEED } from './engines';

/** A server in this process, whose disk is a map and whose work goes on one step at a time, as the test says. */
export interface Served {
  /** Sends a notification, or what a request would say: `onDidOpenTextDocument` and the like, as the library calls them. */
  readonly send: (handler: string, params: unknown) => void;
  /** Does one of the tasks that are waiting, the one with this number; nothing where there is none. */
  readonly step: (number: number) => Promise<void>;
  /** Does all that is waiting, and what comes of it. */
  readonly finish: () => Promise<void>;
  /** Does something later, as one of the tasks that are waiting. */
  readonly later: (task: () => void) => void;
  /** What was told last of each file, by its address. */
  readonly told: ReadonlyMap<string, readonly Diagnostic[]>;
  /** What was logged, or shown. */
  readonly said: readonly string[];
}

/** What the test has for a server. */
export interface Surroundings {
  /** The texts of all files on disk, by their addresses; it may change at any time. */
  readonly disk: ReadonlyMap<string, string>;
  readonly folders: readonly string[];
  /** What the client answers for `interactionData`; it may change at any time. */
  readonly settings: () => unknown;
}

/** Starts a server, and opens its folders. */
export async function startServed({ disk, folders, settings }: Surroundings): Promise<Served> {
  const waiting: (() => void)[] = [];
  const told = new Map<string, readonly Diagnostic[]>();
  const said: string[] = [];
  const handlers = new Map<string, (params: unknown) => unknown>();
  let time = 0;

  const later = (task: () => void) => {
    waiting.push(task);
    return () => {
      const at = waiting.indexOf(task);
      if (at >= 0) waiting.splice(at, 1);
    };
  };
  /** What a disk says is what is so when it answers. */
  const answered = <Value>(value: () => Value) =>
    new Promise<Value>((resolve) => void later(() => resolve(value())));
  const files: FolderFiles = {
    list: (folder) => answered(() => entriesOf(disk, folder)),
    read: (uri) =>
      answered(() => {
        const text = disk.get(uri);
        return text === undefined ? undefined : { bytes: Uint8Array.from(Buffer.from(`${text}\0`)) };
      }),
  };
  const host: Host = {
    clock: { milliseconds: () => (time += 2), soon: later, after: (_, task) => later(task) },
    hashSeed: HASH_SEED,
    isMemoryShort: () => false,
    readFile: (uri) => answered(() => disk.get(uri)),
    loadFolderFiles: () => answered(() => files),
    now: () => '2026-03-17T08:15:00.000Z',
    rulesPage: 'file:///rules.md',
    fieldsPage: 'file:///fields.md',
  };
  const say = (message: string) => void said.push(message);
  const known: Readonly<Record<string, unknown>> = {
    console: { error: say, warn: say, info: say, log: say },
    client: { register: async () => undefined },
    workspace: {
      getConfiguration: (asked: unknown) =>
        answered(() => (Array.isArray(asked) ? asked.map(() => null) : settings())),
      onDidChangeWorkspaceFolders: () => undefined,
    },
    window: {
      createWorkDoneProgress: async () => ({
        begin() {},
        report() {},
        done() {},
        token: { onCancellationRequested() {} },
      }),
    },
    sendNotification: async (_: unknown, params: { message?: string } | undefined) => {
      if (params?.message !== undefined) say(params.message);
    },
    sendDiagnostics: async ({ uri, diagnostics }: PublishDiagnosticsParams) =>
      void told.set(uri, diagnostics),
    onRequest: () => undefined,
    listen: () => undefined,
  };
  const connection = new Proxy(known, {
    get: (target, name: string) =>
      target[name] ?? ((handle: (params: unknown) => unknown) => void handlers.set(name, handle)),
  });
  const outlet = { isAbove: () => false, whenBelow: (_: number, task: () => void) => task() };
  serve({ connection, outlet } as unknown as Line, host);
  const workspaceFolders = folders.map((uri) => ({ uri, name: uri }));
  const workspace = { configuration: true, didChangeWatchedFiles: { dynamicRegistration: true } };
  send('onInitialize', { workspaceFolders, capabilities: { workspace } });
  send('onInitialized', {});
  return { send, step, finish, later: (task) => void later(task), told, said };

  function send(handler: string, params: unknown): void {
    handlers.get(handler)?.(params);
  }

  async function step(number: number): Promise<void> {
    if (waiting.length > 0) waiting.splice(number % waiting.length, 1)[0]?.();
    await new Promise<void>((resolve) => setImmediate(resolve));
  }

  async function finish(): Promise<void> {
    for (let idle = 0; idle < 3; ) {
      idle = waiting.length > 0 ? 0 : idle + 1;
      // What the server is loading is there when what was asked for after that is.
      if (waiting.length === 0) await import('../../server/protocol/workspace/closed-files');
      await step(0);
    }
  }
}

function entriesOf(disk: ReadonlyMap<string, string>, folder: string): readonly FolderEntry[] {
  const entries = new Map<string, boolean>();
  for (const address of disk.keys()) {
    if (!address.startsWith(folder)) continue;
    const [name = '', ...below] = address.slice(folder.length).split('/');
    entries.set(name, below.length > 0);
  }
  return [...entries].map(([name, isFolder]) => ({ name, isFolder }));
}
