import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient';

/** Keeps hints away from where the placeholders of a snippet are being filled in, and suggestions in the placeholders. */
export interface Snippets extends vscode.Disposable {
  readonly middleware: Required<Pick<Middleware, 'provideCompletionItem' | 'provideInlayHints'>>;
}

/** Our own command that runs after a suggestion with placeholders is accepted. */
const ACCEPTED = 'interactionData.snippetAccepted';

/** Tells that a snippet with this text was inserted from a line on, if there are several placeholders to fill in. */
export async function fillIn(first: number, text: string): Promise<void> {
  if (hasSeveralPlaceholders(text)) await vscode.commands.executeCommand(ACCEPTED, first, text);
}

/** The lines of the snippet that was inserted last, as long as the cursor is in them. */
interface Held {
  readonly document: vscode.TextDocument;
  readonly first: number;
  /** How many lines of the document come after it: what is typed in it makes it longer. */
  readonly after: number;
  readonly hasSeveralPlaceholders: boolean;
  readonly end: vscode.Disposable;
}

/**
 * VS Code tells no extension whether placeholders are being filled in. So from a suggestion with placeholders that is
 * accepted until the cursor leaves its lines they show no hints: these would move what is typed. `released` is told when
 * they can be shown again. A suggestion that is accepted there meanwhile stays between the quotes, if there are several.
 */
export function watchSnippets(released: (document: vscode.TextDocument) => void): Snippets {
  let held: Held | undefined;
  const command = vscode.commands.registerCommand(ACCEPTED, accepted);
  return {
    middleware: {
      async provideCompletionItem(document, position, context, token, next) {
        const list = await next(document, position, context, token);
        for (const item of Array.isArray(list) ? list : (list?.items ?? [])) {
          if (held?.hasSeveralPlaceholders && isHeld(document, position.line)) {
            keepQuote(item, document, position);
          }
          const text = item.insertText;
          if (!(text instanceof vscode.SnippetString) || !hasPlaceholders(text)) continue;
          item.command = {
            title: item.command?.title ?? '',
            command: ACCEPTED,
            arguments: [position.line, text.value, item.command],
          };
        }
        return list;
      },
      async provideInlayHints(document, range, token, next) {
        const hints = await next(document, range, token);
        // What stands before a line keeps it in its column.
        return hints?.filter(({ position }) => position.character === 0 || !isHeld(document, position.line));
      },
    },
    dispose() {
      release();
      command.dispose();
    },
  };

  async function accepted(first: number, text: string, further?: vscode.Command): Promise<void> {
    release();
    const document = vscode.window.activeTextEditor?.document;
    if (document) {
      const after = document.lineCount - first - text.split('\n').length;
      held = {
        document,
        first,
        after,
        hasSeveralPlaceholders: hasSeveralPlaceholders(text),
        end: untilLeft(),
      };
    }
    if (further) await vscode.commands.executeCommand(further.command, ...(further.arguments ?? []));
  }

  function untilLeft(): vscode.Disposable {
    return vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor(release),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor: { document }, selections }) => {
        const isLeft = selections.some(({ active }) => !isHeld(document, active.line));
        if (document === held?.document && isLeft) release();
      }),
    );
  }

  function isHeld(document: vscode.TextDocument, line: number): boolean {
    if (held?.document !== document) return false;
    return line >= held.first && line < document.lineCount - held.after;
  }

  function release(): void {
    if (!held) return;
    const { document, end } = held;
    held = undefined;
    end.dispose();
    released(document);
  }
}

/**
 * Leaves the closing quote after the cursor as it is. VS Code ends the filling in where a suggestion takes more than the
 * placeholder: the Tab to the next one would be white space, and what is typed then would stand after the string.
 */
function keepQuote(
  item: vscode.CompletionItem,
  document: vscode.TextDocument,
  cursor: vscode.Position,
): void {
  const { range, insertText } = item;
  const isSnippet = insertText instanceof vscode.SnippetString;
  if (isSnippet && hasPlaceholders(insertText)) return;
  const text = isSnippet ? insertText.value : insertText;
  if (!(range instanceof vscode.Range) || !text?.endsWith('"')) return;
  if (!range.end.isAfter(cursor) || !document.getText(range).endsWith('"')) return;
  item.range = range.with({ end: range.end.translate(0, -1) });
  item.insertText = isSnippet ? new vscode.SnippetString(text.slice(0, -1)) : text.slice(0, -1);
}

function hasPlaceholders({ value }: vscode.SnippetString): boolean {
  return /(?<!\\)\$\{?[1-9]/.test(value);
}

function hasSeveralPlaceholders(text: string): boolean {
  return /(?<!\\)\$\{?2/.test(text);
}
