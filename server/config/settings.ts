import { t } from '../words/language';
import type { Values } from './definition';
import { type Given, NOWHERE } from './given';
import { nearestNames } from './nearest-names';
import { readAll } from './read-all';
import { shortened } from './shortened';

/** The editor's settings: the right ones, and what is wrong with the others. Globs are relative to the workspace folder. */
export interface Settings extends Values<'editor'> {
  /** What is wrong, each naming its setting, in the order of the settings. */
  readonly problems: readonly string[];
}

/**
 * Reads the object below `interactionData` of an editor's settings. It may be anything: what is wrong is a problem
 * and otherwise left out; nothing throws.
 */
export function readSettings(value: unknown): Settings {
  const problems: string[] = [];
  const root = givenIn(value, '', 'interactionData', problems);
  const settings = root.settings();
  if (!settings && !isAbsent(value)) root.tell(t`the settings are an object, not ${root.shown()}.`);
  return { ...readAll('editor', settings ?? []), problems };
}

/** A value in the settings; `setting` is the full name of the setting that it is, or is in. */
function givenIn(value: unknown, name: string, setting: string, problems: string[]): Given {
  const tell = (message: string) => void problems.push(`${setting}: ${message}`);
  return {
    name,
    value,
    span: NOWHERE,
    shown,
    elements: () =>
      Array.isArray(value)
        ? value.map((element: unknown) => givenIn(element, '', setting, problems))
        : undefined,
    members: () =>
      isObject(value)
        ? Object.entries(value).map(([key, member]) => givenIn(member, key, setting, problems))
        : undefined,
    settings: () =>
      isObject(value)
        ? Object.entries(value)
            .filter(([, member]) => !isAbsent(member))
            .map(([key, member]) => givenIn(member, key, `${setting}.${shortened(key)}`, problems))
        : undefined,
    tell,
    tellName: tell,
    nearest: nearestNames,
    told: () => problems.length,
    mustBe: (right) => tell(t`Write ${right}, not ${shown()}.`),
  };

  function shown(): string {
    if (Array.isArray(value)) return t`a list`;
    if (isObject(value)) return t`an object`;
    return shortened(typeof value === 'string' ? JSON.stringify(value) : String(value));
  }
}

/** Editors send null for a setting that nobody has set. */
function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
