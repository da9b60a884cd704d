import * as vscode from 'vscode';
import { isOurLanguage, languageIds } from '../server/config/languages';
import { harmless } from '../server/words/harmless';
import { t } from '../server/words/language';
import type { Answers } from './answers';
import { placeForGlob, writeGlob } from './project-glob';
import { type Recogniser, setLanguage } from './recognition';
import { recordSelector } from './selector';

/*
 * What is shown of a file that looks like one with records and that nothing names: one line above its text and the same
 * in the language status. Nothing pops up, and nothing changes until somebody answers.
 */

/** So many files of a folder that look like ours make an answer for the whole folder the likely one. */
const MANY_IN_A_FOLDER = 3;

const CHECK = 'interactionData.checkFile';
const asking = () => t`Looks like phone call records`;
const taken = () => t`Checked as phone call records`;

/** Shows what the recogniser offers, and carries out the answers. */
export function showOffers(recogniser: Recogniser, answers: Answers): vscode.Disposable {
  const lensesChange = new vscode.EventEmitter<void>();
  const items: vscode.LanguageStatusItem[] = [];
  /** By folder, the files in it that were offered in this session. */
  const seen = new Map<string, Set<string>>();
  let lenses: vscode.Disposable | undefined;
  let isOffering = false;
  const subscriptions = vscode.Disposable.from(
    lensesChange,
    recogniser.onDidChange(show),
    vscode.window.onDidChangeActiveTextEditor(show),
    vscode.workspace.onDidOpenTextDocument(show),
    vscode.commands.registerCommand(CHECK, (uri: unknown) => answer(uri, true)),
    vscode.commands.registerCommand('interactionData.notHere', (uri: unknown) => answer(uri, false)),
    vscode.commands.registerCommand('interactionData.alwaysInFolder', always),
    vscode.commands.registerCommand('interactionData.forgetAnswers', async () => {
      answers.forget();
      await recogniser.lookAgain();
    }),
  );
  show();
  return {
    dispose: () => vscode.Disposable.from(subscriptions, ...items, ...(lenses ? [lenses] : [])).dispose(),
  };

  function show(): void {
    const document = vscode.window.activeTextEditor?.document;
    for (const item of items.splice(0)) item.dispose();
    const offered = document && recogniser.offerFor(document) ? document : undefined;
    setOffering(offered !== undefined);
    if (offered) {
      remember(offered);
      items.push(...statusItems(offered, answersFor(offered)));
    }
    if (offered || (document && recogniser.isJustTaken(document))) lenses ??= provideLenses();
    if (lenses) lensesChange.fire();
  }

  /** The command palette has the answers where there is a question. */
  function setOffering(now: boolean): void {
    if (now === isOffering) return;
    isOffering = now;
    void vscode.commands.executeCommand('setContext', 'interactionData.isOffering', now);
  }

  function remember({ uri }: vscode.TextDocument): void {
    const folder = vscode.Uri.joinPath(uri, '..').toString();
    seen.set(folder, (seen.get(folder) ?? new Set()).add(uri.toString()));
  }

  /** Registered with the first offer: most windows never have one. */
  function provideLenses(): vscode.Disposable {
    return vscode.languages.registerCodeLensProvider(
      [{ language: 'json' }, { language: 'jsonl' }, ...recordSelector],
      {
        onDidChangeCodeLenses: lensesChange.event,
        provideCodeLenses(document) {
          const isAsking = recogniser.offerFor(document) !== undefined;
          if (!isAsking && !recogniser.isJustTaken(document)) return [];
          const title = isAsking ? asking() : taken();
          const possible = answersFor(document).filter(({ command }) => isAsking || command !== CHECK);
          return [{ title, command: '' }, ...possible].map(
            (command) => new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), command),
          );
        },
      },
    );
  }

  function answersFor(document: vscode.TextDocument): vscode.Command[] {
    const { uri } = document;
    const isTaken = isOurLanguage(document.languageId);
    const check = { title: t`Check This File`, command: CHECK, arguments: [uri] };
    const not = {
      title: isTaken ? t`Treat as Plain JSON` : t`Not Here`,
      command: 'interactionData.notHere',
      arguments: [uri],
    };
    const place = placeForGlob(uri);
    if (!place) return [check, not];
    const always = {
      title: harmless(t`Always in ${place.folder}`),
      command: 'interactionData.alwaysInFolder',
      arguments: [uri],
    };
    const inFolder = seen.get(vscode.Uri.joinPath(uri, '..').toString())?.size ?? 0;
    return inFolder >= MANY_IN_A_FOLDER ? [always, check, not] : [check, always, not];
  }

  async function answer(uri: unknown, isOurs: boolean): Promise<void> {
    const document = documentOf(uri);
    if (!document) return;
    if (!recogniser.isCandidate(document)) return setLanguage(document, isOurs ? languageIds.json : 'json');
    answers.give(document.uri, isOurs);
    await recogniser.lookAgain(document);
    // What is excluded, or another tool's, stays so: the reasons say it.
    if (isOurs !== isOurLanguage(document.languageId)) {
      await vscode.commands.executeCommand('interactionData.why', document.uri);
    }
  }

  async function always(uri: unknown): Promise<void> {
    const document = documentOf(uri);
    if (!document || !(await writeGlob(document.uri))) return;
    answers.forget(document.uri);
    await recogniser.lookAgain();
  }
}

function statusItems(
  document: vscode.TextDocument,
  answers: readonly vscode.Command[],
): vscode.LanguageStatusItem[] {
  return answers.map((command, index) => {
    const id = `interactionData.offer.${index}`;
    const item = vscode.languages.createLanguageStatusItem(id, { language: document.languageId });
    item.name = 'Interaction Data';
    item.text = textFor(command);
    item.command = command;
    return item;
  });
}

function textFor({ command }: vscode.Command): string {
  if (command === CHECK) return asking();
  return command === 'interactionData.alwaysInFolder' ? t`More files like this one` : t`Another kind of JSON`;
}

/** The open document that a command is about: the one of an address, or the active one. */
export function documentOf(uri: unknown): vscode.TextDocument | undefined {
  if (!(uri instanceof vscode.Uri)) return vscode.window.activeTextEditor?.document;
  const address = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === address);
}
