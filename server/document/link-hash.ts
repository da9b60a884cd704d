import { BACKSLASH } from '../json/characters';

/*
 * Hashes of 32 bits of what records are found by, four units at a time: the same whether they are made of a text or, where each
 * unit is a byte, of bytes. The seed is what a stranger cannot know.
 */

const BASIS = 0x811c9dc5;
const FACTOR = 0x9e3779b1;

/** A hash begins with this, goes on with each four units, the first one lowest, and once with what is left, or 0. */
export function hashStart(seed: number): number {
  return BASIS ^ seed;
}

export function hashed(hash: number, four: number): number {
  const mixed = Math.imul(hash ^ four, FACTOR);
  return mixed ^ (mixed >>> 15);
}

/** The hash of so many units, when all of them are in it. */
export function hashEnd(hash: number, length: number): number {
  const mixed = Math.imul(hash ^ length, 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
}

/** The hash of a text. */
export function hashOfText(text: string, seed: number): number {
  return hashOf(text, seed, 0, text.length, NO_UNIT) as number;
}

/** The same of what stands in a token from `start` to `end`, without its quotes; undefined where it has escapes. */
export function hashOfPlain(text: string, seed: number, start: number, end: number): number | undefined {
  return hashOf(text, seed, start, end, BACKSLASH);
}

const NO_UNIT = -1;

function hashOf(text: string, seed: number, start: number, end: number, refused: number): number | undefined {
  let hash = hashStart(seed);
  let four = 0;
  let shift = 0;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit === refused) return undefined;
    four ^= unit << shift;
    shift += 8;
    if (shift < 32) continue;
    hash = hashed(hash, four);
    four = shift = 0;
  }
  return hashEnd(hashed(hash, four), end - start);
}
