import * as vscode from 'vscode';
import { projectFilePattern } from './selector';

/** Files that can hold records; the last ones line by line. */
const RECORD_FILE = /\.(?:json|(jsonl|ndjson))$/i;

/**
 * Gives files that the setting `interactionData.files` or the nearest project file names the language that the
 * extension works on, when they open and when the globs change. A file whose language the user then changes by
 * hand is left alone, until it is closed.
 */
export function followExtraFiles(): vscode.Disposable {
  /** Files whose language was set here once. One that is closed and opened again is another document. */
  const recognised = new WeakSet<vscode.TextDocument>();
  const watcher = vscode.workspace.createFileSystemWatcher(projectFilePattern);
  const recogniseAll = () => {
    for (const document of vscode.workspace.textDocuments) void recognise(document);
  };
  recogniseAll();
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(recogniseAll),
    watcher.onDidCreate(recogniseAll),
    vscode.workspace.onDidOpenTextDocument(recognise),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('interactionData.files')) recogniseAll();
    }),
  );

  async function recognise(document: vscode.TextDocument): Promise<void> {
    const ending = RECORD_FILE.exec(document.uri.path);
    if (!ending || document.languageId.startsWith('interaction-') || recognised.has(document)) return;
    if (document.uri.path.endsWith('/.interaction-data.json')) return;
    const isNamed = (await isNamedBySetting(document)) || (await isNamedByProjectFile(document));
    if (!isNamed || document.isClosed || recognised.has(document)) return;
    recognised.add(document);
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
async function isNamedByProjectFile(document: vscode.TextDocument): Promise<boolean> {
  const root = vscode.workspace.getWorkspaceFolder(document.uri)?.uri;
  if (!root) return false;
  let folder = document.uri;
  while (folder.path !== root.path && folder.path.startsWith(root.path)) {
    folder = vscode.Uri.joinPath(folder, '..');
    const text = await textOf(vscode.Uri.joinPath(folder, '.interaction-data.json'));
    if (text === undefined) continue;
    const { readProjectFile } = await import('../server/config/project-file');
    return isTakenBy(readProjectFile(text).files, folder, document);
  }
  return false;
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

async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
