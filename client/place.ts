import * as vscode from 'vscode';

/** A place in a file. */
export interface Place {
  readonly uri: vscode.Uri;
  readonly position: vscode.Position;
}

/**
 * The place that a command is about: the one that the server names in its arguments, the address of a file and a position
 * as the protocol has it, or else that of the cursor. Undefined where there is neither.
 */
export function placeOf(uri: unknown, position: unknown): Place | undefined {
  const { line, character } = (position ?? {}) as { line?: unknown; character?: unknown };
  if (typeof uri === 'string' && typeof line === 'number' && typeof character === 'number')
    return { uri: vscode.Uri.parse(uri), position: new vscode.Position(line, character) };
  const editor = vscode.window.activeTextEditor;
  return editor && { uri: editor.document.uri, position: editor.selection.active };
}
