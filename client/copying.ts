import * as vscode from 'vscode';
import type { CreateFile, Range, WorkspaceEdit } from 'vscode-languageclient';
import { isOurLanguage } from '../server/config/languages';
import { parseTimeSpan } from '../server/features/copy/time-span';
import {
  COPY_METHOD,
  type CopyAnswer,
  type CopyKind,
  type CopyQuestions,
  type CopyWish,
} from '../server/protocol/own-messages';
import { harmless } from '../server/words/harmless';
import { t } from '../server/words/language';
import { changeFile, throughEditor } from './changes';
import type { Ask } from './navigation';
import { fillIn } from './snippets';
import { tell } from './tell';

/** What the server needs to be told of a text, and how an edit of it reads in VS Code. */
export interface Converters {
  readonly asRange: (range: vscode.Range) => Range;
  readonly asWorkspaceEdit: (edit: WorkspaceEdit) => Promise<vscode.WorkspaceEdit>;
}

/** What a user says to what is left open; undefined where they turn away. */
type Said = Pick<CopyWish, 'name' | 'children' | 'order' | 'span'>;

/**
 * Makes something of the selected records of the active editor, or of the one at a place that a menu of the server names,
 * and asks for what is left open. Each change is undone at once.
 */
export async function copyRecords(
  kind: CopyKind,
  ask: Ask,
  { asRange, asWorkspaceEdit }: Converters,
  uri?: unknown,
  position?: unknown,
): Promise<void> {
  const editor = await editorOf(uri);
  if (!editor || !isOurLanguage(editor.document.languageId)) return;
  const { document } = editor;
  const at = isPosition(position) ? new vscode.Position(position.line, position.character) : undefined;
  const ranges = (at ? [new vscode.Range(at, at)] : editor.selections).map(asRange);
  const { version } = document;
  let said: Said | undefined = kind === 'shiftTimes' ? await askSpan() : {};
  for (;;) {
    if (!said) return;
    const wish: Omit<CopyWish, 'textDocument'> = { kind, ranges, mayAsk: true, ...said };
    const answer: CopyAnswer | null = await ask<CopyAnswer>(COPY_METHOD, document, wish);
    if (!answer) return;
    if (answer.asks) {
      said = await askUser(answer.asks, said, document.uri);
      continue;
    }
    if (document.version !== version) return tell(t`Nothing was done: the file has changed meanwhile.`);
    return carryOut(answer, editor, asWorkspaceEdit);
  }
}

async function carryOut(
  { told, edit, snippet, select, lines }: CopyAnswer,
  editor: vscode.TextEditor,
  asWorkspaceEdit: Converters['asWorkspaceEdit'],
): Promise<void> {
  if (lines !== undefined) await vscode.env.clipboard.writeText(lines);
  if (snippet) {
    if (!(await throughEditor(editor, () => insertSnippet(editor, snippet)))) return;
    await fillIn(snippet.position.line, snippet.text);
  } else if (edit) {
    const { uri } = editor.document;
    const wanted = await asWorkspaceEdit(edit);
    const made = edit.documentChanges?.find((change): change is CreateFile => 'kind' in change);
    const here = made || wanted.size > 1 ? [] : wanted.get(uri);
    const isDone = here.length > 0 ? changeFile(uri, here) : vscode.workspace.applyEdit(wanted);
    if (!(await isDone)) return;
    if (select) show(editor, rangeOf(select));
    if (made) tell(t`Moved to ${vscode.Uri.parse(made.uri).path.replace(/^.*\//, '')}.`);
  } else if (lines === undefined && told !== undefined) {
    // Somebody waits for what does not come.
    void vscode.window.showInformationMessage(harmless(told));
    return;
  }
  if (told !== undefined) tell(told);
}

/** Inserts a snippet, and before it what it needs elsewhere; both are one step to undo. */
async function insertSnippet(
  editor: vscode.TextEditor,
  { before, position, text }: NonNullable<CopyAnswer['snippet']>,
): Promise<void> {
  const isAlone = before.length === 0;
  if (!isAlone) {
    const options = { undoStopBefore: true, undoStopAfter: false };
    await editor.edit((edit) => {
      for (const { range, newText } of before) edit.replace(rangeOf(range), newText);
    }, options);
  }
  const place = new vscode.Position(position.line, position.character);
  await editor.insertSnippet(new vscode.SnippetString(text), place, {
    undoStopBefore: isAlone,
    undoStopAfter: true,
    keepWhitespace: true,
  });
}

/** Asks for what is left open, one after the other. */
async function askUser(
  { name, fileName, children, order }: CopyQuestions,
  said: Said,
  uri: vscode.Uri,
): Promise<Said | undefined> {
  let all: Said = said;
  if (name) {
    const chosen = await askName(name);
    if (chosen === undefined) return undefined;
    all = { ...all, name: chosen };
  }
  if (fileName !== undefined) {
    const chosen = await askFileName(fileName, uri);
    if (chosen === undefined) return undefined;
    all = { ...all, name: chosen };
  }
  if (children !== undefined) {
    const chosen = await askChildren(children);
    if (chosen === undefined) return undefined;
    all = { ...all, children: chosen };
  }
  if (order) {
    const chosen = await askOrder();
    if (chosen === undefined) return undefined;
    all = { ...all, order: chosen };
  }
  return all;
}

function askName({ likely, taken }: NonNullable<CopyQuestions['name']>): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: t`Name of the New Record`,
    value: likely,
    validateInput: (name) =>
      name === '' ? t`It needs a name.` : taken.includes(name) ? t`This name is there already.` : undefined,
  });
}

function askFileName(likely: string, file: vscode.Uri): Thenable<string | undefined> {
  const folder = vscode.Uri.joinPath(file, '..');
  return vscode.window.showInputBox({
    title: t`Name of the New File`,
    value: likely,
    valueSelection: [0, likely.indexOf('.')],
    async validateInput(name) {
      if (name === '' || /[/\\]/.test(name)) return t`Write the name of a file in this folder.`;
      return (await isThere(vscode.Uri.joinPath(folder, name)))
        ? t`A file with this name exists already.`
        : undefined;
    },
  });
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

async function askChildren(count: number): Promise<CopyWish['children'] | undefined> {
  const title =
    count === 1
      ? t`1 Record in This File Replies to This One`
      : t`${count} Records in This File Reply to This One`;
  const items = [
    { label: t`Stay with the original`, answer: 'stay' },
    { label: t`Reply to the copy`, answer: 'follow' },
  ] as const;
  return (await vscode.window.showQuickPick(items, { title }))?.answer;
}

async function askOrder(): Promise<CopyWish['order'] | undefined> {
  const items = [
    {
      label: t`As the specification writes them`,
      detail: t`IDs first, user data last`,
      answer: 'specification',
    },
    { label: t`Like the first record of this file`, answer: 'first record' },
  ] as const;
  return (await vscode.window.showQuickPick(items, { title: t`Sort Fields` }))?.answer;
}

async function askSpan(): Promise<Said | undefined> {
  const span = await vscode.window.showInputBox({
    title: t`Shift Times`,
    prompt: t`By how much: +1 d, -90 min, 1 h 30 min, 01:30. "today" moves the first record to today.`,
    value: '+1 d',
    validateInput: (text) =>
      text.trim() === 'today' || parseTimeSpan(text) !== undefined
        ? undefined
        : t`Write a time such as +1 d or -90 min.`,
  });
  return span === undefined ? undefined : { span: span.trim() };
}

/** The active editor, or that of a file. */
async function editorOf(uri: unknown): Promise<vscode.TextEditor | undefined> {
  const active = vscode.window.activeTextEditor;
  if (typeof uri !== 'string' || active?.document.uri.toString() === vscode.Uri.parse(uri).toString())
    return active;
  return vscode.window.showTextDocument(vscode.Uri.parse(uri));
}

function show(editor: vscode.TextEditor, range: vscode.Range): void {
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

function isPosition(value: unknown): value is { readonly line: number; readonly character: number } {
  const { line, character } = (value ?? {}) as { line?: unknown; character?: unknown };
  return typeof line === 'number' && typeof character === 'number';
}

function rangeOf({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
