import type { Chunk } from './chunk';
import { settledChunk } from './chunk';
import {
  chunkAt,
  type Document,
  firstReaching,
  openDocument,
  spliceChunks,
  unsettledChunk,
} from './document';
import type { Reading } from './form';
import type { Conflict, Frame } from './frame';
import { NOTHING_NOTED } from './noted';
import type { SoundReader } from './sound-reader';
import { soundChunkIn } from './stretch';

/*
 * A text that is too large to be held is read part by part: each part starts at the start of a record, in the structure that
 * the one before it came to. What the end of a part cuts off is read again with the next one.
 */

/** Where in the structure of its file a part starts. */
export interface PartStart {
  readonly frame: Frame;
  readonly conflict: Conflict | undefined;
}

/**
 * A document of a part of a text: its first chunk is empty, the others are those of the part. Nothing is read before
 * `settle`, which takes the end of the part for that of the file.
 */
export function openPart(text: string, { frame, conflict }: PartStart, how: Reading): Document {
  const empty = openDocument('', how, frame.type);
  const made = [emptyChunk(frame, conflict), unsettledChunk(text, frame, conflict, true)];
  return spliceChunks(empty, { first: 0, removed: 1, made }, [1]);
}

/**
 * A settled document of a part that is one record: `text` is that record, what follows it, and the first character of the next one.
 * Only for a record that the fast reader can read, as it can the next one: else undefined, or not what it is in the whole text.
 */
export function openSoundPart(
  text: string,
  start: PartStart,
  how: Reading,
  reader: SoundReader,
): Document | undefined {
  const opened = openPart(text, start, how);
  const chunk = soundChunkIn(opened, reader);
  return chunk && spliceChunks(opened, { first: 1, removed: 1, made: [chunk] }, []);
}

/**
 * Before which chunk a settled document can be cut, so that the chunks before it are what they are whatever text comes after
 * the document: -1 where it can be cut nowhere. That chunk starts outside of all containers and merge conflicts.
 */
export function placeToCut(document: Document): number {
  if (document.length === 0) return -1;
  // What the first of the others turns out to be may have a say in the text before it.
  let index = firstReaching(document, document.length) - 1;
  while (index >= 0 && !isFree(chunkAt(document, index))) index--;
  return index;
}

/** The chunks of a settled document before chunk `index`. */
export function cutBefore(document: Document, index: number): Document {
  return index === document.count
    ? document
    : spliceChunks(document, { first: index, removed: document.count - index, made: [] }, []);
}

function isFree({ frame, conflict }: Chunk): boolean {
  return !frame.inContainer && conflict === undefined;
}

function emptyChunk(frame: Frame, conflict: Conflict | undefined): Chunk {
  return settledChunk({
    text: '',
    record: undefined,
    frame,
    conflict,
    problems: [],
    gap: undefined,
    isSound: true,
    digest: 0,
    ...NOTHING_NOTED,
    reach: 0,
  });
}
