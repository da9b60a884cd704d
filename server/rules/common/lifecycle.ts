import type { Entry } from '../../document/record';
import type { OpenRecord } from '../../record/open-record';
import type { Code, Field } from '../../spec/field';
import type { RecordType } from '../../spec/record-type';
import { codeOfText, codeWithValue } from '../../values/code-words';
import { stringOf } from '../../values/plain-values';

/** Where a record stands in its life, as its status says. */
export interface Lifecycle {
  readonly field: Field;
  readonly entry: Entry;
  readonly code: Code;
  /** The code of what has ended. */
  readonly stopped: Code;
}

/** The same of the member that counts; undefined where that is no code of its field, which is told as such. */
export function lifecycleOf(record: OpenRecord): Lifecycle | undefined {
  const { status: field } = record.type;
  const stopped = stoppedCode(record.type);
  const entry = field && record.entryOf(field.name);
  if (!field || !stopped || !entry?.intact || entry.kind === 'object' || entry.kind === 'array')
    return undefined;
  const code = codeOfText(field, record.valueText(entry));
  return code && { field, entry, code, stopped };
}

/** The member that says when a record has ended; undefined as well where it is null or empty, and to be removed. */
export function endOf(record: OpenRecord): Entry | undefined {
  const { end: field } = record.type;
  const end = field && record.entryOf(field.name);
  return end?.kind === 'null' || stringOf(record, end)?.trim() === '' ? undefined : end;
}

/** The status that goes with an end; undefined where the type knows no such thing. */
export function stoppedCode({ status, end }: RecordType): Code | undefined {
  const goesWithEnd = end && status?.goesWith.find(({ field }) => field === end.name);
  const [[value] = []] = goesWithEnd?.pairs ?? [];
  return status && value !== undefined ? codeWithValue(status, value as Code['value']) : undefined;
}
