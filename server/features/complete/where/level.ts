import { nestedEntries } from '../../../document/entries';
import type { DataRecord, Entry } from '../../../document/record';
import { scanValue } from '../../../document/scan-value';
import type { Field, Members } from '../../../spec/field';
import { membersOf } from '../../../spec/record-type';
import type { RecordText } from './reading';

/** The object around the cursor: the record, or one in it of whose members something is known. */
export interface Level {
  readonly of: 'record' | 'userData' | 'object';
  /** The fields whose values it stands in, from the record's one on; none for the record. */
  readonly within: readonly Field[];
  readonly members: Members;
  /** Where its `{` stands, and after its last token. */
  readonly start: number;
  readonly end: number;
  readonly closed: boolean;
  readonly entries: readonly Entry[];
}

const NO_MEMBERS = membersOf([]);

/** The innermost object around the cursor that suggestions exist for; undefined in any other nested value. */
export function levelAt({ text, record, entries }: RecordText, cursor: number): Level | undefined {
  const { type, end, closed } = record;
  let level: Level = { of: 'record', within: [], members: type, start: 0, end, closed, entries };
  for (;;) {
    const { members, within } = level;
    const around = level;
    const holder = level.entries.find((entry) => isInside(record, text, entry, around, cursor));
    if (holder === undefined) return level;
    const field = members.fieldNamed(holder.key);
    const isUdata = level.of === 'record' && field !== undefined && field === type.userData;
    if (holder.kind !== 'object' || holder.keyStart < 0 || !(isUdata || field?.members)) return undefined;
    level = {
      of: isUdata ? 'userData' : 'object',
      within: [...within, field],
      members: field.members ?? NO_MEMBERS,
      start: holder.valueStart,
      end: holder.valueEnd,
      closed: scanValue(text, holder.valueStart, holder.valueEnd, type).closed,
      entries: nestedEntries(record, holder),
    };
  }
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

/** After the last token of a member. */
export function endOf(entry: Entry): number {
  return Math.max(entry.keyEnd, entry.valueEnd);
}
