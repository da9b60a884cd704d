import * as vscode from 'vscode';
import { isOurLanguage } from '../server/config/languages';
import { t } from '../server/words/language';
import { suggestKeys } from './key-binding';

/**
 * Says in an empty file of ours how a record is made, as text that is not there: it is gone with the first key.
 * `storage` is the extension's folder among the user's own files, beside which their key bindings lie.
 */
export function showGhostText(storage: vscode.Uri): vscode.Disposable {
  const type = vscode.window.createTextEditorDecorationType({});
  const shown = new WeakSet<vscode.TextEditor>();
  let keys: Promise<string> | undefined;
  const showAll = () => {
    for (const editor of vscode.window.visibleTextEditors) void show(editor);
  };
  showAll();
  return vscode.Disposable.from(
    type,
    vscode.window.onDidChangeVisibleTextEditors(showAll),
    vscode.workspace.onDidOpenTextDocument(showAll),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      for (const editor of vscode.window.visibleTextEditors) {
        if (editor.document === document) void show(editor);
      }
    }),
  );

  async function show(editor: vscode.TextEditor): Promise<void> {
    if (!isEmpty(editor.document)) {
      if (shown.delete(editor)) editor.setDecorations(type, []);
      return;
    }
    if (shown.has(editor)) return;
    shown.add(editor);
    keys ??= invitation(storage);
    const contentText = await keys;
    if (!shown.has(editor)) return;
    const after = { contentText, color: new vscode.ThemeColor('editorGhostText.foreground') };
    editor.setDecorations(type, [{ range: new vscode.Range(0, 0, 0, 0), renderOptions: { after } }]);
  }
}

function isEmpty(document: vscode.TextDocument): boolean {
  return isOurLanguage(document.languageId) && document.lineCount === 1 && document.lineAt(0).text === '';
}

/** VS Code tells extensions of no key bindings, so the user's own are read where their file is at hand. */
async function invitation(storage: vscode.Uri): Promise<string> {
  const file = vscode.Uri.joinPath(storage, '../../keybindings.json');
  const bindings = await vscode.workspace.fs.readFile(file).then(
    (bytes) => new TextDecoder().decode(bytes),
    () => '',
  );
  return t`${suggestKeys(bindings) ?? 'Trigger Suggest'} for a new record`;
}
