import assert from 'node:assert/strict';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { type Client, startClient } from '../support/client';
import { findingLines, recordText } from '../support/texts';

const uri = 'file:///calls/a.phonecall.json';
const other = 'file:///calls/b.phonecall.json';
const text = recordText({ status: '4' });
const document = { textDocument: { uri } };
const start = { line: 0, character: 0 };
const options = { tabSize: 2, insertSpaces: true };

/** A right request for each method that the server answers. */
const right: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'textDocument/hover': { ...document, position: { line: 3, character: 4 } },
  'textDocument/completion': { ...document, position: { line: 3, character: 12 } },
  'textDocument/codeAction': {
    ...document,
    range: { start, end: { line: 9, character: 0 } },
    context: { diagnostics: [] },
  },
  'codeAction/resolve': { title: 'x', data: { uri, rule: 'invalid-value' } },
  'textDocument/documentSymbol': document,
  'textDocument/foldingRange': document,
  'textDocument/selectionRange': { ...document, positions: [start] },
  'textDocument/documentLink': document,
  'textDocument/codeLens': document,
  'codeLens/resolve': { data: { uri, version: 1, chunk: 1, kind: 'problems', isFirst: true } },
  'textDocument/inlayHint': { ...document, range: { start, end: start } },
  'inlayHint/resolve': { label: 'x', position: start, data: { uri, version: 1, about: 3 } },
  'textDocument/formatting': { ...document, options },
  'textDocument/rangeFormatting': { ...document, range: { start, end: start }, options },
};

/** What may stand where something else belongs. */
const wrongValues: readonly unknown[] = [
  undefined,
  null,
  5,
  -1,
  1e308,
  'x',
  true,
  [],
  {},
  [null],
  { line: 'x' },
];

describe('a request that fails is logged with its method and answers empty', { timeout: 60_000 }, () => {
  for (const [method, params] of Object.entries(right)) {
    test(`${method} with parameters of a wrong shape`, async (t) => {
      const client = await startClient({}, t);
      await client.open(uri, text);
      const before = await client.request(method, params);
      let failures = 0;
      for (const wrong of wrongVariants(params)) {
        const logged = client.logged.length;
        const answer = await client.request(method, wrong);
        const log = client.logged.slice(logged);
        if (log.length === 0) continue;
        failures++;
        assert.equal(log.length, 1, JSON.stringify(wrong));
        assert.ok(log[0]?.startsWith(`${method.replace('textDocument/', '')}: `), log[0]);
        // What comes to be resolved goes back as it came.
        assert.deepEqual(answer, method.endsWith('/resolve') ? wrong : null);
      }
      assert.ok(failures > 0 || method.endsWith('/resolve'));
      assert.deepEqual(await client.request(method, params), before);
      assert.equal(await client.stop(), 0);
    });
  }

  test('what a request needs of the system fails', async (t) => {
    const client = await startSabotaged(t);
    await client.open(uri, text);
    client.process.send?.('clock');
    await once(client.process, 'message');
    for (const method of ['textDocument/completion', 'textDocument/codeAction']) {
      const logged = client.logged.length;
      assert.equal(await client.request(method, right[method] ?? {}), null);
      const expected = `${method.replace('textDocument/', '')}: Error: sabotaged clock\n`;
      assert.deepEqual(
        client.logged.slice(logged).map((line) => line.slice(0, expected.length)),
        [expected],
      );
    }
    assert.notEqual(await client.request('textDocument/hover', right['textDocument/hover'] ?? {}), null);
    assert.equal(await client.stop(), 0);
  });
});

describe('a rule that fails', { timeout: 60_000 }, () => {
  test('is logged with its id, once, and costs neither the other findings nor the other files', async (t) => {
    const client = await startSabotaged(t);
    const broken = recordText({ type: '"sab\\u006ftage"', status: '4' });
    await client.open(uri, broken);
    const told = await client.diagnostics(uri, 1);
    assert.ok(told.some(({ code }) => code === 'invalid-value'));
    assert.notEqual(await client.request('textDocument/hover', right['textDocument/hover'] ?? {}), null);
    const logged = client.logged.map((line) => /^rule ([a-z-]+): Error: sabotaged parser\n/.exec(line)?.[1]);
    assert.ok(logged.length > 0 && !logged.includes(undefined), client.logged.join());
    assert.equal(new Set(logged).size, logged.length);
    await client.open(other, recordText({ status: '4' }));
    assert.equal((await client.current(other)).length, 1);

    // The next version is tried again.
    const mended = recordText({ status: '9' });
    await client.change(uri, 2, { text: mended });
    assert.deepEqual(findingLines(mended, await client.diagnostics(uri, 2)), ['4:13 error invalid-value 9']);
    assert.equal(await client.stop(), 0);
  });
});

describe('findings that cannot be sent', { timeout: 60_000 }, () => {
  test('are logged, and the others are sent', async (t) => {
    const client = await startSabotaged(t);
    await client.open(uri, recordText({ unwritable: '1' }));
    await client.open(other, recordText({ status: '4' }));
    assert.equal((await client.current(other)).length, 1);
    // What is logged about one file may come after what is answered about another one.
    await client.current(other);
    const told = client.logged.filter((line) =>
      line.startsWith('publishDiagnostics: Error: sabotaged writer'),
    );
    assert.equal(told.length, 1);
    assert.equal(await client.stop(), 0);
  });
});

describe('a change that is none', { timeout: 60_000 }, () => {
  test('is logged with its method, and leaves the text as it was', async (t) => {
    const client = await startClient({}, t);
    await client.open(uri, text);
    const before = await client.current(uri);
    const none: readonly unknown[] = [
      null,
      5,
      {},
      { text: 5 },
      { text: '{', range: null },
      { text: '{', range: {} },
      { text: '{', range: { start, end: { line: 0.5, character: 0 } } },
      { text: '{', range: { start: { line: 'x', character: 0 }, end: start } },
    ];
    for (const change of none) {
      const contentChanges = [{ text: '' }, change];
      await client.notify('textDocument/didChange', {
        textDocument: { uri, version: 2 },
        contentChanges,
      });
      assert.deepEqual(await client.current(uri), before);
      assert.match(
        client.logged.at(-1) ?? '',
        /^didChange: contentChanges\[1\](\.[a-z.]+)? is no [a-z ]+\.$/,
      );
    }
    assert.equal(client.logged.length, none.length);
    assert.equal(client.published.length, 1);
    assert.equal(await client.stop(), 0);
  });
});

/** The parameters with each of their members, however deep, left out or replaced by what does not belong there. */
function wrongVariants(params: Readonly<Record<string, unknown>>): Record<string, unknown>[] {
  return Object.entries(params).flatMap(([key, value]) => {
    const inner =
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? wrongVariants(value as Record<string, unknown>)
        : [];
    return [...wrongValues, ...inner].map((wrong) => ({ ...params, [key]: wrong }));
  });
}

function startSabotaged(t: { readonly after: (end: () => void) => void }): Promise<Client> {
  return startClient({ nodeOptions: ['--require', join(__dirname, 'sabotage.cjs')] }, t);
}
