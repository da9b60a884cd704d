import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { homes, judge, type Seen, type Step, walkFiles, walkFor } from '../../editors/walk';
import { acceptSuggestion } from './completion';
import { workspaceFile, writeFile } from './documents';
import { hoversAt } from './hover';
import { applyFixAt } from './quick-fixes';
import { findings, until } from './waiting';

/** Does in this window, which is a home of docs/editors.json, what is done in other editors, too; returns the file that was saved. */
export async function walkThrough(name: string): Promise<vscode.Uri> {
  const home = homes.find((each) => each.name === name);
  assert.ok(home, `docs/editors.json has no ${name}`);
  for (const [path, text] of Object.entries(walkFiles)) writeFile(`walk/${path}`, text);
  const steps = walkFor(home);
  for (const step of steps) judge(step, await take(step));
  return workspaceFile(`walk/${steps.find((step) => step.do === 'save')?.file}`);
}

async function take(step: Step): Promise<Seen> {
  const editor = await openAt(step);
  const { document } = editor;
  let says: Seen['says'] = '';
  switch (step.do) {
    case 'hover':
      says = (await hoversAt(document, editor.selection.active)).join();
      break;
    case 'complete':
      await acceptSuggestion(document);
      break;
    case 'fix':
    case 'fix all':
      await applyFixAt(document, editor.selection, exactly(step.choose));
      break;
    case 'format':
      await vscode.commands.executeCommand('editor.action.formatDocument');
      break;
    case 'outline':
      says = (
        await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
          'vscode.executeDocumentSymbolProvider',
          document.uri,
        )
      ).map(({ name }) => name);
      break;
    case 'save':
      await document.save();
      break;
  }
  assert.equal(document.isDirty && step.do === 'save', false);
  await until(
    `${step.do} ${step.file}: ${step.problems}`,
    (listener) => vscode.languages.onDidChangeDiagnostics(listener),
    () => !step.problems || step.problems.join('\n') === problems(document).join('\n') || undefined,
    () => problems(document),
  );
  return { text: document.getText(), problems: problems(document), says };
}

/** Shows the file of a step with the cursor at its place. */
async function openAt({ file, line, character }: Step): Promise<vscode.TextEditor> {
  const uri = workspaceFile(`walk/${file}`);
  const editor = await vscode.window.showTextDocument(uri, { preview: false });
  editor.selection = new vscode.Selection(line, character, line, character);
  return editor;
}

/** What the extension tells of a file; VS Code itself tells of `package.json` that it cannot load a schema from the net. */
function problems(document: vscode.TextDocument): readonly string[] {
  return findings(document.uri).map(
    ({ severity, range }) =>
      `${vscode.DiagnosticSeverity[severity].toLowerCase()} ${document.getText(range)}`,
  );
}

function exactly(title: string): RegExp {
  return new RegExp(`^${title.replaceAll(/[^\w ]/g, '\\$&')}$`);
}
