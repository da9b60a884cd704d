import { type OpenRecord, openRecord } from '../../record/open-record';
import type { RecordPlace } from '../../relations/record-place';
import type { RelationIndex } from '../../relations/relation-index';
import type { Field } from '../../spec/field';
import { factsOf, summarise } from '../../values/record-summary';
import { t } from '../../words/language';
import { countFromFirst, parentOf, type Subject } from '../relatives';

/**
 * What stands beside the value of a field that other records have, or are: of a parent what it is about, of a thread or a
 * customer how many records it has, where the record is the first one. Undefined where no other record is known.
 */
export function referenceText(
  { type }: OpenRecord,
  field: Field,
  subject: Subject,
  relations: RelationIndex,
): { readonly text: string; readonly leadsTo?: RecordPlace } | undefined {
  switch (field) {
    case type.parent: {
      const parent = parentOf(relations, subject);
      return parent && { text: `↑ ${aboutOf(parent)}`, leadsTo: parent };
    }
    case type.thread:
      return counted(countFromFirst(relations, subject, 'thread'));
    case type.customer:
      return counted(countFromFirst(relations, subject, 'customer'));
    default:
      return undefined;
  }
}

/** What a record is about, or else the facts of it. */
function aboutOf({ file, chunk }: RecordPlace): string {
  const record = chunk?.record;
  // Of a file that is not open nothing else is known.
  if (!record) return t`in ${file.slice(file.lastIndexOf('/') + 1)}`;
  const summary = summarise(openRecord(record));
  return summary.subject?.trim() ? summary.subject : factsOf(summary, true).join(' · ') || (summary.id ?? '');
}

function counted(records: number | undefined) {
  return records === undefined ? undefined : { text: t`${records} records` };
}
