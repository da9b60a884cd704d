import type { Entry } from '../../document/record';
import { removeMembers } from '../../edit/remove-members';
import type { OpenRecord } from '../../record/open-record';
import type { Code, Field } from '../../spec/field';
import { codeTitle } from '../../values/code-words';
import type { Conversion } from '../../values/conversions';
import { literalOfWords } from '../../values/literal';
import { placeholder } from '../../values/placeholder';
import { visible } from '../../values/visible';
import { t } from '../../words/language';
import { quote } from '../../words/quote';
import type { Fix, FixContext } from '../rule';
import type { CheckedValue } from './checked-values';
import { keptOffset } from './kept-offset';
import type { KnownObject } from './known-objects';

/** A stretch of a record's text that is a value. */
interface ValueRange {
  readonly valueStart: number;
  readonly valueEnd: number;
}

/** The fix that gives a value another form; an offset that a date loses is kept as the record's timeshift. */
export function changeFix(
  { valueText, remark, isSafe, isChoice, offset = 0 }: Conversion,
  { valueStart, valueEnd }: ValueRange,
  record: OpenRecord,
  context: FixContext,
  does: 'Change' | 'Quote' = 'Change',
): Fix {
  const kept = keptOffset(record, offset, context);
  const isAdded = kept.edits.length > 0;
  const remarks = [remark, isAdded ? undefined : kept.remark].filter((part) => part);
  const note = remarks.length > 0 ? ` (${remarks.join(', ')})` : '';
  const shown = `${quoteValue(valueText)}${note}`;
  const title = does === 'Quote' ? t`Quote ${shown}` : t`Change to ${shown}`;
  return {
    title: isAdded ? t`${title} and ${kept.remark}` : title,
    does,
    edits: [{ start: valueStart, end: valueEnd, text: valueText }, ...kept.edits],
    isSafe: isSafe && kept.isKept,
    ...(isChoice && { isChoice }),
    ...(isAdded && { adds: kept.adds }),
  };
}

/** A value's text in a title or message. */
export function quoteValue(valueText: string): string {
  if (!valueText.startsWith('"')) return quote(valueText).slice(1, -1);
  return quote(valueText.slice(1, -1));
}

/** What a field takes, in words. */
export function expected({ type, form }: Field): string {
  switch (type) {
    case 'date/time':
      return t`a string ${quote(codeIn(form))}`;
    case 'integer':
      return t`an integer`;
    case 'number':
      return t`a number`;
    case 'boolean':
      return t`true or false`;
    case 'array':
    case 'object':
      return type === 'array' ? t`an array` : t`an object`;
    case 'list':
      return t`an object of key-value pairs`;
    default:
      return t`a string`;
  }
}

/** The first code in a Markdown text, without its fences. */
export function codeIn(markdown = ''): string {
  return /`([^`]+)`/.exec(markdown)?.[1] ?? '';
}

/** Whether a value says nothing: null, or in a field that takes no text one that programs write for it, such as `N/A`. */
export function saysNothing({ record, entry, field }: CheckedValue): boolean {
  if (entry.kind !== 'string' || field.codes.length > 0) return entry.kind === 'null';
  const text = visible(record.stringValue(entry));
  return /^-*$/.test(text) || literalOfWords(text).kind === 'nothing';
}

/** What is wrong with such a value. */
export function messageOfNothing({ record, entry, field, object }: CheckedValue): string {
  const value = quoteValue(record.valueText(entry));
  return t`${quote(field.name)} must not be ${value}: ${adviceForNothing(object, field)}.`;
}

/** What to do about a value that says nothing: advice for a message. */
export function adviceForNothing(object: KnownObject, field: Field, name?: string): string {
  const wanted = expected(field);
  if (isNeeded(object, field)) return name === undefined ? t`give it ${wanted}` : t`give ${name} ${wanted}`;
  return name === undefined
    ? t`leave it out or give it ${wanted}`
    : t`leave ${name} out or give it ${wanted}`;
}

function isNeeded({ entryOf }: KnownObject, { mandatory, mandatoryWith }: Field): boolean {
  return mandatory || mandatoryWith.some((owner) => entryOf(owner) !== undefined);
}

/**
 * `null` says nothing, so it can go; unless the field must be there, or an earlier member of its name comes to count.
 * `isNull` is false for other values that seem to say nothing, such as NaN.
 */
export function fixesOfNothing(
  record: OpenRecord,
  { entry, field, object }: Pick<CheckedValue, 'entry' | 'field' | 'object'>,
  { now }: FixContext,
  isNull = true,
): readonly Fix[] {
  const needed = isNeeded(object, field);
  const remove: Fix = {
    title: t`Remove ${quote(entry.key)}: ${quoteValue(record.valueText(entry))}`,
    does: 'Remove',
    edits: removeMembers(object, [entry]),
    isSafe: isNull && object.hasOnce(entry.key) && !needed,
  };
  if (!needed) return [remove];
  if (field.codes.length > 0) return [remove, ...field.codes.map((code) => codeFix(entry, code))];
  return [remove, valueFix(entry, placeholder(field, record, now))];
}

/** The fix that gives a string another text. */
export function textFix(entry: Entry, text: string, isSafe: boolean): Fix {
  return valueFix(entry, JSON.stringify(text), quote(text), isSafe);
}

/** The fix that takes one of the codes of a field; which one is for a person to say. */
export function codeFix(entry: Entry, code: Code): Fix {
  return { ...valueFix(entry, JSON.stringify(code.value), codeTitle(code)), isChoice: true };
}

/** The fix that takes another value; `shown` is what its title says. */
export function valueFix(
  { valueStart, valueEnd }: ValueRange,
  valueText: string,
  shown = quoteValue(valueText),
  isSafe = false,
): Fix {
  return {
    title: t`Change to ${shown}`,
    does: 'Change',
    edits: [{ start: valueStart, end: valueEnd, text: valueText }],
    isSafe,
  };
}

/** The same of a member that is not where the problem is told: the title says which. */
export function valueFixOf(entry: Entry, valueText: string, shown = quoteValue(valueText)): Fix {
  return { ...valueFix(entry, valueText), title: t`Change ${quote(entry.key)} to ${shown}` };
}
