import type { TextEdit } from '../../../edit/text-edit';
import type { Draft } from '../what/draft';
import { quotedFilter } from '../what/filter';
import { type Part, plainOf } from '../what/part';
import type { Place } from '../where/place';
import { snippetOf } from './snippet';

/** A suggestion at the cursor. Plain data; offsets are UTF-16 offsets in the document. */
export interface CompletionItem {
  readonly label: string;
  readonly kind: 'field' | 'value' | 'code' | 'record' | 'userData';
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
  /** Changes elsewhere, such as the comma after the member before. They never touch the main change. */
  readonly additionalEdits?: readonly TextEdit[];
  readonly sortText: string;
  /** What the text between the start of the edit and the cursor is compared with. */
  readonly filterText: string;
  /** Whether it is the likeliest one, to be focused wherever it stands in the list. */
  readonly isLikeliest?: boolean;
  /** Whether to open the suggestions again after insertion, for the value that is now to be filled in. */
  readonly retrigger?: boolean;
}

/** What an item depends on besides its draft and its place. */
interface Spot {
  /** Where the chunk of the cursor starts. */
  readonly offset: number;
  readonly rank: number;
  readonly typed: string;
  /** Whether a `"` before the cursor opens what is replaced. */
  readonly hasQuote: boolean;
}

/** The item that a draft becomes at a place. */
export function toItem(draft: Draft, place: Place, { offset, rank, typed, hasQuote }: Spot): CompletionItem {
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
