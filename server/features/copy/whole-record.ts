import { chunkAt, type Document } from '../../document/document';
import { type OpenRecord, openRecord } from '../../record/open-record';
import { t } from '../../words/language';
import { type Outcome, refuse } from './outcome';

/** What is wrong in a record of which all members are known all the same, each with its whole text. */
const HARMLESS: ReadonlySet<string> = new Set(['comment', 'trailing-comma']);

/**
 * Opens the record of a chunk for copying it, comments included. One that has other syntax errors is refused: what is
 * made of it could be something else than it says.
 */
export function wholeRecord(document: Document, index: number): Outcome<OpenRecord> {
  const { record } = chunkAt(document, index);
  const isWhole = record?.closed && record.problems.every(({ kind }) => HARMLESS.has(kind));
  return record && isWhole ? openRecord(record) : refuse(t`Mend the syntax errors of this record first.`);
}

/** The same for moving its parts around, where a comment would be parted from what it is about. */
export function plainRecord(document: Document, index: number): Outcome<OpenRecord> {
  const record = wholeRecord(document, index);
  if ('refusal' in record || record.isIntact) return record;
  return refuse(t`Remove the comments of this record first, and commas before its }.`);
}

/** The text of a record as it stands. */
export function textOfRecord({ record }: OpenRecord): string {
  return record.text.slice(0, record.end);
}
