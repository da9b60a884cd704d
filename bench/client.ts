import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { onEnd } from '../scripts/editor/cleanup';
import { childEnvironment, shortened } from './processes';

/** A message of JSON-RPC, ready to be written: what serialising it costs is the same for all servers and left out. */
export type Message = Buffer;

/** A language server's process and the connection to it. Times are those of `performance.now()`, in milliseconds. */
export interface Client {
  readonly pid: number;
  /** Just before the process was started. */
  readonly started: number;
  /** Writes messages at once, in this order; gives the time just before. */
  readonly send: (...messages: readonly Message[]) => number;
  /** The message of a request, and its answer: the result and when it was there, read. */
  readonly request: (method: string, params: unknown, limit?: number) => Request;
  /** The next notification with this method that `accepts` takes; those that arrived before are not asked. */
  readonly next: <Params>(
    method: string,
    accepts: (params: Params) => boolean,
    limit?: number,
  ) => Promise<Arrived<Params>>;
  /** Calls `listener` for each notification with this method, until it is called itself. */
  readonly on: <Params>(method: string, listener: (params: Params) => void) => () => void;
  /** Shuts the server down as the protocol says, and waits for its end. */
  readonly end: () => Promise<void>;
  /** Ends the process at once, for a server that does not answer. */
  readonly kill: () => Promise<void>;
}

/** Something that a server sent, and when it was there. */
export interface Arrived<Content> {
  readonly content: Content;
  readonly at: number;
}

export interface Request {
  readonly message: Message;
  readonly answer: Promise<Arrived<unknown>>;
}

/** A server did not answer in time. */
export class TimeLimitError extends Error {}

/** How long a server may take for anything, in milliseconds: far more than any of them needs. */
const LIMIT = 180_000;

/** Starts a server that speaks over its standard input and output; errors name it by its title. */
export function startClient(title: string, serverArguments: readonly string[]): Client {
  const started = performance.now();
  const child = spawn(process.execPath, serverArguments, {
    env: childEnvironment(),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const errors: Buffer[] = [];
  child.stderr.on('data', (data: Buffer) => errors.push(data));
  const waiting = new Set<Waiting>();
  const listeners = new Map<string, Set<(params: never) => void>>();
  const answers = new Map<number, Waiting>();
  let lastId = 0;
  let isEnding = false;
  readMessages(child, receive);
  // No server outlives a benchmark that is broken off.
  const forget = onEnd(() => void child.kill('SIGKILL'));
  child.on('exit', (code, signal) => {
    void forget();
    const error = new Error(`${title} ended (${signal ?? code}): ${shortened(errors) || 'no message'}`);
    for (const { reject } of [...answers.values(), ...waiting]) reject(error);
    answers.clear();
    waiting.clear();
  });
  // Writing to a server that has ended is told by its exit.
  child.stdin.on('error', () => undefined);

  return {
    pid: child.pid as number,
    started,
    send,
    request,
    next<Params>(method: string, accepts: (params: Params) => boolean, limit = LIMIT) {
      const { entry, arrival } = wait(title, method, accepts as (params: unknown) => boolean, limit);
      waiting.add(entry);
      return arrival as Promise<Arrived<Params>>;
    },
    on(method, listener) {
      const ofMethod = listeners.get(method) ?? new Set();
      listeners.set(method, ofMethod);
      ofMethod.add(listener as (params: never) => void);
      return () => ofMethod.delete(listener as (params: never) => void);
    },
    async end() {
      isEnding = true;
      const { message, answer } = request('shutdown', undefined);
      send(message);
      await answer;
      const exit = once(child, 'exit');
      send(notification('exit', undefined));
      await exit;
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
    },
  };

  function send(...messages: readonly Message[]): number {
    const at = performance.now();
    if (messages.length === 1) child.stdin.write(messages[0] as Message);
    else child.stdin.write(Buffer.concat(messages));
    return at;
  }

  function request(method: string, params: unknown, limit = LIMIT): Request {
    const id = ++lastId;
    const { entry, arrival } = wait(title, method, () => true, limit);
    answers.set(id, entry);
    return { message: encode({ jsonrpc: '2.0', id, method, params }), answer: arrival };
  }

  function receive(message: Received, at: number): void {
    if (message.method === undefined) return receiveAnswer(message, at);
    if (message.id !== undefined) {
      if (!isEnding) send(encode({ jsonrpc: '2.0', id: message.id, result: resultOf(message) }));
      return;
    }
    for (const listener of listeners.get(message.method) ?? []) listener(message.params as never);
    for (const entry of waiting) {
      if (entry.method !== message.method || !entry.accepts(message.params)) continue;
      waiting.delete(entry);
      entry.resolve({ content: message.params, at });
    }
  }

  function receiveAnswer({ id, result, error }: Received, at: number): void {
    const entry = answers.get(id as number);
    answers.delete(id as number);
    if (error) entry?.reject(new Error(`${title}: ${entry.method}: ${error.message}`));
    else entry?.resolve({ content: result, at });
  }
}

/** The message of a notification. */
export function notification(method: string, params: unknown): Message {
  return encode({ jsonrpc: '2.0', method, params });
}

interface Waiting {
  readonly method: string;
  readonly accepts: (params: unknown) => boolean;
  readonly resolve: (arrived: Arrived<unknown>) => void;
  readonly reject: (error: Error) => void;
}

/** Something to wait for; it fails when `limit` milliseconds have passed. */
function wait(
  title: string,
  method: string,
  accepts: (params: unknown) => boolean,
  limit: number,
): { readonly entry: Waiting; readonly arrival: Promise<Arrived<unknown>> } {
  let entry: Waiting | undefined;
  const arrival = new Promise<Arrived<unknown>>((resolve, reject) => {
    const late = () => reject(new TimeLimitError(`${title}: no ${method} within ${limit / 1000} s`));
    const timer = setTimeout(late, limit);
    entry = {
      method,
      accepts,
      resolve(arrived) {
        clearTimeout(timer);
        resolve(arrived);
      },
      reject(error) {
        clearTimeout(timer);
        reject(error);
      },
    };
  });
  // Who waits hears of a failure; nobody has to.
  arrival.catch(() => undefined);
  return { entry: entry as Waiting, arrival };
}

interface Received {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** What the client answers to a server's own requests: it has no settings, and agrees to all registrations. */
function resultOf({ method, params }: Received): unknown {
  if (method !== 'workspace/configuration') return null;
  return (params as { readonly items: readonly unknown[] }).items.map(() => null);
}

function encode(message: object): Message {
  const body = Buffer.from(JSON.stringify(message));
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]);
}

/** Cuts what the server writes into messages. A message counts as there when it has been parsed. */
function readMessages({ stdout }: ChildProcess, receive: (message: Received, at: number) => void): void {
  let parts: Buffer[] = [];
  let size = 0;
  /** Bytes of the header and the body of the message that is arriving; undefined while its header is not whole. */
  let wanted: { readonly start: number; readonly end: number } | undefined;
  stdout?.on('data', (data: Buffer) => {
    parts.push(data);
    size += data.length;
    for (;;) {
      if (wanted && size < wanted.end) return;
      const buffer = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
      parts = [buffer];
      if (!wanted) {
        const headerEnd = buffer.indexOf('\r\n\r\n');
        if (headerEnd < 0) return;
        const length = /Content-Length: (\d+)/i.exec(buffer.toString('latin1', 0, headerEnd))?.[1];
        const start = headerEnd + 4;
        wanted = { start, end: start + Number(length) };
        continue;
      }
      const message = JSON.parse(buffer.toString('utf8', wanted.start, wanted.end)) as Received;
      const rest = buffer.subarray(wanted.end);
      parts = [rest];
      size = rest.length;
      wanted = undefined;
      receive(message, performance.now());
    }
  });
}
