import type { RenameParams, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { offsetAt } from '../../document/positions';
import { nameAt } from '../../features/navigate/names';
import { placesOf } from '../../features/navigate/places';
import { renaming, whyNotRename } from '../../features/navigate/rename';
import { toTextEdits } from '../convert';
import { findRecords } from '../look-up';
import type { Request } from '../request';
import { position, textDocument } from '../shapes';

export const renameRequest: Request<RenameParams, WorkspaceEdit> = {
  method: 'textDocument/rename',
  capability: { renameProvider: { prepareProvider: true } },
  params: { parts: { textDocument, position, newName: 'text' } },
  async answer({ position, newName }, asked) {
    const { document } = asked.checked;
    const name = nameAt(document, offsetAt(document, position));
    if (!name || name.text === newName) return null;
    const taken = await findRecords({ ...name, text: newName }, asked, 'from disk');
    const refused = whyNotRename(newName, taken.length > 0);
    if (refused !== undefined) return { refused };
    const found = await findRecords(name, asked, 'from disk');
    const changed = found.map(({ uri, version, document, ...file }) => {
      const places = placesOf(name, [{ uri, version, document, ...file }]);
      return { uri, version, edits: toTextEdits(document, renaming(places, newName)) };
    });
    return workspaceEdit(changed, asked.client.workspace?.workspaceEdit?.documentChanges === true);
  },
};

interface ChangedFile {
  readonly uri: string;
  readonly version: number | null;
  readonly edits: TextEdit[];
}

/** One edit of all files as the client understands it; where it can, with the versions that it is for. */
function workspaceEdit(changed: readonly ChangedFile[], withVersions: boolean): WorkspaceEdit {
  if (!withVersions) return { changes: Object.fromEntries(changed.map(({ uri, edits }) => [uri, edits])) };
  return {
    documentChanges: changed.map(({ uri, version, edits }) => ({ textDocument: { uri, version }, edits })),
  };
}
