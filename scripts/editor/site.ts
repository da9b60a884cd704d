import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { onEnd } from './cleanup';

/** A web site on this machine. */
export interface Site {
  readonly port: number;
  /** Its address, without a slash at its end. */
  readonly address: string;
  readonly stop: () => Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '': 'text/html',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/**
 * Serves files: `folders` by the first part of their path, and `texts`, made of the site's address, by their whole path; what has no
 * ending is HTML. Pages of other sites may have them, as those of a gallery of extensions. Ends with this process.
 */
export async function serveSite(
  folders: Readonly<Record<string, string>>,
  texts: Readonly<Record<string, (address: string) => string>>,
): Promise<Site> {
  let address = '';
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '', address).pathname);
    const [, first = '', ...rest] = path.split('/');
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Content-Type', types[extname(path)] ?? 'application/octet-stream');
    const text = texts[path.slice(1)];
    if (text) return response.end(text(address));
    const folder = folders[first];
    const file = folder === undefined ? '' : join(folder, normalize(`/${rest.join('/')}`));
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
      response.statusCode = 404;
      return response.end();
    }
    return createReadStream(file).pipe(response);
  });
  // VS Code's page lets extensions come from this host by any port.
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  address = `http://localhost:${port}`;
  const stop = onEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port, address, stop };
}
