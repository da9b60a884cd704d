import type { DataRecord, Entry } from '../document/record';

/** An object as it stands in a text, opened for editing its members. UTF-16 offsets into `text`. */
export interface ObjectText {
  readonly text: string;
  /** Where its `{` stands. */
  readonly start: number;
  /** After its `}`; after its last token where that is missing. */
  readonly end: number;
  readonly closed: boolean;
  /** Its members in text order, offsets into `text`. */
  readonly entries: readonly Entry[];
}

/** A record as an object to edit; a `OpenRecord` can be given as it is. */
export function recordObject({
  record,
  entries,
}: {
  readonly record: DataRecord;
  readonly entries: readonly Entry[];
}): ObjectText {
  return { text: record.text, start: 0, end: record.end, closed: record.closed, entries };
}

/** The object that is the value of `entry`, such as udata; undefined for another kind of value. */
export function nestedObject(
  {
    record: { text },
    nested,
  }: { readonly record: DataRecord; readonly nested: (entry: Entry) => readonly Entry[] },
  entry: Entry,
): ObjectText | undefined {
  if (entry.kind !== 'object') return undefined;
  const { valueStart: start, valueEnd: end } = entry;
  const closed = end > start + 1 && text[end - 1] === '}';
  return { text, start, end, closed, entries: nested(entry) };
}
