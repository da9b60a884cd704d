// `npm test`: everything that must hold, from types to the real editor. `--fast` leaves the real editor out.
// The last line is `N passed, N failed`; the exit code is 0 only where nothing failed.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../../scripts/build';
import { onEnd, runMain } from '../../scripts/editor/cleanup';
import { projectFolder } from '../../scripts/editor/paths';
import { staleFiles } from '../../scripts/generate';
import { seedOptions, withSeed } from './seed';
import { bundleTests } from './test-bundles';

interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** The stages in real editors. Those in VS Code fail where none can be had; other editors that are not here are named. */
const editorStages: readonly [string, () => Promise<Count>][] = [
  ['the extension in a real VS Code', async () => (await import('./editor-suite')).runEditorSuite()],
  ['what a person sees in the window', async () => (await import('../editor/window')).runWindowTest()],
  ['what `npm start` opens', async () => (await import('../editor/start')).runStartTest()],
  ['what somebody types', async () => (await import('../editor/typing')).runTypingTest()],
  ['a walk through other editors', async () => (await import('../editors/run')).runWalks()],
  ['in a browser, without Node', async () => (await import('../editor/web')).runWebTest()],
  ['the packaged extension, installed', async () => (await import('../editor/vsix')).runVsixTest()],
];

const isFast = process.argv.includes('--fast');

runMain(async () => {
  if (!isFast) void installEarly();
  const stages: readonly [string, () => Promise<Count>][] = [
    ['types; lint and format; generated files', checkSources],
    ['bundles', buildBundles],
    ['unit, property and protocol tests', runNodeTests],
    ...(isFast ? [] : editorStages),
  ];
  let passed = 0;
  let failed = 0;
  for (const [name, run] of stages) {
    console.log(`\n── ${name}`);
    const count = await run().catch(asFailure);
    passed += count.passed;
    failed += count.failed;
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  if (failed > 0 || passed === 0) process.exitCode = 1;
});

/**
 * Begins to install editors that are not here: most of that is waiting. What goes wrong is told by the stage that needs
 * them.
 */
async function installEarly(): Promise<void> {
  const { ensureServer } = await import('../../scripts/editor/install');
  const { installEditors } = await import('../editors/install');
  await Promise.all([ensureServer(console.log).catch(() => {}), installEditors(console.log)]);
}

/** What looks at the sources alone, at the same time: each of them takes one core. */
async function checkSources(): Promise<Count> {
  const counts = await Promise.all([
    runTool('tsc', ['--noEmit']),
    runTool('biome', ['check', '.']),
    checkGenerated(),
  ]);
  return counts.reduce((sum, { passed, failed }) => ({
    passed: sum.passed + passed,
    failed: sum.failed + failed,
  }));
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

/** Runs all test files with Node's own runner, which prints as it goes. */
async function runNodeTests(): Promise<Count> {
  const tests = readdirSync(join(projectFolder, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => `test/${path.replaceAll('\\', '/')}`)
    .sort();
  const gone = longest.filter((path) => !tests.includes(path));
  if (gone.length > 0) throw new Error(`test/run/test.ts names ${gone.join(', ')}, which is no test.`);
  const inOrder = [...longest, ...tests.filter((path) => !longest.includes(path))];
  let counts: Readonly<Record<string, number>> = {};
  const bundles = await bundleTests(inOrder);
  await run(process.execPath, [...seedOptions, 'test/run/test-files.ts', ...bundles], {
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

function one(holds: boolean): Count {
  return holds ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function asFailure(error: unknown): Count {
  console.error(error instanceof Error ? error.message : error);
  return one(false);
}
