import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../../scripts/build';

const projectFolder = join(__dirname, '../..');

/** The built server and command line. */
export interface Bundles {
  readonly server: string;
  readonly commandLine: string;
}

let found: Promise<Bundles> | undefined;

/**
 * The bundles of the sources as they are: those of dist/, which the test runner builds first, or where these are
 * older than a source, bundles of this process's own in a temporary folder. So none writes where another reads.
 */
export function bundles(): Promise<Bundles> {
  found ??= findOrBuild();
  return found;
}

async function findOrBuild(): Promise<Bundles> {
  const dist = join(projectFolder, 'dist');
  if (isUpToDate(dist)) return bundlesIn(dist);
  const folder = mkdtempSync(join(tmpdir(), 'interaction-data-bundles-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await build(join(folder, 'dist'));
  cpSync(join(projectFolder, 'l10n'), join(folder, 'l10n'), { recursive: true });
  return bundlesIn(join(folder, 'dist'));
}

function bundlesIn(folder: string): Bundles {
  return { server: join(folder, 'server.js'), commandLine: join(folder, 'cli.js') };
}

function isUpToDate(dist: string): boolean {
  const paths = Object.values(bundlesIn(dist));
  if (!paths.every(existsSync)) return false;
  const built = Math.min(...paths.map((path) => statSync(path).mtimeMs));
  return ['server', 'schemas', 'package.json', 'scripts/build.ts'].every(
    (path) => newestIn(join(projectFolder, path)) < built,
  );
}

/** When a file, or the last of all that a folder holds, was changed: milliseconds since 1970. */
function newestIn(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}
