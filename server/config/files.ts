import type { DocumentForm } from '../document/form';
import { excludeTest, globTest } from './globs';

/** What stands before the ending of a file that is taken by its name: `morning.phonecalls.json`. */
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

/** File name endings that are taken by default, such as `.phonecall.json`. */
export function defaultExtensions(form: DocumentForm): readonly string[] {
  return nameParts.flatMap((part) => endings[form].map((ending) => `.${part}${ending}`));
}

const extensionsOfAllForms: readonly string[] = [...defaultExtensions('json'), ...defaultExtensions('lines')];
const allEndings: readonly string[] = [...endings.json, ...endings.lines];
const LONGEST_ENDING = Math.max(...allEndings.map(({ length }) => length));

/** What the settings or a project file say of files: globs, relative to their folder. */
export interface FileSettings {
  /** Further files that hold records. */
  readonly files: readonly string[];
  /** Files that are left alone, whatever else is said of them. */
  readonly exclude: readonly string[];
  /** How files are read, whatever their names and contents are. */
  readonly forms: readonly FormGlob[];
}

/** How the files that a glob matches are read. */
export type FormGlob = readonly [glob: string, form: DocumentForm];

/** The same, ready to be asked about paths relative to that folder. */
export interface FileGlobs {
  readonly takes: (path: string) => boolean;
  readonly excludes: (path: string) => boolean;
  /** How the last glob that matches says a file is read; undefined where none does. */
  readonly formOf: (path: string) => DocumentForm | undefined;
}

/** Reads the globs. */
export function fileGlobs({ files, exclude, forms }: FileSettings): FileGlobs {
  const takesAny = globTest(files);
  // What lies in `.git` or `.vscode` is some tool's own, unless somebody names the folder.
  const takesInDotFolder = globTest(files.filter((glob) => isInDotFolder(glob)));
  // And `fixtures/**` means the records in the folder, not its readme.
  const takesOtherEnding = globTest(files.filter((glob) => !glob.endsWith('*')));
  const formTests = forms.map(([glob, form]) => ({ test: globTest([glob]), form })).reverse();
  return {
    takes: (path) =>
      takesAny(path) &&
      (!isInDotFolder(path) || takesInDotFolder(path)) &&
      (hasKnownEnding(path) || takesOtherEnding(path)),
    excludes: excludeTest(exclude),
    formOf: (path) => formTests.find(({ test }) => test(path))?.form,
  };
}

/** What decides on a file: globs, and the file's path relative to the folder that they are relative to. */
export interface Ruling {
  readonly globs: FileGlobs;
  readonly path: string;
}

/** Whether a file is taken for one with records, and why or why not. */
export type Verdict =
  | { readonly isTaken: true; readonly because: 'name' | 'folder' | 'setting' | 'project-file' }
  | {
      readonly isTaken: false;
      readonly because:
        | 'excluded-by-setting'
        | 'excluded-by-project-file'
        /** It has no ending of JSON or JSON Lines, and no glob names it. */
        | 'ending'
        /** It belongs to another tool, such as package.json: it is never taken. */
        | 'other-tool'
        /** Nothing names it. Its content may still say what it is. */
        | 'unnamed';
    };

/**
 * Decides whether a file is taken, without looking into it. `path` is relative to the folder that was opened or named,
 * with `/` between folders: what that folder itself is called says nothing of what is in it. Of a file in no such folder
 * it is the name alone. Case does not count, as it does not where VS Code picks a language.
 */
export function judgeFile(
  path: string,
  { settings, project }: { readonly settings?: Ruling | undefined; readonly project?: Ruling | undefined },
): Verdict {
  if (isOfOtherTool(path)) return { isTaken: false, because: 'other-tool' };
  if (project?.globs.excludes(project.path)) return { isTaken: false, because: 'excluded-by-project-file' };
  if (settings?.globs.excludes(settings.path)) return { isTaken: false, because: 'excluded-by-setting' };
  if (isNamedByDefault(path)) return { isTaken: true, because: 'name' };
  if (project?.globs.takes(project.path)) return { isTaken: true, because: 'project-file' };
  if (settings?.globs.takes(settings.path)) return { isTaken: true, because: 'setting' };
  if (!hasKnownEnding(path)) return { isTaken: false, because: 'ending' };
  if (isInNamedFolder(path)) return { isTaken: true, because: 'folder' };
  return { isTaken: false, because: 'unnamed' };
}

/** How a file is read where the settings or the project file say it: what the project file says wins. */
export function formSaid(
  settings: Ruling | undefined,
  project: Ruling | undefined,
): DocumentForm | undefined {
  return project?.globs.formOf(project.path) ?? settings?.globs.formOf(settings.path);
}

/** Whether a file's name alone says that it holds records. The path may be absolute. */
export function isNamedByDefault(path: string): boolean {
  const lower = path.toLowerCase();
  return extensionsOfAllForms.some((extension) => lower.endsWith(extension));
}

/** Whether a file's name ends as those of JSON and JSON Lines do. */
export function hasKnownEnding(path: string): boolean {
  const end = path.slice(-LONGEST_ENDING).toLowerCase();
  return allEndings.some((ending) => end.endsWith(ending));
}

/** The part of a glob that stands for the endings of files with records; for the file's own ending where it has another. */
export function endingLike(path: string): string {
  if (!hasKnownEnding(path)) return path.slice(path.lastIndexOf('.'));
  return `.{${allEndings.map((ending) => ending.slice(1)).join(',')}}`;
}

/** How a file of this name is read: by its ending alone, and as one JSON value where that says nothing. */
export function formOf(path: string): DocumentForm {
  const lower = path.toLowerCase();
  return endings.lines.some((ending) => lower.endsWith(ending)) ? 'lines' : 'json';
}

/** Whether a file is known to hold something else, by its name: the path may be absolute. */
export function isOfOtherTool(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (name === projectFileName) return true;
  if (!name.endsWith('.json')) return false;
  const stem = name.slice(0, -5);
  return (
    namesOfOtherTools.includes(stem) ||
    beginningsOfOtherTools.some((part) => stem.startsWith(part)) ||
    endsOfOtherTools.some((part) => stem.endsWith(part))
  );
}

/** Whether a file lies in a folder that begins with a dot, or among what was installed: nobody writes records there. */
export function isSomebodysOwn(path: string): boolean {
  return isInDotFolder(path) || /(?:^|\/)node_modules\//.test(path);
}

/**
 * Manifests, configurations, lock files and schemas that lie in folders of all kinds, without `.json`. All this is asked
 * about every JSON file of anybody, where making a regular expression ready takes longer than asking.
 */
const namesOfOtherTools = ['package', 'composer', 'bower', 'deno', 'jsr', 'npm-shrinkwrap'];
const beginningsOfOtherTools = ['tsconfig', 'jsconfig'];
const endsOfOtherTools = ['-lock', '.lock', '.schema'];

/** Whether a file lies in one of the folders whose files are all taken; hidden files and folders are some tool's own. */
export function isInNamedFolder(path: string): boolean {
  const folders = path.toLowerCase().split('/');
  if (folders.some((part) => part.startsWith('.'))) return false;
  return folders.slice(0, -1).some((folder) => folderNames.includes(folder));
}

/** Whether a path, or glob, leads through a folder that begins with a dot. */
function isInDotFolder(path: string): boolean {
  return /(?:^|[/{,])\.[^./][^/]*\//.test(path);
}
