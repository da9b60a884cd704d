import assert from 'node:assert/strict';
import type { Chunk } from '../../server/document/chunk';
import { chunksOf, type Document } from '../../server/document/document';
import { entriesOf, nestedEntries } from '../../server/document/entries';
import { applyEdits, type TextEdit } from '../../server/edit/text-edit';
import { complete } from '../../server/features/complete/complete';
import type { Occasion } from '../../server/features/complete/where/occasion';
import type { CompletionItem } from '../../server/features/complete/write/item';
import type { RecordType } from '../../server/spec/record-type';
import { settled } from './engines';

/** The time that dates in completions show. */
export const now = '2026-03-20T10:00:00.000Z';

export type Form = 'json' | 'lines';

/** A text with its cursor, written as `|`. */
export interface Cursor {
  readonly text: string;
  readonly offset: number;
}

/** Takes the `|` out of a text. */
export function cursorIn(marked: string): Cursor {
  const offset = marked.indexOf('|');
  assert.ok(offset >= 0, 'the text marks the cursor with |');
  return { text: marked.slice(0, offset) + marked.slice(offset + 1), offset };
}

/** The suggestions at the `|` in a text. */
export function itemsAt(
  marked: string,
  form: Form = 'json',
  occasion: Occasion = 'asked',
  type?: RecordType,
): readonly CompletionItem[] {
  const { text, offset } = cursorIn(marked);
  return complete(settled(text, form, type), offset, { now, occasion });
}

/** The label of the suggestion that is focused when the list opens at the `|` in a text. */
export function likeliestAt(marked: string, occasion: Occasion = 'asked'): string | undefined {
  const items = itemsAt(marked, 'json', occasion);
  return (items.find(({ isLikeliest }) => isLikeliest) ?? items[0])?.label;
}

/** The labels of the suggestions at the `|` in a text, in their order. */
export function labelsAt(marked: string, form: Form = 'json'): readonly string[] {
  const items = itemsAt(marked, form);
  const sorted = [...items].sort((one, other) => (one.sortText < other.sortText ? -1 : 1));
  assert.deepEqual(
    sorted.map(({ label }) => label),
    items.map(({ label }) => label),
    'sortText keeps the order',
  );
  return items.map(({ label }) => label);
}

/** The text after accepting the suggestion with this label at the `|`; all that an editor asks of it is checked. */
export function accept(marked: string, label: string, form: Form = 'json'): string {
  const { text, offset } = cursorIn(marked);
  const item = itemsAt(marked, form).find((one) => one.label === label);
  assert.ok(item, `${label} is offered in ${JSON.stringify(marked)}, not only ${labelsAt(marked, form)}`);
  checkForEditor(text, offset, item);
  const typed = text.slice(item.edit.start, offset).trimStart();
  assert.ok(isFoundBy(typed, item.filterText), `${typed} finds ${item.filterText}`);
  return apply(text, item);
}

/** The text after accepting a suggestion. */
export function apply(text: string, item: CompletionItem): string {
  return applyEdits(text, editsOf(item));
}

/** All edits that accepting a suggestion makes. */
export function editsOf({ edit, additionalEdits }: CompletionItem): readonly TextEdit[] {
  return [...(additionalEdits ?? []), { start: edit.start, end: edit.end, text: edit.plain }];
}

/** The holes that snippets leave open, for which the plain text has the example of the specification. */
const openHole = /("?(?:owner_id|creator_app_id)"[ \t]?:[ \t]?)(?=[,\r\n}]|$)/g;

/** Checks what editors ask of a suggestion whatever is typed: the place of its edits, its two forms, its filter. */
export function checkForEditor(text: string, offset: number, item: CompletionItem): void {
  const { start, end, snippet, plain } = item.edit;
  assert.ok(start <= offset && offset <= end, `${item.label}: the edit contains the cursor`);
  assert.doesNotMatch(text.slice(start, end), /[\r\n]/, `${item.label}: the edit stays on its line`);
  for (const form of [snippet, item.edit.snippetWithoutChoices]) {
    const filled = expandSnippet(form).replaceAll(openHole, (_, key: string) =>
      key.includes('owner') ? `${key}321` : `${key}135`,
    );
    assert.equal(filled, plain, `${item.label}: the snippet with its defaults is the plain text`);
  }
  assert.doesNotMatch(item.edit.snippetWithoutChoices, /\$\{\d+\|/);
  for (const other of item.additionalEdits ?? []) {
    assert.ok(other.end < start || other.start > end, `${item.label}: edits do not touch`);
  }
  const quote = /^["']/.exec(text.slice(start, offset))?.[0];
  if (quote) assert.ok(item.filterText.includes(quote), `${item.label}: the filter has the quote`);
}

/** Whether an editor shows a suggestion once this was typed: all characters occur in it in this order. */
function isFoundBy(typed: string, filterText: string): boolean {
  let at = 0;
  for (const character of typed.toLowerCase()) {
    at = filterText.toLowerCase().indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** The text of a snippet with the default of every placeholder, read as the protocol's grammar says. */
export function expandSnippet(snippet: string): string {
  let at = 0;
  return readText('');

  function readText(end: string): string {
    let text = '';
    while (at < snippet.length && snippet[at] !== end) {
      const character = snippet[at++] as string;
      if (character === '\\' && /[\\$}]/.test(snippet[at] ?? '')) text += snippet[at++];
      else if (character === '$') text += readPlaceholder();
      else text += character;
    }
    return text;
  }

  function readPlaceholder(): string {
    const [number] = /^\{?[0-9]+/.exec(snippet.slice(at)) ?? assert.fail(`a bare $ in ${snippet}`);
    at += number.length;
    if (!number.startsWith('{')) return '';
    const kind = snippet[at++];
    if (kind === '}') return '';
    if (kind === '|') return readChoices()[0] ?? '';
    assert.equal(kind, ':');
    const text = readText('}');
    assert.equal(snippet[at++], '}');
    return text;
  }

  function readChoices(): string[] {
    const choices: string[] = [];
    let choice = '';
    for (; !snippet.startsWith('|}', at); at++) {
      assert.ok(at < snippet.length, `an open choice in ${snippet}`);
      if (snippet[at] === ',') {
        choices.push(choice);
        choice = '';
      } else {
        if (snippet[at] === '\\') at++;
        choice += snippet[at];
      }
    }
    at += 2;
    return [...choices, choice];
  }
}

/** How many defects the chunks of a settled document have; one that record and chunk both report counts once. */
export function defectsIn(chunks: readonly Chunk[]): number {
  let count = 0;
  for (const { record, problems } of chunks) {
    const places = [...(record?.problems ?? []), ...problems].map(({ kind, start }) => `${kind} ${start}`);
    count += new Set(places).size;
  }
  return count;
}

/**
 * The keys that stand between two UTF-16 offsets of a settled document and in their object, a record or its user data,
 * are there again.
 */
export function repeatedKeysBetween(document: Document, start: number, end: number): readonly string[] {
  const repeated: string[] = [];
  let offset = 0;
  for (const { record, text } of chunksOf(document)) {
    const from = start - offset;
    const to = end - offset;
    offset += text.length;
    if (record === undefined || to < 0 || from > record.end) continue;
    const entries = entriesOf(record);
    const udata = entries.filter(({ key }) => key === 'udata').map((entry) => nestedEntries(record, entry));
    for (const members of [entries, ...udata]) {
      const keys = members.map(({ key }) => key);
      for (const { key, keyStart } of members) {
        const isBetween = keyStart >= Math.max(0, from) && keyStart < to;
        if (isBetween && keys.indexOf(key) !== keys.lastIndexOf(key)) repeated.push(key);
      }
    }
  }
  return repeated;
}
