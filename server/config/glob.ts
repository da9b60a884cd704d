import { limits } from './limits';

/*
 * Globs as VS Code's settings have them: `*`, `?`, `[a-z]`, `[!a-z]`, `{a,b}` and `**` as a whole part. They come from
 * anybody's folder, so the time that one takes grows with its length and that of the path, and never faster: after a
 * star that led nowhere only the last one can help, so nothing is tried twice.
 */

/** A glob, its braces written out: a path matches where one of these does. */
export type Glob = readonly Pattern[];

/** What stands between slashes. */
export type Pattern = readonly Part[];
export type Part = typeof ANY_PARTS | OnePart;

/** What a part is: code points, and below zero what stands for other characters; a 0 after the last one. */
interface OnePart {
  readonly tokens: Int32Array;
  /** What is in brackets: the token `FIRST_CLASS - index` stands for one of these characters. */
  readonly classes: readonly CharacterClass[];
}

/** Some characters, or all others. */
export interface CharacterClass {
  readonly isNegated: boolean;
  readonly ranges: readonly (readonly [first: number, last: number])[];
}

/** Any number of parts, also none. */
export const ANY_PARTS = '**';
/** Tokens that are no code points: `*`, `?`, and characters in brackets. */
export const ANY_CHARACTERS = -1;
export const ANY_CHARACTER = -2;
export const FIRST_CLASS = -3;

/** The parts of a path, as `matches` takes them: code points, in lower case where case does not count. */
export function partsOf(path: string, caseCounts = false): readonly Int32Array[] {
  return (caseCounts ? path : path.toLowerCase())
    .split('/')
    .map((part) => Int32Array.from(Array.from(part, codePoint)));
}

/**
 * Reads a glob. Case does not count unless it is said to. A glob without a slash stands for names in every folder.
 * Undefined where its braces, written out, have more than `limits.globCharacters` characters.
 */
export function readGlob(text: string, caseCounts = false): Glob | undefined {
  const written = withoutBraces(caseCounts ? text : text.toLowerCase());
  return written?.map((pattern) => readPattern(text.includes('/') ? pattern : `**/${pattern}`));
}

/** Whether a path matches a glob. */
export function matches(glob: Glob, parts: readonly Int32Array[]): boolean {
  return glob.some((pattern) => matchesPattern(pattern, parts));
}

/** What braces stand for: `a.{b,c}` for `a.b` and `a.c`. Those that are not closed are characters like others. */
export function withoutBraces(text: string): readonly string[] | undefined {
  const whole: string[] = [];
  const open = [text];
  let length = 0;
  for (let pattern = open.pop(); pattern !== undefined; pattern = open.pop()) {
    const braces = firstBraces(pattern);
    if (braces) {
      const { start, end, choices } = braces;
      for (const choice of [...choices].reverse()) {
        open.push(pattern.slice(0, start) + choice + pattern.slice(end));
      }
    } else {
      whole.push(pattern);
      // Braces can be written out to nothing, too.
      length += Math.max(1, pattern.length);
    }
    // Each of the open ones stands for one at least.
    if (length > limits.globCharacters || open.length > limits.globCharacters) return undefined;
  }
  return whole;
}

/** The first braces that are closed: where they start and end, and what stands between their commas. */
function firstBraces(text: string): { start: number; end: number; choices: readonly string[] } | undefined {
  const starts: number[] = [];
  const closed = new Map<number, number>();
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '[') at = classEnd(text, at) ?? at;
    else if (text[at] === '{') starts.push(at);
    else if (text[at] === '}' && starts.length > 0) closed.set(starts.pop() as number, at);
  }
  const start = Math.min(...closed.keys());
  const end = closed.get(start);
  if (end === undefined) return undefined;
  const choices: string[] = [];
  let depth = 0;
  let from = start + 1;
  for (let at = from; at <= end; at++) {
    if (text[at] === '[') at = classEnd(text, at) ?? at;
    else if (at === end || (text[at] === ',' && depth === 0)) {
      choices.push(text.slice(from, at));
      from = at + 1;
    } else if (text[at] === '{') depth++;
    else if (text[at] === '}') depth--;
  }
  return { start, end: end + 1, choices };
}

function readPattern(text: string): Pattern {
  const parts: Part[] = [];
  for (const part of text.split('/')) {
    // `./a` and `a//b` mean what they do in paths.
    if (part === '' || part === '.') continue;
    if (part !== ANY_PARTS) parts.push(readPart(part));
    else if (parts.at(-1) !== ANY_PARTS) parts.push(ANY_PARTS);
  }
  return parts;
}

function readPart(text: string): OnePart {
  const tokens: number[] = [];
  const classes: CharacterClass[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    const end = character === '[' ? classEnd(text, at) : undefined;
    if (end !== undefined) {
      tokens.push(FIRST_CLASS - classes.length);
      classes.push(readClass(text.slice(at + 1, end)));
      at = end;
    } else if (character === '*') {
      if (tokens.at(-1) !== ANY_CHARACTERS) tokens.push(ANY_CHARACTERS);
    } else if (character === '?') {
      tokens.push(ANY_CHARACTER);
    } else {
      const point = codePoint(text.slice(at, at + 2));
      tokens.push(point);
      if (point > 0xffff) at++;
    }
  }
  return { tokens: Int32Array.of(...tokens, 0), classes };
}

/** Where the bracket ends that starts at `start`; undefined where none does before the next slash. */
function classEnd(text: string, start: number): number | undefined {
  const first = start + (/[!^]/.test(text[start + 1] ?? '') ? 2 : 1);
  // A bracket that comes first is one of the characters.
  const end = text.indexOf(']', first + 1);
  return end === -1 || text.slice(start, end).includes('/') ? undefined : end;
}

function readClass(content: string): CharacterClass {
  const isNegated = /^[!^]/.test(content);
  const points = Array.from(isNegated ? content.slice(1) : content, codePoint);
  const ranges: [number, number][] = [];
  for (let at = 0; at < points.length; at++) {
    const first = points[at] as number;
    const isRange = points[at + 1] === HYPHEN && at + 2 < points.length;
    ranges.push([first, isRange ? (points[at + 2] as number) : first]);
    if (isRange) at += 2;
  }
  return { isNegated, ranges };
}

const HYPHEN = 0x2d;

/*
 * The two functions below do the same, with parts of a path and with characters of a part. They are not one, because a
 * call for each character would take longer than all the rest.
 */

function matchesPattern(pattern: Pattern, parts: readonly Int32Array[]): boolean {
  let at = 0;
  let next = 0;
  /** The last `**`, and how far it reaches by now. */
  let lastAny = -1;
  let reached = 0;
  while (at < parts.length) {
    const part = pattern[next];
    if (part === ANY_PARTS) {
      lastAny = next++;
      reached = at;
    } else if (part !== undefined && matchesPart(part, parts[at] as Int32Array)) {
      at++;
      next++;
    } else if (lastAny >= 0) {
      at = ++reached;
      next = lastAny + 1;
    } else {
      return false;
    }
  }
  while (pattern[next] === ANY_PARTS) next++;
  return next === pattern.length;
}

function matchesPart({ tokens, classes }: OnePart, points: Int32Array): boolean {
  const { length } = points;
  let at = 0;
  let next = 0;
  /** The last star, and how far it reaches by now. */
  let lastAny = -1;
  let reached = 0;
  while (at < length) {
    // After the last token there is 0, which no part of a path has.
    const token = tokens[next] as number;
    const point = points[at] as number;
    if (token === point || token === ANY_CHARACTER || isInClass(token, point, classes)) {
      at++;
      next++;
    } else if (token === ANY_CHARACTERS) {
      lastAny = next++;
      reached = at;
    } else if (lastAny >= 0) {
      at = ++reached;
      next = lastAny + 1;
    } else {
      return false;
    }
  }
  while (tokens[next] === ANY_CHARACTERS) next++;
  return next === tokens.length - 1;
}

function isInClass(token: number, point: number, classes: readonly CharacterClass[]): boolean {
  if (token > FIRST_CLASS) return false;
  const { ranges, isNegated } = classes[FIRST_CLASS - token] as CharacterClass;
  return ranges.some(([first, last]) => first <= point && point <= last) !== isNegated;
}

function codePoint(character: string): number {
  return character.codePointAt(0) ?? 0;
}
