import { chunkAt, type Document } from '../document/document';
import type { DataRecord } from '../document/record';
import { COLON } from '../json/characters';
import type { Problem } from '../json/problem';
import { readString } from '../json/tokens';
import { whiteSpaceEnd } from '../json/white-space';
import { readWord } from '../json/words';
import { t } from '../words/language';

/** A record beside the one that is edited. */
export interface NearRecord {
  readonly record: DataRecord;
  /** How many records up (negative) or down it is. */
  readonly distance: number;
}

/**
 * The records around chunk `index`, nearest first, at most `most` of them. That of the chunk itself is one of them only
 * where the cursor is after it, so that it is the nearest one up.
 */
export function* nearRecords(
  document: Document,
  index: number,
  most: number,
  isAfter = false,
): Generator<NearRecord> {
  let found = 0;
  const up = isAfter ? index + 1 : index;
  for (let step = 1; found < most && (up - step >= 0 || index + step < document.count); step++) {
    for (const distance of [-step, step]) {
      const near = distance < 0 ? up + distance : index + distance;
      const record = near >= 0 && near < document.count ? chunkAt(document, near).record : undefined;
      if (record === undefined) continue;
      found++;
      yield { record, distance };
    }
  }
}

/**
 * The value of a record's member as JSON text, if it is a whole string, number or literal. It looks for the first key
 * of this name without reading the record, so that looking through hundreds of records costs no time to speak of; a
 * key of the same name in udata may come first.
 */
export function scalarOf({ text, end }: DataRecord, key: string): string | undefined {
  const at = valueStartOf(text, end, key);
  if (at === undefined) return undefined;
  const problems: Problem[] = [];
  const isString = text[at] === '"';
  const valueEnd = isString ? readString(text, at, 0, problems) : readWord(text, at, 0, problems).end;
  return problems.length > 0 || valueEnd > end ? undefined : text.slice(at, valueEnd);
}

/** Where the value of the first key of this name starts; undefined where there is none. */
export function valueStartOf(text: string, end: number, key: string): number | undefined {
  const token = JSON.stringify(key);
  let at = text.indexOf(token);
  for (; at >= 0 && at < end; at = text.indexOf(token, at + 1)) {
    let next = whiteSpaceEnd(text, at + token.length);
    if (text.charCodeAt(next) !== COLON) continue;
    next = whiteSpaceEnd(text, next + 1);
    return next < end ? next : undefined;
  }
  return undefined;
}

/** Says where a near record is. */
export function whereIs({ distance }: NearRecord): string {
  const count = Math.abs(distance);
  if (count === 1) return distance < 0 ? t`one record up` : t`one record down`;
  return distance < 0 ? t`${count} records up` : t`${count} records down`;
}
