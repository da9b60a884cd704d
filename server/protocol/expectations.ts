import type { CheckedDocument } from '../check/check';
import type { FindingEntry } from '../config/finding-entries';
import type { ProjectFileProblem } from '../config/part';
import { normalAddress } from './addresses';
import type { FileConfiguration } from './configuration';
import { runInSlices } from './slices';
import type { ExpectationsContext, Unmet } from './unmet';

/** What project files expect of files, and do not get: it is told as problems of the project files. */
export interface Expectations extends Pick<Unmet, 'settled'> {
  /** Something may be found in a file that is not judged yet. */
  readonly await: (uri: string) => void;
  /** Judges a version of a file. What was known of it holds until that is done. */
  readonly judge: (uri: string, of: FileConfiguration, checked: CheckedDocument) => Promise<void>;
  /** A file is closed, or left alone: nothing is expected of it any more. */
  readonly forget: (uri: string) => void;
  /** A project file is opened by the client: its session tells from now on what is wrong with it. */
  readonly handOver: (uri: string) => void;
  /** What is not met of the entries that an open project file has now. */
  readonly unmetIn: (uri: string, entries: readonly FindingEntry[]) => readonly ProjectFileProblem[];
}

/** Begins without files. What judges them is loaded with the first one of which a project file expects something. */
export function createExpectations(context: ExpectationsContext): Expectations {
  /** By file what is being judged. */
  const running = new Map<string, object>();
  /** The files that are to be judged: what others expect of them is not certain before. */
  const awaited = new Set<string>();
  let loading: Promise<Unmet> | undefined;
  let unmet: Unmet | undefined;
  return {
    await: (uri) => void awaited.add(normalAddress(uri)),
    async judge(uri, { marking, project, verdict }, checked) {
      const address = normalAddress(uri);
      if (!marking || !project?.project.expect.length) return forget(address);
      const state = {};
      running.set(address, state);
      const isWanted = () => running.get(address) === state;
      loading ??= load();
      unmet ??= await loading;
      const inFile = await runInSlices(context.host.clock, marking.findingUnmet(checked), isWanted);
      if (!inFile || !isWanted()) return;
      const wasAwaited = awaited.delete(address);
      // Beside a file that no walk takes there may be others.
      unmet.take(
        address,
        project,
        verdict.isTaken
          ? { about: marking.about, unmet: inFile }
          : { about: [], unmet: inFile.filter(({ hangsOnOthers }) => !hangsOnOthers) },
      );
      if (wasAwaited) settled();
    },
    settled,
    forget: (uri) => forget(normalAddress(uri)),
    handOver: (uri) => unmet?.handOver(uri, normalAddress(uri)),
    unmetIn: (uri, entries) => unmet?.unmetIn(normalAddress(uri), entries) ?? [],
  };

  async function load(): Promise<Unmet> {
    const { findUnmet } = await import('./unmet');
    const knownIn: typeof context.knownIn = (folder) =>
      awaited.size > 0 ? 'nothing' : context.knownIn(folder);
    return findUnmet({ ...context, knownIn });
  }

  function settled(): void {
    unmet?.settled();
  }

  function forget(address: string): void {
    running.delete(address);
    unmet?.forget(address);
    if (awaited.delete(address)) settled();
  }
}
