import { chunkAt, type Document, gapStart, offsetOf } from '../../document/document';
import type { TextEdit } from '../../edit/text-edit';
import { textStyle } from '../../edit/text-style';
import { whiteSpaceEnd, whiteSpaceStart } from '../../json/white-space';
import { t } from '../../words/language';
import { type Token, tokensOf } from '../complete/where/token';
import { lessFarIn } from './less-far-in';
import { type Change, isRefusal, type Outcome, refuse } from './outcome';
import { identityOf } from './own-identity';
import { tried } from './proof';
import { type Standing, standingOf } from './standing';
import { textOfRecord, wholeRecord } from './whole-record';

/** A record that leaves its file. */
export interface Moved extends Change {
  /** The text of its own file. */
  readonly text: string;
  /** What that may be called, without an ending: letters, digits, `.`, `-` and `_`. */
  readonly fileName: string;
}

/**
 * Takes the record of a chunk out of its file, with the comma and the line that it needed there, and makes the text of a file of its own:
 * the same text, less far in. Refused where it is the only record.
 */
export function moveRecord(document: Document, index: number): Outcome<Moved> {
  const record = wholeRecord(document, index);
  if (isRefusal(record)) return record;
  const standing = standingOf(document, index);
  if (isRefusal(standing)) return standing;
  if (document.count === 2) return refuse(t`This is the only record: rename the file instead.`);
  const edits =
    standing.kind === 'line' ? lineRemoved(document, index) : itemRemoved(document, index, standing);
  if (isRefusal(edits)) return edits;
  const change = tried(document, edits, { removed: index });
  if (isRefusal(change)) return change;
  const { recordIndent, lineEnd } = textStyle(document, index);
  const name = standing.kind === 'named' ? standing.name : identityOf(record);
  return {
    ...change,
    text: `${lessFarIn(textOfRecord(record), recordIndent)}${lineEnd}`,
    fileName: fileNameOf(name ?? ''),
  };
}

/** What a file may be called everywhere, after a name that may be anything. */
function fileNameOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9._]+/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
    .slice(0, 64);
  return plain === '' ? 'record' : plain;
}

/** A line of JSON Lines goes with its line end, the last one with that before it. */
function lineRemoved(document: Document, index: number): Outcome<readonly TextEdit[]> {
  const { text, record } = chunkAt(document, index);
  const end = record?.end ?? 0;
  const start = offsetOf(document, index);
  const before = chunkAt(document, index - 1).text;
  const isLast = index + 1 === document.count;
  const rest = /^[ \t]*(?:\r\n|\n|\r|$)/.exec(text.slice(end))?.[0];
  const endsLine = rest !== undefined && (isLast || /[\r\n]$/.test(rest));
  const isAlone = endsLine && /(?:^\ufeff?|[\r\n])[ \t]*$/.test(before);
  if (!isAlone) return refuse(t`Something else stands on the line of this record.`);
  const lineStart = start - (/(?<![ \t])[ \t]*$/.exec(before)?.[0].length ?? 0);
  if (/[\r\n]$/.test(rest)) return [{ start: lineStart, end: start + end + rest.length, text: '' }];
  const lineEnd = /(?:\r\n|\n|\r)[ \t]*$/.exec(before)?.[0] ?? '';
  return [{ start: start - lineEnd.length, end: start + end + rest.length, text: '' }];
}

/** An item goes with the comma after it, the last one with that before it. */
function itemRemoved(document: Document, index: number, standing: Standing): Outcome<readonly TextEdit[]> {
  const before = chunkAt(document, index - 1);
  const { text, record } = chunkAt(document, index);
  const offset = offsetOf(document, index);
  const from = standing.kind === 'named' ? standing.key.start : before.text.length;
  const itemStart = offset - (before.text.length - from);
  const itemEnd = offset + (record?.end ?? 0);
  const space = from - whiteSpaceStart(before.text, from, gapStart(before));
  const comma = plainToken(tokensOf(text, record?.end ?? 0, text.length), 0);
  const previous = plainToken(tokensOf(before.text, gapStart(before), from), -1);
  const hasNext = index + 1 < document.count || comma?.kind === 'comma';
  if (comma?.kind === 'comma' && hasNext && !isClosing(text, comma)) {
    const afterComma = offset + comma.end;
    const hasComment = text.slice(record?.end ?? 0, comma.start).trim() !== '';
    if (hasComment) {
      return [
        { start: itemStart - space, end: itemEnd, text: '' },
        { start: offset + comma.start, end: afterComma, text: '' },
      ];
    }
    // What is next moves to its place where nothing parts them from the bracket.
    const end = space === 0 ? offset + whiteSpaceEnd(text, comma.end) : afterComma;
    return [{ start: itemStart - space, end, text: '' }];
  }
  if (previous?.kind === 'comma') {
    const commaStart = offset - before.text.length + previous.start;
    const end = comma?.kind === 'comma' ? offset + comma.end : itemEnd;
    if (before.text.slice(previous.end, from).trim() === '') return [{ start: commaStart, end, text: '' }];
    return [
      { start: commaStart, end: commaStart + 1, text: '' },
      { start: itemStart - space, end, text: '' },
    ];
  }
  return [{ start: itemStart - space, end: offset + whiteSpaceEnd(text, record?.end ?? 0), text: '' }];
}

/** The first of some tokens, or with -1 the last, that is no comment. */
function plainToken(tokens: readonly Token[], at: 0 | -1): Token | undefined {
  return tokens.filter(({ kind }) => kind !== 'comment').at(at);
}

/** Whether a bracket follows a comma. */
function isClosing(text: string, { end }: Token): boolean {
  return plainToken(tokensOf(text, end, text.length), 0)?.kind === 'close';
}
