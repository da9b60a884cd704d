import * as vscode from 'vscode';
import { harmless } from '../server/words/harmless';
import { t } from '../server/words/language';
import { globFor } from './glob-words';
import { foldersAbove, isProjectFile, projectFileIn } from './project-addresses';
import { tell } from './tell';

/** Where a glob for the files beside one belongs. */
export interface GlobPlace {
  /** The folder's name as people know it: its path in the workspace, or the workspace folder's own name. */
  readonly folder: string;
}

/** Whether, and for which folder, a project file could name the files beside one; undefined where none can be written. */
export function placeForGlob(uri: vscode.Uri): GlobPlace | undefined {
  const root = vscode.workspace.getWorkspaceFolder(uri);
  if (!root || vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== true || isProjectFile(uri))
    return undefined;
  const folder = vscode.Uri.joinPath(uri, '..');
  const isRoot = folder.path === root.uri.path.replace(/\/$/, '');
  return { folder: isRoot ? root.name : vscode.workspace.asRelativePath(folder) };
}

/**
 * Makes the nearest project file take the files beside one: it gets a glob more, or is made in the file's folder. Says
 * whether it was; where the one that is there cannot be added to it is shown instead.
 */
export async function writeGlob(uri: vscode.Uri): Promise<boolean> {
  const { addGlob, projectFileWith } = await import('./config');
  const root = vscode.workspace.getWorkspaceFolder(uri)?.uri;
  if (!root) return false;
  const own = vscode.Uri.joinPath(uri, '..');
  const projectFile = await nearestProjectFile(uri);
  const folder = projectFile ? vscode.Uri.joinPath(projectFile, '..') : own;
  const glob = globFor(uri.path, folder.path, folder.path === root.path.replace(/\/$/, ''));
  if (!projectFile) {
    const made = projectFileIn(own);
    await vscode.workspace.fs.writeFile(made, new TextEncoder().encode(projectFileWith(glob)));
    tellAdded(glob, made);
    return true;
  }
  const document = await vscode.workspace.openTextDocument(projectFile);
  const edits = addGlob(document.getText(), glob);
  if (!edits) {
    await vscode.window.showTextDocument(document);
    await vscode.window.showWarningMessage(
      t`"files" in this project file is not a list: add "${harmless(glob)}" by hand.`,
    );
    return false;
  }
  await changeAndSave(document, edits);
  tellAdded(glob, projectFile);
  return true;
}

/** Changes a document and saves it, unless it was changed before: what else is not saved in it is the user's to save. */
export async function changeAndSave(
  document: vscode.TextDocument,
  edits: readonly { readonly start: number; readonly end: number; readonly text: string }[],
): Promise<void> {
  const wasSaved = !document.isDirty;
  const edit = new vscode.WorkspaceEdit();
  for (const { start, end, text } of edits) {
    edit.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
  }
  await vscode.workspace.applyEdit(edit);
  if (wasSaved) await document.save();
}

/** The nearest project file that there is for a file, readable or not. */
export async function nearestProjectFile(file: vscode.Uri): Promise<vscode.Uri | undefined> {
  for (const folder of foldersAbove(file)) {
    const projectFile = projectFileIn(folder);
    const isThere = await vscode.workspace.fs.stat(projectFile).then(
      () => true,
      () => false,
    );
    if (isThere) return projectFile;
  }
  return undefined;
}

function tellAdded(glob: string, projectFile: vscode.Uri): void {
  const place = vscode.workspace.asRelativePath(projectFile);
  tell(t`Added "${glob}" to ${place}`);
}
