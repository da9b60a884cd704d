import type { Connection } from 'vscode-languageserver';

/** Tells the client's log what went wrong while the server did `what`; the server goes on. */
export function logError(connection: Connection, what: string, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  connection.console.error(`${what}: ${text}`);
}
