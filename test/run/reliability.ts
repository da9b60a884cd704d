// `npm run reliability`: runs the tests of every promise, with a new seed, and writes docs/reliability.md with what they
// counted. INTERACTION_DATA_SEED repeats a run.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../../scripts/build';
import { runMain } from '../../scripts/editor/cleanup';
import { projectFolder } from '../../scripts/editor/paths';
import { type Promised, promises } from './promises';
import { SEED, withSeed } from './seed';
import { bundleOptions, bundleTests } from './test-bundles';

const page = 'docs/reliability.md';

const env = withSeed(Date.now() % 2 ** 31);

interface Run {
  readonly passed: number;
  readonly failed: number;
  /** What the tests say that they counted. */
  readonly figures: readonly string[];
}

runMain(async () => {
  await build();
  console.log(`the seed is ${env[SEED]}`);
  const sections: string[] = [];
  let failed = 0;
  for (const promised of promises) {
    console.log(promised.promise);
    const run = runTests(await bundleTests(promised.tests));
    failed += run.failed;
    console.log(`  ${run.passed} passed, ${run.failed} failed`);
    sections.push(section(promised, run));
  }
  if (failed > 0) throw new Error(`${failed} tests failed: ${page} stays as it is.`);
  writeFileSync(join(projectFolder, page), [head(), ...sections].join('\n'));
  console.log(`wrote ${page}`);
});

function runTests(tests: readonly string[]): Run {
  const { stdout } = spawnSync(
    process.execPath,
    [...bundleOptions, '--test', '--test-reporter=tap', ...tests],
    { cwd: projectFolder, env, encoding: 'utf8', maxBuffer: 1 << 30 },
  );
  const countOf = (name: string) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(stdout)?.[1] ?? 0);
  const passed = countOf('pass');
  if (passed === 0 || countOf('fail') + countOf('cancelled') > 0) console.log(stdout);
  const figures = [...stdout.matchAll(/^\s*# figure: (.+)$/gm)].map(([, figure]) => figure as string);
  // A run that ended before its counts has failed, too.
  return { passed, failed: passed === 0 ? 1 : countOf('fail') + countOf('cancelled'), figures };
}

function head(): string {
  const date = new Date().toISOString().slice(0, 10);
  return `# Reliability

What Interaction Data promises, and the tests that hold it. All of them run in \`npm test\`; the figures are those of
${date}, with Node ${process.versions.node} on ${process.platform} and the seed ${env[SEED]}. \`npm run reliability\` runs
them again with another seed and writes this page.
`;
}

function section({ promise, how, tests }: Promised, { passed, figures }: Run): string {
  const counted = [passed === 1 ? '1 test' : `${passed} tests`, ...figures].join(', ');
  return `## ${promise}

${how}

Last run: ${counted}.

${tests.map((path) => `- [${path}](../${path})`).join('\n')}
`;
}
