import { dayAt, isDateAt, secondsAt, thousandthsAt } from './dates-on-tape';
import { type Tape, VALUE_START } from './tape';

/*
 * Two numbers of 32 bits that stand for a value, so that records are found and compared without a look at their texts: both are
 * never 0. Of a text they are hashes, into which four characters go at a time, and a seed that strangers do not know: nobody can
 * write two texts that have both in common. Of a date they are the day and the time, in the order of the dates.
 */

export const PAIR_WIDTH = 2;

/** In some texts the last character of ASCII stands for what is beyond it. */
const LAST_OF_ASCII = 127;
const LAST_OF_ASCII_OR_BEYOND = 0x80808080 | 0;

/** Writes the pair of a date `into` an array, if the member at a place of the tape surely is one. Returns whether it is. */
export function dateOnTape(tape: Readonly<Tape>, place: number, into: Int32Array, at: number): boolean {
  if (!isDateAt(tape, place)) return false;
  const { view, numbers } = tape;
  const start = numbers[place + VALUE_START] as number;
  into[at] = dayAt(view, start);
  into[at + 1] = secondsAt(view, start) * 1000 + thousandthsAt(view, start);
  return true;
}

/**
 * Writes the pair of the text that stands from `start` to `end` in the bytes of a tape, without escapes, `into` an array. Returns
 * whether it does: not where anything is beyond ASCII.
 */
export function hashOnTape(
  { bytes, view }: Readonly<Tape>,
  start: number,
  end: number,
  seed: number,
  into: Int32Array,
  at: number,
): boolean {
  const multiplier = multiplierOf(seed);
  const otherMultiplier = multiplierOf(~seed);
  let first = seed;
  let second = ~seed;
  let from = start;
  for (; from + 4 <= end; from += 4) {
    const four = view.getInt32(from, true);
    if (((four | (four + 0x01010101)) & LAST_OF_ASCII_OR_BEYOND) !== 0) return false;
    first = withFour(first, four, multiplier);
    second = withFour(second, four, otherMultiplier);
  }
  let rest = 0;
  for (let shift = 0; from < end; from++, shift += 8) {
    const byte = bytes[from] as number;
    if (byte >= LAST_OF_ASCII) return false;
    rest |= byte << shift;
  }
  into[at] = mixed(withFour(first, rest, multiplier) ^ (end - start));
  into[at + 1] = mixed(withFour(second, rest, otherMultiplier) ^ (end - start));
  return true;
}

/** The first number of the pair of a text. */
export function hashOfText(text: string, seed: number): number {
  const multiplier = multiplierOf(seed);
  let first = seed;
  let four = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > LAST_OF_ASCII) return hashOfUnits(text, seed);
    four |= unit << (8 * (at & 3));
    if ((at & 3) < 3) continue;
    first = withFour(first, four, multiplier);
    four = 0;
  }
  return mixed(withFour(first, four, multiplier) ^ text.length);
}

/** The same of a text that is not in ASCII. */
function hashOfUnits(text: string, seed: number): number {
  const multiplier = multiplierOf(seed);
  let first = ~seed;
  for (let at = 0; at < text.length; at++) first = withFour(first, text.charCodeAt(at), multiplier);
  return mixed(first);
}

/** What strangers do not know goes into each step, or what the next characters have to be to take a step back would be known. */
function withFour(hash: number, four: number, multiplier: number): number {
  const product = Math.imul(hash ^ four, 0xcc9e2d51);
  return Math.imul(product ^ (product >>> 15), multiplier);
}

/** An odd number, so that no step loses anything. */
function multiplierOf(seed: number): number {
  return Math.imul(seed ^ 0x5bd1e995, 0x9e3779b1) | 1;
}

function mixed(hash: number): number {
  const product = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return product ^ (product >>> 13);
}
