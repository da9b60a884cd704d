import { limits } from '../../config/limits';
import { chunkAt, chunkIndexAt, type Document, offsetOf } from '../../document/document';
import type { TextEdit } from '../../edit/text-edit';
import { noLayouts, textStyle } from '../../edit/text-style';
import type { Draft, Surroundings } from './draft';
import { quotedFilter } from './filter';
import { keyDrafts } from './keys';
import type { Occasion } from './occasion';
import { opensByItself } from './opening';
import type { Place } from './place';
import { placeAt } from './place-at';
import { proved, type Trial } from './proof';
import { recordDrafts } from './records';
import { type Part, plainOf, snippetOf } from './snippet';
import { udataKeyDrafts } from './udata';
import { valueDrafts } from './values';

/** A suggestion at the cursor. Plain data; offsets are UTF-16 offsets in the document. */
export interface CompletionItem {
  readonly label: string;
  readonly kind: 'field' | 'value' | 'code' | 'record' | 'udata';
  /** A few words of plain text beside the label. */
  readonly detail: string;
  /** Markdown. */
  readonly documentation?: string;
  /** The main change. What it replaces is on one line and contains or touches the cursor. */
  readonly edit: {
    readonly start: number;
    readonly end: number;
    /** The new text with places to fill in, in the snippet syntax of the language server protocol. */
    readonly snippet: string;
    /** The same with the first of its values in place of each choice. */
    readonly snippetWithoutChoices: string;
    /**
     * The same text for clients without snippets, with a value in place of a hole that has none. White space is meant
     * as it is in all of them.
     */
    readonly plain: string;
  };
  /** Changes elsewhere, such as the comma behind the member in front. They never touch the main change. */
  readonly additionalEdits?: readonly TextEdit[];
  readonly sortText: string;
  /** What the text between the start of the edit and the cursor is compared with. */
  readonly filterText: string;
  /** Whether it is the likeliest one, to be focused wherever it stands in the list. */
  readonly isLikeliest?: boolean;
  /** Whether to open the suggestions again after insertion, for the value that is now to be filled in. */
  readonly retrigger?: boolean;
}

/** What suggestions depend on besides the document. */
export interface CompletionContext {
  /** The time as the specification writes it: `YYYY-MM-DDTHH:mm:ss.SSSZ`. */
  readonly now: string;
  /** `asked` where nothing is said. */
  readonly occasion?: Occasion;
  /** One level of indentation where the file tells none; two spaces where nothing is said. */
  readonly indentUnit?: string | undefined;
}

/**
 * Gives the suggestions at a UTF-16 offset of a settled document, in the order to show. Whichever is accepted and filled
 * in, the text has no more syntax errors than before and no record gets a key twice; where that cannot be had nothing is
 * suggested.
 * A list that opens by itself never changes what somebody types on with, and none of its suggestions writes more than
 * one member (`test/typing/typing.test.ts`). The cost is that of reading the record a few times and of a look at some
 * hundreds of records beside it, whatever the size of the document; but a new identifier is compared with the whole text.
 */
export function complete(
  document: Document,
  offset: number,
  { now, occasion = 'asked', indentUnit }: CompletionContext,
): readonly CompletionItem[] {
  const { index, start } = chunkOfCursor(document, offset);
  const style = textStyle(document, index, noLayouts(), indentUnit);
  const place = placeAt(document, index, offset - start, style);
  if (place === undefined) return [];
  const { text } = chunkAt(document, index);
  const typed = text.slice(place.start, offset - start);
  if (occasion === 'typing' && !opensByItself(place, typed, text.slice(0, offset - start))) return [];
  const all = draftsFor(place, { document, index, style, now, occasion, typed });
  const drafts = all.filter(({ label }) => label.length <= limits.suggestionCharacters);
  const hasQuote = text[place.start] === '"' && typed !== '';
  const items = drafts.map((draft, rank) => toItem(draft, place, { offset: start, rank, typed, hasQuote }));
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

interface Spot {
  /** Where the chunk of the cursor starts. */
  readonly offset: number;
  readonly rank: number;
  readonly typed: string;
  /** Whether a `"` in front of the cursor opens what is replaced. */
  readonly hasQuote: boolean;
}

function toItem(draft: Draft, place: Place, { offset, rank, typed, hasQuote }: Spot): CompletionItem {
  const { label, kind, detail, documentation, retrigger, isLikeliest } = draft;
  const { end, commaAt, lead, tail } = place;
  // The quote that was typed stays where another one would come: the words of most editors do not include it.
  const rest = withoutQuote(draft.parts);
  const quoteKept = hasQuote && rest !== undefined;
  const start = quoteKept ? place.start + 1 : place.start;
  const parts = quoteKept ? [...rest, tail] : [lead, ...draft.parts, tail];
  const additionalEdits = [
    ...(commaAt === undefined ? [] : [insertion(commaAt + offset, ',')]),
    ...(quoteKept && lead !== '' ? [insertion(place.start + offset, lead)] : []),
  ];
  return {
    label,
    kind,
    detail,
    ...(documentation === undefined ? {} : { documentation }),
    edit: {
      start: start + offset,
      end: end + offset,
      snippet: snippetOf(parts),
      snippetWithoutChoices: snippetOf(parts, false),
      plain: plainOf(parts),
    },
    ...(additionalEdits.length === 0 ? {} : { additionalEdits }),
    sortText: String(rank).padStart(4, '0'),
    filterText: quotedFilter(draft.filterText, place, typed, { string: rest !== undefined, quoteKept }),
    ...(isLikeliest ? { isLikeliest } : {}),
    ...(retrigger ? { retrigger } : {}),
  };
}

/** The parts without the quote that they start with; undefined where they start with none. */
function withoutQuote([first, ...others]: readonly Part[]): readonly Part[] | undefined {
  return typeof first === 'string' && first.startsWith('"') ? [first.slice(1), ...others] : undefined;
}

function insertion(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}
