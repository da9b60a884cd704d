import * as vscode from 'vscode';
import { isOurLanguage } from '../server/config/languages';
import type { FileStatus } from '../server/protocol/own-messages';
import { t } from '../server/words/language';
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
  /** By their ids. Who looks at them sees those that stay the same stay where they are. */
  const items = new Map<LineId, vscode.LanguageStatusItem>();
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
      vscode.Disposable.from(...items.values(), ...subscriptions).dispose();
    },
  };

  function show(): void {
    const lines = linesToShow();
    for (const id of lineIds) {
      const line = lines[id];
      if (line) Object.assign(items.get(id) ?? create(id), { command: undefined, busy: false, ...line });
      else {
        items.get(id)?.dispose();
        items.delete(id);
      }
    }
  }

  function linesToShow(): Lines {
    if (server === 'stopped') return { count: { ...stopped(), severity: ERROR, command: restart() } };
    const document = vscode.window.activeTextEditor?.document;
    // With an editor of another language none of the items is seen.
    if (!document || !isOurLanguage(document.languageId)) return {};
    const recognition = recognitionOf(document) ?? 'language';
    if (isExclusion(recognition))
      return { count: { ...excludedLine(recognition.excludedBy), severity: INFORMATION, command: why() } };
    const status = known.get(document.uri.toString());
    const limit = status && limitLine(status);
    const outline = status && outlineLine(status);
    return {
      count: { ...countLine(status), severity: INFORMATION, busy: status === undefined },
      form: {
        ...formLine(status, recognition),
        severity: INFORMATION,
        command: commandFor(recognition, document),
      },
      schemas: recognition === 'content' ? { ...schemasLine(), severity: INFORMATION } : undefined,
      limit: limit && { ...limit, severity: WARNING, command: changeLimit() },
      outline: outline && { ...outline, severity: INFORMATION },
    };
  }

  function create(id: LineId): vscode.LanguageStatusItem {
    const item = vscode.languages.createLanguageStatusItem(`interactionData.${id}`, recordSelector);
    item.name = 'Interaction Data';
    items.set(id, item);
    return item;
  }
}

/** The lines that there can be, in the order in which they are made. */
const lineIds = ['count', 'form', 'schemas', 'limit', 'outline'] as const;

type LineId = (typeof lineIds)[number];

/** What is shown now; a line that is absent is not there. */
type Lines = {
  readonly [Id in LineId]?:
    | (StatusLine & {
        readonly severity: vscode.LanguageStatusSeverity;
        readonly command?: vscode.Command;
        readonly busy?: boolean;
      })
    | undefined;
};

const stopped = (): StatusLine => ({ text: t`Language server stopped`, detail: t`nothing is checked` });
const why = (): vscode.Command => ({ command: 'interactionData.why', title: t`Why?` });
const restart = (): vscode.Command => ({
  command: 'interactionData.restartServer',
  title: t`Restart Server`,
});
const changeLimit = (): vscode.Command => ({
  command: 'workbench.action.openSettings',
  title: t`Change Limit`,
  arguments: ['interactionData.maxFindings'],
});

function isExclusion(recognition: Recognition): recognition is { readonly excludedBy: string } {
  return typeof recognition === 'object' && 'excludedBy' in recognition;
}

/** What undoes a recognition that somebody may not have meant, or explains one. */
function commandFor(recognition: Recognition, { uri }: vscode.TextDocument): vscode.Command {
  if (recognition !== 'content') return why();
  return { command: 'interactionData.notHere', title: t`Treat as Plain JSON`, arguments: [uri] };
}
