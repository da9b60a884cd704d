import { isJson } from '../json/is-json';
import type { ValueKind } from '../json/problem';
import type { Entry } from './record';

/** By where an object or list of a text starts, its entries: those that `scanValueAt` returns of it. */
export type SoundValues = ReadonlyMap<number, readonly Entry[]>;

/** In JSON that is known to be right; white space is what is left. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:,]|[^\s"{}[\]:,]+/g;

/**
 * Reads all objects and lists of the JSON that a text is from `from` on, each once, however deep it stands. Undefined where
 * that is not right in all: what is wrong, and what counts beside it, takes a reader that bears defects, and more time.
 */
export function soundValues(text: string, from: number): SoundValues | undefined {
  if (!isJson(text.slice(from))) return undefined;
  const values = new Map<number, Entry[]>();
  const open: { readonly entries: Entry[]; readonly start: number; readonly key: Token | undefined }[] = [];
  /** The name of the member that comes next, and what may become that: a `:` tells. */
  let key: Token | undefined;
  let last: Token | undefined;
  TOKEN.lastIndex = from;
  for (let found = TOKEN.exec(text); found; found = TOKEN.exec(text)) {
    const { 0: token, index: start } = found;
    const end = start + token.length;
    if (token === ':') {
      key = last;
      last = undefined;
    } else if (token === '{' || token === '[') {
      const entries: Entry[] = [];
      values.set(start, entries);
      open.push({ entries, start, key });
      key = undefined;
    } else if (token === ',' || token === '}' || token === ']') {
      if (last) open.at(-1)?.entries.push(entryOf(key, last.start, last.end, kindOf(last.token)));
      last = undefined;
      key = undefined;
      if (token === ',') continue;
      const closed = open.pop();
      const kind = token === '}' ? 'object' : 'array';
      if (closed) open.at(-1)?.entries.push(entryOf(closed.key, closed.start, end, kind));
    } else last = { token, start, end };
  }
  return values;
}

interface Token {
  readonly token: string;
  readonly start: number;
  readonly end: number;
}

function entryOf(key: Token | undefined, valueStart: number, valueEnd: number, kind: ValueKind): Entry {
  return {
    key: key ? (JSON.parse(key.token) as string) : '',
    field: undefined,
    keyStart: key ? key.start : -1,
    keyEnd: key ? key.end : -1,
    valueStart,
    valueEnd,
    kind,
    intact: true,
  };
}

function kindOf(token: string): ValueKind {
  if (token.startsWith('"')) return 'string';
  if (token === 'null') return 'null';
  return token === 'true' || token === 'false' ? 'boolean' : 'number';
}
