import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { textOf, without } from '../records';
import { applyFixAt } from './quick-fixes';
import { untilLanguage } from './recognition';
import type { EditorTests } from './runner';
import { untilFindings } from './waiting';

const oneMissing = textOf(without('customer_id'));

/** A file of the disk that lies in no folder of the workspace. */
export const outside: EditorTests = {
  'it is excluded by the project file beside it, also while that is typed': async () => {
    const folder = mkdtempSync(join(tmpdir(), 'interaction-data-outside-'));
    const [project, path] = ['.interaction-data.json', 'bad.phonecall.json'].map((name) =>
      join(folder, name),
    );
    if (!project || !path) return;
    writeFileSync(project, '{}');
    writeFileSync(path, oneMissing);
    const uri = vscode.Uri.file(path);
    await vscode.window.showTextDocument(uri);
    await untilFindings(uri, ['missing-field error 0:0-0:1']);
    const editor = await vscode.window.showTextDocument(vscode.Uri.file(project));
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 1), '"exclude": ["bad*"]'));
    await untilLanguage(uri, 'json');
    await untilFindings(uri, []);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    rmSync(folder, { recursive: true });
  },

  'a problem of it is ignored at once, by the project file that is made for it': async () => {
    const folder = mkdtempSync(join(tmpdir(), 'interaction-data-outside-'));
    const path = join(folder, 'bad.phonecall.json');
    writeFileSync(path, oneMissing);
    const uri = vscode.Uri.file(path);
    const { document } = await vscode.window.showTextDocument(uri);
    const [missing] = await untilFindings(uri, ['missing-field error 0:0-0:1']);
    if (missing) await applyFixAt(document, missing.range, /^Ignore this here$/);
    await untilFindings(uri, []);
    rmSync(folder, { recursive: true });
  },
};
