import type { Entry } from '../../document/record';
import type { OpenRecord } from '../../record/open-record';
import { describe, summary } from '../../spec/describe';
import { codeOf } from '../../values/plain-values';
import { asMarkdown } from '../../words/as-markdown';
import { inlineCode } from '../../words/inline-code';
import { t, translated } from '../../words/language';
import { fieldAt } from './field-at';
import { userDataText } from './user-data-text';

/**
 * The text for a key, as Markdown; `path` ends with the member whose key it is. Undefined where there is nothing
 * to say about it, as for most keys of user data. With `isReported` a finding on the key is shown beside the text,
 * which need not say it again.
 */
export function keyText(record: OpenRecord, path: readonly Entry[], isReported: boolean): string | undefined {
  const member = path.at(-1);
  if (!member) return undefined;
  const placed = fieldAt(path);
  if (placed) {
    const { field, within } = placed;
    return describe(field, { within, code: codeOf(record, member, field)?.value });
  }
  if (path.length > 1) return userDataText(record, path, 'key');
  const { key } = member;
  if (key === '$schema') return translated(record.type.schemaKey);
  // A key without its closing quote is being typed: it need not be a field yet.
  if (record.text[member.keyEnd - 1] !== '"') return undefined;
  return (
    nearestText(record, key) ??
    (isReported ? undefined : t`${inlineCode(key)} is not a field of the specification.`)
  );
}

/** The fields that an unknown key may stand for; undefined where there is none. */
function nearestText(record: OpenRecord, key: string): string | undefined {
  const present = new Set(record.entries.flatMap(({ field }) => (field ? [field.name] : [])));
  const nearest = record.type.nearestFields(key, present);
  const headlines = nearest.map((field) => `**${inlineCode(field.name)}** · ${asMarkdown(summary(field))}`);
  if (headlines.length > 1)
    return `${t`Nearest fields:`}\n\n${headlines.map((each) => `- ${each}`).join('\n')}`;
  const [field] = nearest;
  return field && `${t`Nearest field: ${headlines[0] ?? ''}`}\n\n${translated(field.description)}`.trimEnd();
}
