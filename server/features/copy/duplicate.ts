import type { DuplicateTimes } from '../../config/definition';
import { type Document, offsetOf } from '../../document/document';
import { replaceValue } from '../../edit/replace';
import { applyEdits, type TextEdit } from '../../edit/text-edit';
import type { OpenRecord } from '../../record/open-record';
import { type Child, childrenOf } from './children';
import { type FreshOptions, freshIdentity } from './fresh-id';
import { type Insertion, insertAfter } from './insert-record';
import { moveDates } from './move-dates';
import { isRefusal, type Outcome } from './outcome';
import { fieldOf, identityOf, referencesTo } from './own-identity';
import { textOfRecord, wholeRecord } from './whole-record';

/** How a record is duplicated. */
export interface DuplicateOptions extends FreshOptions {
  /** Whether the copy is a minute later, or has the times of the original. */
  readonly times: DuplicateTimes;
  /** What the copy is called among named records; a free name after the original's if absent. */
  readonly name?: string | undefined;
  /** Whether the records that reply to the original reply to the copy afterwards. */
  readonly children?: 'stay' | 'follow' | undefined;
}

/** So many milliseconds after a record starts the one that is made after its pattern. */
export const COPY_LATER = 60_000;

/**
 * Puts a copy of the record of a chunk after it: the same text, but with an identity of its own, and all its dates a
 * minute later. What refers to the record itself, as the thread of its first record does, refers to the copy in the copy.
 */
export function duplicateRecord(
  document: Document,
  index: number,
  options: DuplicateOptions,
): Outcome<Insertion> {
  const record = wholeRecord(document, index);
  if (isRefusal(record)) return record;
  const id = freshIdentity(document, index, record, options);
  const text = applyEdits(textOfRecord(record), [
    ...(id === undefined ? [] : identityEdits(record, id)),
    ...(options.times === 'keep' ? [] : (moveDates(record, COPY_LATER)?.edits ?? [])),
  ]);
  const own = identityOf(record);
  const children = options.children === 'follow' && own !== undefined ? childrenOf(document, own, index) : [];
  return insertAfter(document, index, {
    parts: [text],
    name: options.name,
    errors: record.record.problems.length,
    besides: {
      edits:
        id === undefined || own === undefined
          ? []
          : children.flatMap((child) => followed(document, child, own, id)),
      indexes: children.map((child) => child.index),
    },
  });
}

/** How many records of a document reply to that of a chunk. */
export function countChildren(document: Document, index: number): number {
  const record = wholeRecord(document, index);
  const own = isRefusal(record) ? undefined : identityOf(record);
  return own === undefined ? 0 : childrenOf(document, own, index).length;
}

/** The edits that give a copy its identity, wherever it states it. */
function identityEdits(record: OpenRecord, id: string): readonly TextEdit[] {
  const own = identityOf(record);
  const json = JSON.stringify(id);
  const { identity } = record.type;
  return [
    ...record.entries.filter((entry) => entry.intact && fieldOf(record, entry) === identity),
    ...(own === undefined ? [] : referencesTo(record, own)),
  ].map((entry) => replaceValue(entry, json));
}

/** What makes a child one of the copy. */
function followed(
  document: Document,
  { index, record }: Child,
  own: string,
  id: string,
): readonly TextEdit[] {
  const offset = offsetOf(document, index);
  const json = JSON.stringify(id);
  return referencesTo(record, own).map(({ valueStart, valueEnd }) => ({
    start: valueStart + offset,
    end: valueEnd + offset,
    text: json,
  }));
}
