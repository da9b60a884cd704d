import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
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
  serve(createConnection(ProposedFeatures.all), host);
}

if (require.main === module) startServer();
