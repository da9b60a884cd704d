import type { Entry } from '../../document/record';
import { indentAt } from '../../edit/insert-members';
import type { TextStyle } from '../../edit/text-style';
import type { OpenRecord } from '../../record/open-record';
import { type Pair, pairOf } from '../../values/value-type';

/**
 * The object that an array of pairs makes, with one more member (the text of it, its key not among theirs) if wanted, and
 * the names of what it has no room for; undefined where it is none of pairs that an object can hold.
 */
export function objectOfPairs(
  record: OpenRecord,
  entry: Entry,
  style: TextStyle,
  more?: { readonly key: string; readonly text: string },
): { readonly text: string; readonly lost: readonly string[] } | undefined {
  const elements = record.nested(entry);
  const pairs = elements.flatMap((element) => pairOf(record, element) ?? []);
  const keys = new Set(pairs.map(({ key }) => record.stringValue(key)));
  if (pairs.length < elements.length || keys.size < pairs.length) return undefined;
  // A member that is there twice has a meaning that an object of pairs has no room for.
  if (pairs.some(({ members }) => new Set(members.map(({ key }) => key)).size < members.length))
    return undefined;
  if (more && keys.has(more.key)) return undefined;
  return {
    text: objectText(record, entry, elements, pairs, style, more?.text),
    lost: [...new Set(pairs.flatMap((pair) => lostBeside(record, pair)))],
  };
}

/** The object that the pairs make, laid out as the array is. */
function objectText(
  record: OpenRecord,
  list: Entry,
  elements: readonly Entry[],
  pairs: readonly Pair[],
  style: TextStyle,
  more: string | undefined,
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
  if (more !== undefined) {
    const gap = text.slice(list.valueStart + 1, elements[0]?.valueStart ?? list.valueStart + 1);
    lines.push(lines.length > 0 && gap === '' ? `${style.afterComma}${more}` : `${gap}${more}`);
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
