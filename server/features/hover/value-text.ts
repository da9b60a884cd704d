import type { Entry } from '../../document/record';
import type { OpenRecord } from '../../record/open-record';
import { describe, nameOf, statement, summary } from '../../spec/describe';
import { meaningOf } from '../../values/meaning';
import { codeOf } from '../../values/plain-values';
import { asMarkdown } from '../../words/as-markdown';
import { inlineCode } from '../../words/inline-code';
import { translated } from '../../words/language';
import { fieldAt, type PlacedField } from './field-at';
import { lineAsMarkdown, meaningLines } from './meaning-lines';
import { phoneNumberOf, type ReadPhoneNumber } from './phone-number';
import { userDataText } from './user-data-text';

/**
 * The text for a value, as Markdown: what it means, and whose value it is. `path` ends with the member whose
 * value it is. Undefined where there is nothing to say.
 */
export function valueText(
  record: OpenRecord,
  path: readonly Entry[],
  readPhoneNumber?: ReadPhoneNumber,
): string | undefined {
  const member = path.at(-1);
  if (!member) return undefined;
  const placed = fieldAt(path);
  if (placed) {
    const number = readPhoneNumber && phoneNumberOf(record, path);
    const country = number && readPhoneNumber(number);
    return fieldValueText(record, member, placed, country ? [lineAsMarkdown(country)] : []);
  }
  if (path.length > 1) return userDataText(record, path, 'value');
  const meant = record.type.fieldMeant(member.key);
  const lines = meant ? meaningLines(meaningOf(record, member, meant)) : [];
  return lines.length > 0 ? lines.join('\n\n') : undefined;
}

function fieldValueText(
  record: OpenRecord,
  member: Entry,
  { field, within }: PlacedField,
  more: readonly string[],
): string {
  const lines = [...meaningLines(meaningOf(record, member, field)), ...more];
  const isCode = field.codes.length > 0;
  // A code that is none: what is needed now is the table.
  if (isCode && lines.length === 0 && !codeOf(record, member, field)) return describe(field, { within });
  const facts = [
    inlineCode(nameOf(field, { within })),
    field.title && asMarkdown(field.title),
    asMarkdown(summary(field)),
    statement(field),
  ];
  // Where a value says what it means, the meaning of the field would only stand in the way.
  const isDecoded = lines.length > 0 && (isCode || (field.type !== 'string' && field.type !== 'text'));
  return [...lines, facts.filter(Boolean).join(' · '), isDecoded ? '' : translated(field.description)]
    .filter(Boolean)
    .join('\n\n');
}
