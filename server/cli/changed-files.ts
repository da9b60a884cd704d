import { dirname, join } from 'node:path';
import { projectFileName } from '../config/files';
import { isWithin } from '../hosts/node/is-within';
import { visible } from '../words/harmless';
import { UsageError } from './arguments';
import { tryRealPath } from './walk-folder';

/** Says whether a file with this absolute path may be another one now, or be checked in another way, than in a revision. */
export type MayDiffer = (path: string, projectFile: string | undefined) => boolean;

/**
 * Asks git what is the same as where the current branch left a revision: a file that is tracked, that did not change since, and
 * whose project file did not, either. All others may differ.
 *
 * @throws UsageError outside of a checkout, and for a revision that git does not know
 */
export async function changedSince(revision: string): Promise<MayDiffer> {
  const git = await startGit();
  const top = git(['rev-parse', '--show-toplevel']);
  if (!top.isDone) throw new UsageError(`--changed-since needs a checkout of git: ${top.complaint}.`);
  const root = tryRealPath(top.output.replace(/\r?\n$/, ''));
  const known = git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  if (!known.isDone)
    throw new UsageError(
      `--changed-since: git knows no commit ${revision} here. A shallow checkout may lack it.`,
    );
  const commit = known.output.trim();
  const fork = git(['merge-base', commit, 'HEAD']);
  const base = fork.isDone ? fork.output.trim() : commit;
  const inRoot = ['-C', root];
  const diff = [
    'diff',
    '--name-only',
    '-z',
    '--no-renames',
    '--no-ext-diff',
    '--ignore-submodules',
    base,
    '--',
  ];
  const [tracked, changed] = [pathsOf([...inRoot, 'ls-files', '-z']), pathsOf([...inRoot, ...diff])];
  const ruledAnew = [...changed].filter((path) => path.endsWith(`/${projectFileName}`)).map(dirname);

  return (path, projectFile) => {
    const real = tryRealPath(path);
    const own = join(tryRealPath(dirname(path)), path.slice(dirname(path).length));
    const isSame = [real, own, ...(projectFile === undefined ? [] : [tryRealPath(projectFile)])].every(
      (each) => tracked.has(each) && !changed.has(each),
    );
    return !isSame || ruledAnew.some((folder) => isWithin(real, folder));
  };

  function pathsOf(words: readonly string[]): ReadonlySet<string> {
    const { isDone, output, complaint } = git(words);
    if (!isDone) throw new UsageError(`--changed-since: ${complaint}.`);
    return new Set(
      output
        .split('\0')
        .filter(Boolean)
        .map((path) => join(root, path)),
    );
  }
}

/** What a run of git gave. */
interface Ran {
  readonly isDone: boolean;
  readonly output: string;
  /** What git said on standard error, on one line. */
  readonly complaint: string;
}

/** So many bytes of output are taken: the names of some ten million files. */
const MOST_OUTPUT = 1 << 30;

async function startGit(): Promise<(words: readonly string[]) => Ran> {
  const { spawnSync } = await import('node:child_process');
  // A checkout may come from anybody: it is not to name programs that git would run, nor is anything written there.
  const own = ['--no-optional-locks', '-c', 'core.fsmonitor=false'];
  return (words) => {
    const options = { encoding: 'utf8', maxBuffer: MOST_OUTPUT, windowsHide: true } as const;
    const { status, stdout, stderr, error } = spawnSync('git', [...own, ...words], options);
    const said = error ? `git cannot be run (${error.message})` : stderr.trim().replace(/^fatal: /, '');
    return { isDone: status === 0, output: stdout ?? '', complaint: visible(said.split('\n')[0] ?? '') };
  };
}
