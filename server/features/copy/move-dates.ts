import type { Entry } from '../../document/record';
import type { TextEdit } from '../../edit/text-edit';
import type { OpenRecord } from '../../record/open-record';
import type { Field, Members } from '../../spec/field';

/** The dates of a record, moved. */
export interface MovedDates {
  /** UTF-16 offsets in the record. */
  readonly edits: readonly TextEdit[];
  /** How many are no dates as the specification writes them, and stay as they are. */
  readonly left: number;
}

/**
 * Moves all dates of a record by so many milliseconds, those in objects that a team states included. Undefined where one
 * would leave the years that the form can tell: then none is moved, so that they keep their distances.
 */
export function moveDates(record: OpenRecord, milliseconds: number): MovedDates | undefined {
  const edits: TextEdit[] = [];
  let left = 0;
  for (const { entry, field } of datesIn(record, record.entries, record.type)) {
    const token = record.valueText(entry);
    const date = token.slice(1, -1);
    // A date with escapes is right, but would not come back when it is moved back.
    if (entry.kind !== 'string' || !entry.intact || token.includes('\\') || !field.pattern?.test(date)) {
      left++;
      continue;
    }
    const moved = movedBy(date, milliseconds);
    if (moved === undefined) return undefined;
    if (moved !== date) edits.push({ start: entry.valueStart + 1, end: entry.valueEnd - 1, text: moved });
  }
  return { edits, left };
}

/** A date of the specification's form so many milliseconds later; undefined outside of the years that the form can tell. */
export function movedBy(date: string, milliseconds: number): string | undefined {
  const time = new Date(Date.parse(date) + milliseconds);
  const moved = Number.isNaN(time.getTime()) ? '' : time.toISOString();
  return /^\d{4}-/.test(moved) ? moved : undefined;
}

/** The members that are dates, also under names that surely stand for one. */
function* datesIn(
  record: OpenRecord,
  entries: readonly Entry[],
  members: Members & { readonly fieldMeant?: OpenRecord['type']['fieldMeant'] },
): Generator<{ readonly entry: Entry; readonly field: Field }> {
  for (const entry of entries) {
    const field = members.fieldNamed(entry.key) ?? members.fieldMeant?.(entry.key);
    if (field?.type === 'date/time') yield { entry, field };
    else if (field?.members && entry.kind === 'object')
      yield* datesIn(record, record.nested(entry), field.members);
  }
}
