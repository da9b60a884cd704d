import type { Document } from '../../document/document';
import { eachToken } from '../../json/each-token';
import { isRefusal, type Outcome } from './outcome';
import { plainRecord, textOfRecord } from './whole-record';

/** The record of a chunk on one line, as JSON Lines have it: without white space, each key and value as it is written. */
export function recordOnOneLine(document: Document, index: number): Outcome<{ readonly line: string }> {
  const record = plainRecord(document, index);
  return isRefusal(record) ? record : { line: withoutSpace(textOfRecord(record)) };
}

/** A text of JSON without the white space between its tokens. */
export function withoutSpace(text: string): string {
  let line = '';
  eachToken(text, 0, text.length, (_kind, start, end) => {
    line += text.slice(start, end);
  });
  return line;
}
