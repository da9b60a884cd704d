import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient';

/** Keeps hints away from where the placeholders of a suggestion are being filled in. */
export interface Snippets extends vscode.Disposable {
  readonly middleware: Required<Pick<Middleware, 'provideCompletionItem' | 'provideInlayHints'>>;
}

/** Our own command that runs after a suggestion with placeholders is accepted. */
const ACCEPTED = 'interactionData.snippetAccepted';

/** The lines of the suggestion that was accepted last, as long as the cursor is in them. */
interface Held {
  readonly document: vscode.TextDocument;
  readonly first: number;
  /** How many lines of the document come after it: what is typed in it makes it longer. */
  readonly after: number;
  readonly end: vscode.Disposable;
}

/**
 * VS Code tells no extension whether placeholders are being filled in. So from a suggestion with placeholders that is
 * accepted until the cursor leaves its lines they show no hints: these would move what is typed. `released` is told when
 * they can be shown again.
 */
export function watchSnippets(released: (document: vscode.TextDocument) => void): Snippets {
  let held: Held | undefined;
  const command = vscode.commands.registerCommand(ACCEPTED, accepted);
  return {
    middleware: {
      async provideCompletionItem(document, position, context, token, next) {
        const list = await next(document, position, context, token);
        for (const item of Array.isArray(list) ? list : (list?.items ?? [])) {
          const text = item.insertText;
          if (!(text instanceof vscode.SnippetString) || !hasPlaceholders(text)) continue;
          const lines = text.value.split('\n').length;
          item.command = {
            title: item.command?.title ?? '',
            command: ACCEPTED,
            arguments: [position.line, lines, item.command],
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

  async function accepted(first: number, lines: number, further: vscode.Command | undefined): Promise<void> {
    release();
    const document = vscode.window.activeTextEditor?.document;
    if (document) held = { document, first, after: document.lineCount - first - lines, end: untilLeft() };
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

function hasPlaceholders({ value }: vscode.SnippetString): boolean {
  return /(?<!\\)\$\{?[1-9]/.test(value);
}
