import { chunkAt, type Document } from '../../../document/document';
import { indentAt } from '../../../edit/insert-members';
import type { TextEdit } from '../../../edit/text-edit';
import type { TextStyle } from '../../../edit/text-style';
import {
  afterByteOrderMark,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  OPEN_BRACE,
} from '../../../json/characters';
import { parseString } from '../../../json/string-token';
import type { RecordType } from '../../../spec/record-type';
import type { RecordPlace, ValuePlace } from './place';
import { readsAsWell } from './reading';
import { type Site, siteAt } from './site';

/**
 * The place for a whole record at `cursor`, an offset in the text of chunk `index` outside of its record; undefined
 * where none can stand. With `isRecordOpen` the cursor is inside of a record that has no fields: one that may be going
 * to be a container.
 */
export function recordPlace(
  document: Document,
  index: number,
  cursor: number,
  style: TextStyle,
  isRecordOpen = false,
): RecordPlace | undefined {
  const chunk = chunkAt(document, index);
  const { text, record } = chunk;
  const isAfterEnd = chunk.problems.some(
    ({ kind, start }) => /^(?:text-after-end|second-on-line)$/.test(kind) && start < cursor,
  );
  if (isAfterEnd || chunk.frame.kind === 'beyond') return undefined;
  const site = siteAt(document, index, cursor, isRecordOpen);
  if (site === undefined) return undefined;
  // A record without an end may still go on.
  if (record?.closed === false && site.before === 'value' && site.beforeEnd === record.end) return undefined;
  const start = site.touched?.start ?? cursor;
  const end = site.touched?.end ?? cursor;
  // A word between quotes is what a lost quote made of a string.
  if (site.touched && /["']/.test(`${text[start - 1]}${text[end]}`)) return undefined;
  const indent = indentAt(text, start) ?? indentOfFirstLine(text, index) ?? style.recordIndent;
  const spot: Spot = {
    type: document.type,
    start,
    end,
    typed: text.slice(start, end),
    text,
    style,
    site,
    indent,
  };
  const place = placeIn(spot, document.form === 'json', isRecordOpen);
  return place && readsAsWell(document, chunk, trialOf(place, style)) ? place : undefined;
}

/** The place for a record as the value of a member that lacks one, in an object without fields. */
export function placeOfFirstRecord(
  document: Document,
  index: number,
  { start, end, commaAt, lead, tail }: ValuePlace,
  style: TextStyle,
): RecordPlace | undefined {
  const chunk = chunkAt(document, index);
  const indent = indentAt(chunk.text, start) ?? style.recordIndent;
  const spot = { start, end, commaAt, lead, tail, indent };
  const place = { kind: 'record', ...spot, name: undefined, typed: '', isWholeFile: false } as const;
  return readsAsWell(document, chunk, trialOf(place, style)) ? place : undefined;
}

/** The place that the structure leaves for a record; whether one really reads well there is to be tried. */
function placeIn(spot: Spot, isJson: boolean, isRecordOpen: boolean): RecordPlace | undefined {
  const { level, before } = spot.site;
  if (level === 'root') return placeInFile(spot, isJson);
  if (level === 'array') return placeInArray(spot);
  if (isRecordOpen) return undefined;
  return before === 'colon' ? placeOfValue(spot) : placeOfMember(spot);
}

/** The edits that insert a small record, on as many lines as a whole one. */
function trialOf(place: RecordPlace, style: TextStyle): readonly TextEdit[] {
  const { start, end, commaAt, lead, tail, name } = place;
  const line = style.mayBreakLines ? style.lineEnd : '';
  const record = `${name === undefined ? '' : '"?": '}{${line}"status": 0,${line}"type": ""${line}}`;
  const edit = { start, end, text: `${lead}${record}${tail}` };
  return commaAt === undefined ? [edit] : [{ start: commaAt, end: commaAt, text: ',' }, edit];
}

interface Spot {
  readonly type: RecordType;
  readonly start: number;
  readonly end: number;
  readonly typed: string;
  readonly text: string;
  readonly style: TextStyle;
  readonly site: Site;
  readonly indent: string;
}

/** In an empty file, or on an empty line of JSON Lines. */
function placeInFile(spot: Spot, isWholeFile: boolean): RecordPlace | undefined {
  const { before, next, touched } = spot.site;
  if (before !== undefined || next !== undefined || touched?.kind === 'string') return undefined;
  return placeAt(spot, { isWholeFile });
}

/** Among the elements of an array. */
function placeInArray(spot: Spot): RecordPlace | undefined {
  const { site, text, start, end, style } = spot;
  const { before, beforeEnd, next, touched } = site;
  if (touched?.kind === 'string' || before === 'junk' || next === COLON) return undefined;
  if (before === 'value' && next === COMMA) return undefined;
  const isEmpty = text.charCodeAt(end) === CLOSE_BRACKET && before === 'open' && beforeEnd === start;
  if (!isEmpty || !style.mayBreakLines) return placeAt(spot, commasAround(spot));
  const line = `${style.lineEnd}${spot.indent}`;
  const indent = `${spot.indent}${style.indentUnit}`;
  return placeAt(spot, { lead: `${line}${style.indentUnit}`, tail: line, indent });
}

/** After the colon of a container's member. */
function placeOfValue(spot: Spot): RecordPlace | undefined {
  const { site, text, start, style } = spot;
  if (site.touched?.kind === 'string' || site.next === COLON || site.isValueNext) return undefined;
  const lead = text.charCodeAt(start - 1) === COLON ? style.colon.slice(style.colon.indexOf(':') + 1) : '';
  return placeAt(spot, { lead, tail: commasAround(spot).tail });
}

/** Where a container's member belongs: the record needs a name. */
function placeOfMember(spot: Spot): RecordPlace | undefined {
  const { before, next, touched } = spot.site;
  if (before === 'key' || before === 'junk' || next === COLON || next === OPEN_BRACE) return undefined;
  if (before === 'value' && next === COMMA) return undefined;
  // A string without an end may hold more than a name.
  if (touched?.kind === 'string' && !/^"[^"{}[\]:,]*"?$/.test(spot.typed)) return undefined;
  const typedName = touched?.kind === 'string' ? parseString(spot.typed) : undefined;
  // The name of a field makes a record of the container, and no field has a record for its value.
  if (typedName !== undefined && spot.type.fieldNamed(typedName)) return undefined;
  return placeAt(spot, { ...commasAround(spot), name: typedName || 'name' });
}

function placeAt(spot: Spot, rest: Partial<RecordPlace>): RecordPlace {
  const { start, end, typed, indent } = spot;
  const plain = { commaAt: undefined, lead: '', tail: '', name: undefined, isWholeFile: false };
  return { kind: 'record', start, end, typed, indent, ...plain, ...rest };
}

/** The commas between the inserted record and its neighbours, as far as they are not there. */
function commasAround({
  site,
  text,
  start,
  end,
  style,
}: Spot): Pick<RecordPlace, 'commaAt' | 'lead' | 'tail'> {
  const { before, beforeEnd, next } = site;
  const isLast = next === undefined || next === COMMA || isClosing(next);
  const isAdjacent = !/[ \t\r\n]/.test(text[end] ?? '');
  const tail = isLast ? '' : `,${isAdjacent ? style.afterComma : ''}`;
  if (before !== 'value') {
    return { commaAt: undefined, lead: text.charCodeAt(start - 1) === COMMA ? style.afterComma : '', tail };
  }
  if (beforeEnd === start) return { commaAt: undefined, lead: `,${style.afterComma}`, tail };
  return { commaAt: beforeEnd, lead: '', tail };
}

function isClosing(code: number): boolean {
  return code === CLOSE_BRACKET || code === CLOSE_BRACE;
}

/** The white space at the start of the file, if the text is its first piece. */
function indentOfFirstLine(text: string, index: number): string | undefined {
  if (index > 0) return undefined;
  const from = afterByteOrderMark(text);
  return /^[ \t]*/.exec(text.slice(from))?.[0];
}
