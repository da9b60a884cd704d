import * as vscode from 'vscode';
import { MOST_LOOKED_AT } from '../server/config/telltale';

/** The part of a document by which it is seen what it holds. */
export function startOfText(document: vscode.TextDocument): string {
  const start = new vscode.Position(0, 0);
  return document.getText(new vscode.Range(start, document.positionAt(MOST_LOOKED_AT)));
}
