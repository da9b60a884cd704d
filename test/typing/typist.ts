import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CompletionItem, CompletionList } from 'vscode-languageserver/node';
import type { Client } from '../support/client';
import { type Line, type Question, suggestModel } from './suggest-model';

/** What is needed of a server. */
export type Server = Pick<Client, 'initialized' | 'open' | 'change' | 'close' | 'request'>;

/** How somebody types. */
export interface Habits {
  readonly languageId: 'interaction-json' | 'interaction-jsonl';
  /** Whether the editor closes brackets and quotes. */
  readonly closes: boolean;
  /** How many keys later the server answers, from the text that is there by then. */
  readonly late: number;
}

/** What came of it. */
export interface Typed {
  readonly text: string;
  /** A key that went to a list instead of the text, and what the list would have inserted. */
  readonly taken: readonly string[];
  /** Lists that opened by themselves and had something that writes more than one member. */
  readonly heaps: readonly string[];
  readonly lists: number;
}

const wordPatterns = new Map<string, RegExp>();

function wordPatternOf(languageId: string): RegExp {
  let known = wordPatterns.get(languageId);
  if (!known) {
    const path = join(__dirname, `../../syntaxes/${languageId}.language-configuration.json`);
    const { wordPattern } = JSON.parse(readFileSync(path, 'utf8'));
    known = new RegExp(wordPattern.pattern, `${wordPattern.flags}g`);
    wordPatterns.set(languageId, known);
  }
  return known;
}

const closing: Readonly<Record<string, string>> = { '{': '}', '[': ']', '"': '"' };

/**
 * Types a text into an empty file key by key, with Enter for each line end, and follows the list of suggestions. The
 * indentation of a line comes with Enter. What the editor closed and nobody typed over is left out of the result.
 */
export async function type(client: Server, uri: string, wanted: string, habits: Habits): Promise<Typed> {
  const triggers = client.initialized.capabilities.completionProvider?.triggerCharacters ?? [];
  const model = suggestModel(wordPatternOf(habits.languageId), triggers);
  const taken: string[] = [];
  const heaps: string[] = [];
  let text = '';
  let cursor = 0;
  let lineNumber = 0;
  let version = 1;
  let lists = 0;
  /** Where the editor put a closing character that can be typed over, as distances from the end of the text. */
  let closers: readonly number[] = [];
  /** What the server is asked, and after how many more keys it answers. */
  let onItsWay: { readonly question: Question; readonly line: Line; keysLeft: number } | undefined;

  await client.open(uri, '', habits.languageId);
  for (const key of keysOf(wanted)) {
    const isEnter = key.startsWith('\n') || key.startsWith('\r');
    const isTaken = isEnter || model.shown().some(({ commitCharacters }) => commitCharacters?.includes(key));
    const row = isTaken ? model.focused() : undefined;
    if (row) {
      taken.push(`${JSON.stringify(key)} takes ${row.label} at ${JSON.stringify(text.slice(-60))}`);
    }
    const inserted = press(key);
    let question = model.typed(line(), isEnter ? '' : inserted);
    for (;;) {
      // An answer that comes late is for nothing where something else was asked since.
      if (question) onItsWay = { question, line: line(), keysLeft: habits.late };
      if (!onItsWay || onItsWay.keysLeft-- > 0) break;
      question = await answer(onItsWay);
    }
  }
  await client.close(uri);
  return {
    text: text.slice(0, cursor) + text.slice(cursor).replaceAll(/[\s}\]]+/g, ''),
    taken,
    heaps,
    lists,
  };

  /** Does to the text what a key does; gives what it inserted before the cursor. */
  function press(key: string): string {
    const fromEnd = text.length - cursor;
    if (habits.closes && text[cursor] === key && closers.includes(fromEnd) && text[cursor - 1] !== '\\') {
      closers = closers.filter((each) => each !== fromEnd);
      cursor++;
      return key;
    }
    const isInString = isStringOpen(line());
    const follows = text[cursor] ?? '\n';
    const close = closing[key];
    const closes = habits.closes && close !== undefined && !isInString && /[,:}\]\s]/.test(follows);
    change(`${key}${closes ? close : ''}`, key.length);
    if (closes) closers = [...closers, text.length - cursor];
    return key;
  }

  function change(insert: string, moves: number): void {
    text = text.slice(0, cursor) + insert + text.slice(cursor);
    cursor += moves;
    if (/[\r\n]/.test(insert)) lineNumber++;
  }

  function line(): Line {
    const start = text.lastIndexOf('\n', cursor - 1) + 1;
    const end = text.indexOf('\n', cursor);
    return {
      number: lineNumber,
      text: text.slice(start, end < 0 ? text.length : end).replace(/\r$/, ''),
      column: cursor - start,
    };
  }

  /** Asks the server; all that was typed since the last time goes to it as one change. */
  async function answer(asked: { question: Question; line: Line }): Promise<Question | undefined> {
    onItsWay = undefined;
    await client.change(uri, ++version, { text });
    const list = await client.request<CompletionList | null>('textDocument/completion', {
      textDocument: { uri },
      position: { line: asked.line.number, character: asked.line.column },
      context: asked.question,
    });
    if (list?.items.length) lists++;
    const heap = list?.items.find(writesMany);
    if (heap) heaps.push(`${heap.label} at ${JSON.stringify(text.slice(-60))}`);
    return model.answered(list, line());
  }
}

/** The keys that type a text; the indentation of a line belongs to the line end before it. */
function keysOf(text: string): readonly string[] {
  return text.match(/\r?\n[ \t]*|./gsu) ?? [];
}

function isStringOpen({ text, column }: Line): boolean {
  return text.slice(0, column).replaceAll(/\\./g, '').split('"').length % 2 === 0;
}

/** Whether accepting an item would write more than one member. */
function writesMany({ textEdit }: CompletionItem): boolean {
  const { newText = '' } = textEdit ?? {};
  return (newText.match(/"[\w ]+"\s*:/g)?.length ?? 0) > 1;
}
