import { chunkAt, chunkIndexAt, type Document, offsetOf } from '../../document/document';
import type { TextEdit } from '../../edit/text-edit';
import { textStyle } from '../../edit/text-style';
import type { Draft, Surroundings } from './draft';
import { keyDrafts } from './keys';
import type { Place } from './place';
import { placeAt } from './place-at';
import { proved, type Trial } from './proof';
import { recordDrafts } from './records';
import { plainOf, snippetOf } from './snippet';
import { udataKeyDrafts } from './udata';
import { valueDrafts } from './values';

/** A suggestion at the cursor. Plain data; offsets are UTF-16 offsets in the document. */
export interface CompletionItem {
  readonly label: string;
  readonly kind: 'field' | 'value' | 'code' | 'record' | 'udata';
  /** One line of plain text beside the label. */
  readonly detail: string;
  /** Markdown. */
  readonly documentation?: string;
  /** The main change. What it replaces is on one line and contains or touches the cursor. */
  readonly edit: {
    readonly start: number;
    readonly end: number;
    /** The new text with places to fill in, in the snippet syntax of the language server protocol. */
    readonly snippet: string;
    /** The same text for clients without snippets. White space is meant as it is in both. */
    readonly plain: string;
  };
  /** Changes elsewhere, such as the comma behind the member in front. They never touch the main change. */
  readonly additionalEdits?: readonly TextEdit[];
  readonly sortText: string;
  /** What the text between the start of the edit and the cursor is compared with. */
  readonly filterText: string;
  /** Whether to open the suggestions again after insertion, for the value that is now to be filled in. */
  readonly retrigger?: boolean;
}

/**
 * Gives the suggestions at a UTF-16 offset of a settled document, best first. Whichever is accepted, the text has no
 * more syntax errors than before and no record gets a key twice; where that cannot be had nothing is suggested.
 * `now` is the time as the specification writes it: `YYYY-MM-DDTHH:mm:ss.SSSZ`. The cost is that of reading the
 * record a few times and of a look at some hundreds of records beside it, whatever the size of the document.
 */
export function complete(
  document: Document,
  offset: number,
  context: { readonly now: string },
): readonly CompletionItem[] {
  const { index, start } = chunkOfCursor(document, offset);
  const style = textStyle(document, index);
  const place = placeAt(document, index, offset - start, style);
  if (place === undefined) return [];
  const drafts = draftsFor(place, { document, index, style, now: context.now });
  const items = drafts.map((draft, rank) => toItem(draft, place, start, rank));
  return proved(document, chunkAt(document, index), items, (item) => trialOf(item, start));
}

/** What a suggestion does, to be tried; `start` is where the chunk of the cursor starts. */
function trialOf({ kind, edit, additionalEdits = [] }: CompletionItem, start: number): Trial {
  const edits = [...additionalEdits, { start: edit.start, end: edit.end, text: edit.plain }];
  if (kind !== 'record') return { edits, recordStart: start };
  // The commas that it adds elsewhere stand in front of it.
  const shift = additionalEdits.reduce((sum, { text }) => sum + text.length, 0);
  return { edits, recordStart: edit.start + shift + edit.plain.indexOf('{') };
}

/** The chunk that the cursor is in. Between two chunks that is the first one: the cursor stands in front of a record. */
function chunkOfCursor(document: Document, offset: number): { index: number; start: number } {
  let index = chunkIndexAt(document, offset);
  while (index > 0 && offsetOf(document, index) === offset) index--;
  return { index, start: offsetOf(document, index) };
}

function draftsFor(place: Place, around: Surroundings): readonly Draft[] {
  if (place.kind === 'record') return recordDrafts(place, around);
  if (place.kind === 'value') return valueDrafts(place, around);
  return place.of === 'udata' ? udataKeyDrafts(place, around) : keyDrafts(place, around);
}

function toItem(draft: Draft, place: Place, offset: number, rank: number): CompletionItem {
  const { label, kind, detail, documentation, retrigger } = draft;
  const { start, end, commaAt, lead, tail } = place;
  const parts = [lead, ...draft.parts, tail];
  return {
    label,
    kind,
    detail,
    ...(documentation === undefined ? {} : { documentation }),
    edit: { start: start + offset, end: end + offset, snippet: snippetOf(parts), plain: plainOf(parts) },
    ...(commaAt === undefined
      ? {}
      : { additionalEdits: [{ start: commaAt + offset, end: commaAt + offset, text: ',' }] }),
    sortText: String(rank).padStart(4, '0'),
    filterText: draft.filterText,
    ...(retrigger ? { retrigger } : {}),
  };
}
