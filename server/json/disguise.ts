import { capitalised } from '../words/capitalised';
import { t } from '../words/language';
import { unescaping, withoutBackslashes } from './escaped';

/*
 * JSON in a text that is none from its first to its last character: with a mark before each line, as `cat -n`, a mail or
 * a diff have it, with its quotes doubled, as in a table, escaped once more, or with the colours of a terminal. The whole of it is one problem; what it holds is read once the
 * marks are gone.
 */

/** How JSON is hidden in a text, and how it is taken out. */
export interface Disguise {
  /** What to say of it, and of what takes the JSON out. */
  readonly message: () => string;
  /** With `isLoss` it says that something else than marks is left out. */
  readonly title: (isLoss?: boolean) => string;
  /** Whether that takes something out or something away. */
  readonly does: 'Take' | 'Remove' | 'Write';
  /** The JSON of a whole text. */
  readonly undo: (text: string) => string;
  /** Whether something else than marks is left out of a text; absent where it never is. */
  readonly isLoss?: ((text: string) => boolean) | undefined;
}

/** The start of a line whose object is escaped, or doubled as in a table, by its first key. */
const LINE =
  /^(?:"?\{[ \t]{0,80}""\w[\w ]{0,80}""|\{[ \t]{0,80}(?:\\"\w[\w ]{0,80}\\"|&quot;\w[\w ]{0,80}&quot;))[ \t]{0,20}:/;

/** So much of a line says whether its object is hidden. */
export const START_OF_LINE = 288;

/** Whether a line of JSON Lines with this start hides its object. */
export function isHiddenLine(start: string): boolean {
  return LINE.test(start);
}

/** What hides JSON in the text with this start, which ends with a line or with the text. */
export function disguiseOf(start: string): Disguise | undefined {
  return alteredOf(start) ?? (TABLE.test(start) ? table : marksOf(start.split(LINE_END)));
}

/** The start of an object, or of a list of them, whose first quote is escaped; its line ends can be, too. */
const ESCAPED = /^\s{0,20}(?:\[(?:\s|\\[nrt]){0,80})?\{(?:\s|\\[nrt]){0,80}(\\"|&(?:quot|#34|#x22);)/i;

/** A quote that is not escaped: after an even number of backslashes. */
const BARE_QUOTE = /(?<!\\)(?:\\\\)*"/;

/** The same with two quotes for each. */
const DOUBLED = /^\s{0,20}(?:\[\s{0,80})?\{\s{0,80}""[^"\r\n]{1,80}""\s{0,20}:/;

/** The start of an object, or of a list, whose line ends are escaped though its quotes are not. */
const BREAKS = /^\s{0,20}(?:\[\s{0,20}(?:\\[nrt]\s{0,20})*\{?|\{)\s{0,20}\\[nrt](?![\w./])/;

const breaks: Disguise = {
  message: () => t`Line ends are written as \\n, outside of strings.`,
  title: () => t`Write \\n outside of strings as line ends`,
  does: 'Write',
  undo: (text) =>
    text.replaceAll(/"(?:[^"\\]|\\.)*"?|(?:\\[nrt])+/gs, (part) =>
      part.startsWith('"') ? part : withoutBackslashes(part),
    ),
};

/** What changes the colour of text on a terminal, and of the rest of its line. No string of JSON holds such a character as it is. */
const COLOURS = /(?!\s)\p{Cc}\[[\d;]*[mK]/gu;

const colours: Disguise = {
  message: () => t`JSON allows no colours of a terminal.`,
  title: () => t`Remove the colours`,
  does: 'Remove',
  undo: (text) => text.replaceAll(COLOURS, ''),
};

/** Whether colours stand between the strings of a text; those in a string alone are a part of it. */
function isColoured(start: string): boolean {
  return start.includes('\u001b[') && start.replaceAll(/"(?:[^"\\]|\\.)*"?/gs, '').search(COLOURS) >= 0;
}

/** An odd number of quotes that touch. */
const ODD_QUOTES = /(?<!")(?:"")*"(?!")/;

/** What undoes what is done to all of a text: colours, or escapes, where no quote in it is a bare one. */
export function alteredOf(start: string): Disguise | undefined {
  if (isColoured(start)) return colours;
  if (DOUBLED.test(start) && !ODD_QUOTES.test(start.replace(/(?<!")"+$/, '')))
    return { ...table, title: () => table.title(), undo: withoutDoubles, isLoss: undefined };
  const quote = ESCAPED.exec(start)?.[1];
  if (quote === undefined) return BREAKS.test(start) ? breaks : undefined;
  if (BARE_QUOTE.test(start)) return undefined;
  const isHtml = quote !== '\\"';
  const undo = unescaping(quote);
  return {
    message: () =>
      isHtml
        ? t`This is JSON in HTML: its quotes are ${quote}.`
        : t`This is JSON in a string: its quotes are escaped.`,
    title: () => (isHtml ? t`Take the JSON out of the HTML` : t`Take the JSON out of the string`),
    does: 'Take',
    // A line with a quote of its own is none of it.
    undo: (text) => text.replaceAll(LINES, (line) => (BARE_QUOTE.test(line) ? line : undo(line))),
  };
}

const LINE_END = /\r\n|\r|\n/;
const LINES = /[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g;

/** Doubled quotes in quotes, in the first row or in the one below the names of the columns. */
const TABLE =
  /^\s{0,20}(?:[^"{}\r\n]{0,1000}\r?\n)?(?:[^"{}\r\n]{0,1000},)?"\s{0,80}(?:\[\s{0,80})?\{\s{0,80}""[^"]/;
const CELL = /"(\s*[{[](?:[^"]|"")*)"/g;

const table: Disguise = {
  message: () => t`This is JSON in a table: its quotes are doubled.`,
  title: (isLoss) =>
    isLoss ? t`Take the JSON out of the table, remove its other columns` : t`Take the JSON out of the table`,
  does: 'Take',
  undo(text) {
    const cells = [...text.matchAll(CELL)].map(([, cell = '']) => withoutDoubles(cell));
    // JSON has no line ends in its strings.
    const lines = cells.length > 1 ? cells.map((cell) => onOneLine(cell)) : cells;
    return `${lines.join('\n')}\n`;
  },
  isLoss: (text) => text.replaceAll(CELL, '').trim() !== '',
};

function withoutDoubles(text: string): string {
  return text.replaceAll('""', '"');
}

function onOneLine(cell: string): string {
  return cell
    .split(LINE_END)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
}

/** Text before the first bracket on a line. */
const FIRST = /^((?:\[[^\]"'{}[]{1,80}\])?[^"'{}[\]]{0,200})[{[]/;

/** So many lines may stand before the first one with JSON. */
const MOST_LINES_BEFORE = 20;

const BLAME = /^\^?[\da-f]{7,40} .{0,200}?\d\) ?/;
const DIFF = /^(?:[ +-]|$)/;
const DIFF_HEAD = /^(?:diff |index |new file|deleted file|similarity|rename |--- |\+\+\+ |@@ |\\ )/;

/** What marks are called. */
const NAMES: readonly (readonly [pattern: RegExp, name: () => string])[] = [
  [/^\s*\d+[\s:|.)-]*$/, () => t`line numbers`],
  [/^\s*(?:\/\/|#|--|;|\*)/, () => t`comment marks`],
  [/^\s*>/, () => t`quote marks`],
  [/:\d+[:-]$/, () => t`file names`],
  [/:\d\d/, () => t`times`],
];

function marksOf(lines: readonly string[]): Disguise | undefined {
  const first = lines
    .slice(0, MOST_LINES_BEFORE)
    .findIndex((line) => FIRST.test(line) || /^\s*["']/.test(line));
  const mark = FIRST.exec(lines[first] ?? '')?.[1] ?? '';
  const isDiff = mark === '+' || (mark === ' ' && lines[first - 1]?.startsWith('@@') === true);
  if (mark.trim() === '' && !isDiff) return undefined;
  const pattern = isDiff ? DIFF : BLAME.test(mark) ? BLAME : patternOf(mark);
  let depth = 0;
  let count = 0;
  for (const line of lines.slice(first)) {
    if (line.trim() === '' || (isDiff && /^[-\\]/.test(line))) continue;
    if (!pattern.test(line)) return undefined;
    const own = line.replace(pattern, '');
    if (++count === 2 && !/^\s*["'{}[\],]/.test(own)) return undefined;
    const brackets = own.replaceAll(/"(?:[^"\\]|\\.)*"?|[^{}[\]]/g, '');
    for (const bracket of brackets) depth += bracket === '{' || bracket === '[' ? 1 : -1;
    if (depth <= 0) break;
  }
  if (count < 2) return undefined;
  const known = NAMES.find(([pattern]) => pattern.test(mark))?.[1];
  const name = () => (isDiff ? t`diff marks` : (known?.() ?? t`marks`));
  return {
    message: () => t`${capitalised(name())} before each line of the JSON.`,
    title: (isLoss) => (isLoss ? t`Remove the ${name()} and old lines` : t`Remove the ${name()}`),
    does: 'Remove',
    undo: (text) =>
      text.replaceAll(LINES, (line) =>
        isDiff && (DIFF_HEAD.test(line) || line.startsWith('-')) ? '' : line.replace(pattern, ''),
      ),
    isLoss: (text) => isDiff && /^-(?!-- )/m.test(text),
  };
}

/** A mark with any digits and words in the place of its own; each is bounded, as two that touch are tried in every way. */
function patternOf(mark: string): RegExp {
  const parts = mark.trimEnd().matchAll(/\d+|[A-Za-z_]\w*|\s+|./g);
  let pattern = '';
  for (const [part] of parts) {
    if (/^\d/.test(part)) pattern += '\\d{1,20}';
    else if (/^\w/.test(part)) pattern += '\\w{1,80}';
    else if (/^\s/.test(part)) pattern += '[ \\t]{0,40}';
    else pattern += part === ':' || part === '-' ? '[:-]' : part === '*' ? '\\*(?!/)' : `\\${part}`;
  }
  return new RegExp(`^[ \\t]{0,200}${pattern}[ \\t]{0,${mark.length - mark.trimEnd().length}}`);
}
