import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { type Client, startClient } from '../support/client';
import { findingLines, recordLine } from '../support/texts';

const files = ['a.phonecalls.json', 'b.phonecalls.json', 'c.phonecalls.jsonl'].map(
  (name) => `file:///calls/${name}`,
);
const record = recordLine({ duration: '7', udata: '{"a": "b"}' });
const lines = Array<string>(20).fill(record);

/** How many edits are made before the first look at the heap: most of what is made once is made in them. */
const FIRST_EDITS = 20_000;

/** How many edits are made between the two looks. */
const EDITS = 100_000;

/** What may remain of the edits, in bytes: two for each. A leak of one object an edit is seen, and of one number. */
const tolerance = 2 * EDITS;

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

    await flood(client, 0, FIRST_EDITS);
    const before = await heapOf(client, t);
    await flood(client, FIRST_EDITS, FIRST_EDITS + EDITS);
    const growth = (await heapOf(client, t)) - before;
    assert.ok(growth < tolerance, `the edits left ${growth} bytes`);

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
    assert.deepEqual(client.logged, []);
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

/**
 * How many bytes of a server's heap hold what its program has made. What the engine keeps for itself is left out: it makes
 * code whenever it likes, the more the longer a program runs, and throws some of it away; and the table of a weak map is as
 * large as the most that waited in it for a collection, though nothing of that is left.
 */
async function heapOf(client: Client, t: TestContext): Promise<number> {
  for (const uri of files) await client.current(uri);
  const folder = mkdtempSync(join(tmpdir(), 'interaction-data-heap-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  client.process.send?.(join(folder, 'server.heapsnapshot'));
  const [path] = (await once(client.process, 'message')) as [string];
  const { snapshot, nodes, edges, strings } = JSON.parse(readFileSync(path, 'utf8')) as HeapPicture;
  const { node_fields, node_types, edge_fields } = snapshot.meta;
  const factOf = (node: number, field: string) => nodes[node + node_fields.indexOf(field)] as number;
  const weakTables = new Set<number>();
  let bytes = 0;
  let edge = 0;
  for (let node = 0; node < nodes.length; node += node_fields.length) {
    if (!ofEngine.has(node_types[0][factOf(node, 'type')] as string)) bytes += factOf(node, 'self_size');
    const isWeak = weak.has(strings[factOf(node, 'name')] as string);
    for (let left = factOf(node, 'edge_count'); left > 0; left--) {
      const name = strings[edges[edge + edge_fields.indexOf('name_or_index')] as number];
      if (isWeak && name === 'table') weakTables.add(edges[edge + edge_fields.indexOf('to_node')] as number);
      edge += edge_fields.length;
    }
  }
  for (const table of weakTables) bytes -= factOf(table, 'self_size');
  return bytes;
}

const ofEngine = new Set(['code', 'hidden', 'object shape']);
const weak = new Set(['WeakMap', 'WeakSet']);

/**
 * What a picture of a heap holds, as V8 writes it: the facts of all nodes, one after the other, and in the same order those
 * of the edges that leave them.
 */
interface HeapPicture {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[]];
      readonly edge_fields: readonly string[];
    };
  };
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  readonly strings: readonly string[];
}
