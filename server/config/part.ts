import type { Entry } from '../document/record';
import { scanValueAt } from '../document/scan-value-at';
import type { SoundValues } from '../document/sound-values';
import type { ValueKind } from '../json/problem';
import { t } from '../words/language';
import type { Given } from './given';
import { nearestNames } from './nearest-names';
import { quoted, shortened } from './shortened';

/** A wrong entry. UTF-16 offsets in the file's text, a byte order mark counted. */
export interface ProjectFileProblem {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  /** The id that it is told under; that of wrong settings if absent. */
  readonly rule?: string;
  /** True where the JSON schema of project files does not tell it: of `record` that says only what helps to write it. */
  readonly isBeyondSchema?: boolean;
}

/** A part of a project file: a member of an object or an element of a list that is whole. */
export interface Part extends Given {
  readonly kind: ValueKind;
  /** Its value as JSON text. */
  readonly text: string;
  readonly elements: () => readonly Part[] | undefined;
  /** Those that count, as JSON readers take them: of one name the last. The others are told. */
  readonly members: () => readonly Part[] | undefined;
  /** Tells what is wrong between two UTF-16 offsets in its text. */
  readonly tellWithin: (start: number, end: number, message: string) => void;
  /** Names that a wrong one may stand for; none after many wrong ones, for nobody mistypes so many. */
  readonly nearest: (name: string, known: readonly string[]) => readonly string[];
}

/** The parts of an object, by their names. */
export type Parts = ReadonlyMap<string, Part>;

/** The text of a project file, read part by part; what is wrong with a part is told at its place. */
export interface Written {
  /** In the order in which they are told. */
  readonly problems: readonly ProjectFileProblem[];
  readonly problem: (start: number, end: number, message: string) => undefined;
  /** The members of the object that starts at an offset and ends, or is to be cut off, at another one. */
  readonly membersAt: (from: number, limit: number) => readonly Part[];
}

/** So many names are compared in all with wrong ones. */
const MOST_COMPARED = 10_000;

/** Makes the text of a project file ready to be read; `sound` is all that is in it where nothing is wrong with it as JSON. */
export function writtenText(text: string, sound?: SoundValues): Written {
  const problems: ProjectFileProblem[] = [];
  let compared = 0;
  return { problems, problem, membersAt };

  function membersAt(from: number, limit: number): readonly Part[] {
    const last = new Map<string, Part>();
    for (const part of elementsAt(from, limit)) {
      if (last.has(part.name))
        part.tellName(t`${quoted(part.name)} is there already: remove one, only the last one counts.`);
      last.set(part.name, part);
    }
    return [...last.values()];
  }

  function elementsAt(from: number, limit: number): readonly Part[] {
    const entries = sound?.get(from) ?? scanValueAt(text, from, limit).entries;
    return entries.filter(({ intact }) => intact).map(partOf);
  }

  function partOf({ key, keyStart, keyEnd, valueStart: start, valueEnd: end, kind }: Entry): Part {
    const own = text.slice(start, end);
    const members = () => (kind === 'object' ? membersAt(start, end) : undefined);
    const shown = () => (kind === 'object' ? t`an object` : kind === 'array' ? t`a list` : shortened(own));
    const tell = (message: string, isBeyondSchema?: boolean) => problem(start, end, message, isBeyondSchema);
    return {
      name: key,
      kind,
      text: own,
      value: plainValue(own, kind),
      span: { start, end },
      shown,
      elements: () => (kind === 'array' ? elementsAt(start, end) : undefined),
      members,
      settings: members,
      tell,
      tellName: (message, isBeyondSchema) => problem(keyStart, keyEnd, message, isBeyondSchema),
      tellWithin: (from, to, message) => problem(start + from, start + to, message),
      mustBe: (right) => tell(t`${quoted(key)} is ${right}, not ${shown()}.`),
      told: () => problems.length,
      nearest,
    };
  }

  function nearest(name: string, known: readonly string[]): readonly string[] {
    compared += known.length;
    return compared <= MOST_COMPARED ? nearestNames(name, known) : [];
  }

  function problem(start: number, end: number, message: string, isBeyondSchema = false): undefined {
    problems.push({ start, end, message, isBeyondSchema });
  }
}

function plainValue(text: string, kind: ValueKind): string | number | boolean | undefined {
  if (kind === 'string') return JSON.parse(text) as string;
  if (kind === 'number') return Number(text);
  return kind === 'boolean' ? text === 'true' : undefined;
}
