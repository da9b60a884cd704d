import * as vscode from 'vscode';
import { projectFileName as NAME } from '../server/config/files';

/** Whether an address is that of a project file. */
export function isProjectFile(uri: vscode.Uri): boolean {
  return uri.path.endsWith(`/${NAME}`);
}

/** The address of the project file that a folder has or could have. */
export function projectFileIn(folder: vscode.Uri): vscode.Uri {
  return folder.with({ path: `${withoutSlash(folder.path)}/${NAME}` });
}

/**
 * The folders whose project files may hold for a file, the nearest first: from its own up to its workspace folder; only
 * its own where it lies in none, as for the server.
 */
export function foldersAbove(file: vscode.Uri): readonly vscode.Uri[] {
  if (file.scheme === 'untitled') return [];
  const folders = [parentOf(file.path)];
  const root = vscode.workspace.getWorkspaceFolder(file)?.uri.path ?? folders[0];
  const end = withoutSlash(root ?? '').length;
  for (let [path = ''] = folders; path.length > end; folders.push(path)) path = parentOf(path);
  // Who joins paths with them has VS Code take each apart and put it together again.
  return folders.map((path) => file.with({ path: path || '/' }));
}

/** The path above, without a slash at its end. */
function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

function withoutSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}

/** The workspace folder that a file lies in; its own folder where it lies in none. */
export function rootOf(file: vscode.Uri): vscode.Uri {
  return vscode.workspace.getWorkspaceFolder(file)?.uri ?? vscode.Uri.joinPath(file, '..');
}
