import { limits } from '../../config/limits';
import { chunkAt, chunkIndexAt, type Document, offsetOf } from '../../document/document';
import { noLayouts, textStyle } from '../../edit/text-style';
import { takenIdentifiers } from '../../record/taken-identifiers';
import type { Draft, Surroundings } from './what/draft';
import { keyDrafts } from './what/keys';
import { recordDrafts } from './what/records';
import { udataKeyDrafts } from './what/udata';
import { valueDrafts } from './what/values';
import type { Occasion } from './where/occasion';
import { opensByItself } from './where/opening';
import type { Place } from './where/place';
import { placeAt } from './where/place-at';
import { type CompletionItem, toItem } from './write/item';
import { proved, type Trial } from './write/proof';

/** What suggestions depend on besides the document. */
export interface CompletionContext {
  /** The time as the specification writes it: `YYYY-MM-DDTHH:mm:ss.SSSZ`. */
  readonly now: string;
  /** `asked` where nothing is said. */
  readonly occasion?: Occasion;
  /** One level of indentation where the file tells none; two spaces where nothing is said. */
  readonly indentUnit?: string | undefined;
  /** Whether a record of another file has an identity, or names it; none does if absent. */
  readonly isTaken?: ((id: string) => boolean) | undefined;
}

/**
 * Returns the suggestions at a UTF-16 offset of a settled document, in the order to show. Whichever is accepted and filled
 * in, the text has no more syntax errors than before and no record gets a key twice; where that cannot be had nothing is
 * suggested.
 * A list that opens by itself never changes what somebody types on with, and none of its suggestions writes more than
 * one member (`test/typing/typing.test.ts`). The cost is that of reading the record a few times and of a look at some
 * hundreds of records beside it, whatever the size of the document; but a new identifier is compared with the whole text.
 */
export function complete(
  document: Document,
  offset: number,
  { now, occasion = 'asked', indentUnit, isTaken }: CompletionContext,
): readonly CompletionItem[] {
  const { index, start } = chunkOfCursor(document, offset);
  const style = textStyle(document, index, noLayouts(), indentUnit);
  const place = placeAt(document, index, offset - start, style);
  if (place === undefined) return [];
  const { text } = chunkAt(document, index);
  const typed = text.slice(place.start, offset - start);
  if (occasion === 'typing' && !opensByItself(place, typed, text.slice(0, offset - start))) return [];
  const taken = takenIdentifiers(document, isTaken);
  const all = draftsFor(place, { document, index, style, now, occasion, typed, taken });
  const drafts = all.filter(({ label }) => label.length <= limits.suggestionCharacters);
  const hasQuote = text[place.start] === '"' && typed !== '';
  const items = drafts.map((draft, rank) => toItem(draft, place, { offset: start, rank, typed, hasQuote }));
  return proved(document, chunkAt(document, index), items, (item) => trialOf(item, start));
}

/** What a suggestion does, to be tried; `start` is where the chunk of the cursor starts. */
function trialOf({ kind, edit, additionalEdits = [] }: CompletionItem, start: number): Trial {
  const edits = [...additionalEdits, { start: edit.start, end: edit.end, text: edit.plain }];
  if (kind !== 'record') return { edits, recordStart: start };
  // The commas that it adds elsewhere stand before it.
  const shift = additionalEdits.reduce((sum, { text }) => sum + text.length, 0);
  return { edits, recordStart: edit.start + shift + edit.plain.indexOf('{') };
}

/** The chunk that the cursor is in. Between two chunks that is the first one: the cursor stands before a record. */
function chunkOfCursor(document: Document, offset: number): { index: number; start: number } {
  let index = chunkIndexAt(document, offset);
  while (index > 0 && offsetOf(document, index) === offset) index--;
  return { index, start: offsetOf(document, index) };
}

function draftsFor(place: Place, around: Surroundings): readonly Draft[] {
  if (place.kind === 'record') return recordDrafts(place, around);
  if (place.kind === 'value') return valueDrafts(place, around);
  return place.of === 'userData' ? udataKeyDrafts(place, around) : keyDrafts(place, around);
}
