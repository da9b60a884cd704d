// The extension tests as they run in the web worker in which VS Code for the Web has its extensions.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { textOf, validRecord, without } from '../../records';
import { completion } from '../completion';
import { copying } from '../copying';
import { diagnostics } from '../diagnostics';
import { closeEverything, openFile, positionIn } from '../documents';
import { hints } from '../hints';
import { hover } from '../hover';
import { languages } from '../languages';
import { provideMemoryFiles } from '../memory-files';
import { navigation } from '../navigation';
import { projectFile } from '../project-file';
import { quickFixes } from '../quick-fixes';
import { recognition } from '../recognition';
import { type EditorTests, runTests } from '../runner';
import { settings } from '../settings';
import { structure } from '../structure';
import { untilFindings } from '../waiting';
import { walkThrough } from '../walk';
import { workspace } from '../workspace';

/**
 * Runs all but what cannot be there, and what is special there; rejects where one failed. Each is reported to the console.
 * There is no disk (`outside`: of files in no folder of the workspace only those on it are looked at), and no process of a
 * server that could be killed (`restart`; its last test, of the command, has a twin below). In place of the virtual
 * workspace all of this runs in one. The walk ends without the command line.
 */
export async function run(): Promise<void> {
  provideMemoryFiles();
  await runTests(
    {
      browser,
      diagnostics,
      settings,
      hover,
      hints,
      completion,
      'quick fixes': quickFixes,
      copying,
      languages,
      structure,
      navigation,
      'project file': withoutJsonSupport(projectFile),
      recognition,
      workspace,
      'a walk': {
        'every step shows and writes what it does in other editors': async () => {
          await walkThrough('VS Code for the Web');
        },
      },
    },
    '',
    closeEverything,
  );
}

/** VS Code's own support of JSON, which underlines what is wrong in a project file, is no part of the page that there is for tests. */
function withoutJsonSupport(tests: EditorTests): EditorTests {
  const name = 'a wrong entry of the project file is underlined in it, and globs are suggested';
  const { [name]: left, ...others } = tests;
  assert.ok(left, `There is no test called ${name}.`);
  return others;
}

const oneMissing = textOf(without('customer_id'));
const missing = ['missing-field error 0:0-0:1'];

const browser: EditorTests = {
  'the extension starts with the first file of its kind, where there is no Node': async () => {
    assert.equal(typeof process, 'undefined');
    const { document } = await openFile('start.phonecall.json', oneMissing);
    await untilFindings(document.uri, missing);
  },

  'a phone number is explained: the largest bundle is loaded': async () => {
    const number = '+493012345678';
    const { document } = await openFile(
      'phone.phonecall.json',
      textOf({ ...validRecord, phone_number: number }),
    );
    await untilFindings(document.uri, []);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      positionIn(document, number),
    );
    const words = hovers
      .flatMap(({ contents }) => contents)
      .map((part) => (part as vscode.MarkdownString).value);
    assert.match(words.join('\n'), /Germany/);
  },

  'JSON of anybody is looked at, and records in it are offered to be checked': async () => {
    const { document } = await openFile('data/any.json', oneMissing);
    await vscode.commands.executeCommand('interactionData.checkFile', document.uri);
    await untilFindings(document.uri, missing);
    await vscode.commands.executeCommand('interactionData.notHere', document.uri);
    await untilFindings(document.uri, []);
  },

  'the server is started again by a command': async () => {
    const { document } = await openFile('again.phonecall.json', oneMissing);
    await untilFindings(document.uri, missing);
    await vscode.commands.executeCommand('interactionData.restartServer');
    await untilFindings(document.uri, missing);
  },
};
