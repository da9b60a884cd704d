import type { Connection, MessageReader, MessageWriter } from 'vscode-languageserver';
import { createDoor } from '../protocol/door';
import { logError } from '../protocol/log-error';
import { createOutlet } from '../protocol/outlet';
import type { Line } from '../protocol/told';

/**
 * A connection after the door, which also survives messages that the library cannot take: it fails, for instance,
 * where a request that has just come is cancelled twice. They are logged.
 */
export function lineOf(
  reader: MessageReader,
  writer: MessageWriter,
  connect: (reader: MessageReader, writer: MessageWriter) => Connection,
): Line {
  const outlet = createOutlet(writer);
  const { onError, onClose, onPartialMessage } = reader;
  const pass = createDoor({
    // What a client that is gone would be answered is lost with it.
    answer: (response) => void outlet.writer.write(response).catch(() => undefined),
    log: (line) => connection.console.error(line),
  });
  const guarded: MessageReader = {
    onError,
    onClose,
    onPartialMessage,
    dispose: () => reader.dispose(),
    listen: (take) =>
      reader.listen((message) => {
        try {
          const passed = pass(message);
          if (passed !== undefined) take(passed);
        } catch (error) {
          logError(connection, (message as { method?: string } | null)?.method ?? 'a message', error);
        }
      }),
  };
  const connection = connect(guarded, outlet.writer);
  return { connection, outlet };
}
