import type { Entry } from '../document/record';
import { limits } from './limits';
import { didYouMean } from './nearest-names';
import { quoted } from './shortened';
import type { Written } from './written';

/** The names in a list, each once, as far as there are fields called so. `owner` is the field that the list is about. */
export function readNames(
  written: Written,
  list: Entry | undefined,
  fields: ReadonlySet<string>,
  owner?: string,
): readonly string[] {
  const { atKey, atValue, shown } = written;
  if (list === undefined) return [];
  if (list.kind !== 'array') {
    const no = list.kind === 'object' ? 'no schema' : `not ${shown(list)}`;
    atValue(list, `${quoted(list.key)} is a list of names such as ["duration"] here, ${no}.`);
    return [];
  }
  const elements = written.elements(list);
  if (elements.length > limits.statedFields)
    atKey(
      list,
      `${quoted(list.key)} has ${elements.length} names: only the first ${limits.statedFields} count.`,
    );
  const names = new Set<string>();
  for (const element of elements.slice(0, limits.statedFields)) {
    const name = written.stringOf(element);
    if (name === undefined)
      atValue(element, `The name of a field is a text in quotes, not ${shown(element)}.`);
    else if (name === owner) atValue(element, `${quoted(name)} cannot depend on itself.`);
    else if (names.has(name)) atValue(element, `${quoted(name)} is there already: remove one.`);
    else if (fields.has(name)) names.add(name);
    else atValue(element, noField(written, name, fields));
  }
  return [...names];
}

/** By field the names of those that its presence makes mandatory. */
export function readDependencies(
  written: Written,
  stated: ReadonlyMap<string, Entry>,
  fields: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> {
  const { atKey, atValue, shown } = written;
  const dependencies = new Map<string, readonly string[]>();
  for (const keyword of ['dependencies', 'dependentRequired']) {
    const part = stated.get(keyword);
    if (part === undefined) continue;
    if (part.kind !== 'object') {
      atValue(part, `"${keyword}" is an object such as { "a": ["b"] }, not ${shown(part)}.`);
      continue;
    }
    const owners = written.members(part);
    if (owners.length > limits.statedFields)
      atKey(part, `"${keyword}" has ${owners.length} names: only the first ${limits.statedFields} count.`);
    for (const owner of owners.slice(0, limits.statedFields)) {
      const name = owner.key;
      if (!fields.has(name)) {
        atKey(owner, noField(written, name, fields));
        continue;
      }
      const before = dependencies.get(name) ?? [];
      dependencies.set(name, [...new Set([...before, ...readNames(written, owner, fields, name)])]);
    }
  }
  return dependencies;
}

function noField(written: Written, name: string, fields: ReadonlySet<string>): string {
  return `There is no field ${quoted(name)}${didYouMean(written.nearest(name, [...fields]), ': state it in "properties".')}`;
}
