import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { textOf, validRecord, without } from '../records';
import { positionIn } from './documents';
import { memoryScheme, provideMemoryFiles } from './memory-files';
import type { EditorTests } from './runner';
import { until, untilFindings, untilText } from './waiting';
import { withSetting } from './with-setting';

const oneMissing = textOf(without('customer_id'));

/** The first of them makes the file system, which the window keeps to its end. */
export const virtualWorkspace: EditorTests = {
  'a file of another file system is checked': async () => {
    provideMemoryFiles();
    assert.deepEqual(
      vscode.workspace.workspaceFolders?.map(({ uri }) => uri.toString()),
      ['memfs:/calls'],
      'nothing in the workspace is on disk',
    );
    const { document } = await open('first.phonecall.json', oneMissing);
    await untilFindings(document.uri, ['missing-field error 0:0-0:1']);
  },

  // An extension under development runs there whatever it says: the package's own test shows the effect.
  'the package says that it works there, and in a workspace that nobody trusts': async () => {
    const extension = vscode.extensions.getExtension('interaction-data.interaction-data');
    assert.deepEqual(extension?.packageJSON.capabilities, {
      untrustedWorkspaces: { supported: true },
      virtualWorkspaces: true,
    });
  },

  'problems of closed files are told, too, where a setting wants them': async () => {
    const uri = await write('closed/first.phonecall.json', oneMissing);
    await open('open.phonecall.json', textOf(validRecord));
    await withSetting('interactionData.validate', 'workspace', async () => {
      await untilFindings(uri, ['missing-field error 0:0-0:1']);
      await write('closed/first.phonecall.json', textOf(validRecord));
      await untilFindings(uri, []);
    });
  },

  'hover and completion answer': async () => {
    const { document } = await open('answers.phonecall.json', textOf(validRecord));
    const hovers = await ask<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      positionIn(document, 'interaction_id'),
    );
    assert.equal(hovers.length, 1);
    const { items } = await ask<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      positionIn(document, '"Inbound"'),
    );
    assert.ok(items.length > 0);
  },

  'a fix is applied, and saved where the file came from': async () => {
    const { document } = await open('fix.phonecall.json', textOf({ ...validRecord, status: '2' }));
    const [finding] = await untilFindings(document.uri, ['wrong-type error 3:12-3:15']);
    assert.ok(finding);
    const actions = await ask<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      finding.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const preferred = actions.find((action) => action.isPreferred);
    assert.ok(preferred?.edit);
    assert.ok(await vscode.workspace.applyEdit(preferred.edit));
    await untilText(document, (text) => text.includes('"status": 2,'));
    await untilFindings(document.uri, []);
    assert.ok(await document.save());
    const saved = await vscode.workspace.fs.readFile(document.uri);
    assert.equal(new TextDecoder().decode(saved), textOf({ ...validRecord, status: 2 }));
  },

  'a project file there decides the severity, also when it changes': async () => {
    const projectFile = { rules: { 'missing-field': 'hint' } };
    const uri = await write('strict/.interaction-data.json', JSON.stringify(projectFile));
    const { document } = await open('strict/deep/inside.phonecall.json', oneMissing);
    await untilFindings(document.uri, ['missing-field hint 0:0-0:1']);
    await write('strict/.interaction-data.json', JSON.stringify({ rules: { 'missing-field': 'warning' } }));
    await untilFindings(document.uri, ['missing-field warning 0:0-0:1']);
    await vscode.workspace.fs.delete(uri);
    await untilFindings(document.uri, ['missing-field error 0:0-0:1']);
  },

  'a glob of a project file there brings in other files': async () => {
    await write('exports/.interaction-data.json', JSON.stringify({ files: ['2024/*.json'] }));
    const { document } = await open('exports/2024/march.json', oneMissing);
    await untilFindings(document.uri, ['missing-field error 0:0-0:1']);
    await until(
      'the language interaction-json',
      (listener) => vscode.workspace.onDidOpenTextDocument(listener),
      () => (document.languageId === 'interaction-json' ? true : undefined),
    );
  },
};

async function write(path: string, text: string): Promise<vscode.Uri> {
  const uri = vscode.Uri.from({ scheme: memoryScheme, path: `/calls/${path}` });
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

async function open(path: string, text: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await write(path, text), { preview: false });
}

async function ask<Answer>(command: string, ...commandArguments: unknown[]): Promise<Answer> {
  const answer = await vscode.commands.executeCommand<Answer | undefined>(command, ...commandArguments);
  assert.ok(answer !== undefined, `${command} has an answer`);
  return answer;
}
