import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { isJson } from '../../is-json';
import { textOf, validRecord, without } from '../records';
import { openFile, openFileAtCursor } from './documents';
import type { EditorTests } from './runner';
import { findings, ruleOf, untilText } from './waiting';

export const completion: EditorTests = {
  'keys are offered that are missing, mandatory ones first, and none that is there': async () => {
    const text = textOf(without('customer_id', 'creator_app_id')).replace('{\n', '{\n  |\n');
    const { document, selection } = await openFileAtCursor('keys.phonecall.json', text);
    const fields = (await labelsAt(document, selection.active)).filter((label) => /^[a-z_]+$/.test(label));
    assert.deepEqual(fields.slice(0, 2), ['customer_id', 'creator_app_id']);
    assert.ok(fields.includes('duration'));
    assert.equal(new Set(fields).size, fields.length, 'each field is offered once');
    for (const field of ['status', 'interaction_id', 'start_date']) assert.ok(!fields.includes(field), field);
  },

  'a key is accepted into the document': async () => {
    const text = textOf(without('creator_app_id')).replace('{\n', '{\n  |\n');
    const { document } = await openFileAtCursor('accept.phonecall.json', text);
    const record = JSON.parse(await typeAndAccept(document, '"creat')) as Record<string, unknown>;
    assert.deepEqual(Object.keys(record).sort(), Object.keys(validRecord).sort());
    assert.equal(typeof record.creator_app_id, 'number');
    assert.deepEqual({ ...record, creator_app_id: 0 }, { ...validRecord, creator_app_id: 0 });
  },

  'a key is accepted at the end of a record, with the comma before it': async () => {
    const text = textOf(without('creator_app_id')).replace('\n}', '\n  |\n}');
    const { document } = await openFileAtCursor('end.phonecall.json', text);
    const record = JSON.parse(await typeAndAccept(document, '"creat')) as Record<string, unknown>;
    assert.equal(typeof record.creator_app_id, 'number');
  },

  'a code is found by its name': async () => {
    const text = textOf(validRecord).replace('"status": 2', '"status": |');
    const { document } = await openFileAtCursor('code.phonecall.json', text);
    assert.equal(await typeAndAccept(document, 'stop'), textOf({ ...validRecord, status: 3 }));
  },

  'a value that is chosen for a placeholder leaves the Tab key to the next one': async () => {
    const { document } = await openFileAtCursor('fill.phonecall.json', '|');
    const next = () => vscode.commands.executeCommand('jumpToNextSnippetPlaceholder');
    await acceptSuggestion(document);
    const chosen = JSON.parse(await acceptSuggestion(document)) as Record<string, unknown>;
    assert.match(String(chosen.interaction_id), /^\w{16}$/);
    await next();
    await vscode.commands.executeCommand('type', { text: 'C-1' });
    await next();
    await vscode.commands.executeCommand('type', { text: '1' });
    const text = await untilText(document, (now) => now.includes('"status": 1'));
    assert.deepEqual(JSON.parse(text), { ...chosen, customer_id: 'C-1', status: 1 });
  },

  'an empty file offers whole records': async () => {
    const { document } = await openFile('empty.phonecall.json', '');
    assert.ok((await labelsAt(document, new vscode.Position(0, 0))).length >= 4);
    assert.deepEqual(findings(document.uri).map(ruleOf), []);
  },
};

/** The labels that are offered at a position, in the order in which the list shows them, without quotes. */
async function labelsAt(document: vscode.TextDocument, position: vscode.Position): Promise<string[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    position,
  );
  return list.items
    .map((item) => ({
      label: typeof item.label === 'string' ? item.label : item.label.label,
      sortText: item.sortText,
    }))
    .sort((one, other) => compare(one.sortText ?? one.label, other.sortText ?? other.label))
    .map(({ label }) => label.replaceAll('"', ''));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Types and accepts a suggestion, as a person does; gives the text. */
export async function typeAndAccept(document: vscode.TextDocument, typed: string): Promise<string> {
  await vscode.commands.executeCommand('type', { text: typed });
  return acceptSuggestion(document);
}

/**
 * Opens the list and accepts what is selected in it; gives the text once it is valid JSON, since a comma on the line
 * before comes as a change of its own. The list says nowhere that it is open, so the key for accepting is pressed until
 * it has an effect.
 */
export async function acceptSuggestion(document: vscode.TextDocument): Promise<string> {
  const before = document.getText();
  await vscode.commands.executeCommand('editor.action.triggerSuggest');
  const pressing = setInterval(() => vscode.commands.executeCommand('acceptSelectedSuggestion'), 100);
  try {
    await untilText(document, (text) => text !== before);
  } finally {
    clearInterval(pressing);
  }
  return untilText(document, isJson);
}
