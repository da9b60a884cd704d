import * as vscode from 'vscode';
import { limits } from '../server/config/limits';
import type { ListedEntry } from '../server/protocol/own-messages';

/*
 * Closed files of a workspace that is not on the disk: the server sees nothing but that.
 */

/** What lies in a folder of the workspace, symbolic links left out; undefined where there is no such folder. */
export async function listFolder(uri: vscode.Uri): Promise<readonly ListedEntry[] | undefined> {
  if (!isInWorkspace(uri)) return undefined;
  try {
    const entries = await vscode.workspace.fs.readDirectory(uri);
    return entries.flatMap(([name, type]) =>
      type === vscode.FileType.File || type === vscode.FileType.Directory
        ? [{ name, isFolder: type === vscode.FileType.Directory }]
        : [],
    );
  } catch {
    // It is gone, or nobody may look.
    return undefined;
  }
}

/** The text of a file in the workspace; undefined where there is none that can be read. */
export async function textInWorkspace(uri: vscode.Uri): Promise<string | undefined> {
  if (!isInWorkspace(uri)) return undefined;
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > limits.closedFileBytes) return undefined;
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

function isInWorkspace(uri: vscode.Uri): boolean {
  return vscode.workspace.getWorkspaceFolder(uri) !== undefined && !uri.path.split('/').includes('..');
}
