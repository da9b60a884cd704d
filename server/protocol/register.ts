import type { Connection, ProtocolNotificationType } from 'vscode-languageserver';

/** Has a client send notifications of a type. One that refuses is served all the same, a little less up to date. */
export function register<Options>(
  connection: Connection,
  type: ProtocolNotificationType<unknown, Options>,
  options: Options,
): void {
  connection.client.register(type, options).catch(() => {
    // The library has told the client's log.
  });
}
