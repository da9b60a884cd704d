import * as vscode from 'vscode';
import { projectFileName } from '../server/config/files';
import { languageIds } from '../server/config/languages';

/** The files that hold folders' rule severities and globs. */
export const projectFilePattern = `**/${projectFileName}`;

/** The documents with records. */
export const recordSelector: readonly vscode.DocumentFilter[] = Object.values(languageIds).map(
  (language) => ({ language }),
);

/** Which documents the server is told about. */
export const documentSelector: vscode.DocumentFilter[] = [...recordSelector, { pattern: projectFilePattern }];

/** Whether a document is one that the server is told about. */
export function isOurs(document: vscode.TextDocument): boolean {
  return vscode.languages.match(documentSelector, document) > 0;
}
