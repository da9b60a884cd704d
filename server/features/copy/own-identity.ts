import { chunkAt, type Document, offsetOf } from '../../document/document';
import type { Entry } from '../../document/record';
import { type OpenRecord, openRecord } from '../../record/open-record';
import type { Field } from '../../spec/field';
import { memberMeant } from '../../values/member-meant';
import { stringOf } from '../../values/plain-values';
import { t } from '../../words/language';
import { quote } from '../../words/quote';

/** The field that a member is, or that its name surely stands for. */
export function fieldOf({ type }: OpenRecord, { key, field }: Entry): Field | undefined {
  return field ?? type.fieldMeant(key);
}

/** The identity of a record; undefined where it has none that others could refer to. */
export function identityOf(record: OpenRecord): string | undefined {
  return stringOf(record, memberMeant(record, record.type.identity)) || undefined;
}

/** Why a record takes no replies; undefined where it does. */
export function replyProblem(record: OpenRecord): string | undefined {
  const { parent, allowsChildren } = record.type;
  if (!parent || identityOf(record) === undefined) return t`This record has no ID that a reply could name.`;
  const entry = allowsChildren && record.entryOf(allowsChildren.name);
  const isClosed = entry?.intact && record.valueText(entry) === 'false';
  return isClosed ? t`This record takes no replies: ${quote(entry.key)} is false.` : undefined;
}

/** What names the record of a chunk, without its quotes, else its start; UTF-16 offsets in the document. */
export function identityPlace(
  document: Document,
  index: number,
): { readonly start: number; readonly end: number } {
  const { record } = chunkAt(document, index);
  const offset = offsetOf(document, index);
  const opened = record && openRecord(record);
  const entry = opened && memberMeant(opened, opened.type.identity);
  if (entry?.kind !== 'string') return { start: offset, end: offset };
  return { start: offset + entry.valueStart + 1, end: offset + entry.valueEnd - 1 };
}

/** The members that refer to the record of an identity, as those of its replies do. */
export function referencesTo(record: OpenRecord, identity: string): readonly Entry[] {
  const { type } = record;
  const name = type.identity?.name ?? '';
  return record.entries.filter((entry) => {
    const field = fieldOf(record, entry);
    return field?.refersTo.includes(name) && stringOf(record, entry) === identity;
  });
}
