import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine, type Workplace } from './home';
import type { Step, Told } from './walk';

/** Walks with the command line alone: it finds and fixes; the rest is written by hand. */
export async function walkWithCommands(
  { folder }: Workplace,
  steps: readonly Step[],
  told: Told,
): Promise<void> {
  const run = (...words: readonly string[]) =>
    spawnSync(process.execPath, [commandLine, ...words], { cwd: folder, encoding: 'utf8' }).stdout;
  for (const step of steps) {
    const path = join(folder, step.file);
    if (step.byHand) writeFileSync(path, step.text);
    if (step.do === 'fix all') run('fix', step.file);
    const text = readFileSync(path, 'utf8');
    const { files } = JSON.parse(run('check', '--format', 'json', '.')) as Report;
    const problems = files
      .filter((file) => file.path === step.file)
      .flatMap(({ findings }) => findings)
      .map(({ severity, offset, length }) => `${severity} ${text.slice(offset, offset + length)}`);
    told(step, { text, problems });
  }
}

/** What is used of the report as JSON; offsets and lengths are in UTF-16 code units. */
interface Report {
  readonly files: readonly {
    readonly path: string;
    readonly findings: readonly {
      readonly severity: string;
      readonly offset: number;
      readonly length: number;
    }[];
  }[];
}
