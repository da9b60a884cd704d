import type { LinkPart } from '../../relations/links';
import type { RelatedRecord } from '../../relations/related-record';
import { t } from '../../words/language';
import { shorten } from '../../words/quote';
import {
  type AboutRule,
  type Elsewhere,
  type Finding,
  type Fix,
  type FixContext,
  type FoundAmong,
  NO_CHECK,
  type Rule,
} from '../rule';

/** How a rule about what several records say together works. */
interface AcrossWays extends Pick<Rule, 'judgesAlone'> {
  /**
   * What is wrong with a record: only what it and the records that it is given with say may decide. Those alone are asked about
   * that stand out (`relations/standing-out.ts`).
   */
  readonly judge: (record: RelatedRecord) => Iterable<FoundAmong>;
  /** Ways to mend it in its own record, best first. */
  readonly fix?: (finding: Finding, context: FixContext) => Iterable<Fix>;
}

/** Makes a rule about what several records say together, of one file or of several. */
export function defineAcrossRule({ fix, ...about }: AboutRule & AcrossWays): Rule {
  return { ...about, ...NO_CHECK, fixes: (finding, context) => fix?.(finding, context) ?? [] };
}

/** What is told of a record in which nothing is wrong: of most of a hundred thousand. */
export const NOTHING_WRONG: readonly FoundAmong[] = [];

/** More places are no help to anybody. */
const MOST_PLACES = 20;

/** Places in other records that explain a finding. */
export function placesIn(
  records: readonly RelatedRecord[],
  part: LinkPart,
  message: (record: RelatedRecord) => string,
): readonly Elsewhere[] {
  return records
    .slice(0, MOST_PLACES)
    .map((record) => ({ place: record.place, part, message: message(record) }));
}

/** The name of the field that has a part, quoted. */
export function named({ type }: RelatedRecord, part: LinkPart): string {
  return `"${type[part]?.name}"`;
}

/**
 * Puts another text in the place of the value that a finding is on. Which one of two records is wrong only a person can
 * say, so it is never done to many at once.
 */
export function changeTo(finding: Finding, text: string, why: string): Fix {
  const json = JSON.stringify(text);
  const edits = [{ start: finding.start, end: finding.end, text: json }];
  return {
    title: t`Change to ${shorten(json)}, ${why}`,
    does: 'Change',
    edits,
    isSafe: false,
    isChoice: true,
  };
}

/** Several records as one text, for examples. */
export function exampleFile(...records: readonly string[]): string {
  return `[\n${records.join(',\n')}\n]`;
}
