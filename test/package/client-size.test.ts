import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectFolder } from '../../scripts/editor/paths';

const client = join(projectFolder, 'dist', 'client.js');

test('what VS Code loads with any JSON file of anybody is small: no rules, no specification, no language client', () => {
  assert.ok(statSync(client).size <= 32 * 1024, `${statSync(client).size} bytes`);
  const text = readFileSync(client, 'utf8');
  for (const words of ['missing-companion', 'structured_text_mime', 'vscode-jsonrpc']) {
    assert.equal(text.includes(words), false, words);
  }
});
