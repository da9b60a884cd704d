import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';

/** The place of a file in the workspace folder. */
export function workspaceFile(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('the suite runs in a workspace folder');
  return vscode.Uri.file(join(folder.uri.fsPath, path)).with({
    scheme: folder.uri.scheme,
    authority: folder.uri.authority,
  });
}

/** Writes a file into the workspace folder. */
export function writeFile(path: string, text: string): vscode.Uri {
  const uri = workspaceFile(path);
  mkdirSync(dirname(uri.fsPath), { recursive: true });
  writeFileSync(uri.fsPath, text);
  return uri;
}

/** Writes a file into the workspace folder and opens it in the editor, as a person would from the explorer. */
export async function openFile(path: string, text: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(writeFile(path, text), { preview: false });
}

/** The same with the cursor where the text has a `|`, which is taken out. */
export async function openFileAtCursor(path: string, markedText: string): Promise<vscode.TextEditor> {
  const offset = markedText.indexOf('|');
  const editor = await openFile(path, markedText.slice(0, offset) + markedText.slice(offset + 1));
  const cursor = editor.document.positionAt(offset);
  editor.selection = new vscode.Selection(cursor, cursor);
  return editor;
}

/** The position of the middle of a piece of text, which must be in the document. */
export function positionIn(document: vscode.TextDocument, piece: string): vscode.Position {
  const offset = document.getText().indexOf(piece);
  if (offset < 0) throw new Error(`the document has no ${piece}`);
  return document.positionAt(offset + Math.floor(piece.length / 2));
}

/** Throws away what is not saved and closes all editors. */
export async function closeEverything(): Promise<void> {
  for (const editor of vscode.window.visibleTextEditors) {
    if (!editor.document.isDirty) continue;
    await vscode.window.showTextDocument(editor.document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
