import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { describe, test } from 'node:test';
import { bundles } from '../support/bundle';
import { startClient } from '../support/client';
import { recordText } from '../support/texts';

/** Bounds what would otherwise be a hang, in milliseconds. */
const timeout = 60_000;

const noMessage = /^The input is no message of the language server protocol: .+\n$/;
const inTheMiddle = /^The input ended in the middle of a message\.\n$/;
/** JSON, but none of the protocol: it has no batches, for one. */
const noMessages = [
  '5',
  '"x"',
  '[]',
  '{}',
  '[{"jsonrpc":"2.0","id":7,"method":"shutdown"}]',
  '{"jsonrpc":"2.0","method":"$/cancelRequest"}',
  '{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":null}}',
];
const initialize = message({
  id: 1,
  method: 'initialize',
  params: { processId: null, rootUri: null, capabilities: {} },
});
const shutdown = message({ id: 2, method: 'shutdown' });
const exit = message({ method: 'exit' });

describe('malformed protocol input ends the process with a message, not a hang: --stdio', { timeout }, () => {
  /** What is no message however it goes on; the input stays open after it. */
  const unreadable: Readonly<Record<string, readonly (string | Buffer)[]>> = {
    'a header that never ends': [Buffer.alloc(64 << 20, 'a')],
    'a header that never ends, in small parts': Array(200).fill(Buffer.alloc(1000, 'a')),
    'binary garbage': [Buffer.from(Array.from({ length: 1 << 20 }, (_, index) => (index * 7919) % 256))],
    'nothing but zero bytes': [Buffer.alloc(1 << 20)],
    'no header': ['{"jsonrpc":"2.0","id":1,"method":"initialize"}\r\n\r\n'],
    'a line that is no header': [`no header\r\n\r\n${initialize}`],
    'no length': ['Content-Type: application/json\r\n\r\n{}'],
    'two lengths': ['Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}'],
    'a length with more after it': ['Content-Length: 2x\r\n\r\n{}'],
    'a length in hexadecimal': ['Content-Length: 0x2\r\n\r\n{}'],
    'a length with a fraction': ['Content-Length: 2.5\r\n\r\n{} '],
    'a length below zero': ['Content-Length: -2\r\n\r\n{}'],
    'a length beyond any string': ['Content-Length: 600000000\r\n\r\n{'],
    'a length beyond any number': [`Content-Length: ${'9'.repeat(400)}\r\n\r\n{`],
    'a length that is too small': [initialize.replace(/\d+/, (length) => `${Number(length) - 5}`)],
    'a length that is too large': [initialize.replace(/\d+/, (length) => `${Number(length) + 5}`), shutdown],
    'an empty body': ['Content-Length: 0\r\n\r\n'],
    'a body that is no JSON': [framed('{"jsonrpc":')],
    'a body in another encoding': [framed(Buffer.from('{"jsonrpc":"2.0"}', 'utf16le'))],
  };
  for (const [what, parts] of Object.entries(unreadable)) {
    test(what, async (t) => {
      const { child, ended } = await start(t, ['--stdio']);
      // What goes on writing meets a closed pipe.
      child.stdin.on('error', () => undefined);
      for (const part of [initialize, ...parts]) child.stdin.write(part);
      const { code, errors } = await ended;
      assert.match(errors, noMessage);
      assert.ok(errors.length < 6000, 'the message is for people');
      assert.equal(code, 1);
    });
  }

  for (const [what, part] of Object.entries({
    'in a header': 'Content-Le',
    'after a header': 'Content-Length: 5\r\n\r\n',
    'in a body': initialize.slice(0, -3),
  })) {
    test(`input that ends ${what}`, async (t) => {
      const { child, ended } = await start(t, ['--stdio']);
      child.stdin.end(initialize + part);
      const { code, errors } = await ended;
      assert.match(errors, inTheMiddle);
      assert.equal(code, 1);
    });
  }

  test('a message that comes byte by byte is one', async (t) => {
    const { child, ended } = await start(t, ['--stdio']);
    for (const byte of Buffer.from(initialize + shutdown + exit)) child.stdin.write(Buffer.of(byte));
    // After anything but a shutdown that was understood, an exit ends with 1.
    assert.deepEqual(await ended, { code: 0, errors: '' });
  });

  test('headers may be written in other ways', async (t) => {
    const { child, ended } = await start(t, ['--stdio']);
    const body = (text: string) => text.slice(text.indexOf('{'));
    for (const text of [initialize, shutdown, exit]) {
      const { length } = body(text);
      child.stdin.write(`Content-Type: x; charset=utf-8\r\ncontent-LENGTH:${length} \r\n\r\n${body(text)}`);
    }
    // After anything but a shutdown that was understood, an exit ends with 1.
    assert.deepEqual(await ended, { code: 0, errors: '' });
  });

  for (const body of noMessages) {
    test(`JSON that is no message is logged, and the rest is served: ${body}`, async (t) => {
      const client = await startClient({}, t);
      client.process.stdin?.write(framed(body));
      await client.open('file:///a.phonecall.json', recordText({ status: '4' }));
      assert.equal((await client.current('file:///a.phonecall.json')).length, 1);
      assert.equal(client.logged.length, 1);
      assert.equal(await client.stop(), 0);
    });
  }

  test('a client that reads no more', async (t) => {
    const { child, ended } = await start(t, ['--stdio']);
    child.stdout.destroy();
    child.stdin.on('error', () => undefined);
    child.stdin.write(initialize);
    const { code, errors } = await ended;
    assert.match(errors, /^The client reads no more: .+\n$/);
    assert.equal(code, 1);
  });
});

describe('malformed protocol input ends the process with a message, not a hang: --node-ipc', {
  timeout,
}, () => {
  for (const [what, bytes] of Object.entries({
    'a line that is no JSON': '{"jsonrpc":\n',
    'binary garbage': Buffer.from([0, 255, 10, 13, 10]),
  })) {
    test(what, async (t) => {
      const { channel, ended } = await startOnChannel(t);
      channel.write(bytes);
      const { code, errors } = await ended;
      assert.match(errors, /Error/);
      assert.notEqual(code, 0);
    });
  }

  test('JSON that is no message is logged, and the rest is served', async (t) => {
    const { channel, ended } = await startOnChannel(t);
    for (const line of [...noMessages, 'null']) {
      channel.write(`${line}\n`);
    }
    for (const text of [initialize, shutdown, exit]) channel.write(`${text.slice(text.indexOf('{'))}\n`);
    assert.deepEqual(await ended, { code: 0, errors: '' });
  });

  test('the client goes away', async (t) => {
    for (const [words, expected] of [
      [[initialize], 1],
      [[initialize, shutdown], 0],
    ] as const) {
      const { channel, ended } = await startOnChannel(t);
      for (const text of words) {
        channel.write(`${text.slice(text.indexOf('{'))}\n`);
        await once(channel, 'data');
      }
      channel.end();
      assert.deepEqual(await ended, { code: expected, errors: '' });
    }
  });
});

describe('malformed protocol input ends the process with a message, not a hang: other channels', {
  timeout,
}, () => {
  // A server that no client can make open a socket.
  for (const words of [[], ['--socket=1'], ['--pipe=x'], ['--node-ipc']]) {
    test(`started with ${JSON.stringify(words)}`, async (t) => {
      const { ended } = await start(t, words);
      const { code, errors } = await ended;
      assert.match(errors, /^Start the server with --stdio/);
      assert.equal(code, 1);
    });
  }
});

interface Context {
  readonly after: (end: () => void) => void;
}

async function start(t: Context, words: readonly string[]) {
  const { server } = await bundles();
  const child = spawn(process.execPath, [server, ...words]);
  child.stdout.resume();
  return { child, ended: endOf(t, child) };
}

/** A server on the channel that Node's processes talk over, whose other end is held here as it is: bytes. */
async function startOnChannel(t: Context) {
  const { server } = await bundles();
  const child = spawn(process.execPath, [server, '--node-ipc'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_CHANNEL_FD: '3', NODE_CHANNEL_SERIALIZATION_MODE: 'json' },
  });
  const channel = child.stdio[3] as Duplex;
  channel.on('error', () => undefined);
  channel.resume();
  return { channel, ended: endOf(t, child) };
}

/** How a process ended, and what it said. */
async function endOf(t: Context, child: ChildProcess) {
  t.after(() => void child.kill('SIGKILL'));
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, errors };
}

function message(content: object): string {
  return framed(JSON.stringify({ jsonrpc: '2.0', ...content })).toString();
}

function framed(body: string | Buffer): Buffer {
  const bytes = Buffer.from(body);
  return Buffer.concat([Buffer.from(`Content-Length: ${bytes.length}\r\n\r\n`), bytes]);
}
