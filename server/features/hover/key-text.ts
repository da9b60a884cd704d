import schema from '../../../schemas/phone-call-interaction.schema.json';
import type { Entry } from '../../document/record';
import type { CheckedRecord } from '../../rules/checked-record';
import { describe, summary } from '../../spec/describe';
import { nearestFields } from '../../spec/nearest';
import { numberOf } from '../decode/values';
import { inlineCode } from './markdown';
import { userDataText } from './user-data-text';

/**
 * The text for a key, as Markdown; `path` ends with the member whose key it is. Undefined where there is nothing
 * to say about it, as for most keys of user data.
 */
export function keyText(record: CheckedRecord, path: readonly Entry[]): string | undefined {
  const member = path.at(-1);
  if (!member) return undefined;
  if (path.length > 1) return userDataText(record, path, 'key');
  const { field, key } = member;
  if (field) return describe(field, { code: numberOf(record, member) });
  if (key === '$schema') return schema.definitions.record.patternProperties['^\\$schema$'].description;
  // A key without its closing quote is being typed: it need not be a field yet.
  return record.text[member.keyEnd - 1] === '"' ? unknownKeyText(record, key) : undefined;
}

function unknownKeyText(record: CheckedRecord, key: string): string {
  const present = new Set(record.entries.flatMap(({ field }) => (field ? [field.name] : [])));
  const nearest = nearestFields(key, present);
  const headline = `${inlineCode(key)} is no field of the specification.`;
  const [first, ...others] = nearest.map((field) => `**\`${field.name}\`** · ${summary(field)}`);
  if (!first) return headline;
  if (others.length === 0) return `${headline} Nearest: ${first}\n\n${nearest[0]?.description}`;
  return `${headline} Nearest:\n\n${[first, ...others].map((each) => `- ${each}`).join('\n')}`;
}
