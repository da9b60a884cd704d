import type { DataRecord, Entry } from '../document/record';
import type { SoundReader } from '../document/sound-reader';
import { ARRAY, BOOLEAN, DIGITS, NULL, OBJECT, OTHER_NUMBER, TAPE_WIDTH } from '../document/tape';
import type { ValueKind } from '../json/problem';
import type { Field, Members } from '../spec/field';

/** The members of a record without defects. */
export interface SoundMembers {
  /** The same as `entriesOf` gives. */
  readonly entries: readonly Entry[];
  /** By its start the members of each object in it of which is stated what they are: the same as `nestedEntries` gives. */
  readonly nested: ReadonlyMap<number, readonly Entry[]>;
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
  const entries = membersBetween(text, 0, end, reader, type.fields);
  if (!entries) return undefined;
  const { mayRepeatKeys } = reader.tape;
  const nested = new Map<number, readonly Entry[]>();
  open(entries, type);
  return { entries, nested, mayRepeatKeys };

  function open(outer: readonly Entry[], { fieldNamed }: Members): void {
    for (const { key, kind, valueStart, valueEnd } of outer) {
      if (kind !== 'object') continue;
      const members = fieldNamed(key)?.members;
      const inner = members && membersBetween(text, valueStart, valueEnd, reader, []);
      if (!inner) continue;
      nested.set(valueStart, inner);
      open(inner, members);
    }
  }
}

/** The members of the object that stands there in a text, as if that were a record with these fields. */
function membersBetween(
  text: string,
  start: number,
  end: number,
  reader: SoundReader,
  fields: readonly Field[],
): readonly Entry[] | undefined {
  const { type, tape } = reader;
  reader.start(text.slice(start, end), false, 'file-end');
  if (reader.read(0, 0) !== end - start) return undefined;
  const { count, numbers } = tape;
  const entries: Entry[] = [];
  for (let place = 0; place < count * TAPE_WIDTH; place += TAPE_WIDTH) {
    const number = numbers[place] as number;
    // The others are members of objects in it.
    if (number >= type.fields.length) continue;
    const field = fields[number];
    const keyStart = start + (numbers[place + 1] as number);
    // The reader gives up at a key with an escape, so the next quote ends the key.
    const keyEnd = text.indexOf('"', keyStart + 1) + 1;
    entries.push({
      key: field?.name ?? text.slice(keyStart + 1, keyEnd - 1),
      field,
      keyStart,
      keyEnd,
      valueStart: start + (numbers[place + 2] as number),
      valueEnd: start + (numbers[place + 3] as number),
      kind: kindOf(numbers[place + 4] as number),
      intact: true,
    });
  }
  return entries;
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
