import * as vscode from 'vscode';

/** Does something while a workspace setting has a value, and takes the setting out again, whatever happens. */
export async function withSetting(key: string, value: unknown, run: () => Promise<void>): Promise<void> {
  const target = vscode.ConfigurationTarget.Workspace;
  await vscode.workspace.getConfiguration().update(key, value, target);
  try {
    await run();
  } finally {
    await vscode.workspace.getConfiguration().update(key, undefined, target);
  }
}
