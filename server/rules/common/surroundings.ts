import type { TextEdit } from '../../edit/text-edit';
import type { Finding, Fix, FixContext } from '../rule';

/*
 * What tools leave around records (see document/surrounding-text.ts): what it is called, and how it is removed with all
 * that belongs to it.
 */

interface Surrounding {
  readonly starts: RegExp;
  readonly name: string;
  readonly where: 'around' | 'before';
  /** Its other end, or a string, which that cannot be in. */
  readonly end?: RegExp;
}

const SURROUNDINGS: readonly Surrounding[] = [
  { starts: /^(?:```|~~~)/, name: 'code fence', where: 'around', end: /^(?:```|~~~)[ \t]*$/gm },
  { starts: /^HTTP\//, name: 'HTTP head', where: 'before' },
  { starts: /^\)\]\}/, name: 'guard', where: 'before' },
  { starts: /\($/, name: 'JSONP call', where: 'around', end: /"(?:[^"\\\r\n]|\\.)*"?|\)[ \t]*;?/g },
  {
    starts: /^(?:(?:(?:export\s+)?(?:const|let|var)\s+)?[\w$.]+\s*=|export\s+default)$/,
    name: 'JavaScript',
    where: 'around',
    end: /"(?:[^"\\\r\n]|\\.)*"?|;/g,
  },
  { starts: /^\[?[\dA-Z]/, name: 'log prefix', where: 'before' },
];

const MARKER = /^(<{7}|\|{7}|={7}|>{7})(?: (.*))?$/gm;

/** What to say of text that a tool left. */
export function messageOfSurrounding(token: string): string {
  const known = SURROUNDINGS.find(({ starts }) => starts.test(token));
  if (known) return `${known.name.charAt(0).toUpperCase()}${known.name.slice(1)} ${known.where} the JSON.`;
  return `Remove this ${plainName(token)}: it is no part of the JSON.`;
}

function plainName(token: string): string {
  if (/^[<=>|]{7}/.test(token)) return 'merge conflict marker';
  return token.startsWith('#') ? 'comment' : 'text';
}

/** Removes text that a tool left, on both ends where it has two. */
export function fixesOfSurrounding({ start, end }: Finding, { rest }: FixContext): readonly Fix[] {
  const token = rest.slice(start, end);
  const known = SURROUNDINGS.find(({ starts }) => starts.test(token));
  const edits = [removal(rest, start, end, known === undefined || known.where === 'around')];
  const other = known?.end && otherEnd(rest, end, known.end);
  if (other) edits.push(removal(rest, other.start, other.end, startsLine(rest, other.start)));
  return [{ title: `Remove the ${known?.name ?? plainName(token)}`, edits, isSafe: false }];
}

function otherEnd(rest: string, from: number, pattern: RegExp): { start: number; end: number } | undefined {
  for (const { 0: found, index } of rest.slice(from).matchAll(pattern)) {
    if (!found.startsWith('"')) return { start: from + index, end: from + index + found.length };
  }
  return undefined;
}

function startsLine(text: string, at: number): boolean {
  return at === 0 || /[\r\n]/.test(text.charAt(at - 1));
}

/** Takes text away, with the blanks that follow it and, where it fills a line, the line's end. */
function removal(text: string, start: number, end: number, withLineEnd: boolean): TextEdit {
  const blanks = /^[ \t]*(\r\n|\n|\r)?/.exec(text.slice(end, end + 1000));
  const lineEnd = blanks?.[1] ?? '';
  const length = (blanks?.[0] ?? '').length - (withLineEnd && startsLine(text, start) ? 0 : lineEnd.length);
  return { start, end: end + length, text: '' };
}

/** Keeps one side of the merge conflict that starts at a finding; none where its markers are not all there. */
export function fixesOfConflict({ start }: Finding, { rest }: FixContext): readonly Fix[] {
  const markers = [];
  for (const { 0: line, 1: sign = '', 2: label, index } of rest.slice(start).matchAll(MARKER)) {
    markers.push({ sign: sign.charAt(0), label, start: start + index, end: start + index + line.length });
    if (sign.startsWith('>')) break;
  }
  const signs = markers.map(({ sign }) => sign).join('');
  const [first, second] = markers;
  const other = markers.at(-2);
  const last = markers.at(-1);
  if (!/^<\|?=>$/.test(signs) || !first || !second || !other || !last) return [];
  return [
    keep('first', first.label, [lines(first.start, first.end), lines(second.start, last.end)]),
    keep('second', last.label, [lines(first.start, other.end), lines(last.start, last.end)]),
  ];

  function lines(from: number, to: number): TextEdit {
    return removal(rest, from, to, true);
  }
}

function keep(which: string, label: string | undefined, edits: readonly TextEdit[]): Fix {
  const name = label?.trim();
  return {
    title: `Keep the ${which} side${name ? ` (${name})` : ''}`,
    edits,
    isSafe: false,
    isChoice: true,
  };
}
