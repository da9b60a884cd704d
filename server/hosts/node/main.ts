import { limits } from '../../config/limits';
import type { Host } from '../../protocol/host';
import { serve } from '../../protocol/server';
import { visible } from '../../words/harmless';
import { type EndingLine, lineOf } from '../line';
import { now } from '../now';
import { clock } from './clock';
import { followProcess, processIdIn } from './follow-process';
import { isMemoryShort } from './memory';
import { fieldsPage, rulesPage } from './pages';
import { readFileWithin } from './read-file';
import { ipcWire, stdioWire } from './wires';
import { wordsOf } from './words';
import { writeLatin1 } from './write-latin1';

const host: Host = {
  clock,
  readFile: (uri, folder) => readFileWithin(uri, folder, limits.projectFileBytes),
  loadFolderFiles: async () => (await import('./folder-files')).folderFiles,
  writeLatin1,
  wordsOf,
  isMemoryShort,
  now,
  rulesPage,
  fieldsPage,
};

/**
 * Starts the language server on the channel that the process's arguments name: `--stdio` or `--node-ipc`. There is no
 * other one, so that the server never opens a socket. The process ends when the client's `exit` arrives, when the
 * client goes away or its process ends, and with a message when what it sends is no message.
 */
export function startServer(): void {
  if (process.argv.includes('--stdio')) serveOn(stdioLine());
  else if (process.argv.includes('--node-ipc') && process.connected) serveOn(ipcLine());
  else giveUp('Start the server with --stdio, or with --node-ipc from a process of Node.');
}

function serveOn(line: EndingLine): void {
  const named = processIdIn(process.argv);
  const follow = (processId: number) => followProcess(processId, line.end);
  if (named !== undefined) follow(named);
  serve(line, named === undefined ? { ...host, followProcess: follow } : host);
}

/** A line over standard input and output. Whoever reads no answers gets no more of them: its further messages stay in the pipe until it does. */
function stdioLine(): EndingLine {
  const line = lineOf(
    stdioWire({
      broken: giveUp,
      ended: () => line.end(),
      received() {
        if (!line.outlet.isAbove(limits.unreadBytes)) return;
        process.stdin.pause();
        line.outlet.whenBelow(limits.unreadBytes, () => process.stdin.resume());
      },
    }),
    clock,
    end,
  );
  return line;
}

function ipcLine(): EndingLine {
  const line = lineOf(
    ipcWire(() => line.end()),
    clock,
    end,
  );
  return line;
}

function end(isWell: boolean): void {
  process.exit(isWell ? 0 : 1);
}

function giveUp(why: string): never {
  process.stderr.write(`${visible(why)}\n`);
  process.exit(1);
}

if (require.main === module) startServer();
