import type { Location } from 'vscode-languageserver';
import { offsetOf } from '../document/document';
import { linkIn } from '../relations/links';
import { indexOfPlace, type RecordPlace } from '../relations/record-place';
import type { RelationIndex } from '../relations/relation-index';
import { toRange } from './convert';

/** Where a record is that the index knows: its identity, or else its brace. */
export function toLocation(place: RecordPlace, relations: RelationIndex): Location | undefined {
  const document = relations.documentOf(place.file);
  if (!document) return undefined;
  const offset = offsetOf(document, indexOfPlace(document, place));
  const { start, end } = linkIn(place.says, 'identity') ?? { start: 0, end: 1 };
  return { uri: place.file, range: toRange(document, offset + start, offset + end) };
}
