import * as vscode from 'vscode';

/*
 * What is asked about every JSON file of anybody (`door.ts`) and about those that are looked at closer: it imports nothing else.
 */

/** A file's path in its workspace folder; its name alone where it lies in none, or is not told apart from it. */
export function pathInWorkspace(uri: vscode.Uri): string {
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri;
  return (folder && pathBelow(folder, uri)) ?? uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

/** The path of a file relative to a folder; undefined where it does not lie in that. */
export function pathBelow(folder: vscode.Uri, { path }: vscode.Uri): string | undefined {
  const start = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  return path.startsWith(start) ? path.slice(start.length) : undefined;
}

/** Whether a setting of globs says nothing. */
export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || Object.keys(value).length === 0;
}
