// All texts for people: what `l10n/` has to have in each language.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fieldKeywords } from '../server/config/keywords';
import { severities } from '../server/config/severities';
import { knownTexts } from '../server/document/surrounding-text';
import { fictionalRanges } from '../server/features/complete/what/phone-numbers';
import { commonTimeShifts } from '../server/features/complete/what/time-shifts';
import { plural } from '../server/rules/common/surroundings';
import { rules } from '../server/rules/rules';
import { SHOWN_TYPES } from '../server/spec/describe';
import { phoneCall } from '../server/spec/phone-call';
import { inBrief, MONTHS, WEEKDAYS } from '../server/values/dates';
import { projectFolder } from './editor/paths';
import { textsOfManifest } from './generate-manifest';

/** The English texts that are said, with `{0}`, `{1}` … for what is put into them: the keys of a translation. */
export function textsOfProduct(): ReadonlySet<string> {
  const { contributes } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'));
  return new Set([...textsOfServer(), ...textsOfSources('client'), ...textsOfManifest(contributes)]);
}

/** Those that the server says. */
export function textsOfServer(): ReadonlySet<string> {
  return new Set([...textsOfSources('server'), ...textsOfData()]);
}

function* textsOfSources(folder: string): Generator<string> {
  for (const path of readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' }))
    if (path.endsWith('.ts')) yield* textsIn(readFileSync(join(projectFolder, folder, path), 'utf8'));
}

/** What is said by `translated`: texts that are data. */
function* textsOfData(): Generator<string> {
  for (const { why } of rules) yield why;
  yield* textsOfSpecification();
  for (const known of knownTexts)
    yield* known.where === 'around' ? [known.name] : [known.name, plural(known)];
  for (const name of [...WEEKDAYS, ...MONTHS]) yield* [name, inBrief(name)];
  yield* [...Object.values(severities), ...fieldKeywords.values()].filter((text) => text !== 'any');
  for (const { place } of fictionalRanges) yield place;
  yield* commonTimeShifts.values();
}

function* textsOfSpecification(): Generator<string> {
  yield* [phoneCall.noun, phoneCall.schemaKey];
  for (const { label, detail } of phoneCall.templates) yield* [label, detail];
  for (const { meaning } of phoneCall.udataKeys) yield meaning;
  for (const { type, unit, form, description, codes, shapes, mistakenFor } of phoneCall.fields) {
    yield* [type, SHOWN_TYPES[type] ?? type, description];
    for (const text of [unit, form, ...codes.map(({ meaning }) => meaning)]) if (text) yield text;
    for (const shape of [...shapes, ...mistakenFor]) yield* [shape.name, shape.form];
  }
  // Types that only a team's fields have.
  yield* ['number', 'array', 'object'];
}

/** The texts after the tag `t` in a source, those in the values of others among them. */
export function textsIn(source: string): readonly string[] {
  return [...source.matchAll(/(?<![\w.$`])t`/g)].map(({ index }) => textAt(source, index + 2));
}

/** The text of a template that starts at an offset, after its backtick. */
function textAt(source: string, start: number): string {
  let text = '';
  let values = 0;
  for (let at = start; source[at] !== '`'; ) {
    if (at >= source.length) throw new Error(`A text does not end: ${source.slice(start, start + 60)}`);
    if (source.startsWith('${', at)) {
      text += `{${values++}}`;
      at = endOfValue(source, at + 2);
    } else if (source[at] === '\\') {
      text += source[at + 1] === 'n' ? '\n' : source[at + 1];
      at += 2;
    } else text += source[at++];
  }
  return text;
}

/** After the brace that ends a value in a template; there may be templates in it, too. */
function endOfValue(source: string, start: number): number {
  let depth = 1;
  for (let at = start; at < source.length; at++) {
    const character = source[at] as string;
    if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return at + 1;
    else if (character === '`') at = endOfTemplate(source, at + 1);
    else if (character === "'" || character === '"') at = endOfString(source, at);
  }
  throw new Error(`A value does not end: ${source.slice(start, start + 60)}`);
}

function endOfTemplate(source: string, start: number): number {
  let at = start;
  while (source[at] !== '`')
    at = source.startsWith('${', at) ? endOfValue(source, at + 2) : at + (source[at] === '\\' ? 2 : 1);
  return at;
}

function endOfString(source: string, start: number): number {
  let at = start + 1;
  while (source[at] !== source[start]) at += source[at] === '\\' ? 2 : 1;
  return at;
}
