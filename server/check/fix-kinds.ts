import type { Deed, Finding, Fix, FixContext } from '../rules/rule';
import { ruleWithId } from '../rules/rules';
import type { RecordType } from '../spec/record-type';
import { t } from '../words/language';
import { alternatives } from './fixes';

/**
 * Fixes that do the same to different findings, so that they can be made together: by what they do, and by
 * what the best fix of such a finding does. Written `rule deed best`; where keys are renamed
 * the rule is `*`, for it does not matter which rule found the wrong name.
 */
export type FixKind = string;

function kindOf(rule: string, deed: Deed, best: Deed): FixKind {
  return `${deed === 'Rename' ? '*' : rule} ${deed} ${best}`;
}

/** Whether a fix can be made together with others of its kind: what takes a value away only by a title that says so. */
function isForMany(fix: Fix): boolean {
  if (fix.isChoice || fix.edits.length === 0) return false;
  return !fix.isLoss || fix.does === 'Remove' || fix.does === 'Keep';
}

/**
 * The kinds of fixes of a finding that can be made of many at once: that of the best one and, where that takes nothing
 * to another name, removing. None where only a person can choose.
 */
export function kindsOf(finding: Finding, context: FixContext): readonly FixKind[] {
  const fixes = alternatives(finding, context);
  const best: Fix | undefined = fixes.next().value;
  if (!best || !isForMany(best)) return [];
  const { does } = best;
  const kinds = [kindOf(finding.rule, does, does)];
  if (does === 'Rename' || does === 'Remove') return kinds;
  for (const fix of fixes) if (fix.does === 'Remove') return [...kinds, kindOf(finding.rule, 'Remove', does)];
  return kinds;
}

/** Whether fixes of a kind can be for findings of the rule that found this one. */
export function isOfRule(kind: FixKind, { rule }: Finding): boolean {
  return kind.startsWith('* ') || kind.startsWith(`${rule} `);
}

/** The fix of a finding that is of this kind, if there is one. */
export function fixOfKind(finding: Finding, context: FixContext, kind: FixKind): Fix | undefined {
  let best: Deed | undefined;
  for (const fix of alternatives(finding, context)) {
    best ??= fix.does;
    // The further ones can cost much, and are of other kinds.
    if (!kind.endsWith(` ${best}`)) break;
    if (isForMany(fix) && kindOf(finding.rule, fix.does, best) === kind) return fix;
  }
  return undefined;
}

/** What all fixes of a kind in a file do, as a menu shows it; `count` is how many there are. */
export function titleOfKind(kind: FixKind, count: string, { userData }: RecordType): string {
  const [rule = '', deed] = kind.split(' ');
  switch (deed) {
    case 'Rename':
      return t`Rename ${count} fields in this file`;
    case 'Remove':
      return REMOVALS[rule]?.(count) ?? t`Remove what is wrong at ${count} places in this file (${rule})`;
    case 'Keep':
      return t`Keep the last of ${count} duplicates in this file, remove the others`;
    case 'Move':
      return t`Move ${count} unknown fields to "${userData?.name ?? ''}" in this file`;
    case 'Change':
      if (rule === 'syntax') break;
      return t`Change ${count} values in this file`;
    case 'Convert':
      return t`Convert ${count} values in this file`;
    case 'Add':
      return t`Add the missing fields at ${count} places in this file`;
  }
  return t`Fix ${count} ${rule} problems like this in this file`;
}

/** What is removed where findings of a rule are mended by removing. */
const REMOVALS: Readonly<Record<string, (count: string) => string>> = {
  'unknown-field': (count) => t`Remove ${count} unknown fields in this file`,
  'duplicate-field': (count) => t`Remove ${count} duplicate fields in this file`,
  'wrong-type': (count) => t`Remove ${count} null fields in this file`,
  'orphan-companion': (count) => t`Remove ${count} fields without content in this file`,
};

/** Whether something is a kind that there can be. */
export function isFixKind(value: unknown): value is FixKind {
  if (typeof value !== 'string') return false;
  const [rule = '', verb, best, ...more] = value.split(' ');
  return (rule === '*' || ruleWithId(rule) !== undefined) && Boolean(verb && best) && more.length === 0;
}
