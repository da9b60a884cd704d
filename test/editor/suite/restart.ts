import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { textOf, validRecord } from '../records';
import { killServerBelow, serversBelow } from '../server-processes';
import { openFile } from './documents';
import type { EditorTests } from './runner';
import { untilFindings } from './waiting';

const wrongStatus = textOf({ ...validRecord, status: 9 });
const finding = 'invalid-value error 3:12-3:13';

export const restart: EditorTests = {
  'a killed server is restarted by the client with documents intact and findings back': async () => {
    // What is checked must be the text of the editor, which is not the one on disk.
    const { document } = await openFile('killed.phonecall.json', textOf(validRecord));
    await replace(document, new vscode.Range(3, 12, 3, 13), '9');
    assert.equal(document.getText(), wrongStatus);
    await untilFindings(document.uri, [finding]);
    await killServerBelow(process.pid);
    await untilFindings(document.uri, [finding]);
    assert.equal(document.getText(), wrongStatus);
    assert.ok(document.isDirty);

    await replace(document, new vscode.Range(3, 12, 3, 13), '2');
    await untilFindings(document.uri, []);
    await replace(document, new vscode.Range(3, 12, 3, 13), '7');
    await untilFindings(document.uri, [finding]);
  },

  'an edit made while the server is gone is known to the next one': async () => {
    const { document } = await openFile('edited.phonecall.json', wrongStatus);
    await untilFindings(document.uri, [finding]);
    const restarted = killServerBelow(process.pid);
    await replace(document, new vscode.Range(3, 0, 3, 0), '\n');
    await restarted;
    await untilFindings(document.uri, ['invalid-value error 4:12-4:13']);
    const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(4, 5),
    );
    assert.ok(hover, 'the other features work again as well');
  },

  'a server that goes just before it is asked several things is restarted all the same': async () => {
    const { document } = await openFile('asked.phonecall.json', wrongStatus);
    await untilFindings(document.uri, [finding]);
    const [server] = serversBelow(process.pid);
    const restarted = killServerBelow(process.pid);
    // Here nobody hears of its end before this has been asked.
    while (serversBelow(process.pid).some((id) => id === server));
    for (let time = 0; time < 4; time++)
      vscode.commands.executeCommand('interactionData.nextProblemRecord').then(undefined, () => {});
    await restarted;
    await untilFindings(document.uri, [finding]);
  },

  'Restart Server starts another process, and the findings come back': async () => {
    const { document } = await openFile('restarted.phonecall.json', wrongStatus);
    await untilFindings(document.uri, [finding]);
    const [before] = serversBelow(process.pid);
    await vscode.commands.executeCommand('interactionData.restartServer');
    assert.ok(serversBelow(process.pid).some((id) => id !== before));
    await untilFindings(document.uri, [finding]);
  },
};

async function replace(document: vscode.TextDocument, range: vscode.Range, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}
