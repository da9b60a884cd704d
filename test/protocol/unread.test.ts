import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type { PublishDiagnosticsParams } from 'vscode-languageserver/node';
import { bundles } from '../support/bundle';

/** Bounds what would otherwise be a hang, in milliseconds. */
const timeout = 120_000;

const FILES = 50;
const ROUNDS = 20;

/** How many requests are sent at once: each is answered with about a MB. */
const REQUESTS = 64;

/** What may be added to the memory while nobody reads, in bytes. */
const MOST_GROWTH = 50 << 20;

/** The server of a client that reads nothing so far. */
async function startUnread(context: { readonly after: (end: () => void) => void }) {
  const { server } = await bundles();
  const preloaded = join(__dirname, 'consumed.cjs');
  const child = spawn(
    process.execPath,
    ['--max-old-space-size=256', '--expose-gc', '--require', preloaded, server, '--stdio'],
    { stdio: ['pipe', 'pipe', 'inherit', 'ipc'] },
  );
  context.after(() => void child.kill('SIGKILL'));
  const { stdin, stdout } = child;
  assert.ok(stdin && stdout);
  let sent = 0;
  const send = (method: string, ...all: readonly (readonly [params: object, id?: number])[]) => {
    const messages = all.map(([params, id]) => {
      const body = JSON.stringify({ jsonrpc: '2.0', method, params, id });
      return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    });
    sent += Buffer.byteLength(messages.join(''));
    stdin.write(messages.join(''));
  };
  /** The memory in use when all that was sent is dealt with. */
  const memory = async () => {
    child.send(sent);
    const [bytes] = (await once(child, 'message')) as [number];
    return bytes;
  };
  send('initialize', [{ processId: null, rootUri: null, capabilities: {} }, 1]);
  send('initialized', [{}]);
  return { stdin, stdout, send, memory };
}

describe('a client that does not read', { timeout }, () => {
  test('costs little, and gets the newest findings of all files when it reads', async (t) => {
    const { stdin, stdout, send, memory } = await startUnread(t);
    const uri = (index: number) => `file:///calls/${index}.phonecalls.jsonl`;
    const text = '{"status": 4}\n'.repeat(1000);
    for (let index = 0; index < FILES; index++) {
      const textDocument = { uri: uri(index), languageId: 'interaction-jsonl', version: 0, text };
      send('textDocument/didOpen', [{ textDocument }]);
    }
    const before = await memory();
    const start = { line: 0, character: 11 };
    let after = before;
    for (let version = 1; version <= ROUNDS; version++) {
      for (let index = 0; index < FILES; index++) {
        const change = {
          range: { start, end: { line: 0, character: 12 } },
          text: version === ROUNDS ? '9' : String(4 + (version % 2)),
        };
        const textDocument = { uri: uri(index), version };
        send('textDocument/didChange', [{ textDocument, contentChanges: [change] }]);
      }
      after = await memory();
    }
    assert.ok(after - before < MOST_GROWTH, `${(after - before) >> 20} MB more`);

    const newest = new Set<string>();
    const connection = createMessageConnection(
      new StreamMessageReader(stdout),
      new StreamMessageWriter(stdin),
    );
    const all = new Promise<void>((resolve) => {
      connection.onNotification(
        'textDocument/publishDiagnostics',
        ({ uri, diagnostics }: PublishDiagnosticsParams) => {
          assert.equal(diagnostics.length, 1000);
          // What stands in the first record since the last change.
          const first = diagnostics.filter(({ range }) => range.start.line === 0);
          if (first.some(({ message }) => /\b9\b/.test(String(message)))) newest.add(uri);
          if (newest.size === FILES) resolve();
        },
      );
    });
    connection.listen();
    await all;
  });

  test('is answered what it asked for, however much that is, as it reads', async (t) => {
    const { stdout, send, memory } = await startUnread(t);
    const uri = 'file:///calls/a.phonecalls.jsonl';
    const text = '{"status": 4, "subject": "x", "duration": 7}\n'.repeat(2000);
    const textDocument = { uri, languageId: 'interaction-jsonl', version: 0, text };
    send('textDocument/didOpen', [{ textDocument }]);
    const before = await memory();
    const requests = Array.from(
      { length: REQUESTS },
      (_, at) => [{ textDocument: { uri } }, 2 + at] as const,
    );
    send('textDocument/documentSymbol', ...requests);
    const after = await memory();
    assert.ok(after - before < MOST_GROWTH, `${(after - before) >> 20} MB more`);
    const reader = new StreamMessageReader(stdout);
    const answers: number[] = [];
    await new Promise<void>((resolve) => {
      reader.listen((message) => {
        const { id = 0, result } = message as { readonly id?: number; readonly result?: unknown };
        if (id >= 2) answers.push(JSON.stringify(result).length);
        if (answers.length === REQUESTS) resolve();
      });
    });
    const [size = 0, ...others] = answers;
    assert.ok(others.every((other) => other === size));
    assert.ok(size * REQUESTS > MOST_GROWTH, `${size} characters`);
  });
});
