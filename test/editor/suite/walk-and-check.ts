import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { EditorTests } from './runner';
import { walkThrough } from './walk';

export const walkAndCheck: EditorTests = {
  'every step shows and writes what it does in other editors': async () => {
    const saved = await walkThrough('VS Code');
    const extension = vscode.extensions.getExtension('interaction-data.interaction-data');
    const commandLine = join(extension?.extensionPath ?? '', 'dist', 'cli.js');
    const { status, stderr } = spawnSync(process.execPath, [commandLine, 'check', saved.fsPath], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      encoding: 'utf8',
    });
    assert.deepEqual({ status, stderr }, { status: 0, stderr: '' }, 'check');
  },
};
