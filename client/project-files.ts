import * as vscode from 'vscode';
import { projectFileName as NAME } from '../server/config/files';
import { limits } from '../server/config/limits';

/** Whether an address is that of a project file. */
export function isProjectFile(uri: vscode.Uri): boolean {
  return uri.path.endsWith(`/${NAME}`);
}

/** The address of the project file that a folder has or could have. */
export function projectFileIn(folder: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(folder, NAME);
}

/**
 * The text of a project file in a workspace folder, of whatever file system; undefined where there is none. No link
 * leads out of the workspace folder. Rejects with an Error that says, in words that follow the file's name, why one
 * that is there cannot be read.
 */
export async function projectFileText(uri: vscode.Uri): Promise<string | undefined> {
  const root = vscode.workspace.getWorkspaceFolder(uri)?.uri;
  if (!root || !isProjectFile(uri) || uri.path.split('/').includes('..')) return undefined;
  if (uri.scheme === 'file') {
    const { readFileWithin } = await import('../server/protocol/read-file');
    return readFileWithin(uri.toString(), root.toString(), limits.projectFileBytes);
  }
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > limits.projectFileBytes) throw new Error(`has more than ${limits.projectFileBytes} bytes`);
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}
