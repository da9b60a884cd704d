import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createDoor } from '../../server/protocol/door';
import { type RawServer, startRaw } from '../support/raw';
import { recordText } from '../support/texts';

/*
 * No single message with parts of wrong types ends the server, whichever it is. The protocol's package ships no
 * description of the messages (only the schema of one), so a right example of each is stated here; what is sent are
 * these with one part wrong at a time, however deep it is.
 */

/** Bounds what would otherwise be a hang, in milliseconds. */
const timeout = 60_000;

const uri = 'file:///calls/a.phonecall.json';
const control = 'file:///calls/control.phonecall.json';
const text = recordText({ status: '4' });
const textDocument = { uri };
const position = { line: 3, character: 12 };
const start = { line: 0, character: 0 };
const range = { start, end: { line: 9, character: 0 } };
const tokens = { workDoneToken: 'a', partialResultToken: 1 };
const about = { textDocument, ...tokens };
const at = { textDocument, position, ...tokens };
const item = { uri, languageId: 'interaction-json', version: 1, text };

const callItem = { name: 'x', kind: 23, uri, range, selectionRange: range, data: { id: 'x', parent: 'y' } };

type Params = Readonly<Record<string, unknown>>;

const requests: Readonly<Record<string, Params>> = {
  'textDocument/hover': at,
  'textDocument/completion': { ...at, context: { triggerKind: 2, triggerCharacter: '"' } },
  'textDocument/codeAction': {
    ...about,
    range,
    context: { diagnostics: [{ range, message: 'x', code: 'y' }], only: ['quickfix'], triggerKind: 1 },
  },
  'codeAction/resolve': { title: 'x', kind: 'quickfix', data: { uri, rule: 'invalid-value' } },
  'textDocument/documentSymbol': about,
  'textDocument/foldingRange': about,
  'textDocument/selectionRange': { ...about, positions: [position] },
  'textDocument/documentLink': about,
  'textDocument/codeLens': about,
  'codeLens/resolve': { range, data: { uri, version: 1, chunk: 1, kind: 'problems', isFirst: true } },
  'textDocument/inlayHint': { ...about, range },
  'inlayHint/resolve': { label: 'x', position, data: { uri, version: 1, about: 3 } },
  'textDocument/formatting': { ...about, options: { tabSize: 2, insertSpaces: true } },
  'textDocument/rangeFormatting': { ...about, range, options: { tabSize: 2, insertSpaces: true } },
  'textDocument/rename': { ...at, newName: 'x' },
  'textDocument/prepareRename': at,
  'textDocument/definition': at,
  'textDocument/references': { ...at, context: { includeDeclaration: true } },
  'textDocument/documentHighlight': at,
  'textDocument/prepareCallHierarchy': at,
  'callHierarchy/incomingCalls': { item: callItem, ...tokens },
  'callHierarchy/outgoingCalls': { item: callItem, ...tokens },
  'workspace/symbol': { query: 'x', ...tokens },
  'interactionData/records': { textDocument, query: 'x' },
  'interactionData/problemRecord': { textDocument, position, isBackwards: true },
  'interactionData/parent': { textDocument, position },
  // The server has none of these.
  'textDocument/signatureHelp': at,
  'textDocument/semanticTokens/full': about,
  'textDocument/diagnostic': { ...about, identifier: 'x' },
  'completionItem/resolve': { label: 'x', textEdit: { range, newText: 'y' } },
  'documentLink/resolve': { range, target: uri },
  'workspace/executeCommand': { command: 'x', arguments: [1], ...tokens },
  'workspace/willRenameFiles': { files: [{ oldUri: uri, newUri: uri }] },
  'unknown/thing': { anything: [{}] },
};

const notifications: Readonly<Record<string, Params>> = {
  initialized: {},
  'textDocument/didOpen': { textDocument: item },
  'textDocument/didChange': {
    textDocument: { uri, version: 2 },
    contentChanges: [{ range, rangeLength: 4, text: '{' }, { text }],
  },
  'textDocument/didClose': { textDocument },
  'workspace/didChangeConfiguration': {
    settings: {
      interactionData: { rules: { 'invalid-value': 'warning' }, files: ['*.json'], maxFindings: 5 },
    },
  },
  'workspace/didChangeWatchedFiles': { changes: [{ uri: 'file:///calls/.interaction-data.json', type: 2 }] },
  'workspace/didChangeWorkspaceFolders': {
    event: {
      added: [{ uri: 'file:///calls', name: 'calls' }],
      removed: [{ uri: 'file:///other', name: 'o' }],
    },
  },
  '$/setTrace': { value: 'off' },
  '$/cancelRequest': { id: 5 },
  '$/progress': { token: 'a', value: { kind: 'begin', title: 'x' } },
  'window/workDoneProgress/cancel': { token: 'a' },
  // The server has none of these.
  'textDocument/didSave': { textDocument, text },
  'textDocument/willSave': { textDocument, reason: 1 },
  'notebookDocument/didOpen': { notebookDocument: { uri, version: 1, cells: [] }, cellTextDocuments: [item] },
  'notebookDocument/didClose': { notebookDocument: { uri }, cellTextDocuments: [textDocument] },
  'workspace/didCreateFiles': { files: [{ uri }] },
  'workspace/didDeleteFiles': { files: [{ uri }] },
  'workspace/didRenameFiles': { files: [{ oldUri: uri, newUri: uri }] },
  '$/logTrace': { message: 'x', verbose: 'y' },
  '$/unknown': { anything: 1 },
  'unknown/told': { anything: 1 },
};

const introduction = {
  processId: process.pid,
  clientInfo: { name: 'x', version: '1' },
  locale: 'en',
  rootPath: '/calls',
  rootUri: 'file:///calls',
  initializationOptions: { interactionData: { rules: { 'invalid-value': 'warning' } } },
  capabilities: {
    workspace: {
      configuration: true,
      workspaceFolders: true,
      workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
      didChangeConfiguration: { dynamicRegistration: true },
      didChangeWatchedFiles: { dynamicRegistration: true },
    },
    textDocument: {
      publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true },
      completion: {
        completionItem: {
          snippetSupport: true,
          documentationFormat: ['markdown'],
          insertTextModeSupport: { valueSet: [1, 2] },
          labelDetailsSupport: true,
        },
      },
      hover: { contentFormat: ['markdown'] },
      codeAction: {
        codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } },
        dataSupport: true,
        resolveSupport: { properties: ['edit'] },
      },
      documentSymbol: { hierarchicalDocumentSymbolSupport: true },
      foldingRange: { rangeLimit: 5000 },
    },
    window: { workDoneProgress: true },
    general: { positionEncodings: ['utf-16'] },
    experimental: { interactionData: { status: true, readFile: true } },
  },
  trace: 'off',
  workspaceFolders: [{ uri: 'file:///calls', name: 'calls' }],
  workDoneToken: 'a',
};

/** What may stand where something else belongs; undefined stands for nothing. */
const wrongValues: readonly unknown[] = [
  undefined,
  null,
  true,
  -1,
  1.5,
  1e308,
  '',
  'x'.repeat(5000),
  '__proto__',
  [],
  [null],
  [[]],
  {},
  { length: 1 },
  { uri: 5, line: 'x', end: 1 },
];

describe('no message with parts of wrong types ends the server', { timeout }, () => {
  test('requests: each is answered', async (t) => {
    const server = await started(t);
    for (const [method, params] of Object.entries(requests)) {
      const answers = variants(params).map((wrong) =>
        server.connection.sendRequest(method, wrong as object).then(
          () => undefined,
          (error: { code?: unknown }) => assert.equal(typeof error.code, 'number', String(error)),
        ),
      );
      await Promise.all(answers);
      await assertAlive(server, method);
    }
    await end(server);
  });

  test('notifications', async (t) => {
    const server = await started(t);
    for (const [method, params] of Object.entries(notifications)) {
      for (const wrong of variants(params)) {
        await server.connection.sendNotification(method, wrong as object);
        // What is wrong with a file, or with the settings, is seen by who asks next.
        if (method.includes('did'))
          await server.connection.sendNotification('textDocument/didOpen', { textDocument: item });
      }
      await assertAlive(server, method);
    }
    await end(server);
  });

  test('what is around the parameters', async (t) => {
    const server = await started(t);
    const right = { jsonrpc: '2.0', id: 'own', method: 'textDocument/hover', params: at };
    for (const envelope of variants(right)) {
      const body = JSON.stringify(envelope ?? null);
      server.process.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    }
    await assertAlive(server, 'envelopes');
    await end(server);
  });

  test('answers to what the server asks', async (t) => {
    const answers = variants([
      { rules: { 'invalid-value': 'warning' }, files: ['*.json'], exclude: [], forms: {} },
    ]);
    const server = await startRaw(t);
    let asked = 0;
    server.connection.onRequest('workspace/configuration', () => answers[asked++ % answers.length] ?? null);
    server.connection.onRequest('client/registerCapability', () => 5);
    await server.connection.sendRequest('initialize', introduction);
    await server.connection.sendNotification('initialized', {});
    await open(server);
    for (let index = 0; index < answers.length; index++) {
      await server.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      await assertAlive(server, `answer ${index}`);
    }
    assert.ok(asked >= answers.length);
    await end(server);
  });

  test('initialize: parts wrong over the pipe', async (t) => {
    // A process each: of every fourth part one wrong value, another one each time.
    const all = variants(introduction);
    const waiting = all.filter((_, index) => index % (4 * wrongValues.length + 1) === 0);
    assert.ok(waiting.length > 10);
    const serveOthers = async (): Promise<void> => {
      while (waiting.length > 0) {
        const params = waiting.pop();
        const server = await startRaw(t);
        server.connection.onRequest('workspace/configuration', () => [null]);
        server.connection.onRequest('client/registerCapability', () => null);
        server.connection.onRequest('interactionData/readFile', () => null);
        const answer = await server.connection.sendRequest<{ capabilities?: object }>('initialize', params);
        assert.ok(answer.capabilities, JSON.stringify(params));
        await server.connection.sendNotification('initialized', {});
        await open(server);
        await assertAlive(server, JSON.stringify(params));
        await end(server);
      }
    };
    await Promise.all([serveOthers(), serveOthers()]);
  });

  test('initialize: each part wrong in every way at the door', () => {
    for (const params of variants(introduction)) {
      const fail = () => assert.fail('initialize is never turned away');
      const pass = createDoor({ answer: fail, log: fail });
      const passed = pass({ jsonrpc: '2.0', id: 1, method: 'initialize', params } as never) as unknown as {
        params: typeof introduction;
      };
      const { capabilities, workspaceFolders, rootUri, rootPath } = passed.params;
      assert.ok(
        workspaceFolders === null || workspaceFolders.every((folder) => typeof folder.uri === 'string'),
      );
      for (const address of [rootUri, rootPath]) assert.ok(address === null || typeof address === 'string');
      assert.deepEqual(typesIn(capabilities, introduction.capabilities), []);
    }
  });
});

/** A value with each of its parts, however deep, left out or replaced by what does not belong there. */
function variants(value: unknown): unknown[] {
  const whole = wrongValues.map((wrong) => wrong);
  if (Array.isArray(value)) {
    const inner = value.flatMap((element, index) =>
      variants(element).map((wrong) => value.with(index, wrong)),
    );
    return [...whole, ...inner];
  }
  if (typeof value !== 'object' || value === null) return whole;
  const inner = Object.entries(value).flatMap(([key, part]) =>
    variants(part).map((wrong) => ({ ...value, [key]: wrong })),
  );
  return [...whole, ...inner];
}

/** The parts of a value that have another type than the same ones of an example. */
function typesIn(value: unknown, example: unknown, name = ''): string[] {
  if (typeof value !== typeof example || Array.isArray(value) !== Array.isArray(example)) return [name];
  if (typeof value !== 'object' || value === null || name.endsWith('.experimental')) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    typesIn(part, (example as Record<string, unknown>)[Array.isArray(example) ? '0' : key], `${name}.${key}`),
  );
}

async function started(t: { readonly after: (end: () => void) => void }): Promise<RawServer> {
  const server = await startRaw(t);
  await server.connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
  await server.connection.sendNotification('initialized', {});
  await open(server);
  return server;
}

async function open({ connection }: RawServer): Promise<void> {
  for (const address of [uri, control]) {
    await connection.sendNotification('textDocument/didOpen', { textDocument: { ...item, uri: address } });
  }
}

/** The server answers, about a file that no wrong message was about, and has said nothing to standard error. */
async function assertAlive({ connection, ended, errors }: RawServer, what: string): Promise<void> {
  const answer = connection.sendRequest('textDocument/hover', { textDocument: { uri: control }, position });
  const end = ended.then((code) => assert.fail(`${what}: the server ended with ${code}: ${errors()}`));
  assert.ok(await Promise.race([answer, end]), what);
  assert.equal(errors(), '', what);
}

async function end({ connection, ended, errors }: RawServer): Promise<void> {
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  assert.equal(await ended, 0);
  assert.equal(errors(), '');
}
