import type { Field } from '../spec/field';
import type { RecordType } from '../spec/record-type';

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

/**
 * One member of an object or one element of an array. All offsets are UTF-16 code units, relative to the
 * start of the record (the text that was scanned).
 */
export interface Entry {
  /** The member's name with escapes resolved; '' for an element of an array. */
  readonly key: string;
  /** The field of the record's type with that name; only members of a record itself are fields. */
  readonly field: Field | undefined;
  /** The key token with its quotes; -1 both where there is no key. */
  readonly keyStart: number;
  readonly keyEnd: number;
  /** The value token; both the place where a value belongs where the value is missing. */
  readonly valueStart: number;
  readonly valueEnd: number;
  readonly kind: ValueKind;
  /** True when key and value are there and neither token is broken: only then rules look at the value. */
  readonly intact: boolean;
}

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
  | 'invalid-number'
  | 'unknown-literal'
  | 'unexpected-text'
  /** A sign of another script or language where one of JSON's is meant: a full-width comma, `=>`. */
  | 'other-sign'
  /** What stands for members or elements that were left out, or are to be put in later: `...`, `{{#each}}`. */
  | 'placeholder'
  | 'unexpected-character'
  | 'unexpected-bracket'
  | 'unclosed-object'
  | 'unclosed-array'
  | 'text-after-end'
  /** The file is named as JSON Lines and holds one value over many lines, or an array. */
  | 'not-lines'
  /** The whole text is JSON with marks on its lines. */
  | 'disguised'
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

/** Whether a text with such a problem is no JSON by it. Parts of a conflict are counted with its start. */
export function isSyntaxError(kind: SyntaxProblemKind): boolean {
  return kind !== 'not-a-record' && kind !== 'conflict-part' && kind !== 'repeated-key';
}

/** A defect that reading the text found. Offsets are UTF-16 code units relative to the record's start. */
export interface Problem {
  readonly kind: SyntaxProblemKind;
  readonly start: number;
  readonly end: number;
}

/**
 * One record: the unit of everything. It knows its own text and nothing of its neighbours, so it stays the
 * same object while other records are edited, and whatever is derived from it can be remembered by identity.
 */
export interface Record {
  readonly type: RecordType;
  /** The text that starts with the record's `{`. It may go on behind the record: `end` says where it ends. */
  readonly text: string;
  /** Offset behind the record's last token. */
  readonly end: number;
  /** Whether its `}` is there. */
  readonly closed: boolean;
  /** Syntax errors inside the record. */
  readonly problems: readonly Problem[];
}
