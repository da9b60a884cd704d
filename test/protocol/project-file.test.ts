import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type Client, fullCapabilities, startClient } from '../support/client';
import { findingLines, recordText } from '../support/texts';

const text = recordText({ status: '4', room: '1' });
const status = (severity: string) => `4:13 ${severity} invalid-value 4`;
const room = (severity: string) => `10:3 ${severity} unknown-field "room"`;
const name = '.interaction-data.json';
const off = '{ "rules": { "unknown-field": "off" } }';
const hint = '{ "rules": { "unknown-field": "hint" } }';

interface Context {
  readonly after: (end: () => void) => void;
}

/** A folder with a name that addresses write in another way, and what is in it. */
function folder(t: Context, files: Readonly<Record<string, string>> = {}) {
  const root = mkdtempSync(join(tmpdir(), 'interaction data %41 ü-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) write(path, content);
  return {
    write,
    uri: (path: string) => pathToFileURL(join(root, path)).href,
    path: (path: string) => join(root, path),
  };

  function write(path: string, content: string): void {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

async function found(client: Client, uri: string): Promise<string[]> {
  return findingLines(text, await client.current(uri));
}

describe('the project file', { timeout: 60_000 }, () => {
  test('wins over the settings, which hold where it says nothing', async (t) => {
    const { uri } = folder(t, { [name]: off });
    const settings = () => ({ rules: { 'unknown-field': 'error', 'invalid-value': 'warning' } });
    const client = await startClient({ settings, workspaceFolders: [uri('')] }, t);
    await client.open(uri('a.phonecall.json'), text);
    assert.deepEqual(await found(client, uri('a.phonecall.json')), [status('warning')]);
  });

  test('the nearest one upward holds, alone', async (t) => {
    const { uri } = folder(t, {
      [name]: '{ "rules": { "invalid-value": "off", "unknown-field": "error" } }',
      [`inner/${name}`]: hint,
    });
    const client = await startClient({ workspaceFolders: [uri('')] }, t);
    for (const path of ['a.json', 'other/deep/a.json', 'inner/a.json', 'inner/deep/er/a.json']) {
      await client.open(uri(path), text);
    }
    assert.deepEqual(await found(client, uri('a.json')), [room('error')]);
    assert.deepEqual(await found(client, uri('other/deep/a.json')), [room('error')]);
    assert.deepEqual(await found(client, uri('inner/a.json')), [status('error'), room('hint')]);
    assert.deepEqual(await found(client, uri('inner/deep/er/a.json')), [status('error'), room('hint')]);
  });

  test('nothing is read above the workspace folder', async (t) => {
    const { uri } = folder(t, { [name]: off, 'workspace/empty.txt': '' });
    for (const root of [uri('workspace'), `${uri('workspace')}/`]) {
      const client = await startClient({ workspaceFolders: [root] }, t);
      await client.open(uri('workspace/deep/a.json'), text);
      assert.deepEqual(await found(client, uri('workspace/deep/a.json')), [status('error'), room('warning')]);
    }
  });

  test('in a workspace folder inside of another one, the inner one is the border', async (t) => {
    const { uri } = folder(t, { [name]: off });
    const client = await startClient({ workspaceFolders: [uri(''), uri('inner')] }, t);
    await client.open(uri('inner/a.json'), text);
    await client.open(uri('inner-not/a.json'), text);
    assert.deepEqual(await found(client, uri('inner/a.json')), [status('error'), room('warning')]);
    assert.deepEqual(await found(client, uri('inner-not/a.json')), [status('error')]);
  });

  test('outside of all workspace folders only the own folder is looked into', async (t) => {
    const { uri } = folder(t, { [name]: off, [`own/${name}`]: hint });
    for (const workspaceFolders of [null, [], [uri('elsewhere')]]) {
      const client = await startClient({ workspaceFolders }, t);
      await client.open(uri('own/a.json'), text);
      await client.open(uri('bare/a.json'), text);
      assert.deepEqual(await found(client, uri('own/a.json')), [status('error'), room('hint')]);
      assert.deepEqual(await found(client, uri('bare/a.json')), [status('error'), room('warning')]);
    }
  });

  test('files that are on no disk have none', async (t) => {
    const { uri } = folder(t, { [name]: off });
    const client = await startClient({ workspaceFolders: [uri('')] }, t);
    for (const unsaved of ['untitled:Untitled-1', 'vscode-remote://host/calls/a.json', 'file://[/a.json']) {
      await client.open(unsaved, text);
      assert.deepEqual(await found(client, unsaved), [status('error'), room('warning')]);
    }
  });

  test('changes of the workspace folders hold at once', async (t) => {
    const { uri } = folder(t, { [name]: off });
    const client = await startClient({ workspaceFolders: [uri('inner')] }, t);
    const file = uri('inner/deep/a.json');
    await client.open(file, text);
    assert.deepEqual(await found(client, file), [status('error'), room('warning')]);
    const changed = (added: readonly string[], removed: readonly string[]) =>
      client.notify('workspace/didChangeWorkspaceFolders', {
        event: {
          added: added.map((folderUri) => ({ uri: folderUri, name: 'x' })),
          removed: removed.map((folderUri) => ({ uri: folderUri, name: 'x' })),
        },
      });
    await changed([uri('')], [uri('inner')]);
    assert.deepEqual(await found(client, file), [status('error')]);
    await changed([], [uri('')]);
    assert.deepEqual(await found(client, file), [status('error'), room('warning')]);
  });

  test('changes on disk hold as soon as the client tells of them', async (t) => {
    const { uri, write, path } = folder(t, { 'inner/empty.txt': '' });
    const client = await startClient({ workspaceFolders: [uri('')] }, t);
    const file = uri('inner/a.json');
    await client.open(file, text);
    assert.deepEqual(await found(client, file), [status('error'), room('warning')]);
    const changed = (changedPath: string, type: number) =>
      client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(changedPath), type }] });
    write(name, off);
    await changed(name, 1);
    assert.deepEqual(await found(client, file), [status('error')]);
    write(name, hint);
    await changed(name, 2);
    assert.deepEqual(await found(client, file), [status('error'), room('hint')]);
    write(`inner/${name}`, off);
    await changed(`inner/${name}`, 1);
    assert.deepEqual(await found(client, file), [status('error')]);
    rmSync(path(`inner/${name}`));
    await changed(`inner/${name}`, 3);
    assert.deepEqual(await found(client, file), [status('error'), room('hint')]);
    const told = client.published.length;
    await changed('inner/other.json', 2);
    await found(client, file);
    assert.equal(client.published.length, told);
  });

  test('a client that tells of no changes on disk has it read when a file opens', async (t) => {
    const { didChangeWatchedFiles: _watched, ...workspace } = fullCapabilities.workspace ?? {};
    const { uri, write } = folder(t, { [name]: off });
    const client = await startClient(
      { capabilities: { ...fullCapabilities, workspace }, workspaceFolders: [uri('')] },
      t,
    );
    await client.open(uri('a.json'), text);
    assert.deepEqual(await found(client, uri('a.json')), [status('error')]);
    write(name, hint);
    await client.open(uri('b.json'), text);
    assert.deepEqual(await found(client, uri('b.json')), [status('error'), room('hint')]);
  });

  describe('in the editor', () => {
    test('holds as it is typed, and no longer when it is closed unsaved', async (t) => {
      const { uri } = folder(t, { [name]: hint });
      const client = await startClient({ workspaceFolders: [uri('')] }, t);
      await client.open(uri('a.json'), text);
      assert.deepEqual(await found(client, uri('a.json')), [status('error'), room('hint')]);
      await client.open(uri(name), hint, 'json');
      assert.deepEqual(await found(client, uri('a.json')), [status('error'), room('hint')]);
      const start = { line: 0, character: 31 };
      const end = { line: 0, character: 35 };
      assert.equal(hint.slice(start.character, end.character), 'hint');
      await client.change(uri(name), 2, { range: { start, end }, text: 'off' });
      assert.deepEqual(await found(client, uri('a.json')), [status('error')]);
      await client.change(uri(name), 3, { text: '{ "rules": { "unknown-field": "off' });
      assert.deepEqual(await found(client, uri('a.json')), [status('error'), room('warning')]);
      await client.close(uri(name));
      assert.deepEqual(await found(client, uri('a.json')), [status('error'), room('hint')]);
    });

    test('one that is not saved yet holds', async (t) => {
      const { uri } = folder(t);
      const client = await startClient({ workspaceFolders: [uri('')] }, t);
      await client.open(uri('a.json'), text);
      await client.open(uri(name), off, 'json');
      assert.deepEqual(await found(client, uri('a.json')), [status('error')]);
    });

    test('its wrong entries are findings, and the right ones hold', async (t) => {
      const { uri } = folder(t);
      const client = await startClient({ workspaceFolders: [uri('')] }, t);
      const wrong = `{
  "rules": {
    "unknown-field": "off",
    "invalid-value": "of",
    "no-rule": "off"
  },
  "files": ["../*.json"],
  "color": "red",
}
`;
      await client.open(uri('a.json'), text);
      await client.open(uri(name), wrong, 'json', 4);
      assert.deepEqual(findingLines(wrong, await client.diagnostics(uri(name), 4)), [
        '4:22 error invalid-setting "of"',
        '5:5 error invalid-setting "no-rule"',
        '7:13 error invalid-setting "../*.json"',
        '8:3 error invalid-setting "color"',
        '8:17 error invalid-setting ,',
      ]);
      const [first] = await client.diagnostics(uri(name), 4);
      assert.deepEqual(first, {
        range: { start: { line: 3, character: 21 }, end: { line: 3, character: 25 } },
        severity: 1,
        code: 'invalid-setting',
        codeDescription: {
          href: pathToFileURL(join(__dirname, '../../docs/rules.md')).href.concat('#invalid-setting'),
        },
        source: 'interaction-data',
        message: 'Set rule "invalid-value" to "error", "warning", "information", "hint" or "off", not "of".',
      });
      assert.deepEqual(await found(client, uri('a.json')), [status('error')]);
      await client.change(uri(name), 5, { text: off });
      assert.deepEqual(await client.diagnostics(uri(name), 5), []);
      await client.change(uri(name), 6, { text: '[]' });
      assert.equal((await client.diagnostics(uri(name), 6)).length, 1);
      await client.close(uri(name));
      await client.current(uri('a.json'));
      assert.deepEqual(client.published.findLast((params) => params.uri === uri(name))?.diagnostics, []);
    });

    test('it is no file with records, whatever its language', async (t) => {
      const { uri } = folder(t);
      const client = await startClient({ workspaceFolders: [uri('')] }, t);
      for (const languageId of ['json', 'jsonc', 'interaction-json']) {
        await client.open(uri(name), '{ "status": 9 }', languageId);
        const params = { textDocument: { uri: uri(name) }, position: { line: 0, character: 4 } };
        assert.equal(await client.request('textDocument/hover', params), null);
        await client.close(uri(name));
        await client.current(uri(name));
      }
      assert.deepEqual(
        client.published.map(({ diagnostics }) => diagnostics.map(({ code }) => code)),
        [['invalid-setting'], [], ['invalid-setting'], [], ['invalid-setting'], []],
      );
    });
  });
});
