import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chownSync, linkSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { CodeAction } from 'vscode-languageserver/node';
import { type ClientOptions, startClient } from '../support/client';
import { buildProgram, type Program } from '../support/program';
import { startRaw } from '../support/raw';
import { applied } from '../support/texts';

/*
 * What people reported that is more than a text: names of folders, owners of files, clients with manners of their own.
 * The rest of each kind is in the tests of the command line and of the protocol; here is what was reported, by its name.
 */

/** Bounds what would otherwise be a hang, in milliseconds. */
const timeout = 60_000;

const members =
  '"customer_id": "00027a9K3RB00E11", "interaction_id": "00027a9K3RB00F01", "status": 2, "entity_type": 3, ' +
  '"type": "Inbound", "media_type": "voice", "creator_app_id": 142, "start_date": "2021-03-04T09:15:31.000Z"';
const good = `{${members}}`;
const wrong = good.replace('"status": 2', '"status": 7');
const broken = good.replace('"status": 2', '"status": "2"');
/** Renaming comes first, and only then there is a value to mend. */
const misnamed = good
  .replace('"start_date": "2021-03-04T09:15:31.000Z"', '"startDate": "2021-03-04T09:15:31.000+00:00"')
  .replace('"status": 2', '"Status": "2"');
const file = 'a.phonecall.json';
const isRoot = process.getuid?.() === 0;

interface Context {
  readonly after: (end: () => void) => void;
}

let program: Program;
before(async () => {
  program = await buildProgram({ findsSharedIds: false });
});
after(() => program.remove());

/** The paths that a run checks. */
function checkedPaths(words: readonly string[], cwd?: string): readonly string[] {
  const { stdout } = program.run(['check', '--format', 'json', ...words], cwd === undefined ? {} : { cwd });
  return JSON.parse(stdout).files.map(({ path }: { path: string }) => path);
}

/** The messages that a server has for a file of a language. */
async function messages(t: Context, uri: string, text: string, options: ClientOptions, languageId = 'json') {
  const client = await startClient(options, t);
  await client.open(uri, text, languageId);
  const found = await client.current(uri);
  assert.equal(await client.stop(), 0);
  return found.map(({ message }) => message);
}

const notACode = '7 is not a status: use 0 (NEW), 1 (PENDING), 2 (IN_PROCESS) or 3 (STOPPED).';

describe('files and folders', { timeout }, () => {
  const config = '{ "status": 7, }';

  test('repo-named-phone-calls', async (t) => {
    const folder = join(
      program.folder({ 'phone-calls/tsconfig.json': config, 'phone-calls/a.json': config }),
      'phone-calls',
    );
    assert.deepEqual(checkedPaths(['.'], folder), []);
    program.run(['fix', '--unsafe', '.'], { cwd: folder });
    assert.equal(readFileSync(join(folder, 'tsconfig.json'), 'utf8'), config);
    const options = { workspaceFolders: [pathToFileURL(folder).href] };
    for (const name of ['tsconfig.json', 'a.json'])
      assert.deepEqual(await messages(t, pathToFileURL(join(folder, name)).href, config, options), []);
  });

  for (const name of ['calls(1)', 'calls [2024]', '[slug]', 'a+b']) {
    test(`glob-${name}`, async (t) => {
      const folder = program.folder({ [`${name}/b.json`]: wrong });
      assert.deepEqual(checkedPaths([`${name}/*.json`]), [`${name}/b.json`]);
      const options = {
        workspaceFolders: [pathToFileURL(join(folder, name)).href],
        settings: () => ({ files: ['*.json'] }),
      };
      const uri = pathToFileURL(join(folder, name, 'b.json')).href;
      assert.deepEqual(await messages(t, uri, wrong, options), [notACode]);
    });
  }

  test('hard-link: the other name keeps the old text, as documented', () => {
    const folder = program.folder({ [file]: broken });
    linkSync(join(folder, file), join(folder, 'other'));
    assert.equal(program.run(['fix', file]).status, 0);
    assert.equal(readFileSync(join(folder, file), 'utf8'), good);
    assert.equal(readFileSync(join(folder, 'other'), 'utf8'), broken);
  });

  test('atomic-keeps-group: owner and group stay, whoever fixes', () => {
    const folder = program.folder({ [file]: broken });
    // Who is not root has files of its own only.
    if (isRoot) chownSync(join(folder, file), 5003, 5004);
    const { uid, gid, mode } = statSync(join(folder, file));
    assert.equal(program.run(['fix', file]).status, 0);
    assert.equal(readFileSync(join(folder, file), 'utf8'), good);
    const now = statSync(join(folder, file));
    assert.deepEqual([now.uid, now.gid, now.mode], [uid, gid, mode]);
  });

  test('bind-mount: a file that is mounted by itself is fixed in place', () => {
    const folder = program.folder({ outside: broken, [file]: '' });
    const script = `mount --bind outside ${file} && exec "$0" "$1" fix ${file}`;
    const { status } = spawnSync('unshare', ['-m', 'sh', '-c', script, process.execPath, program.bundle], {
      cwd: folder,
    });
    // Who may not mount anything has no file that is.
    const mayMount = isRoot && spawnSync('unshare', ['-m', 'true']).status === 0;
    assert.equal(status === 0, mayMount);
    assert.equal(readFileSync(join(folder, 'outside'), 'utf8'), mayMount ? good : broken);
  });

  test('folder-without-records', () => {
    program.folder({ 'in/a.txt': 'a', 'in/b.json': '{"a": 1}' });
    assert.equal(program.run(['check', 'in']).status, 2);
  });

  test('stdin-empty', () => {
    assert.equal(program.run(['check', '-'], { input: '' }).status, 1);
  });

  test('fix-stdin', () => {
    const { status, stdout } = program.run(['fix', '-'], { input: broken });
    assert.deepEqual({ status, stdout }, { status: 0, stdout: good });
  });

  test('empty-operand', () => {
    const { status, stderr } = program.run(['check', '']);
    assert.equal(status, 2);
    assert.equal(stderr.includes('does not exist'), false);
    assert.match(stderr, /empty/);
  });
});

describe('the project file', { timeout }, () => {
  test('project-jsonc: a comment is told, and the rules count', async (t) => {
    const project = '// ours\n{"rules": {"invalid-value": "off"}}\n';
    const folder = program.folder({ '.interaction-data.json': project, [file]: wrong });
    const { files } = JSON.parse(program.run(['check', '--format', 'json', '.']).stdout);
    assert.deepEqual(
      files.map(({ path, findings }: { path: string; findings: readonly unknown[] }) => [
        path,
        findings.length,
      ]),
      [
        ['.interaction-data.json', 1],
        [file, 0],
      ],
    );
    const uri = (name: string) => pathToFileURL(join(folder, name)).href;
    const client = await startClient({ workspaceFolders: [uri('')] }, t);
    await client.open(uri('.interaction-data.json'), project, 'json');
    await client.open(uri(file), wrong);
    assert.deepEqual(await client.current(uri(file)), []);
    assert.equal((await client.diagnostics(uri('.interaction-data.json'), 1)).length, 1);
    assert.equal(await client.stop(), 0);
  });

  test('project-exclude', async (t) => {
    const folder = program.folder({
      '.interaction-data.json': '{"exclude": ["invalid/**"]}',
      [`invalid/${file}`]: wrong,
      [file]: good,
    });
    assert.deepEqual(checkedPaths(['.']), [file]);
    const uri = (name: string) => pathToFileURL(join(folder, name)).href;
    const options = { workspaceFolders: [uri('')] };
    assert.deepEqual(await messages(t, uri(`invalid/${file}`), wrong, options, 'interaction-json'), []);
    assert.deepEqual(await messages(t, uri(`other/${file}`), wrong, options, 'interaction-json'), [notACode]);
  });

  test('uri-two-spellings: folder and file are spelt differently', async (t) => {
    const folder = program.folder({
      'my calls/.interaction-data.json': '{"rules": {"invalid-value": "off"}}',
    });
    const address = pathToFileURL(join(folder, 'my calls')).href;
    const plain = decodeURI(address);
    assert.notEqual(address, plain);
    for (const [root, of] of [
      [address, plain],
      [plain, address],
    ])
      assert.deepEqual(await messages(t, `${of}/${file}`, wrong, { workspaceFolders: [root as string] }), []);
  });

  test('root-path-only: an old client', async (t) => {
    const rootPath = program.folder({ '.interaction-data.json': '{"rules": {"invalid-value": "off"}}' });
    const uri = pathToFileURL(join(rootPath, 'deep', file)).href;
    assert.deepEqual(await messages(t, uri, wrong, { rootPath }), []);
  });
});

describe('fixes', { timeout }, () => {
  const uri = `file:///calls/${file}`;

  async function fixes(t: Context, text: string, kind: string): Promise<readonly CodeAction[]> {
    const client = await startClient({}, t);
    await client.open(uri, text);
    const place = { line: 0, character: 2 };
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: place, end: place },
      context: { diagnostics: [], only: [kind] },
    });
    assert.equal(await client.stop(), 0);
    return actions;
  }

  test('fixall-one-save: one save and one run reach the end', async (t) => {
    const [onSave] = await fixes(t, misnamed, 'source.fixAll');
    const [change] = onSave?.edit?.documentChanges ?? [];
    assert.ok(change && 'edits' in change);
    assert.equal(applied(misnamed, change.edits as Parameters<typeof applied>[1]), good);
    const folder = program.folder({ [file]: misnamed });
    program.run(['fix', file]);
    assert.equal(readFileSync(join(folder, file), 'utf8'), good);
  });

  test('fix-all-title: what removes fields says so', async (t) => {
    const titles = (await fixes(t, `{"one_x": 1, "two_x": 2, "three_x": 3, ${members}}`, 'quickfix')).map(
      ({ title }) => title,
    );
    assert.ok(titles.includes('Remove 3 unknown fields in this file'), titles.join('\n'));
    const removing = titles.filter((title) => /unknown fields?/i.test(title));
    assert.deepEqual(
      removing.filter((title) => !/^(?:Remove|Move) /.test(title)),
      [],
    );
  });
});

describe('manners towards clients', { timeout }, () => {
  const uri = `file:///calls/${file}`;
  const hover = { textDocument: { uri }, position: { line: 0, character: 75 } };
  const introduction = { processId: null, rootUri: null, capabilities: {} };

  test('silent-in-editor: fields are offered and shown in a record in another style', async (t) => {
    const text = '{"interactionId":"i1","customerId":"c1","uData":{"a":"b"}}';
    const client = await startClient({}, t);
    await client.open(uri, text);
    const at = { textDocument: { uri }, position: { line: 0, character: text.length - 1 } };
    const { items } = await client.request<{ items: { label: string }[] }>('textDocument/completion', at);
    assert.ok(items.some(({ label }) => label === 'start_date'));
    assert.ok(await client.request('textDocument/hover', { ...at, position: { line: 0, character: 3 } }));
    assert.equal(await client.stop(), 0);
  });

  test('plaintext-hover: no Markdown for who reads plain text', async (t) => {
    const capabilities = { textDocument: { hover: { contentFormat: ['plaintext' as const] } } };
    const client = await startClient({ capabilities }, t);
    await client.open(uri, wrong);
    const { contents } = await client.request<{ contents: { kind: string; value: string } }>(
      'textDocument/hover',
      hover,
    );
    assert.equal(contents.kind, 'plaintext');
    assert.doesNotMatch(contents.value, /\*\*|`|\| :?---/);
    assert.equal(await client.stop(), 0);
  });

  test('related-unsupported: neither related places nor pages for who does not know them', async (t) => {
    const twice = `{${members}, "status": 2}`;
    const client = await startClient({ capabilities: {} }, t);
    await client.open(uri, twice);
    const found = await client.current(uri);
    assert.equal(found.length, 1);
    assert.equal(found[0]?.relatedInformation, undefined);
    assert.equal(found[0]?.codeDescription, undefined);
    assert.equal(await client.stop(), 0);
  });

  test('config-silent: one finding and a hover while the settings do not come', async (t) => {
    const client = await startClient({ settings: () => new Promise(() => undefined) }, t);
    await client.open(uri, wrong);
    assert.equal((await client.diagnostics(uri, 1)).length, 1);
    assert.ok(await client.request('textDocument/hover', hover));
    assert.equal(await client.stop(), 0);
  });

  test('null-capabilities', async (t) => {
    const { connection } = await startRaw(t);
    assert.ok(await connection.sendRequest('initialize', { ...introduction, capabilities: null }));
  });

  test('before-initialize and after-shutdown', async (t) => {
    const { connection } = await startRaw(t);
    await assert.rejects(connection.sendRequest('textDocument/hover', hover), { code: -32002 });
    await connection.sendRequest('initialize', introduction);
    await connection.sendRequest('shutdown');
    await assert.rejects(connection.sendRequest('textDocument/hover', hover), { code: -32600 });
  });
});
