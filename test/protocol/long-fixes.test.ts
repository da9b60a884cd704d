import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { CodeAction } from 'vscode-languageserver/node';
import { limits } from '../../server/config/limits';
import { readSettings } from '../../server/config/settings';
import { quickFixes } from '../../server/features/actions';
import { clock } from '../../server/hosts/node/clock';
import { codeActions, completeAction } from '../../server/protocol/actions';
import type { Asked } from '../../server/protocol/request';
import { createRelationIndex } from '../../server/relations/relation-index';
import { type Client, startClient } from '../support/client';
import { engine, HASH_SEED } from '../support/engines';
import { recordLine, recordText } from '../support/texts';

/** Fixes for far more than one slice of time. */
const MANY = 20_000;
const wrong = `[\n${Array<string>(MANY)
  .fill(recordLine({ status: '"1"' }))
  .join(',\n')}\n]`;

/** What a client asks about the text above. */
const asked: Asked = {
  uri: 'file:///a.json',
  version: 1,
  checked: engine.checkText(wrong, 'json'),
  isCurrent: () => true,
  relations: createRelationIndex(HASH_SEED),
  workspace: { knowsAll: () => false, document: async () => undefined },
  isFirstLook: true,
  configuration: {
    ...readSettings({}),
    severityOf: () => 'error',
    marking: undefined,
    project: undefined,
    verdict: { isTaken: true, because: 'name' },
    form: undefined,
    type: engine.type,
  },
  remembered: (make) => make(),
  outlined: () => assert.fail(),
  client: {
    textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } },
  },
  engine,
  host: {
    clock,
    hashSeed: HASH_SEED,
    isMemoryShort: () => false,
    readFile: async () => undefined,
    now: () => '2026-01-02T03:04:05.006Z',
    rulesPage: '',
    fieldsPage: '',
  },
  files: { all: () => [] },
  // None of these requests looks into closed files.
  closedFiles: {} as Asked['closedFiles'],
  isWanted: () => true,
  tell: assert.fail,
};

test('work on fixes is dropped when the file changes meanwhile: the answer is empty', async () => {
  let slices = 0;
  const request = { ...asked, isCurrent: () => ++slices <= 2 };
  assert.deepEqual(await codeActions(request, 0, 0, ['source.fixAll']), []);
  assert.equal(slices, 3);
  const chosen = { title: 'Fix all', data: { uri: request.uri, fix: 'safe' } };
  slices = 0;
  assert.deepEqual(await completeAction(chosen, request), chosen);
  const [made] = await codeActions({ ...request, isCurrent: () => true }, 0, 0, ['source.fixAll']);
  assert.equal(made?.edit?.changes?.[request.uri]?.length, MANY);
});

test('work on fixes that takes too long is given up, which is told', async () => {
  const told: string[] = [];
  let time = 0;
  const request: Asked = {
    ...asked,
    host: { ...asked.host, clock: { ...clock, milliseconds: () => (time += limits.fixMilliseconds) } },
    tell: (message) => told.push(message),
  };
  const tooLong = 'nothing was fixed: this file has so many problems that it would take too long here.';
  assert.deepEqual(await codeActions(request, 0, 0, ['source.fixAll']), []);
  assert.deepEqual(told, [tooLong]);
  const chosen = { title: 'Fix all', data: { uri: request.uri, fix: 'safe' } };
  assert.deepEqual(await completeAction(chosen, request), chosen);
  assert.deepEqual(told, [tooLong, tooLong]);
  // Nobody asked for what a menu merely looks at.
  await codeActions(request, 5, 5, ['quickfix']);
  assert.equal(told.length, 2);
});

test('whoever chooses fixes of which none can be made is told so', async () => {
  const client = await startClient();
  const uri = 'file:///long/none.phonecall.json';
  await client.open(uri, recordText());
  const chosen = { title: 'Fix all', data: { uri, fix: 'safe' } };
  assert.deepEqual(await client.request('codeAction/resolve', chosen), chosen);
  assert.deepEqual(client.shown, ['Interaction Data: nothing was fixed: that would make other problems.']);
  await client.stop();
});

test('what is too much to be fixed once is not offered for all of a file', () => {
  const menu = (commas: number) => {
    const checked = engine.checkText(','.repeat(commas), 'json');
    const { fixes, kinds } = quickFixes(checked, 3, 3, () => 'error', '2026-01-02T03:04:05.006Z');
    return [fixes.length > 0, kinds.length > 0];
  };
  assert.deepEqual(menu(1000), [true, true]);
  assert.deepEqual(menu(2_000_000), [false, false]);
});

describe('all safe fixes of a large file', { timeout: 60_000 }, () => {
  let client: Client;
  let count = 0;
  before(async () => {
    client = await startClient();
  });
  after(() => client.stop());

  test('are one edit each, in one action', async () => {
    const uri = await opened(wrong);
    const [action] = await fixAll(uri);
    const [change] = action?.edit?.documentChanges ?? [];
    assert.ok(change && 'edits' in change);
    assert.equal(change.edits.length, MANY);
    const lines = wrong.split('\n');
    for (const [index, edit] of change.edits.entries()) {
      const { start, end } = edit.range;
      assert.deepEqual([start.line, end.line], [index + 1, index + 1]);
      assert.equal(lines[start.line]?.slice(start.character, end.character), '"1"');
      assert.equal('newText' in edit && edit.newText, '1');
    }
  });

  test('let other requests be answered while they are made', async () => {
    const uri = await opened(wrong);
    const small = await opened(recordText({ status: '"1"' }));
    const answered: string[] = [];
    await Promise.all([
      fixAll(uri).then(() => answered.push('all fixes')),
      client
        .request('textDocument/hover', { textDocument: { uri: small }, position: { line: 1, character: 4 } })
        .then(() => answered.push('hover')),
    ]);
    assert.deepEqual(answered, ['hover', 'all fixes']);
  });

  /** The address of a new file of this text that is checked. */
  async function opened(text: string): Promise<string> {
    const uri = `file:///long/${++count}.json`;
    await client.open(uri, text);
    await client.current(uri);
    return uri;
  }

  function fixAll(uri: string): Promise<CodeAction[]> {
    return client.request('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: { line: 0, character: 0 }, end: { line: MANY + 1, character: 0 } },
      context: { diagnostics: [], only: ['source.fixAll'] },
    });
  }
});
