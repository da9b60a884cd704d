import type { RAL } from 'vscode-languageserver/node';

/**
 * A stream as the library writes messages to it: the header of each by itself, and what follows once that is written. Here
 * a header waits for what follows, so that a message is one call of the system and comes to the client as a whole.
 */
export function inWholeWrites(
  stream: NodeJS.WritableStream & { cork(): void; uncork(): void },
): RAL.WritableStream {
  let header = '';
  return {
    onClose: (listener) => following('close', listener),
    onError: (listener) => following('error', listener),
    onEnd: (listener) => following('end', listener),
    async write(data: Uint8Array | string) {
      if (typeof data === 'string') {
        header += data;
        return;
      }
      await new Promise<void>((resolve, reject) => {
        stream.cork();
        stream.write(header, 'ascii');
        stream.write(data, (error) => (error ? reject(error) : resolve()));
        stream.uncork();
        header = '';
      });
    },
    end: () => void stream.end(),
  };

  function following(event: string, listener: (...values: never[]) => void): { dispose(): void } {
    stream.on(event, listener as () => void);
    return { dispose: () => void stream.off(event, listener as () => void) };
  }
}
