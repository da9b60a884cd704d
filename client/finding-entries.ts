import * as vscode from 'vscode';
import { globOfFile } from '../server/config/globs';
import {
  addEntries,
  type EntryList,
  type NewEntry,
  projectFileWithEntries,
} from '../server/features/finding-entry-edits';
import { harmless } from '../server/words/harmless';
import { t } from '../server/words/language';
import { projectFileIn } from './project-addresses';
import { changeAndSave, nearestProjectFile } from './project-glob';
import { tell } from './tell';

/**
 * Writes down for a file that some of its problems are ignored or expected: into the nearest project file, or into a new one
 * beside the file. All arguments come from a menu of the server.
 */
export async function writeEntry(...[list, file, named]: readonly unknown[]): Promise<void> {
  const entry = readEntry(named);
  if (!isList(list) || typeof file !== 'string' || !entry) return;
  const uri = vscode.Uri.parse(file);
  const found = await nearestProjectFile(uri);
  const projectFile = found ?? projectFileIn(vscode.Uri.joinPath(uri, '..'));
  const folder = vscode.Uri.joinPath(projectFile, '..').path.replace(/\/$/, '');
  const glob = globOfFile(uri.path.slice(folder.length + 1));
  if (glob === undefined) {
    await vscode.window.showWarningMessage(t`A project file cannot name this file: rename it first.`);
    return;
  }
  const whole: NewEntry = { files: [glob], ...entry };
  let written = new vscode.Position(0, 0);
  if (found) {
    const document = await vscode.workspace.openTextDocument(found);
    const edits = addEntries(document.getText(), list, [whole]);
    if (!edits) {
      await vscode.window.showTextDocument(document);
      await vscode.window.showWarningMessage(
        t`"${harmless(list)}" in this project file is not a list: add it by hand.`,
      );
      return;
    }
    await changeAndSave(document, edits);
    // The line of the entry, or of its list: what is inserted starts on the line before.
    written = document.positionAt(edits.at(-1)?.start ?? 0).translate(1);
  } else {
    const text = projectFileWithEntries(list, [whole]);
    await vscode.workspace.fs.writeFile(projectFile, new TextEncoder().encode(text));
    // Nobody watches the disk outside of the workspace: what is open is what the server is told of.
    if (!vscode.workspace.getWorkspaceFolder(projectFile))
      await vscode.workspace.openTextDocument(projectFile);
  }
  const place = vscode.workspace.asRelativePath(projectFile);
  const done = list === 'expect' ? t`Expected from now on (${place})` : t`Ignored from now on (${place})`;
  tell(done, new vscode.Location(projectFile, written));
}

function isList(list: unknown): list is EntryList {
  return list === 'ignore' || list === 'expect';
}

/** What an entry names besides the file; undefined where it is none. */
function readEntry(named: unknown): NewEntry | undefined {
  const { records, rules } = (named ?? {}) as { records?: unknown; rules?: unknown };
  if (!isNames(rules) || (records !== undefined && !isNames(records))) return undefined;
  return { ...(records && { records }), rules };
}

function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === 'string');
}
