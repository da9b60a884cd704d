import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { ClientCapabilities, CodeAction, TextDocumentEdit } from 'vscode-languageserver/node';
import { type Client, fullCapabilities, startClient } from '../support/client';
import { applied, findingLines, rangeOf, recordLine, recordText, textIn } from '../support/texts';

const name = '.interaction-data.json';
const id = (value: string) => ({ interaction_id: JSON.stringify(value) });
/** Both records have a status that there is not, the first one a field, too. */
const text = `[\n${recordLine({ ...id('one'), status: '47', room: '1' })},\n${recordLine({ ...id('two'), status: '48' })}\n]\n`;

interface Context {
  readonly after: (end: () => void) => void;
}

/** A workspace with a project file and one file of records that is open. */
async function start(
  t: Context,
  project: object | string,
  capabilities: ClientCapabilities = fullCapabilities,
  closed: Readonly<Record<string, string>> = {},
  settings: object = {},
) {
  const root = mkdtempSync(join(tmpdir(), 'expectations ü-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const write = (path: string, content: object | string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content));
  };
  const uri = (path: string) => pathToFileURL(join(root, path)).href;
  if (project !== '') write(name, project);
  for (const [path, content] of Object.entries(closed)) write(path, content);
  const client = await startClient(
    { capabilities, workspaceFolders: [uri('')], settings: () => settings },
    t,
  );
  const file = uri('in/a.phonecalls.json');
  await client.open(file, text);
  const projectText = () => readFileSync(join(root, name), 'utf8');
  return { client, file, uri, write, projectText };
}

/** Findings as lines, with their messages where they are hints. */
async function found(client: Client, uri: string, content = text): Promise<string[]> {
  const diagnostics = await client.current(uri);
  return unplaced(findingLines(content, diagnostics)).map((line, index) =>
    diagnostics[index]?.severity === 4 ? `${line} ${String(diagnostics[index]?.message).slice(0, 19)}` : line,
  );
}

/** Lines without what they start with: where a finding is. */
function unplaced(lines: readonly string[]): string[] {
  return lines.map((line) => line.slice(line.indexOf(' ') + 1));
}

const told = ['error invalid-value 47', 'warning unknown-field "room"', 'error invalid-value 48'];

/** Waits until the server has told this of the project file: what each problem is on, and its message. */
async function untilProject(
  { client, uri, projectText }: Awaited<ReturnType<typeof start>>,
  wanted: readonly string[],
): Promise<void> {
  await client.told(uri(name), (diagnostics) => {
    const lines = diagnostics.map(({ range, message }) => `${textIn(projectText(), range)} ${message}`);
    return JSON.stringify(lines) === JSON.stringify(wanted);
  });
  const last = client.published.findLast((one) => one.uri === uri(name))?.diagnostics ?? [];
  for (const { code, severity, codeDescription } of last) {
    assert.deepEqual([code, severity], ['expectation-not-met', 1]);
    assert.match(codeDescription?.href ?? '', /docs\/rules\.md#expectation-not-met$/);
  }
}

describe('what a project file ignores and expects', { timeout: 60_000 }, () => {
  test('what is ignored is not told, what is expected is a hint that says so', async (t) => {
    const { client, file } = await start(t, {
      ignore: [{ files: ['in/*'], rules: ['unknown-field'] }],
      expect: [{ records: ['one'], rules: ['invalid-value'] }],
    });
    assert.deepEqual(await found(client, file), ['hint invalid-value 47 Expected: 47 is not', told[2]]);
  });

  test('edits keep the marks where they belong', async (t) => {
    const { client, file } = await start(t, {
      expect: [{ records: ['two', '/0'], rules: ['invalid-value'] }],
    });
    const hint = (line: string) => `${line.replace('error', 'hint')} Expected: ${line.slice(-2)} is not`;
    const [first = '', room = '', second = ''] = told;
    assert.deepEqual(await found(client, file), [hint(first), room, hint(second)]);
    const before = `${recordLine({ ...id('new'), status: '9' })},`;
    const top = { line: 1, character: 0 };
    await client.change(file, 2, { range: { start: top, end: top }, text: before });
    const now = text.replace('[\n', `[\n${before}`);
    assert.deepEqual(
      (await client.current(file)).map(({ severity, range }) => [textIn(now, range), severity]),
      [
        ['9', 4],
        ['47', 1],
        ['"room"', 2],
        ['48', 4],
      ],
    );
  });

  test('what is expected and not there is an error on the project file, open or not', async (t) => {
    const workspace = await start(t, {
      expect: [
        { files: ['in/*'], records: ['one', 'two'], rules: ['invalid-value', 'unknown-field'] },
        { files: ['in/a.phonecalls.json'], records: ['three'] },
        { files: ['in/b.phonecalls.json'], rules: ['syntax'] },
        { files: ['in/**'], rules: ['wrong-type'] },
        { files: ['in/**'], records: ['four'] },
      ],
    });
    const { client, file, uri, projectText } = workspace;
    const unmet = [
      '"unknown-field" Expected unknown-field in record "two" of in/a.phonecalls.json, but there is none.',
      '"three" There is no record "three" in in/a.phonecalls.json.',
      '"wrong-type" Expected wrong-type in in/a.phonecalls.json, but there is none.',
    ];
    await client.current(file);
    await untilProject(workspace, unmet);
    // It is opened, by another spelling of its address: nothing is told twice.
    const other = uri(name).replace('expectations%20', 'expectations ');
    await client.open(other, projectText(), 'jsonc');
    await client.current(file);
    await untilProject(workspace, []);
    await client.told(other, ({ length }) => length === unmet.length);
    await client.close(other);
    await client.current(file);
    await untilProject(workspace, unmet);
    await client.close(file);
    await client.open(uri('c.phonecall.json'), recordText());
    await client.current(uri('c.phonecall.json'));
    await untilProject(workspace, []);
  });

  test('an edit meets an expectation, and another one disappoints it', async (t) => {
    const workspace = await start(t, { expect: [{ records: ['two'], rules: ['invalid-value'] }] });
    const { client, file } = workspace;
    await client.current(file);
    await client.change(file, 2, { range: rangeOf(text, '48'), text: '3' });
    await client.current(file);
    await untilProject(workspace, [
      '"invalid-value" Expected invalid-value in record "two" of in/a.phonecalls.json, but there is none.',
    ]);
    await client.change(file, 3, { text });
    await client.current(file);
    await untilProject(workspace, []);
  });

  test('what is expected of records among each other is missed when all that there are are known', async (t) => {
    const rule = 'duplicate-interaction-id';
    const project = { rules: { [rule]: 'error' }, expect: [{ records: ['one'], rules: [rule] }] };
    const workspace = await start(t, project, fullCapabilities, {
      'b/b.phonecalls.json': recordText(id('one')),
    });
    const { client, file, uri, write } = workspace;
    const missed = [`"${rule}" Expected ${rule} in record "one" of in/a.phonecalls.json, but there is none.`];
    const toldOfProject = () => client.published.filter((one) => one.uri === uri(name));
    const changed = async (path: string, type: 1 | 2 | 3) =>
      client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(path), type }] });
    await client.told(file, (found) => found.some(({ code, severity }) => code === rule && severity === 4));
    assert.deepEqual(toldOfProject(), []);
    // The twin gets another ID on disk, and then its own again.
    write('b/b.phonecalls.json', recordText(id('other')));
    await changed('b/b.phonecalls.json', 2);
    await untilProject(workspace, missed);
    write('b/b.phonecalls.json', recordText(id('one')));
    await changed('b/b.phonecalls.json', 2);
    await untilProject(workspace, []);
    // It is opened, and edited there.
    const twin = recordText(id('one'));
    await client.open(uri('b/b.phonecalls.json'), twin);
    await client.change(uri('b/b.phonecalls.json'), 2, { range: rangeOf(twin, 'one'), text: 'two' });
    await untilProject(workspace, missed);
    const count = toldOfProject().length;
    // Keys that change nothing of that leave what is told as it is.
    for (const [index, key] of ['4', '5', '6'].entries()) {
      await client.change(file, index + 2, { range: rangeOf(text, '48'), text: `4${key}` });
      await client.current(file);
    }
    assert.equal(toldOfProject().length, count);
    await client.close(uri('b/b.phonecalls.json'));
    await untilProject(workspace, []);
  });

  test('a record that is in no file is missed where closed files are checked, too', async (t) => {
    const project = { expect: [{ records: ['one', 'three', 'four'] }] };
    const workspace = await start(
      t,
      project,
      fullCapabilities,
      {
        'b/b.phonecalls.json': recordText({ ...id('three'), status: '47' }),
        'b/c.phonecalls.json': recordText(id('c')),
      },
      { validate: 'workspace' },
    );
    const { client, file, uri, write } = workspace;
    const changed = async (path: string, type: 1 | 2 | 3) =>
      client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(path), type }] });
    const missed = (record: string, files = 'b/b.phonecalls.json and 2 more files') =>
      `"${record}" There is no record "${record}" in ${files}.`;
    await untilProject(workspace, [missed('four')]);
    write('b/c.phonecalls.json', recordText({ ...id('four'), status: '47' }));
    await changed('b/c.phonecalls.json', 2);
    await untilProject(workspace, []);
    rmSync(new URL(uri('b/b.phonecalls.json')));
    await changed('b/b.phonecalls.json', 3);
    await untilProject(workspace, [missed('three', 'b/c.phonecalls.json and 1 more file')]);
    await client.change(file, 2, { range: rangeOf(text, 'two'), text: 'three' });
    await untilProject(workspace, []);
    await client.change(file, 3, { text });
    await untilProject(workspace, [missed('three', 'b/c.phonecalls.json and 1 more file')]);
    // It comes in a file of which all else is met, which is opened, and closed as the project file is opened.
    const d = recordText({ ...id('three'), status: '47' });
    write('d.phonecalls.json', d);
    await changed('d.phonecalls.json', 1);
    await untilProject(workspace, []);
    await client.open(uri('d.phonecalls.json'), d);
    await client.current(uri('d.phonecalls.json'));
    const count = client.published.length;
    await client.close(uri('d.phonecalls.json'));
    await client.open(uri(name), workspace.projectText(), 'jsonc');
    await client.change(uri(name), 2, { text: `${workspace.projectText()} ` });
    await client.current(file);
    write('e.phonecalls.json', recordText({ ...id('e'), status: '47' }));
    await changed('e.phonecalls.json', 1);
    await client.told(uri('e.phonecalls.json'), ({ length }) => length > 0);
    const ofProject = client.published.slice(count).filter((one) => one.uri === uri(name));
    assert.deepEqual(
      ofProject.flatMap(({ diagnostics }) => diagnostics),
      [],
    );
  });

  test('what is expected is missed nowhere but where a walk finds all that the command line finds', async (t) => {
    const rule = 'duplicate-interaction-id';
    const project = {
      rules: { [rule]: 'error' },
      expect: [{ files: ['in/b.*'], rules: [rule] }, { records: ['g'] }],
    };
    for (const [where, settings] of [
      ['', { exclude: ['b/**'] }],
      ['.hidden/', {}],
      ['ignored/', {}],
      // What an editor takes that no walk takes.
      ['plain', {}],
    ] as const) {
      const folder = where === 'plain' ? '' : where;
      const ending = where === 'plain' ? 'json' : 'phonecalls.json';
      const { client, uri, write } = await start(
        t,
        '',
        fullCapabilities,
        {},
        { validate: 'workspace', ...settings },
      );
      write('.gitignore', 'ignored\n');
      write(`${folder}${name}`, project);
      write(`${folder}b/b.${ending}`, recordText(id('same')));
      write(`${folder}b/c.${ending}`, recordText({ ...id('g'), status: '47' }));
      write('last.phonecalls.json', '{');
      const file = uri(`${folder}in/b.${ending}`);
      await client.notify('workspace/didChangeWatchedFiles', {
        changes: [{ uri: uri('.gitignore'), type: 1 }],
      });
      await client.open(file, recordText(id('same')));
      await client.told(uri('last.phonecalls.json'), ({ length }) => length > 0);
      await client.change(file, 2, { text: `${recordText(id('same'))}\n` });
      await client.current(file);
      write('more.phonecalls.json', '{');
      await client.notify('workspace/didChangeWatchedFiles', {
        changes: [{ uri: uri('more.phonecalls.json'), type: 1 }],
      });
      await client.told(uri('more.phonecalls.json'), ({ length }) => length > 0);
      await client.current(file);
      const ofProject = client.published.filter((one) => one.uri === uri(`${folder}${name}`));
      assert.deepEqual(
        ofProject.flatMap(({ diagnostics }) => diagnostics),
        [],
        where,
      );
      await client.stop();
    }
  });

  test('nothing is missed among records as long as a file is there that cannot be read', async (t) => {
    const rule = 'unresolved-parent';
    const workspace = await start(t, { expect: [{ files: ['in/*'], rules: [rule] }] }, fullCapabilities, {
      'b/b.phonecalls.json': recordText(id('\u00fc')),
    });
    const { client, file, uri, write } = workspace;
    const changed = async (path: string, type: 1 | 2 | 3) =>
      client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(path), type }] });
    const missed = [`"${rule}" Expected ${rule} in in/a.phonecalls.json, but there is none.`];
    await untilProject(workspace, missed);
    const b = new URL(uri('b/b.phonecalls.json'));
    writeFileSync(b, Buffer.from(readFileSync(b, 'utf8'), 'latin1'));
    await changed('b/b.phonecalls.json', 2);
    await untilProject(workspace, []);
    // What is found by itself is told as before, and what changes there.
    await client.change(file, 2, { range: rangeOf(text, '48'), text: '3' });
    await client.current(file);
    assert.equal(client.published.findLast((one) => one.uri === uri(name))?.diagnostics.length, 0);
    write('b/b.phonecalls.json', recordText(id('\u00fc')));
    await changed('b/b.phonecalls.json', 2);
    await untilProject(workspace, missed);
    writeFileSync(b, Buffer.from([0xff]));
    await changed('b/b.phonecalls.json', 2);
    await untilProject(workspace, []);
    rmSync(b);
    await changed('b/b.phonecalls.json', 3);
    await untilProject(workspace, missed);
  });

  test('a change of the project file holds at once, and its own problems stay beside', async (t) => {
    const { client, file, uri } = await start(t, '{}');
    await client.open(uri(name), '{}', 'jsonc');
    const project = '{ "rulez": 1, "expect": [{ "rules": ["syntax"] }, { "rules": ["invalid-value"] }] }';
    await client.change(uri(name), 2, { text: project });
    await client.current(file);
    const last = await client.told(uri(name), ({ length }) => length === 2);
    assert.deepEqual(unplaced(findingLines(project, last)), [
      'error invalid-setting "rulez"',
      'error expectation-not-met "syntax"',
    ]);
    assert.deepEqual(await found(client, file), [
      'hint invalid-value 47 Expected: 47 is not',
      told[1],
      'hint invalid-value 48 Expected: 48 is not',
    ]);
  });

  test('what is there on purpose is mended neither on save nor with others of its kind', async (t) => {
    const two = (status: string, other: string) =>
      `[\n${recordLine({ ...id('one'), status, timeshift: '"60"' })},\n${recordLine({ ...id('two'), status: other })},\n${recordLine({ ...id('three'), status: '"3"' })}\n]\n`;
    const { client, uri } = await start(t, {
      expect: [{ files: ['in/two.phonecalls.json'], records: ['one'] }],
      ignore: [{ records: ['three'], rules: ['wrong-type'] }],
    });
    const file = uri('in/two.phonecalls.json');
    await client.open(file, two('"3"', '"3"'));
    const whole = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    const ask = (only: string[]) =>
      client.request<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri: file },
        range: whole,
        context: { diagnostics: [], only },
      });
    const [fixAll] = await ask(['source.fixAll']);
    assert.equal(applied(two('"3"', '"3"'), editsOf(fixAll)), two('"3"', '3'));
    const fixes = await ask(['quickfix']);
    assert.deepEqual(
      fixes
        .filter(({ isPreferred }) => isPreferred)
        .map(({ diagnostics }) => diagnostics?.[0]?.range.start.line),
      [2],
    );
    assert.deepEqual(
      fixes.filter(({ title }) => /file/.test(title)),
      [],
    );
  });
});

describe('writing what a project file ignores and expects', { timeout: 60_000 }, () => {
  async function actions(client: Client, uri: string, part: string, content = text): Promise<CodeAction[]> {
    const answer = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: rangeOf(content, part),
      context: { diagnostics: [] },
    });
    return answer.filter(({ title }) => /^(?:Ignore|Expect) this/.test(title));
  }

  test('an editor gets the edit of the nearest project file', async (t) => {
    const { client, file, uri, projectText } = await start(t, '{\n  "files": []\n}\n');
    const [ignore, expect, ...more] = await actions(client, file, '48');
    assert.deepEqual([ignore?.title, expect?.title, more], ['Ignore this here', 'Expect this problem', []]);
    const entry = '{ "files": ["in/a.phonecalls.json"], "records": ["two"], "rules": ["invalid-value"] }';
    for (const [list, action] of [
      ['ignore', ignore],
      ['expect', expect],
    ] as const) {
      const [change, ...others] = (action?.edit?.documentChanges ?? []) as TextDocumentEdit[];
      assert.deepEqual([change?.textDocument, others], [{ uri: uri(name), version: null }, []]);
      const after = applied(projectText(), editsOf(action));
      assert.equal(after, `{\n  "files": [],\n  "${list}": [\n    ${entry}\n  ]\n}\n`);
    }
    // With it the problem is expected.
    await client.open(uri(name), applied(projectText(), editsOf(expect)), 'jsonc');
    assert.deepEqual(await found(client, file), [
      ...told.slice(0, 2),
      'hint invalid-value 48 Expected: 48 is not',
    ]);
    assert.deepEqual(await actions(client, file, '48'), []);
  });

  test('where there is none, one is made beside the file, if the editor makes files', async (t) => {
    const workspaceEdit = { documentChanges: true, resourceOperations: ['create' as const] };
    const capabilities = { ...fullCapabilities, workspace: { ...fullCapabilities.workspace, workspaceEdit } };
    const { client, file, uri } = await start(t, '', capabilities);
    const [, expect] = await actions(client, file, '47');
    const entry = '{ "files": ["./a.phonecalls.json"], "records": ["one"], "rules": ["invalid-value"] }';
    const made = uri(`in/${name}`);
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const newText = `{\n  "expect": [\n    ${entry}\n  ]\n}\n`;
    assert.deepEqual(expect?.edit, {
      documentChanges: [
        { kind: 'create', uri: made },
        { textDocument: { uri: made, version: null }, edits: [{ range, newText }] },
      ],
    });
    const plain = await start(t, '');
    assert.deepEqual(await actions(plain.client, plain.file, '47'), []);
  });

  test('where nothing mends a problem, what is first in the menu writes nothing', async (t) => {
    const experimental = { interactionData: { ruleCommands: true } };
    const { client, uri } = await start(t, '', { ...fullCapabilities, experimental });
    const file = uri('b.phonecall.json');
    const record = '{ "status": 3, "media_type": "hologram", "room": 5 }\n';
    await client.open(file, record);
    const titlesAt = async (part: string) => {
      const answer = await client.request<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri: file },
        range: rangeOf(record, part),
        context: { diagnostics: [], only: ['quickfix'] },
      });
      return answer.map(({ title }) => title);
    };
    assert.deepEqual(await titlesAt('logram'), [
      'Explain unknown-media-type',
      'Ignore this here',
      'Expect this problem',
      'Set severity of unknown-media-type…',
    ]);
    assert.deepEqual((await titlesAt('room')).slice(-4), [
      'Ignore this here',
      'Expect this problem',
      'Set severity of unknown-field…',
      'Explain unknown-field',
    ]);
  });

  test('nor does it where only other problems can be mended', async (t) => {
    const experimental = { interactionData: { ruleCommands: true } };
    const { client, uri } = await start(t, '', { ...fullCapabilities, experimental });
    const file = uri('b.phonecall.json');
    const record = '{ "status": "3", "duration": "5", "timeshift": "soon" }\n';
    await client.open(file, record);
    const answer = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: file },
      range: rangeOf(record, 'soon'),
      context: { diagnostics: [], triggerKind: 1 },
    });
    assert.deepEqual(
      answer.slice(0, 2).map(({ title }) => title),
      ['Explain wrong-type', 'Fix all safe problems in this file'],
    );
  });

  test('a record whose ID another one has is named by its place, unless the ID is what is wrong', async (t) => {
    const rules = { 'duplicate-interaction-id': 'error' };
    const { client, uri } = await start(t, { rules }, fullCapabilities, {}, { rules });
    const file = uri('b.phonecalls.json');
    const two = [
      recordLine({ ...id('one'), status: '4711' }),
      recordLine({ interaction_id: '"\\u006fne"', status: '4712' }),
    ];
    const content = `[\n${two.join(',\n')}\n]\n`;
    await client.open(file, content);
    const named = async (part: string) =>
      (await actions(client, file, part, content)).map((action) =>
        editsOf(action).map(({ newText }) => /"records": \["(.*?)"\]/.exec(newText)?.[1]),
      );
    assert.deepEqual(await named('4711'), [['/0'], ['/0']]);
    assert.deepEqual(await named('4712'), [['/1'], ['/1']]);
    assert.deepEqual(await named('"one"'), [['one'], ['one']]);
  });

  test('our own client gets commands, which save the file; several rules at one place are told apart', async (t) => {
    const experimental = { interactionData: { ruleCommands: true } };
    const { client, uri } = await start(t, '', { ...fullCapabilities, experimental });
    const file = uri('b.phonecall.json');
    const record = '{ "status": "7" }\n';
    await client.open(file, record);
    const answer = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: file },
      range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } },
      context: { diagnostics: [] },
    });
    assert.deepEqual(
      answer
        .filter(({ command }) => command?.command === 'interactionData.writeEntry')
        .map(({ title, command }) => [title, ...(command?.arguments ?? [])]),
      [
        ['Ignore this here (missing-field)', 'ignore', file, { rules: ['missing-field'] }],
        ['Ignore this here (wrong-type)', 'ignore', file, { rules: ['wrong-type'] }],
        ['Expect this problem (missing-field)', 'expect', file, { rules: ['missing-field'] }],
        ['Expect this problem (wrong-type)', 'expect', file, { rules: ['wrong-type'] }],
      ],
    );
    await client.open('untitled:Untitled-1', record);
    const unsaved = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: 'untitled:Untitled-1' },
      range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } },
      context: { diagnostics: [] },
    });
    assert.deepEqual(
      unsaved.filter(({ command }) => command?.command === 'interactionData.writeEntry'),
      [],
    );
  });
});

function editsOf(action: CodeAction | undefined) {
  return ((action?.edit?.documentChanges ?? []) as TextDocumentEdit[]).flatMap(({ edits }) => edits) as {
    range: { start: { line: number; character: number }; end: { line: number; character: number } };
    newText: string;
  }[];
}
