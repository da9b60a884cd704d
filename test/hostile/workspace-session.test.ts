import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { projectFolder } from '../../scripts/editor/paths';
import { bundles } from '../support/bundle';
import { type Client, startClient } from '../support/client';
import { findingLines, recordText } from '../support/texts';
import { type Call, startRecording, temporaryFolder } from './recording';

const name = '.interaction-data.json';
const text = recordText({ status: '4', room: '1' });
/** The findings where no project file says anything else. */
const plain = ['4:13 error invalid-value 4', '10:3 warning unknown-field "room"'];
const off = '{ "rules": { "unknown-field": "off" } }';

const timeout = 120_000;

describe('hostile workspace: no network, no process, no evaluation', { timeout }, () => {
  test('what a process asks of the system is taken down', (t) => {
    const recording = startRecording(t);
    const script = `
      const call = (run) => { try { run(); } catch {} };
      call(() => require('fs').readFileSync('/nowhere/a'));
      call(() => require('fs/promises').readFile('/nowhere/b').catch(() => 0));
      call(() => require('fs').openSync(new URL('file:///nowhere/c')));
      call(() => require('fs').renameSync('/nowhere/d', '/nowhere/e'));
      call(() => require('net').connect(1).on('error', () => 0));
      call(() => require('net').createServer().listen(0).close());
      call(() => fetch('http://127.0.0.1:1').catch(() => 0));
      call(() => require('http').get('http://127.0.0.1:1').on('error', () => 0));
      call(() => require('child_process').spawnSync('/nowhere/f'));
      call(() => require('vm').runInNewContext('1'));
      call(() => new (require('worker_threads').Worker)('/nowhere/g').on('error', () => 0));
      call(() => { eval('1'); console.log('evaluated'); });
      call(() => { new Function('1')(); console.log('evaluated'); });`;
    const file = join(temporaryFolder(t), 'script.cjs');
    writeFileSync(file, script);
    const { stdout } = spawnSync(process.execPath, [...recording.nodeOptions, file], {
      env: { ...process.env, ...recording.environment },
      encoding: 'utf8',
    });
    const names = recording.calls().filter(({ argument }) => argument !== file);
    for (const expected of [
      ...['fs.readFileSync /nowhere/a', 'fs.readFile /nowhere/b', 'fs.openSync /nowhere/c'],
      ...['fs.renameSync /nowhere/d', 'network.connect', 'network.listen', 'network.fetch'],
      ...['network.get', 'process.spawnSync /nowhere/f', 'code.runInNewContext', 'process.Worker /nowhere/g'],
    ]) {
      assert.ok(
        names.some((call) => `${call.name} ${call.argument}`.startsWith(expected)),
        expected,
      );
    }
    assert.equal(stdout, '');
  });

  test('the server on all examples, with all that a client asks', async (t) => {
    const recording = startRecording(t);
    const folder = join(projectFolder, 'examples');
    const client = await startClient({ ...recording, workspaceFolders: [uriOf(folder)] }, t);
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    for (const path of paths.filter((each) => /\.jsonl?$/.test(each))) {
      await askEverything(client, uriOf(join(folder, path)), readFileSync(join(folder, path), 'utf8'));
    }
    assert.deepEqual(client.logged, []);
    assert.equal(await client.stop(), 0);
    assert.ok(recording.calls().some(({ argument }) => argument.endsWith(`strict-project/${name}`)));
    // The reference of the fields came with the server.
    const own = [dirname(client.bundle), join(projectFolder, 'docs')];
    assert.deepEqual(outside(recording.calls(), [folder, ...own]), []);
  });

  for (const command of ['check', 'fix']) {
    test(`the command line: ${command}`, async (t) => {
      const recording = startRecording(t);
      const { commandLine } = await bundles();
      const folder = hostileWorkspace(temporaryFolder(t));
      const before = readFileSync(join(folder, '../outside/a.phonecall.json'), 'utf8');
      const { stderr } = spawnSync(process.execPath, [...recording.nodeOptions, commandLine, command, '.'], {
        cwd: folder,
        env: { ...process.env, ...recording.environment },
        encoding: 'utf8',
      });
      assert.deepEqual(outside(recording.calls(), [folder, dirname(commandLine)]), []);
      assert.equal(readFileSync(join(folder, '../outside/a.phonecall.json'), 'utf8'), before);
      assert.deepEqual(stderr.split('\n').sort(), [
        '',
        `interaction-data: a-link/${name} is a symbolic link that leads out of its folder`,
        `interaction-data: big/${name} has more than 1048576 bytes`,
        `interaction-data: folder/${name} is a folder`,
        `interaction-data: loop/${name} is a symbolic link that leads back to itself`,
        'interaction-data: out is a symbolic link that leads out of the folder; it is passed over',
        'interaction-data: out.phonecall.json is a symbolic link that leads out of the folder; it is passed over',
        `interaction-data: pipe/${name} is not a regular file`,
      ]);
    });
  }
});

describe('hostile workspace: no file outside the workspace read or written by the server', {
  timeout,
}, () => {
  for (const [path, why] of Object.entries({
    'a-link': 'leads out of the workspace.',
    big: 'has more than 1048576 bytes.',
    folder: 'is a folder.',
    loop: 'cannot be read: ELOOP',
    pipe: 'is not a regular file.',
  })) {
    test(`a project file that is no good one is told once, and passed over: ${path}`, async (t) => {
      const recording = startRecording(t);
      const folder = hostileWorkspace(temporaryFolder(t));
      const client = await startClient({ ...recording, workspaceFolders: [uriOf(folder)] }, t);
      for (const file of ['a.json', 'b.json']) {
        const uri = uriOf(join(folder, path, file));
        await client.open(uri, text);
        assert.deepEqual(findingLines(text, await client.current(uri)), plain);
      }
      assert.equal(client.shown.length, 1);
      const expected = `Interaction Data: ${uriOf(join(folder, path, name))} ${why}`;
      assert.equal(client.shown[0]?.slice(0, expected.length), expected);
      assert.deepEqual(outside(recording.calls(), [folder, dirname(client.bundle)]), []);
    });
  }

  test('a link inside of the workspace is followed', async (t) => {
    const folder = hostileWorkspace(temporaryFolder(t));
    mkdirSync(join(folder, 'shared'));
    writeFileSync(join(folder, 'shared/config.json'), off);
    mkdirSync(join(folder, 'in'));
    symlinkSync('../shared/config.json', join(folder, 'in', name));
    const client = await startClient({ workspaceFolders: [uriOf(folder)] }, t);
    const uri = uriOf(join(folder, 'in/a.json'));
    await client.open(uri, text);
    assert.deepEqual(findingLines(text, await client.current(uri)), plain.slice(0, 1));
  });

  test('addresses that lead elsewhere', async (t) => {
    const recording = startRecording(t);
    const folder = hostileWorkspace(temporaryFolder(t));
    const root = uriOf(folder);
    const client = await startClient({ ...recording, workspaceFolders: [root] }, t);
    for (const uri of [
      `${root}/../outside/a.json`,
      `${root}/x/../../outside/a.json`,
      `${root}/%2e%2e/outside/a.json`,
      `${root}/.%2E/outside/a.json`,
      `${root}/..%2foutside/a.json`,
      `${root}/..%5coutside/a.json`,
      `${root}/..\\outside\\a.json`,
      `${root}/.\t./outside/a.json`,
      `${root}/out/a.json`,
      `${root}/%00/a.json`,
      `${root}/?/../outside/a.json`,
      `${root}/#/../outside/a.json`,
      ...[
        'untitled:a.json',
        'http://example.org/a.json',
        'data:application/json,/a.json',
        'vscode-vfs://x/a.json',
      ],
      ...[
        'file://elsewhere/share/a.json',
        'file:a.json',
        'a.json',
        '',
        '/',
        ':',
        `FILE${root.slice(4)}/../outside/a.json`,
      ],
    ]) {
      await client.open(uri, text);
      assert.deepEqual(findingLines(text, await client.current(uri)), plain, uri);
    }
    assert.deepEqual(outside(recording.calls(), [folder, dirname(client.bundle)]), []);
    assert.equal(await client.stop(), 0);
  });
});

/** Calls that are none that reads or writes a file in one of the folders. */
function outside(calls: readonly Call[], folders: readonly string[]): Call[] {
  assert.ok(calls.length > 0, 'something is taken down');
  return calls.filter(
    ({ name: called, argument }) =>
      !called.startsWith('fs.') ||
      // A file that is open already goes by its number.
      !(argument === 'number' || folders.some((folder) => argument.startsWith(`${folder}/`))),
  );
}

/** A workspace in which much leads out of it, or to what is no file; beside it lies what must not be touched. */
function hostileWorkspace(root: string): string {
  const folder = join(root, 'workspace');
  const outsideFolder = join(root, 'outside');
  for (const path of ['a-link', 'big', `folder/${name}`, 'loop', 'pipe']) {
    mkdirSync(join(folder, path), { recursive: true });
  }
  mkdirSync(outsideFolder);
  writeFileSync(join(outsideFolder, name), off);
  writeFileSync(join(outsideFolder, 'a.phonecall.json'), recordText({ status: '"PENDING"' }));
  symlinkSync(`../../outside/${name}`, join(folder, 'a-link', name));
  symlinkSync(name, join(folder, 'loop', name));
  symlinkSync('../outside', join(folder, 'out'));
  symlinkSync('../outside/a.phonecall.json', join(folder, 'out.phonecall.json'));
  execFileSync('mkfifo', [join(folder, 'pipe', name)]);
  writeFileSync(join(folder, 'big', name), '{}');
  truncateSync(join(folder, 'big', name), 100 << 20);
  for (const path of ['a-link', 'big', 'folder', 'loop', 'pipe', '.']) {
    writeFileSync(join(folder, path, 'a.phonecall.json'), recordText({ status: '"PENDING"' }));
  }
  assert.ok(statSync(join(folder, 'pipe', name)).isFIFO());
  return folder;
}

async function askEverything(client: Client, uri: string, content: string): Promise<void> {
  await client.open(uri, content, uri.endsWith('l') ? 'interaction-jsonl' : 'interaction-json');
  const textDocument = { uri };
  const lines = content.split('\n');
  for (let line = 0; line < lines.length; line += 7) {
    const position = { line, character: Math.min(8, lines[line]?.length ?? 0) };
    const range = { start: position, end: position };
    await client.request('textDocument/hover', { textDocument, position });
    await client.request('textDocument/completion', { textDocument, position });
    await client.request('textDocument/selectionRange', { textDocument, positions: [position] });
    for (const method of ['definition', 'references', 'documentHighlight', 'prepareCallHierarchy'])
      await client.request(`textDocument/${method}`, { textDocument, position, context: {} });
    const actions = await client.request<readonly object[] | null>('textDocument/codeAction', {
      textDocument,
      range,
      context: { diagnostics: [] },
    });
    for (const action of actions ?? []) await client.request('codeAction/resolve', action);
    await client.change(uri, line + 2, { range, text: ' ' });
  }
  for (const method of [
    'documentSymbol',
    'foldingRange',
    'documentLink',
    'codeLens',
    'inlayHint',
    'formatting',
  ]) {
    const options = { tabSize: 2, insertSpaces: true };
    const range = { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } };
    await client.request(`textDocument/${method}`, { textDocument, options, range });
  }
  await client.current(uri);
  await client.close(uri);
}

function uriOf(path: string): string {
  return pathToFileURL(path).href;
}
