// Runs a TypeScript script of this folder on a fresh clone: it installs the project's packages first
// where they are missing or older than the lock file, so that `npm start` and `npm test` need no step before them.
import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [script, ...scriptArguments] = process.argv.slice(2);

if (script === undefined) {
  console.error('usage: node scripts/bootstrap.mjs SCRIPT [ARGUMENT…]');
  process.exit(2);
}
if (!isInstalled()) {
  console.log('Installing packages (first run, or the lock file changed) …');
  await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', [
    'ci',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]);
}
await run(process.execPath, ['--import', 'tsx', script, ...scriptArguments]);
// Its timer would hold the process.
process.exit();

/** npm writes node_modules/.package-lock.json at the end of an install: it is as new as what is installed. */
function isInstalled() {
  const installed = join(root, 'node_modules/.package-lock.json');
  return (
    existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs
  );
}

/**
 * Runs a command in the project's folder; the process ends with its exit code where that is not 0. What tells
 * this process to end is passed on, and so is the end of npm, which started it: npm's shell passes nothing on.
 */
function run(command, commandArguments) {
  const child = spawn(command, commandArguments, {
    cwd: root,
    stdio: 'inherit',
    shell: command.endsWith('.cmd'),
  });
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    child.kill('SIGTERM');
  }, 1000);
  // Ctrl-C in a terminal reaches the child by itself: this process has only to wait for it.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`);
      process.exit(1);
    });
    child.on('close', (code) => {
      clearInterval(watch);
      if (code === 0) resolve(undefined);
      else process.exit(code ?? 1);
    });
  });
}
