import type { Members } from '../spec/field';
import type { FieldFragment, RecordFragment } from '../spec/record-fragment';
import type { RecordType } from '../spec/record-type';
import { visible } from '../words/harmless';
import { t } from '../words/language';
import { type Reading, readField } from './field-fragment';
import { keywordsIn, recordKeywords, wordsIn } from './keywords';
import { limits } from './limits';
import type { Part, Parts } from './part';
import { quoted } from './shortened';
import { readDependencies, readNames } from './stated-names';

/**
 * Reads what a project file states of records: a JSON Schema for what the specification leaves open. What contradicts
 * `base`, or is not supported, is told on its token and left out, and the rest counts, so that it can only narrow what is
 * right. Undefined where there is nothing to read.
 */
export function readRecordFragment(record: Part, base: RecordType): RecordFragment | undefined {
  const reading: Reading = { base, readMembers };
  let fieldCount = 0;
  if (record.kind === 'object' && record.text.length > limits.recordCharacters)
    return record.tellName(
      t`"record" has more than ${limits.recordCharacters} characters: nothing of it counts.`,
    );
  const parts = keywordsIn(record, recordKeywords);
  if (!parts) return record.mustBe(t`an object such as { "required": ["duration"] }`);
  for (const name of ['$schema', '$comment', 'title', 'description']) wordsIn(parts.get(name));
  const type = parts.get('type');
  if (type && type.value !== 'object') type.tell(t`A record is of the type "object", not ${type.shown()}.`);
  return readMembers(parts, base, 1);

  function readMembers(stated: Parts, known: Members | undefined, depth: number): RecordFragment {
    const members = propertiesIn(stated.get('properties'), depth);
    const names = [...(known?.fields ?? []), ...members].map(({ name }) => name);
    const required = readNames(stated.get('required'), new Set(names));
    const isRequired = new Set(required);
    const properties = new Map<string, FieldFragment>();
    for (const member of members) {
      fieldCount++;
      if (fieldCount === limits.statedFields + 1)
        member.tellName(
          t`There are more than ${limits.statedFields} fields: this one and later ones do not count.`,
        );
      if (fieldCount > limits.statedFields) break;
      const before = known?.fieldNamed(member.name);
      const defect = before ? undefined : nameProblem(member.name, depth);
      if (defect !== undefined) member.tellName(defect);
      else {
        const isMandatory = isRequired.has(member.name);
        const field = readField(reading, member, before, { isMandatory, depth });
        if (field) properties.set(member.name, field);
      }
    }
    return { properties, required, dependencies: readDependencies(stated, new Set(names)) };
  }

  function propertiesIn(properties: Part | undefined, depth: number): readonly Part[] {
    if (properties?.kind !== 'object' || depth <= limits.statedDepth) {
      const right = t`an object such as { "crm_id": { "type": "string" } }`;
      return properties?.members() ?? properties?.mustBe(right) ?? [];
    }
    properties.tellName(t`Objects are more than ${limits.statedDepth} deep here: these fields do not count.`);
    return [];
  }

  /** Why a new field cannot be called this; undefined where it can. */
  function nameProblem(name: string, depth: number): string | undefined {
    if (name.trim() === '') return t`A field needs a name.`;
    if (name.length > limits.suggestionCharacters)
      return t`This name has more than ${limits.suggestionCharacters} characters: write a shorter one.`;
    if (visible(name) !== name) return t`${quoted(name)} has a character that nobody sees: leave it out.`;
    if (depth > 1) return undefined;
    if (name === '$schema') return t`"$schema" names a schema for other tools: it cannot be a field.`;
    const meant = base.fieldMeant(name);
    return meant && t`${quoted(name)} stands for "${meant.name}": state more of that one.`;
  }
}
