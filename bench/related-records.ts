import { type Expected, type Fixture, makeFixture } from './fixtures';
import { CALLS_IN_THREAD } from './records';

/** A file of replies, and what is found in it. */
export interface RelatedFixture {
  /** What is found in each record by itself is in `invalid`. */
  readonly fixture: Fixture;
  /** The same with what is found in records among each other, in text order. */
  readonly together: readonly Expected[];
}

/** One record in a hundred has the ID of the one before, which is no parent. */
const RECORDS_PER_DUPLICATE = 100;
const FIRST_DUPLICATE = 13;

/** So many records there are for each that names the first one as its parent: of 50,000 a thousand. */
const RECORDS_PER_REPLY_TO_FIRST = 45;
const FIRST_REPLY_TO_FIRST = 3;

/** Records up to `bytes` bytes, of which nearly all are replies: to the first of their thread, or to the first of all. */
export function makeRelatedFixture(bytes: number): RelatedFixture {
  const own: { readonly id: unknown; readonly customer: unknown; readonly thread: unknown }[] = [];
  const fixture = makeFixture(bytes, 'array', {
    addMore: (fields, record) => {
      own.push({ id: fields.interaction_id, customer: fields.customer_id, thread: fields.thread_id });
      const isReplyToFirst = record % RECORDS_PER_REPLY_TO_FIRST === FIRST_REPLY_TO_FIRST;
      const parent = isReplyToFirst ? 0 : record - (record % CALLS_IN_THREAD);
      if (parent !== record) fields.parent_id = own[parent]?.id;
      fields.customer_id = own[parent]?.customer;
      fields.thread_id = own[parent]?.thread;
      if (isDuplicate(record)) fields.interaction_id = own[record - 1]?.id;
    },
  });
  const together: Expected[] = [...fixture.invalid];
  for (let record = 1; record < fixture.records; record++)
    if (isDuplicate(record))
      for (const one of [record - 1, record])
        together.push({ record: one, rule: 'duplicate-interaction-id' });
  return { fixture, together: together.sort((one, other) => one.record - other.record) };
}

function isDuplicate(record: number): boolean {
  return record % RECORDS_PER_DUPLICATE === FIRST_DUPLICATE;
}
