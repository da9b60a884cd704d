import * as vscode from 'vscode';
import { isOurLanguage } from '../server/config/languages';
import type { FileStatus } from '../server/protocol/own-messages';
import type { Recogniser } from './recognition';
import { recordSelector } from './selector';
import {
  countLine,
  excludedLine,
  formLine,
  limitLine,
  outlineLine,
  type Recognition,
  type StatusLine,
  schemasLine,
} from './status-words';

/** What the language status shows, as the rest of the extension changes it. */
export interface LanguageStatus extends vscode.Disposable {
  /** Takes what the server told of a file. */
  readonly take: (status: FileStatus) => void;
  /** The server starts, runs or is gone; what it told before is void unless it runs. */
  readonly setServer: (state: 'starts' | 'runs' | 'stopped') => void;
}

const { Error: ERROR, Information: INFORMATION, Warning: WARNING } = vscode.LanguageStatusSeverity;

/**
 * Says of the file in the active editor how it was recognised, how much is in it, and which limits it reached.
 */
export function showLanguageStatus({ recognitionOf, onDidChange }: Recogniser): LanguageStatus {
  const known = new Map<string, FileStatus>();
  let server: 'starts' | 'runs' | 'stopped' = 'starts';
  const main = createItem('count');
  /** Those that are not always there. */
  const others: vscode.LanguageStatusItem[] = [];
  const subscriptions = [
    onDidChange(show),
    vscode.window.onDidChangeActiveTextEditor(show),
    // A file that gets another language is closed and opened again, in the same editor.
    vscode.workspace.onDidOpenTextDocument(show),
    vscode.workspace.onDidCloseTextDocument((document) => {
      known.delete(document.uri.toString());
      show();
    }),
  ];
  show();
  return {
    take(status) {
      known.set(status.uri, status);
      show();
    },
    setServer(state) {
      server = state;
      if (state !== 'runs') known.clear();
      show();
    },
    dispose() {
      vscode.Disposable.from(main, ...others, ...subscriptions).dispose();
    },
  };

  function show(): void {
    for (const item of others.splice(0)) item.dispose();
    const document = vscode.window.activeTextEditor?.document;
    if (server === 'stopped') return setMain(stopped, ERROR, restart);
    // With an editor of another language none of the items is seen.
    if (!document || !isOurLanguage(document.languageId)) return;
    const recognition = recognitionOf(document) ?? 'language';
    if (isExclusion(recognition)) return setMain(excludedLine(recognition.excludedBy), INFORMATION, why);
    const status = known.get(document.uri.toString());
    setMain(countLine(status), INFORMATION, undefined, status === undefined);
    add('form', formLine(status, recognition), INFORMATION, commandFor(recognition, document));
    if (recognition === 'content') add('schemas', schemasLine, INFORMATION);
    if (!status) return;
    add('limit', limitLine(status), WARNING, changeLimit);
    add('outline', outlineLine(status), INFORMATION);
  }

  function setMain(
    line: StatusLine,
    severity: vscode.LanguageStatusSeverity,
    command?: vscode.Command,
    busy = false,
  ): void {
    Object.assign(main, { ...line, severity, command, busy });
  }

  function add(
    id: string,
    line: StatusLine | undefined,
    severity: vscode.LanguageStatusSeverity,
    command?: vscode.Command,
  ): void {
    if (line) others.push(Object.assign(createItem(id), { ...line, severity, command }));
  }
}

const stopped: StatusLine = {
  text: 'Language server stopped',
  detail: 'nothing is checked',
};
const why: vscode.Command = { command: 'interactionData.why', title: 'Why?' };
const restart: vscode.Command = { command: 'interactionData.restartServer', title: 'Restart Server' };
const changeLimit: vscode.Command = {
  command: 'workbench.action.openSettings',
  title: 'Change Limit',
  arguments: ['interactionData.maxFindings'],
};

function createItem(id: string): vscode.LanguageStatusItem {
  const item = vscode.languages.createLanguageStatusItem(`interactionData.${id}`, recordSelector);
  item.name = 'Interaction Data';
  return item;
}

function isExclusion(recognition: Recognition): recognition is { readonly excludedBy: string } {
  return typeof recognition === 'object' && 'excludedBy' in recognition;
}

/** What undoes a recognition that somebody may not have meant, or explains one. */
function commandFor(recognition: Recognition, { uri }: vscode.TextDocument): vscode.Command {
  if (recognition !== 'content') return why;
  return { command: 'interactionData.notHere', title: 'Treat as Plain JSON', arguments: [uri] };
}
