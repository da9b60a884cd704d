import {
  afterByteOrderMark,
  CLOSE_BRACKET,
  isWhiteSpace,
  OPEN_BRACE,
  OPEN_BRACKET,
} from '../json/characters';
import { measureLines } from '../json/lines';
import type { Problem } from '../json/problem';
import { endOfLine } from '../json/tokens';
import type { Chunk } from './chunk';
import type { ScannedValue } from './collect';
import { chunkAt, type Document, gapLength, type Splice, spliceChunks, unsettle } from './document';
import { type Conflict, conflictAfter, type Frame, inside, isSameConflict } from './frame';
import { type GapEvent, isSameGap, movedEvents, NO_EVENTS } from './gap-event';
import type { DataRecord } from './record';
import { type Gap, noStructure, problemsIn, type Structure, scanGap, whatIs } from './scan-gap';
import { scanValue } from './scan-value';
import { type SoundReader, soundReader } from './sound-reader';
import { FIELDS_BEYOND_DOUBT } from './what-is-a-record';

/** How many UTF-16 code units are read between two pauses: far less than a millisecond of work. */
const UNITS_BETWEEN_PAUSES = 1 << 15;

/** Makes a document of what is read up to now: the text's start, settled. The rest is left out. */
export type ReadSoFar = () => Document;

/**
 * Reads what is not settled, from the first touched chunk until the boundaries of records fall together with
 * those of before, and gives the settled document. Chunks that no edit touched stay the same objects.
 * The generator pauses every now and then, so that long work can give way to requests or be dropped for a newer
 * version, and offers what it has read by then; `settle` runs it through. No other work may use the reader meanwhile.
 */
export function* settling(document: Document, reader: SoundReader): Generator<ReadSoFar, Document> {
  const splices: Splice[] = [];
  /** Up to this chunk of the document all is settled. */
  let index = 0;
  for (const first of document.unsettled) {
    if (first < index) continue;
    const chunk = chunkAt(document, first);
    // Reading only what was touched is not enough in a container with defects between its records.
    const isLocal = !chunk.frame.inContainer || isSoundThroughout(document);
    const edited = isLocal ? settleRecordEdit(chunk) : undefined;
    if (edited) {
      splices.push({ first, removed: 1, made: [edited] });
      index = first + 1;
      continue;
    }
    const soFar = (made: readonly Chunk[]) => readSoFar(document, splices, first, made);
    const stretch = isLocal ? yield* readStretch(document, first, reader, soFar) : undefined;
    if (stretch === undefined) return yield* settling(startFurtherInFront(document, first), reader);
    splices.push({ first, removed: stretch.next - first, made: stretch.made });
    index = stretch.next;
  }
  return splices.reduceRight((settled, splice) => spliceChunks(settled, splice, []), document);
}

/** The start of a document, up to what was made from chunk `first` on, with what was made in front of it. */
function readSoFar(
  document: Document,
  splices: readonly Splice[],
  first: number,
  made: readonly Chunk[],
): Document {
  const cut = spliceChunks(document, { first, removed: document.count - first, made }, []);
  return splices.reduceRight((settled, splice) => spliceChunks(settled, splice, []), cut);
}

function isSoundThroughout(document: Document): boolean {
  return document.blocks.every((block) => block.unsound === 0);
}

/** Settles a document at once. */
export function settle(document: Document, reader = soundReader(document.type)): Document {
  const work = settling(document, reader);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/**
 * The settled form of a chunk of which only the record was edited, if the record is still one and still ends
 * where the text behind it starts: then nothing around it has changed. Else undefined.
 */
function settleRecordEdit(chunk: Chunk): Chunk | undefined {
  const { was, text, frame } = chunk;
  if (was === undefined) return undefined;
  const end = text.length - gapLength(was);
  const value = scanValue(text, 0, frame.lines ? endOfLine(text, 0) : end, frame.type);
  if (!value.closed || value.end !== end || value.readEnd > text.length) return undefined;
  if (hasMarkers(value.problems) || hasMarkers(was.record?.problems ?? NO_PROBLEMS)) return undefined;
  if (whatIs(value, frame) !== 'record') return undefined;
  const shift = text.length - was.text.length;
  const problems = was.problems.map(({ kind, start, end }) => ({
    kind,
    start: start + shift,
    end: end + shift,
  }));
  return {
    text,
    record: toRecord(text, value, 0, frame, chunk.conflict),
    frame,
    conflict: chunk.conflict,
    problems,
    gap: movedEvents(was.gap, shift),
    isSound: was.isSound,
    digest: 0,
    reach: was.reach,
    isSettled: true,
    was: undefined,
    ...measureLines(text),
  };
}

/** Whether there are markers of merge conflicts: what follows depends on them. */
function hasMarkers(problems: readonly Problem[]): boolean {
  return problems.some(({ kind }) => /conflict|surrounding/.test(kind));
}

/** A record without defects with the plain text behind it. */
interface SoundPiece {
  /** Offset in the text where the next record starts. */
  readonly next: number;
  readonly length: number;
  readonly lineEnds: number;
  readonly lastLineLength: number;
  /** Whether the list's bracket stands behind it. */
  readonly closesList: boolean;
  readonly digest: number;
}

const NO_PROBLEMS: readonly Problem[] = [];

/** What was read, and the index of the untouched chunk that it ends in front of. */
interface Stretch {
  readonly made: Chunk[];
  readonly next: number;
}

/** The document with all from the structure that chunk `index` stands in up to that chunk to be read anew. */
function startFurtherInFront(document: Document, index: number): Document {
  let first = index - 1;
  if (chunkAt(document, index).frame.inContainer) {
    while (chunkAt(document, first).frame.inContainer) first--;
  }
  return unsettle(document, first, index);
}

/**
 * Reads from chunk `from` on until the start of a record falls together with the start of an untouched chunk in
 * the same frame. Undefined where what was read changes the structure around it.
 */
function* readStretch(
  document: Document,
  from: number,
  reader: SoundReader,
  soFar: (made: readonly Chunk[]) => Document,
): Generator<ReadSoFar, Stretch | undefined> {
  const made: Chunk[] = [];
  let structure: Structure = noStructure();
  const first = chunkAt(document, from);
  let { frame, conflict } = first;
  /** The text being read ends where chunk `next` starts. */
  let next = from;
  let text = '';
  let at = 0;
  let ahead: ScannedValue | undefined;
  /** The record at `at` and the text behind it, where the fast reader could read them. */
  let sound: SoundPiece | undefined;
  /** Where untouched chunks start in the text. */
  let oldStarts = new Map<number, number>();
  /** Inside a container, only commas and records may come and go without looking at the container again. */
  let oldIsPlain = true;
  let isSound = isSoundThroughout(document);
  let units = 0;
  takeMore();

  for (;;) {
    if (units > UNITS_BETWEEN_PAUSES) {
      units = 0;
      yield () => soFar(made);
    }
    const isFileEnd = next === document.count;
    const isHead = from === 0 && made.length === 0;
    if (isHead) {
      const head = plainHead(text, frame);
      sound = head && readSound(head.end, head.frame);
      if (head && sound) {
        made.push(headChunk(text.slice(0, head.end), head.gap, frame, conflict));
        at = head.end;
        frame = head.frame;
        const old = meetingAt(at);
        if (old !== undefined) return { made, next: old };
        continue;
      }
    } else {
      sound ??= readSound(at);
      if (sound) {
        const old = meetingAt(sound.next);
        const endsFile = isFileEnd && sound.next === text.length;
        // That what follows is a record, too, must be known before the text in front of it is.
        const following = old === undefined && !endsFile ? readSound(sound.next) : undefined;
        if (old !== undefined || endsFile || following) {
          made.push(kept(soundChunk(sound)));
          units += sound.next - at;
          at = sound.next;
          sound = following;
          ahead = undefined;
          if (old !== undefined || endsFile) return { made, next: old ?? next };
          continue;
        }
        sound = undefined;
      }
    }

    const value = isHead ? undefined : (ahead ?? scanRecord(text, at, frame));
    if (value && value.readEnd > text.length && !isFileEnd) {
      takeMore();
      continue;
    }
    if (value && ahead === undefined && whatIs(value, frame) !== 'record') return undefined;
    const end = value?.end ?? afterByteOrderMark(text);
    const gap: Gap = scanGap(
      {
        text,
        at: end,
        origin: at,
        frame,
        conflict: value ? conflictAfter(conflict, value) : conflict,
        afterRecord: !isHead,
        brokeOff: value?.closed === false,
        isFileEnd,
      },
      structure,
    );
    isSound &&= gap.isSound;
    const endsAtChunk = gap.next === undefined && !isFileEnd;
    const needsMore = gap.readEnd > text.length && !isFileEnd;
    if (needsMore || (endsAtChunk && !meets(next, gap.frame, gap.conflict))) {
      takeMore();
      continue;
    }
    if (first.frame.inContainer && !(oldIsPlain && gap.events === undefined && gap.isSound)) return undefined;

    made.push(kept(toChunk(value, gap)));
    units += gap.end - at;
    at = gap.end;
    ({ frame, conflict } = gap);
    ahead = gap.next;
    if (ahead === undefined) return { made, next };
    const old = meetingAt(at);
    if (old !== undefined) return { made, next: old };
  }

  /** The untouched chunk that starts at an offset where reading has come to, if it is what would be read there. */
  function meetingAt(offset: number): number | undefined {
    const old = oldStarts.get(offset);
    return old !== undefined && meets(old, frame, conflict) ? old : undefined;
  }

  /** Whether chunk `index`, which starts where reading has come to, is what would be read from here on. */
  function meets(index: number, here: Frame, inConflict: Conflict | undefined): boolean {
    const old = chunkAt(document, index);
    if (old.frame !== here || !isSameConflict(old.conflict, inConflict)) return false;
    // Names of a container's members say something about the later ones: whoever reads them, reads all.
    return !here.inContainer || (isSound && first.frame.inContainer);
  }

  /**
   * Appends chunks to the text, and all unsettled ones that follow. Each time it is twice as much as before, however
   * much of that is read already: what is read at the end of the text without seeing what follows is read again.
   */
  function takeMore(): void {
    const rest = [text.slice(at)];
    let length = text.length - at;
    const wanted = 2 * text.length;
    const starts = new Map<number, number>();
    const old = structure;
    for (const [offset, index] of oldStarts) if (offset >= at) starts.set(offset - at, index);
    const here = at;
    const names = old.names.map((known) => new Map([...known].map(([name, place]) => [name, place - here])));
    structure = { starts: new Set(), names };
    for (const offset of old.starts) if (offset >= at) structure.starts.add(offset - at);
    while (next < document.count) {
      const chunk = chunkAt(document, next);
      if (length > 0 && length >= wanted && chunk.isSettled) break;
      if (chunk.isSettled && next > from) starts.set(length, next);
      rest.push(chunk.text);
      length += chunk.text.length;
      oldIsPlain &&= chunk.gap === undefined;
      next++;
    }
    text = rest.join('');
    at = 0;
    ahead = undefined;
    oldStarts = starts;
    reader.start(text, first.frame.lines !== undefined, next === document.count);
  }

  /** The record at an offset, if it is sound and another object follows in the same list, or the file's end. */
  function readSound(offset: number, here = frame): SoundPiece | undefined {
    const closing = closingOf(here);
    // Behind the root value nothing is sound.
    const isBehindRoot = here.kind === 'root' && from + made.length > 1;
    if (closing === undefined || isBehindRoot || text.charCodeAt(offset) !== OPEN_BRACE) return undefined;
    const next = reader.read(offset, closing);
    if (next < 0) return undefined;
    const isFileEnd = next === text.length;
    // Whatever follows the root value is no list.
    if (here.kind === 'root' && !isFileEnd) return undefined;
    const { end, fieldCount, holdsValues, lineEnds, lastLineLength } = reader;
    const isRecord = fieldCount >= FIELDS_BEYOND_DOUBT || !(holdsValues || here.inContainer);
    if (!isRecord) return undefined;
    const closesList = isFileEnd && closing > 0;
    return { next, length: end - offset, lineEnds, lastLineLength, closesList, digest: reader.digest() };
  }

  /** What was read at `at`, as it was before, so that what was found there is known. */
  function kept(chunk: Chunk): Chunk {
    const index = oldStarts.get(at);
    const old = index === undefined ? undefined : chunkAt(document, index);
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

  /** The record that was at an offset before, if no edit touched it and it is in the same merge conflict. */
  function recordBefore(offset: number): DataRecord | undefined {
    const index = oldStarts.get(offset);
    const old = index === undefined ? undefined : chunkAt(document, index);
    return isSameConflict(old?.conflict, conflict) ? old?.record : undefined;
  }

  function soundChunk({ next, length, lineEnds, lastLineLength, closesList, digest }: SoundPiece): Chunk {
    const chunkText = text.slice(at, next);
    const old = recordBefore(at);
    const isSame = old?.closed && old.end === length;
    const lines = lineEnds < 0 ? measureLines(chunkText) : { lineEnds, lastLineLength };
    return {
      text: chunkText,
      record: isSame
        ? old
        : { type: frame.type, text: chunkText, end: length, closed: true, problems: NO_PROBLEMS },
      frame,
      conflict,
      problems: NO_PROBLEMS,
      gap: closesList ? [bracketAt('close', chunkText.lastIndexOf(']'))] : undefined,
      isSound: true,
      digest,
      reach: 0,
      isSettled: true,
      was: undefined,
      lineEnds: lines.lineEnds,
      lastLineLength: lines.lastLineLength,
    };
  }

  function toChunk(value: ScannedValue | undefined, gap: Gap): Chunk {
    const chunkText = text.slice(at, gap.end);
    const old = recordBefore(at);
    const isSame = old !== undefined && value?.closed === old.closed && value.end - at === old.end;
    return {
      text: chunkText,
      record: isSame ? old : value && toRecord(chunkText, value, at, frame, conflict),
      frame,
      conflict,
      problems: gap.problems,
      gap: gap.events,
      isSound: gap.isSound,
      digest: 0,
      reach: Math.max(0, gap.readEnd - gap.end, (value?.readEnd ?? 0) - gap.end),
      isSettled: true,
      was: undefined,
      ...measureLines(chunkText),
    };
  }
}

/** The text in front of the first record. */
interface Head {
  readonly end: number;
  readonly gap: readonly GapEvent[];
  /** The first record's. */
  readonly frame: Frame;
}

/** The text in front of the first record, if that is nothing but white space and the list's bracket. */
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

function headChunk(
  text: string,
  gap: readonly GapEvent[],
  frame: Frame,
  conflict: Conflict | undefined,
): Chunk {
  return {
    text,
    record: undefined,
    frame,
    conflict,
    problems: NO_PROBLEMS,
    gap,
    isSound: true,
    digest: 0,
    reach: 0,
    isSettled: true,
    was: undefined,
    ...measureLines(text),
  };
}

/** The bracket that ends the list in `frame`: 0 where none does, -1 where the file goes on behind it. */
function closingOf(frame: Frame): number | undefined {
  if (frame.kind === 'root' || frame.kind === 'lines') return 0;
  if (frame.kind !== 'array' || frame.lines) return undefined;
  return frame.parent?.kind === 'root' ? CLOSE_BRACKET : -1;
}

function scanRecord(text: string, at: number, frame: Frame): ScannedValue {
  return scanValue(text, at, frame.lines ? endOfLine(text, at) : text.length, frame.type);
}

function toRecord(
  text: string,
  value: ScannedValue,
  start: number,
  { type }: Frame,
  conflict: Conflict | undefined,
): DataRecord {
  const problems = problemsIn(value, conflict);
  return { type, text, end: value.end - start, closed: value.closed, problems };
}
