import type { DocumentHighlight, DocumentHighlightParams } from 'vscode-languageserver';
import { offsetAt } from '../../document/positions';
import { isDefinition } from '../../features/navigate/definition';
import { nameAt } from '../../features/navigate/names';
import { placesOf } from '../../features/navigate/places';
import { rangeReader } from '../convert';
import { DocumentHighlightKind } from '../library';
import { findRecordsIn } from '../look-up';
import type { Request } from '../request';
import { atPosition } from '../shapes';

export const documentHighlightRequest: Request<DocumentHighlightParams, DocumentHighlight[]> = {
  method: 'textDocument/documentHighlight',
  capability: { documentHighlightProvider: true },
  params: atPosition,
  async answer({ position }, asked) {
    const { uri, version, checked } = asked;
    const { document } = checked;
    // Any other word editors highlight by themselves.
    const name = nameAt(document, offsetAt(document, position));
    if (!name) return null;
    const rangeOf = rangeReader(document);
    const places = placesOf(name, await findRecordsIn(name, { uri, version, document }, asked));
    return places.map((place) => ({
      range: rangeOf(place.start, place.end),
      kind: isDefinition(place) ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
  },
};
