import type { Document } from '../document/document';
import type { Position } from '../document/positions';
import type { Elsewhere } from '../rules/rule';

/** What is known of the other records that a document was judged among. */
export interface Among {
  /** The address of the document's own file. */
  readonly file: string;
  /** The document of another file, where that is at hand. */
  readonly documentOf: (file: string) => Document | undefined;
  /** Where a place in such a file is whose document is not at hand, as far as that is known. */
  readonly rangeOf?: (place: Elsewhere) => { readonly start: Position; readonly end: Position } | undefined;
  /** Whether a record has this identity, or names it as its parent's: another one with it would be related to that. */
  readonly isTaken: (text: string) => boolean;
  /**
   * Another number whenever a record that some finding refers to was edited; undefined where no finding of the document
   * refers to another record.
   */
  readonly referred: number | undefined;
}
