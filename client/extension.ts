import * as vscode from 'vscode';
import { type ExtraFiles, followExtraFiles } from './extra-files';
import { isOurs } from './selector';
import type { RunningClient } from './server';
import { showRule } from './show-rule';
import { tellOfTooLargeFiles } from './too-large';

/*
 * What VS Code loads. It is loaded with any JSON file, so that files which the user's globs name are recognised;
 * the language client and the server start only when a file is ours.
 */

/** Set when the client is started, whatever comes of that. */
let running: Promise<RunningClient> | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const extraFiles = followExtraFiles();
  const startFor = (document: vscode.TextDocument) => {
    if (isOurs(document)) running ??= start(context, extraFiles);
  };
  context.subscriptions.push(
    vscode.workspace.onDidOpenTextDocument(startFor),
    vscode.commands.registerCommand('interactionData.showRule', (rule: unknown) => showRule(context, rule)),
    vscode.commands.registerCommand('interactionData.restartServer', async () => {
      if (running) return (await running).restart();
      running = start(context, extraFiles);
      await running;
    }),
    extraFiles,
    tellOfTooLargeFiles(),
  );
  for (const document of vscode.workspace.textDocuments) startFor(document);
}

export async function deactivate(): Promise<void> {
  const client = await running;
  await client?.stop();
}

async function start(context: vscode.ExtensionContext, extraFiles: ExtraFiles): Promise<RunningClient> {
  const { startClient } = await import('./server');
  return startClient(context, extraFiles);
}
