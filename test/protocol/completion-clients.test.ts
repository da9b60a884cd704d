import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type {
  ClientCapabilities,
  CompletionItem,
  CompletionList,
  TextEdit,
} from 'vscode-languageserver/node';
import { startClient } from '../support/client';
import { applied, marked } from '../support/texts';

/*
 * What is completed is right in each kind of client: those that indent the lines of a snippet by themselves, those that
 * show no choices, those without snippets, those whose word has no quote in it.
 */

const uri = 'file:///calls/a.phonecall.json';
const all = 'Add the 7 missing mandatory fields';
const indented = '[\n    {\n        "interaction_id": "A",\n        |\n    }\n]';

type ItemSupport = NonNullable<
  NonNullable<NonNullable<ClientCapabilities['textDocument']>['completion']>['completionItem']
>;

describe('completion in all clients', { timeout: 60_000 }, () => {
  test('a snippet has no indentation of the line that it is inserted in', async (t) => {
    const { item } = await chosen(t, { snippetSupport: true }, indented, all);
    assert.equal(item.insertTextMode, undefined);
    assert.match(newTextOf(item), /^"customer_id": "[^\n]*",\n"status": /);
    assert.doesNotMatch(newTextOf(item), /\n[ \t]/);
  });

  test('its own indentation stays', async (t) => {
    const { item } = await chosen(
      t,
      { snippetSupport: true },
      '[\n    {|}\n]',
      'Add the 8 missing mandatory fields',
    );
    assert.match(newTextOf(item), /^\n {4}"interaction_id": .*",\n {4}"customer_id": .*\n$/s);
  });

  test('a client that can be told to adjust the indentation is told', async (t) => {
    const support = { snippetSupport: true, insertTextModeSupport: { valueSet: [1 as const, 2 as const] } };
    const { item } = await chosen(t, support, indented, all);
    assert.equal(item.insertTextMode, 2);
    assert.doesNotMatch(newTextOf(item), /\n[ \t]/);
  });

  test('a line with less indentation is only right where white space is taken as it is', async (t) => {
    const support = { snippetSupport: true, insertTextModeSupport: { valueSet: [1 as const, 2 as const] } };
    const { item } = await chosen(t, support, '{\n  "interaction_id": "A", |}', all);
    assert.equal(item.insertTextMode, 1);
    assert.match(newTextOf(item), /\n$/);
  });

  test('a client that can only take white space as it is gets the indentation', async (t) => {
    const support = { snippetSupport: true, insertTextModeSupport: { valueSet: [1 as const] } };
    const { item } = await chosen(t, support, indented, all);
    assert.equal(item.insertTextMode, 1);
    assert.match(newTextOf(item), /^"customer_id": "[^\n]*",\n {8}"status": /);
  });

  test('lines below one whose indentation is added besides are indented from there', async (t) => {
    const support: ItemSupport = { snippetSupport: true, insertTextModeSupport: { valueSet: [1, 2] } };
    const { item } = await chosen(t, support, '{\n  "type": "",\n"|"\n}', 'udata');
    assert.equal(item.insertTextMode, 2);
    assert.equal(newTextOf(item), 'udata": {\n  $1\n\\}');
    assert.deepEqual(item.additionalTextEdits, [
      { range: { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } }, newText: '  ' },
    ]);
  });

  test('what stands beside a label goes to where the client shows it', async (t) => {
    const { item } = await chosen(t, { labelDetailsSupport: true }, '{|}', 'status');
    assert.deepEqual(item.labelDetails, { description: 'integer · mandatory' });
    assert.equal(item.detail, undefined);
    const other = await chosen(t, {}, '{|}', 'status');
    assert.equal(other.item.labelDetails, undefined);
    assert.equal(other.item.detail, 'integer · mandatory');
  });

  test('what stands beside a label is cut after a word, and then told in full after it', async (t) => {
    const { item } = await chosen(t, { labelDetailsSupport: true }, '{|}', all.replace('7', '8'));
    assert.deepEqual(item.labelDetails, { description: 'customer_id…' });
    assert.match(
      JSON.stringify(item.documentation),
      /customer_id, interaction_id, status, entity_type, type, /,
    );
  });

  test('nothing else beside a label is cut', async (t) => {
    const record = '{"interaction_id": "00002b81KDM00B01", "start_date": "2026-03-02T08:15:30.000Z"}';
    const texts = [
      '|',
      '{"structured_text": "", "binary_content": "", |}',
      `[${record}, |]`,
      `[${record}, {"type": "Inbound", "sub_type": |}]`,
      `[${record}, {"start_date": "2026-03-02T08:15:30.000Z", "duration": 86399, "end_date": |}]`,
      ...['status', 'interaction_id', 'timeshift', 'phone_number', 'media_type', 'binary_content_mime'].map(
        (name) => `[${record}, {"${name}": |}]`,
      ),
      `[${record}, {"interaction_id": "00002b81KDM00B02", "thread_id": |}]`,
    ];
    for (const text of texts) {
      const { items } = await asked(t, { labelDetailsSupport: true }, text);
      const cut = items.filter(({ labelDetails }) => labelDetails?.description?.endsWith('…'));
      assert.deepEqual(
        cut.map(({ label }) => label).filter((label) => !label.startsWith('Add the ')),
        [],
        text,
      );
      assert.ok(items.length > 0, text);
    }
  });

  test('choices go to clients that say they show them', async (t) => {
    const support = { snippetSupport: true };
    const { item } = await chosen(t, support, '{|}', 'type');
    assert.equal(newTextOf(item), '"type": "$'.concat('{1:Inbound}"'));
    const own = { interactionData: { snippetChoices: true } };
    const shown = await chosen(t, support, '{|}', 'type', own);
    assert.match(newTextOf(shown.item), /\{1\|Inbound,Outbound,.*\|\}"$/);
  });

  test('codes are no choices, and their list opens by a command that the client has', async (t) => {
    const support = { snippetSupport: true };
    const own = { interactionData: { snippetChoices: true, suggestCommand: true } };
    const { item } = await chosen(t, support, '{|}', 'status', own);
    assert.equal(newTextOf(item), '"status": $'.concat('{1:2}'));
    assert.equal(item.command?.command, 'editor.action.triggerSuggest');
    assert.deepEqual(item.command?.arguments, [{ auto: true }]);
    const other = await chosen(t, support, '{|}', 'status');
    assert.equal(other.item.command, undefined);
  });

  test('without snippets all is on one line', async (t) => {
    const { item, text } = await chosen(t, {}, indented, all);
    assert.equal(item.insertTextFormat, 1);
    const after = applied(text, [item.textEdit as TextEdit, ...(item.additionalTextEdits ?? [])]);
    assert.equal(after.split('\n').length, text.split('\n').length);
    assert.equal(Object.keys(JSON.parse(after)[0]).length, 8);
    const fresh = await chosen(t, {}, '{|}', 'Add the 8 missing mandatory fields');
    assert.match(newTextOf(fresh.item), /^ "interaction_id": "", "customer_id": /);
  });

  test('the likeliest is the first where none is focused by itself', async (t) => {
    const { items } = await asked(t, {}, '{"status": |}');
    const sorted = [...items].sort((one, other) => ((one.sortText ?? '') < (other.sortText ?? '') ? -1 : 1));
    assert.equal(sorted[0]?.label, '2 IN_PROCESS');
    assert.ok(items.every(({ preselect }) => preselect === undefined));
  });

  test('a list that opens by itself is what an editor asks for first after a key', async (t) => {
    const client = await startClient({ capabilities: {} }, t);
    const text = '{"allow_children": true}';
    await client.open(uri, text.replace('true', 'tru'));
    await client.change(uri, 2, { text });
    const params = { textDocument: { uri }, position: { line: 0, character: text.length - 1 } };
    const ask = async () => {
      const { items } = await client.request<CompletionList>('textDocument/completion', params);
      return items.map(({ label }) => label);
    };
    assert.deepEqual(await ask(), []);
    assert.deepEqual(await ask(), ['true', 'false']);
    await client.change(uri, 3, { text: `${text} ` });
    const range = { start: params.position, end: params.position };
    await client.request('textDocument/codeAction', { ...params, range, context: { diagnostics: [] } });
    assert.deepEqual(await ask(), ['true', 'false']);
    await client.stop();
  });

  for (const [typed, label] of [
    ['{"custo|', 'customer_id'],
    ['{"custo|"}', 'customer_id'],
    ['{"type": "Inb|"}', 'Inbound'],
    ['{"interaction_id": "A","custo|"}', 'customer_id'],
  ] as const) {
    test(`the word after the quote is what is compared: ${typed}`, async (t) => {
      const { item, text } = await chosen(t, { snippetSupport: true }, typed, label);
      const word = /"(\w+)\|/.exec(typed)?.[1] ?? '';
      assert.ok(item.filterText?.startsWith(word.slice(0, 3)), `${item.filterText} starts with ${word}`);
      const { start } = (item.textEdit as TextEdit).range;
      assert.equal(text[start.character - 1], '"');
    });
  }
});

function newTextOf({ textEdit }: CompletionItem): string {
  return (textEdit as TextEdit).newText;
}

async function asked(
  context: Parameters<typeof startClient>[1],
  completionItem: ItemSupport,
  textWithCursor: string,
  experimental?: object,
) {
  const capabilities = { textDocument: { completion: { completionItem } }, experimental };
  const client = await startClient({ capabilities }, context);
  const { text, position } = marked(textWithCursor);
  await client.open(uri, text);
  const params = { textDocument: { uri }, position };
  const { items } = await client.request<CompletionList>('textDocument/completion', params);
  await client.stop();
  return { text, items };
}

async function chosen(
  context: Parameters<typeof startClient>[1],
  completionItem: ItemSupport,
  textWithCursor: string,
  label: string,
  experimental?: object,
) {
  const { text, items } = await asked(context, completionItem, textWithCursor, experimental);
  const item = items.find((one) => one.label === label);
  assert.ok(item, `${label} is offered, not only ${items.map((one) => one.label)}`);
  return { text, item };
}
