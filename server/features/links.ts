import type { Chunk } from '../document/chunk';
import { chunkAt, type Document, offsetOf } from '../document/document';
import { COLON } from '../json/characters';
import { eachToken } from '../json/each-token';
import { whiteSpaceEnd } from '../json/white-space';

/** A value that is an address. The offsets are those of what stands between the quotes, in the document. */
export interface Link {
  readonly start: number;
  readonly end: number;
  /** The address, escapes resolved. */
  readonly target: string;
}

/** Links of chunks known from before; pass the same one again and only new chunks are read. */
export type ChunkLinks = WeakMap<Chunk, readonly Link[]>;

/** More links than anybody follows; it bounds what an editor is sent. */
export const MOST_LINKS = 5000;

const NONE: readonly Link[] = [];

/**
 * The string values of a settled document that are as a whole an absolute http, https or ftp URL, in text order,
 * at most `limit` of them: in records, in their user data, and beside records. No other scheme becomes a link.
 */
export function links(
  document: Document,
  limit = MOST_LINKS,
  known: ChunkLinks = new WeakMap(),
): readonly Link[] {
  // What an address must match, as the specification has it for its url fields.
  const pattern = document.type.patternOf('url');
  const found: Link[] = [];
  for (let index = 0; index < document.count && found.length < limit; index++) {
    const offset = offsetOf(document, index);
    for (const { start, end, target } of linksOf(chunkAt(document, index), known, pattern)) {
      if (found.length < limit) found.push({ start: start + offset, end: end + offset, target });
    }
  }
  return found;
}

/** The links of one chunk, offsets relative to its start. */
function linksOf(chunk: Chunk, known: ChunkLinks, pattern: RegExp | undefined): readonly Link[] {
  const remembered = known.get(chunk);
  if (remembered) return remembered;
  const { text } = chunk;
  const found: Link[] = [];
  // Most chunks have no URL: looking for what every one has is cheap beside looking at every token.
  if (/:(?:\/|\\\/|\\u002[fF]){2}/.test(text)) {
    eachToken(text, 0, text.length, (kind, start, end) => {
      const target =
        kind === 'string' && !isKey(text, end) ? targetOf(text.slice(start, end), pattern) : undefined;
      if (target !== undefined) found.push({ start: start + 1, end: end - 1, target });
    });
  }
  const result = found.length === 0 ? NONE : found;
  known.set(chunk, result);
  return result;
}

function isKey(text: string, end: number): boolean {
  return text.charCodeAt(whiteSpaceEnd(text, end)) === COLON;
}

function targetOf(token: string, pattern: RegExp | undefined): string | undefined {
  if (!/^"(?:https?|ftp):/i.test(token)) return undefined;
  const address = decodedString(token);
  return address !== undefined && pattern?.test(address) ? address : undefined;
}

function decodedString(token: string): string | undefined {
  try {
    return JSON.parse(token) as string;
  } catch {
    // A string that is still being typed is no address yet.
    return undefined;
  }
}
