import { type Language, speak } from '../server/words/language';
import { contributedSettings } from './generate-settings';

/*
 * The texts of package.json. Each stands there between percent signs and is its own name in package.nls.json, as it is in the
 * sources: so the manifest can be read, and a translation has one file (`l10n/`), of which package.nls.<language>.json is made.
 */

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** The members of the manifest whose texts people read. */
const READ = /^(?:title|shortTitle|label|description|markdownDescription|enumDescriptions|altText)$/;

/** What package.json contributes, its texts between percent signs; the settings are made anew. */
export function contributions(written: { readonly [name: string]: Json }): Json {
  return inSigns({ ...written, configuration: contributedSettings() as unknown as Json });
}

/** The texts of the manifest in a language, by the English ones; in English without one. */
export function manifestTexts(contributed: Json, language?: Language): Readonly<Record<string, string>> {
  const english = textsIn(contributed);
  // Of settings the texts are put together from several.
  const ofSettings = textsIn(inSigns(contributedSettings() as unknown as Json));
  speak(language);
  const said = textsIn(inSigns(contributedSettings() as unknown as Json));
  speak(undefined);
  const settings = new Map(ofSettings.map((text, index) => [text, said[index]]));
  const pairs = english.map((text) => [text, settings.get(text) ?? language?.(text) ?? text]);
  return Object.fromEntries(pairs);
}

/** All English texts that a translation of the manifest is made of. */
export function textsOfManifest(contributed: Json): ReadonlySet<string> {
  const asked = new Set<string>();
  manifestTexts(contributed, (english) => void asked.add(english));
  return asked;
}

function inSigns(part: Json, name = ''): Json {
  if (typeof part === 'string') return READ.test(name) && !isInSigns(part) ? `%${part}%` : part;
  if (typeof part !== 'object' || part === null) return part;
  if (isList(part)) return part.map((one) => inSigns(one, name));
  return Object.fromEntries(Object.entries(part).map(([key, member]) => [key, inSigns(member, key)]));
}

function textsIn(part: Json): readonly string[] {
  if (typeof part === 'string') return isInSigns(part) ? [part.slice(1, -1)] : [];
  if (typeof part !== 'object' || part === null) return [];
  return (isList(part) ? part : Object.values(part)).flatMap(textsIn);
}

function isInSigns(text: string): boolean {
  return text.length > 2 && text.startsWith('%') && text.endsWith('%');
}

function isList(part: Json): part is readonly Json[] {
  return Array.isArray(part);
}
