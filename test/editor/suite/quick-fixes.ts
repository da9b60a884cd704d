import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { textOf, validRecord, without } from '../records';
import { openFile, workspaceFile } from './documents';
import type { EditorTests } from './runner';
import { findings, quickFixesAt, ruleOf, until, untilFindings } from './waiting';
import { withSetting } from './with-setting';

export const quickFixes: EditorTests = {
  'a missing field is added, and its finding goes': async () => {
    const before = textOf(without('creator_app_id'));
    const { document } = await openFile('fix.phonecall.json', before);
    const [finding] = await untilFindings(document.uri, ['missing-field error 0:0-0:1']);
    assert.ok(finding);
    await applyFix(document, finding, /creator_app_id/);
    await untilRuleIsGone(document.uri, 'missing-field');
    const record = JSON.parse(document.getText()) as Record<string, unknown>;
    assert.equal(typeof record.creator_app_id, 'number');
    assert.deepEqual(Object.keys(record).sort(), Object.keys(validRecord).sort());
    const added = document
      .getText()
      .split('\n')
      .find((line) => line.includes('"creator_app_id"'));
    assert.match(
      added ?? '',
      /^ {2}"creator_app_id": \d+,?$/,
      'it stands on its own line, indented like the others',
    );
  },

  'a missing field is added with the line ends of the file': async () => {
    const { document } = await openFile(
      'crlf.phonecall.json',
      textOf(without('status')).replaceAll('\n', '\r\n'),
    );
    const [finding] = await untilFindings(document.uri, ['missing-field error 0:0-0:1']);
    assert.ok(finding);
    await applyFix(document, finding, /status/);
    await untilRuleIsGone(document.uri, 'missing-field');
    assert.ok(!/[^\r]\n/.test(document.getText()));
    assert.equal(document.lineCount, Object.keys(validRecord).length + 3);
  },

  'a wrong type is rewritten': async () => {
    const { document } = await openFile('type.phonecall.json', textOf({ ...validRecord, status: '2' }));
    const [finding] = await untilFindings(document.uri, ['wrong-type error 3:12-3:15']);
    assert.ok(finding);
    await applyFix(document, finding, /2/);
    await untilFindings(document.uri, []);
    assert.equal(document.getText(), textOf({ ...validRecord, status: 2 }));
  },

  'a problem is ignored, and one expected, by the project file that is made for it': async () => {
    const text = textOf({ ...validRecord, status: 9, room: '4.12' });
    const { document } = await openFile('on-purpose/here.phonecall.json', text);
    const [, unknown] = await untilFindings(document.uri, [
      'invalid-value error 3:12-3:13',
      'unknown-field warning 9:2-9:8',
    ]);
    assert.ok(unknown);
    await applyFix(document, unknown, /^Ignore this here$/);
    const [invalid] = await untilFindings(document.uri, ['invalid-value error 3:12-3:13']);
    assert.ok(invalid);
    await applyFix(document, invalid, /^Expect this problem$/);
    const [expected] = await untilFindings(document.uri, ['invalid-value hint 3:12-3:13']);
    assert.match(expected?.message ?? '', /^Expected: 9 is not a status/);
    const projectFile = workspaceFile('on-purpose/.interaction-data.json');
    const written = await vscode.workspace.openTextDocument(projectFile);
    assert.equal(written.isDirty, false);
    const entry = (rule: string) => `{ "files": ["./here.phonecall.json"], "rules": ["${rule}"] }`;
    assert.equal(
      written.getText(),
      `{\n  "ignore": [\n    ${entry('unknown-field')}\n  ],\n  "expect": [\n    ${entry('invalid-value')}\n  ]\n}\n`,
    );
    // What is mended is told where it is expected.
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(3, 12, 3, 13), '2');
    await vscode.workspace.applyEdit(edit);
    await untilFindings(projectFile, ['expectation-not-met error 5:52-5:67']);
    const back = new vscode.WorkspaceEdit();
    back.deleteFile(projectFile);
    await vscode.workspace.applyEdit(back);
    await untilFindings(projectFile, []);
    await untilFindings(document.uri, ['unknown-field warning 9:2-9:8']);
  },

  'safe fixes are applied on save, where the setting asks for it': async () => {
    const before = textOf({ ...validRecord, start_date: '2024-03-04 10:15:30.000+0200' });
    const { document } = await openFile('save.phonecall.json', before);
    await untilFindings(document.uri, ['invalid-date error 8:16-8:46']);
    await withSetting(
      'editor.codeActionsOnSave',
      { 'source.fixAll.interactionData': 'explicit' },
      async () => {
        // A file that has not been changed is not saved, and what is not saved is not mended.
        const edit = new vscode.WorkspaceEdit();
        edit.insert(document.uri, document.positionAt(before.length), '\n');
        await vscode.workspace.applyEdit(edit);
        await vscode.commands.executeCommand('workbench.action.files.save');
        await untilFindings(document.uri, []);
      },
    );
    assert.equal(document.getText(), `${textOf({ ...validRecord, timeshift: 120 })}\n`);
    assert.equal(document.isDirty, false);
  },
};

/** Applies the first quick fix for a finding whose title matches, as choosing it in the menu does. */
async function applyFix(
  document: vscode.TextDocument,
  finding: vscode.Diagnostic,
  title: RegExp,
): Promise<void> {
  await applyFixAt(document, finding.range, title);
}

/** Applies the first quick fix at a place whose title matches. */
export async function applyFixAt(
  document: vscode.TextDocument,
  range: vscode.Range,
  title: RegExp,
): Promise<void> {
  const actions = await quickFixesAt(document.uri, range);
  const fix = actions.find(
    (action) => title.test(action.title) && (action.edit ?? action.command) !== undefined,
  );
  assert.ok(fix, `no fix ${title} among: ${actions.map((action) => action.title).join(', ')}`);
  if (fix.edit) assert.ok(await vscode.workspace.applyEdit(fix.edit));
  if (fix.command)
    await vscode.commands.executeCommand(fix.command.command, ...(fix.command.arguments ?? []));
}

/** Waits until a document has no finding of a rule; a placeholder may well have one of another. */
function untilRuleIsGone(uri: vscode.Uri, rule: string): Promise<true> {
  return until(
    `no ${rule}`,
    (listener) => vscode.languages.onDidChangeDiagnostics(listener),
    () => (findings(uri).some((finding) => ruleOf(finding) === rule) ? undefined : true),
  );
}
