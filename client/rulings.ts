import * as vscode from 'vscode';
import type { Detect } from '../server/config/definition';
import { type FileGlobs, fileGlobs, judgeFile, type Ruling, type Verdict } from '../server/config/files';
import { isEmpty, pathBelow, pathInWorkspace } from './first-look';
import { foldersAbove, projectFileIn } from './project-addresses';
import { projectFileText } from './project-files';

/** What the settings and the nearest project file say of a file. */
export interface Rulings {
  readonly verdict: Verdict;
  readonly settings: Ruling | undefined;
  readonly project: ProjectRuling | undefined;
  readonly detect: Detect;
}

/** What a project file says of a file. */
export interface ProjectRuling extends Ruling {
  readonly uri: vscode.Uri;
}

/**
 * What is said of a document by its name, its folders, the settings and the nearest project file upwards in its workspace
 * folder; project files further up do not count, and of a file in no folder of the workspace only the one beside it.
 */
export async function rulingsOn(document: vscode.TextDocument): Promise<Rulings> {
  const { uri } = document;
  const path = pathInWorkspace(uri);
  const configuration = vscode.workspace.getConfiguration('interactionData', document);
  const [settings, project] = await Promise.all([settingsRuling(path, configuration), projectRuling(uri)]);
  const detect = configuration.get<unknown>('detect');
  return {
    verdict: judgeFile(path, { settings, project }),
    settings,
    project,
    detect: detect === 'auto' || detect === 'off' ? detect : 'ask',
  };
}

async function settingsRuling(
  path: string,
  configuration: vscode.WorkspaceConfiguration,
): Promise<Ruling | undefined> {
  const names = ['files', 'exclude', 'forms'] as const;
  const said = names.map((name) => [name, configuration.get<unknown>(name)] as const);
  if (said.every(([, value]) => isEmpty(value))) return undefined;
  const { readSettings } = await import('./config');
  return { path, globs: remembered(JSON.stringify(said), () => readSettings(Object.fromEntries(said))) };
}

async function projectRuling(uri: vscode.Uri): Promise<ProjectRuling | undefined> {
  for (const folder of foldersAbove(uri)) {
    const projectFile = projectFileIn(folder);
    // Of one that cannot be read the server tells the user.
    const text = openTextOf(projectFile) ?? (await projectFileText(projectFile).catch(() => undefined));
    if (text === undefined) continue;
    const { readProjectFile } = await import('./config');
    const globs = remembered(text, () => readProjectFile(text, undefined));
    return { uri: projectFile, globs, path: pathBelow(folder, uri) ?? '' };
  }
  return undefined;
}

/** A file that is open counts as it stands in its editor, as it does for the server. */
function openTextOf(uri: vscode.Uri): string | undefined {
  const address = uri.toString();
  const isThat = (document: vscode.TextDocument) => document.uri.toString() === address;
  return vscode.workspace.textDocuments.find(isThat)?.getText();
}

/** What was read last: files are opened one after the other, and most in one folder. */
const known = new Map<string, FileGlobs>();
const MOST_KNOWN = 20;

function remembered(text: string, read: () => Parameters<typeof fileGlobs>[0]): FileGlobs {
  const globs = known.get(text) ?? fileGlobs(read());
  known.delete(text);
  known.set(text, globs);
  for (const oldest of known.keys()) {
    if (known.size <= MOST_KNOWN) break;
    known.delete(oldest);
  }
  return globs;
}
