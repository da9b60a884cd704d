import type { DataRecord, Entry } from '../document/record';
import type { SoundReader } from '../document/sound-reader';
import { ARRAY, BOOLEAN, DIGITS, NULL, OBJECT, OTHER_NUMBER, TAPE_WIDTH } from '../document/tape';
import type { ValueKind } from '../json/problem';

/** The members of a record without defects. */
export interface SoundMembers {
  /** The same as `entriesOf` gives. */
  readonly entries: readonly Entry[];
  /** Whether two members of an object inside of a value may have the same name. */
  readonly mayRepeatKeys: boolean;
}

/**
 * Reads the members of a record with the fast reader, which by then the engine has made fast; undefined where it gives
 * up. The reader must not be in use, and be one for records of this type.
 */
export function soundMembers(
  { type, text, end, closed, problems }: DataRecord,
  reader: SoundReader,
): SoundMembers | undefined {
  if (!closed || problems.length > 0 || reader.type !== type) return undefined;
  const record = text.slice(0, end);
  reader.start(record, false, true);
  if (reader.read(0, 0) !== end) return undefined;
  const { count, numbers, mayRepeatKeys } = reader.tape;
  const entries: Entry[] = [];
  for (let place = 0; place < count * TAPE_WIDTH; place += TAPE_WIDTH) {
    const number = numbers[place] as number;
    // The others are members of objects in it.
    if (number >= type.fields.length) continue;
    const field = type.fields[number];
    const keyStart = numbers[place + 1] as number;
    // The reader gives up at a key with an escape, so the next quote ends the key.
    const keyEnd = record.indexOf('"', keyStart + 1) + 1;
    entries.push({
      key: field?.name ?? record.slice(keyStart + 1, keyEnd - 1),
      field,
      keyStart,
      keyEnd,
      valueStart: numbers[place + 2] as number,
      valueEnd: numbers[place + 3] as number,
      kind: kindOf(numbers[place + 4] as number),
      intact: true,
    });
  }
  return { entries, mayRepeatKeys };
}

function kindOf(kind: number): ValueKind {
  switch (kind) {
    case DIGITS:
    case OTHER_NUMBER:
      return 'number';
    case BOOLEAN:
      return 'boolean';
    case NULL:
      return 'null';
    case OBJECT:
      return 'object';
    case ARRAY:
      return 'array';
    default:
      return 'string';
  }
}
