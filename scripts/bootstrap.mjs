// Runs a TypeScript script of this folder on a fresh clone: it installs the project's packages first
// where they are missing or older than the lock file, so that `npm start` and `npm test` need no step before them.
import { spawnSync } from 'node:child_process';
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
  run(process.platform === 'win32' ? 'npm.cmd' : 'npm', [
    'ci',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]);
}
run(process.execPath, ['--import', 'tsx', script, ...scriptArguments]);

/** npm writes node_modules/.package-lock.json at the end of an install: it is as new as what is installed. */
function isInstalled() {
  const installed = join(root, 'node_modules/.package-lock.json');
  return (
    existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs
  );
}

/** Runs a command in the project's folder; the process ends with its exit code where that is not 0. */
function run(command, commandArguments) {
  const { status, error } = spawnSync(command, commandArguments, {
    cwd: root,
    stdio: 'inherit',
    shell: command.endsWith('.cmd'),
  });
  if (error) console.error(`${command}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}
