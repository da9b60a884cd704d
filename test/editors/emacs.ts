import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectFolder } from '../../scripts/editor/paths';
import { configurationsOf, type Workplace } from './home';
import type { Seen, Step, Told } from './walk';

/** Walks through Emacs with eglot and yasnippet, by the commands that its keys are bound to. */
export async function walkInEmacs(
  { folder, environment }: Workplace,
  steps: readonly Step[],
  told: Told,
): Promise<void> {
  writeFileSync(join(folder, '.init.el'), configurationsOf('Emacs').join('\n'));
  writeFileSync(join(folder, '.steps.json'), JSON.stringify(steps));
  const load = ['-l', '.init.el', '-l', join(projectFolder, 'test', 'editors', 'emacs.el')];
  await promisify(execFile)('emacs', ['--batch', '-f', 'package-initialize', ...load], {
    cwd: folder,
    env: { ...environment, HOME: folder, WALK_STEPS: '.steps.json', WALK_SEEN: '.seen.json' },
    timeout: 60_000,
  });
  const seen = JSON.parse(readFileSync(join(folder, '.seen.json'), 'utf8')) as readonly Seen[];
  steps.forEach((step, index) => {
    told(step, seen[index] ?? {});
  });
}
