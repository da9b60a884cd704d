import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import { homes, judge, type Seen, type Step, walkFiles, walkFor } from '../../editors/walk';
import { acceptSuggestion } from './completion';
import { workspaceFile, writeFile } from './documents';
import { hoversAt } from './hover';
import { applyFixAt } from './quick-fixes';
import type { EditorTests } from './runner';
import { findings, until } from './waiting';

/** The walk that is done in other editors, too: test/editors. */
export const walk: EditorTests = {
  'every step shows and writes what it does in other editors': async () => {
    const home = homes.find(({ name }) => name === 'VS Code');
    assert.ok(home);
    for (const [path, text] of Object.entries(walkFiles)) writeFile(`walk/${path}`, text);
    for (const step of walkFor(home)) judge(step, await take(step));
    const saved = workspaceFile('walk/phone-calls/walk.json').fsPath;
    const extension = vscode.extensions.getExtension('interaction-data.interaction-data');
    const commandLine = join(extension?.extensionPath ?? '', 'dist', 'cli.js');
    const { status, stderr } = spawnSync(process.execPath, [commandLine, 'check', saved], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      encoding: 'utf8',
    });
    assert.deepEqual({ status, stderr }, { status: 0, stderr: '' }, 'check');
  },
};

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
    () => isDeepStrictEqual(problems(document), step.problems ?? problems(document)) || undefined,
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
