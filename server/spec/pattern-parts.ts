import { t } from '../words/language';
/** A part of a pattern. */
export type Part =
  /** One character of a set, by the index of the set. */
  | { readonly set: number }
  /** No character, but a place: the start or the end of the text, or where a word starts or ends, or does not. */
  | { readonly place: Place }
  /** One of several sequences. */
  | { readonly any: readonly (readonly Part[])[] }
  | { readonly repeated: Part; readonly least: number; readonly most: number };

export type Place = '^' | '$' | '\\b' | '\\B';

/** What a pattern consists of. */
export interface PatternParts {
  readonly all: Part;
  /** As patterns write them: a character, an escape, a class. */
  readonly sets: readonly string[];
}

/** How deep groups may be in each other: the parts are walked by recursion. */
const deepestGroup = 100;

/** All that a pattern consists of. It is read after `RegExp` has accepted it, so that this need not tell right from wrong. */
const token = new RegExp(
  [
    /(?<count>[*+?]|\{\d+(?:,\d*)?\})\??/,
    /(?<look>\(\?<?[=!])|(?<flags>\(\?[-\w]+:)|(?<reference>\\[1-9k])/,
    /(?<start>\((?:\?:|\?<[^>]*>)?)|(?<or>\|)|(?<end>\))/,
    /(?<place>[$^]|\\[Bb])/,
    // A set: a class, a property, a code of a character (of two halves, too), any other escape, a character.
    /\[(?:\\.|[^\\\]])*\]|\\[Ppu]\{[^}]*\}|\\u[Dd][89ABab]..\\u[Dd][C-Fc-f]..|\\u....|\\x..|\\c.|\\?./,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gsu',
);

/** Reads a pattern that `RegExp` accepts with the flag `u`. What no automaton can find is refused. */
export function partsOf(source: string): PatternParts | { readonly refused: string } {
  const sets = new Map<string, number>();
  /** The sequences of the group that is read, the last of which goes on; and those of the groups around it. */
  let group: Part[][] = [[]];
  const around: Part[][][] = [];
  for (const { 0: written, groups = {} } of source.matchAll(token)) {
    const sequence = group.at(-1) as Part[];
    if (groups.look) return { refused: t`it looks ahead or back` };
    if (groups.reference) return { refused: t`it refers back to a group` };
    if (groups.flags) return { refused: t`it changes flags` };
    if (groups.start) {
      if (around.push(group) > deepestGroup) return { refused: t`its groups are too deep` };
      group = [[]];
    } else if (groups.end) {
      const inner: Part = { any: group };
      group = around.pop() as Part[][];
      group.at(-1)?.push(inner);
    } else if (groups.or) group.push([]);
    else if (groups.count) sequence.push(repeated(sequence.pop() as Part, groups.count));
    else if (groups.place) sequence.push({ place: groups.place as Place });
    else {
      if (!sets.has(written)) sets.set(written, sets.size);
      sequence.push({ set: sets.get(written) as number });
    }
  }
  return { all: { any: group }, sets: [...sets.keys()] };
}

function repeated(part: Part, count: string): Part {
  if (count === '?') return { repeated: part, least: 0, most: 1 };
  if (count === '*' || count === '+') return { repeated: part, least: count === '*' ? 0 : 1, most: Infinity };
  const [least, most] = count.slice(1, -1).split(',');
  return {
    repeated: part,
    least: Number(least),
    most: most === undefined ? Number(least) : most === '' ? Infinity : Number(most),
  };
}

/** Whether a set is a character that stands for itself. */
export function isCharacter(set: string): boolean {
  return set !== '.' && String.fromCodePoint(set.codePointAt(0) as number) === set;
}

/** How many states the automaton of a part has at most: counts are written out. */
export function sizeOf(part: Part): number {
  if ('any' in part)
    return part.any.reduce((sum, sequence) => sequence.reduce((size, one) => size + sizeOf(one), sum + 1), 0);
  if (!('repeated' in part)) return 1;
  const { repeated, least, most } = part;
  const size = sizeOf(repeated);
  return least * size + (most === Infinity ? 1 : most - least) * (size + 1);
}
