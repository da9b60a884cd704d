import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { textOf, validRecord, without } from '../records';
import { openFile, positionIn } from './documents';
import type { EditorTests } from './runner';

export const hover: EditorTests = {
  'a key is explained, once': async () => {
    const { document } = await openFile('hover.phonecall.json', textOf(without('customer_id')));
    const hovers = await hoversAt(document, positionIn(document, '"status"'));
    assert.equal(hovers.length, 1, 'the built-in JSON support does not answer as well');
    assert.match(hovers[0] ?? '', /status/);
    assert.match(hovers[0] ?? '', /IN_PROCESS/);
    assert.match(hovers[0] ?? '', /STOPPED/);
  },

  'a value is decoded': async () => {
    const record = { ...validRecord, duration: 195 };
    const { document } = await openFile('value.phonecall.json', textOf(record));
    assert.match((await hoversAt(document, positionIn(document, '195'))).join(), /3 min 15 s/);
  },

  'a file that is no interaction file gets no word from the extension': async () => {
    const { document } = await openFile('plain.json', textOf(without('customer_id')));
    assert.equal((await hoversAt(document, positionIn(document, '"status"'))).join(), '');
  },
};

/** The texts of the hovers at a position, one for each provider that has something to say. */
export async function hoversAt(document: vscode.TextDocument, position: vscode.Position): Promise<string[]> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers.map((each) =>
    each.contents.map((content) => (typeof content === 'string' ? content : content.value)).join('\n'),
  );
}
