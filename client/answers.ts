import * as vscode from 'vscode';

/** What somebody said of a file: that it holds records, or that it is plain JSON. */
export interface Answer {
  readonly isOurs: boolean;
  /** The day, as `YYYY-MM-DD`. */
  readonly day: string;
}

/** The answers to "does this file hold records?" in this workspace, remembered by it. */
export interface Answers {
  readonly of: (uri: vscode.Uri) => Answer | undefined;
  readonly give: (uri: vscode.Uri, isOurs: boolean) => void;
  /** Forgets the answer about one file, or all. */
  readonly forget: (uri?: vscode.Uri) => void;
  /** Whether nobody was told yet in this workspace that files are taken without a question; from then on it is told. */
  readonly isFirstTaken: () => boolean;
}

const KEY = 'answers';
const TOLD = 'toldOfDetection';
/** Enough for everybody; the oldest are forgotten first. */
const MOST_ANSWERS = 1000;

/** Whether a workspace remembers any answer. */
export function hasAnswers(memory: vscode.Memento): boolean {
  return memory.get(KEY) !== undefined;
}

/** Reads the answers that a workspace remembers. The context key tells the command palette whether there are any. */
export function readAnswers(memory: vscode.Memento): Answers {
  let answers = new Map(Object.entries(memory.get<Record<string, Answer>>(KEY, {})));
  // A key that nobody has set is false.
  if (answers.size > 0) tell();
  return {
    of: (uri) => answers.get(uri.toString()),
    give(uri, isOurs) {
      const address = uri.toString();
      answers.delete(address);
      answers.set(address, { isOurs, day: new Date().toISOString().slice(0, 10) });
      keep();
    },
    forget(uri) {
      if (uri) answers.delete(uri.toString());
      else {
        answers.clear();
        void memory.update(TOLD, undefined);
      }
      keep();
    },
    isFirstTaken() {
      if (memory.get<boolean>(TOLD, false)) return false;
      void memory.update(TOLD, true);
      return true;
    },
  };

  function keep(): void {
    answers = new Map([...answers].slice(-MOST_ANSWERS));
    void memory.update(KEY, answers.size === 0 ? undefined : Object.fromEntries(answers));
    tell();
  }

  function tell(): void {
    void vscode.commands.executeCommand('setContext', 'interactionData.hasAnswers', answers.size > 0);
  }
}
