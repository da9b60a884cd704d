import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChecks } from '../editor/checks';
import { editors, ensurePrograms } from '../run/programs';
import { walkInCodeMirror, walkInCodeMirrorAlone } from './codemirror';
import { walkWithCommands } from './command-line';
import { walkInEmacs } from './emacs';
import { commandLine, makeWorkplace, type Workplace } from './home';
import { isOlder, walkInNeovim } from './neovim';
import { type Home, homes, judge, type Step, type Told, walkFor } from './walk';

type Walk = (place: Workplace, steps: readonly Step[], told: Told) => Promise<void>;

/** How each home of docs/editors.json is walked through, but for those of VS Code, which the suites in its windows do. */
const walks: Readonly<Record<string, Walk>> = {
  Neovim: walkInNeovim,
  Emacs: walkInEmacs,
  CodeMirror: walkInCodeMirror,
  'CodeMirror alone': walkInCodeMirrorAlone,
  'Command line': walkWithCommands,
};

/**
 * Walks through every home that is not VS Code, over the bundles, which must be built. Prints each, and which it cannot
 * walk through and why; returns how many passed and failed.
 */
export async function runWalks(): Promise<{ passed: number; failed: number }> {
  const missing = await ensurePrograms(editors, console.log);
  const here = homes.filter(({ name }) => name in walks && !missing.includes(name));
  return runChecks('editors', {
    'what docs/editors.json says to be walked through is, and nothing else': async () =>
      assert.deepEqual(
        homes.filter(({ walked }) => walked === 'npm test').map(({ name }) => name),
        ['VS Code', 'VS Code for the Web', ...Object.keys(walks)],
      ),
    ...Object.fromEntries(here.map((home) => [home.name, () => walkThrough(home)])),
  });
}

async function walkThrough(home: Home): Promise<void> {
  const place = makeWorkplace();
  try {
    // What the data says is true of the one of Debian.
    const snippets = home.name === 'Neovim' ? !isOlder() : home.snippets;
    const steps = walkFor({ ...home, snippets });
    const taken: Step[] = [];
    await (walks[home.name] as Walk)(place, steps, (step, seen) => {
      judge(step, seen);
      taken.push(step);
    });
    assert.deepEqual(taken, steps);
    const saved = steps.find((step) => step.do === 'save') as Step;
    assert.equal(readFileSync(join(place.folder, saved.file), 'utf8'), saved.text, 'what is on the disk');
    const { status, stderr } = spawnSync(process.execPath, [commandLine, 'check', saved.file], {
      cwd: place.folder,
      encoding: 'utf8',
    });
    assert.deepEqual({ status, stderr }, { status: 0, stderr: '' }, 'check');
  } finally {
    place.remove();
  }
}

if (require.main === module) void runWalks().then(({ failed }) => process.exit(failed === 0 ? 0 : 1));
