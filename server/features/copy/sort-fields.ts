import { chunkAt, type Document, offsetOf } from '../../document/document';
import { entriesOf } from '../../document/entries';
import type { Entry } from '../../document/record';
import type { TextEdit } from '../../edit/text-edit';
import type { OpenRecord } from '../../record/open-record';
import type { RecordType } from '../../spec/record-type';
import { isRefusal, type Outcome } from './outcome';
import { plainRecord } from './whole-record';

/** The order in which fields are sorted: that in which people write them, or that of the file's first record. */
export type FieldOrder = 'specification' | 'first record';

/**
 * Sorts the fields of the record of a chunk: its members change places, and all between them, commas and white space,
 * stays where it is. Each keeps its text, and those of one name their order, of which the last one counts. UTF-16 offsets
 * in the document; no edit where they are sorted.
 */
export function sortFields(
  document: Document,
  index: number,
  order: FieldOrder,
): Outcome<{ edits: TextEdit[] }> {
  const record = plainRecord(document, index);
  if (isRefusal(record)) return record;
  const { entries } = record;
  const rankOf = order === 'specification' ? bySpecification(document.type) : byFirstRecord(document);
  const ranks = new Map(entries.map((entry) => [entry, rankOf(entry)]));
  const sorted = entries.toSorted((one, other) => (ranks.get(one) ?? 0) - (ranks.get(other) ?? 0));
  const edit = rearranged(record, sorted);
  const offset = offsetOf(document, index);
  return { edits: edit ? [{ ...edit, start: edit.start + offset, end: edit.end + offset }] : [] };
}

/** The text from the first to the last member that changes its place; undefined where none does. */
function rearranged({ text, entries }: OpenRecord, sorted: readonly Entry[]): TextEdit | undefined {
  const first = entries.findIndex((entry, at) => entry !== sorted[at]);
  const last = entries.findLastIndex((entry, at) => entry !== sorted[at]);
  const [from, to] = [entries[first], entries[last]];
  if (!from || !to) return undefined;
  let made = '';
  for (let at = first; at <= last; at++) {
    const { keyStart, valueEnd } = sorted[at] as Entry;
    made += text.slice(keyStart, valueEnd);
    const place = entries[at] as Entry;
    const next = entries[at + 1];
    if (at < last && next) made += text.slice(place.valueEnd, next.keyStart);
  }
  return { start: from.keyStart, end: to.valueEnd, text: made };
}

type Rank = (entry: Entry) => number;

/** As people write them; what no field is meant by comes before user data, and `$schema` before all. */
function bySpecification(type: RecordType): Rank {
  const { fieldsToWrite, userData } = type;
  const ranks = new Map(fieldsToWrite.map((field, rank) => [field, rank]));
  const unknown = (userData ? (ranks.get(userData) ?? ranks.size) : ranks.size) - 0.5;
  return ({ key, field = type.fieldMeant(key) }) =>
    key === '$schema' ? -1 : field ? (ranks.get(field) ?? unknown) : unknown;
}

/** As the first record has them; a field that it lacks comes after the one that people write before it. */
function byFirstRecord(document: Document): Rank {
  const bySpec = bySpecification(document.type);
  const first = document.count > 1 ? chunkAt(document, 1).record : undefined;
  const model = new Map<string, number>();
  for (const { key } of first ? entriesOf(first) : []) if (!model.has(key)) model.set(key, model.size);
  const known = [...model].map(([key, rank]) => ({
    rank,
    written: bySpec({ key, field: document.type.fieldNamed(key) } as Entry),
  }));
  return (entry) => {
    const rank = model.get(entry.key);
    if (rank !== undefined) return rank;
    const written = bySpec(entry);
    let before = { rank: -1, written: Number.NEGATIVE_INFINITY };
    for (const one of known) if (one.written <= written && one.written >= before.written) before = one;
    // Among those after the same field the specification's order counts.
    return before.rank + (written + 2) / (document.type.fields.length + 4);
  };
}
