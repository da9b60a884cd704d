import type { Chunk } from '../document/chunk';
import type { SoundReader } from '../document/sound-reader';
import type { Problem } from '../json/problem';
import { type OpenRecord, openRecord } from './open-record';

/** A chunk opened for the rules. Made for one look and then dropped; offsets are relative to its start. */
export interface OpenChunk {
  /** The record and what stands after it. */
  readonly text: string;
  /** The record that the text starts with; undefined before a file's first record. */
  readonly record: OpenRecord | undefined;
  /** What reading it met: the record's own problems first, then those after it. */
  readonly problems: readonly Problem[];
}

/** Opens a chunk for the rules. A reader that is not in use makes it faster where the record has no defects. */
export function openChunk({ text, record, problems }: Chunk, reader?: SoundReader): OpenChunk {
  return {
    text,
    record: record && openRecord(record, reader, problems),
    problems: [...(record?.problems ?? []), ...problems],
  };
}
