import { type Source, settingsFrom, type Values } from './definition';
import type { Given } from './given';
import { didYouMean, nearestNames } from './nearest-names';
import { quoted } from './shortened';

/** Reads settings: what is wrong is told and otherwise left out, so that what is right beside it counts. */
export function readAll<From extends Source>(source: From, given: readonly Given[]): Values<From> {
  const settings = settingsFrom(source);
  const values: Record<string, unknown> = {};
  for (const [name, { kind }] of settings) {
    if (kind.absent !== undefined) values[name] = kind.absent;
  }
  for (const one of given) {
    const setting = settings.get(one.name);
    if (!setting) {
      one.tellName(unknownSetting(one.name, [...settings.keys()]));
      continue;
    }
    const value = setting.kind.read(one);
    if (value !== undefined) values[one.name] = value;
  }
  return values as Values<From>;
}

function unknownSetting(name: string, known: readonly string[]): string {
  const all = `: write one of ${known.map((one) => `"${one}"`).join(', ')}.`;
  return `There is no setting ${quoted(name)}${didYouMean(nearestNames(name, known), all)}`;
}
