import { BYTE_ORDER_MARK } from './characters';
import type { DocumentForm } from './document';

/** How a text is read, and whether that is another way than its name says. */
export interface Reading {
  readonly form: DocumentForm;
  /** Whether it is named as JSON Lines and holds one JSON value, over many lines or in an array: no reader takes that. */
  readonly isMisnamed?: boolean;
  /** Whether a JSON text without anything in it is told as a defect: of a file, not of what somebody begins to write. */
  readonly isFinal?: boolean;
}

/** How a text is to be read: as its name says, unless its content says otherwise; or as somebody said (`isSaid`). */
export interface FormWanted {
  readonly form: DocumentForm;
  readonly isSaid: boolean;
}

/** How a text is read. */
export function readingAs(text: string, { form, isSaid }: FormWanted): Reading {
  return isSaid ? { form } : readingOf(text, form);
}

/** So many UTF-16 code units of a text's start say how it is read: the same after an edit as on opening. */
export const START_FOR_FORM = 1 << 14;

/**
 * How a text is read whose name (or language) says `named`, by its start alone. Nobody's typing is hurried: a `.json` file is
 * read as JSON Lines when two whole objects stand on its first two lines, and a JSON Lines file as one value when it
 * starts with an array, or with an object that goes on with a key on the next line.
 */
export function readingOf(text: string, named: DocumentForm): Reading {
  const start = text.slice(text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0, START_FOR_FORM);
  const [first, second] = firstLines(start);
  if (named === 'json') {
    const isLines = isWholeObject(first) && isWholeObject(second);
    return { form: isLines ? 'lines' : 'json', isMisnamed: false };
  }
  const goesOn = first.startsWith('{') && !first.endsWith('}') && /^["},]/.test(second);
  const isOneValue = first.startsWith('[') || goesOn;
  return { form: isOneValue ? 'json' : 'lines', isMisnamed: isOneValue };
}

/** The first two lines with anything in them, without the white space around them. */
function firstLines(start: string): readonly [string, string] {
  const lines = /^\s*([^\r\n]*)[\r\n]*\s*([^\r\n]*)/.exec(start);
  return [(lines?.[1] ?? '').trimEnd(), (lines?.[2] ?? '').trimEnd()];
}

/** Whether a line holds one object or more, from brace to brace. What is wrong inside of them does not count. */
function isWholeObject(line: string): boolean {
  return line.length > 1 && line.startsWith('{') && line.endsWith('}');
}
