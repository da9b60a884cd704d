import * as vscode from 'vscode';
import {
  hasKnownEnding,
  isInNamedFolder,
  isNamedByDefault,
  isOfOtherTool,
  projectFileName,
} from '../server/config/files';
import { isOurLanguage } from '../server/config/languages';
import { hasTelltale } from '../server/config/telltale';
import { hasAnswers } from './answers';
import { isEmpty, pathInWorkspace } from './first-look';
import { foldersAbove, isProjectFile, projectFileIn } from './project-addresses';
import { startOfText } from './start-of-text';

/*
 * What VS Code loads with any JSON file of anybody. It only sees whether there is anything in the window that could be
 * ours; nearly always there is not, and nothing else is ever loaded. What it lets through is decided on in
 * `recognition.ts`.
 */

let extension: Promise<typeof import('./extension')> | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const { workspace, window } = vscode;
  /** Documents that were let pass. */
  const seen = new WeakSet<vscode.TextDocument>();
  const look = async (document: vscode.TextDocument) => {
    if (await couldBeOurs(document)) await open();
    else seen.add(document);
  };
  const lookAtAll = () => void Promise.all(workspace.textDocuments.map(look));
  const watcher = workspace.createFileSystemWatcher(`**/${projectFileName}`, false, true, true);
  const lookout = vscode.Disposable.from(
    ...standIns(),
    watcher,
    watcher.onDidCreate(open),
    workspace.onDidOpenTextDocument(look),
    workspace.onDidSaveTextDocument(look),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('interactionData')) lookAtAll();
    }),
    // The largest files are shown in tabs, and no extension gets them as documents.
    window.tabGroups.onDidChangeTabs(({ opened }) => lookAtTabs(opened)),
  );
  context.subscriptions.push(lookout);
  if (hasAnswers(context.workspaceState)) void open();
  lookAtAll();
  lookAtTabs(window.tabGroups.all.flatMap(({ tabs }) => tabs));

  /** Loads everything else, once, which then sees to all that is watched here. */
  function open(): Promise<void> {
    extension ??= import('./extension').then((loaded) => {
      lookout.dispose();
      loaded.begin(context, seen);
      return loaded;
    });
    return extension.then(() => undefined);
  }

  /** Each command as it is in the menus: it loads what has the command, and runs that. */
  function standIns(): vscode.Disposable[] {
    const { commands }: { commands: { command: string }[] } = context.extension.packageJSON.contributes;
    return commands.map(({ command }) =>
      vscode.commands.registerCommand(command, async (...given: unknown[]) => {
        await open();
        return vscode.commands.executeCommand(command, ...given);
      }),
    );
  }

  function lookAtTabs(tabs: readonly vscode.Tab[]): void {
    const isNamed = ({ input }: vscode.Tab) => input instanceof vscode.TabInputText && isNamedOurs(input.uri);
    if (tabs.some(isNamed)) void open();
  }
}

export async function deactivate(): Promise<void> {
  await (await extension)?.end();
}

/** Whether it is worth looking closer at a document: one that is turned away is certainly none of ours. */
async function couldBeOurs(document: vscode.TextDocument): Promise<boolean> {
  const { uri, languageId } = document;
  if (isOurLanguage(languageId) || isProjectFile(uri)) return true;
  if (uri.scheme !== 'file' && !vscode.workspace.getWorkspaceFolder(uri)) return false;
  if (isOfOtherTool(uri.path)) return false;
  const settings = vscode.workspace.getConfiguration('interactionData', document);
  if (['files', 'exclude', 'forms'].some((name) => !isEmpty(settings.get(name)))) return true;
  if (isNamedOurs(uri)) return true;
  if (!hasKnownEnding(uri.path)) return false;
  if (settings.get('detect') !== 'off' && hasTelltale(startOfText(document))) return true;
  return hasProjectFile(uri);
}

function isNamedOurs(uri: vscode.Uri): boolean {
  const path = pathInWorkspace(uri);
  return isNamedByDefault(path) || (hasKnownEnding(path) && isInNamedFolder(path));
}

async function hasProjectFile(file: vscode.Uri): Promise<boolean> {
  const isThere = (folder: vscode.Uri) =>
    vscode.workspace.fs.stat(projectFileIn(folder)).then(
      () => true,
      () => false,
    );
  return (await Promise.all(foldersAbove(file).map(isThere))).includes(true);
}
