import { endOfLine, endOfText } from '../json/tokens';
import { chunksOf, type Document, offsetOf } from './document';
import { LONGEST_MARKER, markerSigns } from './marker-signs';

/*
 * A merge conflict is one defect, told at its first marker. Its second side is read from where the first one started, or,
 * where the sides open and close different brackets, not at all; nor is what is the base of both.
 */

/** A line that marks a part of a merge conflict. */
export interface Marker {
  /** The start of the first side, of the base, of the second side, or the end of all. */
  readonly sign: '<' | '|' | '=' | '>';
  readonly start: number;
  /** After its text, and the last character that this depends on. */
  readonly end: number;
  readonly readEnd: number;
}

const USUAL_SIGNS = 7;

/** The marker of a merge conflict that starts at `at`; else after the last character that this depends on. */
function markerAt(text: string, at: number): Marker | number {
  const sign = text.charAt(at);
  if (sign !== '<' && sign !== '|' && sign !== '=' && sign !== '>') return at;
  let before = at - 1;
  while (text.charAt(before) === ' ' || text.charAt(before) === '\t') before--;
  const isLineStart = before < 0 || /[\r\n\ufeff]/.test(text.charAt(before));
  if (!isLineStart || markerSigns(text, at) === 0) return at + LONGEST_MARKER;
  const lineEnd = endOfLine(text, at);
  return { sign, start: at, end: endOfText(text, lineEnd), readEnd: lineEnd + 1 };
}

/** A side of a merge conflict that is longer than this, in UTF-16 code units, is not looked for. */
const LONGEST_SIDE = 1 << 20;

/** What may be a marker. */
const ANY_MARKER = /([<|=>])\1{6}/g;

/**
 * The markers that follow in the same merge conflict from `from` on, inside of it; none of a conflict in one of its sides. An
 * end is missing where the conflict has none.
 */
export function markersFrom(text: string, from: number): readonly Marker[] {
  const markers: Marker[] = [];
  let depth = 0;
  ANY_MARKER.lastIndex = from;
  for (let found = ANY_MARKER.exec(text); found; found = ANY_MARKER.exec(text)) {
    if (found.index > from + LONGEST_SIDE) break;
    const marker = markerAt(text, found.index);
    if (typeof marker === 'number') continue;
    if (marker.sign === '<') depth++;
    else if (depth > 0) depth -= marker.sign === '>' ? 1 : 0;
    else {
      markers.push(marker);
      if (marker.sign === '>') break;
    }
  }
  return markers;
}

/** What a marker does to the conflict that is being read. */
export interface PassedMarker {
  readonly does: keyof typeof PROBLEM_OF_MARKER;
  /** After its text; where reading goes on; and after the last character that this depends on. */
  readonly end: number;
  readonly goOn: number;
  readonly readEnd: number;
}

/** What is told of a marker: of those of one conflict the first alone. */
export const PROBLEM_OF_MARKER = {
  begin: 'merge-conflict',
  'second side': 'conflict-part',
  skip: 'conflict-part',
  end: 'conflict-part',
  stray: 'surrounding-text',
} as const;

/**
 * Passes the marker of a merge conflict at `at`, in this side of a conflict (undefined in none); else returns the offset
 * after the last character that this depends on. `isAtStart` says whether reading has come back to where the conflict
 * started, so that its second side can be read from there.
 */
export function passMarker(
  text: string,
  at: number,
  side: 'first' | 'second' | undefined,
  isAtStart: () => boolean,
): PassedMarker | number {
  const marker = markerAt(text, at);
  if (typeof marker === 'number') return marker;
  const { sign, end, readEnd } = marker;
  if (sign === '<') return { does: 'begin', end, goOn: end, readEnd };
  // A line of many such signs is one that people draw.
  if (side === undefined && text.charAt(at + USUAL_SIGNS) === sign) return at + LONGEST_MARKER;
  if (side === undefined || (side === 'second' && sign !== '>'))
    return { does: 'stray', end, goOn: end, readEnd };
  if (sign === '>') return { does: 'end', end, goOn: end, readEnd };
  const following = markersFrom(text, end);
  const last = following.at(-1);
  // Without its end the conflict depends on all that follows.
  const restEnd = last?.sign === '>' ? last.readEnd : text.length + 1;
  if (sign === '=' && isAtStart()) return { does: 'second side', end, goOn: end, readEnd: restEnd };
  const next = following.find((one) => one.sign === (sign === '|' ? '=' : '>'));
  if (next) return { does: 'skip', end, goOn: next.start, readEnd: restEnd };
  return { does: sign === '=' ? 'end' : 'skip', end, goOn: end, readEnd: restEnd };
}

/**
 * The other markers of the merge conflict that starts at `start` in chunk `index`, as far as the conflict is read. Offsets of
 * markers are in the document.
 */
export function otherMarkers(
  document: Document,
  index: number,
  start: number,
): readonly Pick<Marker, 'sign' | 'start' | 'end'>[] {
  const markers: Pick<Marker, 'sign' | 'start' | 'end'>[] = [];
  let depth = 0;
  let next = offsetOf(document, index);
  const first = next + start;
  for (const { text, record, problems } of chunksOf(document, index)) {
    const offset = next;
    next += text.length;
    for (const { kind, start: from, end: to } of [...(record?.problems ?? []), ...problems]) {
      if (offset + from <= first) continue;
      if (kind === 'merge-conflict') depth++;
      if (kind !== 'conflict-part') continue;
      const sign = text.charAt(from) as Marker['sign'];
      if (depth === 0) markers.push({ sign, start: offset + from, end: offset + to });
      if (sign === '>' && depth-- === 0) return markers;
    }
    if (next > first + 4 * LONGEST_SIDE) break;
  }
  return markers;
}
