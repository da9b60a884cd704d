import { projectFileName } from '../config/files';
import { type EntriesOfFile, entriesByFile } from '../config/finding-entries';
import { type ProjectFile, readProjectFile } from '../config/project-file';
import type { Engine } from '../engine';
import type { RecordType } from '../spec/record-type';
import { foldersUpwards, shownPath } from './folders';

/** For how many folders it is remembered which project file lies in them. */
const MOST_FOLDERS = 1000;

/** A project file, and the address of its folder with a slash at its end. */
export interface FoundProjectFile {
  readonly project: ProjectFile;
  readonly folder: string;
  /** What records are below that folder. */
  readonly type: RecordType;
  readonly text: string;
  /** What it says of the findings of the file with a path relative to its folder. */
  readonly entriesOf: (path: string) => EntriesOfFile | undefined;
}

/** Where project files come from. */
export interface ProjectFileSource {
  /** Knows what records are, and makes of that what project files state. */
  readonly engine: Pick<Engine, 'type' | 'typeWith' | 'readerOf'>;
  /**
   * The text of a project file that lies in a folder, from its open editor or the disk; undefined where there is none.
   * Rejects with an Error that says, in words that follow its name, why one that is there cannot be read.
   */
  readonly readFile: (uri: string, folder: string) => Promise<string | undefined>;
  /** The addresses of the workspace's folders as `normalFolder` makes them. */
  readonly workspaceFolders: () => readonly string[];
  /** Told once for each distinct problem of the settings and project files. */
  readonly reportProblem: (message: string) => void;
}

/** The project files above the client's files. */
export interface ProjectFiles {
  /** The project file in the file's folder or in one above it, up to the workspace folder that holds it. */
  readonly nearest: (address: string) => Promise<FoundProjectFile | undefined>;
  /** Whether one was found in a folder, or in one below. */
  readonly wereIn: (folder: string) => boolean;
  /** Whoever needs one again reads it again. */
  readonly forget: () => void;
}

/** Reads project files when they are asked for, and remembers them. */
export function createProjectFiles({
  engine,
  readFile,
  workspaceFolders,
  reportProblem,
}: ProjectFileSource): ProjectFiles {
  let ofFolder = new Map<string, Promise<FoundProjectFile | undefined>>();
  /** The folders in which one was found, whatever has become of it since. */
  const found = new Set<string>();
  return {
    wereIn: (folder) => [...found].some((one) => one.startsWith(folder)),
    async nearest(address) {
      if (ofFolder.size > MOST_FOLDERS) ofFolder = new Map();
      const folders = foldersUpwards(address, workspaceFolders());
      const outermost = folders.at(-1);
      for (const folder of folders) {
        const known = ofFolder.get(folder) ?? projectFileIn(folder, outermost ?? folder);
        ofFolder.set(folder, known);
        const project = await known;
        if (project) return project;
      }
      return undefined;
    },
    forget() {
      ofFolder = new Map();
    },
  };

  /** The project file in a folder; one that cannot be read is reported, and the next one upwards counts. */
  async function projectFileIn(folder: string, outermost: string): Promise<FoundProjectFile | undefined> {
    const uri = folder + projectFileName;
    try {
      const text = await readFile(uri, outermost);
      if (text === undefined) return undefined;
      found.add(folder);
      const project = readProjectFile(text, engine.type);
      const type = engine.typeWith(project.record, shownPath(uri, workspaceFolders()));
      return { project, folder, type, text, entriesOf: entriesByFile(project) };
    } catch (error) {
      reportProblem(`${uri} ${error instanceof Error ? error.message : String(error)}.`);
      return undefined;
    }
  }
}
