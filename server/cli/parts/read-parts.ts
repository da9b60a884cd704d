import { runThrough } from '../../check/run-through';
import { chunkAt, type Document } from '../../document/document';
import { type FormWanted, type Reading, readingAs } from '../../document/form';
import type { Frame } from '../../document/frame';
import { cutBefore, openPart, openSoundPart, type PartStart, placeToCut } from '../../document/part';
import { readPaths } from '../../document/paths';
import type { SoundReader } from '../../document/sound-reader';
import { isSurelyRecord } from '../../document/stretch';
import { CLOSE_BRACKET, OPEN_BRACE } from '../../json/characters';
import type { RecordType } from '../../spec/record-type';
import { engine } from '../engine';
import { memoryGuard } from '../enough-memory';
import { largestFile, tooLargeToCut } from '../files/largest-file';
import { Block, type BlocksOf } from './block';
import { type Place, placeWith, startOfFile } from './place';

/*
 * Reading a file in bounded memory. Bytes are read in blocks, and in them record after record by the fast reader, of which
 * nothing is kept. Where something may be found, or the fast reader gives up, a part of the text is decoded, read as a
 * document and cut where it is what it is whatever follows (`document/part.ts`). A container of records, and a merge conflict, is
 * cut nowhere, and so becomes one part: then memory is that of the whole text.
 */

/** Where reading can begin: at the start of a record. */
export interface PartPlace {
  readonly place: Place;
  /** Undefined at the start of the file. */
  readonly start: PartStart | undefined;
}

/** A part that was read as a document. */
export interface Part extends PartPlace {
  /** Settled. Its first chunk is the text before the first record, which is empty but at the start of the file. */
  readonly document: Document;
  /** The same with what had to be read for it: its last chunks may not be what they are. To be asked while the part is told. */
  readonly uncut: () => Document;
  /** How many of its records were told of before, as the first ones. */
  readonly known: number;
  /** How many bytes it has, and how many had to be read for it. */
  readonly bytes: number;
  readonly looked: number;
  /** How the one after it starts; undefined where the file ends with it. */
  readonly after: PartStart | undefined;
}

/** Is told what is read, in the order of the file. */
export interface PartVisitor {
  /**
   * A record in which nothing is found by itself, as the reader has it; `place` finds out where it starts. It has so many
   * bytes with what follows it.
   */
  readonly quiet: (reader: SoundReader, place: () => PartPlace, bytes: number) => void;
  /** Reading ends after it where this returns true. */
  readonly part: (part: Part) => boolean | undefined;
  /** A block is left behind. Reading can begin again here. Ends it where it returns true. */
  readonly leave?: (here: PartPlace) => boolean;
}

/** How a file is read in parts. */
export interface HowToRead extends BlocksOf {
  readonly form: FormWanted;
  readonly type: RecordType;
  /** How many bytes are decoded at least. */
  readonly windowBytes: number;
  /** How many bytes the file has, where that is known. */
  readonly fileBytes?: number | undefined;
  /** Where to begin; the start of the file if absent. The bytes have to be those from there on. */
  readonly from?: (PartPlace & { readonly reading: Reading }) | undefined;
  /** Ends at the first record that starts at this byte, or after it. */
  readonly until?: number | undefined;
  /** The part that was read before at a byte, if it was kept: it is what it would be again. */
  readonly keptAt?: (byte: number) => Part | undefined;
}

/** How it ended. */
export interface ReadUpTo {
  /** Where it came to: the end of the file, but where it was ended before. */
  readonly here: PartPlace;
  readonly isEnd: boolean;
  /** How the text is read, and the byte that it starts at: after a byte order mark. */
  readonly reading: Reading;
  readonly firstByte: number;
}

/** What the caches of a processor hold is read fastest. */
export const usualBlocks = { blockBytes: 1 << 20, windowBytes: 1 << 12 };

/** Parts that follow each other become larger up to so many bytes. */
const LARGEST_WINDOW = 1 << 18;

/** So many bytes of a file's start say how it is read. */
const START_BYTES = 1 << 16;

/** What cannot be cut after so many bytes hardly can be at all. */
const LARGEST_TRIED = 1 << 24;

/**
 * Reads a file part by part.
 *
 * @throws FileError if it cannot be read, is no UTF-8, or has a part that cannot be cut and is larger than any text
 */
export function readParts(how: HowToRead, visitor: PartVisitor): ReadUpTo {
  const { type, from: begin, until = Infinity } = how;
  const reader = engine.readerOf(type);
  const bytes = new Block(how);
  let { record, element } = begin?.place ?? startOfFile;
  let start = begin?.start;
  let windowBytes = 0;
  let lastWindowEnd = Number.NEGATIVE_INFINITY;
  /** Where reading has come to in the block. */
  let at = 0;
  /** The record before: it is as it was told where the one that follows is sound, too. */
  let before = -1;
  let isEnded = false;
  const placeOfQuiet = () => placeOf(at, 1);
  bytes.atLeast(0, begin ? 1 : START_BYTES);
  const firstByte = begin ? 0 : bytes.passMark();
  at = firstByte;
  const reading = begin?.reading ?? readingOfStart(bytes, at, how.form);
  for (;;) {
    if (start && isFast(start)) {
      const next = readFast(start);
      if (next === undefined)
        return { here: placeOf(at, 0), isEnd: bytes.isLast && at === bytes.held, reading, firstByte };
      if (readWindow(next, reading)) break;
    } else if (readWindow({ from: at, known: 0 }, reading)) break;
    if (isEnded || bytes.byteAt(at) >= until)
      return { here: placeOf(at, 0), isEnd: false, reading, firstByte };
  }
  return { here: placeOf(at, 0), isEnd: true, reading, firstByte };

  /** The place of an index, so many records before the one that reading has come to. */
  function placeOf(index: number, back: number): PartPlace {
    return { place: placeWith(bytes.placeAt(index), record - back, element - back), start };
  }

  /**
   * Reads records as long as nothing is found. Undefined where that is to the end; else from where on a part is to be
   * read, of which so many records are known.
   */
  function readFast(here: PartStart): FastEnd | undefined {
    const isLines = here.frame.lines !== undefined;
    const closing = isLines ? 0 : CLOSE_BRACKET;
    // What is cut off by the end of the block is no defect.
    const nearEnd = Math.min(how.blockBytes >> 4, START_BYTES);
    before = -1;
    reader.startBytes(bytes.block, isLines);
    for (;;) {
      const next = readQuiet(here.frame, closing);
      const { held, block } = bytes;
      const isSound = next >= 0 && isSurelyRecord(reader, here.frame);
      if (!bytes.isLast && (next === held || (!isSound && held - at < nearEnd))) {
        const back = before >= 0 ? 1 : 0;
        const keep = back === 1 ? before : at;
        if (visitor.leave?.(placeOf(keep, back))) return undefined;
        bytes.more(keep);
        at -= keep;
        before = back - 1;
        reader.startBytes(bytes.block, isLines);
        continue;
      }
      if (!isSound) return before >= 0 ? { from: before, known: 1 } : { from: at, known: 0 };
      if (bytes.byteAt(at) >= until) return undefined;
      if (!engine.isQuiet(reader.digest())) {
        // The next one says that this one is what it is. In a list that has to be followed by another.
        const end = (block[next] === OPEN_BRACE ? reader.read(next, closing) : -1) + (isLines ? 0 : 1);
        const sound = end > next && end <= held ? { bytes: next - at, looked: end - at } : undefined;
        return { from: at, known: 0, sound };
      }
      tellQuiet(next);
      return undefined;
    }
  }

  /**
   * Reads the records of a block before the first one that may be another: returns where that ends, or -1. A function that
   * returns from each block: an engine would give up again and again what it made of a loop that hardly ever ends.
   */
  function readQuiet(frame: Frame, closing: number): number {
    const { block, held } = bytes;
    for (;;) {
      const next = block[at] === OPEN_BRACE ? reader.read(at, closing) : -1;
      if (next < 0 || next === held || !isSurelyRecord(reader, frame)) return next;
      if (bytes.byteAt(at) >= until || !engine.isQuiet(reader.digest())) return next;
      tellQuiet(next);
    }
  }

  /** Passes the record that ends before `next`. */
  function tellQuiet(next: number): void {
    record++;
    element++;
    visitor.quiet(reader, placeOfQuiet, next - at);
    before = at;
    at = next;
  }

  /** Reads a part as a document, of which so many records are known. Returns whether the file ends with it. */
  function readWindow({ from: first, known, sound }: FastEnd, reading: Reading): boolean {
    let from = first;
    const { place } = placeOf(from, known);
    const isNear = place.byte - lastWindowEnd < windowBytes;
    windowBytes = isNear ? Math.min(LARGEST_WINDOW, windowBytes * 2) : how.windowBytes;
    const kept = how.keptAt?.(place.byte);
    if (kept?.known === known) {
      from = bytes.atLeast(from, kept.bytes);
      return goOnAfter(kept, from);
    }
    const alone =
      !isNear &&
      start &&
      sound &&
      soundPart({ place, start }, sound, { from, block: bytes, reading, reader });
    if (alone) return goOnAfter(alone, from);
    for (let size = windowBytes; ; size = size < LARGEST_TRIED ? size * 4 : largestFile) {
      const rest = (how.fileBytes ?? 0) - bytes.byteAt(from);
      if (size >= largestFile && rest > largestFile) throw tooLargeToCut(how.fileBytes);
      from = bytes.atLeast(from, size);
      const isAll = bytes.isLast && bytes.held - from <= size;
      if (size >= largestFile && !isAll) throw tooLargeToCut(how.fileBytes);
      const end = bytes.wholeEnd(from + size);
      const text = bytes.textOf(from, end);
      const opened = start ? openPart(text, start, reading) : engine.open(text, reading, type);
      const document = settled(opened);
      const cut = isAll ? document.count : placeToCut(document);
      if (!isAll && !isPart(document, cut, start)) continue;
      const part = cutPart(document, cut, { text, bytes: end - from });
      return goOnAfter({ place, start, known, ...part }, from);
    }
  }

  /** Tells of a part that starts at an index. Returns whether the file ends with it. */
  function goOnAfter(part: Part, from: number): boolean {
    const { document, place } = part;
    isEnded = visitor.part(part) === true;
    record = place.record + document.count - 1;
    element = document.form === 'lines' ? record : readPaths(document, start && place.element).elements;
    at = from + part.bytes;
    lastWindowEnd = place.byte + part.bytes;
    start = part.after ?? start;
    return part.after === undefined;
  }
}

/** How the text of a file is read that begins at an index. */
function readingOfStart(bytes: Block, at: number, form: FormWanted): Reading {
  return { ...readingAs(bytes.textOf(at, bytes.wholeEnd(at + START_BYTES)), form), isFinal: true };
}

/** Where a part is to be read, of which so many records are known. */
interface FastEnd {
  readonly from: number;
  readonly known: number;
  /** Of a sound record before another one: how many bytes it has, and both have together. */
  readonly sound?: { readonly bytes: number; readonly looked: number } | undefined;
}

/** The part of a document that was read for it, of a text with so many bytes, before a chunk. */
function cutPart(
  uncut: Document,
  cut: number,
  { text, bytes: looked }: { text: string; bytes: number },
): Omit<Part, keyof PartPlace | 'known'> {
  const document = cutBefore(uncut, cut);
  const { length } = document;
  const after = cut === uncut.count ? undefined : chunkAt(uncut, cut);
  return {
    document,
    uncut: () => uncut,
    bytes: text.length === looked ? length : Buffer.byteLength(text.slice(0, length)),
    looked,
    after: after && { frame: after.frame, conflict: after.conflict },
  };
}

/** The part that is one sound record, which begins at an index of the block. */
function soundPart(
  here: { readonly place: Place; readonly start: PartStart },
  { bytes, looked }: NonNullable<FastEnd['sound']>,
  { from, block, reading, reader }: { from: number; block: Block; reading: Reading; reader: SoundReader },
): Part | undefined {
  const { start } = here;
  const document = openSoundPart(block.textOf(from, from + bytes + 1), start, reading, reader);
  const uncut = () => settled(openPart(block.textOf(from, from + looked), start, reading));
  return document && { document, uncut, known: 0, bytes, looked, after: start, ...here };
}

function settled(document: Document): Document {
  return runThrough(engine.settling(document), memoryGuard());
}

/** Whether the fast reader can read records there, with what stands between them. */
export function isFast({ frame, conflict }: PartStart): boolean {
  if (conflict) return false;
  return frame.kind === 'lines' || (frame.kind === 'array' && !frame.lines && frame.parent?.kind === 'root');
}

/** Whether the chunks before one are a part, or nothing yet: no two parts start at the same byte. */
function isPart(document: Document, cut: number, start: PartStart | undefined): boolean {
  if (start) return cut > 1 && chunkAt(document, 1).record !== undefined;
  return cut > (chunkAt(document, 0).text === '' ? 1 : 0);
}
