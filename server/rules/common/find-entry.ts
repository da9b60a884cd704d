import type { Entry } from '../../document/record';
import type { CheckedRecord } from '../checked-record';
import type { Finding } from '../rule';

/** The member of a record whose value a finding is on. */
export function entryWithValue(
  record: CheckedRecord | undefined,
  { start, end }: Finding,
): Entry | undefined {
  return record?.entries.find(({ valueStart, valueEnd }) => valueStart === start && valueEnd === end);
}

/** The member of a record whose key a finding is on. */
export function entryWithKey(record: CheckedRecord | undefined, { start, end }: Finding): Entry | undefined {
  return record?.entries.find(({ keyStart, keyEnd }) => keyStart === start && keyEnd === end);
}
