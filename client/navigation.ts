import * as vscode from 'vscode';
import { isOurLanguage } from '../server/config/languages';
import {
  CHILDREN_METHOD,
  PARENT_METHOD,
  type ParentOfRecord,
  PROBLEM_RECORD_METHOD,
  RECORDS_METHOD,
  type RecordRow,
  type RecordRows,
} from '../server/protocol/own-messages';
import { harmless } from '../server/words/harmless';
import { t } from '../server/words/language';
import { type Place, placeOf } from './place';
import { recordsTitle } from './records-title';
import { tell } from './tell';

/** Ways through the records of the active editor; they do nothing in an editor of another language. */
export interface Navigation {
  /** Asks for a record of the file; the one that is looked at in the list is shown, and left again on Escape. */
  readonly goToRecord: () => Promise<void>;
  /** Goes to the record that one names as its parent, or to those that name it: the one at a place, or with the cursor. */
  readonly goToParent: (uri?: unknown, position?: unknown) => Promise<void>;
  readonly goToChildren: (uri?: unknown, position?: unknown) => Promise<void>;
  /** Goes to the first problem of the next record that has any, or of the one before. */
  readonly goToProblem: (isBackwards: boolean) => Promise<void>;
}

/** Asks the server about a document; null where it has nothing to say. */
export type Ask = <Answer>(
  method: string,
  document: vscode.TextDocument,
  params: object,
) => Promise<Answer | null>;

/** Makes the ways through records. */
export function createNavigation(ask: Ask): Navigation {
  return {
    async goToRecord() {
      const editor = activeEditor();
      if (editor) await pickRecord(editor, ask);
    },
    async goToParent(uri, position) {
      const place = await recordPlace(uri, position);
      if (!place) return;
      const found = await ask<ParentOfRecord>(PARENT_METHOD, place.document, {
        position: asSent(place.position),
      });
      if (!found) return tell(t`This record names no parent.`);
      await goTo(place, found.places, t`No record has the ID "${shown(found.id)}".`);
    },
    async goToChildren(uri, position) {
      const place = await recordPlace(uri, position);
      if (!place) return;
      const found = await ask<ParentOfRecord['places']>(CHILDREN_METHOD, place.document, {
        position: asSent(place.position),
      });
      await goTo(place, found ?? [], t`No record names this one as its parent.`);
    },
    async goToProblem(isBackwards) {
      const editor = activeEditor();
      if (!editor) return;
      const params = { position: asSent(editor.selection.active), isBackwards };
      const range = await ask<RecordRow['range']>(PROBLEM_RECORD_METHOD, editor.document, params);
      if (!range) return tell(t`No record in this file has a problem.`);
      putCursor(editor, rangeOf(range).start);
      // Whoever asked from a panel goes on in the text, be it beside another one in a diff.
      await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    },
  };
}

/** A place in a document of ours: the one that the server names in a lens, or that of the cursor. */
async function recordPlace(uri: unknown, position: unknown) {
  const place = placeOf(uri, position);
  const document = place && (await vscode.workspace.openTextDocument(place.uri));
  return document && isOurLanguage(document.languageId) ? { ...place, document } : undefined;
}

/** Goes to the only one of some places, or shows them all beside the text. `missing` is told where there is none. */
async function goTo(
  { uri, position }: Place,
  places: ParentOfRecord['places'],
  missing: string,
): Promise<void> {
  if (places.length === 0) return tell(missing);
  const locations = places.map(
    ({ uri, range }) => new vscode.Location(vscode.Uri.parse(uri), rangeOf(range)),
  );
  const how = 'gotoAndPeek';
  await vscode.commands.executeCommand('editor.action.goToLocations', uri, position, locations, how, missing);
}

/** A record in the list. */
interface RecordItem extends vscode.QuickPickItem {
  readonly range: vscode.Range;
}

/** Lists the records of an editor's file. What is typed is looked for by the server, in all of them. */
async function pickRecord(editor: vscode.TextEditor, ask: Ask): Promise<void> {
  const { document } = editor;
  const [before] = editor.visibleRanges;
  const highlight = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.rangeHighlightBackground'),
    isWholeLine: true,
  });
  const picker = vscode.window.createQuickPick<RecordItem>();
  let asked = 0;
  let isAccepted = false;
  picker.placeholder = t`Type words of an ID, status, date or subject, or "problems"`;
  picker.onDidChangeValue(list);
  picker.onDidChangeActive(([active]) => {
    if (!active) return;
    editor.setDecorations(highlight, [active.range]);
    editor.revealRange(active.range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  });
  picker.onDidAccept(() => {
    const [chosen] = picker.selectedItems;
    isAccepted = chosen !== undefined;
    picker.hide();
    if (chosen) putCursor(editor, chosen.range.start);
  });
  const hidden = new Promise<void>((resolve) => picker.onDidHide(resolve));
  await list('');
  picker.show();
  await hidden;
  picker.dispose();
  highlight.dispose();
  if (!isAccepted && before) editor.revealRange(before, vscode.TextEditorRevealType.AtTop);

  async function list(query: string): Promise<void> {
    const mine = ++asked;
    picker.busy = true;
    const answer = await ask<RecordRows>(RECORDS_METHOD, document, { query });
    // Somebody has typed on.
    if (mine !== asked) return;
    picker.busy = false;
    const { rows = [], records = 0, matching = 0 } = answer ?? {};
    picker.title = recordsTitle(rows.length, matching, records);
    picker.items = rows.map(itemOf);
    const cursor = editor.selection.active;
    const active = query === '' ? picker.items.find(({ range }) => range.contains(cursor)) : undefined;
    if (active) picker.activeItems = [active];
  }
}

function itemOf({ name, status, start, subject, problems, gravest, range }: RecordRow): RecordItem {
  const count = problems === 0 ? '' : problems === 1 ? t`1 problem` : t`${problems} problems`;
  return {
    label: shown(name),
    // The subject is last: it is what a narrow list cuts.
    description: [status, start, count, subject].filter(Boolean).map(shown).join(' · '),
    iconPath: new vscode.ThemeIcon(gravest === 'information' ? 'info' : (gravest ?? 'pass')),
    range: rangeOf(range),
    // The server has compared: VS Code would leave out rows whose words stand apart.
    alwaysShow: true,
  };
}

/** A stranger's text: VS Code makes icons of `$(name)`. */
function shown(text: string): string {
  return harmless(text).replaceAll('$(', '$ (');
}

function activeEditor(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && isOurLanguage(editor.document.languageId) ? editor : undefined;
}

function putCursor(editor: vscode.TextEditor, position: vscode.Position): void {
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** To a worker goes what an object has, which of VS Code's own is not what its JSON has. */
function asSent({ line, character }: vscode.Position): RecordRow['range']['start'] {
  return { line, character };
}

function rangeOf({ start, end }: RecordRow['range']): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
