import type { Problem, ValueKind } from '../json/problem';
import type { Field } from '../spec/field';
import type { RecordType } from '../spec/record-type';

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

/**
 * One record: the unit of everything. It knows its own text and nothing of its neighbours, so it stays the
 * same object while other records are edited, and whatever is derived from it can be remembered by identity.
 */
export interface DataRecord {
  readonly type: RecordType;
  /** The text that starts with the record's `{`. It may go on after the record: `end` says where it ends. */
  readonly text: string;
  /** Offset after the record's last token. */
  readonly end: number;
  /** Whether its `}` is there. */
  readonly closed: boolean;
  /** Syntax errors inside the record. */
  readonly problems: readonly Problem[];
}
