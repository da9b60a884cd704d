import {
  afterByteOrderMark,
  CLOSE_BRACKET,
  isWhiteSpace,
  OPEN_BRACE,
  OPEN_BRACKET,
} from '../json/characters';
import { type Chunk, NO_PROBLEMS, settledChunk } from './chunk';
import type { ScannedValue } from './collect';
import { chunkAt, type Document, isSoundThroughout } from './document';
import { type Conflict, conflictAfter, type Frame, inside, isSameConflict } from './frame';
import { type GapEvent, isSameGap, NO_EVENTS } from './gap-event';
import { noStructure, type Structure } from './gap-scan';
import { hidesObject, problemsIn } from './gap-values';
import { NOTHING_NOTED, type Notebook, type Noted, notebook, noteEntries } from './noted';
import type { DataRecord } from './record';
import { type Gap, scanGap, whatIs } from './scan-gap';
import { scanValue } from './scan-value';
import type { SoundReader } from './sound-reader';
import { FIELDS_BEYOND_DOUBT } from './what-is-a-record';

/*
 * Reading a stretch of a document: of each record the fast reader is asked first, and the tolerant scanner where that
 * gives up. Each step makes one chunk, or takes more text where what was read hangs on what follows.
 */

/** How many UTF-16 code units are read between two pauses: far less than a millisecond of work. */
const UNITS_BETWEEN_PAUSES = 1 << 15;

/** What was read, and the index of the untouched chunk that it ends before. */
export interface Stretch {
  readonly made: readonly Chunk[];
  readonly next: number;
}

/** A record without defects with the plain text after it. */
interface SoundPiece {
  /** Offset in the text where the next record starts. */
  readonly next: number;
  readonly length: number;
  readonly lineEnds: number;
  readonly lastLineLength: number;
  /** Whether the list's bracket stands after it. */
  readonly closesList: boolean;
  readonly digest: number;
  readonly noted: Noted;
}

/** A stretch that is being read. */
interface Reading {
  readonly document: Document;
  readonly reader: SoundReader;
  /** For the records that the fast reader reads. */
  book: Notebook;
  /** The chunk that it starts with, and its index. */
  readonly first: Chunk;
  readonly from: number;
  readonly made: Chunk[];
  /** The text being read ends where chunk `next` starts. */
  next: number;
  text: string;
  /** Where reading has come to in it, and what it stands in there. */
  at: number;
  frame: Frame;
  conflict: Conflict | undefined;
  structure: Structure;
  /** The record at `at`, where the scanner has read it. */
  ahead: ScannedValue | undefined;
  /** The record at `at` and the text after it, where the fast reader could read them. */
  sound: SoundPiece | undefined;
  /** Where untouched chunks start in the text. */
  oldStarts: Map<number, number>;
  /** Inside a container, only commas and records may come and go without looking at the container again. */
  oldIsPlain: boolean;
  isSound: boolean;
}

/** What a step comes to: reading goes on; it changes the structure around it; or it ends before chunk `next`. */
type Step = 'go on' | 'other structure' | { readonly next: number };

/**
 * Reads from chunk `from` on until the start of a record falls together with the start of an untouched chunk in
 * the same frame. Undefined where what was read changes the structure around it.
 */
export function* readStretch(
  document: Document,
  from: number,
  reader: SoundReader,
  soFar: (made: readonly Chunk[]) => Document,
): Generator<() => Document, Stretch | undefined> {
  const reading = startReading(document, from, reader);
  let units = 0;
  for (;;) {
    const made = reading.made.length;
    const step =
      (isAtHead(reading) ? readHead(reading) : readSoundRecord(reading)) ?? readTolerantly(reading);
    if (step === 'other structure') return undefined;
    if (step !== 'go on') return { made: reading.made, next: step.next };
    if (reading.made.length > made) units += reading.made[made]?.text.length ?? 0;
    if (units <= UNITS_BETWEEN_PAUSES) continue;
    units = 0;
    yield () => soFar(reading.made);
    takeUp(reading);
  }
}

/**
 * The settled chunk of a record that an unsettled document starts with, after one chunk, where only the start of the next record is
 * in the document. Undefined where the fast reader gives up. It is what it is in the whole text if the next record is sound, too.
 */
export function soundChunkIn(document: Document, reader: SoundReader): Chunk | undefined {
  const reading = startReading(document, 1, reader);
  const sound = soundPieceAt(reading, 0, reading.frame);
  return sound && sound.next === reading.text.length - 1 ? soundChunk(reading, sound) : undefined;
}

function startReading(document: Document, from: number, reader: SoundReader): Reading {
  const first = chunkAt(document, from);
  const reading: Reading = {
    document,
    reader,
    book: notebook(0),
    first,
    from,
    made: [],
    next: from,
    text: '',
    at: 0,
    frame: first.frame,
    conflict: first.conflict,
    structure: noStructure(),
    ahead: undefined,
    sound: undefined,
    oldStarts: new Map(),
    oldIsPlain: true,
    isSound: isSoundThroughout(document),
  };
  takeMore(reading);
  return reading;
}

/** Whether the text before the first record is to be read. */
function isAtHead({ from, made }: Reading): boolean {
  return from === 0 && made.length === 0;
}

/** Reads the text before the first record where there is nothing but the list's bracket; else undefined. */
function readHead(reading: Reading): Step | undefined {
  const { text, frame, conflict, made } = reading;
  const head = plainHead(text, frame);
  reading.sound = head && soundPieceAt(reading, head.end, head.frame);
  if (!head || !reading.sound) return undefined;
  made.push(
    settledChunk({
      text: text.slice(0, head.end),
      record: undefined,
      frame,
      conflict,
      problems: NO_PROBLEMS,
      gap: head.gap,
      isSound: true,
      digest: 0,
      ...NOTHING_NOTED,
      reach: 0,
    }),
  );
  reading.at = head.end;
  reading.frame = head.frame;
  return goOnOrMeet(reading);
}

/** Reads the next record with the fast reader; undefined where that gives up. */
function readSoundRecord(reading: Reading): Step | undefined {
  const { text, next, document } = reading;
  const sound = reading.sound ?? soundPieceAt(reading, reading.at, reading.frame);
  if (!sound) return undefined;
  const old = meetingAt(reading, sound.next);
  const endsFile = next === document.count && sound.next === text.length;
  // That what follows is a record, too, must be known before the text before it is.
  const following =
    old === undefined && !endsFile ? soundPieceAt(reading, sound.next, reading.frame) : undefined;
  reading.sound = following;
  if (old === undefined && !endsFile && !following) return undefined;
  reading.made.push(soundChunk(reading, sound));
  reading.at = sound.next;
  reading.ahead = undefined;
  return old !== undefined || endsFile ? { next: old ?? next } : 'go on';
}

/** Reads the next record, or the text before the first one, with the scanner. */
function readTolerantly(reading: Reading): Step {
  const { document, text, at, frame, conflict, next, first } = reading;
  const isFileEnd = next === document.count;
  const isHead = isAtHead(reading);
  const value = isHead ? undefined : (reading.ahead ?? scanRecord(text, at, frame));
  if (value && value.readEnd > text.length && !isFileEnd) return takeMore(reading);
  if (value && reading.ahead === undefined && !isRecordHere(text, at, value, frame)) return 'other structure';
  const gap = scanGap(
    {
      text,
      at: value?.end ?? afterByteOrderMark(text),
      origin: at,
      frame,
      conflict: value ? conflictAfter(conflict, value) : conflict,
      afterRecord: !isHead,
      brokeOff: value?.closed === false,
      isFileEnd,
    },
    reading.structure,
  );
  reading.isSound &&= gap.isSound;
  const endsAtChunk = gap.next === undefined && !isFileEnd;
  const needsMore = gap.readEnd > text.length && !isFileEnd;
  if (needsMore || (endsAtChunk && !meets(reading, next, gap.frame, gap.conflict))) return takeMore(reading);
  const isPlain = reading.oldIsPlain && gap.events === undefined && gap.isSound;
  if (first.frame.inContainer && !isPlain) return 'other structure';

  reading.made.push(toChunk(reading, value, gap));
  reading.at = gap.end;
  reading.frame = gap.frame;
  reading.conflict = gap.conflict;
  reading.ahead = gap.next;
  return gap.next === undefined ? { next } : goOnOrMeet(reading);
}

/** Whether the value at `at` is a record. */
export function isRecordHere(text: string, at: number, value: ScannedValue, frame: Frame): boolean {
  return whatIs(value, frame) === 'record' && !hidesObject(text, at, frame);
}

function goOnOrMeet(reading: Reading): Step {
  const old = meetingAt(reading, reading.at);
  return old === undefined ? 'go on' : { next: old };
}

/** The untouched chunk that starts at an offset where reading has come to, if it is what would be read there. */
function meetingAt(reading: Reading, offset: number): number | undefined {
  const { oldStarts, text, next, document } = reading;
  const old = offset === text.length && next < document.count ? next : oldStarts.get(offset);
  return old !== undefined && meets(reading, old, reading.frame, reading.conflict) ? old : undefined;
}

/** Whether chunk `index`, which starts where reading has come to, is what would be read from here on. */
function meets(
  { document, isSound, first }: Reading,
  index: number,
  here: Frame,
  conflict: Conflict | undefined,
): boolean {
  const old = chunkAt(document, index);
  if (old.frame !== here || !isSameConflict(old.conflict, conflict)) return false;
  // After another record of its line it is one, and a line of its own hides it.
  if (hidesObject(old.text, 0, here)) return false;
  // Names of a container's members say something about the later ones: whoever reads them, reads all.
  return !here.inContainer || (isSound && first.frame.inContainer);
}

/**
 * Appends chunks to the text, and all unsettled ones that follow. Each time it is twice as much as before, however
 * much of that is read already: what is read at the end of the text without seeing what follows is read again.
 */
function takeMore(reading: Reading): Step {
  const { document, text, at, structure } = reading;
  const rest = [text.slice(at)];
  let length = text.length - at;
  const wanted = 2 * text.length;
  const starts = new Map<number, number>();
  for (const [offset, index] of reading.oldStarts) if (offset >= at) starts.set(offset - at, index);
  const names = structure.names.map(
    (known) => new Map([...known].map(([name, place]) => [name, place - at])),
  );
  reading.structure = { starts: new Set(), names };
  for (const offset of structure.starts) if (offset >= at) reading.structure.starts.add(offset - at);
  for (; reading.next < document.count; reading.next++) {
    const chunk = chunkAt(document, reading.next);
    if (length > 0 && length >= wanted && chunk.isSettled) break;
    if (chunk.isSettled && reading.next > reading.from) starts.set(length, reading.next);
    rest.push(chunk.text);
    length += chunk.text.length;
    reading.oldIsPlain &&= chunk.gap === undefined;
  }
  reading.text = rest.join('');
  reading.at = 0;
  reading.ahead = undefined;
  reading.oldStarts = starts;
  reading.book = notebook(reading.text.length);
  takeUp(reading);
  return 'go on';
}

/** Has the reader read this text: it may have read another one in a pause. */
function takeUp({ reader, text, first, next, document }: Reading): void {
  const follows =
    next === document.count
      ? 'file-end'
      : chunkAt(document, next).text.charCodeAt(0) === OPEN_BRACE
        ? 'record'
        : 'anything';
  reader.start(text, first.frame.lines !== undefined, follows);
}

/** The record at an offset, if it is sound and another object follows in the same list, or the file's end. */
function soundPieceAt(
  { document, text, next: after, reader, book, from, made }: Reading,
  offset: number,
  here: Frame,
): SoundPiece | undefined {
  const closing = closingOf(here);
  // After the root value nothing is sound.
  const isAfterRoot = here.kind === 'root' && from + made.length > 1;
  if (closing === undefined || isAfterRoot || text.charCodeAt(offset) !== OPEN_BRACE) return undefined;
  const next = reader.read(offset, closing);
  if (next < 0) return undefined;
  const isFileEnd = next === text.length && after === document.count;
  // Whatever follows the root value is no list.
  if (here.kind === 'root' && !isFileEnd) return undefined;
  if (!isSurelyRecord(reader, here)) return undefined;
  const { end, lineEnds, lastLineLength } = reader;
  const closesList = isFileEnd && closing > 0;
  const digest = reader.digest();
  return {
    next,
    length: end - offset,
    lineEnds,
    lastLineLength,
    closesList,
    digest,
    noted: reader.note(book),
  };
}

/** Whether the object that the fast reader has read in `here` is a record; where it is not sure, the scanner says so. */
export function isSurelyRecord({ fieldCount, holdsValues, tape }: SoundReader, here: Frame): boolean {
  if (fieldCount >= FIELDS_BEYOND_DOUBT) return true;
  const maySayOther = fieldCount < 2 && tape.count > fieldCount;
  return !(holdsValues || here.inContainer || maySayOther);
}

/** The chunk that was where reading has come to, if no edit touched it. */
function chunkBefore({ document, oldStarts, at }: Reading): Chunk | undefined {
  const index = oldStarts.get(at);
  return index === undefined ? undefined : chunkAt(document, index);
}

/** The text up to an offset: that of the chunk before where it is the same, as two would take the memory of both. */
function textUpTo(end: number, { text, at }: Reading, old: Chunk | undefined): string {
  return old?.text.length === end - at ? old.text : text.slice(at, end);
}

/** What was read, as it was before, so that what was found there is known. */
function kept(chunk: Chunk, old: Chunk | undefined): Chunk {
  const isSame =
    old &&
    old.text.length === chunk.text.length &&
    old.record === chunk.record &&
    old.frame === chunk.frame &&
    old.conflict === chunk.conflict &&
    old.problems.length + chunk.problems.length === 0 &&
    isSameGap(old.gap, chunk.gap) &&
    old.isSound === chunk.isSound &&
    old.digest === chunk.digest &&
    old.reach === chunk.reach;
  return isSame ? old : chunk;
}

/** The record of the chunk before, if it is in the same merge conflict. */
function recordBefore({ conflict }: Reading, before: Chunk | undefined): DataRecord | undefined {
  return isSameConflict(before?.conflict, conflict) ? before?.record : undefined;
}

function soundChunk(reading: Reading, sound: SoundPiece): Chunk {
  const { frame, conflict } = reading;
  const { length, closesList, digest, noted, lineEnds } = sound;
  const before = chunkBefore(reading);
  const text = textUpTo(sound.next, reading, before);
  const old = recordBefore(reading, before);
  const isSame = old?.closed && old.end === length;
  const record = isSame ? old : { type: frame.type, text, end: length, closed: true, problems: NO_PROBLEMS };
  const gap = closesList ? [bracketAt('close', text.lastIndexOf(']'))] : undefined;
  const lines = lineEnds < 0 ? undefined : sound;
  const chunk = settledChunk(
    {
      text,
      record,
      frame,
      conflict,
      problems: NO_PROBLEMS,
      gap,
      isSound: true,
      digest,
      noted: noted.noted,
      notedFrom: noted.notedFrom,
      pairs: noted.pairs,
      reach: 0,
    },
    lines,
  );
  return kept(chunk, before);
}

function toChunk(reading: Reading, value: ScannedValue | undefined, gap: Gap): Chunk {
  const { at, frame, conflict } = reading;
  const before = chunkBefore(reading);
  const text = textUpTo(gap.end, reading, before);
  const old = recordBefore(reading, before);
  // One that is cut off has what stands after it in its text: that may be less by now.
  const isSame = old?.closed && value?.closed && value.end - at === old.end;
  const record = isSame ? old : value && toRecord(text, value, at, frame, conflict);
  const reach = Math.max(0, gap.readEnd - gap.end, (value?.readEnd ?? 0) - gap.end);
  const { problems, events, isSound } = gap;
  const noted = value ? noteEntries(frame.type, value.entries) : NOTHING_NOTED;
  const chunk = settledChunk({
    text,
    record,
    frame,
    conflict,
    problems,
    gap: events,
    isSound,
    digest: 0,
    ...noted,
    reach,
  });
  return kept(chunk, before);
}

/** The text before the first record. */
interface Head {
  readonly end: number;
  readonly gap: readonly GapEvent[];
  /** The first record's. */
  readonly frame: Frame;
}

/** The text before the first record, if that is nothing but white space and the list's bracket. */
function plainHead(text: string, frame: Frame): Head | undefined {
  if (frame.tells && frame.tells !== 'empty-file') return undefined;
  let at = afterByteOrderMark(text);
  let inner = frame;
  let gap = NO_EVENTS;
  while (isWhiteSpace(text.charCodeAt(at))) at++;
  if (frame.kind === 'root' && text.charCodeAt(at) === OPEN_BRACKET) {
    inner = inside(frame, 'array');
    gap = [bracketAt('array', at)];
    at++;
    while (isWhiteSpace(text.charCodeAt(at))) at++;
  }
  return text.charCodeAt(at) === OPEN_BRACE ? { end: at, gap, frame: inner } : undefined;
}

function bracketAt(kind: 'array' | 'close', start: number): GapEvent {
  return { kind, start, end: start + 1 };
}

/** The bracket that ends the list in `frame`: 0 where none does, -1 where the file goes on after it. */
function closingOf(frame: Frame): number | undefined {
  if (frame.kind === 'root' || frame.kind === 'lines') return 0;
  // What follows the root value is read as one list, as when the bracket at the top was deleted.
  if (frame.kind === 'beyond') return -1;
  if (frame.kind !== 'array' || frame.lines) return undefined;
  return frame.parent?.kind === 'root' ? CLOSE_BRACKET : -1;
}

/** Reads the object at an offset of a text, in the frame in which it stands there. */
export function scanRecord(text: string, at: number, frame: Frame): ScannedValue {
  return scanValue(text, at, text.length, frame.type, frame);
}

/** The record that a value is, which starts at an offset of what was scanned; `text` starts with it. */
export function toRecord(
  text: string,
  value: ScannedValue,
  start: number,
  { type }: Frame,
  conflict: Conflict | undefined,
): DataRecord {
  const problems = problemsIn(value, conflict);
  return { type, text, end: value.end - start, closed: value.closed, problems };
}
