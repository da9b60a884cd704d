import { disguiseIn } from '../document/form';
import type { TextEdit } from '../edit/text-edit';
import { inDoubleQuotes } from '../json/other-quotes';
import { isSyntaxError, type Problem, type SyntaxProblemKind } from '../json/problem';
import { plainSign } from '../json/tokens';
import type { OpenRecord } from '../record/open-record';
import { quote, shorten } from '../words/quote';
import { fixesOfBareValue, messageOfBareValue, nameOfBareKey } from './common/bare-values';
import { onePerLine } from './common/one-per-line';
import { isInString } from './common/open-strings';
import { fixesOfConflict, fixesOfSurrounding, messageOfSurrounding } from './common/surroundings';
import { withoutComment } from './common/without-comment';
import { defineRule, type Finding, type Fix, type FixContext } from './rule';

export default defineRule({
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
      { text: exampleRecord(['"allow_children": True']), fixed: exampleRecord(['"allow_children": true']) },
      { text: exampleRecord(['"duration": 195 // seconds']), fixed: exampleRecord(['"duration": 195']) },
      { text: exampleRecord(['"subject" "Invoice"']), fixed: exampleRecord(['"subject": "Invoice"']) },
      { text: exampleRecord(['"subject":\u00a0"Invoice"']), fixed: exampleRecord(['"subject": "Invoice"']) },
      { text: exampleRecord(['"subject": "a\tb"']), fixed: exampleRecord(['"subject": "a\\tb"']) },
      { text: exampleRecord(['"subject": "50\\%"']), fixed: exampleRecord(['"subject": "50\\\\%"']) },
      { text: exampleRecord(['"timeshift": +60']), fixed: exampleRecord(['"timeshift": 60']) },
      { text: exampleRecord(['...']), fixed: exampleRecord() },
      { text: exampleRecord(['"duration":']), whyNoFix: 'The value is yours to give.' },
      { text: exampleRecord(['"subject": "Invoice']), whyNoFix: 'Where the text was to end is not known.' },
      { text: exampleRecord().slice(0, -2), whyNoFix: 'Whether more members were to come is not known.' },
      {
        text: `${exampleRecord()}\n${exampleRecord()}`,
        whyNoFix:
          'Whether they belong into an array, or each on a line of a JSON Lines file, is for you to say.',
      },
    ],
    good: [exampleRecord(['"subject": "It\'s \\"quoted\\", with a tab: \\t"', '"duration": 1e2'])],
  }),
  ofProblem(problem, text, record) {
    if (!isSyntaxError(problem.kind)) return undefined;
    const { kind, start, end } = problem;
    return { start, end, message: messageFor(problem, text, record), problem: kind };
  },
  fixes(finding, context) {
    const { problem } = finding;
    return problem === undefined ? [] : (fixesByProblem[problem]?.(finding, context) ?? []);
  },
});

function messageFor({ kind, start, end }: Problem, text: string, record: OpenRecord | undefined): string {
  const token = text.slice(start, end);
  switch (kind) {
    case 'comma-expected':
      return 'Missing comma after this value.';
    case 'trailing-comma':
      return 'Trailing comma: nothing follows.';
    case 'unexpected-comma':
      return 'Nothing stands before this comma.';
    case 'colon-expected':
      return 'Missing colon and value after this key.';
    case 'unexpected-colon':
      return 'A second colon: one is there already.';
    case 'value-expected':
      return 'Missing value after the colon.';
    case 'key-expected':
      return 'Missing key and colon before this value.';
    case 'unquoted-key':
      return `Keys need double quotes in JSON: ${quote(nameOfBareKey(token))}.`;
    case 'other-quotes':
      return 'Strings need double quotes in JSON.';
    case 'comment':
      return 'JSON allows no comments.';
    case 'unterminated-string':
      return 'Missing double quote to close this string.';
    case 'control-character':
      return `${characterName(token)} in a string must be written ${escapeOf(token)}.`;
    case 'invalid-escape':
      return `${shorten(token)} is not a JSON escape; a backslash is \\\\.`;
    case 'invalid-number':
    case 'unknown-literal':
      return messageOfBareValue(text, start, end, record);
    case 'unexpected-text':
      return 'Unexpected text after a value.';
    case 'other-sign':
      return `${quote(token)} is not JSON: use ${quote(signFor(token))}.`;
    case 'placeholder':
      return `${quote(token)} is not JSON: it stands for what is left out.`;
    case 'unexpected-character':
      return notAllowed(token);
    case 'unexpected-bracket':
      return nothingToClose(token);
    case 'unclosed-object':
      return 'Missing "}" to close the object.';
    case 'unclosed-array':
      return 'Missing "]" to close the array.';
    case 'text-after-end':
      if (token === '}' || token === ']') return nothingToClose(token);
      return 'A second value: put both into an array, or use JSON Lines.';
    case 'surrounding-text':
      return messageOfSurrounding(token) ?? notAllowed(token);
    case 'merge-conflict':
      return 'Merge conflict: keep one side.';
    case 'not-lines':
      return token === '['
        ? 'This file is an array, not JSON Lines: name it .json.'
        : 'A value over several lines is not JSON Lines: name the file .json.';
    case 'disguised':
      return disguiseIn(text)?.message ?? notAllowed(token);
    case 'empty-file':
      return 'The file is empty.';
    case 'not-a-record':
    case 'conflict-part':
    case 'repeated-key':
      return '';
  }
}

function nothingToClose(bracket: string): string {
  return `Unexpected "${bracket}": nothing is open that it could close.`;
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Characters that people know by a name. */
const CHARACTER_NAMES: ReadonlyMap<string, string> = new Map([
  ['\t', 'A tab'],
  ['\u00a0', 'No-break space (U+00A0)'],
  ['\ufeff', 'Byte order mark (U+FEFF)'],
  ['\u200b', 'Zero-width space (U+200B)'],
]);

/** What to say of a character, or of several that are the same. */
function notAllowed(token: string): string {
  return `${characterName(String.fromCodePoint(token.codePointAt(0) ?? 0))} is not allowed here.`;
}

function characterName(character: string): string {
  return CHARACTER_NAMES.get(character) ?? `Character ${codePoint(character)}`;
}

function escapeOf(character: string): string {
  return JSON.stringify(character).slice(1, -1);
}

/** What mends each kind of defect; kinds that are not here have no unambiguous answer. */
const fixesByProblem: {
  readonly [kind in SyntaxProblemKind]?: (finding: Finding, context: FixContext) => readonly Fix[];
} = {
  'comma-expected': (finding, context) => {
    // Two quotes are rather the end of what stands before them, doubled as in a cell of a table.
    if (isInString(context, finding.end) || context.text.startsWith('""', finding.end)) return [];
    return [fix('Put a comma here', { start: finding.end, end: finding.end, text: ',' }, true)];
  },
  'trailing-comma': (finding) => [fix('Remove the comma', removal(finding), true)],
  // Something may have been meant to stand before it.
  'unexpected-comma': (finding) => [fix('Remove the comma', removal(finding), false)],
  'unexpected-colon': (finding) => [fix('Remove the colon', removal(finding), false)],
  'colon-expected': (finding, context) => {
    const { text, record } = context;
    const { end } = finding;
    if (isInString(context, end)) return [];
    // Where no value follows, the value is missing as well.
    if (!/^[ \t\r\n]*["[{\-\w]/.test(text.slice(end, end + 1000))) return [];
    // A word between two quotes is the next string: one quote before it is lost, or doubled.
    if (/^"[\w.-]{1,100}"/.test(text.slice(end - 1, end + 102))) return [];
    // Beside another defect it can as well be a lost quote that made text into a key.
    const isAlone = record?.record.problems.length === 1;
    return [fix('Put a colon here', { start: end, end, text: ':' }, isAlone)];
  },
  'other-sign': (finding, { text }) => {
    const sign = signFor(tokenOf(finding, text));
    return [fix(`Write ${quote(sign)}`, replacement(finding, sign), true)];
  },
  placeholder: (finding, { text }) => [
    fix(`Remove ${quote(tokenOf(finding, text))}`, withoutPlaceholder(text, finding), false),
  ],
  'unquoted-key': (finding, { text }) => {
    const token = tokenOf(finding, text);
    // Digits where a key belongs are rather the rest of a number with a comma in it.
    if (/^\d+$/.test(token)) return [];
    // Without a colon, signs and what touches a string are marks of a tool or the rest of something else.
    const after = text.slice(finding.end, finding.end + 100);
    const isMark = /^["']/.test(after) || !/[\p{L}\p{N}]/u.test(token);
    if (isMark && !/^\s*[:=]/.test(after)) return [];
    const name = nameOfBareKey(token);
    // What a string with a prefix says is not always known.
    if (name === token && /^[\w@$]{1,2}["']/.test(token)) return [];
    return [fix(`Quote ${quote(name)}`, replacement(finding, JSON.stringify(name)), true)];
  },
  'other-quotes': (finding, { text }) => {
    const token = tokenOf(finding, text);
    // What a template has holes for is not known here.
    const isWhole = !/^`.*\$\{/s.test(token);
    return [fix('Use double quotes', replacement(finding, inDoubleQuotes(token)), isWhole)];
  },
  comment: (finding, { text }) => [fix('Remove the comment', withoutComment(text, finding), false)],
  'control-character': (finding, { text }) => {
    const escaped = escapeOf(tokenOf(finding, text));
    return [fix(`Write it as ${escaped}`, replacement(finding, escaped), true)];
  },
  'invalid-escape': ({ start, end }) => {
    // At the end of its line a backslash says elsewhere that the string goes on.
    if (end === start + 1) return [];
    return [fix('Write \\\\ for the backslash', { start, end: start, text: '\\' }, false)];
  },
  'invalid-number': fixesOfBareValue,
  'unknown-literal': fixesOfBareValue,
  'surrounding-text': fixesOfSurrounding,
  'merge-conflict': fixesOfConflict,
  'not-lines': (_, { rest }) => {
    const lines = onePerLine(rest);
    if (lines === undefined) return [];
    return [fix('Write one record per line', { start: 0, end: rest.length, text: lines }, true)];
  },
  disguised: (_, { rest }) => {
    const disguise = disguiseIn(rest);
    if (!disguise) return [];
    const leftOut = disguise.leavesOut(rest);
    const edits = [{ start: 0, end: rest.length, text: disguise.undo(rest) }];
    const title = `${disguise.title}${leftOut ?? ''}`;
    return [{ title, edits, isSafe: false, ...(leftOut !== undefined && { isLoss: true }) }];
  },
  'unexpected-character': (finding, { text }) => [
    fix('Replace with a space', replacement(finding, ' '), isBlank(tokenOf(finding, text))),
  ],
};

/** The sign of JSON that one of another script or language is meant for. */
function signFor(token: string): string {
  return token.startsWith('=') ? ':' : String.fromCharCode(plainSign(token.charCodeAt(0)));
}

/** Removes what stands for members that are left out, with the comma after it, or else the one before it. */
function withoutPlaceholder(text: string, { start, end }: Finding): TextEdit {
  const comma = /^\s*,/.exec(text.slice(end, end + 1000));
  if (comma) return withoutComment(text, { start, end: end + comma[0].length });
  const before = /,\s*$/.exec(text.slice(Math.max(0, start - 1000), start));
  const isLast = /^\s*(?:[}\]]|$)/.test(text.slice(end, end + 1000));
  if (before && isLast) return { start: start - before[0].length, end, text: '' };
  return withoutComment(text, { start, end });
}

function fix(title: string, edit: TextEdit, isSafe: boolean): Fix {
  return { title, edits: [edit], isSafe };
}

function removal({ start, end }: Finding): TextEdit {
  return { start, end, text: '' };
}

function replacement({ start, end }: Finding, text: string): TextEdit {
  return { start, end, text };
}

function tokenOf({ start, end }: Finding, text: string): string {
  return text.slice(start, end);
}

function isBlank(character: string): boolean {
  return character.trim() === '';
}
