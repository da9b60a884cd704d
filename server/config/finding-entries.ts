import { rules, ruleWithId } from '../rules/rules';
import { t } from '../words/language';
import type { Given, Span } from './given';
import { globTest, type PathTest } from './globs';
import { globs, type Kind, type Schema } from './kinds';
import { limits } from './limits';
import { didYouMean } from './nearest-names';
import { unknownRule } from './rule-settings';
import { quoted } from './shortened';

/** Some findings, as a project file names them: those that all of its parts are about. A part that is absent is about all. */
export interface FindingEntry {
  /** Globs, relative to the project file's folder. */
  readonly files: readonly string[] | undefined;
  /** Identifiers or JSON Pointers of records. */
  readonly records: readonly Named[] | undefined;
  /** Ids of rules. */
  readonly rules: readonly Named[] | undefined;
  readonly span: Span;
}

/** A name, and where it is written. */
export interface Named {
  readonly name: string;
  readonly span: Span;
}

const parts = ['files', 'records', 'rules'] as const;

/** Lists of some findings each. A wrong part never makes an entry be about more: an entry without a right name counts for nothing. */
export const findingEntries: Kind<readonly FindingEntry[]> = {
  absent: [],
  get schema() {
    const listOf = (items: Schema, description: string, maxItems: number): Schema => ({
      type: 'array',
      minItems: 1,
      maxItems,
      items,
      description,
    });
    return {
      type: 'array',
      maxItems: limits.findingEntries,
      default: [],
      items: {
        type: 'object',
        additionalProperties: false,
        minProperties: 1,
        properties: {
          files: {
            ...globs.schema,
            default: undefined,
            minItems: 1,
            description: 'Globs of files, relative to {folder}; all files if absent.',
          },
          records: listOf(
            { type: 'string' },
            'IDs of records, or JSON Pointers such as `/0`; all records if absent.',
            limits.namedRecords,
          ),
          rules: listOf(
            {
              enum: rules.map(({ id }) => id),
              enumDescriptions: rules.map(({ summary }) => summary),
            },
            'Ids of rules; all rules if absent.',
            limits.namedRules,
          ),
        },
      },
    };
  },
  read(given) {
    const elements =
      given.elements() ??
      given.mustBe(t`a list such as [{ "files": ["invalid/**"], "rules": ["missing-field"] }]`);
    if (!elements) return undefined;
    const counted = upTo(limits.findingEntries, elements, given, tooManyEntries);
    const read = counted.flatMap((element) => readEntry(element) ?? []);
    return withinGlobs(read, given);
  },
};

function readEntry(given: Given): FindingEntry | undefined {
  const members = given.members();
  if (!members)
    return given.tell(t`An entry is an object such as { "files": ["invalid/**"] }, not ${given.shown()}.`);
  const byName = new Map(members.map((member) => [member.name, member]));
  for (const member of members) {
    if (parts.some((part) => part === member.name)) continue;
    const known = t`: write "files", "records" or "rules".`;
    member.tellName(
      t`An entry has no ${quoted(member.name)}${didYouMean(given.nearest(member.name, parts), known)}`,
    );
  }
  if (!parts.some((part) => byName.has(part)))
    return given.tell(t`Name files, records or rules: an entry without any would be about everything.`);
  const files = readPart(byName.get('files'), globs.read);
  const records = readPart(byName.get('records'), (part) => readNames(part, limits.namedRecords, readRecord));
  const named = readPart(byName.get('rules'), (part) => readNames(part, limits.namedRules, readRule));
  // What is wrong is told by now.
  if (files === WRONG || records === WRONG || named === WRONG) return undefined;
  return { files, records, rules: named, span: given.span };
}

/** Stands for a part of which nothing is right. */
const WRONG = Symbol('wrong');

/** A list of which something is right; undefined where there is no such part. */
function readPart<Name>(
  part: Given | undefined,
  read: (part: Given) => readonly Name[] | undefined,
): readonly Name[] | typeof WRONG | undefined {
  if (!part) return undefined;
  const told = part.told();
  const names = read(part);
  if (names && names.length > 0) return names;
  if (names && part.told() === told)
    part.tell(t`"${part.name}" is empty: leave it out, or name what it is about.`);
  return WRONG;
}

function readNames(
  part: Given,
  most: number,
  read: (given: Given) => Named | undefined,
): readonly Named[] | undefined {
  const elements = part.elements() ?? part.mustBe(t`a list of names`);
  return elements && upTo(most, elements, part, tooManyNames).flatMap((element) => read(element) ?? []);
}

function readRecord({ value, span, shown, tell }: Given): Named | undefined {
  if (typeof value === 'string') return { name: value, span };
  return tell(t`A record is named by its ID, or by a JSON Pointer such as "/0", not by ${shown()}.`);
}

function readRule({ value, span, shown, tell, nearest }: Given): Named | undefined {
  if (typeof value !== 'string') return tell(t`A rule is named by its ID in quotes, not by ${shown()}.`);
  return ruleWithId(value) ? { name: value, span } : tell(unknownRule(value, nearest));
}

/** As many as count, which is told where there are more. */
function upTo(
  most: number,
  all: readonly Given[],
  list: Given,
  tooMany: (list: string, count: number, most: number) => string,
): readonly Given[] {
  if (all.length > most) list.tellName(tooMany(list.name, all.length, most));
  return all.slice(0, most);
}

function tooManyEntries(list: string, count: number, most: number): string {
  return t`"${list}" has ${count} entries: only the first ${most} count.`;
}

function tooManyNames(list: string, count: number, most: number): string {
  return t`"${list}" has ${count} names: only the first ${most} count.`;
}

/** The entries whose globs are not too many together. */
function withinGlobs(entries: readonly FindingEntry[], list: Given): readonly FindingEntry[] {
  let count = 0;
  const within = entries.findIndex(({ files = [] }) => {
    count += files.length;
    return count > limits.findingGlobs;
  });
  if (within < 0) return entries;
  list.tellName(
    t`"${list.name}" has more than ${limits.findingGlobs} globs: later entries do not count.`,
    true,
  );
  return entries.slice(0, within);
}

/** The entries of a project file that are about one file: of each its place in its list, and what it names. */
export interface EntriesOfFile {
  readonly ignore: readonly EntryOfFile[];
  readonly expect: readonly EntryOfFile[];
}

export interface EntryOfFile {
  readonly entry: number;
  readonly records: readonly string[] | undefined;
  readonly rules: readonly string[] | undefined;
}

/**
 * Returns what a project file says of the findings of the file with a path, which is relative to its folder; undefined
 * where it says nothing of them.
 */
export function entriesByFile({
  ignore,
  expect,
}: {
  readonly ignore: readonly FindingEntry[];
  readonly expect: readonly FindingEntry[];
}): (path: string) => EntriesOfFile | undefined {
  if (ignore.length + expect.length === 0) return () => undefined;
  const ignoring = tested(ignore);
  const expecting = tested(expect);
  return (path) => {
    const about = (all: readonly Tested[]) => all.filter(({ test }) => test(path)).map(({ of }) => of);
    const found = { ignore: about(ignoring), expect: about(expecting) };
    return found.ignore.length + found.expect.length > 0 ? found : undefined;
  };
}

interface Tested {
  readonly test: PathTest;
  readonly of: EntryOfFile;
}

function tested(entries: readonly FindingEntry[]): readonly Tested[] {
  return entries.map(({ files, records, rules: named }, entry) => ({
    test: files ? globTest(files) : () => true,
    of: { entry, records: records?.map(nameOf), rules: named?.map(nameOf) },
  }));
}

function nameOf({ name }: Named): string {
  return name;
}
