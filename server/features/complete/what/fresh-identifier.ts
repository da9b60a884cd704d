import { chunkAt, chunksOf, type Document } from '../../../document/document';
import type { FreshParts } from '../../../spec/facts';

/**
 * An identifier of the usual shape that no string of the file is: it follows from the time, the place and the text
 * around it, so that the same question has the same answer.
 */
export function freshIdentifier(
  { start, length, characters }: FreshParts,
  document: Document,
  index: number,
  now: string,
): string {
  const seed = `${now} ${index} ${document.length} ${chunkAt(document, index).text}`;
  for (let trial = 0; ; trial++) {
    const id = start + scattered(`${trial} ${seed}`, length - start.length, characters);
    if (!isUsed(document, `"${id}"`)) return id;
  }
}

function isUsed(document: Document, token: string): boolean {
  for (const { text } of chunksOf(document)) if (text.includes(token)) return true;
  return false;
}

/** So many characters that depend on all of the text. */
function scattered(text: string, count: number, characters: string): string {
  let id = '';
  for (let at = 0; at < count; at++) id += characters[hashOf(`${at} ${text}`) % characters.length];
  return id;
}

/** A hash of 32 bits: FNV-1a, its bits mixed once more, since near texts differ in few of them. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
