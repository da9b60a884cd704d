import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { projectFolder } from '../../scripts/editor/paths';
import { promises } from '../run/promises';

const page = readFileSync(join(projectFolder, 'docs', 'reliability.md'), 'utf8');

describe('docs/reliability.md says what is promised', () => {
  for (const { promise, how, tests } of promises) {
    test(promise, () => {
      const [, after = ''] = page.split(`\n## ${promise}\n\n${how}\n`);
      const [section = ''] = after.split('\n## ');
      assert.match(section, /^\nLast run: [1-9]\d* tests/);
      const named = [...section.matchAll(/^- \[(\S+)\]\(\.\.\/(\S+)\)$/gm)];
      assert.deepEqual(
        named.map(([, path]) => path),
        tests,
      );
      for (const [, path, target] of named) {
        assert.equal(path, target);
        assert.ok(existsSync(join(projectFolder, path as string)), path);
      }
    });
  }

  test('and nothing else', () => {
    const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    assert.deepEqual(
      headings,
      promises.map(({ promise }) => promise),
    );
  });
});
