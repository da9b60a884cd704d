import type { Entry } from '../document/record';
import { harmless } from '../words/harmless';
import { limits } from './limits';
import { didYouMean } from './nearest-names';
import { quoted } from './shortened';
import type { Written } from './written';

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

/** The members of an object by their names, as far as these are known keywords: the others are told. */
export function keywordsIn(
  written: Written,
  object: Entry,
  known: ReadonlyMap<string, Purpose>,
): Map<string, Entry> {
  const parts = new Map<string, Entry>();
  for (const part of written.members(object)) {
    if (known.has(part.key)) parts.set(part.key, part);
    else written.atKey(part, keywordProblem(written, part.key, [...known.keys()]));
  }
  return parts;
}

function keywordProblem(written: Written, key: string, known: readonly string[]): string {
  const instead = INSTEAD.get(key);
  if (instead !== undefined && known.includes(instead))
    return `${quoted(key)} is not supported here: use "${instead}".`;
  if (OTHERS.has(key) || fieldKeywords.has(key)) return `${quoted(key)} is not supported here.`;
  return `There is no keyword ${quoted(key)}${didYouMean(written.nearest(key, known), ': remove it.')}`;
}

/** A text that is stated, if it is one and has no more than so many characters (UTF-16 code units). */
export function wordsIn(written: Written, part: Entry | undefined, most = Infinity): string | undefined {
  if (part === undefined) return undefined;
  const words = written.stringOf(part);
  if (words === undefined)
    written.atValue(part, `"${part.key}" is a text in quotes, not ${written.shown(part)}.`);
  else if (words.length <= most) return words;
  else written.atValue(part, `"${part.key}" has more than ${most} characters: write a shorter one.`);
  return undefined;
}

/** A title that is stated, on one line and with nothing in it that is obeyed; undefined where it is blank, too. */
export function titleIn(written: Written, part: Entry | undefined): string | undefined {
  const title = wordsIn(written, part, limits.suggestionCharacters);
  return harmless((title ?? '').replaceAll(/\s+/g, ' ').trim()) || undefined;
}
