import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Client, startClient } from '../support/client';
import { findingLines, recordText } from '../support/texts';

/*
 * Clients spell one address in several ways, and some of them in several ways in one session. The server takes all
 * spellings for the same file or folder, and tells of a file by the spelling that it was opened with.
 */

/** Bounds what would otherwise be a hang, in milliseconds. */
const timeout = 60_000;

/** Spellings of one file on a drive of Windows; each of them is used with the next one. */
const spellings: readonly string[] = [
  'file:///c%3A/work/my%20calls/a.phonecall.json',
  'file:///C:/work/my%20calls/a.phonecall.json',
  'file:///c:/work/my calls/a.phonecall.json',
  'file:///C%3a/work/my%20calls/a.phonecall.json',
  'file://C:/work/my%20calls/a.phonecall.json',
  'file://c%3A/work/my%20calls/a.phonecall.json',
  'file:/c:/work/my%20calls/a.phonecall.json',
  'file:C:/work/my%20calls/a.phonecall.json',
  'file://localhost/C:/work/my%20calls/a.phonecall.json',
  'file:///C:\\work\\my calls\\a.phonecall.json',
  'FILE:///c%3A/%77ork/my%20calls/%61.phonecall.json',
];

/** The same of a file elsewhere. */
const others: readonly (readonly [string, string])[] = [
  ['file:///my%20calls/%C3%A9.phonecall.json', 'file:///my calls/é.phonecall.json'],
  ['file:///a(1)/b+c.phonecall.json', 'file:///a%281%29/b%2Bc.phonecall.json'],
  ['file://server/share/a.phonecall.json', 'file://SERVER/share/%61.phonecall.json'],
  [
    'vscode-remote://ssh-remote%2Bhost/a b.phonecall.json',
    'vscode-remote://ssh-remote%2bhost/a%20b.phonecall.json',
  ],
];

const wrong = recordText({ status: '4' });
const found = ['4:13 error invalid-value 4'];
const excluding = { exclude: ['skipped/**'] };

function hoverAt(client: Client, uri: string): Promise<unknown> {
  return client.request('textDocument/hover', { textDocument: { uri }, position: { line: 3, character: 4 } });
}

async function findings(client: Client, uri: string): Promise<readonly string[]> {
  return findingLines(wrong, await client.current(uri));
}

describe('a file that is spelt in two ways', { timeout }, () => {
  const pairs = [
    ...spellings.map((uri, index) => [uri, spellings[(index + 1) % spellings.length] as string] as const),
    ...others,
  ];
  for (const [first, second] of pairs) {
    test(`${first} and ${second}`, async (t) => {
      const client = await startClient({}, t);
      await client.open(first, wrong);
      assert.deepEqual(await findings(client, first), found);
      assert.ok(await hoverAt(client, second));
      await client.change(second, 2, { text: recordText() });
      assert.deepEqual(await client.diagnostics(first, 2), []);
      await client.change(first, 3, { text: wrong });
      assert.equal((await client.diagnostics(first, 3)).length, 1);
      await client.close(second);
      assert.equal(await hoverAt(client, first), null);
      assert.deepEqual(client.published.at(-1), { uri: first, diagnostics: [] });
      assert.ok(client.published.every(({ uri }) => uri === first));
      assert.deepEqual(client.asked, [first]);
      assert.deepEqual(client.logged, []);
      assert.equal(await client.stop(), 0);
    });
  }

  test('opened in one way and again in the other, it is told of in the newer one alone', async (t) => {
    const client = await startClient({}, t);
    const [first, second] = spellings as readonly [string, string];
    await client.open(first, wrong);
    assert.deepEqual(await findings(client, first), found);
    await client.open(second, wrong);
    assert.deepEqual(findingLines(wrong, await client.diagnostics(second, 1)), found);
    assert.deepEqual(client.published.findLast(({ uri }) => uri === first)?.diagnostics, []);
    await client.close(first);
    assert.equal(await hoverAt(client, second), null);
    assert.deepEqual(client.published.at(-1), { uri: second, diagnostics: [] });
    assert.equal(await client.stop(), 0);
  });

  test('of another language, it is decided about once', async (t) => {
    const client = await startClient({}, t);
    const [first, second] = spellings as readonly [string, string];
    await client.open(first, wrong, 'json');
    assert.ok(await hoverAt(client, second));
    await client.open(second, wrong, 'interaction-json');
    await client.change(first, 2, { text: recordText() });
    assert.deepEqual(await client.diagnostics(second, 2), []);
    assert.equal(await client.stop(), 0);
  });
});

describe('a project file that is spelt in another way than the files below it', { timeout }, () => {
  for (const [index, uri] of spellings.entries()) {
    test(uri, async (t) => {
      const client = await startClient({ workspaceFolders: ['file:///c%3A/work'] }, t);
      const project = (more: number) =>
        (spellings[(index + more) % spellings.length] as string).replace(
          /my(?:%20| )calls.*$/,
          '.interaction-data.json',
        );
      await client.open(uri, wrong);
      assert.deepEqual(await findings(client, uri), found);
      await client.open(project(1), '{"rules": {"invalid-value": "off"}}', 'json');
      assert.deepEqual(await findings(client, uri), []);
      await client.change(project(2), 2, { text: '{"rules": {"invalid-value": "hint"}}' });
      assert.deepEqual(await findings(client, uri), ['4:13 hint invalid-value 4']);
      await client.close(project(3));
      assert.deepEqual(await findings(client, uri), found);
      assert.equal(await client.stop(), 0);
    });
  }
});

describe('a folder that is spelt in another way than the files in it', { timeout }, () => {
  const skipped = 'file:///c%3A/work/skipped/a.phonecall.json';
  const folders: readonly string[] = [
    'file:///c%3A/work',
    'file:///C:/work/',
    'file://C:/work',
    'file:C:/work',
    'file:///C%3A/%77ork',
    'file:///c:\\work\\',
  ];

  for (const [index, folder] of folders.entries()) {
    test(folder, async (t) => {
      const client = await startClient({ workspaceFolders: [folder], settings: () => excluding }, t);
      await client.open(skipped, wrong);
      assert.deepEqual(await findings(client, skipped), []);
      const change = async (added: readonly string[], removed: readonly string[]) => {
        const named = (uris: readonly string[]) => uris.map((uri) => ({ uri, name: 'work' }));
        const event = { added: named(added), removed: named(removed) };
        await client.notify('workspace/didChangeWorkspaceFolders', { event });
      };
      await change([], [folders[(index + 1) % folders.length] as string]);
      assert.deepEqual(await findings(client, skipped), found);
      await change([folders[(index + 2) % folders.length] as string], []);
      assert.deepEqual(await findings(client, skipped), []);
      assert.equal(await client.stop(), 0);
    });
  }

  for (const rootPath of ['C:\\work', 'c:\\work\\', 'C:/work', 'c:/work/']) {
    test(`rootPath ${rootPath}`, async (t) => {
      const client = await startClient({ rootPath, settings: () => excluding }, t);
      for (const uri of [skipped, skipped.replace('c%3A', 'C:'), skipped.replace('/c%3A', 'C:')]) {
        await client.open(uri, wrong);
        assert.deepEqual(await findings(client, uri), []);
        await client.close(uri);
      }
      const beside = 'file:///D:/work/skipped/a.phonecall.json';
      await client.open(beside, wrong);
      assert.deepEqual(await findings(client, beside), found);
      assert.equal(await client.stop(), 0);
    });
  }
});
