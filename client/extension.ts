import * as vscode from 'vscode';
import { followExtraFiles } from './extra-files';
import { isOurs } from './selector';
import type { RunningClient } from './server';
import { showRule } from './show-rule';

/*
 * What VS Code loads. It is loaded with any JSON file, so that files which the user's globs name are recognised;
 * the language client and the server start only when a file is ours.
 */

let running: Promise<RunningClient> | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const startFor = (document: vscode.TextDocument) => {
    if (isOurs(document)) running ??= start(context);
  };
  context.subscriptions.push(
    vscode.workspace.onDidOpenTextDocument(startFor),
    vscode.commands.registerCommand('interactionData.showRule', (rule: unknown) => showRule(context, rule)),
    vscode.commands.registerCommand('interactionData.restartServer', async () => {
      running ??= start(context);
      const client = await running;
      await client.restart();
    }),
    followExtraFiles(),
  );
  for (const document of vscode.workspace.textDocuments) startFor(document);
}

export async function deactivate(): Promise<void> {
  const client = await running;
  await client?.stop();
}

async function start(context: vscode.ExtensionContext): Promise<RunningClient> {
  const { startClient } = await import('./server');
  return startClient(context);
}
