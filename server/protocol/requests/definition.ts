import type { DefinitionParams, Location, LocationLink } from 'vscode-languageserver';
import type { Document } from '../../document/document';
import { offsetAt } from '../../document/positions';
import { definitions } from '../../features/navigate/definition';
import { entryOfField, type FieldName, fieldNameAt } from '../../features/navigate/field-reference';
import { type NameAt, nameAt } from '../../features/navigate/names';
import { placesOf } from '../../features/navigate/places';
import { toRange } from '../convert';
import { folderOf } from '../folders';
import { findIdentities } from '../look-up';
import { toLocations } from '../navigation';
import type { Asked, Request } from '../request';
import { atPosition } from '../shapes';

export const definitionRequest: Request<DefinitionParams, Location[] | LocationLink[]> = {
  method: 'textDocument/definition',
  capability: { definitionProvider: true },
  params: atPosition,
  async answer({ position }, asked) {
    const { document } = asked.checked;
    const offset = offsetAt(document, position);
    const name = nameAt(document, offset);
    const origin = name ?? fieldNameAt(document, offset);
    if (!origin) return null;
    const found = name ? await definitionsOf(name, asked) : await entryOf(origin, asked);
    return asked.client.textDocument?.definition?.linkSupport
      ? found.map((location) => linkTo(location, document, origin))
      : found;
  },
};

async function definitionsOf(name: NameAt, asked: Asked): Promise<Location[]> {
  const { uri, version, checked } = asked;
  const { document } = checked;
  const fields = name.fields.filter(({ role }) => role === 'identity');
  const found = fields.length > 0 ? await findIdentities(name.text, asked) : [];
  const identities = placesOf({ text: name.text, fields }, found);
  return toLocations(definitions(name, { uri, version, document }, identities));
}

/** The entry that a field has in the reference, which came with the server. */
async function entryOf({ field }: Pick<FieldName, 'field'>, { host }: Asked): Promise<Location[]> {
  const uri = host.fieldsPage;
  const entry = entryOfField((await host.readFile(uri, folderOf(uri))) ?? '', field);
  if (!entry) return [];
  const { line, length } = entry;
  return [{ uri, range: { start: { line, character: 0 }, end: { line, character: length } } }];
}

/** Editors show what a link starts at as one word, which an identifier with signs in it is not by itself. */
function linkTo(
  { uri, range }: Location,
  document: Document,
  { start, end }: { readonly start: number; readonly end: number },
): LocationLink {
  return {
    originSelectionRange: toRange(document, start, end),
    targetUri: uri,
    targetRange: range,
    targetSelectionRange: range,
  };
}
