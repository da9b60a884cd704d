import { lastIndexWhere } from '../json/last-index';
import { type Document, textBetween } from './document';
import { entriesOf, nestedReader, parentsReader } from './entries';
import type { DataRecord, Entry } from './record';
import { type StructureVisitor, walkStructure } from './structure';

/** Where a settled document's records, and the text between them, stand in the JSON value: as JSON Pointers. */
export interface Paths {
  /** For each record in text order its pointer from the root. */
  readonly records: readonly string[];
  /** What the text between the records belongs to, in text order, each up to the next one. */
  readonly places: readonly Place[];
  /** How many elements the outermost list has, or has had so far where it goes on after the document. */
  readonly elements: number;
}

/** From a UTF-16 offset in the document on, text belongs to the value with this pointer, unless a record stands there. */
export interface Place {
  readonly start: number;
  readonly pointer: string;
}

/** An array or container object that is open. */
interface Level {
  readonly pointer: string;
  readonly isArray: boolean;
  /** Index of the element (or key of the member) that is being read, or comes next. */
  index: number;
  key: string;
}

/**
 * Finds the JSON Pointers (RFC 6901) of all records of a settled document, and of what stands between them. The
 * root has the pointer `''`. In JSON Lines each line has its own root. A record after the end of the root value
 * has none in the file: it counts as a root, too. It is made from what reading noted. `element` is for a part of a file that
 * starts in the root's list: so many elements stand before it.
 */
export function readPaths(document: Document, element?: number): Paths {
  const records: string[] = [];
  const places: Place[] = [];
  const levels: Level[] = [];
  let elements = element ?? 0;
  if (element !== undefined) levels.push({ pointer: '', isArray: true, index: element, key: '' });
  const endOfValue = (end: number) => {
    endValue();
    notePlace(end, pointerOfLevel());
  };
  notePlace(0, '');
  const visitor: StructureVisitor = {
    record(_index, _start, end) {
      records.push(pointerOfValue());
      endOfValue(end);
    },
    open(start, isObject) {
      const pointer = pointerOfValue();
      levels.push({ pointer, isArray: !isObject, index: 0, key: '' });
      if (levels.length === 1) elements = 0;
      notePlace(start, pointer);
    },
    close(end) {
      levels.pop();
      endOfValue(end);
    },
    key(start, end) {
      const level = levels.at(-1);
      if (level) level.key = decodeKey(textBetween(document, start, end));
      notePlace(start, pointerOfValue());
    },
    value(start, end) {
      notePlace(start, pointerOfValue());
      endOfValue(end);
    },
  };
  walkStructure(document, visitor, levels.length);
  return { records, places, elements };

  /** The pointer of the value that is being read, or comes next. */
  function pointerOfValue(): string {
    const level = levels.at(-1);
    if (level === undefined) return '';
    return `${level.pointer}/${level.isArray ? level.index : escapeToken(level.key)}`;
  }

  function pointerOfLevel(): string {
    return levels.at(-1)?.pointer ?? '';
  }

  function endValue(): void {
    const level = levels.at(-1);
    if (level === undefined) return;
    level.index++;
    level.key = '';
    if (levels.length === 1) elements = level.index;
  }

  function notePlace(start: number, pointer: string): void {
    if (places.at(-1)?.pointer !== pointer) places.push({ start, pointer });
  }
}

/** For each record of a settled document, in text order, its JSON Pointer from the root, as `readPaths` gives it. */
export function recordPointers(document: Document): readonly string[] {
  return readPaths(document).records;
}

/** The JSON Pointer of what stands at a UTF-16 offset between the records, such as the array that holds them. */
export function pointerBetweenRecords({ places }: Paths, offset: number): string {
  const index = lastIndexWhere(places.length, (at) => (places[at] as Place).start <= offset);
  return places[index]?.pointer ?? '';
}

/** Returns the JSON Pointer of what stands at text.slice(start, end) of a record; UTF-16 offsets relative to it. */
export type PointerInRecord = (start: number, end: number) => string;

/**
 * Reads a record for pointers into it. What is asked for is the innermost member or element that holds the place,
 * key included; the record itself where none does, as for a field that is absent. Elements are numbered, so
 * array-shaped udata gives `/udata/3/value`. Members of the same name have the same pointer.
 */
export function pointersInto(recordPointer: string, record: DataRecord): PointerInRecord {
  // A record can have thousands of findings; each of its values is read once for all of them.
  const members = entriesOf(record);
  const read = nestedReader(record);
  return (start, end) => {
    const nested = parentsReader(record, read);
    let pointer = recordPointer;
    let entries = members;
    while (entries.length > 0) {
      const candidates = entries;
      const index = lastIndexWhere(candidates.length, (at) => startOf(candidates[at] as Entry) <= start);
      const entry = candidates[index] as Entry;
      if (startOf(entry) > start || entry.valueEnd < end) break;
      pointer += `/${entry.keyStart < 0 ? index : escapeToken(entry.key)}`;
      if (start < entry.valueStart) break;
      entries = nested(entry);
    }
    return pointer;
  };
}

function startOf(entry: Entry): number {
  return entry.keyStart < 0 ? entry.valueStart : entry.keyStart;
}

/** A key or index as a JSON Pointer writes it. */
export function escapeToken(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The name that a key token stands for; a broken token is taken as it is, without its quotes. */
function decodeKey(token: string): string {
  try {
    const key: unknown = JSON.parse(token);
    if (typeof key === 'string') return key;
  } catch {
    // The token is not JSON: a syntax finding says so.
  }
  return token.replaceAll(/^["']|["']$/g, '');
}
