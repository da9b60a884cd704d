import * as vscode from 'vscode';
import { judgeFile } from '../server/config/files';
import { harmless } from '../server/words/harmless';
import { t } from '../server/words/language';
import { pathInWorkspace } from './first-look';

/** VS Code tells extensions nothing of longer files. It counts UTF-16 code units, of which a file has no more than bytes. */
const LONGEST = 50 * 1024 * 1024;

/**
 * Says of each file of ours that VS Code shows but keeps from extensions that it is not checked, once: without a word
 * it would look as if there were nothing to find.
 */
export function tellOfTooLargeFiles(): vscode.Disposable {
  const told = new Set<string>();
  const { tabGroups } = vscode.window;
  lookAtAll(tabGroups.all.flatMap(({ tabs }) => tabs));
  return tabGroups.onDidChangeTabs(({ opened, changed }) => lookAtAll([...opened, ...changed]));

  function lookAtAll(tabs: readonly vscode.Tab[]): void {
    for (const { input, isActive } of tabs) {
      // One that is not seen is not loaded either.
      if (isActive && input instanceof vscode.TabInputText) void look(input.uri);
    }
  }

  async function look(uri: vscode.Uri): Promise<void> {
    const address = uri.toString();
    if (!judgeFile(pathInWorkspace(uri), {}).isTaken || told.has(address)) return;
    told.add(address);
    if (!(await isTooLarge(uri))) {
      // It may grow.
      told.delete(address);
      return;
    }
    const name = harmless(uri.path.slice(uri.path.lastIndexOf('/') + 1));
    await vscode.window.showWarningMessage(
      t`${name} is not checked: VS Code does not hand files above 50 MB to extensions. Use the command line: interaction-data check.`,
    );
  }
}

async function isTooLarge(uri: vscode.Uri): Promise<boolean> {
  try {
    if ((await vscode.workspace.fs.stat(uri)).size <= LONGEST) return false;
  } catch {
    return false;
  }
  // The editor has it open, so the only reason not to give it to us is its length.
  return vscode.workspace.openTextDocument(uri).then(
    () => false,
    () => true,
  );
}
