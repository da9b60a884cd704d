import { MessageType } from './codes';
import type { Clock } from './host';
import { type Log, logError } from './log-error';
import { isObject } from './shapes';

/*
 * JSON-RPC, as far as the language server protocol needs it. It is our own because a library for all kinds of servers and
 * clients is a fifth of what a server would load, and takes a third of the time of its start.
 */

/** Carries messages, each an object of JSON-RPC, in their order. */
export interface Wire {
  /** Has each message that comes from now on taken. */
  readonly listen: (take: (message: unknown) => void) => void;
  /** Kept when the message is written; rejects where it cannot be. */
  readonly write: (message: object) => Promise<void>;
}

/** What a request comes to: a value, null where there is nothing to say, or one of the protocol's codes with words. */
export type Outcome =
  | { readonly result: unknown }
  | { readonly error: { readonly code: number; readonly message: string } };

/** A connection to a client. What comes is dealt with message by message, in its order. */
export interface Connection extends Log {
  /** Has requests of a method answered; `isWanted` says whether the client still waits. */
  readonly onRequest: <Params>(
    method: string,
    answer: (params: Params, isWanted: () => boolean) => Outcome | Promise<Outcome>,
  ) => void;
  /** Has notifications of a method taken. All others are passed over. */
  readonly onNotification: <Params>(method: string, take: (params: Params) => void) => void;
  /** Asks the client. Rejects with an Error where it refuses. */
  readonly sendRequest: (method: string, params?: object) => Promise<unknown>;
  /** Kept when it is written. Never rejects: what cannot be written is logged. */
  readonly sendNotification: (method: string, params: object) => Promise<void>;
  /** A name that this connection gives nothing else. */
  readonly newName: () => string;
  /** Begins: what is to be answered and taken is said before. */
  readonly listen: () => void;
}

/** The codes of JSON-RPC for requests that nobody knows, and for those that fail. */
const METHOD_NOT_FOUND = -32601;
const INTERNAL_ERROR = -32603;

/** A request of the client that is waiting, or is being answered. */
interface Asked {
  isCancelled: boolean;
}

/** What came that has a method: a request where it has an ID. */
interface Received {
  readonly method: string;
  readonly id?: number | string;
  readonly params: unknown;
}

/** A request of ours, as long as it is not answered. */
interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Connects with a client over a wire. */
export function createConnection(wire: Wire, { soon }: Pick<Clock, 'soon'>): Connection {
  const answers = new Map<string, (params: never, isWanted: () => boolean) => Outcome | Promise<Outcome>>();
  const takers = new Map<string, (params: never) => void>();
  /** By the client's ID. */
  const asked = new Map<number | string, Asked>();
  /** By our ID. */
  const waiting = new Map<unknown, Waiting>();
  const queue: unknown[] = [];
  let lastId = 0;
  let lastName = 0;
  const connection: Connection = {
    onRequest: (method, answer) => void answers.set(method, answer),
    onNotification: (method, take) => void takers.set(method, take),
    sendRequest(method, params) {
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        wire.write({ jsonrpc: '2.0', id, method, params }).catch((error) => {
          waiting.delete(id);
          reject(error);
        });
      });
    },
    async sendNotification(method, params) {
      try {
        await wire.write({ jsonrpc: '2.0', method, params });
      } catch (error) {
        if (method !== LOG) logError(connection, method, error);
      }
    },
    log: (kind, message) => void connection.sendNotification(LOG, { type: kinds[kind], message }),
    newName: () => String(++lastName),
    listen: () => wire.listen(receive),
  };
  return connection;

  /**
   * Puts what came behind what is waiting; that a request is not wanted any more is known at once. One message is dealt with
   * in each turn of the loop, so that what comes meanwhile is seen.
   */
  function receive(message: unknown): void {
    const { method, id, params } = isObject(message) ? message : ({} as Record<string, unknown>);
    if (method === '$/cancelRequest') {
      const request = isObject(params) && isId(params.id) && asked.get(params.id);
      if (request) request.isCancelled = true;
      return;
    }
    if (typeof method === 'string' && isId(id)) asked.set(id, { isCancelled: false });
    if (queue.push(message) === 1) soon(next);
  }

  function next(): void {
    try {
      handle(queue[0]);
    } catch (error) {
      logError(connection, nameOf(queue[0]), error);
    }
    queue.shift();
    if (queue.length > 0) soon(next);
  }

  function handle(message: unknown): void {
    if (isReceived(message)) {
      if (message.id === undefined) takers.get(message.method)?.(message.params as never);
      else void answer(message.id, message);
    } else if (isObject(message) && !('method' in message) && isId(message.id)) takeAnswer(message);
    else connection.log('error', 'What came is no message of the protocol.');
  }

  async function answer(id: number | string, { method, params }: Received): Promise<void> {
    const request = asked.get(id);
    try {
      const said = await outcomeOf(method, params, () => !request?.isCancelled);
      await wire.write({ jsonrpc: '2.0', id, ...said });
    } catch (error) {
      logError(connection, method, error);
    } finally {
      if (asked.get(id) === request) asked.delete(id);
    }
  }

  async function outcomeOf(method: string, params: unknown, isWanted: () => boolean): Promise<Outcome> {
    const known = answers.get(method);
    if (!known) return { error: { code: METHOD_NOT_FOUND, message: `There is no method ${method}.` } };
    try {
      return await known(params as never, isWanted);
    } catch (error) {
      logError(connection, method, error);
      return { error: { code: INTERNAL_ERROR, message: `${method} has failed.` } };
    }
  }

  /** What the client answers to a request of ours; nobody may wait for it. */
  function takeAnswer({ id, result, error }: Record<string, unknown>): void {
    const request = waiting.get(id);
    waiting.delete(id);
    if (isObject(error)) request?.reject(new Error(String(error.message)));
    else request?.resolve(result ?? null);
  }
}

const LOG = 'window/logMessage';

const kinds = { error: MessageType.Error, warning: MessageType.Warning, information: MessageType.Info };

function isReceived(message: unknown): message is Received {
  return (
    isObject(message) && typeof message.method === 'string' && (message.id === undefined || isId(message.id))
  );
}

function isId(id: unknown): id is number | string {
  return typeof id === 'number' || typeof id === 'string';
}

function nameOf(message: unknown): string {
  return isReceived(message) ? message.method : 'a message';
}
