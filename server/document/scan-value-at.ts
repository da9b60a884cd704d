import type { RecordType } from '../spec/record-type';
import type { ScannedValue } from './collect';
import type { Entry } from './record';
import { scanValue } from './scan-value';

/**
 * Reads the object, or list, that starts at `from` and ends, or is to be cut off, at `limit`, as `scanValue` does. UTF-16
 * offsets of its entries count from the start of the text.
 */
export function scanValueAt(
  text: string,
  from: number,
  limit = text.length,
  type?: RecordType,
): Pick<ScannedValue, 'entries' | 'end' | 'closed'> {
  const { entries, end, closed } = scanValue(text, from, limit, type);
  return { entries: entries.map(moved), end, closed };

  function moved(entry: Entry): Entry {
    return {
      ...entry,
      ...(entry.keyStart >= 0 && { keyStart: entry.keyStart + from, keyEnd: entry.keyEnd + from }),
      valueStart: entry.valueStart + from,
      valueEnd: entry.valueEnd + from,
    };
  }
}
