import {
  ANY_CHARACTER,
  ANY_CHARACTERS,
  ANY_PARTS,
  type CharacterClass,
  FIRST_CLASS,
  matches,
  type Part,
  type Pattern,
  partsOf,
} from './glob';
import { limits } from './limits';

/*
 * `.gitignore` files, as git reads them. They come from anybody's folder: they are matched as globs are, in time that
 * grows with their length and never faster, which the libraries do not promise that make regular expressions of them.
 */

/** The name of these files. */
export const gitIgnoreName = '.gitignore';

/** What a `.gitignore` says, and what those above it say where it says nothing. */
export interface GitIgnore {
  /** The path of its folder with a slash at its end; '' for the one that paths are relative to. */
  readonly folder: string;
  readonly rules: readonly IgnoreRule[];
  readonly above: GitIgnore | undefined;
}

/** A line of it. */
interface IgnoreRule {
  readonly pattern: Pattern;
  /** Whether it takes back what lines before it say. */
  readonly isNegated: boolean;
  readonly foldersOnly: boolean;
}

/**
 * Reads a `.gitignore`. `folder` is the path of its folder with a slash at its end, `above` what holds in the folder
 * above.
 */
export function readGitIgnore(text: string, folder: string, above?: GitIgnore): GitIgnore {
  const rules: IgnoreRule[] = [];
  for (const line of text.replace(/^\ufeff/, '').split('\n')) {
    const rule = readRule(line.endsWith('\r') ? line.slice(0, -1) : line);
    if (rule && rules.push(rule) === limits.ignoreRules) break;
  }
  return { folder, rules, above };
}

/**
 * Whether a file or folder is ignored that lies in the folder of a `.gitignore`, or below, whose own folder is not
 * ignored: in an ignored folder everything is, which no line takes back.
 */
export function isIgnored(ignore: GitIgnore | undefined, path: string, isFolder: boolean): boolean {
  for (let from = ignore; from; from = from.above) {
    const { folder, rules } = from;
    if (rules.length === 0 || path.length - folder.length > limits.pathCharacters) continue;
    const parts = partsOf(path.slice(folder.length), true);
    const last = rules.findLast(
      ({ pattern, foldersOnly }) => (isFolder || !foldersOnly) && matches([pattern], parts),
    );
    if (last) return !last.isNegated;
  }
  return false;
}

/** Reads a line; undefined for a comment, for nothing, and for what can match nothing. */
function readRule(line: string): IgnoreRule | undefined {
  if (line.startsWith('#')) return undefined;
  const isNegated = line.startsWith('!');
  const text = withoutSpacesAtEnd(isNegated ? line.slice(1) : line);
  const foldersOnly = text.endsWith('/');
  const path = foldersOnly ? text.slice(0, -1) : text;
  if (path === '' || path.length > limits.globCharacters) return undefined;
  const pattern = readPath(path);
  return pattern && { pattern, isNegated, foldersOnly };
}

/** Spaces at the end do not count, unless a backslash stands before them. */
function withoutSpacesAtEnd(text: string): string {
  let end = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === ' ') continue;
    end = at + 1;
  }
  return text.slice(0, end);
}

function readPath(path: string): Pattern | undefined {
  const characters = Array.from(path);
  const pattern: Part[] = [];
  // With a slash it is a path from its folder, without one a name anywhere below.
  const isName = !path.includes('/');
  if (isName) pattern.push(ANY_PARTS);
  for (let at = !isName && path.startsWith('/') ? 1 : 0; at <= characters.length; ) {
    const { tokens, classes, end, isAnyParts } = readName(characters, at) ?? NOTHING;
    if (tokens.length === 0) return undefined;
    if (!isAnyParts || isName) pattern.push({ tokens: Int32Array.of(...tokens, 0), classes });
    else if (pattern.at(-1) !== ANY_PARTS) pattern.push(ANY_PARTS);
    at = end + 1;
  }
  // At the end it stands for what is in the folder, and not for that itself.
  if (pattern.at(-1) === ANY_PARTS) pattern.push(ANYTHING);
  return pattern;
}

const ANYTHING: Part = { tokens: Int32Array.of(ANY_CHARACTERS, 0), classes: [] };

/** What stands between two slashes, and where it ends. */
interface Name {
  readonly tokens: readonly number[];
  readonly classes: readonly CharacterClass[];
  readonly end: number;
  /** Whether it is `**`. */
  readonly isAnyParts: boolean;
}

const NOTHING: Name = { tokens: [], classes: [], end: 0, isAnyParts: false };

/** Reads up to the next slash that is in no brackets; undefined for what can match nothing. */
function readName(characters: readonly string[], start: number): Name | undefined {
  const tokens: number[] = [];
  const classes: CharacterClass[] = [];
  let end = start;
  for (; end < characters.length && characters[end] !== '/'; end++) {
    const character = characters[end] as string;
    if (character === '*') {
      if (tokens.at(-1) !== ANY_CHARACTERS) tokens.push(ANY_CHARACTERS);
    } else if (character === '?') {
      tokens.push(ANY_CHARACTER);
    } else if (character === '[') {
      const read = readClass(characters, end + 1);
      if (!read) return undefined;
      tokens.push(FIRST_CLASS - classes.length);
      classes.push(read.characters);
      end = read.end;
    } else {
      if (character === '\\' && ++end === characters.length) return undefined;
      // One that a backslash stands before ends the name all the same.
      if (characters[end] === '/') break;
      tokens.push(codePointOf(characters, end));
    }
  }
  const isAnyParts = end === start + 2 && characters[start] === '*' && characters[start + 1] === '*';
  return { tokens, classes, end, isAnyParts };
}

/** Reads what stands in brackets, and says where they close; undefined where they do not. */
function readClass(
  characters: readonly string[],
  start: number,
): { readonly characters: CharacterClass; readonly end: number } | undefined {
  const isNegated = characters[start] === '!' || characters[start] === '^';
  const ranges: [number, number][] = [];
  const first = isNegated ? start + 1 : start;
  /** The character that a hyphen would start a range at. */
  let from: number | undefined;
  for (let at = first; at < characters.length; at++) {
    const character = characters[at];
    // A bracket that comes first is one of the characters.
    if (character === ']' && at > first) return { characters: { isNegated, ranges }, end: at };
    const named = character === '[' ? namedClass(characters, at) : undefined;
    if (named) {
      ranges.push(...named.ranges);
      at = named.end;
      from = undefined;
    } else if (
      character === '-' &&
      from !== undefined &&
      at + 1 < characters.length &&
      characters[at + 1] !== ']'
    ) {
      at++;
      if (characters[at] === '\\') at++;
      if (at >= characters.length) return undefined;
      ranges.push([from, codePointOf(characters, at)]);
      from = undefined;
    } else {
      if (character === '\\') at++;
      if (at >= characters.length) return undefined;
      from = codePointOf(characters, at);
      ranges.push([from, from]);
    }
  }
  return undefined;
}

/** A class with a name, such as `[:digit:]`, inside of brackets. */
function namedClass(
  characters: readonly string[],
  start: number,
): { readonly ranges: readonly [number, number][]; readonly end: number } | undefined {
  const name = /^\[:([a-z]+):\]/.exec(characters.slice(start, start + LONGEST_NAMED).join(''))?.[1];
  const pairs = name === undefined ? undefined : namedClasses.get(name);
  if (name === undefined || pairs === undefined) return undefined;
  const ranges = pairs.map((pair): [number, number] => [pair.charCodeAt(0), pair.charCodeAt(1)]);
  return { ranges, end: start + name.length + 3 };
}

const LONGEST_NAMED = 12;

const namedClasses: ReadonlyMap<string, readonly string[]> = new Map([
  ['alnum', ['09', 'AZ', 'az']],
  ['alpha', ['AZ', 'az']],
  ['blank', ['  ', '\t\t']],
  ['digit', ['09']],
  ['lower', ['az']],
  ['punct', ['!/', ':@', '[`', '{~']],
  ['space', ['  ', '\t\r']],
  ['upper', ['AZ']],
  ['xdigit', ['09', 'AF', 'af']],
]);

function codePointOf(characters: readonly string[], at: number): number {
  return characters[at]?.codePointAt(0) ?? 0;
}
