import * as vscode from 'vscode';
import { severities } from '../server/config/severities';
import { harmless } from '../server/words/harmless';
import { t, translated } from '../server/words/language';
import { changeAndSave, nearestProjectFile } from './project-glob';

/**
 * Asks for the severity of a rule, the present one being marked, and writes it down for a file: into the nearest project
 * file where there is one, which is what the team and the command line read, else into the settings. Both arguments come
 * from a menu of the server.
 */
export async function setSeverity(rule: unknown, file: unknown): Promise<void> {
  if (typeof rule !== 'string' || !/^[a-z-]+$/.test(rule)) return;
  const uri =
    typeof file === 'string' ? vscode.Uri.parse(file) : vscode.window.activeTextEditor?.document.uri;
  const projectFile = uri && (await nearestProjectFile(uri));
  const document = projectFile && (await vscode.workspace.openTextDocument(projectFile));
  const settings = vscode.workspace.getConfiguration('interactionData.rules', uri);
  const isInWorkspace = uri !== undefined && vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  const place = projectFile
    ? vscode.workspace.asRelativePath(projectFile)
    : isInWorkspace
      ? t`the workspace settings`
      : t`your user settings`;
  const present = (document && (await severityIn(document, rule))) ?? settings.get<string>(rule);
  const severity = await pickSeverity(t`Severity of ${rule} in ${place}`, present);
  if (severity === undefined || severity === present) return;
  if (document) return writeSeverity(document, rule, severity);
  const { Global, Workspace, WorkspaceFolder } = vscode.ConfigurationTarget;
  // What a folder of a workspace with several says wins over the workspace.
  const isOfFolder = settings.inspect(rule)?.workspaceFolderValue !== undefined;
  await settings.update(rule, severity, isOfFolder ? WorkspaceFolder : isInWorkspace ? Workspace : Global);
}

/** The severity that a project file gives a rule; undefined where it says nothing of it. */
async function severityIn(projectFile: vscode.TextDocument, rule: string): Promise<string | undefined> {
  const { readProjectFile } = await import('./config');
  const rules: Readonly<Record<string, string>> = readProjectFile(projectFile.getText(), undefined).rules;
  return Object.hasOwn(rules, rule) ? rules[rule] : undefined;
}

function pickSeverity(title: string, present: string | undefined): Promise<string | undefined> {
  const picker = vscode.window.createQuickPick();
  picker.title = harmless(title);
  picker.items = Object.entries(severities).map(([label, detail]) => ({
    label,
    detail: translated(detail),
    description: label === present ? t`now` : '',
  }));
  picker.activeItems = picker.items.filter(({ label }) => label === present);
  return new Promise((resolve) => {
    picker.onDidAccept(() => {
      resolve(picker.selectedItems[0]?.label);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}

async function writeSeverity(document: vscode.TextDocument, rule: string, severity: string): Promise<void> {
  const { setSeverity } = await import('./config');
  const edits = setSeverity(document.getText(), rule, severity);
  if (edits) return changeAndSave(document, edits);
  await vscode.window.showTextDocument(document);
  await vscode.window.showWarningMessage(
    t`"rules" in this project file is not an object: set "${harmless(rule)}" by hand.`,
  );
}
