import * as vscode from 'vscode';
import { copyKinds } from '../server/protocol/own-messages';
import { readAnswers } from './answers';
import { completeFields, fixAll, fixRecord, newFile, newRecord } from './commands';
import { showGhostText } from './ghost-text';
import { showOffers } from './offer';
import { type Recogniser, recogniseFiles } from './recognition';
import { isOurs } from './selector';
import type { RunningClient } from './server';
import { setSeverity } from './severity';
import { showFields, showRule } from './show-page';
import { tellOfTooLargeFiles } from './too-large';
import { showWhy } from './why';
import './words';

/*
 * The extension in a window that has something for it to do (`door.ts`). What reads settings and files, and the language
 * client and the server, are bundles that are loaded when a file needs them.
 */

/** Set when the client is started, whatever comes of that. */
let running: Promise<RunningClient> | undefined;

/** Begins its work; documents that `wereOpen` were looked at before, and nothing in them was ours. */
export function begin(
  context: vscode.ExtensionContext,
  wereOpen: Pick<WeakSet<vscode.TextDocument>, 'has'>,
): void {
  const answers = readAnswers(context.workspaceState);
  const recogniser = recogniseFiles(answers, wereOpen);
  const startFor = (document: vscode.TextDocument) => {
    if (isOurs(document)) running ??= start(context, recogniser);
  };
  const command = vscode.commands.registerCommand;
  context.subscriptions.push(
    vscode.workspace.onDidOpenTextDocument(startFor),
    command('interactionData.showRule', (rule: unknown) => showRule(context, rule)),
    command('interactionData.setSeverity', setSeverity),
    command('interactionData.writeEntry', async (...given: unknown[]) =>
      (await import('./config')).writeEntry(...given),
    ),
    command('interactionData.showRules', (rule: unknown) => showRule(context, rule)),
    command('interactionData.openWalkthrough', () =>
      vscode.commands.executeCommand(
        'workbench.action.openWalkthrough',
        `${context.extension.id}#start`,
        false,
      ),
    ),
    command('interactionData.showFields', () => showFields(context)),
    command('interactionData.newFile', newFile),
    command('interactionData.newRecord', newRecord),
    command('interactionData.completeFields', async () => {
      if (running) await completeFields((await running).fixFor);
    }),
    command('interactionData.fixAll', fixAll),
    command('interactionData.fixRecord', fixRecord),
    command('interactionData.goToRecord', async () => (await running)?.navigation.goToRecord()),
    command('interactionData.goToParent', async (...place) =>
      (await running)?.navigation.goToParent(...place),
    ),
    command('interactionData.goToChildren', async (...place) =>
      (await running)?.navigation.goToChildren(...place),
    ),
    command('interactionData.nextProblemRecord', async () => (await running)?.navigation.goToProblem(false)),
    command('interactionData.previousProblemRecord', async () =>
      (await running)?.navigation.goToProblem(true),
    ),
    ...copyKinds.map((kind) =>
      command(`interactionData.${kind}`, async (uri: unknown, position: unknown) =>
        (await running)?.copy(kind, uri, position),
      ),
    ),
    command('interactionData.why', (uri: unknown) => showWhy(uri, recogniser, answers)),
    command('interactionData.restartServer', async () => {
      if (running) return (await running).restart();
      running = start(context, recogniser);
      await running;
    }),
    recogniser,
    showOffers(recogniser, answers),
    showGhostText(context.globalStorageUri),
    tellOfTooLargeFiles(),
  );
  for (const document of vscode.workspace.textDocuments) startFor(document);
}

/** Ends the server. */
export async function end(): Promise<void> {
  const client = await running;
  await client?.stop();
}

async function start(context: vscode.ExtensionContext, recogniser: Recogniser): Promise<RunningClient> {
  // The command palette has what needs the server from now on.
  void vscode.commands.executeCommand('setContext', 'interactionData.isStarted', true);
  const { startClient } = await import('./server');
  return startClient(context, recogniser);
}
