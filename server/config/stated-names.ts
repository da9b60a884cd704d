import { t } from '../words/language';
import { limits } from './limits';
import { didYouMean } from './nearest-names';
import type { Part, Parts } from './part';
import { quoted } from './shortened';

/** The names in a list, each once, as far as there are fields called so. `owner` is the field that the list is about. */
export function readNames(
  list: Part | undefined,
  fields: ReadonlySet<string>,
  owner?: string,
): readonly string[] {
  if (list === undefined) return [];
  const elements = list.elements();
  if (!elements) {
    const no = list.kind === 'object' ? t`no schema` : t`not ${list.shown()}`;
    list.tell(t`${quoted(list.name)} is a list of names such as ["duration"] here, ${no}.`);
    return [];
  }
  const names = new Set<string>();
  for (const element of firstOf(elements, list)) {
    const { value: name } = element;
    if (typeof name !== 'string')
      element.tell(t`The name of a field is a text in quotes, not ${element.shown()}.`);
    else if (name === owner) element.tell(t`${quoted(name)} cannot depend on itself.`);
    else if (names.has(name)) element.tell(t`${quoted(name)} is there already: remove one.`);
    else if (fields.has(name)) names.add(name);
    else element.tell(noField(element, name, fields));
  }
  return [...names];
}

/** By field the names of those that its presence makes mandatory. */
export function readDependencies(
  stated: Parts,
  fields: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> {
  const dependencies = new Map<string, readonly string[]>();
  for (const keyword of ['dependencies', 'dependentRequired']) {
    const part = stated.get(keyword);
    const owners = part && (part.members() ?? part.mustBe(t`an object such as { "a": ["b"] }`));
    if (!owners) continue;
    for (const owner of firstOf(owners, part)) {
      const { name } = owner;
      if (!fields.has(name)) {
        owner.tellName(noField(owner, name, fields));
        continue;
      }
      const before = dependencies.get(name) ?? [];
      dependencies.set(name, [...new Set([...before, ...readNames(owner, fields, name)])]);
    }
  }
  return dependencies;
}

/** As many names as count, which is told where there are more. */
function firstOf(all: readonly Part[], list: Part): readonly Part[] {
  if (all.length > limits.statedFields)
    list.tellName(
      t`${quoted(list.name)} has ${all.length} names: only the first ${limits.statedFields} count.`,
    );
  return all.slice(0, limits.statedFields);
}

function noField(part: Part, name: string, fields: ReadonlySet<string>): string {
  return t`There is no field ${quoted(name)}${didYouMean(part.nearest(name, [...fields]), t`: state it in "properties".`)}`;
}
