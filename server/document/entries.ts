import type { DataRecord, Entry } from './record';
import { scanValue } from './scan-value';

/**
 * The members of a record, in text order, offsets relative to the record's start. They are read anew each time:
 * 50,000 records would hold a gigabyte of them; whoever needs them twice keeps them.
 */
export function entriesOf(record: DataRecord): readonly Entry[] {
  return scanValue(record.text, 0, record.end, record.type).entries;
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
