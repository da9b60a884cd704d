import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { Hover, TextDocumentContentChangeEvent } from 'vscode-languageserver/node';
import { recordText as anyRecordText, brokenRecordText } from '../support/arbitraries';
import { type Client, startClient } from '../support/client';
import { findingLines, offsetOf, positionOf, rangeOf, recordLine, recordText } from '../support/texts';

const timeout = 60_000;

/** A change with the place in the text as it is before it: [line, character] to [line, character], both from 0. */
type Edit = readonly [from: readonly [number, number], to: readonly [number, number], text: string];

describe('edits', { timeout }, () => {
  let client: Client;
  let count = 0;
  before(async () => {
    client = await startClient();
  });
  after(() => client.stop());

  const record = '{\n  "status": 4,\n  "room": 1\n}';
  const cases: readonly {
    readonly what: string;
    readonly text: string;
    readonly edits: readonly (Edit | string)[];
    readonly result: string;
    readonly isLines?: boolean;
  }[] = [
    {
      what: 'a character typed',
      text: record,
      edits: [[[1, 13], [1, 13], '2']],
      result: '{\n  "status": 42,\n  "room": 1\n}',
    },
    {
      what: 'several ranges in one notification, each in the text that the one before left',
      text: record,
      edits: [
        [[0, 1], [0, 1], '\n'],
        [[2, 12], [2, 13], '1'],
        [[3, 2], [3, 11], '"type": ""'],
      ],
      result: '{\n\n  "status": 1,\n  "type": ""\n}',
    },
    { what: 'the whole text', text: record, edits: ['[{"status": 9}]'], result: '[{"status": 9}]' },
    {
      what: 'a range, the whole text, a range',
      text: record,
      edits: [[[0, 0], [0, 1], ''], '{"status": 9}', [[0, 11], [0, 12], '8']],
      result: '{"status": 8}',
    },
    {
      what: 'from one record into another',
      text: `[\n${record},\n${record}\n]`,
      edits: [[[3, 2], [6, 2], '"type": 1,\n']],
      result: '[\n{\n  "status": 4,\n  "type": 1,\n"status": 4,\n  "room": 1\n}\n]',
    },
    {
      what: 'a record put between others',
      text: `[${record}]`,
      edits: [[[0, 1], [0, 1], '{"status": 5},\n']],
      result: `[{"status": 5},\n${record}]`,
    },
    {
      what: 'an array made of a record',
      text: record,
      edits: [
        [[0, 0], [0, 0], '['],
        [[3, 1], [3, 1], ', {"type": ""}]'],
      ],
      result: `[${record}, {"type": ""}]`,
    },
    {
      what: 'CRLF line ends',
      text: record.replaceAll('\n', '\r\n'),
      edits: [
        [[1, 13], [1, 99], '0,\r\n  "x": 1,'],
        [[3, 0], [3, 0], '\r\n'],
      ],
      result: '{\r\n  "status": 40,\r\n  "x": 1,\r\n\r\n  "room": 1\r\n}',
    },
    {
      what: 'a line feed put between a carriage return and a line feed',
      text: '{\r\n"status": 4}',
      edits: [[[0, 1], [1, 0], '\r']],
      result: '{\r"status": 4}',
    },
    {
      what: 'characters of two UTF-16 code units before',
      text: '{"text": "😀😀", "status": 4}',
      edits: [[[0, 27], [0, 28], '5']],
      result: '{"text": "😀😀", "status": 5}',
    },
    {
      what: 'a byte order mark before',
      text: '\ufeff{"status": 4}',
      edits: [[[0, 12], [0, 13], '7']],
      result: '\ufeff{"status": 7}',
    },
    {
      what: 'after the end of a line, and of the text',
      text: record,
      edits: [
        [[2, 500], [2, 900], ', "y": 1'],
        [[77, 3], [99, 0], '\n'],
      ],
      result: '{\n  "status": 4,\n  "room": 1, "y": 1\n}\n',
    },
    {
      what: 'from the end to the start',
      text: record,
      edits: [[[1, 13], [1, 12], '6']],
      result: '{\n  "status": 6,\n  "room": 1\n}',
    },
    {
      what: 'all of it removed, and put back',
      text: record,
      edits: [
        [[0, 0], [3, 1], ''],
        [[0, 0], [0, 0], record],
      ],
      result: record,
    },
    {
      what: 'JSON Lines, a line cut off',
      text: `${recordLine()}\n${recordLine({ status: '4' })}\n${recordLine({ duration: '-1' })}\n`,
      edits: [[[0, 40], [0, 500], '']],
      result: `${recordLine().slice(0, 40)}\n${recordLine({ status: '4' })}\n${recordLine({ duration: '-1' })}\n`,
      isLines: true,
    },
    {
      what: 'JSON Lines, two lines joined',
      text: `${recordLine({ status: '4' })}\n${recordLine({ duration: '-1' })}\n`,
      edits: [[[0, recordLine().length], [1, 0], '']],
      result: `${recordLine({ status: '4' })}${recordLine({ duration: '-1' })}\n`,
      isLines: true,
    },
  ];
  for (const { what, text, edits, result, isLines = false } of cases) {
    test(what, async () => {
      const changes = edits.map((edit): TextDocumentContentChangeEvent => {
        if (typeof edit === 'string') return { text: edit };
        const [from, to, inserted] = edit;
        const [start, end] = [from, to].map(([line, character]) => ({ line, character }));
        return { range: { start, end } as { start: never; end: never }, text: inserted };
      });
      await checkEdits(text, [changes], result, isLines ? 'interaction-jsonl' : 'interaction-json');
    });
  }

  test('any edits give the findings of the text that comes of them', async () => {
    const anyText = fc
      .tuple(
        fc.array(fc.oneof(anyRecordText, brokenRecordText), { maxLength: 4 }),
        fc.constantFrom(
          ['', '\n', ''],
          ['[', ',\n', ']'],
          ['{"a": [', ', ', ']}'],
          ['[\r\n', ',\r\n', '\r\n]\r\n'],
        ),
      )
      .map(([records, [open, between, close]]) => `${open}${records.join(between)}${close}`);
    const anyEdit = fc.tuple(
      fc.nat(),
      fc.oneof(fc.nat({ max: 8 }), fc.nat({ max: 400 })),
      fc.oneof(
        fc.constantFrom('', '{', '}', '"', ',', '\n', '\r\n', '[', ']', '4', '"status": 4,'),
        anyRecordText,
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        anyText,
        fc.array(fc.array(anyEdit, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
        fc.constantFrom('interaction-json', 'interaction-jsonl'),
        async (text, notifications, languageId) => {
          let result = text;
          const changes = notifications.map((edits) =>
            edits.map(([place, length, inserted]): TextDocumentContentChangeEvent => {
              const start = place % (result.length + 1);
              const end = Math.min(start + length, result.length);
              const range = { start: positionOf(result, start), end: positionOf(result, end) };
              // A position between \r and \n is one that clients do not send: it would be read as another one.
              if (
                offsetOf(result, range.start) !== start ||
                isInLineEnd(result, start) ||
                isInLineEnd(result, end)
              ) {
                return { text: result };
              }
              result = result.slice(0, start) + inserted + result.slice(end);
              return { range, text: inserted };
            }),
          );
          await checkEdits(text, changes, result, languageId);
        },
      ),
      { numRuns: 150 },
    );
  });

  /** Checks that changes of a text end with what a client is told that opens the result. */
  async function checkEdits(
    text: string,
    notifications: readonly (readonly TextDocumentContentChangeEvent[])[],
    result: string,
    languageId: string,
  ): Promise<void> {
    const edited = `file:///edited-${++count}.json`;
    const fresh = `file:///fresh-${count}.json`;
    await client.open(edited, text, languageId);
    let version = 1;
    for (const changes of notifications) await client.change(edited, ++version, ...changes);
    await client.open(fresh, result, languageId);
    const found = await client.current(edited);
    const wanted = await client.current(fresh);
    assert.deepEqual(
      JSON.parse(JSON.stringify(found).replaceAll(edited, fresh)),
      wanted,
      `${JSON.stringify(text)} by ${JSON.stringify(notifications)}`,
    );
    await client.close(edited);
    await client.close(fresh);
  }
});

function isInLineEnd(text: string, offset: number): boolean {
  return text[offset - 1] === '\r' && text[offset] === '\n';
}

describe('what a client is told', { timeout }, () => {
  const uri = 'file:///calls/a.phonecall.json';

  test('the version that findings are of', async (t) => {
    const client = await startClient({}, t);
    await client.open(uri, recordText({ status: '4' }), 'interaction-json', 7);
    assert.equal((await client.diagnostics(uri, 7)).length, 1);
    await client.change(uri, 12, { text: recordText() });
    assert.deepEqual(await client.diagnostics(uri, 12), []);
  });

  test('findings that are as they were are not sent again', async (t) => {
    const client = await startClient({}, t);
    const text = recordText({ status: '4', end_date: '"2026-03-17T08:00:00.000Z"' });
    await client.open(uri, text);
    await client.current(uri);
    await client.change(uri, 2, { range: rangeOf(text, 'Inbound'), text: 'Outbound' });
    await client.current(uri);
    assert.deepEqual(
      client.published.map(({ version, diagnostics }) => [version, diagnostics.length]),
      [[1, 2]],
    );
  });

  test('findings that moved are', async (t) => {
    const client = await startClient({}, t);
    const text = recordText({ status: '4' });
    await client.open(uri, text);
    await client.current(uri);
    await client.change(uri, 2, { range: rangeOf(text, '{'), text: '{\n' });
    await client.current(uri);
    assert.deepEqual(
      client.published.map(({ version, diagnostics }) => [version, diagnostics[0]?.range.start.line]),
      [
        [1, 3],
        [2, 4],
      ],
    );
  });

  test('a finding whose other place says something else is', async (t) => {
    const client = await startClient({}, t);
    const text = recordText({ end_date: '"2026-03-17T08:00:00.000Z"' });
    await client.open(uri, text);
    await client.current(uri);
    await client.change(uri, 2, { range: rangeOf(text, '08:15:00'), text: '09:15:00' });
    const [found] = await client.current(uri);
    assert.deepEqual(
      found?.relatedInformation?.map(({ message }) => message),
      ['The interaction starts here, at 2026-03-17T09:15:00.000Z.'],
    );
  });

  test('closing a file takes its findings away', async (t) => {
    const client = await startClient({}, t);
    await client.open(uri, recordText({ status: '4' }));
    await client.current(uri);
    await client.close(uri);
    await client.current(uri);
    assert.deepEqual(client.published.at(-1), { uri, diagnostics: [] });
    assert.equal(client.published.length, 2);
  });

  test('closing a file without findings says nothing', async (t) => {
    const client = await startClient({}, t);
    await client.open(uri, recordText());
    await client.current(uri);
    await client.close(uri);
    await client.close('file:///never-open.json');
    await client.current(uri);
    assert.deepEqual(client.published, [{ uri, version: 1, diagnostics: [] }]);
  });

  test('a file that is opened again, with or without being closed, is told again', async (t) => {
    const client = await startClient({}, t);
    for (const isClosed of [false, true]) {
      await client.open(uri, recordText({ status: '4' }));
      assert.equal((await client.current(uri)).length, 1);
      if (isClosed) await client.close(uri);
      await client.open(uri, recordText({ status: '4' }));
      assert.equal((await client.current(uri)).length, 1);
    }
    assert.deepEqual(
      client.published.map(({ diagnostics }) => diagnostics.length),
      [1, 1, 1, 0, 1],
    );
  });

  test('a change of a file that is not open says nothing', async (t) => {
    const client = await startClient({}, t);
    await client.change(uri, 2, { text: '{' });
    await client.current(uri);
    assert.deepEqual(client.published, []);
  });
});

describe('what happens meanwhile', { timeout }, () => {
  const uri = 'file:///calls/a.phonecall.json';
  const wrong = recordText({ status: '4' });

  test('a file is closed and opened anew with the same version while its settings are asked for', async (t) => {
    const settings = gate();
    const client = await startClient({ settings: () => settings.opened }, t);
    await client.open(uri, wrong);
    await client.close(uri);
    await client.open(uri, recordText());
    settings.open();
    assert.deepEqual(await client.current(uri), []);
    assert.deepEqual(client.published, [{ uri, version: 1, diagnostics: [] }]);
  });

  test('a file is closed while its settings are asked for', async (t) => {
    const settings = gate();
    const client = await startClient({ settings: () => settings.opened }, t);
    await client.open(uri, wrong);
    await client.close(uri);
    settings.open();
    await client.open('file:///b.phonecall.json', wrong);
    await client.current('file:///b.phonecall.json');
    assert.deepEqual(
      client.published.map((params) => params.uri),
      ['file:///b.phonecall.json'],
    );
  });

  test('a file is edited while its settings are asked for', async (t) => {
    const settings = gate();
    const client = await startClient({ settings: () => settings.opened }, t);
    await client.open(uri, wrong);
    await client.change(uri, 2, { text: recordText() });
    await client.change(uri, 3, { text: recordText({ status: '5', duration: '-1' }) });
    settings.open();
    assert.equal((await client.current(uri)).length, 2);
    assert.deepEqual(
      client.published.map(({ version }) => version),
      [3],
    );
  });

  test('a file is edited while a hover waits for its settings', async (t) => {
    const settings = gate();
    const client = await startClient({ settings: () => settings.opened }, t);
    await client.open(uri, recordText());
    const { start: position } = rangeOf(recordText(), '1,\n  "entity');
    const answer = client.request<Hover>('textDocument/hover', { textDocument: { uri }, position });
    await client.change(uri, 2, { text: recordText({ status: '2' }) });
    settings.open();
    assert.match(((await answer).contents as { value: string }).value, /IN_PROCESS/);
  });

  test('settings change while the old ones are asked for, and these are answered last', async (t) => {
    const old = gate();
    let asked = 0;
    const answers = [
      () => old.opened.then(() => ({ rules: { 'invalid-value': 'hint' } })),
      () => ({ rules: { 'invalid-value': 'warning' } }),
    ];
    const client = await startClient({ settings: () => answers[asked++]?.() }, t);
    await client.open(uri, wrong);
    const first = client.current(uri);
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    const second = client.current(uri);
    await second;
    old.open();
    await first;
    assert.deepEqual(
      client.published.map(({ diagnostics }) => diagnostics.map(({ severity }) => severity)),
      [[2]],
    );
  });

  test('a file is reopened in another language', async (t) => {
    const client = await startClient({}, t);
    const text = `[${recordLine()}]\n`;
    await client.open(uri, text, 'interaction-json');
    assert.deepEqual(await client.current(uri), []);
    await client.close(uri);
    await client.open(uri, text, 'interaction-jsonl');
    assert.deepEqual(findingLines(text, await client.current(uri)), ['1:1 error syntax [']);
  });

  test('a file is read as its content says, after each edit as if it were opened anew', async (t) => {
    const client = await startClient({}, t);
    const one = `${recordLine()}\n`;
    await client.open(uri, '', 'interaction-json');
    assert.deepEqual(await client.current(uri), []);
    const texts = [
      one,
      one + one,
      `${one}{`,
      `[${one},${one}]`,
      one + one.replace('"voice"', '7'),
      one.replaceAll(',', ',\n'),
      '',
    ];
    /** How many findings each of them has. */
    const found = [0, 0, 2, 0, 1, 0, 0];
    for (const [index, text] of texts.entries()) {
      const before = index === 0 ? '' : (texts[index - 1] as string);
      const lines = before.split('\n');
      const end = { line: lines.length - 1, character: (lines.at(-1) as string).length };
      await client.change(uri, index + 2, { range: { start: { line: 0, character: 0 }, end }, text });
      const told = findingLines(text, await client.current(uri));
      assert.equal(told.length, found[index], `${text}: ${told.join('\n')}`);
    }
  });

  const large = `[\n${Array<string>(20_000)
    .fill(recordLine({ status: '4' }))
    .join(',\n')}\n]`;

  test('settings change while a large file is being read: it is told with the new ones', async (t) => {
    let severity = 'hint';
    const client = await startClient({ settings: () => ({ rules: { 'invalid-value': severity } }) }, t);
    await client.open(uri, large);
    severity = 'information';
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    // The outline needs the whole file, whose findings are told before it.
    await client.request('textDocument/documentSymbol', { textDocument: { uri } });
    const found = await client.current(uri);
    assert.equal(found.length, 1000);
    assert.ok(found.every((diagnostic) => diagnostic.severity === 3));
    // Once what was found in the start, once all of it.
    assert.ok(client.published.length <= 2);
  });

  test('a large file is closed while requests wait for it: they are answered', async (t) => {
    const client = await startClient({}, t);
    await client.open(uri, large);
    const textDocument = { uri };
    const position = { line: 1, character: 3 };
    const answers = [
      client.request('textDocument/hover', { textDocument, position }),
      client.request('textDocument/documentSymbol', { textDocument }),
      client.request('textDocument/codeAction', {
        textDocument,
        range: { start: position, end: position },
        context: { diagnostics: [] },
      }),
    ];
    await client.close(uri);
    assert.deepEqual(await Promise.all(answers), [null, null, null]);
    assert.deepEqual(client.published, []);
  });

  test('a large file is opened anew while requests wait for it: they are answered', async (t) => {
    const client = await startClient({}, t);
    await client.open(uri, large);
    const answer = client.request('textDocument/documentSymbol', { textDocument: { uri } });
    await client.open(uri, '{}');
    assert.equal(await answer, null);
    assert.equal((await client.current(uri)).length, 1);
  });

  test('a hover in a burst of edits of a large file is about the newest text', async (t) => {
    const client = await startClient({}, t);
    const first = recordLine({ status: '1', parent_id: '"A"' });
    const text = `[\n${first},${large.slice(1)}`;
    await client.open(uri, text);
    const range = rangeOf(text, '"status": 1,');
    const position = { line: range.start.line, character: range.start.character + 10 };
    const hover = () => client.request<Hover>('textDocument/hover', { textDocument: { uri }, position });
    const early: Promise<Hover>[] = [];
    let version = 1;
    for (const status of [2, 0, 3, 1, 2, 0, 3, 1, 0, 2]) {
      await client.change(uri, ++version, { range, text: `"status": ${status},` });
      early.push(hover());
    }
    const wanted = { start: position, end: { line: position.line, character: position.character + 1 } };
    const { contents, range: hovered } = await hover();
    assert.match((contents as { value: string }).value, /IN_PROCESS/);
    assert.deepEqual(hovered, wanted);
    for (const answer of await Promise.all(early)) assert.deepEqual(answer.range, wanted);
    assert.equal((await client.current(uri)).length, 1000);
  });
});

/** A promise that is kept when it is told to. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
