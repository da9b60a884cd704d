import { type CheckedDocument, chunksWithFindings, findingsOf } from '../check/check';
import { enoughReadings } from '../check/document-proof';
import { type FixKind, kindsOf } from '../check/fix-kinds';
import { bestFix, fixContext, fixesOf, type SharedByFixes, sharedByFixes } from '../check/fixes';
import { type LocatedFinding, type SeverityOf, severityOfFinding } from '../check/locate';
import type { Chunk } from '../document/chunk';
import { chunkAt, chunkIndexAt, offsetOf } from '../document/document';
import type { TextEdit } from '../edit/text-edit';
import type { Finding, FixContext } from '../rules/rule';
import { valueBeside } from './complete/what/beside';

/** A way to mend findings, with edits that have UTF-16 offsets in the document. */
export interface QuickFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** The findings that the change is offered for. */
  readonly findings: readonly LocatedFinding[];
  /** Whether it is the one to apply without further thought: the best fix of its finding, and safe. */
  readonly isPreferred: boolean;
  /** Whether it mends other findings of the record as well. */
  readonly isWhole: boolean;
}

/** What can be done about the findings at a place. */
export interface QuickFixes {
  readonly fixes: readonly QuickFix[];
  /** The kinds of fixes that can be made of all findings in the file that are like those at the place. */
  readonly kinds: readonly FixKind[];
  /** The findings at the place, as far as anybody looks at so many. */
  readonly found: readonly LocatedFinding[];
}

/** More findings than anybody chooses fixes for at once: it bounds the work where a whole large file is selected. */
const MOST_FINDINGS = 100;

/** More edits than the fixes of a menu have, but in a huge record: what is found after so many gets no fix. */
const MOST_EDITS = 1000;

/** So much has to be left for reading again, in UTF-16 code units, where a further finding is to get fixes. */
const LEAST_UNITS_LEFT = 3 << 22;

/**
 * The fixes for the first findings that touch the offsets `start` to `end` of a document: those that mend a whole record
 * first, then in text order and for each finding best first. A fix that mends several findings alike is offered once,
 * for all of them.
 */
export function quickFixes(
  checked: CheckedDocument,
  start: number,
  end: number,
  severityOf: SeverityOf,
  now: string,
): QuickFixes {
  const { document } = checked;
  const kinds = new Set<FixKind>();
  const all: LocatedFinding[] = [];
  const fixes = new Map<string, QuickFix>();
  // A finding at a chunk's end touches the offset where the next chunk starts. What is wrong with the text as a whole is
  // a finding of the first chunk, however short that is.
  const touched = chunkIndexAt(document, Math.max(0, start - 1));
  const first = offsetOf(document, touched) === 0 ? 0 : touched;
  const last = chunkIndexAt(document, end);
  const shared = sharedByFixes(checked);
  const readings = enoughReadings(document);
  let left = MOST_FINDINGS;
  let editsLeft = MOST_EDITS;
  for (const { index, findings } of chunksWithFindings(checked, first)) {
    if (index > last || left === 0) break;
    const offset = offsetOf(document, index);
    const touching = located(findings, index, offset, severityOf)
      .filter((finding) => finding.start <= end && finding.end >= start)
      .slice(0, left);
    if (touching.length === 0) continue;
    left -= touching.length;
    const context = fixContext(checked, index, now, {
      shared,
      readings,
      valueBeside: besideOf(checked, index, now),
    });
    for (const place of touching) {
      const { finding } = place;
      all.push(place);
      if (editsLeft < 0 || readings.unitsLeft < LEAST_UNITS_LEFT) continue;
      const found = fixesOf(finding, context);
      // What is too much to be made once is so all the more for the whole file.
      if (found.length > 0 && !finding.mark) for (const kind of kindsOf(finding, context)) kinds.add(kind);
      for (const [rank, fix] of found.entries()) {
        const edits = fix.edits.map((edit) => shifted(edit, offset));
        editsLeft -= edits.length;
        const key = JSON.stringify([fix.title, edits]);
        const known = fixes.get(key);
        fixes.set(key, {
          title: fix.title,
          edits,
          findings: [...(known?.findings ?? []), place],
          isPreferred:
            known?.isPreferred ??
            // What is there on purpose is mended by who chooses to.
            (rank === 0 && !finding.mark && (fix.isSafe || fix.isPreferred === true)),
          isWhole: fix.isWhole === true,
        });
      }
    }
  }
  const made = [...fixes.values()];
  return {
    fixes: [...made.filter(({ isWhole }) => isWhole), ...made.filter(({ isWhole }) => !isWhole)],
    kinds: [...kinds],
    found: all,
  };
}

/** Whether anything is found in or after the record at an offset. */
export function hasFindings(checked: CheckedDocument, offset: number, severityOf: SeverityOf): boolean {
  const findings = findingsOf(checked, chunkIndexAt(checked.document, offset));
  return findings.some((finding) => severityOfFinding(finding, severityOf) !== 'off');
}

/** A way to give the record at an offset what it lacks, whatever is at the offset. */
export function recordCompletion(
  checked: CheckedDocument,
  offset: number,
  severityOf: SeverityOf,
  now: string,
): Pick<QuickFix, 'title' | 'edits'> | undefined {
  const { document } = checked;
  const index = chunkIndexAt(document, offset);
  const start = offsetOf(document, index);
  const record = chunkAt(document, index).record;
  if (!record || offset > start + record.end) return undefined;
  const finding = findingsOf(checked, index).find(
    (one) => one.rule === 'missing-field' && severityOfFinding(one, severityOf) !== 'off',
  );
  if (!finding) return undefined;
  const context = fixContext(checked, index, now, { valueBeside: besideOf(checked, index, now) });
  const [fix] = fixesOf(finding, context);
  return fix && { title: fix.title, edits: fix.edits.map((edit) => shifted(edit, start)) };
}

/** What is written for a field that the record of a chunk lacks: the same as completion writes. */
function besideOf(
  { document }: CheckedDocument,
  index: number,
  now: string,
): NonNullable<FixContext['valueBeside']> {
  return (field, record) => valueBeside(field, record, { document, index, now });
}

/** How many fixes of each kind there are in a file, and how many findings have a safe one. */
export interface Tally {
  readonly kinds: ReadonlyMap<FixKind, number>;
  readonly safe: number;
  /** False where there are more findings than were looked at. */
  readonly isWhole: boolean;
}

/** Counting goes no further: nobody needs to know whether there are two thousand or three. */
const MOST_COUNTED = 2000;

/** Far less than a millisecond of work, mostly. */
const FINDINGS_BETWEEN_PAUSES = 16;

/**
 * Counts what can be fixed together. `known` spares the next count of a version of the document what this one has made.
 * The generator pauses every now and then.
 */
export function* tallying(
  checked: CheckedDocument,
  severityOf: SeverityOf,
  now: string,
  known: KnownFixes = new WeakMap(),
): Generator<undefined, Tally> {
  const kinds = new Map<FixKind, number>();
  const shared = sharedByFixes(checked);
  let safe = 0;
  let left = MOST_COUNTED;
  for (const { index, findings } of chunksWithFindings(checked)) {
    for (const mendable of yield* findingMendable(checked, index, findings, now, shared, known)) {
      const { finding } = mendable;
      if (finding.mark || severityOfFinding(finding, severityOf) === 'off') continue;
      if (left-- === 0) return { kinds, safe, isWhole: false };
      for (const kind of mendable.kinds) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      if (mendable.isSafe) safe++;
    }
  }
  return { kinds, safe, isWhole: true };
}

/** What counts of a finding's fixes. */
interface Mendable {
  readonly finding: Finding;
  readonly kinds: readonly FixKind[];
  /** Whether its best fix is made without asking. */
  readonly isSafe: boolean;
}

/**
 * What was made out of chunks: a menu is asked for at every move of the cursor, and each time only the chunks that were
 * edited since are looked at. Neither the time nor another chunk's layout changes what kind of fix a finding has; how a
 * syntax error is mended may hang on the text after the chunk, so that is not kept.
 */
export type KnownFixes = WeakMap<Chunk, { findings: readonly Finding[]; mendable: readonly Mendable[] }>;

function* findingMendable(
  checked: CheckedDocument,
  index: number,
  findings: readonly Finding[],
  now: string,
  shared: SharedByFixes,
  known: KnownFixes,
): Generator<undefined, readonly Mendable[]> {
  const chunk = chunkAt(checked.document, index);
  const before = known.get(chunk);
  if (before?.findings === findings) return before.mendable;
  const context = fixContext(checked, index, now, { shared });
  const mendable: Mendable[] = [];
  for (const [at, finding] of findings.slice(0, MOST_COUNTED + 1).entries()) {
    if (at % FINDINGS_BETWEEN_PAUSES === 0) yield undefined;
    const best = bestFix(finding, context);
    mendable.push({
      finding,
      kinds: kindsOf(finding, context),
      isSafe: best?.isSafe === true && !best.isChoice,
    });
  }
  if (findings.every(({ problem }) => problem === undefined)) known.set(chunk, { findings, mendable });
  return mendable;
}

function located(
  findings: readonly Finding[],
  chunk: number,
  offset: number,
  severityOf: SeverityOf,
): LocatedFinding[] {
  return findings.flatMap((finding) => {
    const severity = severityOfFinding(finding, severityOf);
    if (severity === 'off') return [];
    return [{ finding, severity, start: offset + finding.start, end: offset + finding.end, chunk }];
  });
}

function shifted({ start, end, text }: TextEdit, offset: number): TextEdit {
  return { start: start + offset, end: end + offset, text };
}
