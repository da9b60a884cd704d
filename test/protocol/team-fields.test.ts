import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { CodeAction, CompletionList, DocumentSymbol, Hover, TextEdit } from 'vscode-languageserver/node';
import { type Client, startClient } from '../support/client';
import {
  applied,
  findingLines,
  marked,
  rangeOf,
  recordLine,
  recordText,
  withOtherId,
} from '../support/texts';

const name = '.interaction-data.json';

/** A project file that states a field, which records have to have. */
function stating(field: string, schema: object = { type: 'integer' }, rules: object = {}): string {
  return JSON.stringify({ record: { properties: { [field]: schema }, required: [field] }, rules });
}

const ticket = stating('ticket', { type: 'integer', description: 'The number of the ticket.' });

interface Context {
  readonly after: (end: () => void) => void;
}

/** A folder, and what is in it. */
function folder(t: Context, files: Readonly<Record<string, string>>) {
  const root = mkdtempSync(join(tmpdir(), 'interaction-data-team-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) write(path, content);
  return {
    write,
    remove: (path: string) => rmSync(join(root, path)),
    uri: (path: string) => pathToFileURL(join(root, path)).href,
  };

  function write(path: string, content: string): void {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

/** The rules of all findings that were ever told of a file. */
function everTold(client: Client, uri: string): unknown[] {
  const told = client.published.filter((params) => params.uri === uri);
  return [...new Set(told.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code)))];
}

const right = recordText({ ticket: '1' });
const bare = recordText();
const missing = '1:1 error missing-field {';
const unknown = '10:3 warning unknown-field "ticket"';

async function found(client: Client, uri: string, text: string): Promise<string[]> {
  return findingLines(text, await client.current(uri));
}

describe('what a project file states of records', { timeout: 40_000 }, () => {
  test('holds from the first finding on, also of what is asked at once', async (t) => {
    const { uri } = folder(t, { [name]: ticket });
    const client = await startClient({ workspaceFolders: [uri('')] }, t);
    const file = uri('a.phonecall.json');
    const hovered = marked(recordText({ '|ticket': '"7"' }));
    const asking = [
      client.open(file, hovered.text),
      client.request<Hover>('textDocument/hover', {
        textDocument: { uri: file },
        position: hovered.position,
      }),
      client.request<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri: file },
        range: rangeOf(hovered.text, '"7"'),
        context: { diagnostics: [] },
      }),
      client.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument: { uri: file } }),
    ] as const;
    const [, hover, actions, symbols] = await Promise.all(asking);
    assert.match(JSON.stringify(hover?.contents), /The number of the ticket\./);
    assert.match(JSON.stringify(hover?.contents), /\.interaction-data\.json/);
    assert.ok(actions.some(({ diagnostics }) => diagnostics?.some(({ code }) => code === 'wrong-type')));
    assert.equal(symbols.length, 1);
    assert.deepEqual(await found(client, file, hovered.text), ['10:13 error wrong-type "7"']);
    assert.deepEqual(everTold(client, file), ['wrong-type']);
  });

  test('completion asked at once offers its fields', async (t) => {
    const { uri } = folder(t, { [name]: ticket });
    const client = await startClient({ workspaceFolders: [uri('')] }, t);
    const { text, position } = marked(bare.replace('\n}', ',\n  "|"\n}'));
    await client.open(uri('a.phonecall.json'), text);
    const { items } = await client.request<CompletionList>('textDocument/completion', {
      textDocument: { uri: uri('a.phonecall.json') },
      position,
    });
    assert.ok(items.some(({ label }) => label === 'ticket'));
  });

  test('of a large file nothing else is told either, however late the client answers', async (t) => {
    const { uri } = folder(t, { [name]: ticket });
    const settings = () => new Promise((resolve) => setTimeout(() => resolve({}), 300));
    const client = await startClient({ settings, workspaceFolders: [uri('')] }, t);
    const text = `[\n${Array.from({ length: 20_000 }, () => recordLine({ ticket: '1' })).join(',\n')}\n]\n`;
    await client.open(uri('a.phonecalls.json'), text);
    assert.deepEqual(await found(client, uri('a.phonecalls.json'), text), []);
    assert.deepEqual(everTold(client, uri('a.phonecalls.json')), []);
  });

  test('a client that never says its settings has it all the same', async (t) => {
    const { uri } = folder(t, { [name]: ticket });
    const settings = () => new Promise(() => undefined);
    const client = await startClient({ settings, workspaceFolders: [uri('')] }, t);
    await client.open(uri('a.phonecall.json'), right);
    assert.deepEqual(await found(client, uri('a.phonecall.json'), right), []);
    assert.deepEqual(everTold(client, uri('a.phonecall.json')), []);
  });

  test('changes with every key in an open project file, and when that is closed unsaved', async (t) => {
    const { uri } = folder(t, { [name]: ticket });
    const client = await startClient({ workspaceFolders: [uri('')] }, t);
    const file = uri('a.phonecall.json');
    await client.open(file, right);
    assert.deepEqual(await found(client, file, right), []);
    await client.open(uri(name), ticket, 'json');
    assert.deepEqual(await found(client, file, right), []);
    await client.change(uri(name), 2, { text: stating('order') });
    assert.deepEqual((await client.current(file)).map(({ code }) => code).sort(), [
      'missing-field',
      'unknown-field',
    ]);
    await client.change(uri(name), 3, { text: stating('ticket', { type: 'string' }) });
    assert.deepEqual(await found(client, file, right), ['10:13 error wrong-type 1']);
    await client.change(uri(name), 4, { text: '{}' });
    assert.deepEqual(await found(client, file, right), [unknown]);
    await client.change(uri(name), 5, { text: ticket.replace('"required":["ticket"]', '"required":7') });
    assert.deepEqual(await found(client, file, right), []);
    assert.deepEqual(
      (await client.diagnostics(uri(name), 5)).map(({ code }) => code),
      ['invalid-setting'],
    );
    await client.change(uri(name), 6, { text: '{}' });
    await client.close(uri(name));
    assert.deepEqual(await found(client, file, right), []);
    // What was typed meanwhile counts, too.
    await client.change(file, 2, { text: bare });
    assert.deepEqual(await found(client, file, bare), [missing]);
  });

  test('changes on the disk, and goes with the project file', async (t) => {
    const { uri, write, remove } = folder(t, { 'inner/a.txt': '' });
    const client = await startClient({ workspaceFolders: [uri('')] }, t);
    const file = uri('inner/a.phonecall.json');
    const changed = (path: string, type: number) =>
      client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(path), type }] });
    await client.open(file, right);
    assert.deepEqual(await found(client, file, right), [unknown]);
    write(name, ticket);
    await changed(name, 1);
    assert.deepEqual(await found(client, file, right), []);
    write(`inner/${name}`, '{}');
    await changed(`inner/${name}`, 1);
    assert.deepEqual(await found(client, file, right), [unknown]);
    remove(`inner/${name}`);
    await changed(`inner/${name}`, 3);
    assert.deepEqual(await found(client, file, right), []);
    remove(name);
    await changed(name, 3);
    assert.deepEqual(await found(client, file, right), [unknown]);
  });

  test('holds in its folder alone: two files of one window have two types', async (t) => {
    const { uri } = folder(t, {
      [`one/${name}`]: ticket,
      [`two/${name}`]: stating('order', { type: 'string' }),
      // Hostile, and nobody else's trouble.
      [`three/${name}`]: `{"record": ${'{"properties": {"a": '.repeat(2000)}`,
    });
    const client = await startClient({ workspaceFolders: [uri('')] }, t);
    const files = ['one', 'two', 'three', 'one/deep'].map((path) => uri(`${path}/a.phonecall.json`));
    const textOf = (file: string) => withOtherId(right, String(files.indexOf(file)));
    for (const file of files) await client.open(file, textOf(file));
    const rules = async (file: string) => (await client.current(file)).map(({ code }) => code);
    for (let times = 0; times < 2; times++) {
      assert.deepEqual(await Promise.all(files.map(rules)), [
        [],
        ['missing-field', 'unknown-field'],
        ['unknown-field'],
        [],
      ]);
      for (const file of files) await client.change(file, times + 2, { text: `${textOf(file)}\n` });
    }
  });

  test('is what is mended and laid out by', async (t) => {
    const { uri } = folder(t, { [name]: ticket });
    const client = await startClient({ workspaceFolders: [uri('')] }, t);
    const textDocument = { uri: uri('a.phonecalls.json') };
    const text = `[${recordLine({ ticket: '"7"' })}, ${recordLine({ ticket: '"8"' })}]`;
    await client.open(textDocument.uri, text);
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: text.length } };
    const asked = (only?: string[]) =>
      client.request<CodeAction[]>('textDocument/codeAction', {
        textDocument,
        range,
        context: { diagnostics: [], ...(only && { only }) },
      });
    const mended = `[${recordLine({ ticket: '7' })}, ${recordLine({ ticket: '8' })}]`;
    const [fixAll] = await asked(['source.fixAll']);
    assert.equal(applied(text, editsOf(fixAll)), mended);
    const later = (await asked()).filter(({ data }) => data);
    assert.ok(later.length > 0);
    for (const action of later) {
      const { edit } = await client.request<CodeAction>('codeAction/resolve', action);
      assert.equal(applied(text, editsOf({ ...action, ...(edit && { edit }) })), mended);
    }
    const edits = await client.request<TextEdit[]>('textDocument/formatting', {
      textDocument,
      options: { tabSize: 2, insertSpaces: true },
    });
    assert.deepEqual(JSON.parse(applied(text, edits)), JSON.parse(text));
  });
});

/** The edits of an action in the only file that it changes. */
function editsOf(action: CodeAction | undefined): TextEdit[] {
  const [change] = action?.edit?.documentChanges ?? [];
  return change && 'edits' in change ? (change.edits as TextEdit[]) : [];
}
