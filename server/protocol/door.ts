import type { Message, RequestMessage, ResponseMessage } from 'vscode-languageserver';
import { heads } from './heads';
import { readIntroduction } from './introduction';
import { defectOf, notifications, type Shape } from './shapes';

/** The protocol's codes for requests that come when they must not. */
const SERVER_NOT_INITIALIZED = -32002;
const INVALID_REQUEST = -32600;

/** What the door needs. */
export interface DoorKeeper {
  /** Answers a request in the place of the server. */
  readonly answer: (response: ResponseMessage) => void;
  /** Tells the client's log of a message that was turned away, in one line. */
  readonly log: (line: string) => void;
}

/** The parameters of each message that the server reads, but for `initialize`, of which what is wrong is left out. */
const shapes: ReadonlyMap<string, Shape> = new Map([
  ...Object.entries(notifications),
  ...heads.map(({ method, params }) => [method, params] as const),
]);

/**
 * The door that all messages of a client come through. What comes before `initialize` and after `shutdown` is answered
 * as the protocol wants it, and what has parts of wrong types is logged in one line and answered with null: nothing that
 * is wrong goes further. What returns is the message to take, undefined where it was dealt with.
 */
export function createDoor({ answer, log }: DoorKeeper): (message: Message) => Message | undefined {
  let state: 'new' | 'initialized' | 'shut down' = 'new';
  return (message) => {
    const { method, id, params } = (message ?? {}) as Partial<RequestMessage>;
    // Answers, and what is no message, which the library knows how to log.
    if (typeof method !== 'string') return message;
    const isRequest = typeof id === 'string' || typeof id === 'number';
    if (!isRequest && id !== undefined) return message;
    if (method === 'exit') return message;

    // These are requests: who sends one without an id waits for no answer, and has not begun or ended anything.
    if (!isRequest && (method === 'initialize' || method === 'shutdown')) return undefined;

    const untimely = untimeliness(method);
    if (untimely) {
      if (isRequest) answer({ jsonrpc: '2.0', id, error: untimely });
      return undefined;
    }
    if (method === 'initialize') {
      state = 'initialized';
      return { ...message, params: readIntroduction(params) } as Message;
    }
    if (method === 'shutdown') state = 'shut down';
    const shape = shapes.get(method);
    const defect = shape && defectOf(params, shape);
    if (defect === undefined) return message;
    log(`${method.replace('textDocument/', '')}: ${defect}.`);
    if (isRequest) answer({ jsonrpc: '2.0', id, result: null });
    return undefined;
  };

  function untimeliness(method: string): ResponseMessage['error'] {
    if (state === 'shut down') return { code: INVALID_REQUEST, message: 'The server is shut down.' };
    if (state === 'new' && method !== 'initialize') {
      return { code: SERVER_NOT_INITIALIZED, message: 'The server is not initialized.' };
    }
    if (state === 'initialized' && method === 'initialize') {
      return { code: INVALID_REQUEST, message: 'The server is initialized already.' };
    }
    return undefined;
  }
}
