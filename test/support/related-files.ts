import { chunksOf, type Document, editDocument, openDocument } from '../../server/document/document';
import type { RelationIndex } from '../../server/relations/relation-index';
import { type SaidInFile, saidRecords } from '../../server/relations/said-records';
import { phoneCall } from '../../server/spec/phone-call';
import { engine } from './engines';

/*
 * What happens to a few files whose records refer to each other: they are opened, edited in their IDs and elsewhere, broken
 * and closed, and those that are closed change on the disk.
 */

export const FILES = ['file:///a.json', 'file:///b.json', 'file:///c.json'];

/** Few, so that records meet. The last one is written with an escape, or without. */
export const IDS = ['A1', 'A2', 'A3', 'B1', 'ü', 'x"y'] as const;

/** A choice that follows from a number: the inputs of each step, which fast-check makes smaller by leaving steps out. */
type Pick = <Value>(values: readonly Value[]) => Value;

/** Choices that follow from a number. */
export function picking(number: number): Pick {
  let state = number;
  return (values) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return values[(state >>> 8) % values.length] as never;
  };
}

const KEYS = ['interaction_id', 'interaction_id', 'parent_id', 'parent_id', 'thread_id', 'customer_id'];
const OTHER_KEYS = ['interactionId', 'ixnId', 'parentId', 'note', 'udata'];
const ODD_TOKENS = ['1', 'null', '{}', '"\\u0041\\u0031"', '"A1', '[1]', '""', '{"interaction_id": "A1"}'];
const NOISE = ['', ' ', '"', '{', '},\n{', ',', '\n', '<<<<<<< a\n'];

function recordBy(pick: Pick): string {
  const members = Array.from({ length: pick([1, 2, 3, 4]) }, () => {
    const isOdd = pick([...'ooooooooox']) === 'x';
    const key = pick(pick([...'kkkkkkkko']) === 'o' ? OTHER_KEYS : KEYS);
    return `"${key}": ${isOdd ? pick(ODD_TOKENS) : JSON.stringify(pick(IDS))}`;
  });
  return `{"status": 1, "type": "t", ${members.join(', ')}}`;
}

function wholeBy(pick: Pick): string {
  const records = Array.from({ length: pick([0, 1, 2, 3, 5]) }, () => recordBy(pick));
  return pick([
    `[\n${records.join(',\n')}\n]`,
    records.join('\n'),
    `{"a": 1, "interactions": [${records.join(', ')}]}`,
  ]);
}

/** A file as it is now. */
export interface Version {
  readonly document: Document;
  readonly text: string;
}

/** One that is closed, and what is kept of it. */
export interface ClosedVersion extends Version {
  readonly said: SaidInFile;
}

/** Opens, closes or edits a file, of which nothing is known while it is closed. */
export function step(pick: Pick, open: Map<string, Version>, index: RelationIndex): void {
  const file = pick(FILES);
  const before = open.get(file);
  const what = pick([...'oceeevvvvvvvrrr']);
  if (what === 'c') {
    open.delete(file);
    return index.remove(file);
  }
  const version = before && what !== 'o' ? edited(before, pick, what) : opened(wholeBy(pick));
  open.set(file, version);
  index.put(file, version.document);
}

/** The same of files that are on a disk, too: closed ones are known, change there and go. */
export function stepWithDisk(
  pick: Pick,
  files: Map<string, Version | ClosedVersion>,
  index: RelationIndex,
): void {
  const file = pick(FILES);
  const before = files.get(file);
  const isOpen = before !== undefined && !('said' in before);
  const what = pick([...'oceeevvvvvvvrrrddg']);
  // What changes on the disk below an open file is nobody's business until that is closed.
  if ('dg'.includes(what) && isOpen) return;
  if (what === 'g') {
    files.delete(file);
    return index.remove(file);
  }
  if (what === 'd' || (what === 'c' && isOpen)) {
    const version = what === 'c' && before ? before : opened(wholeBy(pick));
    const closed = { ...version, said: saidIn(version) };
    files.set(file, closed);
    return index.putRecords(file, closed.said);
  }
  const base = before && !isOpen ? opened(before.text) : before;
  const version = base && what !== 'o' && what !== 'c' ? edited(base, pick, what) : opened(wholeBy(pick));
  files.set(file, version);
  index.put(file, version.document);
}

/** What is kept of a closed file: read record by record where that can be, as the product does. */
export function saidIn({ text, document }: Version): SaidInFile {
  const bytes = new TextEncoder().encode(`${text}\0`);
  const quick = engine.lookAtRecords(bytes, document.form, phoneCall, false);
  if (quick) return quick.said;
  const records = saidRecords();
  for (const chunk of chunksOf(document)) if (chunk.record) records.addChunk(chunk);
  return records.said();
}

function opened(text: string): Version {
  const form = text.startsWith('{"status') ? 'lines' : 'json';
  return { text, document: engine.read(openDocument(text, form, phoneCall)) };
}

function edited({ document, text }: Version, pick: Pick, what: string): Version {
  const { start, end, insert } = replacementIn(text, pick, what);
  return {
    text: text.slice(0, start) + insert + text.slice(end),
    document: engine.read(editDocument(document, start, end, insert)),
  };
}

/** A few characters, one value, or one record is made another. */
function replacementIn(text: string, pick: Pick, what: string) {
  const pattern =
    what === 'v' ? /(?<=_id": )"(?:[^"\\\n]|\\.)*"/g : /\{"status": 1, "type": "t"[^\n]*?\}(?=,? ?\n|$)/g;
  const places = what === 'e' ? [] : [...text.matchAll(pattern)];
  if (places.length > 0) {
    const place = pick(places);
    const insert = what === 'v' ? JSON.stringify(pick(IDS)) : recordBy(pick);
    return { start: place.index, end: place.index + place[0].length, insert };
  }
  const start = pick(Array.from({ length: text.length + 1 }, (_, at) => at));
  const end = Math.min(text.length, start + pick([0, 0, 1, 2, 20]));
  return { start, end, insert: pick([...NOISE, recordBy(pick)]) };
}
