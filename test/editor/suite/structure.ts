import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { textOf, validRecord } from '../records';
import { openFile, positionIn } from './documents';
import type { EditorTests } from './runner';

const twoRecords = [validRecord, { ...validRecord, interaction_id: '00001a57JGQ00BW9' }];

/** What the built-in JSON support gives for its own files is given for these as well, and once. */
export const structure: EditorTests = {
  'the outline has the records and their fields': async () => {
    const { document } = await openFile('outline.phonecalls.json', textOf(twoRecords));
    const symbols = flat(
      await ask<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri),
    );
    const startLines = symbols.map((symbol) => symbol.range.start.line);
    for (const line of [1, 11]) {
      assert.equal(
        symbols.filter((symbol) => symbol.range.start.isEqual(new vscode.Position(line, 2))).length,
        1,
        `one symbol for the record on line ${line}, of ${startLines}`,
      );
    }
    assert.equal(symbols.filter((symbol) => symbol.name === 'status').length, 2);
  },

  'records fold': async () => {
    const { document } = await openFile('fold.phonecalls.json', textOf(twoRecords));
    const ranges = await ask<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', document.uri);
    for (const start of [0, 1, 11])
      assert.ok(
        ranges.some((range) => range.start === start),
        `a fold at line ${start}`,
      );
  },

  'a minified file is formatted': async () => {
    const { document } = await openFile('format.phonecalls.json', JSON.stringify(twoRecords));
    const edits = await ask<vscode.TextEdit[]>('vscode.executeFormatDocumentProvider', document.uri, {
      tabSize: 2,
      insertSpaces: true,
    });
    await apply(document.uri, edits);
    assert.equal(document.getText().trimEnd(), textOf(twoRecords).trimEnd());
  },

  'a selection grows from a value to its record': async () => {
    const { document } = await openFile('select.phonecall.json', textOf(validRecord));
    const [innermost] = await ask<vscode.SelectionRange[]>(
      'vscode.executeSelectionRangeProvider',
      document.uri,
      [positionIn(document, 'Inbound')],
    );
    const texts: string[] = [];
    for (let each = innermost; each !== undefined; each = each.parent)
      texts.push(document.getText(each.range));
    assert.ok(texts.includes('"Inbound"'), texts.join('\n---\n'));
    assert.ok(texts.includes('"type": "Inbound"'), texts.join('\n---\n'));
    assert.ok(texts.includes(document.getText().trimEnd()), texts.join('\n---\n'));
  },

  'urls are links': async () => {
    const record = {
      ...validRecord,
      structured_text: 'https://example.com/a.html',
      structured_text_mime: 'text/html',
    };
    const { document } = await openFile('link.phonecall.json', textOf(record));
    const links = await ask<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri);
    assert.ok(links.some((link) => link.target?.toString().startsWith('https://example.com/a.html')));
  },

  'brackets and quotes close themselves': async () => {
    const { document } = await openFile('brackets.phonecall.json', '');
    await vscode.commands.executeCommand('type', { text: '{' });
    assert.equal(document.getText(), '{}');
    await vscode.commands.executeCommand('type', { text: '"' });
    assert.equal(document.getText(), '{""}');
  },
};

async function ask<Answer>(command: string, ...commandArguments: unknown[]): Promise<Answer> {
  const answer = await vscode.commands.executeCommand<Answer | undefined>(command, ...commandArguments);
  assert.ok(answer !== undefined, `${command} has an answer`);
  return answer;
}

async function apply(uri: vscode.Uri, edits: readonly vscode.TextEdit[]): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.set(uri, [...edits]);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

function flat(symbols: readonly vscode.DocumentSymbol[]): vscode.DocumentSymbol[] {
  return symbols.flatMap((symbol) => [symbol, ...flat(symbol.children)]);
}
