import type { Block } from '../document/blocks';
import { type ChunkStart, chunkAt, type Document, offsetOf } from '../document/document';
import { otherMarkers } from '../document/merge-conflict';
import { notedPlace } from '../document/noted';
import { indexOfPlace } from '../relations/record-place';
import type { Elsewhere, Finding, Mark, Severity } from '../rules/rule';
import { t } from '../words/language';
import { type CheckedBlock, type CheckedDocument, countFindings, decidingOn, type Kind } from './check';

/** The gravest first. */
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** What a rule's findings count as; a rule that is off reports nothing. */
export type SeverityOf = (rule: string) => Severity | 'off';

/**
 * What a finding counts as: what its rule does, or less where the finding says so; `off` where its rule is, where another
 * rule says the same, or where it is ignored. One that is expected is a hint.
 */
export function severityOfFinding(
  { rule, unless, mark, atMost }: Kind,
  severityOf: SeverityOf,
): Severity | 'off' {
  if (mark === 'ignored' || (unless !== undefined && severityOf(unless) !== 'off')) return 'off';
  const severity = severityOf(rule);
  if (severity === 'off') return 'off';
  if (mark === 'expected') return 'hint';
  return atMost !== undefined && rankOf(severity) < rankOf(atMost) ? atMost : severity;
}

function rankOf(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

/** A finding with its severity and its UTF-16 offsets in the document. */
export interface LocatedFinding {
  readonly finding: Finding;
  readonly severity: Severity;
  readonly start: number;
  readonly end: number;
  /** Index of the chunk that it is in; the record's index in text order is one less. */
  readonly chunk: number;
}

/** Another place that explains a finding; UTF-16 offsets in its document. */
export interface RelatedPlace {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  /** The other file that it is in; undefined for the same one. */
  readonly file?: { readonly address: string; readonly document: Document };
}

const MARKERS = {
  '<': () => '',
  '|': () => t`What both sides were made from starts here.`,
  '=': () => t`The second side starts here.`,
  '>': () => t`The conflict ends here.`,
};

/**
 * The places that explain a finding, in text order; those in other records as the rule gives them. Those of a merge conflict
 * can be in other records, so they are looked for each time.
 */
export function relatedPlaces(
  checked: Pick<CheckedDocument, 'document' | 'among'>,
  {
    finding: { related, elsewhere, problem },
    start,
    chunk,
  }: Pick<LocatedFinding, 'finding' | 'start' | 'chunk'>,
): readonly RelatedPlace[] {
  const { document } = checked;
  const offset = offsetOf(document, chunk);
  if (problem === 'merge-conflict')
    return otherMarkers(document, chunk, start - offset).map((marker) => ({
      start: marker.start,
      end: marker.end,
      message: MARKERS[marker.sign](),
    }));
  if (elsewhere) return elsewhere.flatMap((place) => placeElsewhere(place, checked) ?? []);
  return related ? [{ ...related, start: related.start + offset, end: related.end + offset }] : [];
}

/** Where a place in another record is by now; undefined where the document of its file is not at hand, or it is there no more. */
export function placeElsewhere(
  elsewhere: Elsewhere,
  { document, among }: Pick<CheckedDocument, 'document' | 'among'>,
): RelatedPlace | undefined {
  const address = elsewhere.place.file;
  const isHere = address === among?.file;
  const where = isHere ? document : among?.documentOf(address);
  const place = where && relatedPlace(elsewhere, where);
  return place && (isHere ? place : { ...place, file: { address, document: where } });
}

/** Where in a document, which is that of its file, a place is; undefined where it is there no more. */
export function relatedPlace(
  { place, part, message }: Elsewhere,
  document: Document,
): RelatedPlace | undefined {
  const index = indexOfPlace(document, place);
  if (index < 0 || index >= document.count) return undefined;
  const value = notedPlace(chunkAt(document, index), part);
  const offset = offsetOf(document, index);
  return value && { start: offset + value.start, end: offset + value.end, message };
}

/** How many findings of each severity there are. */
export type Counts = Record<Severity, number>;

/** The findings of a document that a client is told. */
export interface LocatedFindings {
  readonly findings: readonly LocatedFinding[];
  /** All findings, also those that the limit cut off. */
  readonly counts: Counts;
  readonly isCut: boolean;
}

/**
 * The findings of a document with their places, in text order. Where there are more than `limit`, the most severe
 * ones are kept, and among equals the first in the text.
 */
export function locateFindings(
  checked: CheckedDocument,
  severityOf: SeverityOf,
  limit = Infinity,
): LocatedFindings {
  const { told, counts, isCut } = shareOut(checked, severityOf, limit);
  return { findings: told.flatMap((block) => locateInBlock(checked, block, severityOf)), counts, isCut };
}

/** A block of which something is told: of each severity so many findings, the first ones. */
export interface ToldBlock {
  /** Its place in the document. */
  readonly number: number;
  readonly counts: Counts;
}

/** Shares the same `limit` out to the blocks of a document, in text order; those of which nothing is told are left out. */
export function shareOut(
  { blocks }: CheckedDocument,
  severityOf: SeverityOf,
  limit: number,
): Omit<LocatedFindings, 'findings'> & { readonly told: readonly ToldBlock[] } {
  const known = new Map<string, Severity | 'off'>();
  const counts = noCounts();
  const inBlocks: ToldBlock[] = [];
  for (let number = 0; number < blocks.length; number++) {
    const ofBlock = (blocks[number] as CheckedBlock).counts;
    if (ofBlock.size === 0) continue;
    const inBlock = noCounts();
    for (const [kind, count] of ofBlock) {
      const severity = known.get(kind) ?? severityOfFinding(decidingOn(kind), severityOf);
      known.set(kind, severity);
      if (severity === 'off') continue;
      inBlock[severity] += count;
      counts[severity] += count;
    }
    inBlocks.push({ number, counts: inBlock });
  }
  let left = limit;
  const isCut = totalOf(counts) > limit;
  for (const severity of SEVERITIES) {
    let room = Math.min(counts[severity], left);
    left -= room;
    if (isCut)
      for (const { counts: inBlock } of inBlocks) {
        inBlock[severity] = Math.min(inBlock[severity], room);
        room -= inBlock[severity];
      }
  }
  return { told: inBlocks.filter((block) => totalOf(block.counts) > 0), counts, isCut };
}

function noCounts(): Counts {
  return { error: 0, warning: 0, information: 0, hint: 0 };
}

function totalOf({ error, warning, information, hint }: Counts): number {
  return error + warning + information + hint;
}

/** The findings of a block that are told. */
export function locateInBlock(
  { document, blocks }: CheckedDocument,
  { number, counts }: ToldBlock,
  severityOf: SeverityOf,
): readonly LocatedFinding[] {
  const room = { ...counts };
  const located: LocatedFinding[] = [];
  const { findings: ofBlock } = blocks[number] as CheckedBlock;
  const { offsets } = document.blocks[number] as Block;
  const { index, offset } = document.starts[number] as ChunkStart;
  for (let place = 0; place < ofBlock.length; place++) {
    const ofChunk = ofBlock[place] as readonly Finding[];
    if (ofChunk.length === 0) continue;
    const before = offset + (offsets[place] as number);
    for (const finding of ofChunk) {
      const severity = severityOfFinding(finding, severityOf);
      if (severity === 'off' || room[severity] === 0) continue;
      room[severity]--;
      located.push({
        finding,
        severity,
        start: before + finding.start,
        end: before + finding.end,
        chunk: index + place,
      });
    }
  }
  return located;
}

/** How many findings of each severity a document has. */
export function countBySeverity(checked: CheckedDocument, severityOf: SeverityOf): Counts {
  return shareOut(checked, severityOf, Infinity).counts;
}

/** How many findings a project file ignores, and how many it expects; those of rules that are off are not counted. */
export type MarkCounts = Record<Mark, number>;

/** The same of a document. */
export function countMarks(checked: CheckedDocument, severityOf: SeverityOf): MarkCounts {
  const counts: MarkCounts = { ignored: 0, expected: 0 };
  for (const [kind, count] of countFindings(checked)) {
    const { mark, ...told } = decidingOn(kind);
    if (mark && severityOfFinding(told, severityOf) !== 'off') counts[mark] += count;
  }
  return counts;
}
