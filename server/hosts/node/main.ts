import type { Connection, Disposable } from 'vscode-languageserver';
import { limits } from '../../config/limits';
import type { Host } from '../../protocol/host';
import { serve } from '../../protocol/server';
import type { Line } from '../../protocol/told';
import { visible } from '../../words/harmless';
import { lineOf } from '../line';
import { now } from '../now';
import { clock } from './clock';
import { createFraming } from './framing';
import { hashSeed } from './hash-seed';
import {
  createConnection,
  IPCMessageReader,
  IPCMessageWriter,
  ReadableStreamMessageReader,
  WriteableStreamMessageWriter,
} from './library';
import { isMemoryShort } from './memory';
import { fieldsPage, rulesPage } from './pages';
import { readFileWithin } from './read-file';
import { jsonReader } from './read-json';
import { inWholeWrites } from './whole-writes';
import { wordsOf } from './words';
import { writeLatin1 } from './write-latin1';

const host: Host = {
  clock,
  readFile: (uri, folder) => readFileWithin(uri, folder, limits.projectFileBytes),
  loadFolderFiles: async () => (await import('./folder-files')).folderFiles,
  writeLatin1,
  hashSeed,
  wordsOf,
  isMemoryShort,
  now,
  rulesPage,
  fieldsPage,
};

/**
 * Starts the language server on the channel that the process's arguments name: `--stdio` or `--node-ipc`. There is no
 * other one, so that the server never opens a socket. The process ends when the client's `exit` arrives, when the
 * client goes away, and with a message when what it sends is no message.
 */
export function startServer(): void {
  if (process.argv.includes('--stdio')) serve(stdioLine(), host);
  else if (process.argv.includes('--node-ipc') && process.connected) serve(ipcLine(), host);
  else giveUp('Start the server with --stdio, or with --node-ipc from a process of Node.');
}

/**
 * A connection on standard input and output. The library's own one would wait for ever where the input is no message
 * of the protocol, because it then cannot tell where the next one starts; this one says so and ends the process.
 */
function stdioLine(): Line {
  const framing = createFraming();
  const refuse = (why: string) => giveUp(`The input is no message of the language server protocol: ${why}`);
  const input = {
    onData: (listener: (bytes: Uint8Array) => void) =>
      following('data', (bytes: Uint8Array) => {
        const defect = framing.take(bytes);
        if (defect !== undefined) refuse(defect);
        listener(bytes);
        pauseWhileUnread();
      }),
    onEnd: (listener: () => void) => following('end', listener),
    onClose: (listener: () => void) => following('close', listener),
    onError: (listener: (error: Error) => void) => following('error', listener),
  };
  const reader = new ReadableStreamMessageReader(input, { contentTypeDecoder: jsonReader });
  process.stdout.once('error', (error) => giveUp(`The client reads no more: ${error.message}`));
  const line = lineOf(
    reader,
    new WriteableStreamMessageWriter(inWholeWrites(process.stdout)),
    createConnection,
  );
  const end = endOf(line.connection);
  for (const event of ['end', 'close']) {
    process.stdin.once(event, () => {
      if (!framing.isAtBoundary()) giveUp('The input ended in the middle of a message.');
      end();
    });
  }
  reader.onError((error) => refuse(error.message));
  return line;

  /** Whoever reads no answers gets no more of them: its further messages stay in the pipe until it does. */
  function pauseWhileUnread(): void {
    if (!line.outlet.isAbove(limits.unreadBytes)) return;
    process.stdin.pause();
    line.outlet.whenBelow(limits.unreadBytes, () => process.stdin.resume());
  }
}

/** Listens to standard input; what it gives ends that. */
function following<Event>(event: string, listener: (event: Event) => void): Disposable {
  process.stdin.on(event, listener);
  return { dispose: () => process.stdin.off(event, listener) };
}

/** A connection to the process of Node that started this one, such as VS Code's. */
function ipcLine(): Line {
  const line = lineOf(new IPCMessageReader(process), new IPCMessageWriter(process), createConnection);
  process.once('disconnect', endOf(line.connection));
  return line;
}

/** Ends the process as the protocol wants it where the client goes away: well only after a shutdown. */
function endOf(connection: Connection): () => void {
  let isShutDown = false;
  connection.onShutdown(() => {
    isShutDown = true;
  });
  return () => process.exit(isShutDown ? 0 : 1);
}

function giveUp(why: string): never {
  process.stderr.write(`${visible(why)}\n`);
  process.exit(1);
}

if (require.main === module) startServer();
