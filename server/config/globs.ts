import { globLibrary } from './glob-library';
import { quoted, shortened } from './shortened';

/** Says whether one of the globs matches a path. */
export type PathTest = (path: string) => boolean;

/**
 * Compiles globs of the `files` setting. The test takes a path that is relative to the folder that the globs are
 * relative to, with `/` between folders. A glob without a slash matches the file's name in every folder below, as
 * in VS Code's own `files.associations`. Case does not count, so that all platforms take the same files.
 * The globs are ones that `globProblem` finds nothing wrong with.
 */
export function globTest(globs: readonly string[]): PathTest {
  const tests = globs.map((glob) =>
    globLibrary()(glob, { nocase: true, dot: true, basename: !glob.includes('/') }),
  );
  return (path) => tests.some((test) => test(path));
}

/** Says what is wrong with a glob of the `files` setting and what to write instead; undefined for a good one. */
export function globProblem(glob: string): string | undefined {
  if (glob.trim() === '') return 'A glob is empty: write one such as "fixtures/**/*.json", or remove it.';
  if (glob.length > longestGlob)
    return `A glob has more than ${longestGlob} characters: write a shorter one.`;
  if (glob.includes('\\'))
    return `${quoted(glob)} has a backslash: write "/" between folders on every platform.`;
  if (glob.startsWith('!')) return `${quoted(glob)} excludes files, but globs only add them: remove it.`;
  if (/^(\/|[A-Za-z]:)/.test(glob)) return `${quoted(glob)} is absolute: write it relative to its folder.`;
  if (/^(\.\/)*\.\.(\/|$)/.test(glob))
    return `${quoted(glob)} leaves its folder: it can only name files below it.`;
  if (glob.endsWith('/'))
    return `${quoted(glob)} names a folder: write "${shortened(glob)}**/*.json" for the files in it.`;
  return undefined;
}

/** Far above every real glob: the library refuses longer ones than 65,536 characters by an exception. */
const longestGlob = 1000;
