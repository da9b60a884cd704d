import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type Client, startClient } from '../support/client';
import { findingLines, recordText } from '../support/texts';

/** Bounds what would otherwise be a hang, in milliseconds. */
const timeout = 60_000;

const wrong = recordText({ status: '4' });
const start = { line: 0, character: 0 };
const options = { tabSize: 2, insertSpaces: true };

/** Everything that an editor asks about a file. */
function requestsAbout(uri: string): Readonly<Record<string, object>> {
  const textDocument = { uri };
  const range = { start, end: { line: 9, character: 0 } };
  return {
    'textDocument/hover': { textDocument, position: { line: 3, character: 4 } },
    'textDocument/completion': { textDocument, position: { line: 3, character: 12 } },
    'textDocument/codeAction': { textDocument, range, context: { diagnostics: [] } },
    'textDocument/documentSymbol': { textDocument },
    'textDocument/foldingRange': { textDocument },
    'textDocument/selectionRange': { textDocument, positions: [start] },
    'textDocument/documentLink': { textDocument },
    'textDocument/codeLens': { textDocument },
    'textDocument/inlayHint': { textDocument, range },
    'textDocument/formatting': { textDocument, options },
    'textDocument/rangeFormatting': { textDocument, range, options },
  };
}

async function assertSilent(client: Client, uri: string): Promise<void> {
  for (const [method, params] of Object.entries(requestsAbout(uri))) {
    assert.equal(await client.request(method, params), null, `${method} in ${uri}`);
  }
  assert.deepEqual(
    client.published.filter((params) => params.uri === uri && params.diagnostics.length > 0),
    [],
  );
}

async function assertServed(client: Client, uri: string): Promise<void> {
  assert.ok(await client.request('textDocument/hover', requestsAbout(uri)['textDocument/hover'] ?? {}), uri);
  assert.equal((await client.current(uri)).length, 1, uri);
}

describe('a document of another language', { timeout }, () => {
  test('is left alone where nothing says that it is ours', async (t) => {
    const client = await startClient({ workspaceFolders: ['file:///work/phone-calls'] }, t);
    const others: readonly (readonly [uri: string, languageId: string])[] = [
      ['file:///work/phone-calls/package.json', 'json'],
      ['file:///work/phone-calls/tsconfig.json', 'jsonc'],
      ['file:///work/phone-calls/tsconfig.build.json', 'json'],
      ['file:///work/phone-calls/readme.md', 'markdown'],
      ['file:///work/phone-calls/a.json', 'json'],
      ['file:///work/phone-calls/a.jsonl', 'jsonl'],
      ['file:///work/phone-calls/phone-calls/package-lock.json', 'json'],
      ['file:///work/phone-calls/phone-calls/.vscode/settings.json', 'jsonc'],
      ['file:///elsewhere/phone-calls/a.json', 'json'],
      ['untitled:Untitled-1', 'json'],
      ['untitled:Untitled-2', ''],
      ['file:///work/phone-calls/a', 'plaintext'],
    ];
    for (const [uri, languageId] of others) {
      await client.open(uri, wrong, languageId);
      await assertSilent(client, uri);
      // Nor when it is edited.
      await client.change(uri, 2, { range: { start, end: start }, text: '{' });
      await assertSilent(client, uri);
      await client.close(uri);
    }
    assert.deepEqual(client.published, []);
    assert.deepEqual(client.logged, []);
    assert.equal(await client.stop(), 0);
  });

  test('is taken by its name', async (t) => {
    const client = await startClient({ workspaceFolders: ['file:///work'] }, t);
    for (const [uri, languageId] of [
      ['file:///work/a.phonecall.json', 'json'],
      ['file:///elsewhere/b.INTERACTIONS.json', 'jsonc'],
      ['file:///work/c.phone-call.json', 'plaintext'],
      ['file:///work/phone-calls/deep/down/d.json', 'json'],
      ['file:///work/phone%2Dcalls/e.json', 'json'],
    ] as const) {
      await client.open(uri, wrong, languageId);
      await assertServed(client, uri);
    }
    assert.equal(await client.stop(), 0);
  });

  test('is taken by the settings, and left alone when they change', async (t) => {
    let settings: object = { files: ['fixtures/**/*.json'], exclude: ['**/wrong/**'] };
    const client = await startClient(
      { workspaceFolders: ['file:///my%20work'], settings: () => settings },
      t,
    );
    const uri = 'file:///my work/fixtures/deep/a.json';
    const excluded = 'file:///my%20work/fixtures/wrong/a.phonecall.json';
    await client.open(uri, wrong, 'json');
    await client.open(excluded, wrong, 'json');
    await assertServed(client, uri);
    await assertSilent(client, excluded);

    settings = {};
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await assertServed(client, excluded);
    assert.equal(
      await client.request('textDocument/hover', requestsAbout(uri)['textDocument/hover'] ?? {}),
      null,
    );
    assert.deepEqual(client.published.findLast((params) => params.uri === uri)?.diagnostics, []);

    // What was edited meanwhile is what is read when it is taken again.
    await client.change(uri, 2, { text: recordText({ status: '4', type: '5' }) });
    settings = { files: ['fixtures/**/*.json'] };
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    assert.deepEqual(await findingsOnceTaken(client, uri), [
      '4:13 error invalid-value 4',
      '6:11 error wrong-type 5',
    ]);
    assert.equal(await client.stop(), 0);
  });

  test('is taken by its content where the settings say so, and is not asked about', async (t) => {
    const unlike = '{"status": 4, "type": "Inbound", "subject": "x", "duration": 1}';
    for (const [detect, isTaken] of [
      ['auto', true],
      ['ask', false],
      ['off', false],
      [undefined, false],
    ] as const) {
      const settings = () => ({ detect, exclude: ['excluded/**'] });
      const client = await startClient({ workspaceFolders: ['file:///work'], settings }, t);
      const uri = 'file:///work/a.json';
      await client.open(uri, wrong, 'json');
      if (isTaken) await assertServed(client, uri);
      else await assertSilent(client, uri);
      for (const [other, text] of [
        ['file:///work/b.json', unlike],
        ['file:///work/excluded/a.json', wrong],
        ['file:///work/package.json', wrong],
        ['file:///work/a.md', wrong],
      ] as const) {
        await client.open(other, text, 'json');
        await assertSilent(client, other);
      }
      assert.deepEqual(client.shown, []);
      assert.equal(await client.stop(), 0);
    }
  });

  test('is taken by the project file', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'interaction-data-taken-'));
    after(() => rmSync(folder, { recursive: true, force: true }));
    mkdirSync(join(folder, 'a/fixtures'), { recursive: true });
    writeFileSync(join(folder, 'a/.interaction-data.json'), '{"files":["fixtures/*.json"],"exclude":["x*"]}');
    const client = await startClient({ workspaceFolders: [pathToFileURL(folder).href] }, t);
    const address = (path: string) => pathToFileURL(join(folder, path)).href;
    for (const [path, isTaken] of [
      ['a/fixtures/1.json', true],
      ['a/1.json', false],
      ['fixtures/1.json', false],
      ['a/x1.phonecall.json', false],
      ['x1.phonecall.json', true],
    ] as const) {
      await client.open(address(path), wrong, 'json');
      if (isTaken) await assertServed(client, address(path));
      else await assertSilent(client, address(path));
    }
    assert.equal(await client.stop(), 0);
  });
});

describe('a document of one of our languages', { timeout }, () => {
  test('is taken whatever it is called, unless it is excluded', async (t) => {
    const settings = () => ({ exclude: ['wrong/**'] });
    const client = await startClient({ workspaceFolders: ['file:///work'], settings }, t);
    for (const uri of ['file:///work/package.json', 'untitled:Untitled-1', 'file:///elsewhere/wrong/b.txt']) {
      await client.open(uri, wrong);
      await assertServed(client, uri);
    }
    await client.open('file:///work/wrong/a.phonecall.json', wrong);
    await assertSilent(client, 'file:///work/wrong/a.phonecall.json');
    assert.equal(await client.stop(), 0);
  });

  test('is read as the settings say', async (t) => {
    let settings: object = { forms: { '*.log.json': 'lines' } };
    const client = await startClient({ workspaceFolders: ['file:///work'], settings: () => settings }, t);
    const uri = 'file:///work/calls.log.json';
    const lines = `{"status": 1}\n{"status": 2}\n`;
    await client.open(uri, lines);
    assert.ok((await client.current(uri)).every(({ code }) => code === 'missing-field'));
    settings = { forms: { '*.json': 'json' } };
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.current(uri);
    assert.ok((await client.current(uri)).some(({ code }) => code === 'syntax'));
    assert.equal(await client.stop(), 0);
  });
});

/** The findings of a file that is taken a moment later. */
async function findingsOnceTaken(client: Client, uri: string): Promise<readonly string[]> {
  for (;;) {
    await client.request('textDocument/hover', requestsAbout(uri)['textDocument/hover'] ?? {});
    const last = client.published.findLast((params) => params.uri === uri);
    if (last && last.diagnostics.length > 0)
      return findingLines(recordText({ status: '4', type: '5' }), last.diagnostics);
  }
}
