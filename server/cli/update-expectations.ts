import { dirname, join, relative } from 'node:path';
import type { Unmet } from '../check/marks';
import { projectFileName } from '../config/files';
import type { FindingEntry } from '../config/finding-entries';
import { globOfFile } from '../config/globs';
import { limits } from '../config/limits';
import { readProjectFile } from '../config/project-file';
import { applyEdits } from '../edit/text-edit';
import { certainlyUnmet, type Known } from '../features/expectations';
import {
  addEntries,
  type NewEntry,
  projectFileWithEntries,
  type Removal,
  removeEntries,
} from '../features/finding-entry-edits';
import { isWithin } from '../hosts/node/is-within';
import { judgedFile } from './expectations';
import { createFile } from './files/create-file';
import { FileError } from './files/file-error';
import { replaceFile } from './files/replace-file';
import { seeFile } from './files/seen-file';
import { complain } from './output';
import { type FoundProjectFile, withSlashes } from './project-files';
import type { Report } from './reporters/reporter';
import { counted } from './reporters/text';
import type { Selection } from './selection';

/** Checks all files, and reports on each of them; returns what they are. */
type CheckAll = (report: Pick<Report, 'add'>) => Promise<Selection>;

/** What was found in a file and is not expected so far, and what is expected and was not found. */
interface Found {
  readonly path: string;
  readonly projectFile: FoundProjectFile | undefined;
  /** What is known of the files below the project file. */
  readonly known: Known;
  readonly count: number;
  /** By the record that it is in, undefined for the file itself, the rules that found something. */
  readonly rules: ReadonlyMap<string | undefined, ReadonlySet<string>>;
  readonly unmet: readonly Unmet[];
}

/**
 * Writes into the project files that what is found is expected, and removes from them what is expected and not found; says on
 * standard error what it wrote, and what it could not write. Returns whether all could be written.
 */
export async function updateExpectations(checkAll: CheckAll): Promise<boolean> {
  const found = await find(checkAll);
  const removed = await removeUnmet(found);
  // What an entry expected that is gone may be there in other records and files.
  const added = await addFound(removed.changed > 0 ? await find(checkAll) : found);
  if (removed.changed + added.changed + removed.failed + added.failed === 0)
    complain('nothing to write: what is found is expected, and what is expected is found');
  return removed.failed + added.failed === 0;
}

async function find(checkAll: CheckAll): Promise<readonly Found[]> {
  const byPath = new Map<string, Pick<Found, 'count' | 'rules' | 'unmet'>>();
  const { files, projectFileIn, knownIn } = await checkAll({
    add({ shownPath, findings, unmet }) {
      const rules = new Map<string | undefined, Set<string>>();
      let count = 0;
      for (const { rule, recordName } of findings) {
        count++;
        const name = recordName();
        const known = rules.get(name);
        if (known) known.add(rule);
        else rules.set(name, new Set([rule]));
      }
      byPath.set(shownPath, { count, rules, unmet });
    },
  });
  return files.flatMap(({ path, folder, shownPath }) => {
    const ofFile = byPath.get(shownPath);
    const projectFile = projectFileIn(folder);
    const known = projectFile ? knownIn(projectFile.folder) : 'nothing';
    return ofFile ? [{ path, projectFile, known, ...ofFile }] : [];
  });
}

/** How many project files were changed, and could not be. */
interface Outcome {
  readonly changed: number;
  readonly failed: number;
}

async function removeUnmet(found: readonly Found[]): Promise<Outcome> {
  const byProject = groupBy(found, ({ projectFile }) => projectFile);
  return writeAll([...byProject], ([projectFile, files]) => {
    if (!projectFile) return undefined;
    const judged = files.map(({ path, unmet }) => judgedFile(projectFile, path, unmet));
    const known = files[0]?.known ?? 'nothing';
    const unmet = certainlyUnmet(projectFile.expect, judged, known).map((one) => one.unmet);
    if (unmet.length === 0) return undefined;
    const removals = projectFile.expect.flatMap((entry, index) => removalFrom(entry, index, unmet) ?? []);
    const text = applyEdits(projectFile.text, removeEntries(projectFile.text, 'expect', removals, false));
    const what = `${counted(unmet.length, 'expectation')} that ${unmet.length === 1 ? 'is' : 'are'} not met`;
    return { path: projectFile.path, projectFile, text, done: `removed ${what}` };
  });
}

/** What is to go out of an entry: the rules or the records that disappoint it where others remain, else all of it. */
function removalFrom(
  { rules, records, span: { start } }: FindingEntry,
  index: number,
  unmet: readonly Unmet[],
): Removal | undefined {
  const own = unmet.filter(({ entry }) => entry === index);
  if (own.length === 0) return undefined;
  const wrongRules = new Set(own.flatMap(({ rule }) => rule ?? []));
  if (rules?.some(({ name }) => !wrongRules.has(name)) && own.every(({ isAbsent }) => !isAbsent))
    return { start, rules: wrongRules };
  const wrongRecords = new Set(own.flatMap(({ record }) => record ?? []));
  if (records?.some(({ name }) => !wrongRecords.has(name))) return { start, records: wrongRecords };
  return { start };
}

async function addFound(found: readonly Found[]): Promise<Outcome> {
  const byPath = groupBy(
    found.filter(({ count }) => count > 0),
    ({ projectFile, path }) => projectFile?.path ?? join(newFolderFor(path), projectFileName),
  );
  return writeAll([...byPath], ([path, files]) => {
    const projectFile = files[0]?.projectFile;
    const entries = files.flatMap((file) => entriesFor(file, dirname(path)));
    const text = withEntries(projectFile, entries);
    const count = files.reduce((sum, file) => sum + file.count, 0);
    const what = `${counted(count, 'problem')} in ${counted(files.length, 'file')}`;
    return { path, projectFile, text, done: `expects ${what} from now on` };
  });
}

/** Where a project file is made for a file that has none: in the current folder where the file is below that. */
function newFolderFor(path: string): string {
  return isWithin(path, process.cwd()) ? process.cwd() : dirname(path);
}

/** @throws FileError where no glob names the file */
function entriesFor({ path, rules }: Found, folder: string): readonly NewEntry[] {
  const relativePath = withSlashes(relative(folder, path));
  const glob = globOfFile(relativePath);
  if (glob === undefined) throw new FileError(`cannot name ${relativePath}: rename that file`);
  const byRules = groupBy([...rules], ([, ofRecord]) => [...ofRecord].sort().join(' '));
  return [...byRules].flatMap(([joined, group]) => {
    const entry = { files: [glob], rules: joined.split(' ') };
    const names = group.flatMap(([name]) => name ?? []);
    const ofFile = names.length < group.length ? [entry] : [];
    const ofRecords: NewEntry[] = [];
    for (let at = 0; at < names.length; at += limits.namedRecords)
      ofRecords.push({
        files: entry.files,
        records: names.slice(at, at + limits.namedRecords),
        rules: entry.rules,
      });
    return [...ofFile, ...ofRecords];
  });
}

/** @throws FileError where they cannot be added */
function withEntries(projectFile: FoundProjectFile | undefined, entries: readonly NewEntry[]): string {
  if (projectFile?.failure !== undefined) throw new FileError(projectFile.failure);
  const edits = projectFile && addEntries(projectFile.text, 'expect', entries);
  if (projectFile && !edits) {
    const why = /^\s*\{/.test(projectFile.text) ? 'has no list in "expect"' : 'is no JSON object';
    throw new FileError(`${why}: mend that first`);
  }
  const changed = edits ? applyEdits(projectFile.text, edits) : projectFileWithEntries('expect', entries);
  const told = readProjectFile(changed, undefined).problems;
  const before = new Set(projectFile?.problems.map(({ message }) => message));
  const further = told.find(({ message }) => !before.has(message));
  if (further) throw new FileError(`cannot take that: ${further.message}`);
  return changed;
}

/** A project file, as it is to be. */
interface Change {
  readonly path: string;
  /** Undefined where there is none so far. */
  readonly projectFile: FoundProjectFile | undefined;
  readonly text: string;
  /** What it says then, in words that follow its name. */
  readonly done: string;
}

/** Makes and writes changes; each is told, and so is what fails. */
async function writeAll<Part extends readonly [FoundProjectFile | string | undefined, unknown]>(
  parts: readonly Part[],
  changeFor: (part: Part) => Change | undefined,
): Promise<Outcome> {
  let changed = 0;
  let failed = 0;
  for (const part of parts) {
    const [project] = part;
    const path = typeof project === 'string' ? project : project?.path;
    const shown = withSlashes(relative(process.cwd(), path ?? ''));
    try {
      const change = changeFor(part);
      if (!change) continue;
      write(change);
      complain(`${shown} ${change.done}`);
      changed++;
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      complain(`${shown} ${error.message}`);
      failed++;
    }
  }
  return { changed, failed };
}

/** @throws FileError */
function write({ path, projectFile, text }: Change): void {
  if (!projectFile) return createFile(path, text);
  const seen = seeFile({ target: path, isNamed: true, isRegular: true });
  if (seen.text !== projectFile.text) throw new FileError('was changed meanwhile and is left as it is');
  replaceFile(seen, text);
}

/** Values by what a function makes of them, in their order. */
function groupBy<Value, Key>(values: readonly Value[], keyOf: (value: Value) => Key): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
