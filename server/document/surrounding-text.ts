import { endOfLine, endOfText } from './tokens';

/*
 * What tools leave around records, so that a file is no JSON: it is told as one piece and can be removed, and the records
 * are read as if it were not there. None of it is ever JSON.
 */

/** What of a tool's can have two ends. */
export type Wrapping = 'conflict' | 'fence' | 'call' | 'script';

/** A piece of text that a tool left. */
export interface SurroundingText {
  /** Offset behind it. */
  readonly end: number;
  /** Behind the last character that this depends on: it may go on, or be something else, with what is typed there. */
  readonly readEnd: number;
  /** Whether it is a marker of a merge conflict, which can also stand inside of a list. */
  readonly isMarker: boolean;
  /** What it is the start, a part or the end of; undefined where it stands alone. */
  readonly wrapping: Wrapping | undefined;
  /** `end` is also said of a fence, of which start and end look alike. */
  readonly part: 'start' | 'base' | 'other-side' | 'end';
}

const MARKER = /^(?:<{7}|={7}|>{7}|\|{7})(?![^ ])/;
const FENCE = /^(?:```|~~~)/;
const WHOLE_LINE = /^(?:#|\)\]\}',?)/;
const CALL = /^[A-Za-z_$][\w$.]*\s*\(\s*(?=[[{]|$)/;
const SCRIPT =
  /^(?:export\s+default|(?:export\s+)?(?:const|let|var)\s+[\w$]+\s*=|module\.exports\s*=|[\w$.]+\s*=)\s*(?=[[{]|$)/;
const CALL_END = /^\)\s*;?/;
const SCRIPT_END = /^;/;
const STATUS_LINE = /^HTTP\/\d/;
const HEADER = /^[\w-]+:/;
/** A time or the word for a level, and whatever text follows up to a record on the same line. */
const LOG_PREFIX =
  /^(?:\[?\d{4}-\d\d-\d\d[T ]?|\[?\d\d:\d\d:|\[?(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR)\b)[^[{}"]*(?:\[[\w. :-]*\][^[{}"]*)*(?=\{)/;

const PARTS: Readonly<Record<string, SurroundingText['part']>> = {
  '<': 'start',
  '|': 'base',
  '=': 'other-side',
  '>': 'end',
};

/** So much of a line is looked at: a file can be one line, and each of its tokens asks. */
const LONGEST_PREFIX = 160;

/** What can start with this character: most tokens cannot. */
const MAY_START = /^(?:[<=>|`~#);\w$]|\[[\dA-Z])/;

/**
 * Text of a tool that starts at `at`, outside of all records; else behind the last character that this depends on. In a
 * list (`inList`) only markers of conflicts count.
 */
export function surroundingTextAt(text: string, at: number, inList: boolean): SurroundingText | number {
  if (!(inList ? /^[<=>|]/ : MAY_START).test(text.slice(at, at + 2))) return at;
  const seen = text.slice(at, at + LONGEST_PREFIX);
  const line = seen.slice(0, endOfLine(seen, 0));
  if (MARKER.test(line)) {
    const startsLine = at === 0 || /[\r\n\ufeff]/.test(text.charAt(at - 1));
    return wholeLine(startsLine ? 'conflict' : undefined, PARTS[line.charAt(0)], true);
  }
  if (inList) return at + Math.min(line.length, 8) + 1;
  if (FENCE.test(line)) return wholeLine('fence', 'end');
  if (WHOLE_LINE.test(line)) return wholeLine();
  if (STATUS_LINE.test(line)) return httpHead();
  const brace = line.indexOf('{');
  for (const [pattern, wrapping, part] of INLINE) {
    if (pattern === LOG_PREFIX && brace < 0) continue;
    const length = pattern.exec(line)?.[0].length;
    if (length === undefined) continue;
    return { end: endOfText(text, at + length), readEnd: at + length + 1, isMarker: false, wrapping, part };
  }
  // All that goes on to a record on the same line can be of a tool.
  return at + (brace < 0 ? line.length : brace) + 1;

  function wholeLine(
    wrapping?: Wrapping,
    part: SurroundingText['part'] = 'start',
    isMarker = false,
  ): SurroundingText {
    const lineEnd = endOfLine(text, at);
    return { end: endOfText(text, lineEnd), readEnd: lineEnd + 1, isMarker, wrapping, part };
  }

  /** A status line and the headers that follow it. */
  function httpHead(): SurroundingText {
    let end = endOfLine(text, at);
    for (;;) {
      const next = text.startsWith('\r\n', end) ? end + 2 : end + 1;
      const nextEnd = endOfLine(text, next);
      if (!HEADER.test(text.slice(next, nextEnd)))
        return { end, readEnd: nextEnd + 1, isMarker: false, wrapping: undefined, part: 'start' };
      end = nextEnd;
    }
  }
}

const INLINE: readonly (readonly [RegExp, Wrapping | undefined, SurroundingText['part']])[] = [
  [SCRIPT, 'script', 'start'],
  [CALL, 'call', 'start'],
  [LOG_PREFIX, undefined, 'start'],
  [CALL_END, 'call', 'end'],
  [SCRIPT_END, 'script', 'end'],
];
