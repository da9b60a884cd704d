import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  type Connection,
  createConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { Host } from './host';
import { serve } from './server';

const host: Host = {
  async readFile(uri) {
    if (!uri.startsWith('file:')) return undefined;
    try {
      return await readFile(fileURLToPath(uri), 'utf8');
    } catch {
      return undefined;
    }
  },
  now: () => new Date().toISOString(),
  rulesPage: pathToFileURL(join(__dirname, '../docs/rules.md')).href,
};

/**
 * Starts the language server on the channel that the process's arguments name: `--stdio`, `--node-ipc`,
 * `--socket=PORT` or `--pipe=NAME`. The process ends when the client's `exit` arrives or the client goes away.
 */
export function startServer(): void {
  serve(process.argv.includes('--stdio') ? stdioConnection() : createConnection(ProposedFeatures.all), host);
}

/**
 * A connection on standard input and output. The library's own one would wait for ever where the input is no message
 * of the protocol, because it then cannot tell where the next one starts; this one says so and ends the process.
 */
function stdioConnection(): Connection {
  const reader = new StreamMessageReader(process.stdin);
  const connection = createConnection(ProposedFeatures.all, reader, new StreamMessageWriter(process.stdout));
  let isShutDown = false;
  connection.onShutdown(() => {
    isShutDown = true;
  });
  for (const event of ['end', 'close']) process.stdin.once(event, () => process.exit(isShutDown ? 0 : 1));
  reader.onError((error) => {
    process.stderr.write(`The input is no message of the language server protocol: ${error.message}\n`);
    process.exit(1);
  });
  return connection;
}

if (require.main === module) startServer();
