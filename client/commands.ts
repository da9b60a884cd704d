import * as vscode from 'vscode';
import { isOurLanguage, languageIds } from '../server/config/languages';
import { t } from '../server/words/language';
import { changeFile } from './changes';
import { placeOf } from './place';
import type { RunningClient } from './server';
import { tell } from './tell';

/** Opens a new file for a record; it has no name until it is saved. */
export async function newFile(): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: languageIds.json, content: '' });
  await vscode.window.showTextDocument(document);
}

/**
 * Offers new records: in an empty file at its start, else after the record with the cursor, or after the last one where
 * the cursor is in none.
 */
export async function newRecord(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor || !isOurLanguage(editor.document.languageId)) return newFile();
  const record = await recordAt(editor);
  // No other one can stand beside it: it comes into an array, with one of its shape.
  if (record && isWholeFile(editor.document, record.range)) {
    await vscode.commands.executeCommand('interactionData.recordLikeThis');
    return;
  }
  if (record) {
    // A comma after the record is before the new one.
    const rest = editor.document.lineAt(record.range.end.line).text.slice(record.range.end.character);
    const end = record.range.end.translate(0, /^[ \t]*,/.exec(rest)?.[0].length ?? 0);
    const { lineEnd, indent } = layoutAt(editor, end);
    editor.selection = new vscode.Selection(end, end);
    await editor.edit((edit) => edit.insert(end, `${lineEnd}${indent}`));
  }
  await vscode.commands.executeCommand('editor.action.triggerSuggest');
}

/** Applies all fixes that lose nothing and invent nothing, as saving does where it is set up so. */
export async function fixAll(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document) return;
  const edits = await editsOf('source.fixAll.interactionData', document.uri, new vscode.Position(0, 0));
  if (edits) await changeFile(document.uri, edits);
  else tell(t`Nothing in this file can be fixed safely.`);
}

/** Applies them to one record: to that at the place that a lens names, else to the one with the cursor. */
export async function fixRecord(uri?: unknown, position?: unknown): Promise<void> {
  const place = placeOf(uri, position);
  if (!place) return;
  const edits = await editsOf('source.fixRecord.interactionData', place.uri, place.position);
  if (edits) await changeFile(place.uri, edits);
  else tell(t`Nothing in this record can be fixed safely.`);
}

/**
 * What an action of a kind would change. It is asked for by itself: VS Code's own command for actions of an editor does
 * nothing, and says nothing, where findings come or the cursor moves before it has its answer.
 */
async function editsOf(
  kind: string,
  uri: vscode.Uri,
  at: vscode.Position,
): Promise<readonly vscode.TextEdit[] | undefined> {
  const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[] | undefined>(
    'vscode.executeCodeActionProvider',
    uri,
    new vscode.Range(at, at),
    kind,
  );
  return actions?.find((action) => action.edit)?.edit?.get(uri);
}

/** Adds, or renames, what is mandatory and missing in the record with the cursor, as the first fix for that does. */
export async function completeFields(fixFor: RunningClient['fixFor']): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const record = editor && (await recordAt(editor));
  const brace = record?.range.start ?? editor?.selection.active;
  if (!editor || !brace) return;
  const edit = await fixFor('missing-field', editor.document, brace);
  if (edit) await changeFile(editor.document.uri, edit.get(editor.document.uri));
  else tell(t`No mandatory field is missing in this record.`);
}

/** The record with the cursor, or the last one, as the outline has it; undefined where there is none. */
async function recordAt({
  document,
  selection,
}: vscode.TextEditor): Promise<vscode.DocumentSymbol | undefined> {
  const symbols =
    (await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    )) ?? [];
  return symbols.find(({ range }) => range.contains(selection.active)) ?? symbols.at(-1);
}

/** Whether a file of JSON is one record and nothing else: no other one can stand beside it. */
function isWholeFile(document: vscode.TextDocument, range: vscode.Range): boolean {
  const text = document.getText().trim();
  return document.languageId === languageIds.json && text === document.getText(range).trim();
}

/** How the line is laid out on which a record ends. */
function layoutAt(
  { document }: vscode.TextEditor,
  { line }: vscode.Position,
): { lineEnd: string; indent: string } {
  const text = document.lineAt(line).text;
  return {
    lineEnd: document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n',
    indent: text.slice(0, text.length - text.trimStart().length),
  };
}
