import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type {
  CompletionItem,
  CompletionList,
  DocumentLink,
  Hover,
  MarkupContent,
  Position,
  SelectionRange,
  TextEdit,
} from 'vscode-languageserver/node';
import { type Client, startClient } from '../support/client';
import { applied, marked, rangeOf, recordLine, recordText, textIn } from '../support/texts';

/** Every request about a file, with what it needs besides the file. */
const somewhere = { position: { line: 0, character: 1 } };
const options = { tabSize: 2, insertSpaces: true };
const allRequests: readonly (readonly [method: string, params: object])[] = [
  ['textDocument/hover', somewhere],
  ['textDocument/completion', somewhere],
  ['textDocument/documentSymbol', {}],
  ['textDocument/foldingRange', {}],
  ['textDocument/selectionRange', { positions: [somewhere.position] }],
  ['textDocument/documentLink', {}],
  ['textDocument/codeLens', {}],
  ['textDocument/inlayHint', { range: { start: { line: 0, character: 0 }, end: somewhere.position } }],
  ['textDocument/formatting', { options }],
  [
    'textDocument/rangeFormatting',
    { options, range: { start: { line: 0, character: 0 }, end: somewhere.position } },
  ],
  ['textDocument/definition', somewhere],
  ['textDocument/references', { ...somewhere, context: { includeDeclaration: true } }],
  ['textDocument/documentHighlight', somewhere],
  ['textDocument/rename', { ...somewhere, newName: 'A' }],
  ['textDocument/prepareCallHierarchy', somewhere],
  ['interactionData/records', { query: '' }],
  ['interactionData/problemRecord', { ...somewhere, isBackwards: false }],
  ['interactionData/parent', somewhere],
  [
    'textDocument/codeAction',
    { range: { start: { line: 0, character: 0 }, end: somewhere.position }, context: { diagnostics: [] } },
  ],
];

describe('requests', { timeout: 60_000 }, () => {
  let client: Client;
  let count = 0;
  before(async () => {
    client = await startClient();
  });
  after(() => client.stop());

  const small = `{
  "interaction_id": "A",
  "duration": 195,
  "udata": { "k": [1] },
  "structured_text": "https://example.com/a"
}
`;

  describe('hover', () => {
    test('over a value', async () => {
      const text = recordText({ duration: '195' });
      assert.deepEqual(await hoverAt(text.replace('195', '1|95')), {
        contents: {
          kind: 'markdown',
          value: '**3 min 15 s**\n\n`duration` · integer, seconds · optional',
        },
        range: rangeOf(text, '195'),
      });
    });

    test('over a key', async () => {
      const text = recordText();
      const { contents, range } = (await hoverAt(text.replace('"status"', '"sta|tus"'))) as Hover;
      assert.match((contents as MarkupContent).value, /^\*\*`status`\*\* · integer · mandatory/);
      assert.deepEqual(range, rangeOf(text, '"status"'));
    });

    test('over a record that is half typed', async () => {
      const { contents, range } = (await hoverAt('[{"dur|ation": 19')) as Hover;
      assert.match((contents as MarkupContent).value, /^\*\*`duration`\*\*/);
      assert.deepEqual(range, rangeOf('[{"duration": 19', '"duration"'));
    });

    test('where there is nothing to say', async () => {
      assert.equal(await hoverAt(`${recordText()}|`), null);
      assert.equal(await hoverAt('|'), null);
    });

    test('beyond the end of a line is at its end, beyond the end of the text at its end', async () => {
      const uri = await open('{\n"duration": 195\n}');
      const hover = (position: Position) =>
        client.request<Hover | null>('textDocument/hover', { ...uri, position });
      assert.deepEqual((await hover({ line: 1, character: 999 }))?.range, {
        start: { line: 1, character: 12 },
        end: { line: 1, character: 15 },
      });
      assert.equal(await hover({ line: 999, character: 999 }), null);
    });
  });

  describe('completion', () => {
    test('an item, whole', async () => {
      const items = await complete('{\n  "status": |\n}');
      const place = { line: 1, character: 12 };
      assert.deepEqual(items[3], {
        label: '3 STOPPED',
        kind: 20,
        detail: 'ended',
        sortText: '0003',
        filterText: 'STOPPED',
        insertTextFormat: 2,
        insertTextMode: 2,
        textEdit: { range: { start: place, end: place }, newText: '3' },
      });
      assert.deepEqual(
        items.map(({ label }) => label),
        ['0 NEW', '1 PENDING', '2 IN_PROCESS', '3 STOPPED'],
      );
      assert.deepEqual(
        items.filter(({ preselect }) => preselect).map(({ label }) => label),
        ['2 IN_PROCESS'],
      );
    });

    test('at the end without a comma, the comma is an edit elsewhere', async () => {
      const { text, item } = await chosen('{\n  "interaction_id": "A"\n  |\n}', 'duration');
      assert.equal(
        applied(text, [item.textEdit as TextEdit, ...(item.additionalTextEdits ?? [])]),
        `{\n  "interaction_id": "A",\n  "duration": $${'{1:0}'}\n}`,
      );
    });

    test('in a text that is half typed', async () => {
      const { text, item } = await chosen('[{"interaction_id": "A", "sta|', 'status');
      assert.equal(
        applied(text, [item.textEdit as TextEdit]),
        `[{"interaction_id": "A", "status": $${'{1:2}'}`,
      );
      assert.equal((item.documentation as MarkupContent).kind, 'markdown');
    });

    test('records in an empty file', async () => {
      const labels = (await complete('|')).map(({ label }) => label);
      assert.deepEqual(labels, [
        'New record',
        'New typical record',
        'New stopped record',
        'New record with recording',
        'New array of records',
      ]);
    });

    test('beyond the end of the text is at its end', async () => {
      const file = await open('');
      const position = { line: 9, character: 9 };
      const { items } = await client.request<CompletionList>('textDocument/completion', {
        ...file,
        position,
      });
      const start = { line: 0, character: 0 };
      assert.deepEqual(((items[0] as CompletionItem).textEdit as TextEdit).range, { start, end: start });
    });
  });

  describe('outline', () => {
    test('records with their members', async () => {
      const symbol = (
        name: string,
        detail: string,
        kind: number,
        part: string,
        key: string,
        children: object[],
      ) => ({
        name,
        detail,
        kind,
        range: rangeOf(small, part),
        selectionRange: rangeOf(small, key),
        children,
      });
      assert.deepEqual(await ask('textDocument/documentSymbol', small), [
        {
          name: 'A · 3m15s',
          detail: '',
          kind: 23,
          range: rangeOf(small, small.trim()),
          selectionRange: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
          children: [
            symbol('interaction_id', 'A', 15, '"interaction_id": "A"', '"interaction_id"', []),
            symbol('duration', '195', 16, '"duration": 195', '"duration"', []),
            symbol('udata', '', 19, '"udata": { "k": [1] }', '"udata"', [
              symbol('k', '', 18, '"k": [1]', '"k"', [
                {
                  name: '0',
                  detail: '1',
                  kind: 16,
                  range: { start: { line: 3, character: 19 }, end: { line: 3, character: 20 } },
                  selectionRange: { start: { line: 3, character: 19 }, end: { line: 3, character: 20 } },
                  children: [],
                },
              ]),
            ]),
            symbol(
              'structured_text',
              'https://example.com/a',
              15,
              '"structured_text": "https://example.com/a"',
              '"structured_text"',
              [],
            ),
          ],
        },
      ]);
    });

    test('half typed', async () => {
      const symbols = await ask<{ name: string }[]>(
        'textDocument/documentSymbol',
        '[{"interaction_id": "A"}, {"inter',
      );
      assert.deepEqual(
        symbols.map(({ name }) => name),
        ['A', '#2'],
      );
    });
  });

  describe('folding', () => {
    test('arrays, records and what they hold, but for the line of the closing bracket', async () => {
      const text = '[\n  {\n    "udata": {\n      "a": 1\n    }\n  },\n  {}\n]\n';
      assert.deepEqual(await ask('textDocument/foldingRange', text), [
        { startLine: 0, endLine: 6 },
        { startLine: 1, endLine: 4 },
        { startLine: 2, endLine: 3 },
      ]);
    });

    test('half typed', async () => {
      assert.deepEqual(await ask('textDocument/foldingRange', '[\n  {\n    "a": 1\n'), [
        { startLine: 0, endLine: 2 },
        { startLine: 1, endLine: 2 },
      ]);
    });
  });

  describe('selection', () => {
    test('from what a string holds to the file', async () => {
      assert.deepEqual(
        await select('[ { "type": "In|bound", "status": 3 } ]\n'),
        [
          ['Inbound', '"Inbound"', '"type": "Inbound"', '"type": "Inbound", "status": 3'],
          ['{ "type": "Inbound", "status": 3 }', '[ { "type": "Inbound", "status": 3 } ]'],
          ['[ { "type": "Inbound", "status": 3 } ]\n'],
        ].flat(),
      );
    });

    test('half typed, and at several places', async () => {
      const text = '{"type": "Inb';
      const positions = [
        { line: 0, character: 11 },
        { line: 5, character: 5 },
      ];
      const [first, second] = await ask<SelectionRange[]>('textDocument/selectionRange', text, { positions });
      assert.deepEqual(nesting(text, first), ['Inb', '"Inb', '"type": "Inb', text]);
      assert.deepEqual(nesting(text, second), ['Inb', '"Inb', '"type": "Inb', text]);
    });
  });

  test('links', async () => {
    const text = recordText({
      structured_text: '"https://example.com/a?b=1"',
      binary_content: '"file:///etc/passwd"',
      text: '"see http://example.com"',
      udata: '{ "url": "http://example.com/\\u0061" }',
      broken: '"http://half',
    });
    const links = await ask<DocumentLink[]>('textDocument/documentLink', text);
    assert.deepEqual(
      links.map(({ range, target }) => [textIn(text, range), target]),
      [
        ['https://example.com/a?b=1', 'https://example.com/a?b=1'],
        ['http://example.com/\\u0061', 'http://example.com/a'],
      ],
    );
  });

  describe('formatting', () => {
    test('a minified record', async () => {
      const text = '[{"status":3,"udata":{"a":[1,2]}}]';
      assert.equal(
        applied(
          text,
          await ask<TextEdit[]>('textDocument/formatting', text, { options: { ...options, tabSize: 4 } }),
        ),
        '[\n    {\n        "status": 3,\n        "udata": {\n            "a": [\n                1,\n                2\n            ]\n        }\n    }\n]',
      );
    });

    test('with tabs, CRLF and a line end at the end', async () => {
      const text = '{"status":3,\r\n"type":"Inbound"}';
      const wanted = { tabSize: 4, insertSpaces: false, insertFinalNewline: true };
      assert.equal(
        applied(text, await ask<TextEdit[]>('textDocument/formatting', text, { options: wanted })),
        '{\r\n\t"status": 3,\r\n\t"type": "Inbound"\r\n}\r\n',
      );
    });

    test('a record stays on its line in JSON Lines', async () => {
      const text = '{"status": 3, "type" : "Inbound"}\n{ "status":3,"type":"x"}\n';
      assert.equal(
        applied(
          text,
          await ask<TextEdit[]>('textDocument/formatting', text, { options }, 'interaction-jsonl'),
        ),
        '{"status": 3, "type": "Inbound"}\n{"status": 3, "type": "x"}\n',
      );
    });

    test('what is half typed is left alone, the records beside it are not', async () => {
      const text = '[\n  {"status":3},\n  {"status":\n]';
      assert.equal(
        applied(text, await ask<TextEdit[]>('textDocument/formatting', text, { options })),
        '[\n  {\n    "status": 3\n  },\n  {"status":\n]',
      );
    });

    test('the lines of a range', async () => {
      const text = '{\n"status":3,\n"type":"Inbound",\n"duration":1\n}';
      const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 5 } };
      assert.equal(
        applied(text, await ask<TextEdit[]>('textDocument/rangeFormatting', text, { options, range })),
        '{\n"status":3,\n"type": "Inbound",\n"duration":1\n}',
      );
    });
  });

  for (const [method, params] of allRequests) {
    test(`${method} of a file that is not open, and of one that is closed again`, async () => {
      const textDocument = { uri: 'file:///never-open.phonecall.json' };
      assert.equal(await client.request(method, { textDocument, ...params }), null);
      const closed = await open(recordText());
      await client.close(closed.textDocument.uri);
      assert.equal(await client.request(method, { ...closed, ...params }), null);
    });
  }

  const hard: Readonly<Record<string, string>> = {
    'an empty file': '',
    'a byte order mark': '\ufeff',
    'white space': ' \r\n\t\n',
    'half a pair of UTF-16 code units': '{"text": "\ud83d',
    'arrays nested 100,000 deep': '['.repeat(100_000),
    'objects nested 20,000 deep': '{"a":'.repeat(20_000),
    'records nested 20,000 deep': '{"status": 1, "udata": '.repeat(20_000),
    'arrays nested 20,000 deep in user data': recordLine({
      udata: `{"a": ${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
    }),
    'a binary file': Buffer.from(Uint8Array.from({ length: 4096 }, (_, index) => index)).toString('latin1'),
  };
  for (const [what, text] of Object.entries(hard)) {
    for (const languageId of ['interaction-json', 'interaction-jsonl']) {
      test(`all requests of ${what} are answered, as ${languageId}`, async () => {
        const logged = client.logged.length;
        const file = await open(text, languageId);
        const end = { line: 0, character: text.length };
        for (const [method, params] of allRequests) {
          await client.request(method, { ...file, ...params });
          await client.request(method, { ...file, ...params, position: end, positions: [end] });
        }
        await client.close(file.textDocument.uri);
        assert.deepEqual(client.logged.slice(logged), []);
      });
    }
  }

  async function open(text: string, languageId = 'interaction-json') {
    const uri = `file:///requests/${++count}.json`;
    await client.open(uri, text, languageId);
    return { textDocument: { uri } };
  }

  async function ask<Answer>(method: string, text: string, params: object = {}, languageId?: string) {
    const file = await open(text, languageId);
    const answer = await client.request<Answer>(method, { ...file, ...params });
    await client.close(file.textDocument.uri);
    return answer;
  }

  function hoverAt(textWithCursor: string): Promise<Hover | null> {
    const { text, position } = marked(textWithCursor);
    return ask('textDocument/hover', text, { position });
  }

  async function complete(textWithCursor: string): Promise<CompletionItem[]> {
    const { text, position } = marked(textWithCursor);
    const { items, isIncomplete } = await ask<CompletionList>('textDocument/completion', text, { position });
    assert.equal(isIncomplete, true);
    return items;
  }

  async function chosen(textWithCursor: string, label: string) {
    const item = (await complete(textWithCursor)).find((one) => one.label === label);
    assert.ok(item, `${label} is offered`);
    return { text: marked(textWithCursor).text, item };
  }

  async function select(textWithCursor: string): Promise<string[]> {
    const { text, position } = marked(textWithCursor);
    const [range] = await ask<SelectionRange[]>('textDocument/selectionRange', text, {
      positions: [position],
    });
    return nesting(text, range);
  }
});

/** What each range selects, from the innermost on. */
function nesting(text: string, range: SelectionRange | undefined): string[] {
  return range === undefined ? [] : [textIn(text, range.range), ...nesting(text, range.parent)];
}
