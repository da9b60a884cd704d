import * as vscode from 'vscode';
import { projectFileName as NAME } from '../server/config/files';

/** Whether an address is that of a project file. */
export function isProjectFile(uri: vscode.Uri): boolean {
  return uri.path.endsWith(`/${NAME}`);
}

/** The address of the project file that a folder has or could have. */
export function projectFileIn(folder: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(folder, NAME);
}

/**
 * The folders whose project files may hold for a file, the nearest first: from its own up to its workspace folder; only
 * its own where it lies in none, as for the server.
 */
export function foldersAbove(file: vscode.Uri): readonly vscode.Uri[] {
  if (file.scheme === 'untitled') return [];
  const folders = [vscode.Uri.joinPath(file, '..')];
  const end = lengthOf(rootOf(file));
  for (let [folder] = folders; folder && lengthOf(folder) > end; folders.push(folder)) {
    folder = vscode.Uri.joinPath(folder, '..');
  }
  return folders;
}

/** The length of a folder's path, without a slash at its end. */
function lengthOf({ path }: vscode.Uri): number {
  return path.replace(/\/$/, '').length;
}

/** The workspace folder that a file lies in; its own folder where it lies in none. */
export function rootOf(file: vscode.Uri): vscode.Uri {
  return vscode.workspace.getWorkspaceFolder(file)?.uri ?? vscode.Uri.joinPath(file, '..');
}
