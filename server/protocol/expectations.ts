import type { ClientCapabilities } from 'vscode-languageserver';
import type { CheckedDocument } from '../check/check';
import type { Unmet } from '../check/marks';
import { projectFileName } from '../config/files';
import type { FindingEntry } from '../config/finding-entries';
import type { ProjectFileProblem } from '../config/part';
import type { Engine } from '../engine';
import { type Known, unmetExpectations } from '../features/expectations';
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
  /** Something may be found in a file that is not judged yet. */
  readonly await: (uri: string) => void;
  /** Judges a version of a file. What was known of it holds until that is done. */
  readonly judge: (uri: string, of: FileConfiguration, checked: CheckedDocument) => Promise<void>;
  /** A file is closed, or left alone: nothing is expected of it any more. */
  readonly forget: (uri: string) => void;
  /** What records say of each other is read and judged, as far as that can be. */
  readonly settled: () => void;
  /** A project file is opened by the client: its session tells from now on what is wrong with it. */
  readonly handOver: (uri: string) => void;
  /** What is not met of the entries that an open project file has now. */
  readonly unmetIn: (uri: string, entries: readonly FindingEntry[]) => readonly ProjectFileProblem[];
}

/** What expectations are told with. */
export interface ExpectationsContext {
  readonly line: Line;
  readonly host: Host;
  readonly client: () => ClientCapabilities;
  readonly engine: Pick<Engine, 'open'>;
  /** Has the session of a project file tell what is wrong with it; false where that is not open. */
  readonly publishOpen: (address: string) => boolean;
  /** What is known of the files in a folder and below it. */
  readonly knownIn: (folder: string) => Known;
}

/** A file as it was judged last. */
interface Judged {
  readonly path: string;
  /** The entries that it was judged by. */
  readonly entries: readonly FindingEntry[];
  /** Those of them that are about it. */
  readonly about: readonly number[];
  readonly unmet: readonly Unmet[];
}

/** A project file, and the files that are judged by it. */
interface Project {
  found: FoundProjectFile;
  readonly files: Map<string, Judged>;
  /** What the client was told of it while it was not open. */
  told: Told | undefined;
  isWaiting: boolean;
  /** What was known when it was told last. */
  known: Known;
}

/** Where more files are judged, what they do not get is told now and then only. */
const MANY_FILES = 100;
const BETWEEN_MILLISECONDS = 200;

/** What was certain stays as it was told for so long where it is not, in milliseconds: a file may be read again. */
const MOST_UNCERTAIN_MILLISECONDS = 1000;

/** Begins without files. */
export function createExpectations({
  line,
  host,
  engine,
  client,
  publishOpen,
  knownIn,
}: ExpectationsContext): Expectations {
  const projects = new Map<string, Project>();
  /** By file the address of the project file that it is judged by. */
  const projectOf = new Map<string, string>();
  /** By file what is being judged. */
  const running = new Map<string, object>();
  /** The files that are to be judged: what others expect of them is not certain before. */
  const awaited = new Set<string>();
  const keys = new WeakMap<readonly FindingEntry[], readonly string[]>();
  return {
    await: (uri) => void awaited.add(normalAddress(uri)),
    async judge(uri, { marking, project: found }, checked) {
      const address = normalAddress(uri);
      if (!marking || !found || found.project.expect.length === 0) return forget(address);
      const state = {};
      running.set(address, state);
      const isWanted = () => running.get(address) === state;
      const unmet = await runInSlices(host.clock, marking.findingUnmet(checked), isWanted);
      if (!unmet || !isWanted()) return;
      const entries = found.project.expect;
      const wasAwaited = awaited.delete(address);
      const path = pathIn(found.folder, address);
      take(address, found, { path, entries, about: marking.about, unmet });
      if (wasAwaited) settled();
    },
    settled,
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
      known: 'nothing',
    };
    projects.set(at, project);
    const isNew = project.found !== found;
    project.found = found;
    const before = project.files.get(address)?.unmet ?? [];
    project.files.set(address, judged);
    if (isNew || before.length + judged.unmet.length > 0) changed(at, project);
  }

  function forget(address: string): void {
    running.delete(address);
    remove(address);
    if (awaited.delete(address)) settled();
  }

  /** What hangs on other records may be certain now, or no more. */
  function settled(): void {
    for (const [at, project] of projects)
      if (project.isWaiting || knownOf(project) !== project.known) changed(at, project);
  }

  function knownOf({ found }: Project): Known {
    return awaited.size > 0 ? 'nothing' : knownIn(found.folder);
  }

  function remove(address: string): void {
    const at = projectOf.get(address);
    const project = at === undefined ? undefined : projects.get(at);
    if (at === undefined || !project) return;
    projectOf.delete(address);
    if (project.files.delete(address)) changed(at, project);
  }

  /**
   * Tells it at once, but not each time where that is much, as a whole workspace may be judged, nor what is certain again in a
   * moment.
   */
  function changed(at: string, project: Project): void {
    const isLess = project.known !== 'nothing' && knownOf(project) === 'nothing';
    const isMuch = project.files.size >= MANY_FILES;
    if (!isLess && !isMuch) return tell(at, project);
    if (project.isWaiting) return;
    project.isWaiting = true;
    host.clock.after(isLess ? MOST_UNCERTAIN_MILLISECONDS : BETWEEN_MILLISECONDS, () => tell(at, project));
  }

  function tell(at: string, project: Project): void {
    project.isWaiting = false;
    project.known = knownOf(project);
    if (publishOpen(at)) return;
    const { text, project: file } = project.found;
    const problems = unmetOf(project, file.expect);
    project.told ??= createTold(at, line, () => tell(at, project));
    if (project.told.mustWait()) return;
    const reader = { client: client(), host };
    void project.told.tell(projectFileDiagnostics(engine.open(text, 'json'), problems, reader));
  }

  /** What is not met of entries that may be others by now than those that files were judged by. */
  function unmetOf(
    project: Project | undefined,
    entries: readonly FindingEntry[],
  ): readonly ProjectFileProblem[] {
    if (!project) return [];
    const now = keysOf(entries);
    const judged = [...project.files.values()].map(({ path, about, unmet, entries: then }) => ({
      path,
      about,
      unmet: unmet.filter(({ entry }) => keysOf(then)[entry] === now[entry]),
    }));
    return unmetExpectations(entries, judged, project.known);
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
