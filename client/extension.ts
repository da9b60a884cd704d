import * as vscode from 'vscode';
import { followExtraFiles } from './extra-files';
import { isOurs } from './selector';
import type { RunningClient } from './server';
import { showRule } from './show-rule';

/*
 * What VS Code loads. It is loaded with any JSON file, so that files which the user's globs name are recognised;
 * the language client and the server start only when a file is ours.
 */

/** Kept when the client runs; undefined inside where it could not be started, which VS Code has then told the user. */
let running: Promise<RunningClient | undefined> | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const startFor = (document: vscode.TextDocument) => {
    if (isOurs(document)) running ??= start(context);
  };
  context.subscriptions.push(
    vscode.workspace.onDidOpenTextDocument(startFor),
    vscode.commands.registerCommand('interactionData.showRule', (rule: unknown) => showRule(context, rule)),
    vscode.commands.registerCommand('interactionData.restartServer', async () => {
      const client = await running;
      if (client) return client.restart();
      running = start(context);
      await running;
    }),
    followExtraFiles(),
  );
  for (const document of vscode.workspace.textDocuments) startFor(document);
}

export async function deactivate(): Promise<void> {
  const client = await running;
  await client?.stop();
}

async function start(context: vscode.ExtensionContext): Promise<RunningClient | undefined> {
  const { startClient } = await import('./server');
  return startClient(context).catch(() => undefined);
}
