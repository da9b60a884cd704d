import type { DataRecord, Entry } from './record';
import { scanValue } from './scan-value';

/**
 * The members of a record, in text order, offsets relative to the record's start. They are read anew each time:
 * 50,000 records would hold a gigabyte of them; whoever needs them twice keeps them.
 */
export function entriesOf(record: DataRecord): readonly Entry[] {
  return scanValue(record.text, 0, record.end, record.type).entries;
}

/** What reads the values in a record, as `nestedEntries` does. */
export type ReadNested = (entry: Entry) => readonly Entry[];

/** Reads values in a record, each once: to read one is to read all that is in it. */
export function nestedReader(record: DataRecord): ReadNested {
  const known = new Map<Entry, readonly Entry[]>();
  return (entry) => {
    const entries = known.get(entry) ?? nestedEntries(record, entry);
    known.set(entry, entries);
    return entries;
  };
}

/**
 * Reads the values that one place in a record is in, as `read` does, each whole after the one around it. Twice a record's length,
 * and a million UTF-16 code units besides, are read for one place; no value is there in what is larger, and nested in itself all
 * along.
 */
export function parentsReader(record: DataRecord, read: ReadNested): ReadNested {
  let left = 2 * record.end + 1_000_000;
  return (entry) => {
    left -= entry.valueEnd - entry.valueStart;
    return left < 0 ? [] : read(entry);
  };
}

/**
 * The members of an object, or the elements of an array, that is the value of `entry`; empty for other values.
 * Offsets are relative to the start of the record, like those of `entry`.
 */
export function nestedEntries(record: DataRecord, entry: Entry): readonly Entry[] {
  if (entry.kind !== 'object' && entry.kind !== 'array') return [];
  const { valueStart, valueEnd } = entry;
  return scanValue(record.text, valueStart, valueEnd, record.type).entries.map((nested) => ({
    ...nested,
    field: undefined,
    keyStart: nested.keyStart < 0 ? -1 : nested.keyStart + valueStart,
    keyEnd: nested.keyEnd < 0 ? -1 : nested.keyEnd + valueStart,
    valueStart: nested.valueStart + valueStart,
    valueEnd: nested.valueEnd + valueStart,
  }));
}
