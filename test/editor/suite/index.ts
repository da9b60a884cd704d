// The extension tests. They run inside a VS Code window, where the extension host calls `run`.

import * as vscode from 'vscode';
import { textOf, without } from '../records';
import { completion } from './completion';
import { copying } from './copying';
import { diagnostics } from './diagnostics';
import { closeEverything, openFile } from './documents';
import { hints } from './hints';
import { hover } from './hover';
import { languages } from './languages';
import { navigation } from './navigation';
import { outside } from './outside';
import { projectFile } from './project-file';
import { quickFixes } from './quick-fixes';
import { recognition } from './recognition';
import { restart } from './restart';
import { runTests } from './runner';
import { settings } from './settings';
import { structure } from './structure';
import { virtualWorkspace } from './virtual-workspace';
import { untilFindings } from './waiting';
import { walkAndCheck } from './walk-and-check';
import { workspace } from './workspace';

/**
 * Runs those for the kind of workspace that the window has; rejects where one failed. Each is reported into the file
 * that the environment names.
 */
export async function run(): Promise<void> {
  const reportFile = process.env.INTERACTION_DATA_TEST_REPORT;
  if (reportFile === undefined) throw new Error('INTERACTION_DATA_TEST_REPORT is not set');
  if (vscode.workspace.workspaceFolders?.[0]?.uri.scheme === 'memfs') {
    return runTests({ 'virtual workspace': virtualWorkspace }, reportFile, closeEverything);
  }
  const start = {
    'the extension starts with the first file of its kind': async () => {
      const { document } = await openFile('start.phonecall.json', textOf(without('customer_id')));
      await untilFindings(document.uri, ['missing-field error 0:0-0:1']);
    },
  };
  await runTests(
    {
      start,
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
      'project file': projectFile,
      recognition,
      'a file in no folder of the workspace': outside,
      workspace,
      restart,
      'a walk': walkAndCheck,
    },
    reportFile,
    closeEverything,
  );
}
