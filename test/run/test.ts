// `npm test`: everything that must hold, from types to the real editor. `--fast` leaves the real editor out; with the paths of
// test files it runs these alone.
// The last line is `N passed, N failed`; the exit code is 0 only where nothing failed.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { build } from '../../scripts/build';
import { onEnd, runMain } from '../../scripts/editor/cleanup';
import { projectFolder } from '../../scripts/editor/paths';
import { staleFiles } from '../../scripts/generate';
import { runBeside } from './beside';
import { type Count, one, sum } from './count';
import { editorStages } from './editor-stages';
import { withSeed } from './seed';
import { bundleOptions, bundleTests } from './test-bundles';

const named = process.argv.slice(2).filter((word) => word.endsWith('.test.ts'));
const isFast = process.argv.includes('--fast') || named.length > 0;

runMain(async () => {
  const installed = isFast ? Promise.resolve() : installEarly();
  const stages: readonly [string, () => Promise<Count>][] =
    named.length > 0
      ? [['tests that are named', () => runNodeTests(named)]]
      : [
          ['types; lint and format; generated files', checkSources],
          ['bundles', buildBundles],
          ['unit, property and protocol tests', () => runNodeTests(allTests())],
        ];
  const counts: Count[] = [];
  for (const [name, run] of stages) {
    console.log(`\n── ${name}`);
    counts.push(await run().catch(asFailure));
  }
  await installed;
  if (!isFast) counts.push(await runEditorStages());
  const { passed, failed } = sum(counts);
  console.log(`\n${passed} passed, ${failed} failed`);
  if (failed > 0 || passed === 0) process.exitCode = 1;
});

/**
 * Begins to install editors and validators that are not here: most of that is waiting. What goes wrong is told by the stage that needs
 * them.
 */
async function installEarly(): Promise<void> {
  const { ensureServer } = await import('../../scripts/editor/install');
  const { ensureBrowser } = await import('../../scripts/editor/chromium');
  const { installPrograms } = await import('./programs');
  await Promise.all([
    ensureServer(console.log)
      .then(() => ensureBrowser(console.log))
      .catch(() => undefined),
    installPrograms(console.log),
  ]);
}

/** How long a stage in a real editor may take, in ms: four times what it takes on a loaded two-core machine. */
const stageLimit = 6 * 60_000;

/** Stages wait for keys, windows and servers as much as they work, so one runs for each core. */
function runEditorStages(): Promise<Count> {
  const stages = Object.keys(editorStages).map((name) => ({
    name,
    words: ['--import', 'tsx', 'test/run/editor-stages.ts', name],
  }));
  const lanes = availableParallelism();
  console.log(`\nreal editors, ${lanes} stages at a time; each is shown when it has ended`);
  return runBeside(stages, { lanes, limit: stageLimit, print: (text) => process.stdout.write(text) });
}

/** What looks at the sources alone, at the same time: each of them takes one core. */
async function checkSources(): Promise<Count> {
  const counts = await Promise.all([
    runTool('tsc', ['--noEmit']),
    runTool('biome', ['check', '.']),
    checkGenerated(),
  ]);
  return sum(counts);
}

async function runTool(name: string, toolArguments: readonly string[]): Promise<Count> {
  const script = join(projectFolder, 'node_modules', '.bin', name);
  return one((await run(script, toolArguments)) === 0);
}

async function checkGenerated(): Promise<Count> {
  const stale = await staleFiles();
  for (const path of stale) console.log(`${path} is stale: run npm run generate`);
  return one(stale.length === 0);
}

async function buildBundles(): Promise<Count> {
  await build();
  return one(true);
}

/** The seed of all properties, so that a commit is green or red for everybody. `npm run reliability` takes new ones. */
const seed = 20261127;

/**
 * The files that take longest, the longest first: they start before all others, so that no core waits at the end while
 * another one still has minutes of work. Their order costs time where it is wrong, and nothing else.
 */
const longest: readonly string[] = [
  'test/sizes/sizes-server.test.ts',
  'test/fuzz/every-request.test.ts',
  'test/document/incremental.test.ts',
  'test/sizes/sizes-command-line.test.ts',
  'test/rules/no-worse.property.test.ts',
];

/** All test files, in the order in which they start. */
function allTests(): readonly string[] {
  const tests = readdirSync(join(projectFolder, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => `test/${path.replaceAll('\\', '/')}`)
    .sort();
  const gone = longest.filter((path) => !tests.includes(path));
  if (gone.length > 0) throw new Error(`test/run/test.ts names ${gone.join(', ')}, which is no test.`);
  return [...longest, ...tests.filter((path) => !longest.includes(path))];
}

/** Runs test files with Node's own runner, which prints as it goes. */
async function runNodeTests(tests: readonly string[]): Promise<Count> {
  let counts: Readonly<Record<string, number>> = {};
  const [runner = '', ...bundles] = await bundleTests(['test/run/test-files.ts', ...tests]);
  await run(process.execPath, [...bundleOptions, runner, ...bundles], {
    env: withSeed(seed),
    told: (message) => {
      counts = message as typeof counts;
    },
  });
  // A run that ended before it told its counts has failed, too.
  const { pass: passed = 0, fail = 1, cancelled = 0, skipped = 0, todo = 0 } = counts;
  return { passed, failed: fail + cancelled + skipped + todo };
}

/** What a command gets besides its arguments: its environment, and a listener to what it tells its parent. */
interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly told?: (message: unknown) => void;
}

/** Runs a command in the project's folder, its output shown; gives its exit code. */
function run(
  command: string,
  commandArguments: readonly string[],
  { env = process.env, told }: RunOptions = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, commandArguments, {
      cwd: projectFolder,
      env,
      stdio: ['ignore', 'inherit', 'inherit', ...(told ? (['ipc'] as const) : [])],
      // Tools are scripts of the shell there.
      shell: process.platform === 'win32' && !told,
    });
    if (told) child.on('message', told);
    onEnd(() => void child.kill());
    child.once('error', reject);
    child.once('close', (status) => resolve(status ?? 1));
  });
}

function asFailure(error: unknown): Count {
  console.error(error instanceof Error ? error.message : error);
  return one(false);
}
