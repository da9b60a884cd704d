import type { SeverityOf } from '../check/locate';
import { projectFileName } from '../config/files';
import { type ProjectFile, readProjectFile } from '../config/project-file';
import { severityOf } from '../config/rule-settings';
import { readSettings, type Settings } from '../config/settings';

/** How many findings of a file are sent where the settings do not say. */
const DEFAULT_MAX_FINDINGS = 1000;

/** How many problems of the settings are told in full: each one is a message that somebody has to close. */
const MOST_PROBLEMS = 20;

/** What holds for one file. */
export interface FileConfiguration {
  readonly severityOf: SeverityOf;
  readonly maxFindings: number;
}

/** Where configuration comes from. */
export interface ConfigurationSource {
  /** The client's settings below `interactionData` for a file; undefined where the client gives none. Never rejects. */
  readonly settings: (uri: string) => Promise<unknown>;
  /**
   * The text of a project file that lies in a folder, from its open editor or the disk; undefined where there is none.
   * Rejects with an Error that says, in words that follow its name, why one that is there cannot be read.
   */
  readonly readFile: (uri: string, folder: string) => Promise<string | undefined>;
  readonly workspaceFolders: () => readonly string[];
  /** Told once for each distinct problem of the settings and project files. */
  readonly reportProblem: (message: string) => void;
}

/** The configuration of files, remembered until it changes. */
export interface Configuration {
  /** What holds for a file now: what changes while it is asked for is asked again. Never rejects. */
  readonly of: (uri: string) => Promise<FileConfiguration>;
  /** Settings or project files have changed: everything is asked anew. */
  readonly forget: () => void;
}

/** Joins the client's settings with the nearest project file above each file. */
export function createConfiguration(source: ConfigurationSource): Configuration {
  let ofFile = new Map<string, Promise<FileConfiguration>>();
  let ofFolder = new Map<string, Promise<ProjectFile | undefined>>();
  const reported = new Set<string>();
  return {
    of,
    forget() {
      ofFile = new Map();
      ofFolder = new Map();
    },
  };

  async function of(uri: string): Promise<FileConfiguration> {
    const known = ofFile.get(uri) ?? read(uri);
    ofFile.set(uri, known);
    const found = await known;
    return ofFile.get(uri) === known ? found : of(uri);
  }

  async function read(uri: string): Promise<FileConfiguration> {
    const [settings, project] = await Promise.all([settingsOf(uri), nearestProjectFile(uri)]);
    const projectRules = project?.rules ?? {};
    return {
      severityOf: (rule) => severityOf(rule, settings.rules, projectRules),
      maxFindings: settings.maxFindings ?? DEFAULT_MAX_FINDINGS,
    };
  }

  async function settingsOf(uri: string): Promise<Settings> {
    const settings = readSettings(await source.settings(uri));
    const { problems } = settings;
    for (const problem of problems.slice(0, MOST_PROBLEMS)) report(problem);
    const more = problems.length - MOST_PROBLEMS;
    if (more > 0) report(`interactionData: ${more} more settings are wrong.`);
    return settings;
  }

  function report(problem: string): void {
    if (reported.has(problem)) return;
    reported.add(problem);
    source.reportProblem(problem);
  }

  /** The project file in the file's folder or in one above it, up to the workspace folder that holds it. */
  async function nearestProjectFile(uri: string): Promise<ProjectFile | undefined> {
    const folders = foldersUpwards(uri, source.workspaceFolders());
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
  async function projectFileIn(folder: string, outermost: string): Promise<ProjectFile | undefined> {
    const uri = folder + projectFileName;
    try {
      const text = await source.readFile(uri, outermost);
      return text === undefined ? undefined : readProjectFile(text);
    } catch (error) {
      report(`${uri} ${error instanceof Error ? error.message : String(error)}.`);
      return undefined;
    }
  }
}

/**
 * The folders of a file from its own upwards, each with a slash at its end: to the innermost workspace folder that
 * holds it, and only its own where none does, so that nothing outside the workspace is read.
 */
function foldersUpwards(uri: string, workspaceFolders: readonly string[]): readonly string[] {
  const own = uri.slice(0, uri.lastIndexOf('/') + 1);
  if (!/^[^:]+:\/./.test(own)) return [];
  const roots = workspaceFolders.map((folder) => (folder.endsWith('/') ? folder : `${folder}/`));
  const root = roots
    .filter((folder) => own.startsWith(folder))
    .sort((a, b) => b.length - a.length)
    .at(0);
  if (root === undefined) return [own];
  const folders: string[] = [];
  for (
    let folder = own;
    folder.startsWith(root);
    folder = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1)
  ) {
    folders.push(folder);
  }
  return folders;
}
