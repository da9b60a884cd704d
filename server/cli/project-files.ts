import { existsSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { projectFileName } from '../config/files';
import { globTest } from '../config/globs';
import { type ProjectFile, readProjectFile } from '../config/project-file';
import { FileError, readText } from './read-text';

/** A project file on disk. */
export interface FoundProjectFile extends ProjectFile {
  readonly path: string;
  readonly folder: string;
  /** Its text without a byte order mark, which `problems` have offsets in; '' if it cannot be read. */
  readonly text: string;
  /** Why it cannot be read, in words that follow its name; it then says nothing. */
  readonly failure: string | undefined;
  /** Whether its globs take the file with this absolute path, which lies below its folder. */
  readonly takes: (path: string) => boolean;
}

/** The project files met so far. */
export interface ProjectFiles {
  /** Gives the project file that rules in a folder (an absolute path): the nearest one upward, if there is any. */
  readonly nearest: (folder: string) => FoundProjectFile | undefined;
  /** All that were opened, in the order in which they were met. */
  readonly opened: readonly FoundProjectFile[];
}

/** Starts without any; each project file is read, and each folder looked into, once. */
export function projectFiles(): ProjectFiles {
  const byFolder = new Map<string, FoundProjectFile | undefined>();
  const opened: FoundProjectFile[] = [];
  return { nearest, opened };

  function nearest(folder: string): FoundProjectFile | undefined {
    if (!byFolder.has(folder)) byFolder.set(folder, look(folder));
    return byFolder.get(folder);
  }

  function look(folder: string): FoundProjectFile | undefined {
    const path = join(folder, projectFileName);
    if (!existsSync(path)) return dirname(folder) === folder ? undefined : nearest(dirname(folder));
    const found = openProjectFile(path);
    opened.push(found);
    return found;
  }
}

/** Reads the project file with this absolute path; one that cannot be read says nothing, and why. */
function openProjectFile(path: string): FoundProjectFile {
  const folder = dirname(path);
  try {
    const { text } = readText(path);
    const project = readProjectFile(text);
    const matches = globTest(project.files);
    const takes = (file: string) => matches(withSlashes(file.slice(folder.length)).replace(/^\//, ''));
    return { ...project, path, folder, text, failure: undefined, takes };
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const { message: failure } = error;
    return { rules: {}, files: [], problems: [], path, folder, text: '', failure, takes: () => false };
  }
}

/** A path with `/` between folders, as globs have it and as it is shown on all platforms. */
export function withSlashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
