import type { Counts, SeverityOf } from '../../check/locate';
import { type RuleSettings, severityOf } from '../../config/rule-settings';
import type { Severity } from '../../rules/rule';
import { noCounts } from '../check-text';

/** What the findings of rules count as where these settings hold. */
export function severitiesIn(rules: RuleSettings): SeverityOf {
  return (rule) => severityOf(rule, {}, rules);
}

/** Those that are counted at all. */
export function severitiesOf(counts: Counts): readonly Severity[] {
  return (Object.keys(counts) as Severity[]).filter((severity) => counts[severity] > 0);
}

export function addTo(sum: Counts, more: Counts): void {
  for (const severity of severitiesOf(more)) sum[severity] += more[severity];
}

/** How many of each severity are listed: the most severe ones, and errors alone where those are wanted. */
export function roomFor(counts: Counts, onlyErrors: boolean, most: number): Counts {
  const room = { ...noCounts };
  let left = most;
  for (const severity of ['error', 'warning', 'information', 'hint'] as const) {
    if (onlyErrors && severity !== 'error') break;
    room[severity] = Math.min(counts[severity], left);
    left -= room[severity];
  }
  return room;
}
