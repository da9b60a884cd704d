import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { textOf, validRecord, without } from '../records';
import { typeAndAccept } from './completion';
import { openFile, openFileAtCursor, positionIn } from './documents';
import type { EditorTests } from './runner';
import { until, untilFindings, untilText } from './waiting';
import { withSetting } from './with-setting';

const first = { ...validRecord, interaction_id: 'HINT-1', customer_id: 'HINT-C1', subject: 'Seen' };
const second = {
  ...validRecord,
  interaction_id: 'HINT-2',
  customer_id: 'x',
  parent_id: 'HINT-1',
  status: '2',
};

const otherCustomer = 'customer-mismatch hint 13:19-13:22';

/** What stands in the text and above it, and is none of it. */
export const hints: EditorTests = {
  'values are said in words, where they have no problem': async () => {
    const { document } = await openFile('hints.phonecalls.json', textOf([first, second]));
    await untilFindings(document.uri, [otherCustomer, 'wrong-type error 15:14-15:17']);
    const found = await hintsIn(document);
    assert.deepEqual(found.map(words), ['IN_PROCESS', '↑ Seen']);
    assert.deepEqual(
      found[0]?.position,
      document.lineAt(positionIn(document, '"status": 2,').line).range.end,
    );
    const [part] = (found[1]?.label ?? []) as vscode.InlayHintLabelPart[];
    assert.equal(part?.location && document.getText(part.location.range), '"HINT-1"');
  },

  'a setting holds at once': async () => {
    const { document } = await openFile('hints.phonecalls.json', textOf([first, second]));
    await withSetting('interactionData.hints.codes', false, async () => {
      assert.deepEqual((await hintsIn(document)).map(words), ['↑ Seen']);
    });
    assert.deepEqual((await hintsIn(document)).map(words), ['IN_PROCESS', '↑ Seen']);
  },

  'lines of JSON Lines have a column of one width before them': async () => {
    const lines = [first, { ...second, status: 1, duration: 75 }]
      .map((record) => JSON.stringify(record))
      .join('\n');
    const { document } = await openFile('hints.phonecalls.jsonl', `${lines}\n`);
    const found = await hintsIn(document);
    assert.deepEqual(
      found.map(words),
      ['08:15 IN_PROCESS      — │', '08:15 PENDING     1 min │'].map((text) =>
        text.replaceAll(' ', '\u00a0'),
      ),
    );
    assert.deepEqual(
      found.map(({ position }) => position.character),
      [0, 0],
    );
  },

  'no hint where a suggestion is being filled in': async () => {
    const text = textOf(without('status')).replace('{\n', '{\n  |\n');
    const { document } = await openFileAtCursor('filled.phonecall.json', text);
    await typeAndAccept(document, '"status');
    assert.match(document.lineAt(1).text, /"status": 2,/);
    const onLine = async () =>
      (await hintsIn(document)).filter(({ position }) => position.line === 1).map(words);
    assert.deepEqual(await onLine(), []);
    const editor = vscode.window.activeTextEditor as vscode.TextEditor;
    const moved = until(
      'the cursor on the next line',
      (listener) => vscode.window.onDidChangeTextEditorSelection(listener),
      () => (editor.selection.active.line === 2 ? true : undefined),
    );
    await vscode.commands.executeCommand('cursorMove', { to: 'down' });
    await moved;
    assert.deepEqual(await onLine(), ['IN_PROCESS']);
  },

  'a lens says what is wrong and mends what is safe, and makes a copy': async () => {
    const { document } = await openFile(
      'lens.phonecalls.json',
      textOf([first, second]).replaceAll('HINT-', 'LENS-'),
    );
    await untilFindings(document.uri, [otherCustomer, 'wrong-type error 15:14-15:17']);
    const lenses = await lensesIn(document);
    assert.deepEqual(
      lenses.map(({ command }) => command?.title),
      ['#1 · 1 child ↓', 'Duplicate', '#2 · reply of LENS-1 ↑', '1 problem: fix 1 safe', 'Duplicate'],
    );
    await choose(lenses[2]);
    await until(
      'the cursor in the parent',
      (listener) => vscode.window.onDidChangeTextEditorSelection(listener),
      () =>
        vscode.window.activeTextEditor?.selection.active.line === positionIn(document, 'LENS-1').line
          ? true
          : undefined,
    );
    const mended = untilText(document, (text) => !text.includes('"2"'));
    await choose(lenses[3]);
    await mended;
    await untilFindings(document.uri, [otherCustomer]);
    const copied = untilText(document, (text) => (JSON.parse(text) as unknown[]).length === 3);
    await choose((await lensesIn(document)).at(-1));
    assert.equal((JSON.parse(await copied) as { parent_id?: string }[])[2]?.parent_id, 'LENS-1');
  },
};

const everywhere = new vscode.Range(0, 0, 9999, 0);

async function hintsIn(document: vscode.TextDocument): Promise<vscode.InlayHint[]> {
  const found = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    everywhere,
  );
  return found.sort((one, other) => one.position.compareTo(other.position));
}

function words({ label }: vscode.InlayHint): string {
  return typeof label === 'string' ? label : label.map(({ value }) => value).join('');
}

function lensesIn(document: vscode.TextDocument): Thenable<vscode.CodeLens[]> {
  return vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
    99,
  );
}

async function choose(lens: vscode.CodeLens | undefined): Promise<void> {
  assert.ok(lens?.command);
  await vscode.commands.executeCommand(lens.command.command, ...(lens.command.arguments ?? []));
}
