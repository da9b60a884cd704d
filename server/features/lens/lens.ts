import { type CheckedDocument, findingsOf } from '../../check/check';
import { bestFix, fixContext } from '../../check/fixes';
import { type SeverityOf, severityOfFinding } from '../../check/locate';
import type { CodeLensSetting } from '../../config/definition';
import { chunkAt, chunkIndexAt, type Document, offsetOf } from '../../document/document';
import type { DataRecord } from '../../document/record';
import { walkStructure } from '../../document/structure';
import { nextLineStart } from '../../json/lines';
import { startsLine } from '../../json/white-space';
import { type OpenRecord, openRecord } from '../../record/open-record';
import { linkText } from '../../relations/links';
import type { RelationIndex } from '../../relations/relation-index';
import type { Finding } from '../../rules/rule';
import { meaningOf } from '../../values/meaning';
import { factsOf, type RecordSummary, summarise } from '../../values/record-summary';
import { t } from '../../words/language';
import { oneLine } from '../../words/one-line';
import { shownFindings } from '../hover/findings';
import { isNamed } from '../navigate/record-row';
import { childrenOf, hasChildren, parentOf, type Subject, type Surroundings } from '../relatives';

/** What a lens above a record is about. */
export const lensKinds = ['facts', 'parent', 'problems', 'children', 'duplicate'] as const;

export type LensKind = (typeof lensKinds)[number];

/** A part of the line above a record: it says something of it, or does something with it. */
export interface Lens {
  /** Where the record starts, its name included: a UTF-16 offset in the document. */
  readonly at: number;
  /** The index of the record's chunk. */
  readonly chunk: number;
  readonly kind: LensKind;
  /** Whether it is the first one above its record, which says which one that is. */
  readonly isFirst: boolean;
}

/** What was made out of records: pass the same one again and only new ones are read. */
export type KnownFacts = WeakMap<DataRecord, RecordSummary>;

/** Where `auto` has lenses: of fewer records, or of more, a line above each says less than it takes. */
const FEWEST_RECORDS = 2;
const MOST_RECORDS = 500;

/** More than anybody looks at in a file; it bounds what an editor is sent. */
const MOST_LENSES = 5000;

/**
 * The lenses of a settled document, in text order: above records that have something to say, or to be done about. None in
 * JSON Lines and above records on one line, since they would double the height of the text.
 */
export function lenses(
  checked: CheckedDocument,
  setting: CodeLensSetting,
  severityOf: SeverityOf,
  { file, relations }: Surroundings,
  known: KnownFacts = new WeakMap(),
): readonly Lens[] {
  const { document } = checked;
  const records = document.count - 1;
  const isWanted = setting === 'on' || (records >= FEWEST_RECORDS && records <= MOST_RECORDS);
  if (setting === 'off' || document.form === 'lines' || !isWanted) return [];
  const found: Lens[] = [];
  walkStructure(document, {
    record(chunk, start, _end, key) {
      const ofRecord = chunkAt(document, chunk);
      const { record } = ofRecord;
      const at = key?.start ?? start;
      if (!record || found.length >= MOST_LENSES || !hasOwnLines(document, chunk, at)) return;
      const kinds: LensKind[] = [];
      if (key && factsOf(summaryOf(record, known), false).length > 0) kinds.push('facts');
      const subject = { file, chunk: ofRecord, index: chunk };
      if (parentOf(relations, subject)) kinds.push('parent');
      if (problemsOf(checked, chunk, severityOf).length > 0) kinds.push('problems');
      if (hasChildren(relations, subject)) kinds.push('children');
      if (kinds.length > 0) kinds.push('duplicate');
      for (const [index, kind] of kinds.entries()) found.push({ at, chunk, kind, isFirst: index === 0 });
    },
  });
  return found.slice(0, MOST_LENSES);
}

/** What a lens says of its record, and whether it does something or only says so. */
export interface LensWords {
  readonly title: string;
  readonly isAction: boolean;
}

/** What a lens says, which is worked out when it comes into sight; undefined where there is nothing any more. */
export function lensWords(
  checked: CheckedDocument,
  { chunk, kind, isFirst }: Pick<Lens, 'chunk' | 'kind' | 'isFirst'>,
  { severityOf, now, ...surroundings }: Judging & Surroundings,
): LensWords | undefined {
  const { document } = checked;
  if (chunk < 1 || chunk >= document.count) return undefined;
  const subject = { file: surroundings.file, chunk: chunkAt(document, chunk), index: chunk };
  const said =
    kind === 'problems'
      ? problemWords(checked, chunk, { severityOf, now })
      : wordsOf(subject, kind, surroundings.relations);
  // The name of a record stands in the text.
  return said && isFirst && !isNamed(subject.chunk) ? { ...said, title: `#${chunk} · ${said.title}` } : said;
}

/** What problems are judged by. `now` is the time as fixes write it. */
interface Judging {
  readonly severityOf: SeverityOf;
  readonly now: string;
}

function problemWords(checked: CheckedDocument, chunk: number, { severityOf, now }: Judging): LensWords {
  const safe = countSafe(checked, chunk, severityOf, now);
  const problems = problemsOf(checked, chunk, severityOf).length;
  const title = problems === 1 ? t`1 problem` : t`${problems} problems`;
  return { title: safe > 0 ? t`${title}: fix ${safe} safe` : title, isAction: safe > 0 };
}

function wordsOf(
  subject: Subject,
  kind: Exclude<LensKind, 'problems'>,
  relations: RelationIndex,
): LensWords | undefined {
  const { record } = subject.chunk;
  if (!record) return undefined;
  switch (kind) {
    case 'facts': {
      const facts = factsOf(summarise(openRecord(record)), false);
      return { title: facts.map((fact) => oneLine(fact, LONGEST_FACT)).join(' · '), isAction: false };
    }
    case 'parent': {
      const id = linkText(subject.chunk, 'parent') ?? '';
      const title = t`${kindInWords(openRecord(record))} of ${oneLine(id, LONGEST_FACT)} ↑`;
      return parentOf(relations, subject) && { title, isAction: true };
    }
    case 'children': {
      const children = childrenOf(relations, subject).length;
      const title = children === 1 ? t`1 child ↓` : t`${children} children ↓`;
      return children === 0 ? undefined : { title, isAction: true };
    }
    case 'duplicate':
      return { title: isNamed(subject.chunk) ? t`Duplicate as…` : t`Duplicate`, isAction: true };
  }
}

/** What a record is to its parent: a reply, unless it is of another kind than most. */
function kindInWords(record: OpenRecord): string {
  const { kind } = record.type;
  const entry = kind && record.entryOf(kind.name);
  const code = entry && meaningOf(record, entry, kind).code;
  if (!code?.name || code.value === kind?.example) return t`reply`;
  return oneLine(code.name.toLowerCase().replaceAll('_', ' '), LONGEST_FACT);
}

/** Characters of a fact: a direction may be any text. */
const LONGEST_FACT = 40;

/** What an editor counts as problems of a record: hints are none. */
function problemsOf(checked: CheckedDocument, chunk: number, severityOf: SeverityOf): readonly Finding[] {
  return findingsOf(checked, chunk).filter(
    (finding) => !['off', 'hint'].includes(severityOfFinding(finding, severityOf)),
  );
}

/** How many findings of a record have a best fix that loses nothing and invents nothing. What is there on purpose stays. */
function countSafe(checked: CheckedDocument, chunk: number, severityOf: SeverityOf, now: string): number {
  const context = fixContext(checked, chunk, now);
  return shownFindings(findingsOf(checked, chunk), severityOf)
    .filter(({ mark }) => !mark)
    .slice(0, MOST_COUNTED)
    .filter((finding) => {
      const best = bestFix(finding, context);
      return best?.isSafe && !best.isChoice && best.edits.length > 0;
    }).length;
}

/** Nobody needs to know whether a record has a hundred safe fixes or two. */
const MOST_COUNTED = 100;

/** Whether a record has lines of its own: nothing before it on its line, and more than one. */
function hasOwnLines(document: Document, chunk: number, at: number): boolean {
  const { record, text, lineEnds } = chunkAt(document, chunk);
  if (!record || lineEnds === 0 || nextLineStart(text, 0) > record.end) return false;
  if (at === 0) return true;
  const before = chunkIndexAt(document, at - 1);
  return startsLine(chunkAt(document, before).text, at - offsetOf(document, before));
}

function summaryOf(record: DataRecord, known: KnownFacts): RecordSummary {
  const summary = known.get(record) ?? summarise(openRecord(record));
  known.set(record, summary);
  return summary;
}
