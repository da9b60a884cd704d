import * as vscode from 'vscode';
import { harmless } from '../server/words/harmless';
import { changeAndSave, nearestProjectFile } from './project-glob';

const severities: readonly vscode.QuickPickItem[] = [
  { label: 'error' },
  { label: 'warning' },
  { label: 'information' },
  { label: 'hint' },
  { label: 'off', description: 'not reported' },
];

/**
 * Asks for the severity of a rule and writes it down for a file: into the nearest project file where there is one, which
 * is what the team and the command line read, else into the settings. Both arguments come from a menu of the server.
 */
export async function setSeverity(rule: unknown, file: unknown): Promise<void> {
  if (typeof rule !== 'string' || !/^[a-z-]+$/.test(rule)) return;
  const uri =
    typeof file === 'string' ? vscode.Uri.parse(file) : vscode.window.activeTextEditor?.document.uri;
  const root = uri && vscode.workspace.getWorkspaceFolder(uri);
  const projectFile = root && (await nearestProjectFile(vscode.Uri.joinPath(uri, '..'), root.uri));
  const settings = root ? 'the workspace settings' : 'your user settings';
  const place = projectFile ? vscode.workspace.asRelativePath(projectFile) : settings;
  const picked = await vscode.window.showQuickPick(severities, { title: `Severity of ${rule} in ${place}` });
  if (!picked) return;
  const severity = picked.label;
  if (projectFile) return writeSeverity(projectFile, rule, severity);
  const target = root ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await vscode.workspace.getConfiguration('interactionData.rules', uri).update(rule, severity, target);
}

async function writeSeverity(projectFile: vscode.Uri, rule: string, severity: string): Promise<void> {
  const { setSeverity } = await import('./config');
  const document = await vscode.workspace.openTextDocument(projectFile);
  const edits = setSeverity(document.getText(), rule, severity);
  if (edits) return changeAndSave(document, edits);
  await vscode.window.showTextDocument(document);
  await vscode.window.showWarningMessage(
    `"rules" in this project file is no object: set "${harmless(rule)}" by hand.`,
  );
}
