import type { ClientCapabilities, Connection } from 'vscode-languageserver';
import { type Glob, matches, partsOf, readGlob } from '../../config/glob';
import { limits } from '../../config/limits';
import { logError } from '../log-error';
import { isObject } from '../shapes';

/** Says whether the client's own settings leave out a file or folder: its path in the workspace folder. */
export type ExcludeTest = (path: string) => boolean;

/** The settings of VS Code for what is shown, and searched, nowhere. Other clients have none. */
export const excludeSections = ['files.exclude', 'search.exclude'] as const;

/** Asks the client what it leaves out of a workspace folder. Never rejects. */
export async function askExcludes(
  connection: Connection,
  { workspace }: ClientCapabilities,
  root: string,
): Promise<ExcludeTest> {
  if (!workspace?.configuration) return () => false;
  try {
    const scopeUri = root.slice(0, -1);
    const answers: unknown = await connection.workspace.getConfiguration(
      excludeSections.map((section) => ({ scopeUri, section })),
    );
    return excludeTest(Array.isArray(answers) ? answers : []);
  } catch (error) {
    logError(connection, 'workspace/configuration', error);
    return () => false;
  }
}

/** What these settings, which may be anything, leave out. Of those that depend on files beside one nothing counts. */
export function excludeTest(settings: readonly unknown[]): ExcludeTest {
  const globs = settings
    .filter(isObject)
    .flatMap((setting) => Object.entries(setting))
    .filter(([glob, value]) => value === true && glob.length <= limits.globCharacters)
    .slice(0, limits.ignoreRules)
    // Without a slash they stand for what lies in the workspace folder itself.
    .map(([glob]) => readGlob(`./${glob}`, true))
    .filter((glob): glob is Glob => glob !== undefined);
  if (globs.length === 0) return () => false;
  return (path) => {
    const parts = partsOf(path, true);
    return globs.some((glob) => matches(glob, parts));
  };
}
