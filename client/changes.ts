import * as vscode from 'vscode';
import { t } from '../server/words/language';
import { tell } from './tell';

/**
 * Changes a file as somebody asked for by a command or a lens. It goes through the file's editor where one is shown: that
 * changes nothing where settings or the session make it read-only, of which extensions are told nothing, and what the
 * editor does not let people do no click of ours is to do. Whether it was changed.
 */
export async function changeFile(uri: vscode.Uri, edits: readonly vscode.TextEdit[]): Promise<boolean> {
  const editor = vscode.window.visibleTextEditors.find(({ document }) => `${document.uri}` === `${uri}`);
  if (!editor) {
    const edit = new vscode.WorkspaceEdit();
    edit.set(uri, [...edits]);
    return vscode.workspace.applyEdit(edit);
  }
  return throughEditor(editor, () =>
    editor.edit((builder) => {
      for (const { range, newText } of edits) builder.replace(range, newText);
    }),
  );
}

/** Makes a change of a text in its editor, and says so where that lets nothing be changed. Whether it did. */
export async function throughEditor(
  { document }: vscode.TextEditor,
  change: () => PromiseLike<unknown>,
): Promise<boolean> {
  const { version } = document;
  await change();
  if (document.version !== version) return true;
  tell(t`Nothing was done: this file is read-only.`);
  return false;
}
