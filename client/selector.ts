import * as vscode from 'vscode';

/** The languages of the files that the extension works on. */
export const languageIds: readonly string[] = ['interaction-json', 'interaction-jsonl'];

/** The file that holds a folder's rule severities and globs. */
export const projectFilePattern = '**/.interaction-data.json';

/** Which documents the server is told about. */
export const documentSelector: vscode.DocumentFilter[] = [
  ...languageIds.map((language) => ({ language })),
  { pattern: projectFilePattern },
];

/** Whether a language is one of those. */
export function isOurLanguage(languageId: string): boolean {
  return languageIds.includes(languageId);
}

/** Whether a document is one that the server is told about. */
export function isOurs(document: vscode.TextDocument): boolean {
  return vscode.languages.match(documentSelector, document) > 0;
}
