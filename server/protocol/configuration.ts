import type { CheckedDocument } from '../check/check';
import type { SeverityOf } from '../check/locate';
import { createMarking, type Marking } from '../check/marks';
import type { Validate } from '../config/definition';
import {
  type FileGlobs,
  type FileSettings,
  fileGlobs,
  formSaid,
  judgeFile,
  type Ruling,
  type Verdict,
} from '../config/files';
import { limits } from '../config/limits';
import { severityOf } from '../config/rule-settings';
import { readSettings, type Settings } from '../config/settings';
import type { DocumentForm } from '../document/form';
import type { RecordType } from '../spec/record-type';
import { t } from '../words/language';
import { normalAddress } from './addresses';
import { folderOf, innermostRoot, pathIn } from './folders';
import type { Clock } from './host';
import { createProjectFiles, type FoundProjectFile, type ProjectFileSource } from './project-files';
import type { ExcludeTest } from './workspace/excludes';

/** So many different problems are told in all: nobody reads more, and what was told is remembered. */
const MOST_REPORTED = 1000;

/** Stands for what did not come in time. */
const LATE = Symbol('late');

/** What holds for one file: the settings, but for those that the project file has its say in, and what both say of it. */
export interface FileConfiguration extends Omit<Settings, keyof FileSettings | 'rules' | 'problems'> {
  readonly severityOf: SeverityOf;
  /** Whether a file of any language is taken, without looking into it. */
  readonly verdict: Verdict;
  /** How the settings or the project file say that it is read. */
  readonly form: DocumentForm | undefined;
  /** What its records are. */
  readonly type: RecordType;
  /** Marks what the project file ignores or expects of what is found in it; undefined where that is nothing. */
  readonly marking: Marking | undefined;
  /** The project file that holds for it; undefined where there is none. */
  readonly project: FoundProjectFile | undefined;
}

/** A version of a file with what its project file says of its findings: whoever tells of them takes it. */
export function marked(checked: CheckedDocument, { marking }: FileConfiguration): CheckedDocument {
  return marking ? marking.mark(checked) : checked;
}

/** What holds for the closed files of a workspace folder. */
export interface FolderConfiguration {
  /** Whether their findings are told. */
  readonly validate: Validate;
  /** What the client itself leaves out. */
  readonly excludes: ExcludeTest;
  /** What holds for one of them. Never rejects. */
  readonly of: (address: string) => Promise<FileConfiguration>;
}

/** Where configuration comes from. */
export interface ConfigurationSource extends ProjectFileSource {
  readonly clock: Pick<Clock, 'after'>;
  /** The client's settings below `interactionData` for a file; undefined where the client gives none. Never rejects. */
  readonly settings: (uri: string) => Promise<unknown>;
  /** The settings that hold as long as the client has not answered. */
  readonly settingsMeanwhile: () => unknown;
  /** Told where a file had to do without what the client was asked for, and that has come. */
  readonly corrected: (uri: string) => void;
  /** The same of the closed files of a folder. */
  readonly correctedFolder: () => void;
  /** Told of what should not happen; the defaults hold then. */
  readonly failed: (error: unknown) => void;
}

/** The configuration of files, remembered until it changes. */
export interface Configuration {
  /** What holds for a file now: what changes while it is asked for is asked again. Never rejects. */
  readonly of: (uri: string) => Promise<FileConfiguration>;
  /**
   * What holds now for the closed files of a workspace folder: the client is asked once for all of them, by `askExcludes`,
   * too. Never rejects.
   */
  readonly inFolder: (root: string, askExcludes: () => Promise<ExcludeTest>) => Promise<FolderConfiguration>;
  /** Reads the project files in the workspace's folders before a file is opened, and makes what reads their records. Never rejects. */
  readonly prepare: () => Promise<void>;
  /** Whether project files were found in a folder, or in one below. */
  readonly hadProjectFilesIn: (folder: string) => boolean;
  /** Settings or project files have changed: everything is asked anew. */
  readonly forget: () => void;
  /** A file is closed: what was remembered for it alone is dropped. */
  readonly close: (uri: string) => void;
}

/** Joins the client's settings with the nearest project file above each file, which may be spelt in several ways. */
export function createConfiguration(source: ConfigurationSource): Configuration {
  let ofFile = new Map<string, Promise<FileConfiguration>>();
  /** What the client says of workspace folders. */
  let ofFolder = new Map<string, Promise<readonly [Settings, ExcludeTest]>>();
  /** The addresses of files that were asked about and are not closed: nothing is remembered of others. */
  const open = new Set<string>();
  const report = reportingOnce(source.reportProblem);
  const projectFiles = createProjectFiles({ ...source, reportProblem: report });
  const inTime = createPatience(source.clock);
  let timesForgotten = 0;
  return {
    of,
    async inFolder(root, askExcludes) {
      const asked = ofFolder.get(root) ?? Promise.all([settingsOfFolder(root), askExcludes()]);
      ofFolder.set(root, asked);
      const early = await inTime(asked);
      if (early === LATE) void asked.then(() => ofFolder.get(root) === asked && source.correctedFolder());
      const [settings, excludes] =
        early === LATE ? [readSettings(source.settingsMeanwhile()), () => false] : early;
      const { validate } = settings;
      return {
        validate,
        excludes,
        of: async (address) => joined(address, settings, await projectFiles.nearest(address)),
      };
    },
    async prepare() {
      for (const folder of source.workspaceFolders())
        source.engine.readerOf((await projectFiles.nearest(folder))?.type);
    },
    hadProjectFilesIn: projectFiles.wereIn,
    forget() {
      ofFile = new Map();
      ofFolder = new Map();
      projectFiles.forget();
      timesForgotten++;
    },
    close(uri) {
      const address = normalAddress(uri);
      open.delete(address);
      ofFile.delete(address);
      if (ofFile.size === 0) projectFiles.forget();
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
    const project = projectFiles.nearest(address);
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

  function settingsOfFolder(root: string): Promise<Settings> {
    return settingsOf(root.slice(0, -1)).catch((error) => {
      source.failed(error);
      return readSettings(undefined);
    });
  }

  async function settingsOf(uri: string): Promise<Settings> {
    const settings = readSettings(await source.settings(uri));
    const { problems } = settings;
    for (const problem of problems.slice(0, limits.settingProblems)) report(problem);
    const more = problems.length - limits.settingProblems;
    if (more > 0)
      report(
        more === 1
          ? t`interactionData: 1 more setting is wrong.`
          : t`interactionData: ${more} more settings are wrong.`,
      );
    return settings;
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
    const entries = found?.entriesOf(pathIn(found.folder, address));
    const severities: SeverityOf = (rule) => severityOf(rule, settings.rules, projectRules);
    return {
      severityOf: severities,
      verdict: judgeFile(path, rulings),
      form: formSaid(rulings.settings, rulings.project),
      type: found?.type ?? source.engine.type,
      marking: entries && createMarking(entries, severities),
      project: found,
      // The other way round an engine takes twenty times as long, for each of ten thousand files.
      ...settings,
    };
  }
}

/** The globs of settings, read once for all files that they hold for. */
const globsRead = new WeakMap<FileSettings, FileGlobs>();

/** What settings say of a file; undefined where they say nothing of any file. */
function rulingOf(settings: FileSettings, path: string): Ruling | undefined {
  const { files, exclude, forms } = settings;
  if (files.length + exclude.length + forms.length === 0) return undefined;
  const globs = globsRead.get(settings) ?? fileGlobs(settings);
  globsRead.set(settings, globs);
  return { globs, path };
}

/** Tells each problem once, and not too many in all. */
function reportingOnce(tell: (problem: string) => void): (problem: string) => void {
  const reported = new Set<string>();
  return (problem) => {
    if (reported.has(problem) || reported.size > MOST_REPORTED) return;
    reported.add(problem);
    tell(problem);
  };
}

/** Waits for answers of the client: a while for each, and no longer for any where one has not come so far. */
function createPatience({
  after,
}: Pick<Clock, 'after'>): <Value>(answer: Promise<Value>) => Promise<Value | typeof LATE> {
  let isSilent = false;
  return (answer) =>
    new Promise((resolve, reject) => {
      const stopWaiting = after(isSilent ? 0 : limits.answerMilliseconds, () => {
        isSilent = true;
        resolve(LATE);
      });
      answer.then((value) => {
        isSilent = false;
        stopWaiting();
        resolve(value);
      }, reject);
    });
}
