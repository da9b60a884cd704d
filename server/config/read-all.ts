import { type Source, settingsFrom, type Values } from './definition';
import type { Given } from './given';
import { unknownSetting } from './nearest-names';

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
