import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CompletionList, Diagnostic } from 'vscode-languageserver/node';
import { askActions, theEnd } from '../support/ask-server';
import { type Client, startClient } from '../support/client';
import { recordText } from '../support/texts';

/** Bounds what would otherwise be a hang, in milliseconds. */
const timeout = 240_000;

const control = 'file:///calls/control.phonecall.json';
const uri = 'file:///calls/a.phonecalls.json';
const start = { line: 0, character: 0 };
const whole = { start, end: theEnd };

/** Records of which no two are the same, each with findings of its own. */
function differentRecords(bytes: number): string {
  const records: string[] = [];
  for (let size = 0, index = 0; size < bytes; index++) {
    const record = `{"a${index}":"${index}"}`;
    records.push(record);
    size += record.length + 1;
  }
  return `[${records.join()}]`;
}

/** What was found to be too much for a server with a large heap, or for one that is asked about it. */
const inputs: Readonly<Record<string, () => string>> = {
  '300,000 empty records': () => `[${'{},'.repeat(300_000)}{}]`,
  '3 MB of empty records': () => `[${'{},'.repeat(1_000_000)}{}]`,
  '5 MB of different records': () => differentRecords(5_000_000),
  'objects in each other, 400,000 deep': () => '{"a":'.repeat(400_000),
  'arrays in each other, 400,000 deep': () => '['.repeat(400_000),
  'a key of 5 MB': () => `{"${'k'.repeat(5_000_000)}": 1}`,
  'a number of 5 MB': () => `{"status": ${'9'.repeat(5_000_000)}`,
  '2 MB of quotes': () => `{${'"'.repeat(2_000_000)}`,
};

describe('the server on a heap of 256 MB', { timeout }, () => {
  test('lives through all that was found to be too much', async (t) => {
    const settings = () => ({
      maxFindings: 1e9,
      files: ['*a*a*a*a*a*a*a*a*a*a*a*a*b', ...Array<string>(200).fill('*?*?*?*?b')],
    });
    const client = await startClient({ nodeOptions: ['--max-old-space-size=256'], settings }, t);
    await client.open(control, recordText({ status: '4' }));
    for (const [what, text] of Object.entries(inputs)) {
      await client.open(uri, text());
      const found = await findingsOfAll(client);
      assert.ok(found.length > 0 && found.length <= 1000, `${what}: ${found.length} findings`);
      await askAll(client, what);
      await client.change(uri, 2, { range: { start, end: start }, text: ' ' });
      await client.close(uri);
      await assertAlive(client, what);
    }
    assert.ok(client.shown.some((message) => /maxFindings: .* 10,000/.test(message)));
    assert.deepEqual(client.logged, []);
    assert.equal(await client.stop(), 0);
  });

  test('says so of a file that takes more, and checks it when it is smaller', async (t) => {
    const client = await startClient({ nodeOptions: ['--max-old-space-size=256'] }, t);
    await client.open(uri, `[${'{},'.repeat(6_666_000)}{}]`);
    const found = await findingsOfAll(client);
    assert.deepEqual(
      found.map(({ code }) => code),
      ['too-large'],
    );
    await client.change(uri, 2, { text: recordText({ status: '4' }) });
    assert.deepEqual(
      (await findingsOfAll(client)).map(({ code }) => code),
      ['invalid-value'],
    );
    assert.equal(await client.stop(), 0);
  });

  test('offers no long keys', async (t) => {
    const client = await startClient({ nodeOptions: ['--max-old-space-size=256'] }, t);
    const records = Array.from({ length: 60 }, (_, index) =>
      recordText({ udata: `{"${index}${'k'.repeat(200_000)}": 1}` }),
    );
    const short = 'k'.repeat(255);
    const text = `[${records.join()},${recordText({ udata: `{"${short}": 1, "${short}x": 2}` })},{"udata": {}}]`;
    await client.open(uri, text);
    const lines = text.split('\n');
    const position = { line: lines.length - 1, character: (lines.at(-1) ?? '').indexOf('{}') + 1 };
    const answer = await client.request<CompletionList>('textDocument/completion', {
      textDocument: { uri },
      position,
    });
    const labels = answer.items.map(({ label }) => label);
    assert.ok(labels.includes(short));
    assert.ok(labels.every(({ length }) => length <= 255));
    assert.equal(await client.stop(), 0);
  });
});

/** What the server has told of the file when it is done with it. */
async function findingsOfAll(client: Client): Promise<readonly Diagnostic[]> {
  await client.request('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: theEnd, end: theEnd },
    context: { diagnostics: [], only: ['source.nothing'] },
  });
  return client.published.findLast((params) => params.uri === uri)?.diagnostics ?? [];
}

async function askAll(client: Client, what: string): Promise<void> {
  const textDocument = { uri };
  const requests: Readonly<Record<string, object>> = {
    hover: { textDocument, position: start },
    completion: { textDocument, position: { line: 0, character: 2 } },
    documentSymbol: { textDocument },
    selectionRange: { textDocument, positions: [start, theEnd] },
  };
  for (const [method, params] of Object.entries(requests)) {
    await client
      .request(`textDocument/${method}`, params)
      .catch((error) => assert.fail(`${what}: ${method}: ${error}`));
  }
}

async function assertAlive(client: Client, what: string): Promise<void> {
  const { changes } = await askActions(client, control, whole);
  assert.ok(changes.length > 0, what);
}
