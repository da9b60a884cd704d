import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { CodeAction, Diagnostic, Range, TextDocumentEdit } from 'vscode-languageserver/node';
import { type Client, startClient } from '../support/client';
import { applied, rangeOf, recordLine, recordText } from '../support/texts';

/** A whole file, whatever its length. */
const everywhere: Range = { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } };

describe('quick fixes', { timeout: 60_000 }, () => {
  let client: Client;
  let count = 0;
  before(async () => {
    client = await startClient({ settings: () => ({ rules: { 'orphan-companion': 'off' } }) });
  });
  after(() => client.stop());

  /** What each fix of the only finding of a text makes of the text, by the fix's title. */
  const cases: readonly {
    readonly what: string;
    readonly text: string;
    readonly fixes: Readonly<Record<string, string>>;
  }[] = [
    {
      what: 'a wrong type',
      text: recordText({ status: '"PENDING"' }),
      fixes: { 'Change to 1 (PENDING)': recordText({ status: '1' }) },
    },
    {
      what: 'a date with an offset',
      text: recordText({ start_date: '"2026-03-17T10:15:00+02:00"' }),
      fixes: {
        'Change to "2026-03-17T08:15:00.000Z" and add "timeshift": 120': recordText({ timeshift: '120' }),
      },
    },
    {
      what: 'a missing field',
      text: recordText({ creator_app_id: undefined }),
      fixes: {
        'Add "creator_app_id": 135': recordText({ creator_app_id: undefined }).replace(
          'Z"\n',
          'Z",\n  "creator_app_id": 135\n',
        ),
      },
    },
    {
      what: 'a field that the next record has',
      text: `[${recordText({ creator_app_id: undefined })}, ${recordText({ interaction_id: '"Z1"', creator_app_id: '108' })}]`,
      fixes: {
        'Add "creator_app_id": 108':
          `[${recordText({ creator_app_id: undefined })}, ${recordText({ interaction_id: '"Z1"', creator_app_id: '108' })}]`.replace(
            'Z"\n',
            'Z",\n  "creator_app_id": 108\n',
          ),
      },
    },
    {
      what: 'a misspelt field',
      text: recordText({ phone_nubmer: '"1"' }),
      fixes: {
        'Rename "phone_nubmer" to "phone_number"': recordText({ phone_number: '"1"' }),
        'Move "phone_nubmer" to "udata"': recordText({ udata: '{ "phone_nubmer": "1" }' }),
        'Remove "phone_nubmer"': recordText(),
      },
    },
    {
      what: 'a trailing comma, with CRLF',
      text: recordText().replace('Z"\n', 'Z",\n').replaceAll('\n', '\r\n'),
      fixes: { 'Remove the comma': recordText().replaceAll('\n', '\r\n') },
    },
    {
      what: 'a null',
      text: recordText({ parent_id: 'null' }),
      fixes: { 'Remove "parent_id": null': recordText() },
    },
  ];
  for (const { what, text, fixes } of cases) {
    test(`${what}: fixes give the text that they promise, and the finding is gone`, async () => {
      const uri = await open(text);
      const found = await client.current(uri);
      assert.equal(found.length, 1);
      const { range } = found[0] as Diagnostic;
      const results = (await actions(uri, range)).map((action) => [
        action.title,
        applied(text, editsOf(action, uri, 1)),
      ]);
      assert.deepEqual(Object.fromEntries(results), fixes);
      for (const result of Object.values(fixes))
        assert.deepEqual(await client.current(await open(result)), []);
    });
  }

  test('an action, whole', async () => {
    const text = recordText({ status: '"PENDING"' });
    const uri = await open(text);
    const range = rangeOf(text, '"PENDING"');
    assert.deepEqual(await actions(uri, range), [
      {
        title: 'Change to 1 (PENDING)',
        kind: 'quickfix',
        isPreferred: true,
        diagnostics: await client.current(uri),
        edit: { documentChanges: [{ textDocument: { uri, version: 1 }, edits: [{ range, newText: '1' }] }] },
      },
    ]);
  });

  test('where nothing is wrong there is nothing to fix', async () => {
    const text = recordText({ status: '"PENDING"' });
    const uri = await open(text);
    assert.deepEqual(await actions(uri, rangeOf(text, 'Inbound')), []);
  });

  test('fixes are for the newest version', async () => {
    const uri = await open(recordText());
    const text = recordText({ status: '"PENDING"' });
    await client.change(uri, 5, { text: `\n\n${text}` });
    const [action] = await actions(uri, everywhere);
    assert.equal(applied(`\n\n${text}`, editsOf(action, uri, 5)), `\n\n${recordText()}`);
  });

  test('what the client says about findings is not believed', async () => {
    const text = recordText({ status: '"PENDING"' });
    const uri = await open(text);
    const lie: Diagnostic = {
      range: everywhere,
      message: 'x',
      code: 'missing-field',
      source: 'interaction-data',
    };
    assert.deepEqual(
      await actions(uri, everywhere, { diagnostics: [lie, { ...lie, code: '__proto__' }] }),
      await actions(uri, everywhere),
    );
  });

  test('a rule that is off has no fixes', async () => {
    const uri = await open(recordText({ structured_text_mime: '"text/html"' }));
    assert.deepEqual(await actions(uri, everywhere), []);
    assert.deepEqual(await actions(uri, everywhere, { only: ['source.fixAll'] }), []);
  });

  test('where a whole large file is selected there are those of its first findings', async () => {
    const text = `[${Array<string>(20_000)
      .fill(recordLine({ status: '"1"' }))
      .join(',\n')}]`;
    const uri = await open(text);
    const found = await actions(uri, { ...everywhere, end: { line: 20_000, character: 0 } });
    assert.deepEqual(titles(found), [
      ...Array<string>(100).fill('Change to 1 (PENDING)'),
      'Change all values in this file',
      'Fix all safe problems in this file',
    ]);
    assert.equal(editsOf(found[99], uri, 1)[0]?.range.start.line, 99);
    await client.close(uri);
  });

  describe('all of one kind', () => {
    const two = `[\n${recordLine({ status: '"1"', timeshift: '"60"' })},\n${recordLine({ status: '"PENDING"', parent_id: 'null' })}\n]\n`;
    /** A null is removed, which is another kind of fix. */
    const mended = `[\n${recordLine({ timeshift: '60' })},\n${recordLine({ parent_id: 'null' })}\n]\n`;

    test('is offered where a finding is, and its edit is made when it is chosen', async () => {
      const uri = await open(two);
      const [fix, all, safe, ...more] = await actions(uri, rangeOf(two, '"PENDING"'));
      assert.equal(fix?.title, 'Change to 1 (PENDING)');
      assert.deepEqual(all, {
        title: 'Change 3 values in this file',
        kind: 'quickfix',
        data: { uri, fix: 'wrong-type Change Change' },
      });
      assert.deepEqual(safe, {
        title: 'Fix all safe problems in this file',
        kind: 'quickfix',
        data: { uri, fix: 'safe' },
      });
      assert.deepEqual(more, []);
      const resolved = await resolve(all as CodeAction);
      const { edit, ...rest } = resolved;
      assert.deepEqual(rest, all);
      assert.equal(applied(two, editsOf(resolved, uri, 1)), mended);
    });

    test('does what the fix at the cursor does, and never removes unless it says so', async () => {
      const text = `[\n${recordLine({ phoneNumber: '"1"', room: '"4.12"' })},\n${recordLine({ phone_nubmer: '"2"', test_case: '"walk-in"', room: '2' })}\n]`;
      const uri = await open(text);
      const all = async (key: string, title: RegExp) => {
        const found = (await actions(uri, rangeOf(text, key))).find((action) => title.test(action.title));
        return found && [found.title, applied(text, editsOf(await resolve(found), uri, 1))];
      };
      assert.deepEqual(await all('"phoneNumber"', /in this file$/), [
        'Rename 2 fields in this file',
        text.replace('phoneNumber', 'phone_number').replace('phone_nubmer', 'phone_number'),
      ]);
      assert.equal(await all('"phoneNumber"', /Remove .* in this file$/), undefined);
      assert.deepEqual(await all('"test_case"', /Remove .* in this file$/), [
        'Remove 3 unknown fields in this file',
        `[\n${recordLine({ phoneNumber: '"1"' })},\n${recordLine({ phone_nubmer: '"2"' })}\n]`,
      ]);
    });

    test('the menu is in this order: the whole record, single fixes, the file, the rule', async () => {
      const text = `[\n{ "customerId": "c", "status": "3"},\n${recordLine({ phoneNumber: '"1"' })}]`;
      const uri = await open(text);
      const found = await actions(uri, rangeOf(text, '"customerId"'));
      assert.deepEqual(
        found.filter(({ isPreferred }) => isPreferred).map(({ title }) => title),
        ['Complete the 7 mandatory fields'],
      );
      assert.deepEqual(titles(found), [
        'Complete the 7 mandatory fields',
        'Rename "customerId" to "customer_id"',
        'Rename 2 fields in this file',
        'Fix all safe problems in this file',
      ]);
    });

    test('a record is completed from anywhere in it, where somebody asks', async () => {
      const text = recordText({ creator_app_id: undefined });
      const uri = await open(text);
      const inside = rangeOf(text, '"Inbound"');
      assert.deepEqual(
        (await actions(uri, inside)).map(({ title, kind }) => [title, kind]),
        [['Add "creator_app_id": 135', 'refactor.rewrite.interactionData']],
      );
      assert.deepEqual(await actions(uri, inside, { triggerKind: 2 }), []);
      assert.deepEqual(titles(await actions(uri, { start: everywhere.start, end: everywhere.start })), [
        'Add "creator_app_id": 135',
      ]);
    });

    test('somebody who asks in a broken record gets all safe fixes, wherever the cursor is', async () => {
      const text = recordText({ status: '"1"', duration: '"60"' });
      const uri = await open(text);
      for (const place of [{ start: everywhere.start, end: everywhere.start }, rangeOf(text, '"Inbound"')]) {
        const found = await actions(uri, place);
        assert.deepEqual(titles(found), ['Fix all safe problems in this file']);
        const edits = editsOf(await resolve(found[0] as CodeAction), uri, 1);
        assert.equal(applied(text, edits), recordText({ duration: '60' }));
        assert.deepEqual(await actions(uri, place, { triggerKind: 2 }), []);
      }
      const sound = recordText();
      assert.deepEqual(await actions(await open(sound), rangeOf(sound, '"Inbound"')), []);
    });

    test('is made for the text as it is when it is chosen', async () => {
      const uri = await open(two);
      const all = (await actions(uri, rangeOf(two, '"PENDING"')))[1] as CodeAction;
      const later = two.replace('[\n', '[\n\n').replace('"60"', '60');
      await client.change(uri, 2, { text: later });
      assert.equal(applied(later, editsOf(await resolve(all), uri, 2)), mended.replace('[\n', '[\n\n'));
    });

    test('leaves the findings of other rules alone', async () => {
      const text = `[\n${recordLine({ status: '"1"', room: '1' })},\n${recordLine({ status: '"1"', room: '2' })}\n]`;
      const uri = await open(text);
      const all = (
        await actions(uri, { start: { line: 1, character: 0 }, end: { line: 1, character: 99 } })
      ).find(({ title }) => title.includes('values in this file'));
      assert.equal(
        applied(text, editsOf(await resolve(all as CodeAction), uri, 1)),
        `[\n${recordLine({ room: '1' })},\n${recordLine({ room: '2' })}\n]`,
      );
    });

    test('is not offered for one finding, nor where only a person can choose', async () => {
      const one = await open(recordText({ status: '"1"' }));
      assert.deepEqual(titles(await actions(one, everywhere)), ['Change to 1 (PENDING)']);
      const text = `[${recordLine({ status: '4' })}, ${recordLine({ status: '5' })}]`;
      const choices = await open(text);
      assert.deepEqual(titles(await actions(choices, rangeOf(text, '4'.padStart(3, ': ')))), [
        'Change to 0 (NEW)',
        'Change to 1 (PENDING)',
        'Change to 2 (IN_PROCESS)',
        'Change to 3 (STOPPED)',
      ]);
    });

    test('of a file that is closed again stays without an edit', async () => {
      const uri = await open(two);
      const all = (await actions(uri, rangeOf(two, '"PENDING"')))[1] as CodeAction;
      await client.close(uri);
      assert.deepEqual(await resolve(all), all);
    });

    test('whatever else is handed back comes back as it is', async () => {
      const uri = await open(two);
      const hostile: readonly unknown[] = [
        undefined,
        null,
        5,
        'x',
        [],
        {},
        { uri },
        { fix: 'wrong-type Change Change' },
        { uri, fix: 'wrong-type' },
        { uri, fix: '* Rename Rename' },
        { uri, fix: 'no-such-rule Change Change' },
        { uri, fix: '__proto__ Change Change' },
        { uri, fix: ['safe'] },
        { uri: 5, fix: 'safe' },
        { uri: { toString: 'x' }, fix: 'safe' },
        { uri: 'file:///etc/passwd', fix: 'safe' },
        { uri: '__proto__', fix: 'safe' },
      ];
      for (const data of hostile) {
        const action = { title: 'mine', kind: 'quickfix', ...(data === undefined ? {} : { data }) };
        assert.deepEqual(await client.request('codeAction/resolve', action), action);
      }
    });
  });

  describe('source.fixAll.interactionData', () => {
    const wrong = `{\n  "status": "STOPPED",\n  "duration": -60,\n}\n`;
    const safelyMended = `{\n  "status": 3,\n  "duration": -60\n}\n`;

    const ofFile = {
      title: 'Fix all safe problems (Interaction Data)',
      kind: 'source.fixAll.interactionData',
    };
    const ofRecord = {
      title: 'Fix all safe problems in this record (Interaction Data)',
      kind: 'source.fixRecord.interactionData',
    };
    for (const [only, expected] of [
      [['source.fixAll.interactionData'], [ofFile]],
      [['source.fixAll'], [ofFile]],
      [['source'], [ofFile, ofRecord]],
      [[''], [ofFile, ofRecord]],
      [
        ['refactor', 'source'],
        [ofFile, ofRecord],
      ],
    ] as const) {
      test(`is given where ${JSON.stringify(only)} is asked for, with the safe fixes`, async () => {
        const uri = await open(wrong);
        const found = (
          await actions(uri, { start: everywhere.start, end: everywhere.start }, { only })
        ).filter(({ kind }) => kind?.startsWith('source'));
        assert.deepEqual(
          found.map(({ title, kind }) => ({ title, kind })),
          expected,
        );
        assert.equal(applied(wrong, editsOf(found[0], uri, 1)), safelyMended);
      });
    }

    for (const only of [
      undefined,
      ['quickfix'],
      ['refactor.inline'],
      ['source.organizeImports'],
      ['source.fixAll.other'],
      ['sourc'],
    ]) {
      test(`is not given where ${JSON.stringify(only)} is asked for`, async () => {
        const uri = await open(wrong);
        const kinds = (await actions(uri, everywhere, only && { only })).map(({ kind }) => kind);
        assert.deepEqual(
          [...new Set(kinds)],
          only === undefined || only.includes('quickfix') ? ['quickfix'] : [],
        );
      });
    }

    test('is not given where there is nothing safe to do', async () => {
      const uri = await open(recordText({ duration: '-60', creator_app_id: undefined }));
      assert.equal((await client.current(uri)).length, 2);
      assert.deepEqual(await actions(uri, everywhere, { only: ['source.fixAll'] }), []);
    });
  });

  async function open(text: string): Promise<string> {
    const uri = `file:///actions/${++count}.json`;
    await client.open(uri, text);
    return uri;
  }

  function actions(uri: string, range: Range, context: object = {}): Promise<CodeAction[]> {
    return client.request('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [], ...context },
    });
  }

  function resolve(action: CodeAction): Promise<CodeAction> {
    return client.request('codeAction/resolve', action);
  }
});

function titles(actions: readonly CodeAction[]): string[] {
  return actions.map(({ title }) => title);
}

/** The edits of an action, which are for this version of this file and no other. */
function editsOf(action: CodeAction | undefined, uri: string, version: number) {
  const [change, ...more] = (action?.edit?.documentChanges ?? []) as TextDocumentEdit[];
  assert.ok(change, `${action?.title} has an edit`);
  assert.deepEqual(more, []);
  assert.deepEqual(change.textDocument, { uri, version });
  return change.edits.map((edit) => {
    assert.ok('newText' in edit);
    return edit;
  });
}
