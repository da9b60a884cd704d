import type { Entry } from '../../document/record';
import type { CheckedRecord } from '../../rules/checked-record';
import { describe, summary } from '../../spec/describe';
import type { Field } from '../../spec/field';
import { asMarkdown } from '../../words/as-markdown';
import { inlineCode } from '../../words/inline-code';
import { decodedLines } from './decoded';
import { userDataText } from './user-data-text';

/**
 * The text for a value, as Markdown: what it means, and whose value it is. `path` ends with the member whose
 * value it is. Undefined where there is nothing to say.
 */
export function valueText(record: CheckedRecord, path: readonly Entry[]): string | undefined {
  const member = path.at(-1);
  if (!member) return undefined;
  if (path.length > 1) return userDataText(record, path, 'value');
  if (member.field) return fieldValueText(record, member, member.field);
  const meant = record.type.fieldMeant(member.key);
  const lines = meant ? decodedLines(record, member, meant) : [];
  return lines.length > 0 ? lines.join('\n\n') : undefined;
}

function fieldValueText(record: CheckedRecord, member: Entry, field: Field): string {
  const lines = decodedLines(record, member, field);
  const headline = `${inlineCode(field.name)} · ${asMarkdown(summary(field))}`;
  // A code that is none: what is needed now is the table.
  if (field.codes.length > 0 && lines.length === 0) return describe(field);
  // Where a value says what it means, the meaning of the field would only stand in the way.
  const isDecoded = lines.length > 0 && field.type !== 'string' && field.type !== 'text';
  return [...lines, headline, ...(isDecoded ? [] : [field.description])].join('\n\n');
}
