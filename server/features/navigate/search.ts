import { chunksOf, type Document } from '../../document/document';
import { openRecord } from '../../record/open-record';
import { counts, type Name, nameIn } from './names';

/** How many chunks are looked at between two pauses. */
const CHUNKS_BETWEEN_PAUSES = 1000;

/**
 * Looks for the records of a settled document that have a name, without an index: the indexes of their chunks, ascending.
 * The generator pauses every now and then.
 */
export function* searching(name: Name, document: Document): Generator<undefined, readonly number[]> {
  const { text, fields } = name;
  const found: number[] = [];
  let index = -1;
  for (const chunk of chunksOf(document)) {
    index++;
    if (index % CHUNKS_BETWEEN_PAUSES === CHUNKS_BETWEEN_PAUSES - 1) yield undefined;
    if (!chunk.record || !mayHave(name, chunk.text)) continue;
    const record = openRecord(chunk.record);
    const has = record.entries.some(
      (entry) => nameIn(record, entry, fields) === text && counts(record, entry),
    );
    if (has) found.push(index);
  }
  return found;
}

/** Whether a name may stand in a text of JSON, somewhere and however it is written: quickly. */
export function mayHave({ text: name }: Name, text: string): boolean {
  // Any character can be written with its number, and a slash after a backslash.
  return (
    text.includes(JSON.stringify(name).slice(1, -1)) ||
    text.includes('\\u') ||
    (name.includes('/') && text.includes('\\/'))
  );
}
