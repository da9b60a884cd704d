import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suggestKeys } from '../../client/key-binding';

test('without bindings of their own, people have those of VS Code', () => {
  for (const text of ['', '[]', '// nothing\n[\n]', 'broken', '{}', 'null', '[null, 1, {}]']) {
    assert.equal(suggestKeys(text), 'Ctrl+Space', text);
  }
});

test('a binding of their own is the one to show', () => {
  assert.equal(
    suggestKeys('[ // mine\n {"key": "alt+/", "command": "editor.action.triggerSuggest"}, ]'),
    'Alt+/',
  );
  assert.equal(
    suggestKeys(
      '[{"key": "ctrl+k ctrl+n", "command": "editor.action.triggerSuggest", "when": "editorFocus"}]',
    ),
    'Ctrl+K Ctrl+N',
  );
});

test('a binding that was removed, or taken by something else, is not shown', () => {
  const removed = '{"key": "ctrl+space", "command": "-editor.action.triggerSuggest"}';
  assert.equal(suggestKeys(`[${removed}]`), 'Ctrl+I');
  assert.equal(suggestKeys('[{"key": "ctrl+space", "command": "editor.action.x"}]'), 'Ctrl+I');
  assert.equal(
    suggestKeys('[{"key": "ctrl+space", "command": "editor.action.x", "when": "terminalFocus"}]'),
    'Ctrl+Space',
  );
  assert.equal(
    suggestKeys(`[${removed}, {"key": "ctrl+i", "command": "-editor.action.triggerSuggest"}]`),
    undefined,
  );
  assert.equal(suggestKeys(`[${removed}, {"key": "f7", "command": "editor.action.triggerSuggest"}]`), 'F7');
});
