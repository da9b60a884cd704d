import { nestedEntries } from '../../../document/entries';
import type { DataRecord, Entry } from '../../../document/record';
import { scanValue } from '../../../document/scan-value';
import type { RecordText } from './reading';

/** The object around the cursor: the record, or its udata. */
export interface Level {
  readonly of: 'record' | 'udata';
  /** Where its `{` stands, and behind its last token. */
  readonly start: number;
  readonly end: number;
  readonly closed: boolean;
  readonly entries: readonly Entry[];
}

/** The innermost object around the cursor that suggestions exist for; undefined in any other nested value. */
export function levelAt({ text, record, entries }: RecordText, cursor: number): Level | undefined {
  const level: Level = { of: 'record', start: 0, end: record.end, closed: record.closed, entries };
  const holder = entries.find((entry) => isInside(record, text, entry, level, cursor));
  if (holder === undefined) return level;
  if (!holder.field || holder.field !== record.type.userData || holder.kind !== 'object') return undefined;
  const start = holder.valueStart;
  const udata: Level = {
    of: 'udata',
    start,
    end: holder.valueEnd,
    closed: scanValue(text, start, holder.valueEnd, record.type).closed,
    entries: nestedEntries(record, holder),
  };
  return udata.entries.some((entry) => isInside(record, text, entry, udata, cursor)) ? undefined : udata;
}

/** Whether the cursor is between the brackets of a member's value. */
function isInside({ type }: DataRecord, text: string, entry: Entry, level: Level, cursor: number): boolean {
  if (entry.kind !== 'object' && entry.kind !== 'array') return false;
  if (cursor <= entry.valueStart) return false;
  if (cursor < entry.valueEnd) return true;
  // A value that lacks its end goes on to the end of what it stands in.
  if (entry !== level.entries.at(-1) || level.closed) return false;
  return !scanValue(text, entry.valueStart, entry.valueEnd, type).closed;
}

/** Behind the last token of a member. */
export function endOf(entry: Entry): number {
  return Math.max(entry.keyEnd, entry.valueEnd);
}
