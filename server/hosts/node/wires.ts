import type { Wire } from '../../protocol/connection';
import { createFraming } from './framing';

/** What a wire over standard input and output tells. */
export interface StdioEvents {
  /** The input can be no messages, or the output takes none; `why` says it. Nothing more is read. */
  readonly broken: (why: string) => void;
  /** The client has closed the input. */
  readonly ended: () => void;
  /** What came is dealt with, or waits for its turn. */
  readonly received: () => void;
}

/** A wire over this process's standard input and output: each message with a header that says how long it is. */
export function stdioWire({ broken, ended, received }: StdioEvents): Wire {
  const framing = createFraming();
  const { stdin, stdout } = process;
  stdout.once('error', (error) => broken(`The client reads no more: ${error.message}`));
  return {
    listen(take) {
      stdin.on('data', (bytes: Buffer) => {
        try {
          for (const body of framing.take(bytes)) take(JSON.parse(body.toString()));
        } catch (error) {
          return refuse(error);
        }
        received();
      });
      stdin.once('error', refuse);
      for (const event of ['end', 'close'])
        stdin.once(event, () => {
          if (!framing.isAtBoundary()) broken('The input ended in the middle of a message.');
          ended();
        });
    },
    // In one call of the system, so that it comes as a whole.
    write: (message) =>
      new Promise((resolve, reject) => {
        const body = JSON.stringify(message);
        const text = `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
        stdout.write(text, (error) => (error ? reject(error) : resolve()));
      }),
  };

  function refuse(error: unknown): void {
    const { message } = error as Error;
    broken(`The input is no message of the language server protocol: ${message}`);
  }
}

/** A wire to the process of Node that started this one, such as VS Code's; `ended` is called when that lets go of it. */
export function ipcWire(ended: () => void): Wire {
  return {
    listen(take) {
      process.on('message', take);
      process.once('disconnect', ended);
    },
    write: (message) =>
      new Promise((resolve, reject) => {
        process.send?.(message, undefined, undefined, (error) => (error ? reject(error) : resolve()));
      }),
  };
}
