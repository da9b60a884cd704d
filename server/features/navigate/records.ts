import type { CheckedDocument } from '../../check/check';
import { type SeverityOf, severityOfFinding } from '../../check/locate';
import type { Chunk } from '../../document/chunk';
import { recordPointers } from '../../document/paths';
import type { Finding, Severity } from '../../rules/rule';
import { isNamed, type KnownRows, type RecordRow, rowOf } from './record-row';

/** How many chunks are looked at between two pauses. */
const CHUNKS_BETWEEN_PAUSES = 500;

/** The severities of what editors list as problems. */
const GRAVEST_FIRST: readonly Severity[] = ['error', 'warning', 'information'];

/** A record of a document in one row. */
export interface ListedRecord extends RecordRow {
  /** Index of its chunk; the record's place in text order, from 1. */
  readonly chunk: number;
  /** What it is called among named records. */
  readonly name: string | undefined;
  /** How many problems it has; hints are none. */
  readonly problems: number;
  /** How grave the gravest of them is; undefined where it has none. */
  readonly gravest: Severity | undefined;
}

/** Rows of a document, in text order. */
export interface RecordList {
  readonly rows: readonly ListedRecord[];
  /** How many records there are, and how many of them have all the words. */
  readonly records: number;
  readonly matching: number;
}

/**
 * The records of a document whose rows have all the words of a query somewhere, at most `most` of them. The generator
 * pauses every now and then.
 */
export function* listing(
  checked: CheckedDocument,
  severityOf: SeverityOf,
  query: string,
  most: number,
  known: KnownRows,
): Generator<undefined, RecordList> {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const rows: ListedRecord[] = [];
  const { document } = checked;
  const areNamed = document.blocks.some(({ chunks }) => chunks.some(isNamed));
  const pointers = areNamed ? recordPointers(document) : [];
  let records = 0;
  let matching = 0;
  let index = 0;
  for (const { chunk, findings } of checkedChunks(checked)) {
    const place = index++;
    if (place % CHUNKS_BETWEEN_PAUSES === CHUNKS_BETWEEN_PAUSES - 1) yield undefined;
    if (!chunk.record) continue;
    records++;
    if (words.length === 0 && rows.length >= most) {
      matching++;
      continue;
    }
    const row = {
      ...(rowOf(chunk, known) as RecordRow),
      name: isNamed(chunk) ? lastOfPointer(pointers[place - 1] ?? '') : undefined,
    };
    const told = problemsIn(findings, severityOf).map((finding) => severityOfFinding(finding, severityOf));
    const problems = told.length;
    if (!hasWords(row, problems, words)) continue;
    matching++;
    const gravest = GRAVEST_FIRST.find((severity) => told.includes(severity));
    if (rows.length < most) rows.push({ ...row, chunk: place, problems, gravest });
  }
  return { rows, records, matching };
}

/** The first problem of a record; UTF-16 offsets relative to its chunk. */
export interface ProblemRecord extends Pick<Finding, 'start' | 'end'> {
  /** Index of its chunk. */
  readonly chunk: number;
}

/**
 * The next record after chunk `from` that has problems, or the one before it; after the last one comes the first. Undefined
 * where no record has any.
 */
export function problemRecord(
  checked: CheckedDocument,
  severityOf: SeverityOf,
  from: number,
  direction: 'next' | 'previous',
): ProblemRecord | undefined {
  const found: ProblemRecord[] = [];
  let index = 0;
  for (const { chunk, findings } of checkedChunks(checked)) {
    const [first] = findings.length > 0 && chunk.record ? problemsIn(findings, severityOf) : [];
    if (first) found.push({ chunk: index, start: first.start, end: first.end });
    index++;
  }
  return direction === 'next'
    ? (found.find(({ chunk }) => chunk > from) ?? found[0])
    : (found.findLast(({ chunk }) => chunk < from) ?? found.at(-1));
}

function* checkedChunks({
  document,
  blocks,
}: CheckedDocument): Generator<{ readonly chunk: Chunk; readonly findings: readonly Finding[] }> {
  for (const [at, { chunks }] of document.blocks.entries())
    for (const [place, chunk] of chunks.entries())
      yield { chunk, findings: blocks[at]?.findings[place] ?? [] };
}

/** What editors list as problems. */
function problemsIn(findings: readonly Finding[], severityOf: SeverityOf): readonly Finding[] {
  return findings.filter((finding) => !['off', 'hint'].includes(severityOfFinding(finding, severityOf)));
}

function hasWords(
  row: RecordRow & Pick<ListedRecord, 'name'>,
  problems: number,
  words: readonly string[],
): boolean {
  if (words.length === 0) return true;
  const text = [
    row.name,
    row.id,
    row.status,
    row.start,
    row.customer,
    row.subject,
    problems > 0 ? 'problems' : '',
  ]
    .join(' ')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

/** The key or index that a JSON Pointer ends with. */
function lastOfPointer(pointer: string): string {
  return pointer
    .slice(pointer.lastIndexOf('/') + 1)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
}
