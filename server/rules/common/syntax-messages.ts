import { disguiseIn } from '../../document/form';
import type { SyntaxErrorKind } from '../../json/problem';
import { plainSign } from '../../json/tokens';
import type { OpenChunk } from '../../record/open-chunk';
import { quote, shorten } from '../../words/quote';
import type { Place } from '../rule';
import { messageOfBareValue, nameOfBareKey } from './bare-values';
import { messageOfSurrounding } from './surroundings';

/** The part of a chunk that such a message depends on. */
type Around = Pick<OpenChunk, 'text' | 'record'>;

/** What to say of a syntax error. */
export function messageOfSyntaxError(error: Required<Place>, around: Around): string {
  const message = messages[error.problem];
  if (typeof message === 'string') return message;
  return message(around.text.slice(error.start, error.end), error, around);
}

type Message = string | ((token: string, error: Place, around: Around) => string);

const messages: Readonly<Record<SyntaxErrorKind, Message>> = {
  'comma-expected': 'Missing comma after this value.',
  'trailing-comma': 'Trailing comma: nothing follows.',
  'unexpected-comma': 'Nothing stands before this comma.',
  'colon-expected': 'Missing colon and value after this key.',
  'unexpected-colon': 'A second colon: one is there already.',
  'value-expected': 'Missing value after the colon.',
  'key-expected': 'Missing key and colon before this value.',
  'unquoted-key': (token) => `Keys need double quotes in JSON: ${quote(nameOfBareKey(token))}.`,
  'other-quotes': 'Strings need double quotes in JSON.',
  comment: 'JSON allows no comments.',
  'unterminated-string': 'Missing double quote to close this string.',
  'control-character': (token) => `${characterName(token)} in a string must be written ${escapeOf(token)}.`,
  'invalid-escape': (token) => `${shorten(token)} is not a JSON escape; a backslash is \\\\.`,
  'invalid-number': messageOfBareValue,
  'unknown-literal': messageOfBareValue,
  'unexpected-text': 'Unexpected text after a value.',
  'other-sign': (token) => `${quote(token)} is not JSON: use ${quote(signFor(token))}.`,
  placeholder: (token) => `${quote(token)} is not JSON: it stands for what is left out.`,
  'unexpected-character': notAllowed,
  'unexpected-bracket': nothingToClose,
  'unclosed-object': 'Missing "}" to close the object.',
  'unclosed-array': 'Missing "]" to close the array.',
  'text-after-end': (token) =>
    token === '}' || token === ']'
      ? nothingToClose(token)
      : 'A second value: put both into an array, or use JSON Lines.',
  'surrounding-text': (token) => messageOfSurrounding(token) ?? notAllowed(token),
  'merge-conflict': 'Merge conflict: keep one side.',
  'not-lines': (token) =>
    token === '['
      ? 'This file is an array, not JSON Lines: name it .json.'
      : 'A value over several lines is not JSON Lines: name the file .json.',
  disguised: (token, _, { text }) => disguiseIn(text)?.message ?? notAllowed(token),
  'empty-file': 'The file is empty.',
};

function nothingToClose(bracket: string): string {
  return `Unexpected "${bracket}": nothing is open that it could close.`;
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

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** A character as it is written in a string. */
export function escapeOf(character: string): string {
  return JSON.stringify(character).slice(1, -1);
}

/** The sign of JSON that one of another script or language is meant for. */
export function signFor(token: string): string {
  return token.startsWith('=') ? ':' : String.fromCharCode(plainSign(token.charCodeAt(0)));
}
