import { findingEntries } from './finding-entries';
import { address, choice, flag, forms, globs, group, type Kind, readElsewhere, wholeNumber } from './kinds';
import { limits } from './limits';
import { ruleSettings } from './rule-settings';

/** Where a setting is read from. */
export type Source = 'editor' | 'projectFile';

/** What the editor writes above settings that belong together, in the order in which it shows them. */
export const sections = ['Files', 'Problems', 'Hints and Lenses', 'Copies', 'Rules', 'Log'] as const;

/** A setting of an editor, below `interactionData`, or of project files. Where it has members, each is a setting by itself. */
export type Setting = InEditor | InProjectFile;

interface InEditor extends AboutSetting {
  readonly source: 'editor' | 'both';
  readonly section: (typeof sections)[number];
}

/** Project files have no sections. */
interface InProjectFile extends AboutSetting {
  readonly source: 'projectFile';
  readonly section?: undefined;
}

interface AboutSetting {
  readonly kind: Kind<unknown>;
  /** Markdown on one line. `{folder}` stands for the folder that globs are relative to. */
  readonly description: string;
  /** What stands for the names of the members where there are too many to list them. */
  readonly each?: string;
}

const messagesToLog = choice(
  {
    off: 'Log nothing.',
    messages: 'Log which messages are sent.',
    verbose: 'Log the messages with what is in them.',
  },
  'off',
);

/**
 * All settings, in the order in which they are shown. What reads them, package.json, the schema of project files and the
 * table in the readme are made from this.
 */
export const definition = {
  $schema: { kind: address, source: 'projectFile', description: 'The address of this schema.' },
  rules: {
    kind: ruleSettings,
    source: 'both',
    section: 'Rules',
    each: 'RULE',
    description: 'How rules are set. What a project file says wins over the settings of an editor.',
  },
  files: {
    kind: globs,
    source: 'both',
    section: 'Files',
    description:
      'More files to treat as interaction records: globs relative to {folder}, such as `fixtures/**/*.json`. A glob without `/` matches file names in any folder.',
  },
  exclude: {
    kind: globs,
    source: 'both',
    section: 'Files',
    description:
      'Files and folders to leave alone, whatever else names them: globs relative to {folder}, such as `fixtures/invalid/**`.',
  },
  detect: {
    kind: choice(
      {
        auto: 'Check a file that certainly holds records when it is opened.',
        ask: 'Offer to check it, in a line above its text.',
        off: 'Leave all files alone that nothing names.',
      },
      'ask',
    ),
    source: 'editor',
    section: 'Files',
    description:
      'What to do with a plain JSON file that nothing names and whose content looks like phone call records.',
  },
  validate: {
    kind: choice(
      {
        openFiles: 'Files that are open.',
        workspace: 'All files of the workspace that are taken, also closed ones.',
      },
      'openFiles',
    ),
    source: 'editor',
    section: 'Problems',
    description:
      'Whose problems are shown. Closed files are read from the disk in the background, except for what `files.exclude`, `search.exclude` or a `.gitignore` names.',
  },
  forms: {
    kind: forms,
    source: 'both',
    section: 'Files',
    description:
      'How files are read where their content leaves it open or is misleading: globs, each with `json` (one JSON value) or `lines` (JSON Lines). The last glob that matches counts.',
  },
  ignore: {
    kind: findingEntries,
    source: 'projectFile',
    description:
      'Problems that are not told: by `files`, `records` (IDs or JSON Pointers) and `rules`; what is left out stands for all.',
  },
  expect: {
    kind: findingEntries,
    source: 'projectFile',
    description:
      'Problems that are there on purpose, named as in `ignore`. They are hints and fail no run; each rule has to find something in each record and file that an entry names, else that is an error.',
  },
  maxFindings: {
    kind: wholeNumber(1, limits.maxFindings, 1000),
    source: 'editor',
    section: 'Problems',
    description: 'Most problems to show per file, errors first. Very many slow the editor down.',
  },
  codeLens: {
    kind: choice(
      {
        auto: 'In arrays and files of named records with 2 to 500 records.',
        on: 'In all files except JSON Lines.',
        off: 'Nowhere.',
      },
      'auto',
    ),
    source: 'editor',
    section: 'Hints and Lenses',
    description:
      'Where a line above a record says what is to be known or done: its problems, its parent, its children.',
  },
  hints: {
    kind: group({
      codes: { kind: flag(true), description: 'Show the names of codes beside them, such as `STOPPED`.' },
      times: {
        kind: flag(true),
        description: 'Show durations in words, local times, and how long after the start a call ended.',
      },
      sizes: { kind: flag(true), description: 'Show sizes from 10 KiB in a unit that suits them.' },
      references: {
        kind: flag(true),
        description:
          'Show what a parent is, how many records a thread or a customer has, and which long record a brace closes.',
      },
      jsonLines: {
        kind: choice(
          {
            summary: 'One column before the lines: start, status, duration.',
            values: 'Beside the values, as in other files.',
            off: 'None.',
          },
          'summary',
        ),
        description: 'Which hints files of JSON Lines have.',
      },
    }),
    source: 'editor',
    section: 'Hints and Lenses',
    description: 'What values mean, shown beside them.',
  },
  duplicateTimes: {
    kind: choice(
      {
        shift: 'A copy of a record is a minute later than the record, with all its dates.',
        keep: 'A copy of a record has the times of the record.',
      },
      'shift',
    ),
    source: 'editor',
    section: 'Copies',
    description: 'The times of a record that is duplicated.',
  },
  record: {
    kind: readElsewhere({}),
    source: 'projectFile',
    description:
      'What your team states of records beyond the specification: fields of your own, and more of those that there are. A JSON Schema fragment that can narrow and never loosen. See docs/team-fields.md.',
  },
  trace: {
    kind: readElsewhere({ properties: { server: { ...messagesToLog.schema, scope: 'window' } } }),
    source: 'editor',
    section: 'Log',
    description: 'Log messages between VS Code and the language server.',
  },
} as const satisfies Readonly<Record<string, Setting>>;

type Definition = typeof definition;
type ValueOf<Name extends keyof Definition> = Definition[Name]['kind']['absent'];

/** Which hints are shown. */
export type HintSettings = ValueOf<'hints'>;

/** Where there are lenses. */
export type CodeLensSetting = ValueOf<'codeLens'>;

/** The values of the settings of a source; those that something else reads have none. */
export type Values<From extends Source> = {
  readonly [Name in keyof Definition as Definition[Name]['source'] extends From | 'both'
    ? ValueOf<Name> extends undefined
      ? never
      : Name
    : never]: ValueOf<Name>;
};

/** What happens to files that are not named and look like ones with records: taken, asked about, or left alone. */
export type Detect = ValueOf<'detect'>;

/** Whose findings are told: those of open files, or of closed ones, too. */
export type Validate = ValueOf<'validate'>;

/** Which times the copy of a record gets. */
export type DuplicateTimes = ValueOf<'duplicateTimes'>;

/** The settings of a source, by their names. */
export function settingsFrom(source: Source): ReadonlyMap<string, Setting> {
  const all: readonly (readonly [string, Setting])[] = Object.entries(definition);
  return new Map(all.filter(([, setting]) => setting.source === source || setting.source === 'both'));
}
