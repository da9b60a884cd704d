import type { Connection } from 'vscode-languageserver';
import { visible } from '../words/harmless';

/** Tells the client's log what went wrong while the server did `what`; the server goes on. */
export function logError(connection: Connection, what: string, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  // A stack has lines; what strangers wrote in them is not obeyed.
  connection.console.error(`${visible(what)}: ${text.split('\n').map(visible).join('\n')}`);
}
