import { ABSENT, EMPTY_TOKEN, type Noted, type NotedRole, notedAt, notedPlace } from '../document/noted';
import { hashOfText } from '../document/value-pair';
import { BACKSLASH, QUOTE } from '../json/characters';

/** The parts of a record by which records are found and refer to each other. */
export type LinkPart = NotedRole;

/**
 * A record as far as others find it, and it refers to others: a chunk, or what is kept of one in a file that is not open.
 */
export interface Linked extends Noted {
  /** What the notes are about. */
  readonly text: string;
  /** The merge conflict that it stands in: there can be another version of it. */
  readonly conflict?: object | undefined;
}

/** The value of such a part: its text, and its token's UTF-16 offsets relative to the start of the chunk. */
export interface Link {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What a record is found by and refers to; absent is what it lacks, what is empty, and what is no text. */
export type Links = { readonly [part in Exclude<LinkPart, 'allowsChildren'>]?: Link };

/** What the record of a chunk is found by and refers to: nothing of it is read for that but these values. */
export function linksOf(record: Linked): Links {
  const links: { -readonly [part in keyof Links]: Links[part] } = {};
  for (const part of textParts) {
    const link = linkIn(record, part);
    if (link) links[part] = link;
  }
  return links;
}

const textParts = ['identity', 'parent', 'thread', 'customer', 'external', 'start'] as const;

/** One of them. */
export function linkIn(record: Linked, part: LinkPart): Link | undefined {
  const text = linkText(record, part);
  const place = notedPlace(record, part);
  return text && place ? { text, ...place } : undefined;
}

/** The text of one of them. */
export function linkText(record: Linked, part: LinkPart): string | undefined {
  return textAt(record, notedAt[part]);
}

/** The same of the part with a place in the notes; where its text is not empty. */
function textAt({ text, noted, notedFrom }: Linked, place: number): string | undefined {
  const start = noted?.[notedFrom + place] ?? ABSENT;
  if (start === ABSENT) return undefined;
  return textOfToken(text, start, noted?.[notedFrom + place + 1] as number) || undefined;
}

/** Whether a record has a text at a place in the notes. */
export function hasText(record: Linked, place: number): boolean {
  const { pairs, notedFrom } = record;
  const at = notedFrom + place;
  return isPair(pairs, at) || textStart(record, place) >= 0;
}

function isPair(pairs: Int32Array | undefined, at: number): pairs is Int32Array {
  return pairs !== undefined && ((pairs[at] as number) | (pairs[at + 1] as number)) !== 0;
}

/**
 * The hash of what a record has at a place in the notes; undefined where there is none. It goes with the seed that the record
 * was read with.
 */
export function linkHash(record: Linked, place: number, seed: number): number | undefined {
  const { pairs, notedFrom } = record;
  const at = notedFrom + place;
  if (isPair(pairs, at)) return pairs[at];
  const text = textAt(record, place);
  return text === undefined ? undefined : hashOfText(text, seed);
}

/** Whether the record of a chunk says that it takes no children. */
export function refusesChildren(record: Linked): boolean {
  const place = notedPlace(record, 'allowsChildren');
  return place !== undefined && place.end - place.start === 5 && record.text.startsWith('false', place.start);
}

/**
 * How what one record has in a part stands to what another has in one: 0 where both are the same; undefined where one of them has
 * no text there. Of the start it is less than 0 where it is before that in the order of texts, of other parts in any order. It is
 * asked of all records of a file: where both have pairs the texts are left alone, and no texts are made, unless they have
 * escapes. The parts go by their places in the notes.
 */
export function compareLinks(
  one: Linked,
  place: number,
  other: Linked,
  otherPlace: number,
): number | undefined {
  const { pairs } = one;
  const { pairs: otherPairs } = other;
  if (pairs && otherPairs) {
    const pair = one.notedFrom + place;
    const otherPair = other.notedFrom + otherPlace;
    const first = pairs[pair] as number;
    const second = pairs[pair + 1] as number;
    const otherFirst = otherPairs[otherPair] as number;
    const otherSecond = otherPairs[otherPair + 1] as number;
    if ((first | second) !== 0 && (otherFirst | otherSecond) !== 0)
      return first - otherFirst || second - otherSecond;
  }
  let at = textStart(one, place);
  let otherAt = textStart(other, otherPlace);
  if (at < 0 || otherAt < 0) return undefined;
  for (; ; at++, otherAt++) {
    const unit = one.text.charCodeAt(at);
    const otherUnit = other.text.charCodeAt(otherAt);
    if (unit === BACKSLASH || otherUnit === BACKSLASH)
      return compareTexts(textAt(one, place) as string, textAt(other, otherPlace) as string);
    if (unit !== otherUnit) return unit === QUOTE ? -1 : otherUnit === QUOTE ? 1 : unit - otherUnit;
    if (unit === QUOTE) return 0;
  }
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** Where the text of the part with a place in the notes begins, after its quote; -1 where there is none. */
function textStart({ text, noted, notedFrom }: Linked, place: number): number {
  if (!noted) return -1;
  const at = notedFrom + place;
  const start = noted[at] as number;
  if (start === ABSENT || (noted[at + 1] as number) - start <= EMPTY_TOKEN) return -1;
  return text.charCodeAt(start) === QUOTE ? start + 1 : -1;
}

/** Whether two chunks have the same there, or both nothing, however it is written. */
export function isSameLink(one: Linked, other: Linked, part: LinkPart): boolean {
  const place = notedPlace(one, part);
  const otherPlace = notedPlace(other, part);
  if (!place || !otherPlace) return place === otherPlace;
  return one.text.slice(place.start, place.end) === other.text.slice(otherPlace.start, otherPlace.end);
}

/** What a token says, if it is a text: one that is whole, as those are that are noted. */
function textOfToken(text: string, start: number, end: number): string | undefined {
  if (text.charCodeAt(start) !== QUOTE) return undefined;
  const inside = text.slice(start + 1, end - 1);
  return inside.includes('\\') ? (JSON.parse(text.slice(start, end)) as string) : inside;
}
