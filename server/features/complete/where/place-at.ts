import type { Chunk } from '../../../document/chunk';
import { chunkAt, type Document } from '../../../document/document';
import { entriesOf } from '../../../document/entries';
import type { TextStyle } from '../../../edit/text-style';
import { memberPlace } from './member-place';
import type { Place } from './place';
import { placeOfFirstRecord, recordPlace } from './record-place';

/** The place at `cursor`, an offset in the text of chunk `index`; undefined where nothing can be inserted. */
export function placeAt(
  document: Document,
  index: number,
  cursor: number,
  style: TextStyle,
): Place | undefined {
  const chunk = chunkAt(document, index);
  if (!isInRecord(document, chunk, cursor)) return recordPlace(document, index, cursor, style);
  const place = memberPlace(document, index, cursor, style);
  if (place?.kind === 'key' || place?.of === 'userData' || place?.field) return place;
  // An object without fields may be about to become a container of records.
  if (!mayBecomeContainer(chunk, index + 1 === document.count)) return undefined;
  if (place === undefined) return recordPlace(document, index, cursor, style, true);
  return place.isMissing ? placeOfFirstRecord(document, index, place, style) : undefined;
}

/** Whether a record has no fields, and an end: what follows then reads the same whatever it becomes. */
function mayBecomeContainer({ record, problems }: Chunk, isLast: boolean): boolean {
  if (record === undefined || problems.length > 0 || !(record.closed || isLast)) return false;
  return !entriesOf(record).some(({ field }) => field);
}

function isInRecord({ form }: Document, { record, text }: Chunk, cursor: number): boolean {
  if (record === undefined || cursor === 0) return false;
  if (cursor < record.end) return true;
  if (record.closed) return false;
  const blank = form === 'lines' ? /^[ \t]*(?:,[ \t]*)?$/ : /^[ \t\r\n]*(?:,[ \t\r\n]*)?$/;
  return blank.test(text.slice(record.end, cursor));
}
