import type { Entry } from '../document/record';
import { scanValue } from '../document/scan-value';
import { nearestNames } from './nearest-names';
import { quoted, shortened } from './shortened';

/** A wrong entry. UTF-16 offsets in the file's text, a byte order mark counted. */
export interface ProjectFileProblem {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  /** True where no JSON schema tells it: the project file's own says of `record` only what helps to write it. */
  readonly isOfRecord?: true;
}

/** The text of a project file, read part by part; what is wrong with a part is told at its place. */
export interface Written {
  /** In the order in which they are told. */
  readonly problems: readonly ProjectFileProblem[];
  /** The whole elements of a list in text order. */
  readonly elements: (list: Entry) => readonly Entry[];
  /** The whole members of an object that count, as JSON readers take them: of one name the last. The others are told. */
  readonly members: (object: Entry) => readonly Entry[];
  /** The same of the object that starts at an offset and ends, or is to be cut off, at another one. */
  readonly membersAt: (from: number, limit: number) => readonly Entry[];
  /** The value of an entry as JSON text. */
  readonly textOf: (entry: Entry) => string;
  /** The string, number or boolean that an entry is; undefined of any other. */
  readonly valueOf: (entry: Entry) => string | number | boolean | undefined;
  /** The value of an entry that is a string; undefined of any other. */
  readonly stringOf: (entry: Entry) => string | undefined;
  /** The value of an entry as a message shows it. */
  readonly shown: (entry: Entry) => string;
  /** Names that a wrong one may stand for; none after many wrong ones, for nobody mistypes so many. */
  readonly nearest: (name: string, known: readonly string[]) => readonly string[];
  readonly atKey: (entry: Entry, message: string) => void;
  readonly atValue: (entry: Entry, message: string) => void;
  readonly problem: (start: number, end: number, message: string) => void;
}

/** So many names are compared in all with wrong ones. */
const MOST_COMPARED = 10_000;

/** Makes the text of a project file ready to be read. */
export function writtenText(text: string): Written {
  const problems: ProjectFileProblem[] = [];
  let compared = 0;
  return {
    problems,
    elements: ({ valueStart, valueEnd }) => elementsAt(valueStart, valueEnd),
    members: ({ valueStart, valueEnd }) => membersAt(valueStart, valueEnd),
    membersAt,
    textOf,
    valueOf(entry) {
      if (entry.kind === 'number') return Number(textOf(entry));
      return entry.kind === 'boolean' ? textOf(entry) === 'true' : stringOf(entry);
    },
    stringOf,
    shown(entry) {
      if (entry.kind === 'object') return 'an object';
      return entry.kind === 'array' ? 'a list' : shortened(textOf(entry));
    },
    nearest(name, known) {
      compared += known.length;
      return compared <= MOST_COMPARED ? nearestNames(name, known) : [];
    },
    atKey,
    atValue: ({ valueStart, valueEnd }, message) => problem(valueStart, valueEnd, message),
    problem,
  };

  function elementsAt(from: number, limit: number): readonly Entry[] {
    return scanValue(text, from, limit, undefined)
      .entries.filter((entry) => entry.intact)
      .map((entry) => ({
        ...entry,
        keyStart: entry.keyStart + from,
        keyEnd: entry.keyEnd + from,
        valueStart: entry.valueStart + from,
        valueEnd: entry.valueEnd + from,
      }));
  }

  function membersAt(from: number, limit: number): readonly Entry[] {
    const last = new Map<string, Entry>();
    for (const entry of elementsAt(from, limit)) {
      if (last.has(entry.key))
        atKey(entry, `${quoted(entry.key)} is there already: remove one, only the last one counts.`);
      last.set(entry.key, entry);
    }
    return [...last.values()];
  }

  function textOf({ valueStart, valueEnd }: Entry): string {
    return text.slice(valueStart, valueEnd);
  }

  function stringOf(entry: Entry): string | undefined {
    return entry.kind === 'string' ? (JSON.parse(textOf(entry)) as string) : undefined;
  }

  function atKey({ keyStart, keyEnd }: Entry, message: string): void {
    problem(keyStart, keyEnd, message);
  }

  function problem(start: number, end: number, message: string): void {
    problems.push({ start, end, message });
  }
}
