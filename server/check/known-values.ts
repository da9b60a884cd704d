import { isBeyondAscii } from '../document/sound-tokens';
import type { Tape } from '../document/tape';

/*
 * Most values of a file are short, and the same ones again and again: words, codes, small numbers. What was found out of one is kept.
 */

const SLOTS = 1 << 10;

/** Numbers that are kept of a value: its first, second and last four bytes, and its field with its length and what it is. */
const WIDTH = 4;

const LONGEST = 12;

/** What is found out of a value in two bits: its kind must be told by its bytes. */
export type AskValue = (bytes: Uint8Array, field: number, start: number, end: number, kind: number) => number;

/** Returns a function that says of a value on a tape what `ask` says, which it asks of long and of new ones. */
export function knownValues(
  ask: AskValue,
): (tape: Readonly<Tape>, field: number, start: number, end: number, kind: number) => number {
  const known = new Int32Array(SLOTS * WIDTH);
  return (tape, field, start, end, kind) => {
    const { view } = tape;
    const length = end - start;
    if (length > LONGEST || start + LONGEST > tape.viewed) return ask(tape.bytes, field, start, end, kind);
    let first = view.getInt32(start, true);
    let last = 0;
    if (length < 4) first &= (1 << (8 * length)) - 1;
    else last = view.getInt32(end - 4, true);
    const second = length > 8 ? view.getInt32(start + 4, true) : 0;
    const which = field * 16 + length;
    const hash = Math.imul(first, 0x9e3779b1) + Math.imul(last, 0x85ebca6b) + Math.imul(second, 0xc2b2ae35);
    const slot = (Math.imul((hash | 0) ^ which, 0x2545f491) >>> 22) * WIDTH;
    const kept = known[slot + 3] as number;
    if (
      kept >> 2 === which &&
      known[slot] === first &&
      known[slot + 1] === second &&
      known[slot + 2] === last
    )
      return kept & 3;
    const found = ask(tape.bytes, field, start, end, kind);
    // One sign stands for all characters beyond ASCII.
    if (isBeyondAscii(tape.bytes, start, end)) return found;
    known[slot] = first;
    known[slot + 1] = second;
    known[slot + 2] = last;
    known[slot + 3] = which * 4 + found;
    return found;
  };
}
