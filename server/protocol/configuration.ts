import type { SeverityOf } from '../check/locate';
import {
  type FileSettings,
  fileGlobs,
  formSaid,
  judgeFile,
  projectFileName,
  type Ruling,
  type Verdict,
} from '../config/files';
import { limits } from '../config/limits';
import { type ProjectFile, readProjectFile } from '../config/project-file';
import { severityOf } from '../config/rule-settings';
import { type Detect, readSettings, type Settings } from '../config/settings';
import type { DocumentForm } from '../document/form';
import type { Engine } from '../engine';
import type { RecordType } from '../spec/record-type';
import { decodedPath, normalAddress } from './addresses';

/** How many findings of a file are sent where the settings do not say. */
const DEFAULT_MAX_FINDINGS = 1000;

/** So many different problems are told in all: nobody reads more, and what was told is remembered. */
const MOST_REPORTED = 1000;

/** For how many folders it is remembered which project file lies in them. */
const MOST_FOLDERS = 1000;

/** Stands for what did not come in time. */
const LATE = Symbol('late');

/** What holds for one file. */
export interface FileConfiguration {
  readonly severityOf: SeverityOf;
  readonly maxFindings: number;
  /** Whether a file of any language is taken, without looking into it. */
  readonly verdict: () => Verdict;
  /** What happens to a file that nothing names and that looks like one of ours. */
  readonly detect: Detect;
  /** How the settings or the project file say that it is read. */
  readonly form: DocumentForm | undefined;
  /** What its records are. */
  readonly type: RecordType;
}

/** A project file, and the address of its folder with a slash at its end. */
interface FoundProjectFile {
  readonly project: ProjectFile;
  readonly folder: string;
  /** What records are below that folder. */
  readonly type: RecordType;
}

/** Where configuration comes from. */
export interface ConfigurationSource {
  /** Knows what records are, and makes of that what project files state. */
  readonly engine: Pick<Engine, 'type' | 'typeWith'>;
  /** The client's settings below `interactionData` for a file; undefined where the client gives none. Never rejects. */
  readonly settings: (uri: string) => Promise<unknown>;
  /** The settings that hold as long as the client has not answered. */
  readonly settingsMeanwhile: () => unknown;
  /**
   * The text of a project file that lies in a folder, from its open editor or the disk; undefined where there is none.
   * Rejects with an Error that says, in words that follow its name, why one that is there cannot be read.
   */
  readonly readFile: (uri: string, folder: string) => Promise<string | undefined>;
  /** The addresses of the workspace's folders as `normalFolder` makes them. */
  readonly workspaceFolders: () => readonly string[];
  /** Told once for each distinct problem of the settings and project files. */
  readonly reportProblem: (message: string) => void;
  /** Told where a file had to do without what the client was asked for, and that has come. */
  readonly corrected: (uri: string) => void;
  /** Told of what should not happen; the defaults hold then. */
  readonly failed: (error: unknown) => void;
}

/** The configuration of files, remembered until it changes. */
export interface Configuration {
  /** What holds for a file now: what changes while it is asked for is asked again. Never rejects. */
  readonly of: (uri: string) => Promise<FileConfiguration>;
  /** Settings or project files have changed: everything is asked anew. */
  readonly forget: () => void;
  /** A file is closed: what was remembered for it alone is dropped. */
  readonly close: (uri: string) => void;
}

/** Joins the client's settings with the nearest project file above each file, which may be spelt in several ways. */
export function createConfiguration(source: ConfigurationSource): Configuration {
  let ofFile = new Map<string, Promise<FileConfiguration>>();
  let ofFolder = new Map<string, Promise<FoundProjectFile | undefined>>();
  /** The addresses of files that were asked about and are not closed: nothing is remembered of others. */
  const open = new Set<string>();
  const reported = new Set<string>();
  const inTime = createPatience();
  let timesForgotten = 0;
  return {
    of,
    forget() {
      ofFile = new Map();
      ofFolder = new Map();
      timesForgotten++;
    },
    close(uri) {
      const address = normalAddress(uri);
      open.delete(address);
      ofFile.delete(address);
      // Whoever needs one again reads it again.
      if (ofFile.size === 0 || ofFolder.size > MOST_FOLDERS) ofFolder = new Map();
    },
  };

  async function of(uri: string): Promise<FileConfiguration> {
    const before = timesForgotten;
    const address = normalAddress(uri);
    open.add(address);
    const found = await (ofFile.get(address) ?? begin(uri, address));
    return timesForgotten === before || !open.has(address) ? found : of(uri);
  }

  /** Starts to read what holds for a file, and remembers it. The client is asked with its own spelling. */
  function begin(uri: string, address: string): Promise<FileConfiguration> {
    const settings = settingsOf(uri);
    const project = nearestProjectFile(address);
    const known = firstOf().catch((error) => {
      source.failed(error);
      return joined(address, readSettings(undefined), undefined);
    });
    ofFile.set(address, known);
    return known;

    /** What has come in time, and what holds meanwhile in the place of what has not. */
    async function firstOf(): Promise<FileConfiguration> {
      const [early, earlyProject] = await Promise.all([inTime(settings), inTime(project)]);
      if (early === LATE || earlyProject === LATE) correct().catch(source.failed);
      return joined(
        address,
        early === LATE ? readSettings(source.settingsMeanwhile()) : early,
        earlyProject === LATE ? undefined : earlyProject,
      );
    }

    /** What was late has come: it holds from now on, unless the file is closed or all was forgotten. */
    async function correct(): Promise<void> {
      const corrected = joined(address, await settings, await project);
      if (ofFile.get(address) !== known) return;
      ofFile.set(address, Promise.resolve(corrected));
      source.corrected(uri);
    }
  }

  async function settingsOf(uri: string): Promise<Settings> {
    const settings = readSettings(await source.settings(uri));
    const { problems } = settings;
    for (const problem of problems.slice(0, limits.settingProblems)) report(problem);
    const more = problems.length - limits.settingProblems;
    if (more > 0)
      report(`interactionData: ${more} more ${more === 1 ? 'setting is' : 'settings are'} wrong.`);
    return settings;
  }

  function report(problem: string): void {
    if (reported.has(problem) || reported.size > MOST_REPORTED) return;
    reported.add(problem);
    source.reportProblem(problem);
  }

  function joined(
    address: string,
    settings: Settings,
    found: FoundProjectFile | undefined,
  ): FileConfiguration {
    const projectRules = found?.project.rules ?? {};
    // Of a file in no folder of the workspace it is the name alone that counts.
    const root = innermostRoot(address, source.workspaceFolders()) ?? folderOf(address);
    const path = pathIn(root, address);
    const rulings = {
      settings: rulingOf(settings, path),
      project: found && rulingOf(found.project, pathIn(found.folder, address)),
    };
    return {
      severityOf: (rule) => severityOf(rule, settings.rules, projectRules),
      maxFindings: settings.maxFindings ?? DEFAULT_MAX_FINDINGS,
      verdict: () => judgeFile(path, rulings),
      detect: settings.detect,
      form: formSaid(rulings.settings, rulings.project),
      type: found?.type ?? source.engine.type,
    };
  }

  /** The project file in the file's folder or in one above it, up to the workspace folder that holds it. */
  async function nearestProjectFile(address: string): Promise<FoundProjectFile | undefined> {
    const folders = foldersUpwards(address, source.workspaceFolders());
    const outermost = folders.at(-1);
    for (const folder of folders) {
      const known = ofFolder.get(folder) ?? projectFileIn(folder, outermost ?? folder);
      ofFolder.set(folder, known);
      const project = await known;
      if (project) return project;
    }
    return undefined;
  }

  /** The project file in a folder; one that cannot be read is reported, and the next one upwards counts. */
  async function projectFileIn(folder: string, outermost: string): Promise<FoundProjectFile | undefined> {
    const uri = folder + projectFileName;
    try {
      const text = await source.readFile(uri, outermost);
      if (text === undefined) return undefined;
      const project = readProjectFile(text, source.engine.type);
      return {
        project,
        folder,
        type: source.engine.typeWith(project.record, shownPath(uri, source.workspaceFolders())),
      };
    } catch (error) {
      report(`${uri} ${error instanceof Error ? error.message : String(error)}.`);
      return undefined;
    }
  }
}

/** The address of the innermost workspace folder that holds a file, with a slash at its end. */
function innermostRoot(address: string, workspaceFolders: readonly string[]): string | undefined {
  return workspaceFolders
    .filter((folder) => address.startsWith(folder))
    .sort((a, b) => b.length - a.length)
    .at(0);
}

function pathIn(folder: string, address: string): string {
  return decodedPath(address.slice(folder.length));
}

/** What settings say of a file; undefined where they say nothing of any file. */
function rulingOf(settings: FileSettings, path: string): Ruling | undefined {
  const { files, exclude, forms } = settings;
  if (files.length + exclude.length + forms.length === 0) return undefined;
  return { globs: fileGlobs(settings), path };
}

/**
 * A file's path as people see it: in its workspace folder, after that one's name where there are several; of a file in none
 * its name alone.
 */
function shownPath(address: string, workspaceFolders: readonly string[]): string {
  const root = innermostRoot(address, workspaceFolders);
  const isNamed = root !== undefined && workspaceFolders.length > 1;
  return pathIn(isNamed ? folderAbove(root) : (root ?? folderOf(address)), address);
}

/**
 * The folders of a file from its own upwards, each with a slash at its end: to the innermost workspace folder that
 * holds it, and only its own where none does, so that nothing outside the workspace is read.
 */
function foldersUpwards(address: string, workspaceFolders: readonly string[]): readonly string[] {
  const own = folderOf(address);
  if (!/^[^:]+:\/./.test(own)) return [];
  const root = innermostRoot(own, workspaceFolders);
  if (root === undefined) return [own];
  const folders: string[] = [];
  for (let folder = own; folder.startsWith(root); folder = folderAbove(folder)) folders.push(folder);
  return folders;
}

/** The address of the folder that a file lies in, with a slash at its end. */
function folderOf(address: string): string {
  return address.slice(0, address.lastIndexOf('/') + 1);
}

/** The same of a folder whose address has a slash at its end. */
function folderAbove(folder: string): string {
  return folderOf(folder.slice(0, -1));
}

/** Waits for answers of the client: a while for each, and no longer for any where one has not come so far. */
function createPatience(): <Value>(answer: Promise<Value>) => Promise<Value | typeof LATE> {
  let isSilent = false;
  return (answer) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => {
          isSilent = true;
          resolve(LATE);
        },
        isSilent ? 0 : limits.answerMilliseconds,
      );
      answer.then((value) => {
        isSilent = false;
        clearTimeout(timer);
        resolve(value);
      }, reject);
    });
}
