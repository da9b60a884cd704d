import { disguiseIn } from '../document/form';
import { scanValue } from '../document/scan-value';
import { applyEdits, type TextEdit } from '../edit/text-edit';
import { eachToken } from '../json/each-token';
import { isJson } from '../json/is-json';
import type { Problem, SyntaxErrorKind, SyntaxProblemKind } from '../json/problem';
import { LONGEST_GAP } from '../json/tokens';
import { t } from '../words/language';
import { quote } from '../words/quote';
import { fixOfSlip, type ToldError, toldErrors } from './common/alike-errors';
import { fixesOfBareValue } from './common/bare-values';
import { onePerLine } from './common/one-per-line';
import { isInString, stringAround } from './common/open-strings';
import { fixesOfConflict, fixesOfSurrounding } from './common/surroundings';
import { bracketFor, escapeOf, isKeyOverLines, messageOfSyntaxError } from './common/syntax-messages';
import { withoutComment } from './common/without-comment';
import { type Deed, defineChunkRule, type Fix, type FixContext } from './rule';

export default defineChunkRule({
  id: 'syntax',
  severity: 'error',
  source: 'specification',
  summary: 'The text is not valid JSON.',
  why: 'No reader can load it, so none of its records arrives anywhere.',
  examples: (exampleRecord) => ({
    bad: [
      {
        text: exampleRecord(['"duration": 195 "outcome": "Resolved"']),
        fixed: exampleRecord(['"duration": 195, "outcome": "Resolved"']),
      },
      { text: exampleRecord(['"duration": 195,']), fixed: exampleRecord(['"duration": 195']) },
      {
        text: exampleRecord([`"subject": 'It is a "test"'`]),
        fixed: exampleRecord(['"subject": "It is a \\"test\\""']),
      },
      { text: exampleRecord(['"duration"：195']), fixed: exampleRecord(['"duration":195']) },
      { text: exampleRecord(['duration: 195']), fixed: exampleRecord(['"duration": 195']) },
      { text: exampleRecord(['"status": STOPPED']), fixed: exampleRecord(['"status": 3']) },
      { text: exampleRecord(['"duration": 195 // seconds']), fixed: exampleRecord(['"duration": 195']) },
      { text: exampleRecord(['"subject" "Invoice"']), fixed: exampleRecord(['"subject": "Invoice"']) },
      { text: exampleRecord(['"subject":\u00a0"Invoice"']), fixed: exampleRecord(['"subject": "Invoice"']) },
      { text: exampleRecord(['"subject": "a\nb"']), fixed: exampleRecord(['"subject": "a\\nb"']) },
      { text: exampleRecord(['"subject": "50\\%"']), fixed: exampleRecord(['"subject": "50\\\\%"']) },
      { text: exampleRecord(['"timeshift": +60']), fixed: exampleRecord(['"timeshift": 60']) },
      { text: exampleRecord(['...']), fixed: exampleRecord() },
      { text: exampleRecord(['"duration":']), whyNoFix: 'The value is yours to give.' },
      {
        text: exampleRecord(['"subject": "Invoice\n  "outcome": "Resolved"']),
        whyNoFix: 'Where the text was to end is not known.',
      },
      { text: exampleRecord().slice(0, -2), whyNoFix: 'Whether more members were to come is not known.' },
      {
        text: `${exampleRecord()}\n${exampleRecord()}`,
        whyNoFix:
          'Whether they belong into an array, or each on a line of a JSON Lines file, is for you to say.',
      },
    ],
    good: [exampleRecord(['"subject": "It\'s \\"quoted\\", with a tab: \\t"', '"duration": 1e2'])],
  }),
  quiet: [],
  find: toldErrors,
  at: (error) => error,
  say: (error, chunk) => ({ message: messageOfSyntaxError(error, chunk, error.alike.length) }),
  fix: (error, _chunk, context) => {
    const together = fixOfSlip(error, context.text);
    if (together && error.problem === 'comment' && leavesNothing(together, context)) return [];
    return together ? [together] : (fixesByProblem[error.problem]?.(error, context) ?? []);
  },
});

/** Whether nothing is left of a file that holds values: those are rather what was meant to be its records. */
function leavesNothing({ edits }: Fix, { text, rest }: FixContext): boolean {
  return rest.length === text.length && text.includes('{') && applyEdits(text, edits).trim() === '';
}

/** Kinds by which it is not sure what stands in which brackets. */
const MISPLACED: ReadonlySet<SyntaxProblemKind> = new Set([
  ...(['unexpected-text', 'unexpected-bracket', 'unclosed-object', 'unclosed-array'] as const),
  ...(['colon-expected', 'key-expected', 'value-expected', 'text-after-end', 'unterminated-string'] as const),
]);

/** What mends each kind of defect that is told alone; kinds that are not here have no unambiguous answer. */
const fixesByProblem: {
  readonly [kind in SyntaxErrorKind]?: (error: ToldError, context: FixContext) => readonly Fix[];
} = {
  'comma-expected': (error, context) => {
    const { text, record } = context;
    const { end } = error;
    if (isInString(context, end) || '{[:,'.includes(text.charAt(end - 1))) return [];
    const next = end + following(text, end).search(/[^\s[{]/);
    // Beside another defect it can as well be that which is wrong.
    const isBeside = record?.record.problems.some(
      (other) => other.kind !== 'comma-expected' && other.start <= next && other.end >= end,
    );
    return [fix('Put', t`Put a comma here`, { start: end, end, text: ',' }, !isBeside)];
  },
  'trailing-comma': (error, { text }) => removeComma(error, !mayBeQuote(text, error.end)),
  // Something may have been meant to stand before it.
  'unexpected-comma': (error) => removeComma(error, false),
  'unexpected-colon': removeSign,
  'colon-expected': (error, context) => {
    const { text, record } = context;
    const { end } = error;
    // A sign at the end of the key is rather the one after it, and the quote between them is lost.
    if (isInString(context, end) || /[:;{}]\s*"$/.test(text.slice(Math.max(0, end - 100), end))) return [];
    // Where no value follows, the value is missing as well.
    if (!/^[ \t\r\n]*["[{\-\w]/.test(following(text, end))) return [];
    // A word between two quotes is the next string: one quote before it is lost, or doubled.
    if (/^"[\w.-]{1,100}"/.test(following(text, end - 1))) return [];
    // Beside another defect it can as well be a lost quote that made text into a key.
    const isAlone = record?.record.problems.length === 1;
    return [fix('Put', t`Put a colon here`, { start: end, end, text: ':' }, isAlone)];
  },
  'wrong-bracket': (error, { text, rest, record }) => {
    const bracket = bracketFor(tokenOf(error, text));
    const write = replacement(error, bracket);
    const end = bracket === '{' ? closingBracket(rest, error.end) : undefined;
    // Beside a defect in what stands between brackets another one can as well be lost, and this one right.
    const isAlone = record?.record.problems.every(({ kind }) => !MISPLACED.has(kind)) !== false;
    if (end === undefined)
      return [fix('Write', t`Write ${quote(bracket)}`, write, isAlone && !mayBeQuote(text, error.start))];
    const edits = [write, { start: end, end: end + 1, text: '}' }];
    return [{ title: t`Write "{" and "}"`, does: 'Write', edits, isSafe: isAlone }];
  },
  'unexpected-bracket': removeSign,
  'text-after-end': (error, context) =>
    /^[}\]]$/.test(tokenOf(error, context.text)) ? removeSign(error, context) : [],
  'early-brace': (error, context) => {
    const { start, end } = error;
    const { text } = context;
    const before = text.slice(0, start).trimEnd();
    // The comma before it is the one that is wanted then.
    const comma = before.endsWith(',') ? (/^\s*,/.exec(following(text, end))?.[0].length ?? 0) : 0;
    return removeSign(error, context, { start: before.length, end: end + comma, text: '' });
  },
  // Where the object ends in front of this already, its other brace is one too many.
  'unopened-object': ({ start }, { rest, record }) => {
    if (!MAY_OPEN_AFTER.test(rest.slice(Math.max(0, start - LONGEST_GAP), start))) return [];
    // A bracket at the end of the text is that of a list around it.
    const whole = `${rest} `;
    const { end, closed } = scanValue(whole, start, whole.length, record?.type, undefined, true);
    const edits = [{ start, end: start, text: '{' }, ...(closed ? [] : [{ start: end, end, text: '}' }])];
    return [{ title: closed ? t`Put "{" here` : t`Put braces around it`, does: 'Put', edits, isSafe: false }];
  },
  placeholder: (error, context) => removeSign(error, context, withoutPlaceholder(context.text, error)),
  'control-character': (error, { text }) => {
    const token = tokenOf(error, text);
    const joined = onOneLine(token, isKeyOverLines(token, text, error.end));
    if (joined !== undefined) {
      const isWhole = joined.search(CONTROLS) < 0;
      return isWhole ? [fix('Write', t`Write it on one line`, replacement(error, joined), false)] : [];
    }
    const controls = token.match(CONTROLS) ?? [];
    const escapes = [...new Set(controls.map(escapeOf))].join(', ');
    const escaped = token.replaceAll(CONTROLS, escapeOf);
    return [fix('Write', t`Write it as ${escapes}`, replacement(error, escaped), true)];
  },
  'invalid-escape': ({ start }, context) => {
    const { open, close } = stringAround(context, start) ?? { open: start, close: start };
    const inside = context.text.slice(open + 1, close);
    // In a path, or in what is searched for, no backslash is an escape, though some look like one: `C:\\Users\\new`.
    const escaped = HAS_PLAIN_BACKSLASHES.test(inside) ? withAllBackslashes(inside) : inside;
    const count = escaped.length - inside.length;
    const other =
      count === 0 ? escapeElsewhere(context.text.slice(start, start + LONGEST_ESCAPE)) : undefined;
    if (count > 1) {
      const edit = { start: open + 1, end: close, text: escaped };
      return [fix('Write', t`Write \\\\ for each backslash of the text`, edit, false)];
    }
    const doubled = fix('Write', t`Write \\\\ for the backslash`, { start, end: start, text: '\\' }, false);
    if (!other) return [doubled];
    const edit = { start, end: start + other.of.length, text: other.text };
    return [fix('Write', t`Write ${other.text} for ${other.of}`, edit, false), doubled];
  },
  'bare-quote': (error, { text }) => {
    const inside = tokenOf(error, text).slice(1, -1);
    const escaped = inside.replaceAll(/\\.|"/gs, (part) => (part === '"' ? '\\"' : part));
    return [fix('Write', t`Write \\" for each quote in the text`, replacement(error, `"${escaped}"`), false)];
  },
  'unterminated-string': ({ start, end }, { text, record }) => {
    // Of a key it is known where it was to end, and of a text before the next key on its line; beside another defect that
    // can as well be in the key's name. The end of a line can be the end of the text, too.
    const isKnown = ENDS_HERE.test(following(text, end));
    const length = isKnown ? end - start : lengthOnLine(text.slice(start, end), following(text, end));
    if (length === undefined) return [];
    const at = start + length;
    // A sign at the end of it may stand in place of the quote.
    const isSign = /[[\]{}:;,]$/.test(text.slice(start, at));
    const isSafe = isKnown && !isSign && record?.record.problems.length === 1;
    return [fix('Put', t`Put a quote here`, { start: at, end: at, text: '"' }, isSafe)];
  },
  'invalid-number': fixesOfBareValue,
  'unknown-literal': fixesOfBareValue,
  'surrounding-text': fixesOfSurrounding,
  'merge-conflict': fixesOfConflict,
  'second-on-line': ({ start }, { text }) => {
    const end = text.slice(0, start).trimEnd().replace(/,$/, '').trimEnd().length;
    // After anything else it can be the rest of the value before, and so it can where that is no JSON.
    if (!/[}\]]$/.test(text.slice(0, end)) || !isJson(text.slice(0, end))) return [];
    const lineEnd = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
    return [fix('Put', t`Put it on its own line`, { start: end, end: start, text: lineEnd }, false)];
  },
  'not-lines': (_, { rest }) => {
    const lines = onePerLine(rest);
    if (lines === undefined) return [];
    return [fix('Write', t`Write one record per line`, { start: 0, end: rest.length, text: lines }, true)];
  },
  disguised: (_, { rest }) => fixesOfDisguise(rest, 0, rest.length, (text) => text),
  'disguised-line': ({ start, end }, { text }) =>
    fixesOfDisguise(text.slice(start, end), start, end, (line) => line.trimEnd()),
  'unexpected-character': (error, { text, record, problems }) => {
    const token = tokenOf(error, text);
    const isInRecord = ({ start }: Pick<Problem, 'start'>) => start < (record?.record.end ?? 0);
    const others = problems.filter(
      (one) =>
        one.kind === 'same-character' &&
        isInRecord(one) === isInRecord(error) &&
        text.codePointAt(one.start) === token.codePointAt(0),
    );
    const places = [error, ...others];
    // What nobody sees can stand in the middle of a number or a word.
    const isInWord = ({ start, end }: Pick<Problem, 'start' | 'end'>) =>
      /^\w.+\w$/s.test(text.slice(start - 1, end + 1));
    if (/^\p{Cf}/u.test(token) && places.some(isInWord)) {
      const removals = places.map(({ start, end }) => ({ start, end, text: '' }));
      return [{ title: t`Remove the character`, does: 'Remove', edits: removals, isSafe: false }];
    }
    const edits = places.map(({ start, end }) => ({ start, end, text: ' '.repeat(end - start) }));
    const title = edits.length > 1 || token.length > 1 ? t`Replace with spaces` : t`Replace with a space`;
    return [{ title, does: 'Change', edits, isSafe: true }];
  },
};

/** Whether a bracket that closes something, and comes next, stands before text: it is rather in place of another sign. */
function mayBeQuote(text: string, at: number): boolean {
  return /^\s*[}\]] *[\w"'=:]/.test(following(text, at));
}

/** As much after a place as says what comes next: 1,000 UTF-16 code units. */
function following(text: string, at: number): string {
  return text.slice(at, at + 1000);
}

function removeComma(error: ToldError, isSafe: boolean): readonly Fix[] {
  return [fix('Remove', t`Remove the comma`, removal(error), isSafe)];
}

function removeSign(
  error: ToldError,
  { text }: Pick<FixContext, 'text'>,
  edit = removal(error),
): readonly Fix[] {
  return [fix('Remove', t`Remove ${quote(tokenOf(error, text))}`, edit, false)];
}

/** What follows a key, or a text and its comma, where the closing quote is lost. */
const ENDS_HERE = /^(?:[ \t]*:|,[ \t]*"[^"\r\n]*"[ \t]*:)/;

/** How much of what runs on to the end of its line is the text: not the comma before the next key, nor blanks before the brace. */
function lengthOnLine(token: string, after: string): number | undefined {
  const seen = token.trimEnd();
  const goesOn = seen.endsWith(',') ? /^\s+"[^"\r\n]*"[ \t]*:/ : /^\s+\}/;
  const { length } = seen.replace(/,$/, '');
  // A quote after a backslash closes nothing.
  return goesOn.test(after) && token[length - 1] !== '\\' ? length : undefined;
}

/** No value that opens with the wrong bracket is looked for its end further, in UTF-16 code units. */
const LONGEST_VALUE = 1 << 16;

/** Where the bracket stands that closes the members at `start`; undefined where a brace does. */
function closingBracket(text: string, start: number): number | undefined {
  let depth = 0;
  let end: number | undefined;
  eachToken(text, start, Math.min(text.length, start + LONGEST_VALUE), (kind, from) => {
    if (kind === 'open') depth++;
    if (kind === 'close' && depth-- === 0) end ??= from;
  });
  return end !== undefined && text.charAt(end) === ']' ? end : undefined;
}

/** What stands before an object: after anything else nobody knows where one that has lost its brace begins. */
const MAY_OPEN_AFTER = /(?:^|[\r\n[}:]|\}\s*,)\s*$/;

/** Takes the JSON out of a text that hides it. */
function fixesOfDisguise(
  text: string,
  start: number,
  end: number,
  trimmed: (json: string) => string,
): readonly Fix[] {
  const disguise = disguiseIn(text);
  if (!disguise) return [];
  const isLoss = disguise.isLoss?.(text);
  const edits = [{ start, end, text: trimmed(disguise.undo(text)) }];
  return [
    { title: disguise.title(isLoss), does: disguise.does, edits, isSafe: false, ...(isLoss && { isLoss }) },
  ];
}

/** The longest of other languages has so many characters: `\\u{10ffff}`. */
const LONGEST_ESCAPE = 10;

/** What other languages mean by the escape that some text starts with; undefined where they mean nothing. */
function escapeElsewhere(seen: string): { of: string; text: string } | undefined {
  const [of, ...hex] =
    /^\\(?:x([\da-fA-F]{2})|u\{([\da-fA-F]{1,6})\}|U([\da-fA-F]{8})|['`$]|[0v](?!\d))/.exec(seen) ?? [];
  if (of === undefined) return undefined;
  const name = of.slice(1);
  // A vertical tab is 000b.
  const code = Number.parseInt(hex.join('') || name.replace('v', 'b'), 16);
  if (code > 0x10ffff) return undefined;
  const units = code >= 0 ? String.fromCodePoint(code).split('') : [];
  const escaped = units.map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return { of, text: escaped.join('') || name };
}

/** A string that goes on on other lines in one: a key, or where a backslash at the end of a line says so; else undefined. */
function onOneLine(token: string, isKey: boolean): string | undefined {
  if (isKey) return token.replaceAll(/[ \t]{0,80}[\r\n]\s*/g, '');
  const goesOn = /^(?:[^\\]|\\[^\r\n])*\\[\r\n]/.test(token);
  return goesOn ? token.replaceAll(/\\(?:\r\n?|\n)/g, '') : undefined;
}

/** What JSON's strings cannot hold as it is; line ends of Windows are one each. */
const CONTROLS = /\r\n|[^ -\uffff]/g;

/** Removes what stands for members that are left out, with the comma after it, or else the one before it. */
function withoutPlaceholder(text: string, { start, end }: ToldError): TextEdit {
  const comma = /^\s*,/.exec(following(text, end));
  if (comma) return withoutComment(text, { start, end: end + comma[0].length });
  const before = /,\s*$/.exec(text.slice(Math.max(0, start - 1000), start));
  const isLast = /^\s*(?:[}\]]|$)/.test(following(text, end));
  if (before && isLast) return { start: start - before[0].length, end, text: '' };
  return withoutComment(text, { start, end });
}

function fix(does: Deed, title: string, edit: TextEdit, isSafe: boolean): Fix {
  return { title, does, edits: [edit], isSafe };
}

function removal({ start, end }: ToldError): TextEdit {
  return { start, end, text: '' };
}

function replacement({ start, end }: ToldError, text: string): TextEdit {
  return { start, end, text };
}

function tokenOf({ start, end }: ToldError, text: string): string {
  return text.slice(start, end);
}

/** A path of Windows, or a pattern with a backspace in it, which nobody means. */
const HAS_PLAIN_BACKSLASHES = /(?:^|[^A-Za-z])[A-Za-z]:\\|^\\\\\w|^\.{1,2}\\|%\w+%\\|\\b/;

/** What stands in a string with each single backslash doubled, also the two that start the name of a server. */
function withAllBackslashes(inside: string): string {
  const isServer = /^\\\\\w/.test(inside) && !/\w\\\\\w/.test(inside);
  return inside.replaceAll(/\\\\|\\"|\\/g, (part, at) =>
    part === '\\' ? '\\\\' : isServer && at === 0 ? part + part : part,
  );
}
