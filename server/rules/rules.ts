import childBeforeParent from './across/child-before-parent';
import childrenNotAllowed from './across/children-not-allowed';
import customerMismatch from './across/customer-mismatch';
import duplicateInteractionId from './across/duplicate-interaction-id';
import parentCycle from './across/parent-cycle';
import selfParent from './across/self-parent';
import threadMismatch from './across/thread-mismatch';
import unresolvedParent from './across/unresolved-parent';
import duplicateField from './duplicate-field';
import durationMismatch from './duration-mismatch';
import emptyField from './empty-field';
import endBeforeStart from './end-before-start';
import endWithoutStopped from './end-without-stopped';
import invalidDate from './invalid-date';
import invalidMime from './invalid-mime';
import invalidText from './invalid-text';
import invalidUrl from './invalid-url';
import invalidValue from './invalid-value';
import longUserData from './long-user-data';
import malformedConnectionId from './malformed-connection-id';
import malformedId from './malformed-id';
import mediaTypeMismatch from './media-type-mismatch';
import missingCompanion from './missing-companion';
import missingField from './missing-field';
import negativeNumber from './negative-number';
import nonPositiveDbid from './non-positive-dbid';
import notAPhoneCall from './not-a-phone-call';
import notARecord from './not-a-record';
import orphanCompanion from './orphan-companion';
import outOfRange from './out-of-range';
import phoneNumber from './phone-number';
import reasonWithoutStopped from './reason-without-stopped';
import type { Rule } from './rule';
import stoppedWithoutEnd from './stopped-without-end';
import subTypeMismatch from './sub-type-mismatch';
import syntax from './syntax';
import timeshiftRange from './timeshift-range';
import udataShape from './udata-shape';
import unknownField from './unknown-field';
import unknownMediaType from './unknown-media-type';
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
  stoppedWithoutEnd,
  endWithoutStopped,
  reasonWithoutStopped,
  durationMismatch,
  notAPhoneCall,
  mediaTypeMismatch,
  unknownMediaType,
  subTypeMismatch,
  malformedId,
  malformedConnectionId,
  phoneNumber,
  timeshiftRange,
  nonPositiveDbid,
  longUserData,
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
