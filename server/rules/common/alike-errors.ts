import type { TextEdit } from '../../edit/text-edit';
import { inDoubleQuotes } from '../../json/other-quotes';
import { isSyntaxError, type Problem } from '../../json/problem';
import type { OpenChunk } from '../../record/open-chunk';
import { t } from '../../words/language';
import { quote } from '../../words/quote';
import type { Fix, Place } from '../rule';
import { nameOfBareKey } from './bare-values';
import { signFor } from './syntax-messages';
import { withoutComment } from './without-comment';

/*
 * A record that was written by another language has one defect, however many of its keys and texts show it: errors of a
 * record that are mended alike, and surely, are told by the first one, whose fix mends them all.
 */

/** A syntax error, with those after it that it tells as well. */
export interface ToldError extends Required<Place> {
  readonly alike: readonly Required<Place>[];
}

/** The syntax errors that are told. */
export function toldErrors(chunk: OpenChunk): readonly ToldError[] {
  const { record } = chunk;
  const problems = record?.goesOn ? withEarlyBrace(record.record.end, chunk) : chunk.problems;
  const told: ToldError[] = [];
  const firsts = new Map<string, Required<Place>[]>();
  for (const { kind, start, end } of problems) {
    if (!isSyntaxError(kind)) continue;
    const error = { problem: kind, start, end };
    const slip = slipHere(error, chunk);
    const known = slip === undefined ? undefined : firsts.get(slip);
    if (known) {
      known.push(error);
      continue;
    }
    const alike: Required<Place>[] = [];
    if (slip !== undefined) firsts.set(slip, alike);
    told.push({ ...error, alike });
  }
  return told;
}

/** The problems of a record that goes on after the brace that ends at `end`: that brace, and none that come of it. */
function withEarlyBrace(end: number, { text, problems }: OpenChunk): readonly Problem[] {
  const start = end - 1;
  const lastToken = text.slice(0, start).trimEnd().length;
  const own = problems.filter(
    (one) => one.end <= end && !(one.kind === 'trailing-comma' && one.end === lastToken),
  );
  const after = problems.filter((one) => one.start >= end);
  return [...own, { kind: 'early-brace', start, end }, ...after.slice(1)];
}

/** What is done again and again where there are errors like this one; undefined where each is one of its own. */
function slipOf(error: Required<Place>, text: string): string | undefined {
  const { problem, start, end } = error;
  switch (problem) {
    case 'other-quotes':
      return isWholeText(error, text) ? problem : undefined;
    case 'other-sign':
      return signFor(text.slice(start, end));
    case 'other-colon':
      return text.startsWith(',', start) ? ',' : ':';
    case 'comment':
      return problem;
    default:
      return editOfSlip(error, text) && problem;
  }
}

/** The same of an error of a record or, told by itself, of what stands after it; there each comment is one of its own. */
function slipHere(error: Required<Place>, { text, record }: OpenChunk): string | undefined {
  const slip = slipOf(error, text);
  if (slip === undefined || error.start < (record?.record.end ?? 0)) return slip;
  return slip === 'comment' ? undefined : `after ${slip}`;
}

/** What mends an error of those that are told together; undefined of others, and where nobody knows how. */
function editOfSlip(error: Required<Place>, text: string): TextEdit | undefined {
  const { problem, start, end } = error;
  const token = text.slice(start, end);
  switch (problem) {
    case 'other-quotes':
      // The quote in the middle of a word: what was to end the text is lost.
      return isBrokenWord(error, text) ? undefined : { start, end, text: inDoubleQuotes(token) };
    case 'other-sign':
      return { start, end, text: signFor(token) };
    case 'other-colon':
      return IS_NO_COLON.test(text.slice(Math.max(0, start - 20), end))
        ? undefined
        : { start, end, text: ':' };
    case 'comment':
      return withoutComment(text, { start, end });
    case 'unquoted-key': {
      const name = nameToQuote(token, text.slice(end, end + 100));
      return name === undefined ? undefined : { start, end, text: JSON.stringify(name) };
    }
    default:
      return undefined;
  }
}

/** A row of equals signs, which somebody has drawn; or what stands between two numbers of a list, or of a set. */
const IS_NO_COLON = /===|\d\s*,$/;

/** Mends such an error, with all that it tells as well; undefined where nobody knows how. */
export function fixOfSlip({ alike, ...error }: ToldError, text: string): Fix | undefined {
  const edits: TextEdit[] = [];
  for (const one of [error, ...alike]) {
    const edit = editOfSlip(one, text);
    if (edit && edit.start >= (edits.at(-1)?.end ?? 0)) edits.push(edit);
  }
  const [first] = edits;
  if (!first) return undefined;
  const count = `${edits.length}`;
  const isOne = edits.length === 1;
  switch (error.problem) {
    case 'other-quotes':
      return { title: t`Use double quotes`, does: 'Use', edits, isSafe: isWholeText(error, text) };
    case 'unquoted-key': {
      const name = nameOfBareKey(text.slice(error.start, error.end));
      const does = text.charAt(error.start) === '[' ? 'Write' : 'Quote';
      const one = does === 'Write' ? t`Write ${quote(name)}` : t`Quote ${quote(name)}`;
      const many = does === 'Write' ? t`Write ${count} keys without brackets` : t`Quote ${count} keys`;
      // Other signs are rather of a text that is all written in another way, or in place of a quote.
      const isSafe = edits.every(
        (edit) => !OTHER_SIGNS.test(edit.text.slice(1, -1)) && !followsWords(text, edit.start),
      );
      return { title: isOne ? one : many, does, edits, isSafe };
    }
    case 'comment':
      return {
        title: isOne ? t`Remove the comment` : t`Remove ${count} comments`,
        does: 'Remove',
        edits,
        isSafe: false,
      };
    default:
      // After a comma a value can as well be missing, and a key.
      return {
        title: t`Write ${quote(first.text)}`,
        does: 'Write',
        edits,
        isSafe: error.problem !== 'other-colon' || !text.startsWith(',', error.start),
      };
  }
}

/** Signs of ASCII that no names have, and the quotes of word processors. */
const OTHER_SIGNS = /[\\"'`=<>()[\]{}|;,!?*+%&^~\u2018-\u201f\u00ab\u00bb]/;

/** Whether words without quotes stand before the comma here: what follows it can be more of them, with its colon. */
function followsWords(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 200), at);
  const value = before.slice(before.lastIndexOf(':') + 1);
  const [words = ''] = value.split(',');
  return /^[ \t]*\p{L}[^"'{}[\]\r\n]*$/u.test(value) && /\S[ \t]+\S/.test(words.trim());
}

/** The name that a key without quotes is to have; undefined where it is rather none. */
function nameToQuote(token: string, after: string): string | undefined {
  // Digits where a key belongs are rather the rest of a number with a comma in it.
  if (/^\d+$/.test(token)) return undefined;
  // Without a colon, signs and what touches a string are marks of a tool or the rest of something else.
  const isMark = /^["']/.test(after) || !/[\p{L}\p{N}]/u.test(token);
  if (isMark && !/^\s*[:=]/.test(after)) return undefined;
  const name = nameOfBareKey(token);
  // What a string with a prefix says is not always known.
  return name === token && /^(?:[\w@$]{1,2}["']|\\"|&quot;)/.test(token) ? undefined : name;
}

/** Whether a string in single quotes ends in the middle of a word. */
function isBrokenWord({ start, end }: Place, text: string): boolean {
  return text.charAt(start) === "'" && /^[\p{L}\p{N}]/u.test(text.slice(end, end + 2));
}

/**
 * Whether a string in other quotes surely is what they hold: what a template has holes for is not known here; nor where a
 * text ends with such quotes in it, or words after it.
 */
function isWholeText(error: Place, text: string): boolean {
  const token = text.slice(error.start, error.end);
  if (/^".*"$/s.test(token)) return /^"".*""$/s.test(token);
  if (/^''[^']+''$/.test(token)) return true;
  if (token.startsWith('`')) return !/\$\{|(?<!\\)`/.test(token.slice(1, -1));
  if (!token.startsWith("'")) return true;
  const isFollowed = MORE_TEXT.test(text.slice(error.end, error.end + 100));
  return !isBrokenWord(error, text) && !hasStrayQuote(token) && !isFollowed;
}

/** Text after a string that can be the rest of it: words, also after a comma, that are no key and no value. */
const MORE_TEXT = /^[ \t]*(?:,[ \t]*(?!(?:true|false|null)\b|[\w$-]+[ \t]*[:=]))?[\p{L}\p{N}]*\p{L}/u;

/** Whether a string in single quotes has one inside that is no apostrophe between letters. */
function hasStrayQuote(token: string): boolean {
  return token
    .slice(1, -1)
    .replaceAll(/\\.|''|(?<=[\p{L}\p{N}])'(?=[\p{L}\p{N}])/gsu, '')
    .includes("'");
}
