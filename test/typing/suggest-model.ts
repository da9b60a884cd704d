import type { CompletionItem, CompletionList, TextEdit } from 'vscode-languageserver/node';
import { finds, fuzzyScore } from './fuzzy-score';

/*
 * VS Code's list of suggestions while somebody types, as its SuggestModel, CompletionModel and fuzzy filter behave
 * (read in 1.139): when it asks the server, what it keeps, what it filters, when it closes, and which row it focuses. A
 * list that is open when a trigger character is typed, and still fits, stays on the screen until the answer to the next
 * question comes, whatever is typed meanwhile: Enter then takes a row that no longer fits.
 */

/** The line that is typed on, and where the cursor is in it. */
export interface Line {
  readonly number: number;
  readonly text: string;
  readonly column: number;
}

/** What the list asks the server: LSP's trigger kind, with the character of kind 2. */
export interface Question {
  readonly triggerKind: 1 | 2 | 3;
  readonly triggerCharacter?: string;
}

/** An item with the column that it was asked for at. */
interface Asked {
  readonly item: CompletionItem;
  readonly column: number;
}

/** What a question was asked for. */
interface Context {
  readonly line: Line;
  readonly wordStart: number;
  readonly wordEnd: number;
}

/** An item that is shown, with the text that it was found by. */
interface Found {
  readonly item: CompletionItem;
  readonly typed: string;
}

export interface SuggestModel {
  /** What is shown, in the server's order. Empty where no list is open. */
  readonly shown: () => readonly CompletionItem[];
  /** The row that takes Enter and Tab: the first one of the best that the server wants, else the first one. */
  readonly focused: () => CompletionItem | undefined;
  /**
   * Follows a key that was typed: `text` is what it inserted before the cursor. Gives what to ask the server;
   * undefined where nothing is asked.
   */
  readonly typed: (line: Line, text: string) => Question | undefined;
  /** Takes the answer to the last question over, when the cursor is at `line`. */
  readonly answered: (list: CompletionList | null, line: Line) => Question | undefined;
}

/** A list for a language with this pattern of words, whose server has these trigger characters. */
export function suggestModel(wordPattern: RegExp, triggerCharacters: readonly string[]): SuggestModel {
  let context: Context | undefined;
  /** Undefined while the server has not answered; what is shown stays until then if a list was open. */
  let items: readonly Asked[] | undefined;
  let isIncomplete = false;
  let modelColumn = 0;
  let shown: readonly Found[] = [];

  return { shown: () => shown.map(({ item }) => item), focused, typed, answered };

  function focused(): CompletionItem | undefined {
    const rows = shown.map(({ item, typed }) => ({ item, score: fuzzyScore(typed, textOf(item)) ?? 0 }));
    const highest = Math.max(...rows.map(({ score }) => score));
    const best = rows.filter(({ score }) => score === highest);
    return (best.find(({ item }) => item.preselect) ?? best[0])?.item;
  }

  function typed(line: Line, text: string): Question | undefined {
    // Quick suggestions are on in strings and elsewhere; they start where no list is open.
    const filtered = context && refilter(line);
    const question = filtered ?? (context ? undefined : quickSuggestion(line));
    const last = text.at(-1) ?? '';
    // A trigger character counts where the text is no word; it asks anew, whatever was to be asked.
    if (startsByItself(line) || !triggerCharacters.includes(last)) return question;
    return ask(line, { triggerKind: 2, triggerCharacter: last });
  }

  function answered(list: CompletionList | null, line: Line): Question | undefined {
    if (!context) return undefined;
    const { column } = context.line;
    items = sorted(list?.items ?? []).map((item) => ({ item, column }));
    isIncomplete = list?.isIncomplete === true;
    modelColumn = column;
    return refilter(line);
  }

  function refilter(line: Line): Question | undefined {
    if (!context) return undefined;
    const before = context.line;
    if (line.number !== before.number || indentOf(line) !== indentOf(before)) return cancel();
    const word = wordBefore(line);
    if (line.column < before.column) return word ? ask(line, { triggerKind: 1 }) : cancel();
    if (!items) return undefined;
    if (word && word.start > context.wordStart) {
      // A new word while a list is open: the items are kept and filtered anew; at a number nothing at all is done.
      if (!startsByItself(line)) return undefined;
      context = { line, wordStart: word.start, wordEnd: line.column };
      modelColumn = line.column;
    }
    if (line.column > context.line.column && isIncomplete && word) return ask(line, { triggerKind: 3 });
    shown = items
      .map((asked) => ({ item: asked.item, typed: typedFor(asked, line) }))
      .filter(({ item, typed }) => typed === '' || finds(typed, textOf(item)));
    if (shown.length > 0) return undefined;
    if (word && startsByItself(line) && context.wordEnd < word.start) return ask(line, { triggerKind: 1 });
    return cancel();
  }

  /** The text that a row is compared with. */
  function typedFor({ item, column }: Asked, line: Line): string {
    const { range } = item.textEdit as TextEdit;
    const overwriteBefore = column - range.start.character;
    const length =
      overwriteBefore + (line.column - (context as Context).line.column) - (column - modelColumn);
    const word = length > 0 ? line.text.slice(Math.max(0, line.column - length), line.column) : '';
    const blanks = /^[ \t]*/.exec(word.slice(0, overwriteBefore))?.[0].length ?? 0;
    return word.slice(blanks);
  }

  function quickSuggestion(line: Line): Question | undefined {
    return startsByItself(line) ? ask(line, { triggerKind: 1 }) : undefined;
  }

  function ask(line: Line, question: Question): Question {
    // What was shown stays until the answer comes; without a list there was nothing.
    if (!items) shown = [];
    items = undefined;
    context = { line, wordStart: wordBefore(line)?.start ?? line.column, wordEnd: line.column };
    return question;
  }

  function cancel(): undefined {
    context = undefined;
    items = undefined;
    shown = [];
    return undefined;
  }

  /** Whether the cursor is at the end of a word, or after its first character, and the word is no number. */
  function startsByItself(line: Line): boolean {
    const word = wordAt(line);
    return (
      word !== undefined &&
      (word.end === line.column || word.start + 1 === line.column) &&
      Number.isNaN(Number(word.text))
    );
  }

  function wordBefore(line: Line): { start: number } | undefined {
    const word = wordAt(line);
    return word && word.start < line.column ? word : undefined;
  }

  function wordAt({ text, column }: Line): { start: number; end: number; text: string } | undefined {
    for (const match of text.matchAll(wordPattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (start <= column && end >= column) return { start, end, text: match[0] };
      if (start > column) return undefined;
    }
    return undefined;
  }
}

function textOf({ filterText, label }: CompletionItem): string {
  return filterText ?? label;
}

function indentOf({ text, column }: Line): string {
  return /^[ \t]*/.exec(text.slice(0, column))?.[0] ?? '';
}

function sorted(items: readonly CompletionItem[]): readonly CompletionItem[] {
  const keyOf = ({ sortText, label }: CompletionItem) => (sortText || label).toLowerCase();
  return [...items].sort((one, other) =>
    keyOf(one) < keyOf(other) ? -1 : keyOf(one) > keyOf(other) ? 1 : 0,
  );
}
