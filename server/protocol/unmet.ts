import type { ClientCapabilities } from 'vscode-languageserver';
import type { Unmet as UnmetInFile } from '../check/marks';
import { projectFileName } from '../config/files';
import type { FindingEntry } from '../config/finding-entries';
import type { ProjectFileProblem } from '../config/part';
import type { Engine } from '../engine';
import { type Known, unmetExpectations } from '../features/expectations';
import { projectFileDiagnostics } from './diagnostics';
import { pathIn } from './folders';
import type { Host } from './host';
import type { FoundProjectFile } from './project-files';
import { createTold, type Line, type Told } from './told';

/** What is not met of what project files expect. Addresses are as `normalAddress` makes them. */
export interface Unmet {
  /** Takes over how a version of a file was judged by a project file. */
  readonly take: (address: string, by: FoundProjectFile, judged: Pick<Judged, 'about' | 'unmet'>) => void;
  /** What records say of each other is read and judged, as far as that can be: more may be certain now, or less. */
  readonly settled: () => void;
  readonly forget: (address: string) => void;
  /** See `Expectations`; `uri` is its address as the client spells it. */
  readonly handOver: (uri: string, address: string) => void;
  readonly unmetIn: (address: string, entries: readonly FindingEntry[]) => readonly ProjectFileProblem[];
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
  readonly unmet: readonly UnmetInFile[];
}

/** A project file, and the files that are judged by it. */
interface Project {
  found: FoundProjectFile;
  readonly files: Map<string, Judged>;
  /** What the client was told of it while it was not open. */
  told: Told | undefined;
  isWaiting: boolean;
  /** What was known when it was told last, and the files as they were judged then. */
  known: Known;
  judged: readonly Judged[];
}

/** Where more files are judged, what they do not get is told now and then only. */
const MANY_FILES = 100;
const BETWEEN_MILLISECONDS = 200;

/** What was certain stays as it was told for so long where it is not, in milliseconds: a file may be read again. */
const MOST_UNCERTAIN_MILLISECONDS = 1000;

/** Begins without files. */
export function findUnmet({ line, host, engine, client, publishOpen, knownIn }: ExpectationsContext): Unmet {
  const projects = new Map<string, Project>();
  /** By file the address of the project file that it is judged by. */
  const projectOf = new Map<string, string>();
  const keys = new WeakMap<readonly FindingEntry[], readonly string[]>();
  return {
    take,
    settled() {
      for (const [at, project] of projects)
        if (project.isWaiting || knownOf(project) !== project.known) changed(at, project);
    },
    forget: remove,
    handOver(uri, address) {
      const project = projects.get(address);
      // By another spelling it would be told twice.
      if (uri !== address) void project?.told?.tell([]);
      if (project) project.told = undefined;
    },
    unmetIn: (address, entries) => unmetOf(projects.get(address), entries),
  };

  function take(address: string, found: FoundProjectFile, how: Pick<Judged, 'about' | 'unmet'>): void {
    const judged = { path: pathIn(found.folder, address), entries: found.project.expect, ...how };
    const at = found.folder + projectFileName;
    if (projectOf.get(address) !== at) remove(address);
    projectOf.set(address, at);
    const project: Project = projects.get(at) ?? {
      found,
      files: new Map(),
      told: undefined,
      isWaiting: false,
      known: 'nothing',
      judged: [],
    };
    projects.set(at, project);
    const isNew = project.found !== found;
    project.found = found;
    const before = project.files.get(address);
    project.files.set(address, judged);
    // One more file may have a record that all others lack.
    if (isNew || !before || before.unmet.length + judged.unmet.length > 0) changed(at, project);
  }

  function knownOf({ found }: Project): Known {
    return knownIn(found.folder);
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
    project.judged = [...project.files.values()];
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
    const judged = project.judged.map(({ path, about, unmet, entries: then }) => {
      const isSame = (entry: number) => keysOf(then)[entry] === now[entry];
      return { path, about: about.filter(isSame), unmet: unmet.filter(({ entry }) => isSame(entry)) };
    });
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
