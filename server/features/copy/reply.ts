import type { Document } from '../../document/document';
import { textStyle } from '../../edit/text-style';
import { parseString } from '../../json/string-token';
import type { OpenRecord } from '../../record/open-record';
import type { Field } from '../../spec/field';
import { isAllowedJson } from '../complete/what/allowed';
import { laterBy } from '../complete/what/dates';
import { inOrderOf } from '../complete/what/model-record';
import type { Part } from '../complete/what/part';
import { placeholderFor } from '../complete/what/placeholder';
import { emptyRecord, type Member, recordParts } from '../complete/what/records';
import { freshIdentity } from './fresh-id';
import { type Insertion, insertAfter } from './insert-record';
import { type LikeOptions, valueOfField } from './like';
import { isRefusal, type Outcome, refuse } from './outcome';
import { fieldOf, identityOf, replyProblem } from './own-identity';
import { wholeRecord } from './whole-record';

/** A reply starts so many seconds after what it replies to. */
const SECONDS_BETWEEN = 60;

/**
 * Puts a record after that of a chunk that replies to it: its child, of its thread and customer, in the direction that
 * goes back, starting after it has ended. Of the other fields it has the mandatory ones, in the order of the record.
 */
export function replyTo(
  document: Document,
  index: number,
  { name, ...fresh }: LikeOptions,
): Outcome<Insertion> {
  const record = wholeRecord(document, index);
  if (isRefusal(record)) return record;
  const { type } = document;
  const problem = replyProblem(record);
  if (problem !== undefined) return refuse(problem);
  const own = identityOf(record) ?? '';
  const style = textStyle(document, index);
  const empty = emptyRecord(type);
  const values = valuesOfReply(record, own, freshIdentity(document, index, record, fresh));
  const fields = record.entries.flatMap((entry) => fieldOf(record, entry) ?? []);
  const wanted = inOrderOf(
    type,
    { fields: [...new Set(fields)], next: () => undefined },
    (field) => field.mandatory || values.has(field),
  );
  const members = wanted.map(
    (field): Member => ({
      name: field.name,
      valueIn: (layout) => values.get(field) ?? placeholderFor(field, empty, fresh.now, layout),
    }),
  );
  const parts = recordParts(members, style.recordIndent, style);
  return insertAfter(document, index, { parts, name, isReply: true, errors: 0 });
}

/** What is known of a reply to a record, by field. */
function valuesOfReply(
  record: OpenRecord,
  own: string,
  id: string | undefined,
): ReadonlyMap<Field, readonly Part[]> {
  const { type } = record;
  const { parent, thread, identity, start, end } = type;
  const values = new Map<Field, readonly Part[]>();
  const note = (field: Field | undefined, json: string | undefined, isHole = false) => {
    if (field && json !== undefined && isAllowedJson(field, json))
      values.set(field, isHole ? ['"', { hole: json.slice(1, -1) }, '"'] : [json]);
  };
  for (const field of type.fields) if (field.inReply) note(field, valueInReply(record, field));
  note(parent, JSON.stringify(own));
  // Whoever starts a thread gives it its name.
  note(thread, (thread && valueOfField(record, thread)) ?? JSON.stringify(own));
  note(identity, id === undefined ? undefined : JSON.stringify(id), true);
  const dates = [start, end].flatMap((field) => parseString(field && valueOfField(record, field)) ?? []);
  const last = dates.toSorted().at(-1);
  const later = last === undefined ? undefined : laterBy(last, SECONDS_BETWEEN);
  note(start, later === undefined ? undefined : JSON.stringify(later), true);
  return values;
}

/** The value of a field in a reply, as JSON text; undefined where the record does not tell it. */
function valueInReply(record: OpenRecord, field: Field): string | undefined {
  const { inReply, refines } = field;
  const own = valueOfField(record, field);
  if (inReply === undefined || inReply === 'same') return own;
  const refined = refines === undefined ? undefined : record.type.fieldNamed(refines);
  const told = refined ? valueInReply(record, refined) : own;
  const pair = inReply.find(([value]) => told !== undefined && value === JSON.parse(told));
  // A refinement of something else says nothing here.
  return pair ? JSON.stringify(pair[1]) : refined ? undefined : own;
}
