import type { Entry } from '../document/record';
import type { Code, Field } from '../spec/field';
import { type JsonType, misfit } from '../spec/misfit';
import { asMarkdown } from '../words/as-markdown';
import { codeKeywords, keywordsIn, titleIn, wordsIn } from './keywords';
import { limits } from './limits';
import { misfitMessage, statedValue } from './stated-values';
import type { Written } from './written';

/**
 * Reads the closed list of a field's values. Undefined where there is no list, or nothing in it is right.
 */
export function readCodes(
  written: Written,
  parts: ReadonlyMap<string, Entry>,
  field: Field,
): readonly Code[] | undefined {
  const [list, other] = [parts.get('enum'), parts.get('oneOf')]
    .filter((part) => part !== undefined)
    .sort((a, b) => a.keyStart - b.keyStart);
  if (list === undefined) return undefined;
  if (other) written.atKey(other, `"${other.key}" says what "${list.key}" says: remove one.`);
  const codes = new Map<unknown, Code>();
  for (const element of elementsOf(written, list)) {
    const parts = list.key === 'enum' ? undefined : codeParts(written, element);
    const entry = list.key === 'enum' ? element : parts?.get('const');
    const value = entry && statedValue(written, entry, limits.suggestionCharacters);
    if (entry === undefined || value === undefined) continue;
    const reason = misfit(field, value) ?? (codes.has(value) ? 'is there already: remove one' : undefined);
    const description = wordsIn(written, parts?.get('description'), limits.descriptionCharacters)?.trim();
    const code = {
      value: value as Code['value'],
      name: titleIn(written, parts?.get('title')) ?? '',
      meaning: description ? asMarkdown(description) : '',
    };
    if (reason === undefined) codes.set(value, code);
    else written.atValue(entry, misfitMessage(written, entry, reason));
  }
  return codes.size > 0 ? [...codes.values()] : undefined;
}

/** The elements of a closed list; there have to be some. */
export function elementsOf(written: Written, list: Entry): readonly Entry[] {
  const right = list.key === 'enum' ? '["gold"]' : '[{ "const": "gold" }]';
  if (list.kind !== 'array') {
    written.atValue(list, `"${list.key}" is a list of values such as ${right}, not ${written.shown(list)}.`);
    return [];
  }
  const elements = written.elements(list);
  if (elements.length === 0)
    written.atValue(list, `An empty "${list.key}" would leave no value: list them, such as ${right}.`);
  if (elements.length <= limits.statedCodes) return elements;
  written.atKey(list, `"${list.key}" has more than ${limits.statedCodes} values: none of them counts.`);
  return [];
}

/** What is stated of one value; a value itself has to be. */
function codeParts(written: Written, element: Entry): ReadonlyMap<string, Entry> | undefined {
  const right = '{ "const": "gold" }';
  if (element.kind !== 'object') {
    written.atValue(element, `A value is stated as ${right} here, not ${written.shown(element)}.`);
    return undefined;
  }
  const parts = keywordsIn(written, element, codeKeywords);
  if (!parts.has('const')) written.atValue(element, `Its value is missing: write ${right}.`);
  return parts;
}

/** The one type that all values of a closed list have; undefined where they have several, or none that may be listed. */
export function typeOfCodes(written: Written, parts: ReadonlyMap<string, Entry>): JsonType | undefined {
  const types = new Set<string>();
  for (const key of ['enum', 'oneOf']) {
    for (const value of listIn(written, parts.get(key))) {
      const one = key === 'enum' ? value : constOf(value);
      if (one !== undefined) types.add(Number.isInteger(one) ? 'integer' : typeof one);
    }
  }
  if (types.has('number')) types.delete('integer');
  const [type, another] = types;
  return another === undefined && type !== 'object' ? (type as JsonType | undefined) : undefined;
}

function constOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'const' in value ? value.const : undefined;
}

function listIn(written: Written, part: Entry | undefined): readonly unknown[] {
  if (part?.kind !== 'array') return [];
  try {
    return JSON.parse(written.textOf(part)) as unknown[];
  } catch {
    return [];
  }
}
