import type { Document } from '../../document/document';
import type { TextEdit } from '../../edit/text-edit';

/** What comes of a wish: what was made, or why nothing was. */
export type Outcome<Made> = Made | Refusal;

/** Why a wish is not fulfilled, as one sentence for the user. The text stays as it is. */
export interface Refusal {
  readonly refusal: string;
}

export function refuse(refusal: string): Refusal {
  return { refusal };
}

export function isRefusal(outcome: Outcome<object>): outcome is Refusal {
  return 'refusal' in outcome;
}

/** A change of a document that was tried. */
export interface Change {
  /** UTF-16 offsets in the document, without overlaps. */
  readonly edits: readonly TextEdit[];
  /** The document as it reads once they are made. */
  readonly after: Document;
}
