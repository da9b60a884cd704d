import type { CheckedDocument } from '../check/check';
import type { Unmet } from '../check/marks';
import { projectFileName } from '../config/files';
import type { FindingEntry } from '../config/finding-entries';
import type { ProjectFileProblem } from '../config/part';
import type { Engine } from '../engine';
import { unmetExpectations } from '../features/expectations';
import { normalAddress } from './addresses';
import type { FileConfiguration } from './configuration';
import { projectFileDiagnostics } from './diagnostics';
import { pathIn } from './folders';
import type { Host } from './host';
import type { FoundProjectFile } from './project-files';
import { runInSlices } from './slices';
import { createTold, type Line, type Told } from './told';

/** What project files expect of the open files, and do not get: it is told as problems of the project files. */
export interface Expectations {
  /** Judges a version of an open file. What was known of it holds until that is done. */
  readonly judge: (uri: string, of: FileConfiguration, checked: CheckedDocument) => Promise<void>;
  /** A file is closed, or left alone: nothing is expected of it any more. */
  readonly forget: (uri: string) => void;
  /** A project file is opened by the client: its session tells from now on what is wrong with it. */
  readonly handOver: (uri: string) => void;
  /** What is not met of the entries that an open project file has now. */
  readonly unmetIn: (uri: string, entries: readonly FindingEntry[]) => readonly ProjectFileProblem[];
}

/** What expectations are told with. */
export interface ExpectationsContext {
  readonly line: Line;
  readonly host: Pick<Host, 'clock'>;
  readonly engine: Pick<Engine, 'open'>;
  /** Has the session of a project file tell what is wrong with it; false where that is not open. */
  readonly publishOpen: (address: string) => boolean;
}

/** A file as it was judged last. */
interface Judged {
  readonly path: string;
  /** The entries that it was judged by. */
  readonly entries: readonly FindingEntry[];
  readonly unmet: readonly Unmet[];
}

/** A project file, and the files in which something is missing that it expects. */
interface Project {
  found: FoundProjectFile;
  readonly files: Map<string, Judged>;
  /** What the client was told of it while it was not open. */
  told: Told | undefined;
  isWaiting: boolean;
}

/** Where more files get not what is expected of them, that is told now and then only. */
const MANY_FILES = 100;
const BETWEEN_MILLISECONDS = 200;

/** Begins without files. */
export function createExpectations({ line, host, engine, publishOpen }: ExpectationsContext): Expectations {
  const projects = new Map<string, Project>();
  /** By file the address of the project file that it is judged by. */
  const projectOf = new Map<string, string>();
  /** By file what is being judged. */
  const running = new Map<string, object>();
  const keys = new WeakMap<readonly FindingEntry[], readonly string[]>();
  return {
    async judge(uri, { marking, project: found }, checked) {
      const address = normalAddress(uri);
      if (!marking || !found || found.project.expect.length === 0) return forget(address);
      const state = {};
      running.set(address, state);
      const isWanted = () => running.get(address) === state;
      const unmet = await runInSlices(host.clock, marking.findingUnmet(checked), isWanted);
      if (!unmet || !isWanted()) return;
      const entries = found.project.expect;
      take(address, found, { path: pathIn(found.folder, address), entries, unmet });
    },
    forget: (uri) => forget(normalAddress(uri)),
    handOver(uri) {
      const address = normalAddress(uri);
      const project = projects.get(address);
      // By another spelling it would be told twice.
      if (uri !== address) void project?.told?.tell([]);
      if (project) project.told = undefined;
    },
    unmetIn: (uri, entries) => unmetOf(projects.get(normalAddress(uri)), entries),
  };

  function take(address: string, found: FoundProjectFile, judged: Judged): void {
    const at = found.folder + projectFileName;
    if (projectOf.get(address) !== at) remove(address);
    projectOf.set(address, at);
    const project: Project = projects.get(at) ?? {
      found,
      files: new Map(),
      told: undefined,
      isWaiting: false,
    };
    projects.set(at, project);
    const isNew = project.found !== found;
    project.found = found;
    const wasMet = !project.files.has(address);
    if (judged.unmet.length > 0) project.files.set(address, judged);
    else project.files.delete(address);
    if (isNew || !wasMet || judged.unmet.length > 0) changed(at, project);
  }

  function forget(address: string): void {
    running.delete(address);
    remove(address);
  }

  function remove(address: string): void {
    const at = projectOf.get(address);
    const project = at === undefined ? undefined : projects.get(at);
    if (at === undefined || !project) return;
    projectOf.delete(address);
    if (project.files.delete(address)) changed(at, project);
  }

  /** Tells it at once, but not each time where that is much: a whole workspace may be judged. */
  function changed(at: string, project: Project): void {
    if (project.files.size < MANY_FILES) return tell(at, project);
    if (project.isWaiting) return;
    project.isWaiting = true;
    host.clock.after(BETWEEN_MILLISECONDS, () => {
      project.isWaiting = false;
      tell(at, project);
    });
  }

  function tell(at: string, project: Project): void {
    if (publishOpen(at)) return;
    const { text, project: file } = project.found;
    const problems = unmetOf(project, file.expect);
    project.told ??= createTold(at, line, () => tell(at, project));
    if (project.told.mustWait()) return;
    void project.told.tell(projectFileDiagnostics(engine.open(text, 'json'), problems));
  }

  /** What is not met of entries that may be others by now than those that files were judged by. */
  function unmetOf(
    project: Project | undefined,
    entries: readonly FindingEntry[],
  ): readonly ProjectFileProblem[] {
    if (!project) return [];
    const now = keysOf(entries);
    const judged = [...project.files.values()].map(({ path, unmet, entries: then }) => ({
      path,
      unmet: unmet.filter(({ entry }) => keysOf(then)[entry] === now[entry]),
    }));
    return unmetExpectations(entries, judged);
  }

  /** What each entry says, whatever its place in the text. */
  function keysOf(entries: readonly FindingEntry[]): readonly string[] {
    const known = keys.get(entries);
    if (known) return known;
    const names = (all: FindingEntry['rules']) => all?.map(({ name }) => name) ?? null;
    const made = entries.map(({ files, records, rules }) =>
      JSON.stringify([files ?? null, names(records), names(rules)]),
    );
    keys.set(entries, made);
    return made;
  }
}
