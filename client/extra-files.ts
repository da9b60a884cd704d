import * as vscode from 'vscode';
import { isProjectFile, projectFileIn, projectFileText } from './project-files';
import { projectFilePattern } from './selector';
import type { Recognition } from './status-words';

/** Files that can hold records; the last ones line by line. */
const RECORD_FILE = /\.(?:json|(jsonl|ndjson))$/i;

/** The files that a glob took, and what follows them. */
export interface ExtraFiles extends vscode.Disposable {
  /** Whose glob took a file; undefined where none did. */
  readonly namedBy: (document: vscode.TextDocument) => Recognition | undefined;
}

/**
 * Gives files that the setting `interactionData.files` or the nearest project file names the language that the
 * extension works on, when they open and when the globs change. A file whose language the user then changes by
 * hand is left alone, until it is closed.
 */
export function followExtraFiles(): ExtraFiles {
  /** Files whose language was set here once. One that is closed and opened again is another document. */
  const recognised = new WeakMap<vscode.TextDocument, Recognition>();
  const watcher = vscode.workspace.createFileSystemWatcher(projectFilePattern);
  const recogniseAll = () => {
    for (const document of vscode.workspace.textDocuments) void recognise(document);
  };
  recogniseAll();
  const subscriptions = vscode.Disposable.from(
    watcher,
    watcher.onDidChange(recogniseAll),
    watcher.onDidCreate(recogniseAll),
    vscode.workspace.onDidOpenTextDocument(recognise),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('interactionData.files')) recogniseAll();
    }),
  );
  return { namedBy: (document) => recognised.get(document), dispose: () => subscriptions.dispose() };

  async function recognise(document: vscode.TextDocument): Promise<void> {
    const ending = RECORD_FILE.exec(document.uri.path);
    if (!ending || document.languageId.startsWith('interaction-') || recognised.has(document)) return;
    if (isProjectFile(document.uri)) return;
    const namedBy = (await isNamedBySetting(document)) ? 'setting' : await namingProjectFile(document);
    if (!namedBy || document.isClosed || recognised.has(document)) return;
    recognised.set(document, namedBy);
    await vscode.languages.setTextDocumentLanguage(
      document,
      ending[1] ? 'interaction-jsonl' : 'interaction-json',
    );
  }
}

async function isNamedBySetting(document: vscode.TextDocument): Promise<boolean> {
  const folder = vscode.workspace.getWorkspaceFolder(document.uri)?.uri;
  const setting = vscode.workspace.getConfiguration('interactionData', document).get<unknown>('files');
  if (!folder || !Array.isArray(setting) || setting.length === 0) return false;
  const { readSettings } = await import('../server/config/settings');
  return isTakenBy(readSettings({ files: setting }).files, folder, document);
}

/** The nearest project file upwards in the workspace folder decides; those further up do not count. */
async function namingProjectFile(document: vscode.TextDocument): Promise<Recognition | undefined> {
  const root = vscode.workspace.getWorkspaceFolder(document.uri)?.uri;
  if (!root) return undefined;
  let folder = document.uri;
  while (folder.path !== root.path && folder.path.startsWith(root.path)) {
    folder = vscode.Uri.joinPath(folder, '..');
    const projectFile = projectFileIn(folder);
    // Of one that cannot be read the server tells the user.
    const text = await projectFileText(projectFile).catch(() => undefined);
    if (text === undefined) continue;
    const { readProjectFile } = await import('../server/config/project-file');
    const isTaken = await isTakenBy(readProjectFile(text).files, folder, document);
    return isTaken ? { projectFile: vscode.workspace.asRelativePath(projectFile) } : undefined;
  }
  return undefined;
}

/** Whether one of the globs takes the document. The command line asks the same function. */
async function isTakenBy(
  globs: readonly string[],
  folder: vscode.Uri,
  document: vscode.TextDocument,
): Promise<boolean> {
  const { globTest } = await import('../server/config/globs');
  const start = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  return document.uri.path.startsWith(start) && globTest(globs)(document.uri.path.slice(start.length));
}
