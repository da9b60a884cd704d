import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectFolder } from '../../scripts/editor/paths';

const client = join(projectFolder, 'dist', 'client.js');

test('what VS Code loads with any JSON file of anybody is small: no rules, no specification, no language client', () => {
  assert.ok(statSync(client).size <= 6 * 1024, `${statSync(client).size} bytes`);
  const text = readFileSync(client, 'utf8');
  for (const words of ['missing-companion', 'structured_text_mime', 'vscode-jsonrpc', 'node:'])
    assert.equal(text.includes(words), false, words);
});

/** What a window has, of which the client is told. */
interface Window {
  readonly documents?: readonly {
    readonly path: string;
    readonly languageId?: string;
    readonly text?: string;
  }[];
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly files?: readonly string[];
  readonly answers?: object;
  readonly tabs?: readonly string[];
  readonly command?: string;
}

const foreign = { path: '/work/a/data.json', text: '{"name": "anything"}' };
const telling = { path: '/work/a/data.json', text: '{"customer_id": 1}' };

const nothingOfOurs: Readonly<Record<string, Window>> = {
  'no file': {},
  'JSON of somebody else': { documents: [foreign] },
  'a manifest, whatever it holds': { documents: [{ ...telling, path: '/work/phone-calls/package.json' }] },
  'records that nobody wants to be asked about': { documents: [telling], settings: { detect: 'off' } },
  'another view of a file of ours': {
    documents: [{ path: '/elsewhere/a.txt', languageId: 'plaintext' }],
    files: ['/work/.interaction-data.json'],
  },
  'a tab with JSON of somebody else': { tabs: ['/work/a/data.json'] },
};

const somethingOfOurs: Readonly<Record<string, Window>> = {
  'a file of ours by its language': { documents: [{ path: '/work/a', languageId: 'interaction-jsonl' }] },
  'a project file': { documents: [{ path: '/work/.interaction-data.json' }] },
  'a file of ours by its folder': { documents: [{ path: '/work/phone-calls/a.json' }] },
  'a file of ours by its name, in another language': {
    documents: [{ path: '/work/a.phonecall.json', languageId: 'jsonc' }],
  },
  'a file that looks like ours': { documents: [foreign, telling] },
  'a project file in a folder above': { documents: [foreign], files: ['/work/.interaction-data.json'] },
  'a setting that names files': {
    documents: [{ path: '/work/a.log', languageId: 'log' }],
    settings: { files: ['*.log'] },
  },
  'an answer of somebody': { answers: {} },
  'a tab with a file that no extension gets': { tabs: ['/work/large.phonecalls.jsonl'] },
  'a command': { command: 'interactionData.newFile' },
};

for (const [what, window] of Object.entries(nothingOfOurs))
  test(`nothing else is loaded for ${what}`, () => assert.deepEqual(loadedIn(window), ['client.js']));
for (const [what, window] of Object.entries(somethingOfOurs))
  test(`the extension is loaded for ${what}`, () =>
    assert.deepEqual(loadedIn(window), ['client.js', 'extension.js']));

/** The bundles that the client loads in a window. */
function loadedIn(window: Window): readonly string[] {
  const stub = join(projectFolder, 'test', 'support', 'vscode-stub.cjs');
  return JSON.parse(
    execFileSync(process.execPath, ['--expose-gc', stub, client, JSON.stringify(window)], {
      encoding: 'utf8',
    }),
  ).loaded;
}
