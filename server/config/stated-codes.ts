import type { Code, Field } from '../spec/field';
import { type JsonType, misfit } from '../spec/misfit';
import { asMarkdown } from '../words/as-markdown';
import { t } from '../words/language';
import { codeKeywords, keywordsIn, titleIn, wordsIn } from './keywords';
import { limits } from './limits';
import type { Part, Parts } from './part';
import { misfitMessage, statedValue } from './stated-values';

/**
 * Reads the closed list of a field's values. Undefined where there is no list, or nothing in it is right.
 */
export function readCodes(parts: Parts, field: Field): readonly Code[] | undefined {
  const [list, other] = [...parts.values()].filter(({ name }) => name === 'enum' || name === 'oneOf');
  if (list === undefined) return undefined;
  other?.tellName(t`"${other.name}" says what "${list.name}" says: remove one.`);
  const codes = new Map<unknown, Code>();
  for (const element of elementsOf(list)) {
    const parts = list.name === 'enum' ? undefined : codeParts(element);
    const part = list.name === 'enum' ? element : parts?.get('const');
    const value = part && statedValue(part, limits.suggestionCharacters);
    if (part === undefined || value === undefined) continue;
    const reason = misfit(field, value) ?? (codes.has(value) ? t`is there already: remove one` : undefined);
    const description = wordsIn(parts?.get('description'), limits.descriptionCharacters)?.trim();
    const code = {
      value: value as Code['value'],
      name: titleIn(parts?.get('title')) ?? '',
      meaning: description ? asMarkdown(description) : '',
    };
    if (reason === undefined) codes.set(value, code);
    else part.tell(misfitMessage(part, reason));
  }
  return codes.size > 0 ? [...codes.values()] : undefined;
}

/** The elements of a closed list; there have to be some. */
export function elementsOf(list: Part): readonly Part[] {
  const right = list.name === 'enum' ? '["gold"]' : '[{ "const": "gold" }]';
  const elements = list.elements() ?? list.mustBe(t`a list of values such as ${right}`);
  if (elements?.length === 0)
    list.tell(t`An empty "${list.name}" would leave no value: list them, such as ${right}.`);
  if (!elements || elements.length <= limits.statedCodes) return elements ?? [];
  list.tellName(t`"${list.name}" has more than ${limits.statedCodes} values: none of them counts.`);
  return [];
}

/** What is stated of one value; a value itself has to be. */
function codeParts(element: Part): Parts | undefined {
  const right = '{ "const": "gold" }';
  const parts = keywordsIn(element, codeKeywords);
  if (!parts) return element.tell(t`A value is stated as ${right} here, not ${element.shown()}.`);
  if (!parts.has('const')) element.tell(t`Its value is missing: write ${right}.`);
  return parts;
}

/** The one type that all values of a closed list have; undefined where they have several, or none that may be listed. */
export function typeOfCodes(parts: Parts): JsonType | undefined {
  const types = new Set<string>();
  for (const key of ['enum', 'oneOf']) {
    for (const value of listIn(parts.get(key))) {
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

function listIn(part: Part | undefined): readonly unknown[] {
  if (part?.kind !== 'array') return [];
  try {
    return JSON.parse(part.text) as unknown[];
  } catch {
    return [];
  }
}
