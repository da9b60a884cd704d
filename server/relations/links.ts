import { type Noted, type NotedRole, notedPlace } from '../document/noted';
import { BACKSLASH, QUOTE } from '../json/characters';
import { hashOfText } from './postings';

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
  const place = notedPlace(record, part);
  return (place && textOfToken(record.text, place.start, place.end)) || undefined;
}

/**
 * The hash of one of them, as `hashOfText` makes it; undefined where there is none. No text is made for it, unless the
 * value has escapes.
 */
export function linkHash(record: Linked, part: LinkPart, seed: number): number | undefined {
  const place = notedPlace(record, part);
  if (!place) return undefined;
  const { text } = record;
  const { start, end } = place;
  if (text.charCodeAt(start) !== QUOTE || end - start <= EMPTY_TOKEN) return undefined;
  return hasEscape(text, start, end)
    ? hashOfText(JSON.parse(text.slice(start, end)) as string, seed)
    : hashOfText(text, seed, start + 1, end - 1);
}

/** The length of the token of an empty text. */
const EMPTY_TOKEN = 2;

/** Whether the record of a chunk says that it takes no children. */
export function refusesChildren(record: Linked): boolean {
  const place = notedPlace(record, 'allowsChildren');
  return place !== undefined && record.text.slice(place.start, place.end) === 'false';
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

function hasEscape(text: string, start: number, end: number): boolean {
  for (let at = start + 1; at < end; at++) if (text.charCodeAt(at) === BACKSLASH) return true;
  return false;
}
