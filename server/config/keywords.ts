import { harmless } from '../words/harmless';
import { t } from '../words/language';
import { limits } from './limits';
import { didYouMean } from './nearest-names';
import type { Part } from './part';
import { quoted } from './shortened';

/** What a keyword says something of. */
export type Purpose = 'any' | 'single values' | 'strings' | 'numbers' | 'objects';

/** What may be stated of a field: keywords of JSON Schema. */
export const fieldKeywords: ReadonlyMap<string, Purpose> = new Map<string, Purpose>([
  ['type', 'any'],
  ['title', 'any'],
  ['description', 'any'],
  ['default', 'any'],
  ['examples', 'any'],
  ['$comment', 'any'],
  ['enum', 'single values'],
  ['oneOf', 'single values'],
  ['format', 'strings'],
  ['pattern', 'strings'],
  ['minLength', 'strings'],
  ['maxLength', 'strings'],
  ['minimum', 'numbers'],
  ['maximum', 'numbers'],
  ['properties', 'objects'],
  ['required', 'objects'],
  ['dependencies', 'objects'],
  ['dependentRequired', 'objects'],
]);

/** What may be stated of records. */
export const recordKeywords: ReadonlyMap<string, Purpose> = new Map<string, Purpose>(
  ['properties', 'required', 'dependencies', 'dependentRequired', 'type', 'title', 'description']
    .concat('$comment', '$schema')
    .map((name) => [name, 'any']),
);

/** What may be stated of a code. */
export const codeKeywords: ReadonlyMap<string, Purpose> = new Map<string, Purpose>(
  ['const', 'title', 'description', '$comment'].map((name) => [name, 'any']),
);

/** The other keywords of JSON Schema. None of them is a slip for one that is supported. */
const OTHERS: ReadonlySet<string> = new Set(
  (
    '$anchor $defs $dynamicRef $id $ref additionalItems additionalProperties allOf anyOf const contains ' +
    'contentEncoding contentMediaType definitions dependentSchemas deprecated else enum exclusiveMaximum ' +
    'exclusiveMinimum format id if items maxItems maxProperties minItems minProperties multipleOf not oneOf ' +
    'patternProperties prefixItems propertyNames readOnly then unevaluatedItems unevaluatedProperties ' +
    'uniqueItems writeOnly'
  ).split(' '),
);

/** What says the same as some of them. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['const', 'enum'],
  ['exclusiveMinimum', 'minimum'],
  ['exclusiveMaximum', 'maximum'],
]);

/**
 * The members of an object by their names, as far as these are known keywords: the others are told. Undefined of anything
 * else than an object.
 */
export function keywordsIn(object: Part, known: ReadonlyMap<string, Purpose>): Map<string, Part> | undefined {
  const members = object.members();
  if (!members) return undefined;
  const parts = new Map<string, Part>();
  for (const part of members) {
    if (known.has(part.name)) parts.set(part.name, part);
    else part.tellName(keywordProblem(part, [...known.keys()]));
  }
  return parts;
}

function keywordProblem({ name: key, nearest }: Part, known: readonly string[]): string {
  const instead = INSTEAD.get(key);
  if (instead !== undefined && known.includes(instead))
    return t`${quoted(key)} is not supported here: use "${instead}".`;
  if (OTHERS.has(key) || fieldKeywords.has(key)) return t`${quoted(key)} is not supported here.`;
  return t`There is no keyword ${quoted(key)}${didYouMean(nearest(key, known), t`: remove it.`)}`;
}

/** A text that is stated, if it is one and has no more than so many characters (UTF-16 code units). */
export function wordsIn(part: Part | undefined, most = Infinity): string | undefined {
  const words = part?.value;
  if (typeof words !== 'string') return part?.mustBe(t`a text in quotes`);
  if (words.length <= most) return words;
  return part?.tell(t`"${part.name}" has more than ${most} characters: write a shorter one.`);
}

/** A title that is stated, on one line and with nothing in it that is obeyed; undefined where it is blank, too. */
export function titleIn(part: Part | undefined): string | undefined {
  const title = wordsIn(part, limits.suggestionCharacters);
  return harmless((title ?? '').replaceAll(/\s+/g, ' ').trim()) || undefined;
}
