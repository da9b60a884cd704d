import assert from 'node:assert/strict';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { type Client, startClient } from '../support/client';
import { findingLines, recordLine } from '../support/texts';

const files = ['a.phonecalls.json', 'b.phonecalls.json', 'c.phonecalls.jsonl'].map(
  (name) => `file:///calls/${name}`,
);
const record = recordLine({ duration: '7', udata: '{"a": "b"}' });
const lines = Array<string>(20).fill(record);

/** How many edits are made before the first look at the heap, and between two. */
const EDITS = 20_000;

/** How many parts are looked at. */
const PARTS = 5;

/** What may remain of the edits of a part, in bytes: 5 for each. A leak of one object an edit is seen, and of one number. */
const tolerance = 5 * EDITS;

/** Bounds what would otherwise be a hang, in milliseconds. */
const timeout = 300_000;

describe('a flood of edits and cancels leaks nothing', { timeout }, () => {
  test('the heap is flat over 100,000 edits', async (t) => {
    const nodeOptions = ['--expose-gc', '--require', join(__dirname, 'memory.cjs')];
    const client = await startClient({ nodeOptions }, t);
    const texts = files.map((uri) => (uri.endsWith('l') ? lines.join('\n') : `[\n${lines.join(',\n')}\n]`));
    for (const [index, uri] of files.entries()) {
      await client.open(uri, texts[index] ?? '', uri.endsWith('l') ? 'interaction-jsonl' : undefined);
    }

    // Most of what is made once is made in the first part: caches, compiled code, the formatter.
    await flood(client, 0, EDITS);
    const heaps = [await heapOf(client)];
    for (let part = 1; part <= PARTS; part++) {
      await flood(client, part * EDITS, (part + 1) * EDITS);
      heaps.push(await heapOf(client));
    }
    // The engine makes more code now and then, and throws some away. What leaks, leaks in every part.
    const growth = heaps.slice(1).map((bytes, part) => bytes - (heaps[part] ?? 0));
    assert.ok(Math.min(...growth) < tolerance, `each part left more than ${tolerance} bytes: ${growth}`);

    // Nothing was lost on the way: the texts are what they were, and so are the findings.
    for (const [index, uri] of files.entries()) {
      assert.deepEqual(findingLines(texts[index] ?? '', await client.current(uri)), []);
    }
    // The library fails where a request that has just come is cancelled twice.
    assert.deepEqual(
      client.logged.filter((line) => !line.startsWith('$/cancelRequest: ')),
      [],
    );
    assert.equal(await client.stop(), 0);
  });
});

describe('a request that is cancelled', { timeout }, () => {
  test('twice ends nothing', async (t) => {
    const client = await startClient({}, t);
    const [uri = ''] = files;
    // Reading it takes long enough for the request to wait.
    await client.open(uri, `[${Array<string>(50_000).fill(record).join()}]`);
    const cancel = { method: '$/cancelRequest', params: { id: 'twice' } };
    // Written at once, so that the first one comes before the request is looked at.
    client.process.stdin?.cork();
    write(client, {
      id: 'twice',
      method: 'textDocument/documentSymbol',
      params: { textDocument: { uri } },
    });
    write(client, cancel);
    client.process.stdin?.uncork();
    await assert.rejects(client.request('unknown', {}), { code: -32601 });
    for (let time = 0; time < 3; time++) write(client, cancel);
    assert.deepEqual(await client.current(uri), []);
    assert.ok(client.logged.every((line) => line.startsWith('$/cancelRequest: ')));
    assert.equal(client.logged.length, 3);
    assert.equal(await client.stop(), 0);
  });
});

/** Sends the edits from one number to another, which leave the texts as they were, among requests and cancels. */
async function flood(client: Client, from: number, to: number): Promise<void> {
  for (let edit = from; edit < to; edit += 4) {
    const uri = files[(edit / 4) % files.length] as string;
    const line = 1 + ((edit * 7) % 18);
    // A value becomes wrong, the line breaks, a quote opens and closes: findings come and go.
    const place = record.indexOf('"Inbound"') + 1;
    const [inserted, removed] = pairs[(edit / 4) % pairs.length] as readonly [string, number];
    const start = { line, character: place };
    const end = inserted === '\n' ? { line: line + 1, character: 0 } : { line, character: place + removed };
    await client.change(uri, edit + 2, { range: { start, end: start }, text: inserted });
    ask(client, uri, line, edit);
    await client.change(uri, edit + 3, { range: { start, end }, text: '' });
    await client.change(uri, edit + 4, { range: { start, end: start }, text: inserted });
    await client.change(uri, edit + 5, { range: { start, end }, text: '' });
    // The client is no faster than the server, or the messages between them would count as the server's.
    if (edit % 400 === 0) await client.current(uri);
    (client.published as unknown[]).length = 0;
  }
}

const pairs: readonly (readonly [string, number])[] = [
  ['x', 1],
  ['"', 1],
  ['\n', 0],
  ['{', 1],
  ['\\', 1],
];

const asked = [
  'textDocument/hover',
  'textDocument/completion',
  'textDocument/codeAction',
  'textDocument/documentSymbol',
  'textDocument/foldingRange',
  'textDocument/formatting',
];
let lastId = 1_000_000;

/** Sends a request, and cancels it or another one or one that never was. */
function ask(client: Client, uri: string, line: number, edit: number): void {
  const position = { line, character: 5 };
  const params = {
    textDocument: { uri },
    position,
    range: { start: position, end: position },
    context: { diagnostics: [] },
    options: { tabSize: 2, insertSpaces: true },
  };
  const method = asked[(edit / 4) % asked.length] as string;
  write(client, { id: ++lastId, method, params });
  const id = [lastId, lastId - 1, lastId + 1_000_000, `${lastId}`][(edit / 4) % 4];
  if (edit % 3 > 0) write(client, { method: '$/cancelRequest', params: { id } });
}

/** Writes a message whose answer nobody waits for. */
function write(client: Client, content: object): void {
  const body = JSON.stringify({ jsonrpc: '2.0', ...content });
  client.process.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

async function heapOf(client: Client): Promise<number> {
  for (const uri of files) await client.current(uri);
  client.process.send?.('heap');
  const [bytes] = (await once(client.process, 'message')) as [number];
  return bytes;
}
