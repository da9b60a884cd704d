import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { textOf, validRecord } from '../records';
import { openFile, positionIn, writeFile } from './documents';
import type { EditorTests } from './runner';
import { until, untilFindings, untilText } from './waiting';

const root = { ...validRecord, interaction_id: 'NAV-ROOT', thread_id: 'NAV-ROOT', subject: 'Navigated' };
const reply = { ...validRecord, interaction_id: 'NAV-REPLY', parent_id: 'NAV-ROOT', thread_id: 'NAV-ROOT' };
const later = { ...validRecord, interaction_id: 'NAV-LATER', parent_id: 'NAV-ROOT', status: 9 };

/** From record to record: what VS Code's own keys do, and the commands of ours. */
export const navigation: EditorTests = {
  'the definition of a parent is its record, in another file': async () => {
    const { second } = await openBoth();
    const [place] = await ask<vscode.LocationLink[]>(
      'vscode.executeDefinitionProvider',
      second.uri,
      positionIn(second, 'NAV-ROOT'),
    );
    assert.match(place?.targetUri.path ?? '', /nav-first\.phonecalls\.json$/);
    assert.equal(place?.targetRange.start.line, Object.keys(validRecord).indexOf('interaction_id') + 2);
  },

  'the definition of the name of a field is its entry in the reference': async () => {
    const { second } = await openBoth();
    const [place] = await ask<vscode.LocationLink[]>(
      'vscode.executeDefinitionProvider',
      second.uri,
      positionIn(second, 'parent_id'),
    );
    assert.ok(place);
    const page = await vscode.workspace.openTextDocument(place.targetUri);
    assert.equal(page.lineAt(place.targetRange.start.line).text, '## parent_id');
  },

  'an ID is renamed in two files, and one undo takes it back in both': async () => {
    const { first, second } = await openBoth();
    const before = [first.getText(), second.getText()];
    const edit = await ask<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      first.uri,
      positionIn(first, 'NAV-ROOT'),
      'NAV-NEW',
    );
    assert.ok(await vscode.workspace.applyEdit(edit, { isRefactoring: true }));
    assert.deepEqual(
      [first.getText(), second.getText()],
      before.map((text) => text.replaceAll('NAV-ROOT', 'NAV-NEW')),
    );
    await vscode.window.showTextDocument(first);
    const undone = untilText(second, (text) => text === before[1]);
    await vscode.commands.executeCommand('undo');
    await undone;
    assert.deepEqual([first.getText(), second.getText()], before);
    // A rename saves what it changes.
    await vscode.workspace.saveAll();
  },

  'an ID is renamed in a file that is closed, too': async () => {
    const closed = writeFile('nav-closed/later.phonecall.json', textOf({ ...later, parent_id: 'NAV-OPEN' }));
    const { document } = await openFile(
      'nav-open.phonecall.json',
      textOf({ ...root, interaction_id: 'NAV-OPEN', thread_id: 'NAV-OPEN', subject: 'Open' }),
    );
    const edit = await ask<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      positionIn(document, 'NAV-OPEN'),
      'NAV-OTHER',
    );
    assert.ok(await vscode.workspace.applyEdit(edit, { isRefactoring: true }));
    const other = await vscode.workspace.openTextDocument(closed);
    assert.equal(other.getText(), textOf({ ...later, parent_id: 'NAV-OTHER' }));
    await vscode.window.showTextDocument(document);
    const undone = untilText(other, (text) => text.includes('NAV-OPEN'));
    await vscode.commands.executeCommand('undo');
    await undone;
    assert.ok(document.getText().includes('NAV-OPEN'));
    await vscode.workspace.saveAll();
  },

  'an ID that exists is refused, with the reason': async () => {
    const { first } = await openBoth();
    await assert.rejects(
      Promise.resolve(
        vscode.commands.executeCommand(
          'vscode.executeDocumentRenameProvider',
          first.uri,
          positionIn(first, 'NAV-ROOT'),
          'NAV-LATER',
        ),
      ),
      /The ID "NAV-LATER" exists already\./,
    );
  },

  'the call hierarchy has the parent as caller': async () => {
    const { second } = await openBoth();
    const [item] = await ask<vscode.CallHierarchyItem[]>(
      'vscode.prepareCallHierarchy',
      second.uri,
      positionIn(second, 'NAV-LATER'),
    );
    const calls = await ask<vscode.CallHierarchyIncomingCall[]>('vscode.provideIncomingCalls', item);
    assert.deepEqual(
      calls.map(({ from }) => from.name),
      ['NAV-ROOT'],
    );
    const back = await ask<vscode.CallHierarchyOutgoingCall[]>('vscode.provideOutgoingCalls', calls[0]?.from);
    assert.deepEqual(back.map(({ to }) => to.name).sort(), ['NAV-LATER', 'NAV-REPLY']);
  },

  'symbols of the workspace: by subject': async () => {
    await openBoth();
    const symbols = await ask<vscode.SymbolInformation[]>(
      'vscode.executeWorkspaceSymbolProvider',
      'Navigated',
    );
    assert.deepEqual(
      symbols.filter(({ name }) => name === 'Navigated').map(({ containerName }) => containerName),
      ['NAV-ROOT'],
    );
  },

  'Go to Parent opens the record in its file': async () => {
    const { second } = await openBoth();
    const editor = await vscode.window.showTextDocument(second);
    const cursor = positionIn(second, 'NAV-LATER');
    editor.selection = new vscode.Selection(cursor, cursor);
    const there = until(
      'the editor with the parent',
      (listener) =>
        vscode.Disposable.from(
          vscode.window.onDidChangeActiveTextEditor(listener),
          vscode.window.onDidChangeTextEditorSelection(listener),
        ),
      () => {
        const active = vscode.window.activeTextEditor;
        return active?.document.uri.path.endsWith('nav-first.phonecalls.json') &&
          active.document.lineAt(active.selection.active.line).text.includes('"interaction_id": "NAV-ROOT"')
          ? active
          : undefined;
      },
      () => vscode.window.activeTextEditor?.selection,
    );
    await vscode.commands.executeCommand('interactionData.goToParent');
    await there;
  },

  'Next Problem Record goes to the problem, from the last one to the first': async () => {
    const { document } = await openFile('nav-problems.phonecalls.json', textOf([later, root, later]));
    const line = Object.keys(validRecord).indexOf('status') + 2;
    const lines = document.getText().split('\n');
    const second = lines.findLastIndex((text) => text.includes('"status": 9'));
    await untilFindings(document.uri, [
      `invalid-value error ${line}:14-${line}:15`,
      `invalid-value error ${second}:14-${second}:15`,
    ]);
    const cursor = () => vscode.window.activeTextEditor?.selection.active.line;
    await vscode.commands.executeCommand('interactionData.nextProblemRecord');
    assert.equal(cursor(), line);
    await vscode.commands.executeCommand('interactionData.nextProblemRecord');
    assert.equal(cursor(), second);
    await vscode.commands.executeCommand('interactionData.nextProblemRecord');
    assert.equal(cursor(), line);
    await vscode.commands.executeCommand('interactionData.previousProblemRecord');
    assert.equal(cursor(), second);
  },
};

/** Two files whose records know each other. */
async function openBoth(): Promise<{ first: vscode.TextDocument; second: vscode.TextDocument }> {
  const { document: first } = await openFile('nav-first.phonecalls.json', textOf([root, reply]));
  const { document: second } = await openFile('nav-second.phonecall.json', textOf(later));
  return { first, second };
}

async function ask<Answer>(command: string, ...commandArguments: unknown[]): Promise<Answer> {
  const answer = await vscode.commands.executeCommand<Answer | undefined>(command, ...commandArguments);
  assert.ok(answer !== undefined, `${command} has an answer`);
  return answer;
}
