import * as vscode from 'vscode';
import { limits } from '../server/config/limits';
import { t } from '../server/words/language';
import { isProjectFile, rootOf } from './project-addresses';

/**
 * The text of a project file, of whatever file system; undefined where there is none. No link leads out of the workspace
 * folder, or out of its own folder where it lies in none. Rejects with an Error that says, in words that follow the file's name, why one
 * that is there cannot be read.
 */
export async function projectFileText(uri: vscode.Uri): Promise<string | undefined> {
  const root = rootOf(uri);
  if (!isProjectFile(uri) || uri.path.split('/').includes('..')) return undefined;
  if (uri.scheme === 'file') {
    const { readFileWithin } = await import('./read-file');
    return readFileWithin(uri.toString(), root.toString(), limits.projectFileBytes);
  }
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > limits.projectFileBytes) throw new Error(t`has more than ${limits.projectFileBytes} bytes`);
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}
