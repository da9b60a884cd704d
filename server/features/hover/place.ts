import { chunkAt, chunkIndexAt, type Document, offsetOf } from '../../document/document';
import { parentsReader } from '../../document/entries';
import type { Entry } from '../../document/record';
import type { SoundReader } from '../../document/sound-reader';
import { type OpenRecord, openRecord } from '../../record/open-record';

/** What stands at an offset of a document. Offsets are relative to the chunk, like those of its record. */
export interface Place {
  readonly chunkIndex: number;
  /** The offset asked for. */
  readonly offset: number;
  /** The record that the offset is in; undefined between records. */
  readonly record: OpenRecord | undefined;
  /** The token at the offset; undefined where there is none that has a meaning of its own. */
  readonly token: Token | undefined;
}

export interface Token {
  readonly kind: 'record-start' | 'key' | 'value';
  readonly start: number;
  readonly end: number;
  /** The member that the token is part of, after those that it is nested in; empty for the record's brace. */
  readonly path: readonly Entry[];
}

/**
 * Finds what stands at a UTF-16 offset of a settled document. Between two tokens that touch, the one after the
 * offset counts, since a hover is about the character that the pointer is on. A reader that is not in use makes it faster.
 */
export function placeAt(document: Document, offset: number, reader?: SoundReader): Place {
  const inside = Math.min(Math.max(offset, 0), document.length);
  const last = chunkIndexAt(document, inside);
  // A record that ends right where the next one starts is after the pointer.
  const chunk = chunkAt(document, last);
  const relative = inside - offsetOf(document, last);
  if (!chunk.record || relative > chunk.record.end) {
    return { chunkIndex: last, offset: relative, record: undefined, token: undefined };
  }
  const record = openRecord(chunk.record, reader);
  return { chunkIndex: last, offset: relative, record, token: tokenAt(record, relative) };
}

function tokenAt(record: OpenRecord, offset: number): Token | undefined {
  const brace: Token = { kind: 'record-start', start: 0, end: 1, path: [] };
  if (offset === 0) return brace;
  const found = memberToken(record, offset, offset + 1) ?? memberToken(record, offset - 1, offset);
  return found ?? (offset === 1 ? brace : undefined);
}

/** The key or value that holds the characters from `start` to `end`. */
function memberToken(record: OpenRecord, start: number, end: number): Token | undefined {
  const nested = parentsReader(record.record, record.nested);
  let members = record.entries;
  const path: Entry[] = [];
  for (;;) {
    const member = members.find((entry) => Math.max(entry.keyEnd, entry.valueEnd) >= end);
    if (!member) return undefined;
    path.push(member);
    const { keyStart, keyEnd, valueStart, valueEnd, kind } = member;
    if (keyStart >= 0 && start >= keyStart && end <= keyEnd) {
      return { kind: 'key', start: keyStart, end: keyEnd, path };
    }
    if (start < valueStart || end > valueEnd) return undefined;
    if (kind !== 'object' && kind !== 'array') {
      return { kind: 'value', start: valueStart, end: valueEnd, path };
    }
    if (start === valueStart) return { kind: 'value', start, end: start + 1, path };
    members = nested(member);
  }
}
