import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { fullCapabilities, startClient } from '../support/client';
import { startRaw } from '../support/raw';
import { findingLines, recordText } from '../support/texts';

/** Bounds what would otherwise be a hang, in milliseconds. */
const timeout = 60_000;

const wrong = recordText({ status: '4' });
const uri = 'file:///calls/a.phonecall.json';
const hover = { textDocument: { uri }, position: { line: 3, character: 4 } };
const introduction = { processId: null, rootUri: null, capabilities: {} };

describe('before initialize and after shutdown', { timeout }, () => {
  test('a request before initialize is refused, and initialize is taken then', async (t) => {
    const { connection, ended, errors } = await startRaw(t);
    for (const method of ['textDocument/hover', 'shutdown', 'unknown/thing']) {
      await assert.rejects(connection.sendRequest(method, hover), { code: -32002 });
    }
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'interaction-json', version: 1, text: wrong },
    });
    await connection.sendRequest('initialize', introduction);
    // What was opened too early was not taken.
    assert.equal(await connection.sendRequest('textDocument/hover', hover), null);
    await assert.rejects(connection.sendRequest('initialize', introduction), { code: -32600 });
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    assert.equal(await ended, 0);
    assert.equal(errors(), '');
  });

  test('a request after shutdown is refused, and exit ends well', async (t) => {
    const { connection, ended } = await startRaw(t);
    await connection.sendRequest('initialize', introduction);
    await connection.sendRequest('shutdown');
    for (const method of ['textDocument/hover', 'shutdown', 'initialize', 'unknown/thing']) {
      await assert.rejects(connection.sendRequest(method, hover), { code: -32600 });
    }
    await connection.sendNotification('exit');
    assert.equal(await ended, 0);
  });

  test('nothing begins or ends with a notification that is called as a request', async (t) => {
    const { connection } = await startRaw(t);
    await connection.sendNotification('initialize', introduction);
    await connection.sendRequest('initialize', introduction);
    await connection.sendNotification('shutdown');
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'json', version: 1, text: wrong },
    });
    assert.ok(await connection.sendRequest('textDocument/hover', hover));
  });

  test('exit before initialize ends with 1', async (t) => {
    const { connection, ended } = await startRaw(t);
    await connection.sendNotification('exit');
    assert.equal(await ended, 1);
  });
});

describe('a client that says strange things of itself', { timeout }, () => {
  const strange: Readonly<Record<string, unknown>> = {
    'capabilities that are null': { ...introduction, capabilities: null },
    'capabilities that are a list': { ...introduction, capabilities: [] },
    'groups of capabilities that are null': {
      ...introduction,
      capabilities: { workspace: null, textDocument: null, window: null, general: null, experimental: null },
    },
    'capabilities of other types': {
      ...introduction,
      capabilities: {
        workspace: { configuration: 'yes', workspaceFolders: 1, workspaceEdit: [] },
        textDocument: { hover: { contentFormat: 5 }, codeAction: { resolveSupport: { properties: null } } },
      },
    },
    'no capabilities': { processId: null, rootUri: null },
    nothing: null,
    'a list': [],
    'a folder that is a number': { ...introduction, rootUri: 5, workspaceFolders: [{}, null, { uri: 5 }] },
    'folders that are a text': { ...introduction, workspaceFolders: 'file:///calls' },
    'a process that is none': { ...introduction, processId: 1.5, trace: 7, locale: 8, clientInfo: 9 },
  };
  for (const [what, params] of Object.entries(strange)) {
    test(what, async (t) => {
      const { connection, ended, errors } = await startRaw(t);
      const published = new Promise<{ diagnostics: unknown[] }>((resolve) =>
        connection.onNotification('textDocument/publishDiagnostics', resolve),
      );
      const answer = await connection.sendRequest<{ capabilities: object }>('initialize', params);
      assert.ok(answer.capabilities);
      await connection.sendNotification('initialized', {});
      await connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'interaction-json', version: 1, text: wrong },
      });
      assert.equal((await published).diagnostics.length, 1);
      assert.ok(await connection.sendRequest('textDocument/hover', hover));
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      assert.equal(await ended, 0);
      assert.equal(errors(), '');
    });
  }
});

describe('the project file above a file', { timeout }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'interaction-data-manners-'));
  const root = join(folder, 'my calls #1');
  mkdirSync(join(root, 'march é'), { recursive: true });
  writeFileSync(join(root, '.interaction-data.json'), '{"rules":{"invalid-value":"off"}}');
  test.after(() => rmSync(folder, { recursive: true, force: true }));

  const address = pathToFileURL(root).href;
  const file = pathToFileURL(join(root, 'march é/a.phonecall.json')).href;
  const plain = (text: string) => decodeURIComponent(text);
  const everything = (text: string) =>
    text.replaceAll(/[a-z](?=[^/]*$)/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
  const spellings: readonly (readonly [folder: string, file: string])[] = [
    [address, file],
    [plain(address), file],
    [address, plain(file)],
    [`${address}/`, plain(file)],
    [address.replace('file:///', 'file:/'), file],
    [address.replace('file:///', 'FILE://localhost/'), file],
    [address, everything(file)],
    [
      address.toLowerCase() === address
        ? address
        : address.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
      file,
    ],
  ];
  for (const [folderAddress, fileAddress] of spellings) {
    test(`${folderAddress.slice(-16)} and ${fileAddress.slice(-40)}`, async (t) => {
      const client = await startClient({ workspaceFolders: [folderAddress] }, t);
      await client.open(fileAddress, wrong);
      assert.deepEqual(await client.current(fileAddress), []);
      assert.equal(await client.stop(), 0);
    });
  }

  test('of a client that sends rootPath alone', async (t) => {
    const { connection } = await startRaw(t);
    const published = new Promise<{ diagnostics: unknown[] }>((resolve) =>
      connection.onNotification('textDocument/publishDiagnostics', resolve),
    );
    await connection.sendRequest('initialize', { processId: null, rootPath: root, capabilities: {} });
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: file, languageId: 'interaction-json', version: 1, text: wrong },
    });
    assert.equal((await published).diagnostics.length, 0);
  });

  test('requests may spell the file in another way than it was opened with', async (t) => {
    const client = await startClient({ workspaceFolders: [] }, t);
    await client.open(plain(file), wrong);
    assert.ok(await client.request('textDocument/hover', { ...hover, textDocument: { uri: file } }));
    await client.change(file, 2, { text: recordText() });
    assert.deepEqual(await client.current(plain(file)), []);
    assert.equal(await client.stop(), 0);
  });
});

describe('a client that does not answer what it is asked', { timeout }, () => {
  const never = () => new Promise<unknown>(() => undefined);

  test('gets findings and hovers with the defaults', async (t) => {
    const client = await startClient({ settings: never }, t);
    const start = performance.now();
    await client.open(uri, wrong);
    assert.deepEqual(findingLines(wrong, await client.diagnostics(uri, 1)), ['4:13 error invalid-value 4']);
    assert.ok(await client.request('textDocument/hover', hover));
    assert.ok(performance.now() - start < 5000);
    assert.equal(await client.stop(), 0);
  });

  test('is waited for once, not with each file', async (t) => {
    const client = await startClient({ settings: never }, t);
    await client.open(uri, wrong);
    await client.diagnostics(uri, 1);
    const start = performance.now();
    for (let index = 0; index < 20; index++) {
      const other = `file:///calls/${index}.phonecall.json`;
      await client.open(other, wrong);
      await client.diagnostics(other, 1);
    }
    assert.ok(performance.now() - start < 5000, `${performance.now() - start} ms`);
    assert.equal(await client.stop(), 0);
  });

  test('or does so late, and the findings are corrected then', async (t) => {
    let answer = (_: unknown): void => undefined;
    const late = new Promise<unknown>((resolve) => {
      answer = resolve;
    });
    const client = await startClient({ settings: () => late }, t);
    await client.open(uri, wrong);
    assert.equal((await client.diagnostics(uri, 1)).length, 1);
    answer({ rules: { 'invalid-value': 'off' } });
    while (client.published.length < 2) await client.request('textDocument/hover', hover);
    assert.deepEqual(client.published.at(-1)?.diagnostics, []);
    assert.equal(await client.stop(), 0);
  });

  test('of folders: closed files are known without it, and with it when it comes', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'interaction-data-late-'));
    t.after(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'closed.phonecall.json'), wrong);
    const root = pathToFileURL(folder).href;
    let answer = (_: unknown): void => undefined;
    const late = new Promise<unknown>((resolve) => {
      answer = resolve;
    });
    const isOfFolder = (uri: string) => uri === root;
    const settings = (uri: string) => (isOfFolder(uri) ? late : {});
    const client = await startClient({ settings, workspaceFolders: [root] }, t);
    await client.open(`${root}/open.phonecall.json`, recordText({ interaction_id: '"another"' }));
    const id: string = JSON.parse(wrong).interaction_id;
    const found = await client.request<readonly object[]>('workspace/symbol', { query: id });
    assert.equal(found.length, 1);
    answer({ validate: 'workspace' });
    const told = await client.told(`${root}/closed.phonecall.json`, (all) => all.length > 0);
    assert.deepEqual(findingLines(wrong, told), ['4:13 error invalid-value 4']);
    assert.ok(client.asked.filter(isOfFolder).length < 4);
    assert.equal(await client.stop(), 0);
  });

  test('the settings that it sent when it started hold meanwhile', async (t) => {
    const client = await startClient(
      {
        settings: never,
        initializationOptions: { interactionData: { rules: { 'invalid-value': 'warning' } } },
      },
      t,
    );
    await client.open(uri, wrong);
    assert.deepEqual(findingLines(wrong, await client.diagnostics(uri, 1)), ['4:13 warning invalid-value 4']);
    assert.equal(await client.stop(), 0);
  });
});

describe('findings hold what the client understands', { timeout }, () => {
  const twice = recordText({ start_date: '"2021-03-04T09:15:31.000Z"' }).replace(
    '"status"',
    '"start_date": "2021-03-04T09:15:31.000Z",\n  "status"',
  );

  test('related places and documentation where it says so', async (t) => {
    const client = await startClient({}, t);
    await client.open(uri, twice);
    const found = await client.current(uri);
    assert.ok(found.every(({ codeDescription }) => codeDescription));
    assert.ok(found.some(({ relatedInformation }) => relatedInformation));
    assert.equal(await client.stop(), 0);
  });

  for (const publishDiagnostics of [{}, { relatedInformation: false, codeDescriptionSupport: false }]) {
    test(`neither of them with ${JSON.stringify(publishDiagnostics)}`, async (t) => {
      const textDocument = { ...fullCapabilities.textDocument, publishDiagnostics };
      const client = await startClient({ capabilities: { ...fullCapabilities, textDocument } }, t);
      await client.open(uri, twice);
      const found = await client.current(uri);
      const start = { line: 0, character: 0 };
      const actions = await client.request<{ diagnostics?: typeof found }[]>('textDocument/codeAction', {
        textDocument: { uri },
        range: { start, end: { line: 30, character: 0 } },
        context: { diagnostics: [] },
      });
      assert.ok(found.length > 0 && actions.length > 0);
      for (const finding of [...found, ...actions.flatMap(({ diagnostics }) => diagnostics ?? [])]) {
        assert.equal(finding.codeDescription, undefined);
        assert.equal(finding.relatedInformation, undefined);
      }
      assert.equal(await client.stop(), 0);
    });
  }
});
