import type { Entry } from '../document/record';
import type { Members } from '../spec/field';
import type { FieldFragment, RecordFragment } from '../spec/record-fragment';
import type { RecordType } from '../spec/record-type';
import { visible } from '../words/harmless';
import { type Reading, readField } from './field-fragment';
import { keywordsIn, recordKeywords, wordsIn } from './keywords';
import { limits } from './limits';
import { quoted } from './shortened';
import { readDependencies, readNames } from './stated-names';
import type { Written } from './written';

/**
 * Reads what a project file states of records: a JSON Schema for what the specification leaves open. What contradicts
 * `base`, or is not supported, is told on its token and left out, and the rest counts, so that it can only narrow what is
 * right. Undefined where there is nothing to read.
 */
export function readRecordFragment(
  entry: Entry,
  written: Written,
  base: RecordType,
): RecordFragment | undefined {
  const { atKey, atValue, shown } = written;
  const reading: Reading = { written, base, readMembers };
  let fieldCount = 0;
  if (entry.kind !== 'object') {
    atValue(entry, `"record" is an object such as { "required": ["duration"] }, not ${shown(entry)}.`);
    return undefined;
  }
  if (entry.valueEnd - entry.valueStart > limits.recordCharacters) {
    atKey(entry, `"record" has more than ${limits.recordCharacters} characters: nothing of it counts.`);
    return undefined;
  }
  const parts = keywordsIn(written, entry, recordKeywords);
  for (const name of ['$schema', '$comment', 'title', 'description']) wordsIn(written, parts.get(name));
  const type = parts.get('type');
  if (type && written.stringOf(type) !== 'object')
    atValue(type, `A record is of the type "object", not ${shown(type)}.`);
  return readMembers(parts, base, 1);

  function readMembers(
    stated: ReadonlyMap<string, Entry>,
    known: Members | undefined,
    depth: number,
  ): RecordFragment {
    const members = propertiesIn(stated.get('properties'), depth);
    const names = [...(known?.fields ?? []), ...members].map((one) => ('key' in one ? one.key : one.name));
    const required = readNames(written, stated.get('required'), new Set(names));
    const isRequired = new Set(required);
    const properties = new Map<string, FieldFragment>();
    for (const member of members) {
      fieldCount++;
      if (fieldCount === limits.statedFields + 1)
        atKey(
          member,
          `There are more than ${limits.statedFields} fields: this one and later ones do not count.`,
        );
      if (fieldCount > limits.statedFields) break;
      const before = known?.fieldNamed(member.key);
      const defect = before ? undefined : nameProblem(member.key, depth);
      if (defect !== undefined) atKey(member, defect);
      else {
        const isMandatory = isRequired.has(member.key);
        const field = readField(reading, member, before, { isMandatory, depth });
        if (field) properties.set(member.key, field);
      }
    }
    return { properties, required, dependencies: readDependencies(written, stated, new Set(names)) };
  }

  function propertiesIn(properties: Entry | undefined, depth: number): readonly Entry[] {
    if (properties === undefined) return [];
    if (properties.kind !== 'object') {
      const right = '{ "crm_id": { "type": "string" } }';
      atValue(properties, `"properties" is an object such as ${right}, not ${shown(properties)}.`);
      return [];
    }
    if (depth <= limits.statedDepth) return written.members(properties);
    atKey(properties, `Objects are more than ${limits.statedDepth} deep here: these fields do not count.`);
    return [];
  }

  /** Why a new field cannot be called this; undefined where it can. */
  function nameProblem(name: string, depth: number): string | undefined {
    if (name.trim() === '') return 'A field needs a name.';
    if (name.length > limits.suggestionCharacters)
      return `This name has more than ${limits.suggestionCharacters} characters: write a shorter one.`;
    if (visible(name) !== name) return `${quoted(name)} has a character that nobody sees: leave it out.`;
    if (depth > 1) return undefined;
    if (name === '$schema') return '"$schema" names a schema for other tools: it cannot be a field.';
    const meant = base.fieldMeant(name);
    return meant && `${quoted(name)} stands for "${meant.name}": state more of that one.`;
  }
}
