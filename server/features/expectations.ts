import type { CheckedDocument } from '../check/check';
import type { LocatedFinding } from '../check/locate';
import type { Unmet } from '../check/marks';
import { identifierOf, isPointer, namingPointers } from '../check/record-name';
import type { FindingEntry } from '../config/finding-entries';
import type { Span } from '../config/given';
import { isOneFile } from '../config/globs';
import { limits } from '../config/limits';
import type { ProjectFileProblem } from '../config/part';
import { expectationNotMet } from '../config/rule-settings';
import type { Chunk } from '../document/chunk';
import { chunkAt } from '../document/document';
import type { Finding } from '../rules/rule';
import { visible } from '../words/harmless';
import { t } from '../words/language';
import { quote } from '../words/quote';

/** A file that was looked at, and what is expected and not in it. */
export interface JudgedFile {
  /** Relative to the project file's folder. */
  readonly path: string;
  /** Which entries are about it. */
  readonly about: readonly number[];
  readonly unmet: readonly Unmet[];
}

/**
 * What is known of the files below a project file besides those that are judged: nothing; what the records of all of them say;
 * or that all are judged.
 */
export type Known = 'nothing' | 'records' | 'all';

/** What is certainly not met, and the paths of the files that it is not met in. */
interface Missed {
  readonly entry: FindingEntry;
  readonly unmet: Unmet;
  readonly paths: readonly string[];
}

/** What is expected and not found, as problems of the project file: on the rule or the record, in text order. */
export function unmetExpectations(
  entries: readonly FindingEntry[],
  judged: readonly JudgedFile[],
  known: Known,
): readonly ProjectFileProblem[] {
  return certainlyUnmet(entries, judged, known)
    .map(({ entry, unmet, paths }) => ({
      ...spanOf(entry, unmet),
      message: messageOf(unmet, paths),
      ...beyondSchema,
    }))
    .sort((a, b) => a.start - b.start);
}

/**
 * What is expected and not found, each thing once. Nothing is told of files that were not looked at, so a record that is in
 * none of these may be in another one: only where all files are judged, or an entry names nothing but single files, and all of
 * them were looked at, it is certainly in none. What hangs on other records is certain where all of these are known.
 */
export function certainlyUnmet(
  entries: readonly FindingEntry[],
  judged: readonly JudgedFile[],
  known: Known,
): readonly Missed[] {
  /** In how many files something is expected by each entry. */
  const counts = new Map<number, number>();
  const found = new Map<string, { readonly unmet: Unmet; readonly paths: string[] }>();
  for (const { path, about, unmet: all } of judged) {
    for (const entry of about) counts.set(entry, (counts.get(entry) ?? 0) + 1);
    const seen = new Set<string>();
    for (const unmet of all) {
      const { entry, record, rule, isAbsent, hangsOnOthers } = unmet;
      if (hangsOnOthers && known === 'nothing') continue;
      const key = JSON.stringify(isAbsent ? [entry, record] : [entry, record, rule ?? null, '']);
      if (seen.has(key)) continue;
      seen.add(key);
      const before = found.get(key);
      if (before) before.paths.push(path);
      else found.set(key, { unmet, paths: [path] });
    }
  }
  return [...found.values()].flatMap(({ unmet, paths }) => {
    const entry = entries[unmet.entry];
    const isCertain = !unmet.isAbsent || isNowhere(unmet.entry, paths);
    return entry && isCertain ? [{ entry, unmet, paths: paths.sort() }] : [];
  });

  /** Whether these are all files that an entry can be about. */
  function isNowhere(index: number, paths: readonly string[]): boolean {
    const files = entries[index]?.files;
    if (known === 'all' && paths.length === counts.get(index)) return true;
    return files?.every(isOneFile) === true && new Set(files).size <= paths.length;
  }
}

const beyondSchema = { isBeyondSchema: true, rule: expectationNotMet } as const;

function spanOf({ records, rules, span }: FindingEntry, { record, rule, isAbsent }: Unmet): Span {
  const named = (all: FindingEntry['records'], name: string | undefined) =>
    all?.find((one) => one.name === name)?.span;
  const onRule = isAbsent ? undefined : named(rules, rule);
  return onRule ?? named(records, record) ?? span;
}

function messageOf({ record, rule, isAbsent }: Unmet, [path = '', ...more]: readonly string[]): string {
  const files = withMore(shortPath(path), more.length);
  if (isAbsent) return t`There is no record ${quote(record ?? '')} in ${files}.`;
  const where = record === undefined ? files : t`record ${quote(record)} of ${files}`;
  return t`Expected ${rule ?? t`a problem`} in ${where}, but there is none.`;
}

function withMore(path: string, more: number): string {
  if (more === 0) return path;
  return more === 1 ? t`${path} and 1 more file` : t`${path} and ${more} more files`;
}

/** What of a path is shown, in characters. */
const LONGEST_PATH = 60;

/** A path of which the end is seen where it is long. */
function shortPath(path: string): string {
  return visible(path.length <= LONGEST_PATH ? path : `…${path.slice(1 - LONGEST_PATH)}`);
}

/**
 * The name by which a project file names the record of a finding: its ID where it has one, which stays when records come
 * and go, else a JSON Pointer. Undefined where the finding is in no record, and in a file of one record: then the file
 * says enough.
 */
export function recordNameOf(
  { document }: CheckedDocument,
  { finding, chunk: index }: Pick<LocatedFinding, 'finding' | 'chunk'>,
): string | undefined {
  if (document.count <= 2) return undefined;
  return nameOfRecord(chunkAt(document, index), finding, () => namingPointers(document)[index - 1]);
}

/** The same for a record of several in a file, of which `pointerOf` finds the pointer that names it. */
export function nameOfRecord(
  chunk: Chunk,
  finding: Pick<Finding, 'start'>,
  pointerOf: () => string | undefined,
): string | undefined {
  if (!chunk.record || finding.start >= chunk.record.end) return undefined;
  const identifier = identifierOf(chunk);
  const isUsable =
    identifier !== undefined && identifier.length <= limits.suggestionCharacters && !isPointer(identifier);
  return isUsable ? identifier : pointerOf();
}
