import { chunkAt, type Document, textBetween } from '../document/document';
import type { DataRecord, Entry } from '../document/record';
import { type Key, walkStructure } from '../document/structure';
import type { ValueKind } from '../json/problem';
import { type OpenRecord, openRecord } from '../record/open-record';
import { meaningOf } from '../values/meaning';
import { factsOf, type RecordSummary, summarise } from '../values/record-summary';
import { oneLine } from '../words/one-line';

/** One line of the outline. Offsets are UTF-16 offsets in the document. */
export interface OutlineSymbol {
  /** Never empty, on one line. */
  readonly name: string;
  /** A short value or summary, shown after the name; may be empty. */
  readonly detail: string;
  readonly kind: 'record' | 'container' | 'list' | ValueKind;
  readonly start: number;
  readonly end: number;
  /** What to select when the symbol is chosen; it lies within start and end. */
  readonly selectionStart: number;
  readonly selectionEnd: number;
  readonly children: readonly OutlineSymbol[];
}

export interface Outline {
  readonly symbols: readonly OutlineSymbol[];
  /** Whether there would be more symbols than the limit. */
  readonly isCut: boolean;
}

/** Titles of records known from before; pass the same one again and only new records are read. */
export type Titles = WeakMap<DataRecord, RecordSummary>;

/** VS Code's own limit for the outline of a JSON file. */
export const MOST_SYMBOLS = 5000;

const LONGEST_NAME = 80;
const LONGEST_DETAIL = 60;

/** Values nested deeper than this are left out: nobody looks for them in an outline. */
const DEEPEST = 8;

/** A symbol that is being made. */
type Branch = { -readonly [Part in keyof OutlineSymbol]: OutlineSymbol[Part] } & {
  children: OutlineSymbol[];
};

/** An open array or container; one without a key lists its children in its parent's list. */
interface OpenBracket {
  readonly symbol: Branch | undefined;
  readonly children: OutlineSymbol[];
  hasRecord: boolean;
  /** How things stood before it. */
  readonly before: { readonly children: number; readonly count: number; readonly isCut: boolean };
}

/** A symbol whose children are still to be listed. */
interface Unlisted {
  readonly symbol: Branch;
  readonly depth: number;
  readonly list: () => readonly Listed[];
}

/** A symbol and, for an object or array, what lists its children. */
interface Listed {
  readonly symbol: Branch;
  readonly list: (() => readonly Listed[]) | undefined;
}

/**
 * The outline of a settled document: records by what tells them apart (`00001a57JGQ00BW8 · STOPPED · 3m15s`), in a
 * container under their names, each with its members. Where `limit` symbols are not enough, all records come
 * first, then the members of the first ones.
 */
export function outline(document: Document, limit = MOST_SYMBOLS, titles: Titles = new WeakMap()): Outline {
  const { symbols, unlisted, count, isCut } = structureSymbols(document, limit, titles);
  let left = limit - count;
  let isComplete = !isCut;
  for (let index = 0; index < unlisted.length; index++) {
    if (left === 0 && !isComplete) break;
    const { symbol, depth, list } = unlisted[index] as Unlisted;
    const listed = list();
    if (listed.length > left) isComplete = false;
    for (const child of listed.slice(0, left)) {
      symbol.children.push(child.symbol);
      if (child.list && depth < DEEPEST) {
        unlisted.push({ symbol: child.symbol, depth: depth + 1, list: child.list });
      }
    }
    left -= Math.min(left, listed.length);
  }
  return { symbols, isCut: !isComplete };
}

/** The records and what stands around them, at most `limit` symbols; members of records are still unlisted. */
function structureSymbols(document: Document, limit: number, titles: Titles) {
  const symbols: OutlineSymbol[] = [];
  const unlisted: Unlisted[] = [];
  const open: OpenBracket[] = [];
  let recordNumber = 0;
  let count = 0;
  let isCut = false;

  walkStructure(document, {
    open(start, isObject, key) {
      const around = list();
      const before = { children: around.length, count, isCut };
      const symbol = key && keyed(document, key, isObject ? 'container' : 'list', start, start + 1, '');
      if (symbol) add(symbol);
      open.push({ symbol, children: symbol?.children ?? around, hasRecord: false, before });
    },
    close(end) {
      const closed = open.pop() as OpenBracket;
      const parent = open.at(-1);
      if (closed.symbol) closed.symbol.end = end;
      if (parent && closed.hasRecord) parent.hasRecord = true;
      if (parent && !closed.hasRecord) leaveOut(closed);
    },
    value(start, end, key) {
      if (!key || start === end) return;
      const value = textBetween(document, start, end);
      const isNested = value.startsWith('{') || value.startsWith('[');
      add(keyed(document, key, kindOf(value), start, end, isNested ? '' : shown(value)));
    },
    record(index, start, _end, key) {
      const { record } = chunkAt(document, index);
      const around = open.at(-1);
      if (around) around.hasRecord = true;
      recordNumber++;
      if (!record) return;
      if (count >= limit) isCut = true;
      else addRecord(record, start, key);
    },
  });
  return { symbols, unlisted, count, isCut };

  /** The list that the next symbol belongs to. */
  function list(): OutlineSymbol[] {
    return open.at(-1)?.children ?? symbols;
  }

  function add(symbol: OutlineSymbol): void {
    if (count >= limit) {
      isCut = true;
      return;
    }
    list().push(symbol);
    count++;
  }

  function addRecord(record: DataRecord, start: number, key: Key): void {
    const summary = summaryOf(record, titles);
    const end = start + record.end;
    const symbol: Branch = key
      ? keyed(document, key, 'record', start, end, titleOf(summary, summary.id))
      : {
          name: titleOf(summary, summary.id ?? `#${recordNumber}`),
          detail: '',
          kind: 'record',
          start,
          end,
          selectionStart: start,
          selectionEnd: start + 1,
          children: [],
        };
    add(symbol);
    unlisted.push({ symbol, depth: 1, list: () => membersOf(openRecord(record), start) });
  }

  /** A value beside the records that holds none is one line of the outline, whatever it holds. */
  function leaveOut({ symbol, children, before }: OpenBracket): void {
    isCut = before.isCut;
    count = before.count;
    if (!symbol) {
      children.length = before.children;
      return;
    }
    symbol.kind = symbol.kind === 'container' ? 'object' : 'array';
    children.length = 0;
    if (list().at(-1) === symbol) count++;
    else isCut = true;
  }
}

/** The symbol of a member around the records. */
function keyed(
  document: Document,
  key: NonNullable<Key>,
  kind: OutlineSymbol['kind'],
  start: number,
  end: number,
  detail: string,
): Branch {
  const name = nameOf(unquoted(textBetween(document, key.start, key.end)));
  return {
    name,
    detail,
    kind,
    start: Math.min(key.start, start),
    end,
    selectionStart: key.start,
    selectionEnd: key.end,
    children: [],
  };
}

function summaryOf(record: DataRecord, titles: Titles): RecordSummary {
  const known = titles.get(record);
  if (known) return known;
  const summary = summarise(openRecord(record));
  titles.set(record, summary);
  return summary;
}

function titleOf(summary: RecordSummary, name: string | undefined): string {
  const parts = [...(name === undefined ? [] : [name]), ...factsOf(summary, true)];
  return parts.map((part) => nameOf(part)).join(' · ');
}

/** The members of a record whose text starts at `start` in the document. */
function membersOf(record: OpenRecord, start: number): readonly Listed[] {
  return record.entries.map((entry, index) => listed(record, start, entry, index));
}

function listed(record: OpenRecord, start: number, entry: Entry, index: number): Listed {
  const { keyStart, keyEnd, valueStart, valueEnd, kind } = entry;
  const hasKey = keyStart >= 0;
  const symbol: Branch = {
    name: hasKey ? nameOf(entry.key) : String(index),
    detail: detailOf(record, entry),
    kind,
    start: start + (hasKey ? keyStart : valueStart),
    end: start + Math.max(keyEnd, valueEnd),
    selectionStart: start + (hasKey ? keyStart : valueStart),
    selectionEnd: start + (hasKey ? keyEnd : valueEnd),
    children: [],
  };
  const isNested = kind === 'object' || kind === 'array';
  const list = () => record.nested(entry).map((nested, at) => listed(record, start, nested, at));
  return { symbol, list: isNested ? list : undefined };
}

function detailOf(record: OpenRecord, entry: Entry): string {
  const { kind, field } = entry;
  if (kind === 'object' || kind === 'array' || kind === 'missing') return '';
  const value = shown(record.valueText(entry));
  const isCode = field !== undefined && kind === 'number' && field.codes.length > 0;
  const name = isCode ? meaningOf(record, entry, field).text : undefined;
  return name === undefined ? value : `${value} ${name}`;
}

/** A value as it stands in the file, without its quotes. */
function shown(value: string): string {
  return oneLine(unquoted(value), LONGEST_DETAIL);
}

function unquoted(token: string): string {
  return token.length > 1 && /^(["']).*\1$/s.test(token) ? token.slice(1, -1) : token;
}

/** A name that an editor takes: neither empty nor blank. */
function nameOf(text: string): string {
  return text.trim() === '' ? JSON.stringify(text.slice(0, LONGEST_NAME)) : oneLine(text, LONGEST_NAME);
}

/** What a value beside the records is, by its first character. */
function kindOf(value: string): ValueKind {
  if (value.startsWith('{')) return 'object';
  if (value.startsWith('[')) return 'array';
  if (value.startsWith('"')) return 'string';
  if (value === 'true' || value === 'false') return 'boolean';
  if (value === 'null') return 'null';
  return Number.isNaN(Number(value)) ? 'invalid' : 'number';
}
