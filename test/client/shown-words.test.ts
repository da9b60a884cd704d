import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectFolder } from '../../scripts/editor/paths';

/** Calls that show a text, in which VS Code makes links or obeys characters. */
const SHOWING = /(?:show\w+Message|setStatusBarMessage)\(([^;]*?)\);/gs;

test('every message of the client with a name in it goes through the one place that makes names harmless', () => {
  const folder = join(projectFolder, 'client');
  let seen = 0;
  for (const name of readdirSync(folder)) {
    const source = readFileSync(join(folder, name), 'utf8');
    for (const [, shown = ''] of source.matchAll(SHOWING)) {
      seen++;
      for (const [, inserted = ''] of shown.matchAll(/\$\{([^}]*)\}/g)) {
        const isHarmless = /^harmless\(/.test(inserted) || /^harmless\(/.test(shown.trim());
        const isMadeHarmless = new RegExp(`const ${inserted} = harmless\\(`).test(source);
        assert.ok(isHarmless || isMadeHarmless, `${name}: ${inserted}`);
      }
    }
  }
  assert.ok(seen > 2);
});
