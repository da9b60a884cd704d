import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import * as vscode from 'vscode';
import { textOf, without } from '../records';
import { openFile, workspaceFile, writeFile } from './documents';
import type { EditorTests } from './runner';
import { findings, until, untilFindings } from './waiting';
import { withSetting } from './with-setting';

const oneMissing = textOf(without('customer_id'));
const asking = 'Looks like phone call records';
const question = [asking, 'Check This File', 'Always in calls', 'Not Here'];

export const recognition: EditorTests = {
  'a plain JSON file with records is met with a question and nothing else': async () => {
    const { document } = await openFile('calls/asked.json', oneMissing);
    assert.deepEqual(await untilLenses(document.uri), question);
    assert.equal(document.languageId, 'json');
    assert.deepEqual(findings(document.uri), []);
    assert.equal(document.isDirty, false);
  },

  'Check This File checks it, now and when it is opened again; Forget Answers asks again': async () => {
    const { document } = await openFile('calls/checked.json', oneMissing);
    await untilLenses(document.uri);
    await vscode.commands.executeCommand('interactionData.checkFile', document.uri);
    await untilFindings(document.uri, ['missing-field error 0:0-0:1']);
    assert.deepEqual(await lensesOf(document.uri), []);
    await reopen(document.uri);
    await untilFindings(document.uri, ['missing-field error 0:0-0:1']);
    await vscode.commands.executeCommand('interactionData.forgetAnswers');
    assert.deepEqual(await untilLenses(document.uri), question);
    await untilFindings(document.uri, []);
  },

  'Not Here is remembered, and Treat as Plain JSON takes a checked file back': async () => {
    const { document } = await openFile('calls/refused.json', oneMissing);
    await untilLenses(document.uri);
    await vscode.commands.executeCommand('interactionData.notHere', document.uri);
    assert.deepEqual(await lensesOf(document.uri), []);
    await vscode.commands.executeCommand('interactionData.checkFile', document.uri);
    await untilFindings(document.uri, ['missing-field error 0:0-0:1']);
    await vscode.commands.executeCommand('interactionData.notHere', document.uri);
    await untilFindings(document.uri, []);
    assert.equal(languageOf(document.uri), 'json');
    const named = await openFile('calls/refused.phonecall.json', oneMissing);
    await untilFindings(named.document.uri, ['missing-field error 0:0-0:1']);
    await vscode.commands.executeCommand('interactionData.notHere', named.document.uri);
    await untilFindings(named.document.uri, []);
    await vscode.commands.executeCommand('interactionData.forgetAnswers');
    await untilFindings(named.document.uri, ['missing-field error 0:0-0:1']);
  },

  'Always in a folder writes the project file, and adds to one that is there': async () => {
    const { document } = await openFile('always/deep/a.json', oneMissing);
    await untilLenses(document.uri);
    await vscode.commands.executeCommand('interactionData.alwaysInFolder', document.uri);
    await untilFindings(document.uri, ['missing-field error 0:0-0:1']);
    const made = workspaceFile('always/deep/.interaction-data.json').fsPath;
    assert.equal(readFileSync(made, 'utf8'), '{\n  "files": ["*.{json,jsonl,ndjson}"]\n}\n');
    rmSync(made);
    const above = writeFile('above/.interaction-data.json', '{\n\t"rules": {}\n}\n');
    const beside = await openFile('above/deep/b.json', oneMissing);
    await untilLenses(beside.document.uri);
    await vscode.commands.executeCommand('interactionData.alwaysInFolder', beside.document.uri);
    await untilFindings(beside.document.uri, ['missing-field error 0:0-0:1']);
    const files = '["deep/**/*.{json,jsonl,ndjson}"]';
    assert.equal(readFileSync(above.fsPath, 'utf8'), `{\n\t"rules": {},\n\t"files": ${files}\n}\n`);
    assert.equal(existsSync(workspaceFile('above/deep/.interaction-data.json').fsPath), false);
    rmSync(above.fsPath);
  },

  'auto checks a file that certainly holds records, and asks about others; off does neither': async () => {
    await withSetting('interactionData.detect', 'auto', async () => {
      const sure = await openFile('calls/sure.json', oneMissing);
      await untilFindings(sure.document.uri, ['missing-field error 0:0-0:1']);
      assert.deepEqual(await untilLenses(sure.document.uri), [
        'Checked as phone call records',
        'Always in calls',
        'Treat as Plain JSON',
      ]);
      await sure.edit((edit) => edit.insert(new vscode.Position(0, 1), ' '));
      assert.deepEqual(await lensesOf(sure.document.uri), []);
      const maybe = await openFile(
        'calls/maybe.json',
        '{"interactionId": "i", "customerId": "c", "entityType": 3, "mediaType": "voice"}',
      );
      assert.equal((await untilLenses(maybe.document.uri))[0], asking);
      assert.deepEqual(findings(maybe.document.uri), []);
    });
    await withSetting('interactionData.detect', 'off', async () => {
      const { document } = await openFile('calls/off.json', oneMissing);
      await untilDecided();
      assert.deepEqual(await lensesOf(document.uri), []);
      assert.equal(languageOf(document.uri), 'json');
    });
  },

  'JSON of others gets no question': async () => {
    const texts = {
      'calls/package.json': oneMissing,
      'calls/tsconfig.test.json': oneMissing,
      'calls/other.json': `{"$schema": "https://example.org/x.json", "calls": [${oneMissing}]}`,
      'calls/ticket.json': '{"customer_id": 1, "status": "open", "type": "bug", "subject": "x"}',
      '.hidden/a.json': oneMissing,
    };
    for (const [path, text] of Object.entries(texts)) {
      const { document } = await openFile(path, text);
      await untilDecided();
      assert.deepEqual(await lensesOf(document.uri), [], path);
    }
  },

  'what the setting or the project file excludes is plain JSON, whatever its name is': async () => {
    await withSetting('interactionData.exclude', ['invalid/**'], async () => {
      const { document } = await openFile('invalid/a.phonecall.json', oneMissing);
      await untilLanguage(document.uri, 'json');
      await untilFindings(document.uri, []);
    });
    await untilFindings(workspaceFile('invalid/a.phonecall.json'), ['missing-field error 0:0-0:1']);
    const project = writeFile('wrong-on-purpose/.interaction-data.json', '{"exclude": ["*.json"]}');
    const { document } = await openFile('wrong-on-purpose/b.phonecall.json', oneMissing);
    await untilLanguage(document.uri, 'json');
    await untilFindings(document.uri, []);
    rmSync(project.fsPath);
  },

  'the name of a folder takes no files of other tools, and none that is hidden': async () => {
    const files = ['package.json', 'tsconfig.json', 'package-lock.json', '.eslintrc.json', '.vscode/x.json'];
    for (const name of files) {
      const { document } = await openFile(`phone-calls/${name}`, '{}');
      await untilDecided();
      assert.notEqual(languageOf(document.uri), 'interaction-json', name);
    }
  },

  'a file gets the form that a setting says': async () => {
    await withSetting('interactionData.forms', { '*.log.phonecall.json': 'lines' }, async () => {
      const { document } = await openFile('calls/a.log.phonecall.json', '');
      await untilLanguage(document.uri, 'interaction-jsonl');
    });
  },

  'a language that the settings give a name of ours is left alone': async () => {
    await withSetting('files.associations', { '*.mine.phonecall.json': 'json' }, async () => {
      const { document } = await openFile('calls/a.mine.phonecall.json', oneMissing);
      await untilDecided();
      assert.equal(languageOf(document.uri), 'json');
    });
  },

  'File > New File makes an empty record file': async () => {
    await vscode.commands.executeCommand('interactionData.newFile');
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.languageId, 'interaction-json');
    assert.equal(document?.isUntitled, true);
  },

  'Complete Mandatory Fields adds what is missing, wherever the cursor is': async () => {
    const editor = await openFile('complete.phonecall.json', oneMissing);
    await untilFindings(editor.document.uri, ['missing-field error 0:0-0:1']);
    editor.selection = new vscode.Selection(4, 3, 4, 3);
    await vscode.commands.executeCommand('interactionData.completeFields');
    assert.match(editor.document.getText(), /"customer_id"/);
  },

  'Fix All Safe Problems fixes them': async () => {
    const editor = await openFile('fix-all.phonecall.json', textOf({ ...without(), status: '3' }));
    await untilFindings(editor.document.uri, ['wrong-type error 3:12-3:15']);
    await vscode.commands.executeCommand('interactionData.fixAll');
    await until(
      'the fixed text',
      (listener) => vscode.workspace.onDidChangeTextDocument(listener),
      () => (editor.document.getText().includes('"status": 3,') ? true : undefined),
    );
  },

  'the palette has every command': async () => {
    const commands = await vscode.commands.getCommands(true);
    const extension = vscode.extensions.getExtension<unknown>('interaction-data.interaction-data');
    const manifest = extension?.packageJSON as { contributes: { commands: { command: string }[] } };
    for (const { command } of manifest.contributes.commands) assert.ok(commands.includes(command), command);
  },
};

/** The titles of the lenses of a file. */
async function lensesOf(uri: vscode.Uri): Promise<string[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    uri,
  );
  return lenses.map(({ command }) => command?.title ?? '');
}

/** How long lenses may take, in ms. */
const patience = 20_000;

/** Waits until a file has lenses, and gives their titles. Nobody is told of them: they are asked for again and again. */
async function untilLenses(uri: vscode.Uri): Promise<string[]> {
  for (const end = Date.now() + patience; Date.now() < end; ) {
    const lenses = await lensesOf(uri);
    if (lenses.length > 0) return lenses;
  }
  throw new Error(`no lenses above ${uri.path}`);
}

let controls = 0;

/** What was opened before is decided on by the time that a file which is opened now is known for what it is. */
async function untilDecided(): Promise<void> {
  const { document } = await openFile(`calls/control-${++controls}.phonecall.json`, oneMissing);
  await untilFindings(document.uri, ['missing-field error 0:0-0:1']);
  const plain = await openFile(`calls/control-${controls}.json`, oneMissing);
  const isOff = vscode.workspace.getConfiguration('interactionData').get('detect') === 'off';
  if (!isOff) await untilLenses(plain.document.uri);
}

async function reopen(uri: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await vscode.commands.executeCommand('vscode.open', uri);
}

function languageOf(uri: vscode.Uri): string | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString())
    ?.languageId;
}

/** Waits until an open file has a language. */
export function untilLanguage(uri: vscode.Uri, languageId: string): Promise<true> {
  return until(
    `the language ${languageId}`,
    (listener) => vscode.workspace.onDidOpenTextDocument(listener),
    () => (languageOf(uri) === languageId ? true : undefined),
    () => languageOf(uri),
  );
}
