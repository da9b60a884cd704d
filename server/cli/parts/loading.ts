import type { CheckedDocument } from '../../check/check';
import type { Counts } from '../../check/locate';
import { runThrough } from '../../check/run-through';
import { chunkAt, type Document } from '../../document/document';
import { cutBefore, openPart } from '../../document/part';
import { type Paths, readPaths } from '../../document/paths';
import type { Position } from '../../document/positions';
import { type FileReport, type HowToCheck, noCounts, type TextPart } from '../check-text';
import { engine } from '../engine';
import { memoryGuard } from '../enough-memory';
import { FileError } from '../files/file-error';
import type { LargeFile } from '../files/large-file';
import { linePositions } from '../line-positions';
import { beforeCutCharacter } from './place';
import type { Part, PartPlace, ReadUpTo } from './read-parts';

/** Where a part, or a record that was read fast, is read again. */
export interface Spot {
  readonly at: PartPlace;
  readonly bytes: number;
  /** How many bytes had to be read for it; undefined for a record that was read fast. */
  readonly looked: number | undefined;
  /** How many chunks its document has. */
  readonly count: number;
  /** What is found in it. */
  readonly counts: Counts;
  /** What was read there, if it was kept. */
  readonly kept: KeptPart | undefined;
}

/** That of a sound record with so many bytes; where it starts is found out when it is asked for. */
export function spotOfRecord(bytes: number, start: () => PartPlace): Spot {
  let at: PartPlace | undefined;
  return {
    get at() {
      at ??= start();
      return at;
    },
    bytes,
    looked: undefined,
    // The text before the first record is a chunk, too.
    count: 2,
    counts: noCounts,
    kept: undefined,
  };
}

/** A part that was kept, so that it need not be read again, with what is found in it. */
export interface KeptPart {
  readonly part: Part;
  readonly checked: CheckedDocument;
}

/** A spot that was read again. */
export interface Loaded {
  readonly spot: Spot;
  readonly document: Document;
  readonly paths: () => Paths;
}

/** Reads spots of a file again, and knows places in those that were read last. */
export interface Loading extends Pick<FileReport, 'textAt' | 'positionOf' | 'bytesBefore'> {
  /** @throws FileError */
  readonly load: (spot: Spot) => Loaded;
}

/** The texts of so many are kept: a finding can have places in twenty others. */
const MOST_KEPT = 32;

/** As documents they take many times that: so many are kept. */
const MOST_DOCUMENTS = 2;

/** So many bytes around a spot are shown with it, if they are on the same line. */
const MARGIN = 1 << 10;

/** So many bytes after a record say that it ends where it ends. */
const BYTES_AFTER = 1 << 12;

interface Kept {
  readonly spot: Spot;
  readonly text: string;
  readonly around: TextPart;
  readonly positionOf: (offset: number) => Position;
}

/** Begins with nothing read. */
export function createLoading(
  file: LargeFile,
  { type }: Pick<HowToCheck, 'type'>,
  { reading, firstByte }: Pick<ReadUpTo, 'reading' | 'firstByte'>,
): Loading {
  const kept = new Map<number, Kept>();
  const documents = new Map<number, Loaded>();
  return {
    load,
    textAt: (offset) => keptAt(offset).around,
    positionOf(offset) {
      const { spot, positionOf } = keptAt(offset);
      const { line, column, unit } = spot.at.place;
      const here = positionOf(offset - unit);
      return { line: line + here.line, character: here.character + (here.line === 0 ? column : 0) };
    },
    bytesBefore(offset) {
      const { spot, positionOf, text } = keptAt(offset);
      const { unit, byte, lineByte } = spot.at.place;
      const { line, character } = positionOf(offset - unit);
      const before = Buffer.byteLength(text.slice(offset - unit - character, offset - unit));
      return line === 0 ? byte - lineByte + before : before;
    },
  };

  function keptAt(offset: number): Kept {
    let found: Kept | undefined;
    for (const one of kept.values()) {
      const { unit } = one.spot.at.place;
      if (unit <= offset && offset <= unit + one.text.length) found = one;
    }
    if (!found) throw new FileError('was changed while it was checked');
    return found;
  }

  function load(spot: Spot): Loaded {
    const { byte } = spot.at.place;
    keepNewest(kept, byte, kept.get(byte) ?? textOf(spot), MOST_KEPT);
    return keepNewest(documents, byte, documents.get(byte) ?? read(spot), MOST_DOCUMENTS);
  }

  function read(spot: Spot): Loaded {
    const { at, count } = spot;
    const document =
      spot.kept?.part.document ??
      cutBefore(spot.looked === undefined ? fastRecord(spot) : documentOf(at, spot.looked), count);
    let paths: Paths | undefined;
    const isInList = at.start?.frame.kind === 'array';
    return {
      spot,
      document,
      paths: () => (paths ??= readPaths(document, isInList ? at.place.element : undefined)),
    };
  }

  function textOf(spot: Spot): Kept {
    const { at } = spot;
    const own = textIn(at.place.byte, at.place.byte + spot.bytes);
    const front = textIn(Math.max(firstByte, at.place.byte - MARGIN), at.place.byte);
    const back = textIn(at.place.byte + spot.bytes, at.place.byte + spot.bytes + MARGIN);
    // All of them are one text in memory.
    const around = front + own + back;
    const rest = around.slice(front.length);
    return {
      spot,
      text: rest.slice(0, own.length),
      around: { text: around, from: at.place.unit - front.length },
      positionOf: linePositions(rest),
    };
  }

  function documentOf({ place, start }: PartPlace, bytes: number): Document {
    const text = textIn(place.byte, place.byte + bytes);
    const opened = start ? openPart(text, start, reading) : engine.open(text, reading, type);
    return runThrough(engine.settling(opened), memoryGuard());
  }

  /** A document that starts with a record that was read fast: so much is read after it that it is what it was. */
  function fastRecord({ at, bytes }: Spot): Document {
    for (let more = BYTES_AFTER; ; more *= 4) {
      const document = documentOf(at, bytes + more);
      const chunk = chunkAt(document, 1);
      const isSame = chunk.problems.length === 0 && Buffer.byteLength(chunk.text) === bytes;
      if (isSame || at.place.byte + bytes + more >= (file.bytes ?? Infinity) || more > 1 << 28)
        return document;
    }
  }

  function textIn(from: number, to: number): string {
    const bytes = bytesIn(file, from, to);
    const held = bytes.length;
    // What is cut at the end is shown no more, and what is cut at the start has no place there.
    let start = 0;
    while (start < 3 && start < held && ((bytes[start] as number) & 0xc0) === 0x80) start++;
    return bytes.toString('utf8', start, beforeCutCharacter(bytes, held));
  }
}

/** Keeps so many by their numbers, without the one that was kept before all others where they are more. */
function keepNewest<Kept>(kept: Map<number, Kept>, number: number, one: Kept, most: number): Kept {
  kept.delete(number);
  kept.set(number, one);
  const [oldest] = kept.keys();
  if (kept.size > most && oldest !== undefined) kept.delete(oldest);
  return one;
}

/** Bytes of a file: fewer where it has no more. */
export function bytesIn(file: LargeFile, from: number, to: number): Buffer {
  const bytes = Buffer.alloc(to - from);
  const readBytes = file.readFrom(from);
  let held = 0;
  for (let count = -1; count !== 0 && held < bytes.length; held += count)
    count = readBytes(bytes, held, bytes.length - held);
  return bytes.subarray(0, held);
}
