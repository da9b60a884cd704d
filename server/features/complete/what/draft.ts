import type { Document } from '../../../document/document';
import type { TextStyle } from '../../../edit/text-style';
import type { TakenIdentifiers } from '../../../record/taken-identifiers';
import type { Occasion } from '../where/occasion';
import type { Part } from './part';

/** A suggestion before it is put in its place: what it says, and the text without the commas around it. */
export interface Draft {
  readonly label: string;
  readonly kind: 'field' | 'value' | 'code' | 'record' | 'userData';
  readonly detail: string;
  readonly documentation?: string;
  readonly parts: readonly Part[];
  /** What it is found by, without the quotes around it. */
  readonly filterText: string;
  readonly isLikeliest?: boolean;
  readonly retrigger?: boolean;
}

/** A value worth offering. */
export interface OfferedValue {
  readonly kind: 'value' | 'code';
  /** The value as JSON text. */
  readonly json: string;
  readonly detail: string;
  /** The name of a code. */
  readonly name?: string;
  /** What else it is found by; a number is found by nothing but this and its name. */
  readonly words?: string;
}

/** What suggestions may depend on besides their place. */
export interface Surroundings {
  readonly document: Document;
  /** The index of the chunk that the cursor is in. */
  readonly index: number;
  readonly style: TextStyle;
  /** The time now as the specification writes it. */
  readonly now: string;
  readonly occasion: Occasion;
  /** The identifiers that are not free. */
  readonly taken: TakenIdentifiers;
  /** What is there of the key or value that is replaced, up to the cursor. */
  readonly typed: string;
}
