import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import * as esbuild from 'esbuild';
import { allSizedTexts } from './sized-texts';

/*
 * Texts that are too much of something, in the core: exactly the rules that have something to say do, an edit gives
 * what reading afresh gives, and every feature answers at the start and at the end. The program that
 * looks at all this is sizes-run.ts; here it gets little memory, and is ended where it hangs.
 */

/** Of V8's heap, in megabytes. */
const MOST_MEMORY = 900;

/** Far more than any of the texts takes; only a hang is longer. */
const MOST_MILLISECONDS = 120_000;

describe('no crash, no hang, bounded memory, a clear finding where one is due: in the core', () => {
  let folder: string;
  let program: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'interaction-data-sizes-'));
    program = join(folder, 'sizes-run.js');
    await esbuild.build({
      absWorkingDir: join(__dirname, '../..'),
      entryPoints: ['test/sizes/sizes-run.ts'],
      outfile: program,
      bundle: true,
      platform: 'node',
      // The packages' UMD builds lose their dependencies when bundled; their ES modules do not.
      mainFields: ['module', 'main'],
      logLevel: 'warning',
    });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const [index, { name }] of allSizedTexts.entries()) {
    test(name, () => {
      const { status, signal, stderr } = spawnSync(
        process.execPath,
        [`--max-old-space-size=${MOST_MEMORY}`, program, String(index)],
        { encoding: 'utf8', timeout: MOST_MILLISECONDS },
      );
      assert.deepEqual({ status, signal }, { status: 0, signal: null }, stderr.slice(0, 4000));
    });
  }
});
