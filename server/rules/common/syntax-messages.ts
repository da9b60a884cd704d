import { disguiseIn } from '../../document/form';
import { CLOSE_BRACKET, OPEN_BRACKET } from '../../json/characters';
import type { SyntaxErrorKind } from '../../json/problem';
import { LONGEST_GAP, plainSign } from '../../json/tokens';
import type { OpenChunk } from '../../record/open-chunk';
import { t } from '../../words/language';
import { quote, shorten } from '../../words/quote';
import type { Place } from '../rule';
import { messageOfBareValue, nameOfBareKey } from './bare-values';
import { messageOfSurrounding } from './surroundings';

/** The part of a chunk that such a message depends on. */
type Around = Pick<OpenChunk, 'text' | 'record'>;

/** What to say of a syntax error, and of `more` others that are like it. */
export function messageOfSyntaxError(error: Required<Place>, around: Around, more = 0): string {
  return messages[error.problem](around.text.slice(error.start, error.end), error, around, more);
}

/** Of an error that tells as many as `more` others like it. */
type Message = (token: string, error: Place, around: Around, more: number) => string;

const messages: Readonly<Record<SyntaxErrorKind, Message>> = {
  'comma-expected': () => t`Missing comma after this value.`,
  'trailing-comma': () => t`Trailing comma: nothing follows.`,
  'unexpected-comma': () => t`Nothing stands before this comma.`,
  'colon-expected': (_token, { end }, { text }) =>
    VALUE_FOLLOWS.test(text.slice(end, end + LONGEST_GAP))
      ? t`Missing colon after this key.`
      : t`Missing colon and value after this key.`,
  'unexpected-colon': () => t`A second colon: one is there already.`,
  'value-expected': () => t`Missing value after the colon.`,
  'key-expected': () => t`Missing key and colon before this value.`,
  'unquoted-key': (token, _error, _around, more) => {
    const name = quote(nameOfBareKey(token));
    const names = more > 0 ? t`${name} and ${`${more}`} more` : name;
    return token.startsWith('[')
      ? t`Keys stand in no brackets in JSON: ${names}.`
      : t`Keys need double quotes in JSON: ${names}.`;
  },
  'other-quotes': (token) =>
    /^".*"$/s.test(token) ? t`Strings need one quote on each side.` : t`Strings need double quotes in JSON.`,
  comment: () => t`JSON allows no comments.`,
  'unterminated-string': () => t`Missing double quote to close this string.`,
  'control-character': (token, { end }, { text }) => {
    if (isKeyOverLines(token, text, end)) return t`A key must be on one line.`;
    const character = /[\r\n]/.test(token) ? '\n' : token.charAt(0);
    return t`${characterName(character)} in a string must be written ${escapeOf(character)}.`;
  },
  'invalid-escape': (token) => t`${shorten(token)} is not a JSON escape; a backslash is \\\\.`,
  'bare-quote': () => t`A quote in a text must be written \\".`,
  'invalid-number': messageOfBareValue,
  'unknown-literal': messageOfBareValue,
  'unexpected-text': () => t`Unexpected text after a value.`,
  'other-sign': (token) => t`${quote(token)} is not JSON: use ${quote(signFor(token))}.`,
  'other-colon': (token) =>
    token === ','
      ? t`A key is followed by a colon, not by a comma.`
      : t`${quote(token)} is not JSON: use ${quote(':')}.`,
  placeholder: (token) => t`${quote(token)} is not JSON: it stands for what is left out.`,
  'unexpected-character': notAllowed,
  'unexpected-bracket': nothingToClose,
  'wrong-bracket': (token) => wrongBrackets[bracketFor(token)](),
  'early-brace': () => t`Unexpected "}": the object goes on after it.`,
  'unopened-object': () => t`Missing "{" before this key.`,
  'unclosed-object': () => t`Missing "}" to close the object.`,
  'unclosed-array': () => t`Missing "]" to close the array.`,
  'text-after-end': (token) =>
    token === '}' || token === ']'
      ? nothingToClose(token)
      : t`A second value: put both into an array, or use JSON Lines.`,
  'second-on-line': () => t`A second value on this line: in JSON Lines each has a line of its own.`,
  'surrounding-text': (token) => messageOfSurrounding(token) ?? notAllowed(token),
  'merge-conflict': () => t`Merge conflict: keep one side.`,
  'not-lines': (token) =>
    token === '['
      ? t`An array is not JSON Lines: write one record per line.`
      : t`A value over several lines is not JSON Lines: name the file .json.`,
  disguised: (token, _, { text }) => disguiseIn(text)?.message() ?? notAllowed(token),
  'disguised-line': (token) => disguiseIn(token)?.message() ?? t`This text is not JSON.`,
  'empty-file': () => t`The file is empty.`,
};

/** A value on the same line, which is no next key. */
const VALUE_FOLLOWS = /^[ \t]*(?:"(?:[^"\\\r\n]|\\.)*"(?![ \t]*:)|[[{\-\d]|(?:true|false|null)\b)/;

function nothingToClose(bracket: string): string {
  return t`Unexpected "${bracket}": nothing is open that it could close.`;
}

/** Characters that people know by a name. */
const CHARACTER_NAMES: ReadonlyMap<string, () => string> = new Map([
  ['\t', () => t`A tab`],
  ['\n', () => t`A line break`],
  ['\u00a0', () => t`No-break space (U+00A0)`],
  ['\ufeff', () => t`Byte order mark (U+FEFF)`],
  ['\u200b', () => t`Zero-width space (U+200B)`],
]);

/** What to say of a character, or of several that are the same. */
function notAllowed(token: string): string {
  return t`${characterName(String.fromCodePoint(token.codePointAt(0) ?? 0))} is not allowed here.`;
}

function characterName(character: string): string {
  return CHARACTER_NAMES.get(character)?.() ?? t`Character ${codePoint(character)}`;
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** A character as it is written in a string. */
export function escapeOf(character: string): string {
  return JSON.stringify(character).slice(1, -1);
}

/** The bracket that one of the wrong kind is meant for. */
export function bracketFor(token: string): '{' | '}' | ']' {
  const code = plainSign(token.charCodeAt(0));
  if (code === OPEN_BRACKET) return '{';
  return code === CLOSE_BRACKET ? '}' : ']';
}

const wrongBrackets = {
  '{': () => t`Unexpected "[": the object opens with "{".`,
  '}': () => t`Unexpected "]": the object closes with "}".`,
  ']': () => t`Unexpected "}": the array closes with "]".`,
};

/** The sign of JSON that one of another script is meant for. */
export function signFor(token: string): string {
  return String.fromCharCode(plainSign(token.charCodeAt(0)));
}

/** Whether a string that ends at `end` is a key with a line break in it. */
export function isKeyOverLines(token: string, text: string, end: number): boolean {
  return /[\r\n]/.test(token) && /^\s*:/.test(text.slice(end, end + LONGEST_GAP));
}
