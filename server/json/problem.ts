/** What a member's value is, read off its first character; `missing` and `invalid` mark half-typed members. */
export type ValueKind =
  | 'string'
  | 'number'
  | 'boolean'
  | 'null'
  | 'object'
  | 'array'
  /** No value is there yet, as in `"status": ,`. */
  | 'missing'
  /** A value that is not JSON, such as `STOPPED` without quotes or `01`. */
  | 'invalid';

export type SyntaxProblemKind =
  | 'comma-expected'
  | 'trailing-comma'
  | 'unexpected-comma'
  | 'colon-expected'
  | 'unexpected-colon'
  | 'value-expected'
  | 'key-expected'
  | 'unquoted-key'
  | 'other-quotes'
  | 'comment'
  | 'unterminated-string'
  | 'control-character'
  | 'invalid-escape'
  /** A text with quotes in it that are not escaped. */
  | 'bare-quote'
  | 'invalid-number'
  | 'unknown-literal'
  | 'unexpected-text'
  /** A sign of another script or language where one of JSON's is meant: a full-width comma. */
  | 'other-sign'
  /** What stands after a key in place of its colon: `=>`, `;`, a comma. */
  | 'other-colon'
  /** What stands for members or elements that were left out, or are to be put in later: `...`, `{{#each}}`. */
  | 'placeholder'
  | 'unexpected-character'
  /** Another one of the same, in the same record or between the same two: told by the first one. */
  | 'same-character'
  | 'unexpected-bracket'
  /** A closing bracket of another kind than what it is to close: `]` for `}`. */
  | 'wrong-bracket'
  /** The closing brace of a record that goes on after it: told in the place of what follows from it. */
  | 'early-brace'
  /** The first key of an object whose brace is lost. */
  | 'unopened-object'
  | 'unclosed-object'
  | 'unclosed-array'
  | 'text-after-end'
  /** A line of JSON Lines holds another value after its first one. */
  | 'second-on-line'
  /** The file is named as JSON Lines and holds one value over many lines, or an array. */
  | 'not-lines'
  /** The whole text is JSON with marks on its lines. */
  | 'disguised'
  /** A line of JSON Lines is such a text. */
  | 'disguised-line'
  /** What a tool leaves around records: a conflict marker, a code fence, the call of a function. */
  | 'surrounding-text'
  /** The first marker of a merge conflict; the other ones belong to it. */
  | 'merge-conflict'
  /** Another marker of a merge conflict: told by its first one. */
  | 'conflict-part'
  /** The file holds nothing. */
  | 'empty-file'
  /** Not a syntax error: an element of a list of records, or the file itself, that is no object. */
  | 'not-a-record'
  /** Not a syntax error: the key of a container's member that has one of this name already. */
  | 'repeated-key';

/** The kinds by which a text is no less JSON. Parts of a conflict are counted with its start, characters with the first of them. */
const NO_ERRORS = ['not-a-record', 'conflict-part', 'repeated-key', 'same-character'] as const;

/** All others. */
export type SyntaxErrorKind = Exclude<SyntaxProblemKind, (typeof NO_ERRORS)[number]>;

export function isSyntaxError(kind: SyntaxProblemKind): kind is SyntaxErrorKind {
  return !(NO_ERRORS as readonly SyntaxProblemKind[]).includes(kind);
}

/** A defect that reading the text found. Offsets are UTF-16 code units relative to the record's start. */
export interface Problem {
  readonly kind: SyntaxProblemKind;
  readonly start: number;
  readonly end: number;
}
