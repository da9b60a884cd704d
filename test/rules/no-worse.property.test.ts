import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import * as esbuild from 'esbuild';
import { projectFolder } from '../../scripts/editor/paths';

/*
 * Whatever a text is, no fix makes it worse: not more broken than it was, no character torn in two, and what `fix` has
 * done once it does not do again. INTERACTION_DATA_TEXTS sets how many texts are tried, INTERACTION_DATA_SEED which.
 */

const texts = process.env.INTERACTION_DATA_TEXTS ?? '9000';
const seed = process.env.INTERACTION_DATA_SEED ?? '20261127';

test(`no fix makes any of ${texts} texts worse, and fixing again changes nothing`, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'interaction-data-texts-'));
  try {
    const outfile = join(folder, 'run.js');
    // Bundled as the product is: from the sources it would take several times as long.
    await esbuild.build({
      absWorkingDir: projectFolder,
      entryPoints: ['test/rules/no-worse-run.ts'],
      outfile,
      bundle: true,
      platform: 'node',
      target: 'node20',
      logLevel: 'warning',
    });
    const { status, stderr } = spawnSync(process.execPath, [outfile, texts, seed], {
      cwd: projectFolder,
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    t.diagnostic(`figure: ${Number(texts).toLocaleString('en')} broken texts`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
