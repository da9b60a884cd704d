import type { Problem } from '../json/problem';
import { type Chunk, NO_PROBLEMS, settledChunk } from './chunk';
import {
  chunkAt,
  type Document,
  gapLength,
  isSoundThroughout,
  type Splice,
  spliceChunks,
  unsettle,
} from './document';
import { movedEvents } from './gap-event';
import { type Noted, notebook, noteEntries } from './noted';
import type { DataRecord } from './record';
import { scanValue } from './scan-value';
import { type SoundReader, soundReader } from './sound-reader';
import { isRecordHere, isSurelyRecord, readStretch, toRecord } from './stretch';

/** Makes a document of what is read up to now: the text's start, settled. The rest is left out. */
export type ReadSoFar = () => Document;

/**
 * Reads what is not settled, from the first touched chunk until the boundaries of records fall together with
 * those of before, and gives the settled document. Chunks that no edit touched stay the same objects.
 * The generator pauses every now and then, so that long work can give way to requests or be dropped for a newer
 * version, and offers what it has read by then; `settle` runs it through. Other work may use the reader between two pauses.
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
    const edited = isLocal ? settleRecordEdit(chunk, reader) : undefined;
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

/** The start of a document, up to what was made from chunk `first` on, with what was made before it. */
function readSoFar(
  document: Document,
  splices: readonly Splice[],
  first: number,
  made: readonly Chunk[],
): Document {
  const cut = spliceChunks(document, { first, removed: document.count - first, made }, []);
  return splices.reduceRight((settled, splice) => spliceChunks(settled, splice, []), cut);
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
 * where the text after it starts: then nothing around it has changed. Else undefined.
 */
function settleRecordEdit(chunk: Chunk, reader: SoundReader): Chunk | undefined {
  const { was, text, frame, conflict } = chunk;
  if (was === undefined || hasMarkers(was.record?.problems ?? [])) return undefined;
  const end = text.length - gapLength(was);
  const sound = soundRecordOf(chunk, end, reader);
  const read = sound ?? scannedRecordOf(chunk, end);
  if (read === undefined) return undefined;
  const shift = text.length - was.text.length;
  const problems = was.problems.map(({ kind, start, end }) => ({
    kind,
    start: start + shift,
    end: end + shift,
  }));
  const { isSound, reach } = was;
  const gap = movedEvents(was.gap, shift);
  // A digest says that the text after the record is sound, too.
  const digest = sound && problems.length === 0 ? sound.digest : 0;
  const { record, noted } = read;
  return settledChunk({ text, record, frame, conflict, problems, gap, isSound, digest, ...noted, reach });
}

/** A record, and where it has what others find it by. */
interface ReadRecord {
  readonly record: DataRecord;
  readonly noted: Noted;
}

/** The record of a chunk, which has to end at `end`, as the fast reader reads it; undefined where that gives up. */
function soundRecordOf(
  { text, frame }: Chunk,
  end: number,
  reader: SoundReader,
): (ReadRecord & { readonly digest: number }) | undefined {
  reader.start(text.slice(0, end), frame.lines !== undefined, 'file-end');
  if (reader.read(0, 0) !== end || reader.end !== end || !isSurelyRecord(reader, frame)) return undefined;
  return {
    record: { type: frame.type, text, end, closed: true, problems: NO_PROBLEMS },
    digest: reader.digest(),
    noted: reader.note(notebook(0)),
  };
}

/** The same as the scanner reads it; undefined where it is no record any more, or what follows depends on it. */
function scannedRecordOf({ text, frame, conflict }: Chunk, end: number): ReadRecord | undefined {
  const value = scanValue(text, 0, end, frame.type, frame);
  const isWhole = value.closed && value.end === end && value.readEnd <= text.length;
  if (!isWhole || hasMarkers(value.problems) || !isRecordHere(text, 0, value, frame)) return undefined;
  return {
    record: toRecord(text, value, 0, frame, conflict),
    noted: noteEntries(frame.type, value.entries),
  };
}

/** Whether there are markers of merge conflicts: what follows depends on them. */
function hasMarkers(problems: readonly Problem[]): boolean {
  return problems.some(({ kind }) => /conflict|surrounding/.test(kind));
}

/** The document with all from the structure that chunk `index` stands in up to that chunk to be read anew. */
function startFurtherInFront(document: Document, index: number): Document {
  let first = index - 1;
  if (chunkAt(document, index).frame.inContainer) {
    while (chunkAt(document, first).frame.inContainer) first--;
  }
  return unsettle(document, first, index);
}
