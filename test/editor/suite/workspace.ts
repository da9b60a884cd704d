import * as vscode from 'vscode';
import { textOf, validRecord, without } from '../records';
import { openFile, writeFile } from './documents';
import type { EditorTests } from './runner';
import { untilFindings } from './waiting';
import { withSetting } from './with-setting';

const oneMissing = textOf(without('customer_id'));
const missing = ['missing-field error 0:0-0:1'];

export const workspace: EditorTests = {
  'problems of closed files come and go with the setting, and follow the disk': async () => {
    const closed = writeFile('closed/a.phonecall.json', oneMissing);
    const named = writeFile('closed/named.json', oneMissing);
    const excluded = writeFile('closed/unseen/a.phonecall.json', oneMissing);
    writeFile('closed/.interaction-data.json', '{"files":["*.json"]}');
    await withSetting('files.exclude', { '**/unseen': true }, async () => {
      await openFile('open.phonecall.json', textOf(validRecord));
      await withSetting('interactionData.validate', 'workspace', async () => {
        await untilFindings(closed, missing);
        await untilFindings(named, missing);
        await untilFindings(excluded, []);
        writeFile('closed/a.phonecall.json', textOf(validRecord));
        await untilFindings(closed, []);
        const made = writeFile('closed/new/b.phonecall.json', oneMissing);
        await untilFindings(made, missing);
        await vscode.workspace.fs.delete(vscode.Uri.joinPath(made, '..'), { recursive: true });
        await untilFindings(made, []);
      });
      await untilFindings(named, []);
    });
  },

  'an editor wins over the disk as long as it is open': async () => {
    const uri = writeFile('closed/edited.phonecall.json', oneMissing);
    await openFile('open.phonecall.json', textOf(validRecord));
    await withSetting('interactionData.validate', 'workspace', async () => {
      await untilFindings(uri, missing);
      const { document } = await vscode.window.showTextDocument(uri, { preview: false });
      const edit = new vscode.WorkspaceEdit();
      edit.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), textOf(validRecord));
      await vscode.workspace.applyEdit(edit);
      await untilFindings(uri, []);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await untilFindings(uri, missing);
    });
  },
};
