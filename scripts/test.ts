// `npm test`: everything that must hold, from types to the real editor. `--fast` leaves the real editor out.
// The last line is `N passed, N failed`; the exit code is 0 only where nothing failed.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build';
import { onEnd, runMain } from './editor/cleanup';
import { projectFolder } from './editor/paths';
import { staleFiles } from './generate';

interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** The stages in a real VS Code; they fail where none can be had. */
const editorStages: readonly [string, () => Promise<Count>][] = [
  ['the extension in a real VS Code', async () => (await import('./editor/run-suite')).runEditorSuite()],
  ['what a person sees in the window', async () => (await import('../test/editor/window')).runWindowTest()],
  ['what `npm start` opens', async () => (await import('../test/editor/start')).runStartTest()],
  ['what somebody types', async () => (await import('../test/editor/typing')).runTypingTest()],
  ['the packaged extension, installed', async () => (await import('../test/editor/vsix')).runVsixTest()],
];

const isFast = process.argv.includes('--fast');

runMain(async () => {
  const stages: readonly [string, () => Promise<Count>][] = [
    ['types', () => runTool('tsc', ['--noEmit'])],
    ['lint and format', () => runTool('biome', ['check', '.'])],
    ['generated files are up to date', checkGenerated],
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

/** Runs all test files with Node's own runner, which prints as it goes and leaves its counts in a file. */
async function runNodeTests(): Promise<Count> {
  const folder = mkdtempSync(join(tmpdir(), 'interaction-data-test-'));
  const report = join(folder, 'report.tap');
  try {
    const tests = readdirSync(join(projectFolder, 'test'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.test.ts'))
      .map((path) => join('test', path))
      .sort();
    const status = await run(process.execPath, [
      // By itself Node leaves one core alone.
      ...['--import', 'tsx', '--test', `--test-concurrency=${availableParallelism()}`],
      ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
      ...['--test-reporter=tap', `--test-reporter-destination=${report}`],
      ...tests,
    ]);
    const lines = readFileSync(report, 'utf8');
    const passed = countIn(lines, 'pass');
    const failed =
      countIn(lines, 'fail') +
      countIn(lines, 'cancelled') +
      countIn(lines, 'skipped') +
      countIn(lines, 'todo');
    return { passed, failed: status !== 0 && failed === 0 ? 1 : failed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A number of the runner's closing lines, such as `# pass 12`. */
function countIn(report: string, name: string): number {
  return Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(report)?.[1] ?? 0);
}

/** Runs a command in the project's folder, its output shown; gives its exit code. */
function run(command: string, commandArguments: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, commandArguments, {
      cwd: projectFolder,
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    });
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
