import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { textOf, without } from '../records';
import { openFile, workspaceFile, writeFile } from './documents';
import type { EditorTests } from './runner';
import { findings, inShort, ruleOf, until, untilFindings } from './waiting';
import { withSetting } from './with-setting';

const oneMissing = textOf(without('customer_id'));

export const projectFile: EditorTests = {
  'a glob of the setting brings in files with other names': async () => {
    await withSetting('interactionData.files', ['exports/**/*.json'], async () => {
      const { document } = await openFile('exports/2024/march.json', oneMissing);
      await untilFindings(document.uri, ['missing-field error 0:0-0:1']);
      await untilLanguage(document.uri, 'interaction-json');
    });
  },

  'a file that a glob brings in is brought in again when it is opened again': async () => {
    await withSetting('interactionData.files', ['exports/**/*.json'], async () => {
      const uri = writeFile('exports/again.json', oneMissing);
      // Unlike an extension that shows a file, the explorer's command keeps no closed one for a while.
      await vscode.commands.executeCommand('vscode.open', uri);
      await untilFindings(uri, ['missing-field error 0:0-0:1']);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await untilFindings(uri, []);
      await vscode.commands.executeCommand('vscode.open', uri);
      await untilFindings(uri, ['missing-field error 0:0-0:1']);
    });
  },

  'a project file decides the severity in its folder, whatever the settings say': async () => {
    await withProjectFile('project', { rules: { 'missing-field': 'information' } }, async () => {
      await withSetting('interactionData.rules.missing-field', 'off', async () => {
        const inside = await openFile('project/deep/inside.phonecall.json', oneMissing);
        await untilFindings(inside.document.uri, ['missing-field information 0:0-0:1']);
        const outside = await openFile(
          'outside.phonecall.json',
          textOf({ ...without('customer_id'), status: 9 }),
        );
        await untilFindings(outside.document.uri, ['invalid-value error 2:12-2:13']);
      });
    });
  },

  'the open files obey a change of the project file, and its end': async () => {
    await withProjectFile('changing', { rules: { 'missing-field': 'hint' } }, async (uri) => {
      const { document } = await openFile('changing/open.phonecall.json', oneMissing);
      await untilFindings(document.uri, ['missing-field hint 0:0-0:1']);
      await openProjectFile('changing', { rules: { 'missing-field': 'warning' } });
      await untilFindings(document.uri, ['missing-field warning 0:0-0:1']);
      await deleteFile(uri);
      await untilFindings(document.uri, ['missing-field error 0:0-0:1']);
    });
  },

  'what the project file states of records holds in the open files': async () => {
    await withProjectFile('stating', { record: { required: ['subject'] } }, async (uri) => {
      const { document } = await openFile('stating/open.phonecall.json', textOf(without()));
      await untilFindings(document.uri, ['missing-field error 0:0-0:1']);
      await deleteFile(uri);
      await untilFindings(document.uri, []);
    });
  },

  'what contradicts the specification, and a wrong glob, is underlined in the project file: only the server knows':
    async () => {
      const record = { properties: { status: { type: 'string' } } };
      await withProjectFile('contradicting', { record, files: ['/a.json'] }, async (uri) => {
        await vscode.window.showTextDocument(uri);
        await until(
          'findings on the type and on the glob',
          (listener) => vscode.languages.onDidChangeDiagnostics(listener),
          () =>
            findings(uri).filter((each) => ruleOf(each) === 'invalid-setting').length === 2
              ? true
              : undefined,
          () => vscode.languages.getDiagnostics(uri).map((each) => each.message),
        );
      });
    },

  'a wrong entry of the project file is underlined in it, and globs are suggested': async () => {
    await withProjectFile('wrong', { rules: { 'missing-feild': 'error' }, files: [] }, async (uri) => {
      const shown = await vscode.window.showTextDocument(uri);
      await until(
        'a finding on the wrong rule id',
        (listener) => vscode.languages.onDidChangeDiagnostics(listener),
        () => vscode.languages.getDiagnostics(uri).find((each) => each.message.includes('missing-feild')),
        () =>
          vscode.languages
            .getDiagnostics(shown.document.uri)
            .map((each) => `${ruleOf(each)} ${inShort(each)}`),
      );
      const { document } = shown;
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        uri,
        document.positionAt(document.getText().indexOf('[') + 1),
      );
      const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      assert.ok(labels.includes('"*.json"'), labels.join(' '));
    });
  },
};

/** Does something while a folder of the workspace has a project file, and removes the file again. */
async function withProjectFile(
  folder: string,
  content: object,
  run: (uri: vscode.Uri) => Promise<void>,
): Promise<void> {
  const uri = await openProjectFile(folder, content);
  try {
    await run(uri);
  } finally {
    if (existsSync(uri.fsPath)) await deleteFile(uri);
  }
}

/** Deletes a file as the explorer does, with the editor that shows it. */
async function deleteFile(uri: vscode.Uri): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.deleteFile(uri);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(`${uri.fsPath} could not be deleted`);
}

async function openProjectFile(folder: string, content: object): Promise<vscode.Uri> {
  const path = `${folder}/.interaction-data.json`;
  await openFile(path, textOf(content));
  return workspaceFile(path);
}

/** Waits until a file's document has a language: it gets it after it has opened, as another document. */
function untilLanguage(uri: vscode.Uri, languageId: string): Promise<vscode.TextDocument> {
  return until(
    `the language ${languageId}`,
    (listener) => vscode.workspace.onDidOpenTextDocument(listener),
    () =>
      vscode.workspace.textDocuments.find(
        (document) => document.uri.toString() === uri.toString() && document.languageId === languageId,
      ),
  );
}
