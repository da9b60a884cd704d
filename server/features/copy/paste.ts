import { chunkAt, chunkIndexAt, chunksOf, type Document, offsetOf } from '../../document/document';
import { readingAs } from '../../document/form';
import { settle } from '../../document/settle';
import { soundReader } from '../../document/sound-reader';
import type { TextEdit } from '../../edit/text-edit';
import { noLayouts, type TextStyle, textStyle } from '../../edit/text-style';
import { edited } from '../../edit/trial';
import type { Engine } from '../../engine';
import { openRecord } from '../../record/open-record';
import { recordPlace } from '../complete/where/record-place';
import { type FixAllOptions, fixingToTheEnd } from '../fix-all';
import { lessFarIn } from './less-far-in';
import { withoutSpace } from './one-line';
import { isRefusal } from './outcome';
import { tried } from './proof';

/** A pasted record of another interface, mended. */
export interface Pasted {
  /** UTF-16 offsets in the document; the last one is in the place of the selection. */
  readonly edits: readonly TextEdit[];
  /** How many findings were mended. */
  readonly mended: number;
}

/** Nobody pastes more than this for being mended, in UTF-16 code units. */
const LONGEST_PASTED = 1 << 20;

/** So many names of another interface say that a text is one of its records. */
const ENOUGH_NAMES = 2;

/**
 * A text with records of another interface of the vendor (`interactionId`, `startDate`) as records of the document's
 * type, as all its safe fixes leave it, put in the place of a selection with the commas and the layout that are needed
 * there. Undefined where the text is something else, or nothing can stand there. The generator pauses every now and then.
 */
export function* pasting(
  engine: Engine,
  document: Document,
  selection: { readonly start: number; readonly end: number },
  text: string,
  options: Pick<FixAllOptions, 'now' | 'severityOf'>,
): Generator<unknown, Pasted | undefined> {
  const { type } = document;
  if (text.length > LONGEST_PASTED || !/^\s*[[{]/.test(text)) return undefined;
  const reading = readingAs(text, { form: 'json', isSaid: false });
  const read = yield* engine.settling(engine.open(text, reading, type));
  if (!isOfOtherInterface(read)) return undefined;
  const checked = yield* engine.checking(read);
  const { remaining, made } = yield* fixingToTheEnd(engine, checked, { ...options, includeUnsafe: false });
  const records = recordTexts(remaining.document);
  if (made.length === 0 || records.length === 0) return undefined;
  const edits = placed(document, selection, records);
  return edits && { edits, mended: made.length };
}

/** Whether the records of a document have names of another interface for fields. */
function isOfOtherInterface({ ...document }: Document): boolean {
  let names = 0;
  for (const { record } of chunksOf(document)) {
    if (!record) continue;
    const { entries, type } = openRecord(record);
    for (const { key, field } of entries) if (!field && type.fieldMeant(key)) names++;
    if (names >= ENOUGH_NAMES) return true;
  }
  return false;
}

/** A record as a text by itself. */
interface RecordText {
  readonly text: string;
  /** One level of indentation in it. */
  readonly unit: string;
}

/** The records of a document, each with its lines as far in as if it stood alone. */
function recordTexts(document: Document): readonly RecordText[] {
  const texts: RecordText[] = [];
  for (let index = 1; index < document.count; index++) {
    const { record } = chunkAt(document, index);
    if (!record?.closed) continue;
    const { recordIndent, indentUnit } = textStyle(document, index);
    const text = record.text.slice(0, record.end);
    texts.push({
      text: lessFarIn(text, recordIndent),
      unit: indentUnit,
    });
  }
  return texts;
}

/** The edits that put records in the place of a selection. */
function placed(
  document: Document,
  { start, end }: { readonly start: number; readonly end: number },
  records: readonly RecordText[],
): readonly TextEdit[] | undefined {
  const removal = { start, end, text: '' };
  const without = start === end ? document : settle(edited(document, [removal]), soundReader(document.type));
  const { index, at } = chunkBefore(without, start);
  const style = textStyle(without, index, noLayouts());
  const place = recordPlace(without, index, at, style);
  // A half-typed word is something else than a place.
  if (!place || place.start !== at || place.end !== at) return undefined;
  if (place.name !== undefined && records.length > 1) return undefined;
  const text = joined(records, place.indent, style, without);
  const list = place.isWholeFile && records.length > 1 ? `[${style.lineEnd}${text}${style.lineEnd}]` : text;
  const name = place.name === undefined ? '' : `${JSON.stringify(place.name)}${style.colon}`;
  const main = { start, end, text: `${place.lead}${name}${list}${place.tail}` };
  const offset = offsetOf(without, index);
  const comma =
    place.commaAt === undefined
      ? []
      : [{ start: place.commaAt + offset, end: place.commaAt + offset, text: ',' }];
  const edits = [...comma, { ...main, end: start }];
  const added = { from: index + 1, count: records.length };
  if (isRefusal(tried(without, edits, { added, isOther: document.count < 3 }))) return undefined;
  return [...comma, main];
}

/** The text of all records at a place; without records that show it the file has the indentation of what is pasted. */
function joined(
  records: readonly RecordText[],
  indent: string,
  { lineEnd, indentUnit, mayBreakLines, afterComma }: TextStyle,
  { form, count }: Document,
): string {
  if (form === 'lines') return records.map(({ text }) => withoutSpace(text)).join(lineEnd);
  if (!mayBreakLines) return records.map(({ text }) => withoutSpace(text)).join(`,${afterComma}`);
  const inLayout = records.map(({ text, unit }) =>
    text.replaceAll(/(?:\r\n|\n|\r)([ \t]*)/g, (_, space: string) => {
      const own = count > 1 ? reindented(space, unit, indentUnit) : space;
      return `${lineEnd}${indent}${own}`;
    }),
  );
  return inLayout.join(`,${lineEnd}${indent}`);
}

/** The white space before a line, its levels of indentation written as others are. */
function reindented(space: string, unit: string, other: string): string {
  let levels = 0;
  while (space.startsWith(unit, levels * unit.length)) levels++;
  return `${other.repeat(levels)}${space.slice(levels * unit.length)}`;
}

/** The chunk that a cursor is in; between two it is the first one. */
function chunkBefore(document: Document, offset: number): { readonly index: number; readonly at: number } {
  let index = chunkIndexAt(document, offset);
  while (index > 0 && offsetOf(document, index) === offset) index--;
  return { index, at: offset - offsetOf(document, index) };
}
