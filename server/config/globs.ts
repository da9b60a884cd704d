import { t } from '../words/language';
import { type Glob, matches, partsOf, readGlob, withoutBraces } from './glob';
import { limits } from './limits';
import { literally } from './literal-glob';
import { quoted, shortened } from './shortened';

/** Says whether one of some globs matches a path. */
export type PathTest = (path: string) => boolean;

/**
 * Reads globs of the settings. The test takes a path that is relative to the folder that the globs are relative to,
 * with `/` between folders. Case does not count, so that all platforms take the same files.
 * Globs that `globProblem` finds something wrong with match nothing.
 */
export function globTest(globs: readonly string[]): PathTest {
  const read = globs
    .filter((glob) => globProblem(glob) === undefined)
    .map((glob) => readGlob(glob))
    .filter((glob): glob is Glob => glob !== undefined);
  if (read.length === 0) return () => false;
  return (path) => {
    if (path.length > limits.pathCharacters) return false;
    const parts = partsOf(path);
    return read.some((glob) => matches(glob, parts));
  };
}

/** The same for globs that leave out: one that matches a folder leaves out all that is in it. */
export function excludeTest(globs: readonly string[]): PathTest {
  const matchesAny = globTest(globs);
  return (path) => {
    for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1))
      if (matchesAny(path.slice(0, end))) return true;
    return matchesAny(path);
  };
}

/** Says what is wrong with a glob of the settings and what to write instead; undefined for a good one. */
export function globProblem(glob: string): string | undefined {
  if (glob.trim() === '') return t`A glob is empty: write one such as "fixtures/**/*.json", or remove it.`;
  if (glob.length > limits.globCharacters) {
    return t`A glob has more than ${limits.globCharacters} characters: write a shorter one.`;
  }
  if (glob.includes('\\'))
    return t`${quoted(glob)} has a backslash: write "/" between folders on every platform.`;
  if (glob.startsWith('!'))
    return t`${quoted(glob)} starts with "!": list files to leave out in "exclude" instead.`;
  if (/^(\/|[A-Za-z]:)/.test(glob)) return t`${quoted(glob)} is absolute: write it relative to its folder.`;
  if (/(^|\/)\.\.(\/|$)/.test(glob))
    return t`${quoted(glob)} leaves its folder: it can only name files below it.`;
  if (glob.endsWith('/')) {
    return t`${quoted(glob)} names a folder: write "${shortened(glob)}**/*.json" for the files in it.`;
  }
  const other = otherSyntax.find(([pattern]) => pattern.test(glob));
  if (other) return other[1](quoted(glob));
  if (mostStars(glob) > limits.starsInPart) {
    return t`${quoted(glob)} has more than ${limits.starsInPart} stars between two slashes: write fewer.`;
  }
  if (withoutBraces(glob) === undefined) {
    return t`${quoted(glob)} stands for more than ${limits.globCharacters} characters: write several globs.`;
  }
  return undefined;
}

/** Says that a list has too many globs; undefined where it has not. `name` is what the list is called. */
export function tooManyGlobs(name: string, count: number): string | undefined {
  if (count <= limits.globs) return undefined;
  return t`"${name}" has ${count} globs: only the first ${limits.globs} count.`;
}

/** What other kinds of globs have and these have not: read as plain characters they would match nothing. */
const otherSyntax: readonly (readonly [RegExp, (glob: string) => string])[] = [
  [
    /[@+!]\([^()]*\)|[?*]\([^()|]*\|[^()]*\)/,
    (glob) => t`${glob} has alternatives in parentheses: write them in braces, {a,b}.`,
  ],
  [
    /\{[^{},.]*\.\.[^{},.]*\}/,
    (glob) => t`${glob} has a range in braces: write [0-9], or list them as {8,9,10}.`,
  ],
  [/\[:[a-z]*:\]/i, (glob) => t`${glob} has a class such as [:digit:]: write a range such as [0-9].`],
];

/** How many stars the part has that has most of them; a part that is `**` alone has none. */
function mostStars(glob: string): number {
  const parts = glob.split('/').filter((part) => part !== '**');
  return Math.max(0, ...parts.map((part) => part.replaceAll(/[^*]/g, '').length));
}

/** The glob for one file, by its path relative to a project file's folder; undefined where no glob can name it. */
export function globOfFile(path: string): string | undefined {
  const glob = literally(path);
  // Without a slash it would name files in every folder.
  const whole = glob.includes('/') ? glob : `./${glob}`;
  return globProblem(whole) === undefined && globTest([whole])(path) ? whole : undefined;
}

/** Whether a glob names one file and no other. */
export function isOneFile(glob: string): boolean {
  return glob.includes('/') && !/[*?[\]{}]/.test(glob.replaceAll(/\[[*?[\]{}]\]/g, ''));
}
