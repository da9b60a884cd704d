import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, test } from 'node:test';
import { bundles } from '../support/bundle';
import { fullCapabilities, startClient } from '../support/client';
import { recordText } from '../support/texts';

/** What a test may take at most, in milliseconds: it bounds what would otherwise be a hang. */
const timeout = 60_000;

describe('start', { timeout }, () => {
  test('the server says what it can do', async (t) => {
    const client = await startClient({}, t);
    assert.deepEqual(client.initialized, {
      serverInfo: { name: 'interaction-data' },
      capabilities: {
        textDocumentSync: { openClose: true, change: 2 },
        completionProvider: { triggerCharacters: ['"', ':', ' '] },
        hoverProvider: true,
        codeActionProvider: {
          codeActionKinds: [
            'quickfix',
            'refactor.rewrite.interactionData',
            'refactor.move.interactionData',
            'source.fixAll.interactionData',
            'source.fixRecord.interactionData',
          ],
          resolveProvider: true,
        },
        documentSymbolProvider: true,
        foldingRangeProvider: true,
        selectionRangeProvider: true,
        documentLinkProvider: {},
        codeLensProvider: { resolveProvider: true },
        inlayHintProvider: { resolveProvider: true },
        definitionProvider: true,
        referencesProvider: true,
        documentHighlightProvider: true,
        renameProvider: { prepareProvider: true },
        callHierarchyProvider: true,
        workspaceSymbolProvider: true,
        documentFormattingProvider: true,
        documentRangeFormattingProvider: true,
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    });
    await client.open('file:///a.phonecall.json', recordText());
    assert.deepEqual(await client.current('file:///a.phonecall.json'), []);
    assert.deepEqual(
      client.registered.filter(({ method }) => method !== 'workspace/didChangeWorkspaceFolders'),
      [
        { method: 'workspace/didChangeConfiguration', options: { section: 'interactionData' } },
        {
          method: 'workspace/didChangeWatchedFiles',
          options: { watchers: [{ globPattern: '**/.interaction-data.json' }] },
        },
      ],
    );
    assert.equal(await client.stop(), 0);
  });

  test('nothing is asked of a client that says nothing about itself', async (t) => {
    const client = await startClient({ capabilities: {} }, t);
    await client.open('file:///a.phonecall.json', recordText({ status: '4' }));
    assert.equal((await client.current('file:///a.phonecall.json')).length, 1);
    assert.deepEqual(client.registered, []);
    assert.equal(client.initialized.capabilities.renameProvider, true);
    assert.deepEqual(client.asked, []);
    assert.equal(await client.stop(), 0);
  });

  test('a client that refuses what it is asked is served all the same', async (t) => {
    const client = await startClient(
      {
        settings: () => {
          throw new Error('no settings here');
        },
        refusesRegistrations: true,
      },
      t,
    );
    await client.open('file:///a.phonecall.json', recordText({ status: '4' }));
    assert.equal((await client.current('file:///a.phonecall.json')).length, 1);
    assert.deepEqual(client.logged.map((line) => line.split(':')[0]).sort(), [
      'Registering request handler for workspace/didChangeConfiguration failed.',
      'Registering request handler for workspace/didChangeWatchedFiles failed.',
      'workspace/configuration',
    ]);
    assert.equal(await client.stop(), 0);
  });

  test('a method that the server does not know is refused', async (t) => {
    const client = await startClient({}, t);
    await assert.rejects(client.request('textDocument/signatureHelp', {}), { code: -32601 });
    assert.equal(await client.stop(), 0);
  });
});

describe('end', { timeout }, () => {
  test('exit without shutdown ends with 1', async (t) => {
    const client = await startClient({}, t);
    await client.notify('exit', {});
    assert.equal(await client.ended, 1);
  });

  test('the client goes away', async (t) => {
    const client = await startClient({}, t);
    client.process.stdin?.end();
    assert.equal(await client.ended, 1);
  });

  test('the client goes away after a shutdown', async (t) => {
    const client = await startClient({}, t);
    await client.request('shutdown', {});
    client.process.stdin?.end();
    assert.equal(await client.ended, 0);
  });

  test('the client goes away while a large file is being read', async (t) => {
    const client = await startClient({}, t);
    await client.open('file:///a.phonecalls.json', `[${recordText({ status: '4' }).repeat(20_000)}]`);
    client.process.stdin?.end();
    assert.equal(await client.ended, 1);
  });
});

describe('input that is no message', { timeout }, () => {
  const unreadable: Readonly<Record<string, string | Buffer>> = {
    'a header without a length': 'Content-Type: application/json\r\n\r\n',
    'a length that is no number': 'Content-Length: many\r\n\r\n{}',
    'a length below zero': 'Content-Length: -5\r\n\r\n',
    'no header at all': '{"jsonrpc":"2.0"}\r\n\r\n',
    'bytes that are no text': Buffer.from([0xff, 0x00, 0xfe, 0x0d, 0x0a, 0x0d, 0x0a]),
    'a body that is no JSON': framed('{"jsonrpc":'),
    'an empty body': framed(''),
  };
  for (const [what, bytes] of Object.entries(unreadable)) {
    test(`${what} ends the server with a message`, async () => {
      const { code, errors, output } = await run([initialize, bytes, hover]);
      assert.equal(code, 1);
      assert.match(errors, /^The input is no message of the language server protocol: ./);
      assert.doesNotMatch(output, /"id":2/);
    });
  }

  const survived: Readonly<Record<string, readonly string[]>> = {
    'JSON that is no message': ['null', '[]', '5', '"x"', '{}', '{"jsonrpc":"2.0","id":null,"method":"x"}'],
    'a notification without parameters': [
      '{"jsonrpc":"2.0","method":"textDocument/didOpen"}',
      '{"jsonrpc":"2.0","method":"workspace/didChangeConfiguration"}',
    ],
    'a notification with wrong parameters': [
      '{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{}}',
      '{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///a","text":5}}}',
      '{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///a"}}}',
      '{"jsonrpc":"2.0","method":"textDocument/didClose","params":{"textDocument":{"uri":5}}}',
      '{"jsonrpc":"2.0","method":"workspace/didChangeConfiguration","params":5}',
      '{"jsonrpc":"2.0","method":"workspace/didChangeWatchedFiles","params":{"changes":5}}',
      '{"jsonrpc":"2.0","method":"unknown/thing","params":{}}',
    ],
    'a request with wrong parameters': [
      '{"jsonrpc":"2.0","id":7,"method":"textDocument/hover","params":{"textDocument":5}}',
      '{"jsonrpc":"2.0","id":8,"method":"textDocument/completion","params":{}}',
    ],
    'an answer that nobody waits for': ['{"jsonrpc":"2.0","id":99,"result":null}'],
  };
  for (const [what, bodies] of Object.entries(survived)) {
    test(`${what} is survived`, async () => {
      const { code, errors, output } = await run(
        [initialize, ...bodies.map(framed), hover],
        [shutdown, exit],
      );
      assert.equal(errors, '');
      assert.match(output, /"id":2,"result":null/);
      assert.equal(code, 0);
    });
  }
});

const initialize = framed(
  JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { processId: null, rootUri: null, capabilities: fullCapabilities },
  }),
);
const hover = framed(
  JSON.stringify({
    jsonrpc: '2.0',
    id: 2,
    method: 'textDocument/hover',
    params: { textDocument: { uri: 'file:///nowhere.json' }, position: { line: 0, character: 0 } },
  }),
);
const shutdown = framed('{"jsonrpc":"2.0","id":3,"method":"shutdown"}');
const exit = framed('{"jsonrpc":"2.0","method":"exit"}');

/** A message as it goes over the wire. */
function framed(body: string): string {
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

describe('interaction-data lsp', { timeout }, () => {
  test('is the server, for any editor', async () => {
    const { commandLine } = await bundles();
    const { code, errors, output } = await run(
      [initialize, hover],
      [shutdown, exit],
      [commandLine, 'lsp', '--stdio'],
    );
    assert.equal(errors, '');
    assert.match(output, /"serverInfo":\{"name":"interaction-data"\}/);
    assert.match(output, /"id":2,"result":null/);
    assert.equal(code, 0);
  });

  test('ends with 1 where the client leaves without a word', async () => {
    const { commandLine } = await bundles();
    const { code, errors } = await run([initialize, exit], [], [commandLine, 'lsp', '--stdio']);
    assert.equal(errors, '');
    assert.equal(code, 1);
  });
});

/**
 * Sends these bytes to a new server, all at once, and the last ones when it has answered the hover: an exit does not
 * wait for answers. Its input stays open: it has to end by itself.
 */
async function run(
  bytes: readonly (string | Buffer)[],
  last: readonly string[] = [],
  program?: readonly string[],
) {
  const { server } = await bundles();
  const child = spawn(process.execPath, program ?? [server, '--stdio']);
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const isAnswered = output.includes('"id":2,');
    output += text;
    if (!isAnswered && output.includes('"id":2,')) child.stdin.write(last.join(''));
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  child.stdin.write(Buffer.concat(bytes.map((part) => Buffer.from(part))));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output, errors };
}
