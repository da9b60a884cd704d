import type { Entry } from '../document/record';
import { indentAt } from '../edit/insert-members';
import { replaceValue } from '../edit/replace';
import type { TextStyle } from '../edit/text-style';
import type { OpenRecord } from '../record/open-record';
import { hasProblemIn, type Pair, pairOf } from '../values/value-type';
import { t } from '../words/language';
import { allOf, quote } from '../words/quote';
import { checkedValues } from './common/checked-values';
import { onKey } from './common/places';
import { defineRule } from './rule';

export default defineRule({
  id: 'udata-shape',
  severity: 'information',
  source: 'judgement',
  summary: 'User data is written as an array of pairs instead of an object.',
  why: 'Other generations of the API write user data as an array; Context Services answers with an object.',
  examples: (exampleRecord) => ({
    bad: [
      {
        text: exampleRecord([
          '"udata": [\n    { "key": "ServiceType", "type": "str", "value": "Support" },\n    { "key": "CaseID", "type": "int", "value": 20588 }\n  ]',
        ]),
        fixed: exampleRecord(['"udata": {\n    "ServiceType": "Support",\n    "CaseID": 20588\n  }']),
      },
      {
        text: exampleRecord([
          '"udata": [{ "key": "Reason", "value": "a" }, { "key": "Reason", "value": "b" }]',
        ]),
        whyNoFix: 'A key is there twice, and an object would keep only one of its values.',
      },
    ],
    good: [exampleRecord(['"udata": { "ServiceType": "Support", "CaseID": 20588 }'])],
  }),
  quiet: ['known-keys', 'values-in-form'],
  find: (record) =>
    checkedValues(record).right.filter(
      ({ field, entry }) => field.type === 'list' && entry.kind === 'array' && !hasProblemIn(record, entry),
    ),
  at: ({ entry }) => onKey(entry),
  say: ({ field }) => ({
    field: field.name,
    message: t`${quote(field.name)} is an array of pairs; it should be an object.`,
  }),
  fix({ entry }, record, { style }) {
    const elements = record.nested(entry);
    const pairs = elements.flatMap((element) => pairOf(record, element) ?? []);
    const keys = new Set(pairs.map(({ key }) => record.stringValue(key)));
    if (pairs.length < elements.length || keys.size < pairs.length) return [];
    // A member that is there twice has a meaning that an object of pairs has no room for.
    if (pairs.some(({ members }) => new Set(members.map(({ key }) => key)).size < members.length)) return [];
    const lost = [...new Set(pairs.flatMap((pair) => lostBeside(record, pair)))];
    return [
      {
        title:
          lost.length === 0
            ? t`Convert to an object`
            : t`Convert to an object, without ${allOf(lost.map(quote))}`,
        does: 'Convert',
        edits: [replaceValue(entry, objectText(record, entry, elements, pairs, style))],
        isSafe: lost.length === 0,
        ...(lost.length > 0 && { isLoss: true }),
      },
    ];
  },
});

/** The object that the pairs make, laid out as the array is. */
function objectText(
  record: OpenRecord,
  list: Entry,
  elements: readonly Entry[],
  pairs: readonly Pair[],
  style: TextStyle,
): string {
  const { text } = record;
  const lines: string[] = [];
  let at = list.valueStart + 1;
  for (const [index, { key, value }] of pairs.entries()) {
    const element = elements[index] as Entry;
    const gap = text.slice(at, element.valueStart).replace(',', '');
    const valueText = moved(record, value, element, style);
    lines.push(`${gap}${record.valueText(key)}${colonOf(text, value, style)}${valueText}`);
    at = element.valueEnd;
  }
  return `{${lines.join(',')}${text.slice(at, list.valueEnd - 1)}}`;
}

function colonOf(text: string, { keyEnd, valueStart }: Entry, style: TextStyle): string {
  const colon = text.slice(keyEnd, valueStart);
  return /^ ?:[ \t]?$/.test(colon) ? colon : style.colon;
}

/** The text of a value that moves from its place in a pair to the place of the pair: its lines move along. */
function moved(record: OpenRecord, value: Entry, element: Entry, style: TextStyle): string {
  const valueText = record.valueText(value);
  if (!/[\r\n]/.test(valueText)) return valueText;
  const from = indentAt(record.text, value.valueStart) ?? style.recordIndent;
  const to = indentAt(record.text, element.valueStart) ?? style.recordIndent;
  if (from === to || !from.startsWith(to)) return valueText;
  // Strings cannot hold line ends, so every line starts with indentation.
  return valueText.replaceAll(/(\r\n|\n|\r)([ \t]*)/g, (_, lineEnd: string, indent: string) =>
    indent.startsWith(from) ? `${lineEnd}${to}${indent.slice(from.length)}` : `${lineEnd}${indent}`,
  );
}

/** How other generations of the API name the type of a pair, by what its value is in JSON. */
const TYPE_NAMES: Readonly<{ [kind in Entry['kind']]?: RegExp }> = {
  string: /^(?:kv)?(?:str(?:ing)?|text)$/i,
  number: /^(?:kv)?(?:int(?:eger)?|long|float|double|number)$/i,
  boolean: /^(?:kv)?bool(?:ean)?$/i,
  object: /^(?:kv)?(?:list|object|map)$/i,
};

/** The names of what a pair holds besides its key, its value, and a type that the value itself shows. */
function lostBeside(record: OpenRecord, { value, members }: Pair): readonly string[] {
  return members.flatMap((member) => {
    if (member.key === 'key' || member.key === 'value') return [];
    const isType = member.key === 'type' && member.kind === 'string';
    return isType && TYPE_NAMES[value.kind]?.test(record.stringValue(member)) ? [] : [member.key];
  });
}
