import type { Location, ReferenceParams } from 'vscode-languageserver';
import { offsetAt } from '../../document/positions';
import { references } from '../../features/navigate/definition';
import { nameAt } from '../../features/navigate/names';
import { placesOf } from '../../features/navigate/places';
import { findRecords } from '../look-up';
import { toLocations } from '../navigation';
import type { Request } from '../request';
import { position, textDocument } from '../shapes';

export const referencesRequest: Request<ReferenceParams, Location[]> = {
  method: 'textDocument/references',
  capability: { referencesProvider: true },
  params: {
    parts: {
      textDocument,
      position,
      context: { optional: { parts: { includeDeclaration: { optional: 'flag' } } } },
    },
  },
  async answer({ position, context }, asked) {
    const { document } = asked.checked;
    const name = nameAt(document, offsetAt(document, position));
    if (!name) return null;
    const places = placesOf(name, await findRecords(name, asked));
    return toLocations(references(places, context?.includeDeclaration ?? true));
  },
};
