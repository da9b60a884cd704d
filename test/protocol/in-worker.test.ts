import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { projectFolder } from '../../scripts/editor/paths';
import { type Site, serveSite } from '../../scripts/editor/site';
import { bundlesAt } from '../../server/hosts/browser/bundles';
import type * as main from '../../server/hosts/browser/main';
import { bundles } from '../support/bundle';
import { rightRecord } from '../support/right-record';

/*
 * The server as a worker of a browser has it: the same bundles, loaded by what a worker loads them by, which gives them
 * none of Node's modules. `test/editor/web.ts` has them in a browser.
 */

interface Message {
  readonly id?: number;
  readonly method?: string;
  // biome-ignore lint/suspicious/noExplicitAny: what a test looks into.
  readonly params?: any;
  // biome-ignore lint/suspicious/noExplicitAny: the same.
  readonly result?: any;
}

let site: Site;

/** A worker ends as a whole; Node waits for each port that somebody listens to. */
const channels: InstanceType<typeof MessageChannel>[] = [];
const original = globalThis.MessageChannel;

before(async () => {
  globalThis.MessageChannel = class extends original {
    constructor() {
      super();
      channels.push(this);
    }
  };
  site = await serveSite({ dist: dirname((await bundles()).server) }, {});
});
after(async () => {
  globalThis.MessageChannel = original;
  for (const { port1 } of channels) port1.close();
  await site.stop();
});

describe('in a worker', () => {
  test('a file is checked, in the language whose words the client sends, and its pages are beside the bundles', async () => {
    const words = JSON.parse(readFileSync(join(projectFolder, 'l10n/bundle.l10n.de.json'), 'utf8'));
    const server = await startInWorker({});
    const { capabilities } = await server.ask('initialize', {
      ...introduction(),
      locale: 'de',
      initializationOptions: { words },
    });
    assert.equal(capabilities.hoverProvider, true);
    server.tell('initialized', {});
    server.open('file:///calls/a.phonecall.json', '{}');
    const [finding] = (await server.told('file:///calls/a.phonecall.json')).diagnostics;
    assert.match(finding.message, /^8 Pflichtfelder fehlen: /);
    assert.equal(finding.codeDescription.href, `${site.address}/docs/rules.md#missing-field`);
  });

  test('project files and closed files are the client’s, whatever their addresses are', async () => {
    const root = 'file:///calls';
    const files: Readonly<Record<string, string>> = {
      [`${root}/.interaction-data.json`]: '{"files": ["closed.json"]}',
      [`${root}/closed.json`]: '{}',
    };
    const server = await startInWorker({
      'workspace/configuration': ({ items }) => items.map(() => ({ validate: 'workspace' })),
      'interactionData/readFile': ({ uri }) => files[uri] ?? null,
      'interactionData/listFolder': ({ uri }) =>
        uri === root
          ? Object.keys(files).map((file) => ({ name: file.slice(root.length + 1), isFolder: false }))
          : null,
    });
    await server.ask('initialize', {
      ...introduction(),
      workspaceFolders: [{ uri: root, name: 'calls' }],
    });
    server.tell('initialized', {});
    server.open(`${root}/open.phonecall.json`, JSON.stringify(rightRecord));
    const { diagnostics } = await server.told(`${root}/closed.json`);
    assert.deepEqual(
      diagnostics.map(({ code }: { code: string }) => code),
      ['missing-field'],
    );
  });
});

function introduction() {
  return {
    processId: null,
    rootUri: null,
    capabilities: {
      workspace: { configuration: true, workspaceFolders: true },
      textDocument: { publishDiagnostics: { codeDescriptionSupport: true } },
      experimental: { interactionData: { readFile: true, listFolder: true } },
    },
  };
}

/** A worker's end of the line, and ours. `answers` are those to the server's requests, by method. */
async function startInWorker(answers: Readonly<Record<string, (params: Message['params']) => unknown>>) {
  const load = bundlesAt(`${site.address}/dist/`);
  const { startServer } = (await load('./worker-server.js')) as typeof main;
  const waiting = new Map<unknown, (value: Message['result']) => void>();
  const scope = {
    location: { href: `${site.address}/dist/worker.js` },
    onmessage: null as ((event: { readonly data: unknown }) => void) | null,
    close() {},
    addEventListener() {},
    // A worker's messages are copies.
    postMessage: (message: Message) => setImmediate(take, structuredClone(message)),
  };
  startServer(scope, `${site.address}/dist/`);
  let last = 0;
  return {
    ask(method: string, params: unknown): Promise<Message['result']> {
      const id = ++last;
      send({ id, method, params });
      return new Promise((resolve) => waiting.set(id, resolve));
    },
    tell: (method: string, params: unknown) => send({ method, params }),
    open: (uri: string, text: string) =>
      send({
        method: 'textDocument/didOpen',
        params: { textDocument: { uri, languageId: 'interaction-json', version: 1, text } },
      }),
    /** The findings that a file is told to have next. */
    told: (uri: string): Promise<Message['params']> => new Promise((resolve) => waiting.set(uri, resolve)),
  };

  function send(message: object): void {
    scope.onmessage?.({ data: structuredClone({ jsonrpc: '2.0', ...message }) });
  }

  function take({ id, method, params, result }: Message): void {
    if (method === 'textDocument/publishDiagnostics') waiting.get(params.uri)?.(params);
    else if (method === undefined) waiting.get(id)?.(result);
    else if (id !== undefined) send({ id, result: answers[method]?.(params) ?? null });
  }
}
