import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { textOf, validRecord } from '../records';
import { openFile, openFileAtCursor, workspaceFile } from './documents';
import type { EditorTests } from './runner';
import { untilFindings, untilText } from './waiting';
import { withSetting } from './with-setting';

const later = { ...validRecord, interaction_id: '00001a57JGQ00BW9', start_date: '2024-03-04T08:16:30.000Z' };

/** A pretty list, with a `|` in the first record. */
const listOf = (...records: readonly object[]) => textOf(records).replace('"status"', '|"status"');

export const copying: EditorTests = {
  'a record is duplicated after it, its new ID is selected, and one undo takes it back': async () => {
    const text = listOf(validRecord, { ...validRecord, interaction_id: 'x' });
    const editor = await openFileAtCursor('duplicate.phonecalls.json', text);
    await vscode.commands.executeCommand('interactionData.duplicateRecord');
    const after = editor.document.getText();
    assert.equal(after, textOf([validRecord, later, { ...validRecord, interaction_id: 'x' }]));
    assert.equal(editor.document.getText(editor.selection), later.interaction_id);
    await undoes(editor, text);
  },

  'a new record like a lone one is filled in from place to place, and one undo takes it back': async () => {
    const text = textOf(validRecord).replace('"status"', '|"status"').replaceAll('\n', '\r\n');
    const editor = await openFileAtCursor('like.phonecall.json', text);
    await vscode.commands.executeCommand('interactionData.recordLikeThis');
    const like = { ...later, customer_id: '' };
    assert.equal(editor.document.getText(), textOf([validRecord, like]).replaceAll('\n', '\r\n'));
    await vscode.commands.executeCommand('leaveSnippet');
    await undoes(editor, text);
  },

  'a reply is a child of the record': async () => {
    const editor = await openFileAtCursor('reply.phonecalls.json', listOf(validRecord));
    await vscode.commands.executeCommand('interactionData.replyToRecord');
    await vscode.commands.executeCommand('leaveSnippet');
    const [, reply = {}] = JSON.parse(editor.document.getText()) as Record<string, unknown>[];
    const { parent_id, thread_id, customer_id, type } = reply;
    assert.deepEqual(
      { parent_id, thread_id, customer_id, type },
      {
        parent_id: validRecord.interaction_id,
        thread_id: validRecord.interaction_id,
        customer_id: validRecord.customer_id,
        type: 'Outbound',
      },
    );
    await untilFindings(editor.document.uri, []);
  },

  'the fields of the first record are sorted without a question, and one undo takes it back': async () => {
    const { status, ...others } = validRecord;
    const text = listOf({ status, ...others });
    const editor = await openFileAtCursor('sort.phonecalls.json', text);
    await vscode.commands.executeCommand('interactionData.sortFields');
    const { interaction_id, customer_id, ...rest } = validRecord;
    assert.equal(editor.document.getText(), textOf([{ interaction_id, customer_id, ...rest }]));
    await undoes(editor, text);
  },

  'selected records are copied, one a line': async () => {
    const editor = await openFile('line.phonecalls.json', textOf([validRecord, later]));
    await vscode.commands.executeCommand('editor.action.selectAll');
    await vscode.commands.executeCommand('interactionData.copyAsOneLine');
    assert.equal(
      await vscode.env.clipboard.readText(),
      [validRecord, later].map((record) => JSON.stringify(record)).join('\n'),
    );
    assert.equal(editor.document.isDirty, false);
  },

  'the menu of refactorings has what can be made of a record': async () => {
    const { document, selection } = await openFileAtCursor(
      'refactor.phonecalls.json',
      listOf(validRecord, later),
    );
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      selection,
      vscode.CodeActionKind.Refactor.value,
    );
    assert.deepEqual(
      actions.map(({ title, command }) => [title, command?.command]),
      [
        ['Duplicate this record', 'interactionData.duplicateRecord'],
        ['New record like this one', 'interactionData.recordLikeThis'],
        ['Reply to this record', 'interactionData.replyToRecord'],
        ['Sort fields', 'interactionData.sortFields'],
        ['Move this record to its own file', 'interactionData.moveRecord'],
      ],
    );
  },

  'a lens names a record by its file and place': async () => {
    const editor = await openFileAtCursor('place.phonecalls.json', listOf(validRecord, later));
    const other = await openFile('other.phonecall.json', textOf(validRecord));
    const { uri } = editor.document;
    await vscode.commands.executeCommand('interactionData.duplicateRecord', uri.toString(), {
      line: 12,
      character: 4,
    });
    const changed = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
    assert.equal((JSON.parse(changed?.getText() ?? '[]') as unknown[]).length, 3);
    assert.equal(other.document.isDirty, false);
    assert.equal(workspaceFile('place.phonecalls.json').toString(), uri.toString());
  },

  'a file that is read-only in its editor is changed by no lens': async () => {
    await withSetting('files.readonlyInclude', { '**/read-only.*': true }, async () => {
      const { interaction_id, status, ...others } = validRecord;
      // What can be fixed safely, and what is duplicated as an edit and as a snippet.
      const text = textOf([{ interactionId: interaction_id, ...others, status: 'Stopped' }, later]);
      const { document } = await openFile('read-only.phonecalls.json', text);
      const uri = document.uri.toString();
      const first = { line: 1, character: 2 };
      const last = document.positionAt(text.lastIndexOf('{'));
      for (const [name, place] of [
        ['fixRecord', first],
        ['duplicateRecord', last],
        ['recordLikeThis', last],
        ['sortFields', first],
        ['fixAll', undefined],
      ] as const) {
        await vscode.commands.executeCommand(`interactionData.${name}`, uri, place);
        assert.equal(document.getText(), text, name);
        assert.equal(document.isDirty, false, name);
      }
    });
  },
};

/** Undoes once: the text, written with its `|`, is there again. */
async function undoes({ document }: vscode.TextEditor, markedText: string): Promise<void> {
  await vscode.commands.executeCommand('undo');
  await untilText(document, (text) => text === markedText.replace('|', ''));
}
