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

/** What may be added to the memory while nobody reads, in bytes. */
const MOST_GROWTH = 50 << 20;

describe('a client that does not read', { timeout }, () => {
  test('costs little, and gets the newest findings of all files when it reads', async (t) => {
    const { server } = await bundles();
    const preloaded = join(__dirname, 'consumed.cjs');
    const child = spawn(
      process.execPath,
      ['--max-old-space-size=256', '--expose-gc', '--require', preloaded, server, '--stdio'],
      { stdio: ['pipe', 'pipe', 'inherit', 'ipc'] },
    );
    t.after(() => void child.kill('SIGKILL'));
    const { stdin, stdout } = child;
    assert.ok(stdin && stdout);
    let sent = 0;
    const send = (method: string, params: object, id?: number) => {
      const body = JSON.stringify({ jsonrpc: '2.0', method, params, id });
      const message = `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
      sent += Buffer.byteLength(message);
      stdin.write(message);
    };
    /** The memory in use when all that was sent is dealt with. */
    const memory = async () => {
      child.send(sent);
      const [bytes] = (await once(child, 'message')) as [number];
      return bytes;
    };

    send('initialize', { processId: null, rootUri: null, capabilities: {} }, 1);
    send('initialized', {});
    const uri = (index: number) => `file:///calls/${index}.phonecalls.jsonl`;
    const text = '{"status": 4}\n'.repeat(1000);
    for (let index = 0; index < FILES; index++) {
      const textDocument = { uri: uri(index), languageId: 'interaction-jsonl', version: 0, text };
      send('textDocument/didOpen', { textDocument });
    }
    const before = await memory();
    const start = { line: 0, character: 11 };
    let after = before;
    for (let version = 1; version <= ROUNDS; version++) {
      for (let index = 0; index < FILES; index++) {
        send('textDocument/didChange', {
          textDocument: { uri: uri(index), version },
          contentChanges: [
            {
              range: { start, end: { line: 0, character: 12 } },
              text: version === ROUNDS ? '9' : String(4 + (version % 2)),
            },
          ],
        });
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
});
