import childBeforeParent from './across/child-before-parent';
import childrenNotAllowed from './across/children-not-allowed';
import customerMismatch from './across/customer-mismatch';
import duplicateInteractionId from './across/duplicate-interaction-id';
import parentCycle from './across/parent-cycle';
import selfParent from './across/self-parent';
import threadMismatch from './across/thread-mismatch';
import unresolvedParent from './across/unresolved-parent';
import duplicateField from './duplicate-field';
import emptyField from './empty-field';
import endBeforeStart from './end-before-start';
import invalidDate from './invalid-date';
import invalidMime from './invalid-mime';
import invalidText from './invalid-text';
import invalidUrl from './invalid-url';
import invalidValue from './invalid-value';
import missingCompanion from './missing-companion';
import missingField from './missing-field';
import negativeNumber from './negative-number';
import notARecord from './not-a-record';
import orphanCompanion from './orphan-companion';
import outOfRange from './out-of-range';
import type { Rule } from './rule';
import syntax from './syntax';
import udataShape from './udata-shape';
import unknownField from './unknown-field';
import unsafeInteger from './unsafe-integer';
import wrongType from './wrong-type';

/** All rules, in the order of the documentation. */
export const rules: readonly Rule[] = [
  syntax,
  notARecord,
  missingField,
  missingCompanion,
  orphanCompanion,
  wrongType,
  udataShape,
  invalidValue,
  invalidDate,
  endBeforeStart,
  invalidUrl,
  invalidMime,
  invalidText,
  outOfRange,
  unknownField,
  duplicateField,
  emptyField,
  negativeNumber,
  unsafeInteger,
  duplicateInteractionId,
  selfParent,
  parentCycle,
  unresolvedParent,
  childrenNotAllowed,
  threadMismatch,
  customerMismatch,
  childBeforeParent,
];

const rulesById: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.id, rule]));

/** The rule with this id, or undefined. */
export function ruleWithId(id: string): Rule | undefined {
  return rulesById.get(id);
}
