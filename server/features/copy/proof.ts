import { chunksOf, type Document, repeatedKeysOf, syntaxErrorsOf } from '../../document/document';
import type { DataRecord } from '../../document/record';
import { settle } from '../../document/settle';
import { soundReader } from '../../document/sound-reader';
import type { TextEdit } from '../../edit/text-edit';
import { edited, rewritten } from '../../edit/trial';
import { t } from '../../words/language';
import { type Change, type Outcome, refuse } from './outcome';

/** What a change is allowed to do besides leaving everything as it is. Indexes are those of chunks. */
export interface Allowed {
  /** How many more records there are afterwards, and which one is the first of them. */
  readonly added?: { readonly from: number; readonly count: number };
  /** The record that is gone afterwards. */
  readonly removed?: number;
  /** The records that are others afterwards. */
  readonly changed?: ReadonlySet<number>;
  /** How many syntax errors what is added brings with it. */
  readonly errors?: number;
  /** Whether the file is read in another way afterwards, so that all of it is to be read again. */
  readonly isOther?: boolean;
}

/**
 * Makes edits of a document (UTF-16 offsets) and looks at what comes of it: refused where any other record would not be
 * the same, character by character, or where there would be more syntax errors, or twice the same name.
 */
export function tried(document: Document, edits: readonly TextEdit[], allowed: Allowed): Outcome<Change> {
  const isOther = allowed.isOther === true || document.reading.tells !== undefined;
  const changed = isOther ? rewritten(document, edits) : edited(document, edits);
  const after = settle(changed, soundReader(document.type));
  const { added, removed, changed: others = new Set<number>(), errors = 0 } = allowed;
  const before = recordsOf(document);
  const now = recordsOf(after);
  if (removed !== undefined) before.splice(removed - 1, 1);
  if (added !== undefined) now.splice(added.from - 1, added.count);
  const isSame =
    before.length === now.length &&
    before.every((record, at) => others.has(at + 1) || isSameRecord(record, now[at]));
  const isSound =
    syntaxErrorsOf(after) <= syntaxErrorsOf(document) + errors &&
    repeatedKeysOf(after) <= repeatedKeysOf(document);
  return isSame && isSound ? { edits, after } : refuse(t`Mend the syntax errors around this record first.`);
}

/** The records of all chunks but the first one, which has none. */
function recordsOf(document: Document): (DataRecord | undefined)[] {
  return [...chunksOf(document, 1)].map(({ record }) => record);
}

function isSameRecord(one: DataRecord | undefined, other: DataRecord | undefined): boolean {
  if (one === other) return true;
  return one?.text.slice(0, one.end) === other?.text.slice(0, other.end);
}
