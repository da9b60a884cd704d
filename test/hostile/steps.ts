/*
 * Counts what a backtracking matcher does, as V8's is one: time cannot be tested, steps can. It knows the regular
 * expressions of this project, and fails on what it does not know.
 */

type Node =
  | { readonly kind: 'character'; readonly matches: (character: string) => boolean }
  | { readonly kind: 'edge'; readonly which: '^' | '$' | '\\b' }
  | {
      readonly kind: 'group';
      readonly number: number | undefined;
      readonly choices: readonly (readonly Node[])[];
    }
  | {
      readonly kind: 'look';
      readonly isNegative: boolean;
      /** Where it starts to look: at this place, or a character before it. */
      readonly back: number;
      readonly choices: readonly (readonly Node[])[];
    }
  | { readonly kind: 'again'; readonly number: number }
  | {
      readonly kind: 'repeat';
      readonly node: Node;
      readonly min: number;
      readonly max: number;
      readonly isLazy: boolean;
    };

/** A regular expression that can be run step by step. */
export interface Stepper {
  /** How many steps looking for it anywhere in a text takes. */
  readonly count: (text: string) => number;
  /** A character for each of its parts, and one that is none of them. */
  readonly alphabet: readonly string[];
  /** A text that it matches, or comes close to. */
  readonly sample: string;
  /** Whether a part may come without limit: where none may, what is done at each place of a text is bounded. */
  readonly isUnbounded: boolean;
}

/** So many steps are no longer counted: what takes them on a short text takes for ever on a long one. */
const MOST_STEPS = 200_000;

/** Reads a regular expression as it is written: `/a+b/u`. */
export function stepper(written: string): Stepper {
  const flags = written.slice(written.lastIndexOf('/') + 1);
  const source = written.slice(1, written.lastIndexOf('/'));
  const unit = flags.replace(/[^uis]/g, '');
  const alphabet = new Set<string>(['\u0001']);
  const refersBack = /\\[1-9]/.test(source);
  let at = 0;
  let groups = 0;
  let isUnbounded = false;
  const choices = readChoices();
  if (at < source.length) throw new Error(`cannot read ${written} at ${at}`);
  const sample = choices[0]?.map(sampleOf).join('') ?? '';
  return { count, alphabet: [...alphabet], sample, isUnbounded };

  function readChoices(): Node[][] {
    const found: Node[][] = [[]];
    while (at < source.length && source[at] !== ')') {
      if (source[at] === '|') {
        at++;
        found.push([]);
      } else found.at(-1)?.push(readRepeated());
    }
    return found;
  }

  function readRepeated(): Node {
    let node = readOne();
    const quantifier = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/.exec(source.slice(at));
    if (quantifier) {
      const [text, low, comma, high] = quantifier;
      at += text.length;
      const min = low !== undefined ? Number(low) : text[0] === '+' ? 1 : 0;
      const bounded =
        low !== undefined ? (comma ? Number(high || Number.POSITIVE_INFINITY) : min) : undefined;
      isUnbounded ||= bounded === undefined ? text[0] !== '?' : bounded === Number.POSITIVE_INFINITY;
      const max = bounded ?? (text[0] === '?' ? 1 : Number.POSITIVE_INFINITY);
      node = { kind: 'repeat', node, min, max, isLazy: text.length > 1 && text.endsWith('?') };
    }
    return node;
  }

  function readOne(): Node {
    const rest = source.slice(at);
    const open = /^\((?:\?(?:(:)|(<?[=!])|<\w+>))?/.exec(rest);
    if (open) {
      at += open[0].length;
      const look = open[2];
      const number = open[1] || look ? undefined : ++groups;
      const inner = readChoices();
      at++;
      const back = look?.startsWith('<') ? 1 : 0;
      const isOneCharacter = inner.every((each) => each.length === 1 && each[0]?.kind === 'character');
      if (back > 0 && !isOneCharacter) throw new Error('looking back further is not known here');
      return look
        ? { kind: 'look', isNegative: look.endsWith('!'), back, choices: inner }
        : { kind: 'group', number, choices: inner };
    }
    const edge = /^(?:[$^]|\\b)/.exec(rest)?.[0] as '^' | '$' | '\\b' | undefined;
    if (edge) {
      at += edge.length;
      return { kind: 'edge', which: edge };
    }
    const again = /^\\([1-9])/.exec(rest);
    if (again) {
      at += 2;
      return { kind: 'again', number: Number(again[1]) };
    }
    const one =
      /^(?:\[(?:\\.|[^\]\\])*\]|\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}|\\.|[^\\])/su.exec(
        rest,
      )?.[0];
    if (one === undefined) throw new Error(`cannot read ${rest}`);
    at += one.length;
    const matches = remembering(new RegExp(`^${one}$`, unit));
    alphabet.add(characters.find((character) => matches(character)) ?? '?');
    return { kind: 'character', matches };
  }

  function count(text: string): number {
    let steps = 0;
    const units = [...text];
    const held: (string | undefined)[] = [];
    for (let start = 0; start <= units.length && steps <= MOST_STEPS; start++) {
      if (anyOf(choices, start, () => true)) break;
    }
    return steps;

    function anyOf(
      sequences: readonly (readonly Node[])[],
      from: number,
      next: (at: number) => boolean,
    ): boolean {
      return sequences.some((sequence) => all(sequence, 0, from, next));
    }

    function all(
      nodes: readonly Node[],
      index: number,
      from: number,
      next: (at: number) => boolean,
    ): boolean {
      const node = nodes[index];
      return node ? match(node, from, (after) => all(nodes, index + 1, after, next)) : next(from);
    }

    function match(node: Node, from: number, next: (at: number) => boolean): boolean {
      // All that is tried fails from here on, which ends the search.
      if (++steps > MOST_STEPS) return false;
      switch (node.kind) {
        case 'character':
          return from < units.length && node.matches(units[from] as string) && next(from + 1);
        case 'edge':
          return isEdge(node.which, from) && next(from);
        case 'again': {
          const wanted = [...(held[node.number] ?? '')];
          return wanted.every((each, index) => each === units[from + index]) && next(from + wanted.length);
        }
        case 'look':
          return looks(node, from) && next(from);
        case 'group':
          return anyOf(node.choices, from, (after) => {
            if (node.number !== undefined && refersBack)
              held[node.number] = units.slice(from, after).join('');
            return next(after);
          });
        case 'repeat':
          return repeat(node, 0, from, next);
      }
    }

    function repeat(
      node: Node & { kind: 'repeat' },
      done: number,
      from: number,
      next: (at: number) => boolean,
    ): boolean {
      const once = () =>
        done < node.max &&
        match(
          node.node,
          from,
          (after) => (after > from || done < node.min) && repeat(node, done + 1, after, next),
        );
      if (done < node.min) return once();
      return node.isLazy ? next(from) || once() : once() || next(from);
    }

    function looks({ isNegative, back, choices: wanted }: Node & { kind: 'look' }, from: number): boolean {
      return (from >= back && anyOf(wanted, from - back, () => true)) !== isNegative;
    }

    function isEdge(which: string, index: number): boolean {
      if (which === '^') return index === 0;
      if (which === '$') return index === units.length;
      return /\w/.test(units[index - 1] ?? '') !== /\w/.test(units[index] ?? '');
    }
  }

  function sampleOf(node: Node): string {
    if (node.kind === 'character') return characters.find((character) => node.matches(character)) ?? '?';
    if (node.kind === 'group') return node.choices[0]?.map(sampleOf).join('') ?? '';
    if (node.kind === 'repeat') return sampleOf(node.node).repeat(Math.max(node.min, node.max > 0 ? 1 : 0));
    return '';
  }
}

function remembering(expression: RegExp): (character: string) => boolean {
  const known = new Map<string, boolean>();
  return (character) => {
    const before = known.get(character);
    if (before !== undefined) return before;
    const matches = expression.test(character);
    known.set(character, matches);
    return matches;
  };
}

/** Candidates, the plain ones first. */
const characters: readonly string[] = [
  ...'a0 ./:-"\'{}[](),@?#_+|\\`*$^=<>&!%;~1zAZ\t\n\r',
  ...Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)),
  ...[
    '\u00e9',
    '\u0660',
    '\u2028',
    '\u200b',
    '\u3042',
    '\ud800',
    '\udc00',
    '\u061c',
    '\u0301',
    '\u1100',
    '\u{1f600}',
    '\u{20000}',
    '\ufe0f',
  ],
];

/**
 * The text with which looking for a regular expression costs more than twice as much when it is twice as long; undefined
 * where none is found. Tried are all of the form: the start of a sample, one or two characters many times, an end.
 */
export function worseThanLinear({ count, alphabet, sample, isUnbounded }: Stepper): string | undefined {
  if (!isUnbounded) return undefined;
  const starts = Array.from({ length: Math.min(sample.length, 16) + 1 }, (_, length) =>
    sample.slice(0, length),
  );
  const ends = ['', '\u0001', sample.slice(-1)];
  const pumps = alphabet.flatMap((first) => ['', ...alphabet].map((second) => first + second));
  for (const start of starts) {
    for (const pump of pumps) {
      for (const end of ends) {
        const costOf = (times: number) => count(start + pump.repeat(times) + end);
        if (costOf(20) > 350 && (costOf(160) > MOST_STEPS || costOf(160) > 3 * costOf(80)))
          return JSON.stringify([start, pump, end]);
      }
    }
  }
  return undefined;
}
