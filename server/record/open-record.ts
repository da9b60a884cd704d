import { entriesOf, nestedReader } from '../document/entries';
import type { DataRecord, Entry } from '../document/record';
import type { SoundReader } from '../document/sound-reader';
import type { Problem } from '../json/problem';
import type { RecordType } from '../spec/record-type';
import { type Once, onceFor } from './once';
import { soundMembers } from './sound-members';

/** A record opened for the rules: its members, found by field. Made for one look and then dropped. */
export interface OpenRecord {
  readonly record: DataRecord;
  /** What the record is to be: its fields, and what is known of them. */
  readonly type: RecordType;
  /** The text that entries and findings have offsets in; it starts with the record. */
  readonly text: string;
  /** All members in text order, `$schema` and duplicates included. */
  readonly entries: readonly Entry[];
  /**
   * False for a record with a syntax error, but for characters in a value that are to be escaped. What such a record lacks
   * is not known yet (the key may be the broken piece), so rules about absent or unknown fields hold back.
   */
  readonly isIntact: boolean;
  /** Whether it goes on after its closing brace, which is one too many: what it lacks may stand there. */
  readonly goesOn: boolean;
  /** False where certainly no object inside of a value has a key twice. */
  readonly mayRepeatNested: boolean;
  /** The member that counts for a field: the last of its name, as JSON readers take it; undefined if absent. */
  readonly entryOf: (field: string) => Entry | undefined;
  /** The members of an object value, or elements of an array value, offsets relative to the record. */
  readonly nested: (entry: Entry) => readonly Entry[];
  /** The text of an entry's value as it stands: with quotes for a string. */
  readonly valueText: (entry: Entry) => string;
  /** The value of an intact string entry with its escapes resolved. */
  readonly stringValue: (entry: Entry) => string;
  /** What a function makes of this record; made once, however many rules and fixes ask for it. */
  readonly once: Once<OpenRecord>;
}

/**
 * Opens a record for the rules. A reader that is not in use makes it faster where the record has no defects; `after` is what
 * reading met after it.
 */
export function openRecord(
  record: DataRecord,
  reader?: SoundReader,
  after: readonly Problem[] = [],
): OpenRecord {
  const { text, type } = record;
  const sound = reader && soundMembers(record, reader);
  const entries = sound?.entries ?? entriesOf(record);
  const byField: (Entry | undefined)[] = new Array(type.fields.length);
  for (const entry of entries) if (entry.field) byField[entry.field.index] = entry;
  const goesOn = after.length > 0 && hasMembersAfter(record, entries, after);
  const readNested = nestedReader(record);
  const checked: OpenRecord = {
    record,
    type,
    text,
    entries,
    isIntact: !goesOn && areInValues(record.problems, entries),
    goesOn,
    mayRepeatNested: sound?.mayRepeatKeys ?? true,
    entryOf: (name) => byField[type.fieldNamed(name)?.index ?? -1],
    nested: (entry) => sound?.nested.get(entry.valueStart) ?? readNested(entry),
    valueText: (entry) => text.slice(entry.valueStart, entry.valueEnd),
    stringValue: (entry) => decodeString(text.slice(entry.valueStart, entry.valueEnd)),
    once: onceFor(() => checked),
  };
  return checked;
}

/** Whether all of some problems, in text order, are of characters in values, so that they say nothing of members. */
function areInValues(problems: readonly Problem[], entries: readonly Entry[]): boolean {
  let at = 0;
  return problems.every(({ kind, start, end }) => {
    while ((entries[at]?.valueEnd ?? end) <= start) at++;
    const isEscape = kind === 'control-character' || kind === 'invalid-escape';
    return isEscape && (entries[at]?.valueStart ?? end) < end;
  });
}

/** A comma and a key. */
const NEXT_MEMBER = /^\s{0,80},\s{0,80}(["'])([^"'\\\r\n]{1,80})\1[ \t]{0,20}:/;

/** Whether a key follows a record that it has not; of a key that it has, the next record has rather lost its brace. */
function hasMembersAfter(
  { text, end }: DataRecord,
  entries: readonly Entry[],
  [first]: readonly Problem[],
): boolean {
  if (first?.kind !== 'unopened-object' && first?.kind !== 'text-after-end') return false;
  const key = NEXT_MEMBER.exec(text.slice(end, end + 300))?.[2];
  return key !== undefined && entries.length > 0 && entries.every((entry) => entry.key !== key);
}

/** The value of a string token, quotes included, that is valid JSON. */
function decodeString(token: string): string {
  return token.includes('\\') ? (JSON.parse(token) as string) : token.slice(1, -1);
}
