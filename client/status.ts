import * as vscode from 'vscode';
import { isNamedByDefault } from '../server/config/files';
import type { FileStatus } from '../server/protocol/own-messages';
import { languageIds } from './selector';
import {
  countLine,
  formLine,
  limitLine,
  outlineLine,
  type Recognition,
  type StatusLine,
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
 * `namedBy` knows of files that a glob took.
 */
export function showLanguageStatus(
  namedBy: (document: vscode.TextDocument) => Recognition | undefined,
): LanguageStatus {
  const known = new Map<string, FileStatus>();
  let server: 'starts' | 'runs' | 'stopped' = 'starts';
  const main = createItem('count');
  /** Those that are not always there. */
  const others: vscode.LanguageStatusItem[] = [];
  const subscriptions = [
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
    if (!document || !languageIds.includes(document.languageId)) return;
    const recognition = namedBy(document) ?? recognitionOf(document);
    const status = known.get(document.uri.toString());
    setMain(countLine(status), INFORMATION, undefined, status === undefined);
    add('form', formLine(status, recognition), INFORMATION);
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
const restart: vscode.Command = { command: 'interactionData.restartServer', title: 'Restart Server' };
const changeLimit: vscode.Command = {
  command: 'workbench.action.openSettings',
  title: 'Change Limit',
  arguments: ['interactionData.maxFindings'],
};

function createItem(id: string): vscode.LanguageStatusItem {
  const item = vscode.languages.createLanguageStatusItem(`interactionData.${id}`, [...languageIds]);
  item.name = 'Interaction Data';
  return item;
}

/** Why a file that no glob took has our language: VS Code knows its name, or somebody chose the language. */
function recognitionOf({ uri }: vscode.TextDocument): Recognition {
  return isNamedByDefault(uri.path) ? 'name' : 'language';
}
