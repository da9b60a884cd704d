import { afterByteOrderMark } from '../json/characters';
import { alteredOf, type Disguise, disguiseOf } from '../json/disguise';
import { isJson } from '../json/is-json';
import { afterLineEnd } from '../json/tokens';

/** How a file is read: as one JSON value, or as JSON Lines, one value a line. */
export type DocumentForm = 'json' | 'lines';

/** How a text is read, and whether that is another way than its name says. */
export interface Reading {
  readonly form: DocumentForm;
  /**
   * What is wrong with it as a whole: it is named as JSON Lines and holds one JSON value, over many lines or in an array; or
   * it holds JSON only once marks or escapes are taken away.
   */
  readonly tells?: 'not-lines' | 'disguised' | undefined;
  /** Whether a JSON text without anything in it is told as a defect: of a file, not of what somebody begins to write. */
  readonly isFinal?: boolean;
  /** What it was made of, so that the text can be looked at again when it has changed. */
  readonly wanted?: FormWanted;
}

/** How a text is to be read: as its name says, unless its content says otherwise; or as somebody said (`isSaid`). */
export interface FormWanted {
  readonly form: DocumentForm;
  readonly isSaid: boolean;
}

/** How a text is read. */
export function readingAs(text: string, wanted: FormWanted): Reading {
  const reading = wanted.isSaid && !disguiseIn(text) ? { form: wanted.form } : readingOf(text, wanted.form);
  return { wanted, ...reading };
}

/** How a text is read that another one has become, which was read like this. */
export function readAgain(text: string, reading: Reading): Reading {
  const { wanted, isFinal } = reading;
  if (!wanted) return reading;
  return { ...readingAs(text, wanted), ...(isFinal !== undefined && { isFinal }) };
}

/** So many UTF-16 code units of a text's start say how it is read: the same after an edit as on opening. */
export const START_FOR_FORM = 1 << 14;

/** What hides JSON in a text, by its start. */
export function disguiseIn(text: string): Disguise | undefined {
  const start = text.slice(afterByteOrderMark(text), START_FOR_FORM);
  if (/^\s*(?:\{|\[\s*["{[\]])/.test(start)) return alteredOf(start);
  // The last line may be cut.
  return disguiseOf(text.length > START_FOR_FORM ? start.replace(/[^\r\n]*$/, '') : start);
}

/**
 * How a text is read whose name (or language) says `named`, by its start alone. Nobody's typing is hurried: a `.json` file is
 * read as JSON Lines when two whole objects stand on two of its first lines, and a JSON Lines file as one value when it
 * starts with an array, or holds an object that goes on on the next line.
 */
export function readingOf(text: string, named: DocumentForm): Reading {
  if (disguiseIn(text)) return { form: 'json', tells: 'disguised' };
  const asWritten = text.slice(afterByteOrderMark(text), START_FOR_FORM);
  if (named === 'json' && startsOneValue(asWritten)) return { form: 'json' };
  const start = withStringsOnOneLine(asWritten);
  if (named === 'json') {
    return { form: isOneEachLine(linesOf(start, LINES_FOR_FORM)) ? 'lines' : 'json' };
  }
  const lines = linesOf(start, Infinity);
  if (isCodeAround(lines)) return { form: 'json' };
  const isArray = lines[0]?.startsWith('[') && !isOneEachLine(lines.slice(0, LINES_FOR_FORM));
  const isOneValue = isArray || goesOn(lines);
  return isOneValue ? { form: 'json', tells: 'not-lines' } : { form: 'lines' };
}

/** Whether the first line is nothing but brackets, one of them open: nearly all files of one value are, and no more of them is looked at. */
function startsOneValue(start: string): boolean {
  return /^\s*[[{][[{ \t]*[\r\n]/.test(start);
}

/** A value that opens a string and leaves it open at the end of its line. */
const OPEN_STRING = /[:[,][ \t]{0,99}"(?:[^"\\\r\n]|\\[^\r\n])*\\?(?=[\r\n])/g;

/** A text with blanks for the line ends of strings that go on after them: such a string parts no record. */
function withStringsOnOneLine(text: string): string {
  let joined = text;
  for (const { 0: open, index } of text.matchAll(OPEN_STRING)) {
    const start = index + open.length;
    const { end = start } = afterLineEnd(text, start);
    joined = joined.slice(0, start) + text.slice(start, end).replaceAll(/[\r\n]/g, ' ') + joined.slice(end);
  }
  return joined;
}

/**
 * Whether a value starts on one of these lines that goes on on the next one. After a whole object on a line it has to be
 * sound from its first line to its last: else these are lines, of which one is broken.
 */
function goesOn(lines: readonly string[]): boolean {
  const first = lines.findIndex(
    (line, index) =>
      line.startsWith('{') &&
      !line.endsWith('}') &&
      /^(?:["'},]|[A-Za-z_]\w*\s*:)/.test(lines[index + 1] ?? ''),
  );
  return first >= 0 && (!lines.slice(0, first).some(isWholeObject) || isSound(lines.slice(first)));
}

/** Whether the object that the first line starts is JSON, to the end of one of these lines. */
function isSound(lines: readonly string[]): boolean {
  const text = lines.join('\n');
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\\n]|\\.)*"?|[{}]/g)) {
    if (token === '{') depth++;
    if (token !== '}' || --depth > 0) continue;
    const end = index + 1;
    return /^,?(?:\n|$)/.test(text.slice(end, end + 2)) && isJson(text.slice(0, end));
  }
  return false;
}

/** The first lines with anything in them, at most so many, without the white space around them. */
function linesOf(start: string, most: number): readonly string[] {
  const lines: string[] = [];
  for (const [line] of start.matchAll(/[^\s][^\r\n]*/g)) {
    if (lines.push(line.trimEnd()) === most) break;
  }
  return lines;
}

/** Text, and after it a list, or an object, that goes on on the next line, as in `const x = [` and `cb([{`. */
const CODE = /^(?:[^"'{}[\]]|\[\])+(?:\[\s*(?:\{.*[,{]|\{)?|\{)$/;

/** The same with the end of the list. */
const CODE_OF_LIST = /^(?:[^"'{}[\]]|\[\])+\[\s*\{.*\}\s*\][\s);,]*$/;

/** Whether the first line that opens anything is of code, and what it opens is all that there is. */
function isCodeAround(lines: readonly string[]): boolean {
  const first = lines.slice(0, LINES_FOR_FORM).findIndex((line) => /[{[]/.test(line));
  const line = lines[first] ?? '';
  const next = lines[first + 1] ?? '';
  if (CODE.test(line)) return /^["'{}[\]]|^\w+\s*:/.test(next);
  return CODE_OF_LIST.test(line) && !/[{[]/.test(next);
}

/** So many lines with anything in them are looked at for two that hold a whole object each. */
const LINES_FOR_FORM = 16;

/**
 * Whether two of these lines hold whole objects before any other one is a part of JSON. What is wrong inside of the objects
 * does not count, nor what a tool wrote before them, such as a time.
 */
function isOneEachLine(lines: readonly string[]): boolean {
  let count = 0;
  for (const line of lines) {
    if (isWholeObject(line) && ++count === 2) return true;
    if (/^["'{}[\],]/.test(line) && !isWholeObject(line)) return false;
  }
  return false;
}

/** Whether a line holds one object or more, from brace to brace, after anything that is no JSON. */
function isWholeObject(line: string): boolean {
  if (!line.endsWith('}') || /^(?:#|\/\/)/.test(line)) return false;
  return (
    line.length > 1 &&
    /^(?:\[[^\]["'{}]{1,100}\])?[^"'{}[\]]{0,100}(?:\[[^\]["'{}]{1,100}\][^"'{}[\]]{0,100})?\{/.test(line)
  );
}
