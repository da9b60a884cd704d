import { chunksOf, type Document } from '../document/document';

/**
 * The strings of one version of a document, as far as identifiers are concerned: pass the same one again, and the text
 * is not looked through anew for each identifier.
 */
export interface TakenIdentifiers {
  /** What is taken of the identifiers that start like one that ends in `counter`. */
  readonly like: (id: string, counter: string) => Alike;
}

/** Identifiers that start in the same way and are as long as each other. */
export interface Alike {
  readonly isTaken: (id: string) => boolean;
  /** Some that look like the one that was asked about: what they count with. */
  readonly siblings: readonly string[];
  /** What was found out about them. */
  readonly known: Map<string, unknown>;
}

const MOST_SIBLINGS = 1000;

/** No string that is longer is an identifier: UTF-16 code units. */
const LONGEST = 300;

/** To look for the strings with so many beginnings one by one is less work than to look at all strings. */
const MOST_SEARCHES = 8;

/** What is taken in a document. `isTaken` says of an identifier whether it is not free for another reason. */
export function takenIdentifiers(
  document: Document,
  isTaken: (id: string) => boolean = () => false,
): TakenIdentifiers {
  const alike = new Map<string, Alike>();
  const searched = new Map<string, ReadonlySet<string>>();
  let all: { readonly strings: ReadonlySet<string>; readonly groups: Map<string, string[]> } | undefined;
  return {
    like(id, counter) {
      const stem = id.slice(0, -counter.length);
      const key = `${id.length} ${stem}`;
      const before = alike.get(key);
      if (before) return before;
      const { strings, siblings } = look(id, stem, key);
      const now = { isTaken: (one: string) => strings.has(one) || isTaken(one), siblings, known: new Map() };
      alike.set(key, now);
      return now;
    },
  };

  function look(id: string, stem: string, key: string) {
    let strings = searched.get(stem);
    if (!strings && searched.size >= MOST_SEARCHES) {
      all ??= allStrings(document);
      return { strings: all.strings, siblings: all.groups.get(key) ?? [] };
    }
    strings ??= stringsWith(document, stem);
    searched.set(stem, strings);
    const siblings: string[] = [];
    for (const other of strings) {
      if (siblings.length >= MOST_SIBLINGS) break;
      if (other.length === id.length && countsToItsEnd(other)) siblings.push(other);
    }
    return { strings, siblings };
  }
}

/** Whether the last characters are such as identifiers count with. */
function countsToItsEnd(text: string): boolean {
  return /^[0-9A-Za-z]+$/.test(text.slice(-6));
}

/** All strings of the file that start so: identifiers, and what refers to them. */
function stringsWith(document: Document, start: string): ReadonlySet<string> {
  const opening = JSON.stringify(start).slice(0, -1);
  const found = new Set<string>();
  for (const { text } of chunksOf(document)) {
    for (let at = text.indexOf(opening); at >= 0; at = text.indexOf(opening, at + 1)) {
      const end = text.indexOf('"', at + opening.length);
      if (end - at < LONGEST) found.add(start + text.slice(at + opening.length, end));
    }
  }
  return found;
}

/** All that is between two quotes and may be an identifier, and some of those that look like each other, by their start. */
function allStrings(document: Document) {
  const strings = new Set<string>();
  const groups = new Map<string, string[]>();
  for (const { text } of chunksOf(document)) {
    let start = text.indexOf('"') + 1;
    for (let end = text.indexOf('"', start); start > 0 && end >= 0; end = text.indexOf('"', start)) {
      if (end - start < LONGEST && isAlphanumeric(text.charCodeAt(end - 1))) add(text.slice(start, end));
      start = end + 1;
    }
  }
  return { strings, groups };

  function add(written: string): void {
    const text = written.includes('\\') ? readOrWritten(written) : written;
    if (strings.has(text)) return;
    strings.add(text);
    if (!countsToItsEnd(text)) return;
    const key = `${text.length} ${text.slice(0, -6)}`;
    const group = groups.get(key);
    if (!group) groups.set(key, [text]);
    else if (group.length < MOST_SIBLINGS) group.push(text);
  }
}

function readOrWritten(written: string): string {
  try {
    return JSON.parse(`"${written}"`) as string;
  } catch {
    return written;
  }
}

function isAlphanumeric(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
