import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type {
  ClientCapabilities,
  CodeAction,
  CompletionList,
  CreateFile,
  Position,
  Range,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import {
  COPY_METHOD,
  type CopyAnswer,
  type CopyKind,
  PASTE_METHOD,
  type PasteAnswer,
} from '../../server/protocol/own-messages';
import { type Client, type ClientOptions, fullCapabilities, startClient } from '../support/client';
import { applied, marked, recordLine, recordText, textIn } from '../support/texts';

const uri = 'file:///calls/a.phonecalls.json';
const textDocument = { uri };

/** A client that knows nothing of ours, and makes files. */
const other: ClientCapabilities = {
  ...fullCapabilities,
  experimental: undefined,
  workspace: {
    ...fullCapabilities.workspace,
    workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename'] },
  },
};

const first = recordLine();
const second = recordLine({
  start_date: '"2026-03-17T09:15:00.000Z"',
  interaction_id: '"00001a57JGQ00BW9"',
  parent_id: '"00001a57JGQ00BW8"',
});

describe('refactorings in any editor', { timeout: 60_000 }, () => {
  const list = `[\n  ${first.replace('"Inbound"', '|"Inbound"')},\n  ${second}\n]\n`;

  test('are made when they are chosen, each in one edit', async (t) => {
    const { client, text, position } = await opened(t, list);
    const found = await actions(client, position);
    assert.deepEqual(
      found.map(({ title, kind, edit }) => [title, kind, edit]),
      [
        ['Duplicate this record', 'refactor.rewrite.interactionData', undefined],
        ['New record like this one', 'refactor.rewrite.interactionData', undefined],
        ['Reply to this record', 'refactor.rewrite.interactionData', undefined],
        ['Move this record to its own file', 'refactor.move.interactionData', undefined],
      ],
    );
    const made = await Promise.all(
      found.map((action) => client.request<CodeAction>('codeAction/resolve', action)),
    );
    const copy = first.replace('BW8', 'BWA').replace('08:15', '08:16');
    const like = copy.replace('"00001a57JGQ00C01"', '""');
    const reply = [
      copy
        .replace('"status": 1', '"status": 2')
        .replace('Inbound"', 'Outbound", "sub_type": "OutboundReply"'),
      ', "parent_id": "00001a57JGQ00BW8", "thread_id": "00001a57JGQ00BW8", "creator_app_id"',
    ] as const;
    assert.deepEqual(
      made.slice(0, 3).map(({ edit }) => applied(text, ownEdits(edit))),
      [copy, like, reply[0].replace(', "creator_app_id"', reply[1])].map((record) =>
        text.replace(`${first},`, `${first},\n  ${record},`),
      ),
    );
    assert.deepEqual(made[3]?.edit?.documentChanges?.slice(0, 2), [
      {
        kind: 'create',
        uri: 'file:///calls/00001a57JGQ00BW8.phonecall.json',
        options: { overwrite: false, ignoreIfExists: false },
      } satisfies CreateFile,
      {
        textDocument: { uri: 'file:///calls/00001a57JGQ00BW8.phonecall.json', version: null },
        edits: [{ range: at(0, 0), newText: `${first}\n` }],
      } satisfies TextDocumentEdit,
    ]);
    assert.equal(applied(text, ownEdits(made[3]?.edit)), `[\n  ${second}\n]\n`);
  });

  test('sort fields in either order, where they are not sorted', async (t) => {
    const mixed = '{"status": 3, "parent_id": "F01", |"start_date": "", "interaction_id": "F02"}';
    const model = '{"start_date": "", "status": 3, "interaction_id": "F01"}';
    const { client, text, position } = await opened(t, `[${model}, ${mixed}]`);
    const found = (await actions(client, position)).filter(({ title }) => title.startsWith('Sort'));
    const made = await Promise.all(
      found.map((action) => client.request<CodeAction>('codeAction/resolve', action)),
    );
    assert.deepEqual(
      made.map(({ title, edit }) => [title, applied(text, ownEdits(edit))]),
      [
        [
          'Sort fields',
          `[${model}, {"interaction_id": "F02", "status": 3, "parent_id": "F01", "start_date": ""}]`,
        ],
        [
          'Sort fields like the first record',
          `[${model}, {"start_date": "", "status": 3, "parent_id": "F01", "interaction_id": "F02"}]`,
        ],
      ],
    );
  });

  test('have their edits from the start where the client cannot ask for them', async (t) => {
    const codeAction = { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } };
    const textDocument = { ...other.textDocument, codeAction };
    const { client, text, position } = await opened(t, list, { ...other, textDocument });
    const [duplicate] = await actions(client, position);
    assert.equal(duplicate?.data, undefined);
    assert.equal(JSON.parse(applied(text, ownEdits(duplicate?.edit))).length, 3);
  });

  test('make no file where the client makes none', async (t) => {
    const { client, position } = await opened(t, list, { ...fullCapabilities, experimental: undefined });
    assert.ok((await actions(client, position)).every(({ title }) => !title.startsWith('Move')));
  });

  test('are not there where the client looks by itself, in no record, and in a broken one', async (t) => {
    const { client, position } = await opened(t, list.replace('"status": 1', '"status" 1'));
    assert.deepEqual(await actions(client, { line: 0, character: 0 }), []);
    assert.deepEqual(await actions(client, { line: 2, character: 10 }, { triggerKind: 2 }), []);
    const inBroken = await actions(client, position);
    assert.deepEqual(
      inBroken.filter(({ kind }) => kind?.startsWith('refactor')),
      [],
    );
  });

  test('are commands of a client that has them, in its menu of refactorings', async (t) => {
    const { client, position } = await opened(t, list, fullCapabilities);
    assert.deepEqual(await actions(client, position), []);
    const found = await actions(client, position, { only: ['refactor'] });
    assert.deepEqual(
      found.map(({ command }) => [command?.command, command?.arguments]),
      [
        ['interactionData.duplicateRecord', [uri, position]],
        ['interactionData.recordLikeThis', [uri, position]],
        ['interactionData.replyToRecord', [uri, position]],
      ],
    );
  });

  test('what a client hands back is not believed', async (t) => {
    const { client, text, position } = await opened(t, list);
    for (const data of [
      { uri, copy: 'everything', at: 5 },
      { uri, copy: 'duplicateRecord', at: 0.5 },
      { uri, copy: 'duplicateRecord' },
    ]) {
      const action = { title: 'x', data };
      assert.deepEqual(await client.request('codeAction/resolve', action), action);
    }
    const far = { title: 'x', data: { uri, copy: 'duplicateRecord', at: 1e9 } };
    assert.deepEqual(await client.request('codeAction/resolve', far), far);
    assert.deepEqual(client.shown, ['Interaction Data: The cursor is not in a record.']);
    assert.ok(text && position);
  });
});

describe('commands of ours', { timeout: 60_000 }, () => {
  const named = `{\n  "busy": ${first.replace('"Inbound"', '|"Inbound"')},\n  "later": ${second}\n}\n`;

  test('give an identity that no other file has or names either', async (t) => {
    const { client, text, position } = await opened(t, `[${first.replace('"Inbound"', '|"Inbound"')}]`);
    await client.open('file:///calls/b.phonecalls.json', `[${second.replace('00BW8', '00BWA')}]`);
    for (const kind of ['duplicateRecord', 'recordLikeThis', 'replyToRecord'] as const) {
      const { edit } = await wish(client, kind, position);
      const [, made] = JSON.parse(applied(text, ownEdits(edit))) as { interaction_id?: string }[];
      assert.equal(made?.interaction_id, '00001a57JGQ00BWB', kind);
    }
    const offered = await client.request<CompletionList>('textDocument/completion', {
      textDocument,
      position: { line: 0, character: 1 },
    });
    const record = offered.items.find(({ label }) => label === 'New record');
    assert.match((record?.textEdit as TextEdit | undefined)?.newText ?? '', /00001a57JGQ00BWB/);
  });

  test('ask for what is left open, and take what was said', async (t) => {
    const { client, text, position } = await opened(t, named);
    assert.deepEqual(await wish(client, 'duplicateRecord', position, { mayAsk: true }), {
      asks: { name: { likely: 'busy2', taken: ['busy', 'later'] }, children: 1 },
    });
    const said = { mayAsk: true, name: 'again', children: 'follow' };
    const { edit, select } = await wish(client, 'duplicateRecord', position, said);
    const after = applied(text, ownEdits(edit));
    const copy = first.replace('BW8', 'BWA').replace('08:15', '08:16');
    assert.equal(
      after,
      text
        .replace(`${first},`, `${first},\n  "again": ${copy},`)
        .replace('"parent_id": "00001a57JGQ00BW8"', '"parent_id": "00001a57JGQ00BWA"'),
    );
    assert.ok(select);
    assert.equal(textIn(after, select), '00001a57JGQ00BWA');
  });

  test('say what is wrong with what was said', async (t) => {
    const { client, position } = await opened(t, named);
    assert.deepEqual(await wish(client, 'duplicateRecord', position, { name: 'later' }), {
      told: '"later" is there already.',
    });
    assert.deepEqual(await wish(client, 'shiftTimes', position, { span: 'tomorrow' }), {
      told: 'Write a time such as +1 d or -90 min.',
    });
    assert.deepEqual(await wish(client, 'duplicateRecord', { line: 0, character: 0 }), {
      told: 'The cursor is not in a record.',
    });
    const undated = await opened(t, '{ "interaction_id": "|a" }');
    assert.deepEqual(await wish(undated.client, 'shiftTimes', undated.position, { span: '+1 d' }), {
      told: 'No record here has a date.',
    });
  });

  test('a new record is a snippet, and what it needs elsewhere comes before', async (t) => {
    const { client, text, position } = await opened(t, recordText().replace('"Inbound"', '|"Inbound"'));
    const { snippet, edit } = await wish(client, 'recordLikeThis', position, { mayAsk: true });
    assert.ok(snippet && edit);
    const before = applied(text, snippet.before);
    assert.equal(before, `[\n  ${text.trimEnd().replaceAll('\n', '\n  ')}\n`);
    assert.equal(
      applied(before, [{ range: { start: snippet.position, end: snippet.position }, newText: snippet.text }]),
      `${before.trimEnd()},\n  {\n    "interaction_id": "\${1:00001a57JGQ00BW9}",\n    "customer_id": "$2",\n    "status": 1,\n    "entity_type": 3,\n    "type": "Inbound",\n    "media_type": "voice",\n    "creator_app_id": 108,\n    "start_date": "\${3:2026-03-17T08:16:00.000Z}"\n  \\}\n]\n`,
    );
  });

  test('times are kept by the setting', async (t) => {
    const settings = () => ({ duplicateTimes: 'keep' });
    const { client, text, position } = await opened(t, named, fullCapabilities, { settings });
    const { edit } = await wish(client, 'duplicateRecord', position, { name: 'x' });
    assert.equal(applied(text, ownEdits(edit)).match(/08:15/g)?.length, 2);
  });

  test('times of all selected records are moved, and what is left is said', async (t) => {
    const { client, text } = await opened(
      t,
      `|[\n${first},\n${second.replace('}', ', "end_date": "?"}')}\n]`,
    );
    const params = { textDocument, ranges: [at(1, 5), at(2, 0, 3, 0)], kind: 'shiftTimes', span: '-1 d' };
    const { edit, told } = await client.request<CopyAnswer>(COPY_METHOD, params);
    assert.equal(told, 'Moved 2 dates in 2 records by -1 d. 1 invalid date was left.');
    assert.equal(applied(text, ownEdits(edit)), text.replaceAll('03-17', '03-16'));
  });

  test('records on one line are text to copy', async (t) => {
    const { client } = await opened(t, `|[\n${recordText()},\n${second}\n]`);
    const params = { textDocument, ranges: [at(0, 0, 99, 0)], kind: 'copyAsOneLine' };
    const { lines, told } = await client.request<CopyAnswer>(COPY_METHOD, params);
    assert.equal(told, 'Copied 2 records, one a line.');
    assert.deepEqual(
      lines?.split('\n'),
      [first, second].map((line) => JSON.stringify(JSON.parse(line))),
    );
  });

  test('a file is asked for by its name, and gets an ending by which it is taken', async (t) => {
    const { client, position } = await opened(t, named, other);
    assert.deepEqual(await wish(client, 'moveRecord', position, { mayAsk: true }), {
      asks: { fileName: 'busy.phonecall.json' },
    });
    const { edit } = await wish(client, 'moveRecord', position, { name: '../my call' });
    const [made] = edit?.documentChanges ?? [];
    assert.ok(made && 'kind' in made && made.kind === 'create');
    assert.equal(made.uri, 'file:///calls/..-my%20call.phonecall.json');
    // Half a character has no place in an address.
    const half = await wish(client, 'moveRecord', position, { name: 'a\ud800' });
    const [create] = half.edit?.documentChanges ?? [];
    assert.ok(create && 'kind' in create && create.kind === 'create');
    assert.equal(create.uri, 'file:///calls/a%EF%BF%BD.phonecall.json');
  });

  test('sorting asks for the order unless the first record alone is meant', async (t) => {
    const { client, position } = await opened(t, `[\n${first},\n${second.replace('"type"', '|"type"')}\n]`);
    assert.deepEqual(await wish(client, 'sortFields', position, { mayAsk: true }), { asks: { order: true } });
    assert.deepEqual(await wish(client, 'sortFields', { line: 1, character: 4 }, { mayAsk: true }), {
      told: 'The fields are in this order already.',
    });
  });

  test('an unknown wish comes to nothing', async (t) => {
    const { client, position } = await opened(t, named);
    assert.deepEqual(await wish(client, 'everything' as CopyKind, position), {});
  });
});

describe('a paste', { timeout: 60_000 }, () => {
  const foreign =
    '{\n    "interactionId": "00001a57JGQ00BW8",\n    "customerId": "00001a57JGQ00C01",\n    "status": "Stopped",\n    "startDate": "2026-03-17 09:15:00.000+0100"\n}';

  test('of a record of another interface is offered mended, in the layout of its place', async (t) => {
    const { client, text, position } = await opened(t, `[\n  ${first}\n  |\n]\n`);
    assert.equal(
      await pasted(client, text, position, foreign),
      `[\n  ${first},\n  {"interaction_id":"00001a57JGQ00BW8","customer_id":"00001a57JGQ00C01","status":3,"start_date":"2026-03-17T08:15:00.000Z","timeshift":60}\n]\n`,
    );
  });

  test('of anything else is not', async (t) => {
    const { client, position } = await opened(t, `[\n  ${first},\n  |\n]\n`);
    for (const text of ['hello', '{"a": 1}', recordText(), '[1, 2]', '{"interactionId": ', '']) {
      const params = { textDocument, range: { start: position, end: position }, text };
      assert.equal(await client.request(PASTE_METHOD, params), null, text);
    }
  });

  async function pasted(client: Client, text: string, position: Position, paste: string) {
    const params = { textDocument, range: { start: position, end: position }, text: paste };
    const answer = await client.request<PasteAnswer | null>(PASTE_METHOD, params);
    return answer && applied(text, answer.edits);
  }
});

/** A client with an open file, and the place of its `|`. */
async function opened(
  context: Parameters<typeof startClient>[1],
  text: string,
  capabilities: ClientCapabilities = other,
  options: ClientOptions = {},
) {
  const client = await startClient({ ...options, capabilities }, context);
  const file = marked(text);
  await client.open(uri, file.text);
  return { client, ...file };
}

function actions(client: Client, position: Position, context: object = {}): Promise<CodeAction[]> {
  const range = { start: position, end: position };
  return client.request('textDocument/codeAction', {
    textDocument,
    range,
    context: { diagnostics: [], ...context },
  });
}

function wish(client: Client, kind: CopyKind, position: Position, said: object = {}): Promise<CopyAnswer> {
  return client.request(COPY_METHOD, {
    textDocument,
    ranges: [{ start: position, end: position }],
    kind,
    ...said,
  });
}

function at(line: number, character: number, endLine = line, endCharacter = character): Range {
  return { start: { line, character }, end: { line: endLine, character: endCharacter } };
}

/** The edits of the file itself. */
function ownEdits(edit: WorkspaceEdit | undefined): readonly TextEdit[] {
  const change = edit?.documentChanges?.find(
    (one): one is TextDocumentEdit => 'edits' in one && one.textDocument.uri === uri,
  );
  assert.ok(change);
  assert.equal(change.textDocument.version, 1);
  return change.edits as TextEdit[];
}
