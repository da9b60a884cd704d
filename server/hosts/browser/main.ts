import type { Host } from '../../protocol/host';
import { serve } from '../../protocol/server';
import { lineOf } from '../line';
import { now } from '../now';
import { clock } from './clock';
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from './library';
import type { WorkerScope } from './scope';

/** Starts the language server in a worker, whose bundles lie in a folder with this address. The worker ends when the client's `exit` arrives. */
export function startServer(scope: WorkerScope, folder: string): void {
  const port = scope as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];
  const line = lineOf(new BrowserMessageReader(port), new BrowserMessageWriter(port), createConnection);
  line.connection.onExit(() => scope.close());
  serve(line, hostAt(folder));
}

/** There is no disk: all files of the workspace are the client's. Our own pages are where the bundles came from. */
function hostAt(folder: string): Host {
  const fieldsPage = new URL('../docs/fields.md', folder).href;
  return {
    clock,
    readFile: async (uri) => (uri === fieldsPage ? (await fetch(uri)).text() : undefined),
    hashSeed: crypto.getRandomValues(new Int32Array(1))[0] as number,
    // A browser tells nobody.
    isMemoryShort: () => false,
    now,
    rulesPage: new URL('../docs/rules.md', folder).href,
    fieldsPage,
  };
}
