import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type {
  ClientCapabilities,
  CodeAction,
  CompletionItem,
  CompletionList,
  Hover,
  MarkupContent,
  SymbolInformation,
} from 'vscode-languageserver/node';
import { fullCapabilities, startClient } from '../support/client';
import { applied, rangeOf, recordLine, recordText } from '../support/texts';

const uri = 'file:///calls/a.phonecall.json';
const textDocument = { uri };
const everywhere = { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } };

describe('clients that understand less', { timeout: 60_000 }, () => {
  test('without snippets: plain text', async (t) => {
    const client = await startClient({ capabilities: withTextDocument({ completion: {} }) }, t);
    const items = await complete(client, '{\n  "interaction_id": "A",\n  \n}', 2, 2);
    const item = items.find(({ label }) => label === 'status');
    assert.equal(item?.insertTextFormat, 1);
    const place = { line: 2, character: 2 };
    assert.deepEqual(item?.textEdit, { range: { start: place, end: place }, newText: '"status": 2' });
    for (const { textEdit } of items) assert.doesNotMatch(JSON.stringify(textEdit), /\$\{?\d/);
  });

  test('with room beside labels: what is short goes there, what is long into the documentation', async (t) => {
    const completion = { completionItem: { labelDetailsSupport: true } };
    const client = await startClient({ capabilities: withTextDocument({ completion }) }, t);
    const items = await complete(client, '{}', 0, 1);
    const status = items.find(({ label }) => label === 'status');
    assert.deepEqual(status?.labelDetails, { description: 'integer · mandatory' });
    for (const { label, detail, labelDetails, documentation } of items) {
      assert.equal(detail, undefined);
      assert.ok(labelDetails?.description || documentation, `${label} says what it is`);
    }
  });

  test('without Markdown: plain text', async (t) => {
    const client = await startClient(
      {
        capabilities: withTextDocument({
          hover: { contentFormat: ['plaintext'] },
          completion: { completionItem: { documentationFormat: ['plaintext'] } },
        }),
      },
      t,
    );
    const text = recordText({ duration: '195' });
    await client.open(uri, text);
    const position = rangeOf(text, '195').start;
    const { contents } = await client.request<Hover>('textDocument/hover', { textDocument, position });
    assert.equal((contents as MarkupContent).kind, 'plaintext');
    assert.match((contents as MarkupContent).value, /3 min 15 s/);
    const item = (await complete(client, '{}', 0, 1)).find(({ label }) => label === 'status');
    assert.ok(item);
    assert.equal((item.documentation as MarkupContent).kind, 'plaintext');
  });

  test('without a choice between forms of text: Markdown', async (t) => {
    const client = await startClient({ capabilities: withTextDocument({ hover: {} }) }, t);
    await client.open(uri, recordText());
    const position = { line: 1, character: 4 };
    const { contents } = await client.request<Hover>('textDocument/hover', { textDocument, position });
    assert.equal((contents as MarkupContent).kind, 'markdown');
  });

  test('without nested symbols: all of them in a row', async (t) => {
    const client = await startClient({ capabilities: withTextDocument({ documentSymbol: {} }) }, t);
    const text = '{"calls": [{"interaction_id": "A", "udata": {"k": 1}}]}';
    await client.open(uri, text);
    const symbols = await client.request<SymbolInformation[]>('textDocument/documentSymbol', {
      textDocument,
    });
    const symbol = (name: string, kind: number, part: string, containerName?: string) => ({
      name,
      kind,
      location: { uri, range: rangeOf(text, part) },
      ...(containerName === undefined ? {} : { containerName }),
    });
    assert.deepEqual(symbols, [
      symbol('calls', 18, text.slice(1, -1)),
      symbol('A', 23, '{"interaction_id": "A", "udata": {"k": 1}}', 'calls'),
      symbol('interaction_id', 15, '"interaction_id": "A"', 'A'),
      symbol('udata', 19, '"udata": {"k": 1}', 'A'),
      symbol('k', 16, '"k": 1', 'udata'),
    ]);
  });

  test('with a limit of folds: the outer ones', async (t) => {
    const client = await startClient(
      { capabilities: withTextDocument({ foldingRange: { rangeLimit: 2 } }) },
      t,
    );
    await client.open(uri, '[\n{\n"udata": {\n"a": 1\n}\n},\n{\n"type": ""\n}\n]');
    assert.deepEqual(await client.request('textDocument/foldingRange', { textDocument }), [
      { startLine: 0, endLine: 8 },
      { startLine: 1, endLine: 4 },
    ]);
  });

  describe('actions', () => {
    const two = `[\n${recordLine({ status: '"1"' })},\n${recordLine({ timeshift: '"60"' })}\n]`;
    const mended = `[\n${recordLine()},\n${recordLine({ timeshift: '60' })}\n]`;
    const full = fullCapabilities.textDocument?.codeAction;

    test('without edits of versions: edits by file', async (t) => {
      const workspace = { ...fullCapabilities.workspace, workspaceEdit: {} };
      const client = await startClient({ capabilities: { ...fullCapabilities, workspace } }, t);
      await client.open(uri, two);
      const found = await actions(client);
      const [fix] = found;
      const all = found.find(({ title }) => title.startsWith('Fix all'));
      assert.deepEqual(fix?.edit, { changes: { [uri]: [{ range: rangeOf(two, '"1"'), newText: '1' }] } });
      const { edit } = await client.request<CodeAction>('codeAction/resolve', all as CodeAction);
      assert.equal(applied(two, edit?.changes?.[uri] ?? []), mended);
    });

    const { dataSupport: _data, ...withoutData } = full ?? {};
    const { resolveSupport: _resolve, ...withoutResolve } = full ?? {};
    for (const [what, codeAction] of Object.entries({
      'without data in actions': withoutData,
      'without completing actions': withoutResolve,
      'with completing other parts of actions': { ...full, resolveSupport: { properties: ['command'] } },
    })) {
      test(`${what}: the edit of all is there from the start`, async (t) => {
        const workspace = { ...fullCapabilities.workspace, workspaceEdit: {} };
        const client = await startClient(
          { capabilities: { ...withTextDocument({ codeAction }), workspace } },
          t,
        );
        await client.open(uri, two);
        const all = (await actions(client)).find(({ title }) => title.startsWith('Fix all'));
        assert.ok(all && !('data' in all));
        assert.equal(applied(two, all.edit?.changes?.[uri] ?? []), mended);
      });
    }

    test('with commands for actions only: none', async (t) => {
      const client = await startClient({ capabilities: withTextDocument({ codeAction: {} }) }, t);
      await client.open(uri, two);
      assert.deepEqual(await actions(client), []);
      assert.deepEqual(await actions(client, { only: ['source.fixAll'] }), []);
    });

    async function actions(client: Client, context: object = {}): Promise<CodeAction[]> {
      const params = { textDocument, range: everywhere, context: { diagnostics: [], ...context } };
      return client.request('textDocument/codeAction', params);
    }
  });
});

type Client = Awaited<ReturnType<typeof startClient>>;

/** A client that understands all but for these parts. */
function withTextDocument(parts: NonNullable<ClientCapabilities['textDocument']>): ClientCapabilities {
  return { ...fullCapabilities, textDocument: { ...fullCapabilities.textDocument, ...parts } };
}

async function complete(
  client: Client,
  text: string,
  line: number,
  character: number,
): Promise<CompletionItem[]> {
  await client.open('file:///calls/completed.json', text);
  const params = { textDocument: { uri: 'file:///calls/completed.json' }, position: { line, character } };
  return (await client.request<CompletionList>('textDocument/completion', params)).items;
}
