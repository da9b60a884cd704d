import type { Connection } from 'vscode-languageserver';
import { visible } from '../words/harmless';

/** Tells the client's log what went wrong while the server did `what`; the server goes on. */
export function logError(connection: Connection, what: string, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  // A stack has lines; what strangers wrote in them is not obeyed.
  connection.console.error(`${visible(what)}: ${text.split('\n').map(visible).join('\n')}`);
}

/**
 * A handler of requests that never fails: what `handle` throws, whatever the client sent, is logged with the method,
 * and the answer is what `empty` gives. One failing request must not cost the user the others.
 */
export function guarded<Params, Answer>(
  connection: Connection,
  method: string,
  empty: (params: Params) => Answer,
  handle: (params: Params) => Answer | Promise<Answer>,
): (params: Params) => Promise<Answer> {
  return async (params) => {
    try {
      return await handle(params);
    } catch (error) {
      logError(connection, method, error);
      return empty(params);
    }
  };
}
