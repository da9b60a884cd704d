import type { DocumentForm } from '../document/document';

/** What stands in front of the ending of a file that the editor takes by its name: `morning.phonecalls.json`. */
const nameParts: readonly string[] = ['phonecall', 'phonecalls', 'phone-call', 'interaction', 'interactions'];

/** Folders in which every file with a known ending is taken, however deep. */
const folderNames: readonly string[] = ['phone-calls', 'phonecalls'];

/** The endings of both forms. */
const endings: Readonly<Record<DocumentForm, readonly string[]>> = {
  json: ['.json'],
  lines: ['.jsonl', '.ndjson'],
};

/** The name of the project file. It lies beside records, and is none itself. */
export const projectFileName = '.interaction-data.json';

/** File name endings that the editor takes by default, such as `.phonecall.json`. */
export function defaultExtensions(form: DocumentForm): readonly string[] {
  return nameParts.flatMap((part) => endings[form].map((ending) => `.${part}${ending}`));
}

/** Glob patterns, for whole paths, of the folders in which the editor takes every file by default. */
export function defaultFolderPatterns(form: DocumentForm): readonly string[] {
  return folderNames.flatMap((folder) => endings[form].map((ending) => `**/${folder}/**/*${ending}`));
}

/** All files that the editor takes by default, as glob patterns for whole paths. */
export const defaultPatterns: readonly string[] = (['json', 'lines'] as const).flatMap((form) => [
  ...defaultExtensions(form).map((extension) => `**/*${extension}`),
  ...defaultFolderPatterns(form),
]);

const extensionsOfAllForms: readonly string[] = [...defaultExtensions('json'), ...defaultExtensions('lines')];
const allEndings: readonly string[] = [...endings.json, ...endings.lines];
const LONGEST_ENDING = Math.max(...allEndings.map(({ length }) => length));

/**
 * Whether a file is one that the editor takes by default. It is the same as matching the path with
 * `defaultPatterns`, without compiling them. The path is absolute, with `/` between folders; case does not count,
 * as it does not where VS Code picks a language.
 */
export function isDefaultFile(path: string): boolean {
  if (!hasKnownEnding(path)) return false;
  const lower = path.toLowerCase();
  if (lower.endsWith(`/${projectFileName}`)) return false;
  if (extensionsOfAllForms.some((extension) => lower.endsWith(extension))) return true;
  return folderNames.some((folder) => lower.includes(`/${folder}/`));
}

/** Whether a file's name ends as those of JSON and JSON Lines do. */
export function hasKnownEnding(path: string): boolean {
  const end = path.slice(-LONGEST_ENDING).toLowerCase();
  return allEndings.some((ending) => end.endsWith(ending));
}

/** How a file of this name is read: by its ending alone, and as one JSON value where that says nothing. */
export function formOf(path: string): DocumentForm {
  const lower = path.toLowerCase();
  return endings.lines.some((ending) => lower.endsWith(ending)) ? 'lines' : 'json';
}
