import { type CheckedDocument, findingsOf } from '../../check/check';
import { type SeverityOf, severityOfFinding } from '../../check/locate';
import type { HintSettings } from '../../config/definition';
import { chunkAt, chunkIndexAt, chunkStartAt, type Document, startOf } from '../../document/document';
import type { Entry } from '../../document/record';
import { nextLineStart } from '../../json/lines';
import { type OpenRecord, openRecord } from '../../record/open-record';
import type { RecordPlace } from '../../relations/record-place';
import type { RelationIndex } from '../../relations/relation-index';
import type { Finding } from '../../rules/rule';
import type { Field } from '../../spec/field';
import { meaningOf } from '../../values/meaning';
import { memberMeant } from '../../values/member-meant';
import { codeOf, numberOf, stringOf } from '../../values/plain-values';
import { oneLine } from '../../words/one-line';
import { findingsOn } from '../hover/findings';
import type { Subject, Surroundings } from '../relatives';
import { referenceText } from './references';
import { summaryColumn } from './summary-column';

/** A few words that an editor shows in the text and that are none of it: what the eye does not read off a value. */
export interface Hint {
  /** Where it stands: a UTF-16 offset in the document. */
  readonly at: number;
  /** On one line, at most `LONGEST_HINT` characters. */
  readonly text: string;
  /** Whether it follows what it is about; else it is a column before the text of its line. */
  readonly isAfter: boolean;
  /** The UTF-16 offset in the document of what it is about, which a hover there explains. */
  readonly about: number;
  /** The record that it leads to. */
  readonly leadsTo?: RecordPlace;
}

/** Characters of a hint. */
export const LONGEST_HINT = 25;

/** An editor shows no more at once: VS Code has this limit. */
export const MOST_HINTS = 1500;

/** So many records are looked at for one answer. */
const MOST_RECORDS = 3000;

/** Editors show no more of a line: in VS Code this many UTF-16 code units. A minified file may have all of its records on one. */
const LAST_COLUMN = 10_000;

/** A record with fewer lines shows its start and its end together. */
const LEAST_LINES_TO_CLOSE = 25;

/** Values below these are as easily read as words. */
const LEAST_SECONDS = 60;
const LEAST_BYTES = 10 * 1024;

/**
 * The hints of a settled document between two UTF-16 offsets, in text order. What they cost grows with the records in
 * that range and with nothing else. There is none for a value that has a problem: an error or a warning.
 */
export function hints(
  checked: CheckedDocument,
  start: number,
  end: number,
  settings: HintSettings,
  severityOf: SeverityOf,
  { file, relations }: Surroundings,
): readonly Hint[] {
  const { document } = checked;
  if (document.form === 'lines' && settings.jsonLines === 'off') return [];
  const found: Hint[] = [];
  const last = chunkIndexAt(document, end);
  let looked = 0;
  for (let index = chunkIndexAt(document, start); index <= last && looked < MOST_RECORDS; index++) {
    if (found.length >= MOST_HINTS) break;
    const { line, column, offset } = startOf(document, index);
    if (column > LAST_COLUMN) {
      // What else stands on this line is out of sight, too.
      index = Math.max(index, chunkStartAt(document, line + 1, 0).index - 1);
      continue;
    }
    looked++;
    const chunk = chunkAt(document, index);
    if (!chunk.record) continue;
    const problems = findingsOf(checked, index).filter((finding) =>
      ['error', 'warning'].includes(severityOfFinding(finding, severityOf)),
    );
    const isSound = (entry: Entry) => isWithoutProblem(entry, problems);
    const record = openRecord(chunk.record);
    const ofRecord =
      document.form === 'lines' && settings.jsonLines === 'summary'
        ? columnHints(document, index, record, isSound)
        : hintsBeside(document, { file, chunk, index }, record, settings, relations, isSound);
    for (const { at, about, ...hint } of ofRecord) {
      const place = offset + at;
      if (place >= start && place <= end) found.push({ ...hint, at: place, about: offset + about });
    }
  }
  return found.slice(0, MOST_HINTS);
}

/** The hints of a record that are no column. */
function hintsBeside(
  document: Document,
  subject: Subject,
  record: OpenRecord,
  settings: HintSettings,
  relations: RelationIndex,
  isSound: (entry: Entry) => boolean,
): Iterable<Hint> {
  const { chunk, index } = subject;
  const beside = (entry: Entry, field: Field) =>
    (isTellable(record, field, isSound) ? textFor(record, entry, field, settings) : undefined) ??
    (settings.references ? referenceText(record, field, subject, relations) : undefined);
  const isBriefly = sharesLine(document, index);
  const ofChunk = { text: chunk.text, isLast: index === document.count - 1 };
  return valueHints(record, ofChunk, { beside, isSound, isBriefly, isClosing: settings.references });
}

/** The text of a record's chunk, and whether the file ends with it. */
interface ChunkText {
  readonly text: string;
  readonly isLast: boolean;
}

/** What a hint says, and where it leads to. */
export type Said = Pick<Hint, 'text' | 'leadsTo'>;

/** What is wanted of the hints beside the values of a record. */
interface Wanted {
  /** What stands beside the value of a member. */
  readonly beside: (entry: Entry, field: Field) => Said | undefined;
  /** Whether a member has no problem. */
  readonly isSound: (entry: Entry) => boolean;
  /** Whether there is room for what matters most only. */
  readonly isBriefly: boolean;
  /** Whether its end says which record it is. */
  readonly isClosing: boolean;
}

/** Hints beside the values of a record; offsets relative to its start. */
function* valueHints(
  record: OpenRecord,
  chunk: ChunkText,
  { beside, isSound, isBriefly, isClosing }: Wanted,
): Generator<Hint> {
  const { status, duration } = record.type;
  for (const entry of record.entries) {
    const { field } = entry;
    if (!field || record.entryOf(field.name) !== entry || !entry.intact || !isSound(entry)) continue;
    if (isBriefly && field !== status && field !== duration) continue;
    const said = beside(entry, field);
    if (said?.text.trim()) {
      const at = lineEndAfter(chunk, entry.valueEnd) ?? entry.valueEnd;
      yield { ...said, at, text: cut(said.text), isAfter: true, about: entry.valueStart };
    }
  }
  if (isClosing) yield* closingHint(record, chunk, isSound);
}

/** Whether a value is explained by none that has a problem itself: a date by the time shift, an end by its start. */
function isTellable(record: OpenRecord, field: Field, isSound: (entry: Entry) => boolean): boolean {
  if (field.kind !== 'dateTime') return true;
  const { start, utcOffset } = record.type;
  const from = field.role === 'end' ? memberMeant(record, start) : undefined;
  const teller = from ?? memberMeant(record, utcOffset);
  return teller === undefined || isSound(teller);
}

/** What stands beside the value of a field; undefined where there is nothing to say, or nobody wants to know it. */
function textFor(record: OpenRecord, entry: Entry, field: Field, settings: HintSettings): Said | undefined {
  const beside = () => {
    const text = meaningOf(record, entry, field).beside;
    return text === undefined ? undefined : { text };
  };
  if (field.codes.length > 0) {
    // Nearly each record is of the kind that its type is about.
    const isOrdinary = field === record.type.kind && codeOf(record, entry, field)?.value === field.example;
    return settings.codes && !isOrdinary ? beside() : undefined;
  }
  switch (field.kind) {
    case 'seconds':
      return settings.times && isAtLeast(LEAST_SECONDS, record, entry) ? beside() : undefined;
    case 'minutes':
      return settings.times && numberOf(record, entry) !== 0 ? beside() : undefined;
    case 'dateTime':
      return settings.times ? beside() : undefined;
    case 'bytes':
      return settings.sizes && isAtLeast(LEAST_BYTES, record, entry) ? beside() : undefined;
    default:
      return undefined;
  }
}

function isAtLeast(least: number, record: OpenRecord, entry: Entry): boolean {
  return (numberOf(record, entry) ?? 0) >= least;
}

/** At the brace that closes a long record: which one it is. */
function* closingHint(
  record: OpenRecord,
  chunk: ChunkText,
  isSound: (entry: Entry) => boolean,
): Generator<Hint> {
  const { end, closed } = record.record;
  const { identity } = record.type;
  const entry = identity && record.entryOf(identity.name);
  const id = entry && isSound(entry) ? stringOf(record, entry) : undefined;
  const at = closed && id?.trim() ? lineEndAfter(chunk, end) : undefined;
  if (at !== undefined && id && hasLines(chunk.text.slice(0, end), LEAST_LINES_TO_CLOSE))
    yield { at, text: cut(id), isAfter: true, about: 0 };
}

function hasLines(text: string, least: number): boolean {
  let lines = 1;
  for (let next = nextLineStart(text, 0); next > 0 && lines < least; next = nextLineStart(text, next))
    lines++;
  return lines >= least;
}

/** The one hint before a line of JSON Lines; none for a further record on it. */
function columnHints(
  document: Document,
  index: number,
  record: OpenRecord,
  isSound: (entry: Entry) => boolean,
): readonly Hint[] {
  const isFirst = index < 2 || startOf(document, index - 1).line < startOf(document, index).line;
  return isFirst ? [{ at: 0, text: summaryColumn(record, isSound), isAfter: false, about: 0 }] : [];
}

/** Whether another record stands on the one line of a record: there is room for what matters most. */
function sharesLine(document: Document, index: number): boolean {
  const { record, text, lineEnds } = chunkAt(document, index);
  const isOneLine = lineEnds === 0 || nextLineStart(text, 0) > (record?.end ?? 0);
  if (!isOneLine) return false;
  const { line } = startOf(document, index);
  const isOnLine = (other: number) =>
    other > 0 && other < document.count && startOf(document, other).line === line;
  return isOnLine(index - 1) || isOnLine(index + 1);
}

function isWithoutProblem({ keyStart, valueStart, valueEnd }: Entry, problems: readonly Finding[]): boolean {
  return findingsOn(problems, keyStart < 0 ? valueStart : keyStart, valueEnd).length === 0;
}

/** Where a value ends that is the last of its line, its comma included; undefined where more follows on the line. */
function lineEndAfter({ text, isLast }: ChunkText, valueEnd: number): number | undefined {
  const comma = blanksEnd(text, valueEnd);
  const end = text[comma] === ',' ? comma + 1 : valueEnd;
  const rest = blanksEnd(text, end);
  // A chunk ends where the next record starts, or with the file.
  const isLineEnd = rest === text.length ? isLast : text[rest] === '\n' || text[rest] === '\r';
  return isLineEnd ? end : undefined;
}

function blanksEnd(text: string, start: number): number {
  let end = start;
  while (text[end] === ' ' || text[end] === '\t') end++;
  return end;
}

/** A text on one line that is no longer than a hint may be, its ellipsis included. */
export function cut(text: string): string {
  const characters = [...oneLine(text, LONGEST_HINT)];
  return characters.length > LONGEST_HINT
    ? `${characters.slice(0, LONGEST_HINT - 1).join('')}…`
    : characters.join('');
}
