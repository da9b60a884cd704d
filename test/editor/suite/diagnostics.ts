import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { textOf, validRecord, without } from '../records';
import { openFile } from './documents';
import type { EditorTests } from './runner';
import { untilFindings } from './waiting';

export const diagnostics: EditorTests = {
  'a missing mandatory field is a squiggle on the opening brace of its record': async () => {
    const { document } = await openFile('missing.phonecall.json', textOf(without('customer_id')));
    const [finding] = await untilFindings(document.uri, ['missing-field error 0:0-0:1']);
    assert.ok(finding);
    assert.match(finding.message, /customer_id/);
    assert.equal(finding.source, 'interaction-data');
    assert.equal(typeof finding.code, 'object', 'the code has a link to its documentation');
  },

  'the missing fields of each record of an array are one finding': async () => {
    const text = textOf([validRecord, without('status'), without('media_type', 'creator_app_id')]);
    const { document } = await openFile('array.phonecalls.json', text);
    const found = await untilFindings(document.uri, [
      'missing-field error 11:2-11:3',
      'missing-field error 20:2-20:3',
    ]);
    assert.deepEqual(
      found.map((finding) => finding.message.match(/status|media_type|creator_app_id/g)),
      [['status'], ['media_type', 'creator_app_id']],
    );
  },

  'a record of JSON Lines is checked on its line': async () => {
    const text = `${JSON.stringify(validRecord)}\n${JSON.stringify(without('type'))}\n`;
    const { document } = await openFile('lines.phonecalls.jsonl', text);
    await untilFindings(document.uri, ['missing-field error 1:0-1:1']);
  },

  'a finding goes when the record is mended by typing, and comes back with undo': async () => {
    const { document } = await openFile('typing.phonecall.json', textOf({ ...validRecord, status: 9 }));
    await untilFindings(document.uri, ['invalid-value error 3:12-3:13']);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(3, 12, 3, 13), '2');
    await vscode.workspace.applyEdit(edit);
    await untilFindings(document.uri, []);
    await vscode.commands.executeCommand('undo');
    await untilFindings(document.uri, ['invalid-value error 3:12-3:13']);
  },

  'another version of a file, as source control shows it, has no findings': async () => {
    const text = textOf(validRecord);
    const provider = { provideTextDocumentContent: () => textOf({ ...validRecord, status: 9 }) };
    const versions = vscode.workspace.registerTextDocumentContentProvider('older', provider);
    const { document } = await openFile('version.phonecall.json', text);
    const older = document.uri.with({ scheme: 'older', authority: '', query: 'HEAD' });
    await vscode.window.showTextDocument(older, { viewColumn: vscode.ViewColumn.Beside });
    // Its own findings would have come with those of what is opened after it.
    const other = await openFile('after-version.phonecall.json', textOf(without('customer_id')));
    await untilFindings(other.document.uri, ['missing-field error 0:0-0:1']);
    versions.dispose();
    assert.deepEqual(vscode.languages.getDiagnostics(older), []);
    await untilFindings(document.uri, []);
  },

  'a syntax error leaves the findings of the other records': async () => {
    const text = textOf([without('customer_id'), validRecord]);
    const at = text.lastIndexOf('"status": 2');
    const { document } = await openFile(
      'broken.phonecalls.json',
      `${text.slice(0, at)}"status": ${text.slice(at + '"status": 2'.length)}`,
    );
    await untilFindings(document.uri, ['missing-field error 1:2-1:3', 'syntax error 13:12-13:13']);
  },
};
