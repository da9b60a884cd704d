import assert from 'node:assert/strict';
import type { Document } from '../../server/document/document';
import { applyEdits, type TextEdit } from '../../server/edit/text-edit';
import { isRefusal, type Outcome } from '../../server/features/copy/outcome';
import { recordAt } from '../../server/features/copy/record-at';
import { settled } from './engines';
import { marked } from './marked-text';

/** The time that new records take for the present. */
export const now = '2026-03-20T10:00:00.000Z';

/** What makes something of the record of a chunk. */
export type Making<Made> = (document: Document, index: number) => Outcome<Made>;

/** What comes of the record that is meant by the `|` in a text. */
export function madeAt<Made>(
  markedText: string,
  make: Making<Made>,
  form: 'json' | 'lines' = 'json',
): { readonly text: string; readonly outcome: Outcome<Made> } {
  const { text, offset } = marked(markedText);
  const document = settled(text, form);
  const index = recordAt(document, offset);
  assert.ok(index !== undefined, `a record is meant in ${markedText}`);
  return { text, outcome: make(document, index) };
}

/** The text after a change of the record at the `|`; the refusal, after a `!`, where there is one. */
export function changedAt(
  markedText: string,
  make: Making<{ readonly edits: readonly TextEdit[] }>,
  form: 'json' | 'lines' = 'json',
): string {
  const { text, outcome } = madeAt(markedText, make, form);
  return isRefusal(outcome) ? `! ${outcome.refusal}` : applyEdits(text, outcome.edits);
}
