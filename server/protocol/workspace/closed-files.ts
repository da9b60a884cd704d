import { hasKnownEnding } from '../../config/files';
import { gitIgnoreName } from '../../config/git-ignore';
import { normalAddress } from '../addresses';
import { logError } from '../log-error';
import { createClosedReader } from './closed-reader';
import type { ClosedFiles, DiskChange, WorkspaceContext } from './context';
import { findClosedFiles } from './find-closed';
import { createKnownFiles, type KnownFiles } from './known-files';
import { type Progress, showProgress } from './progress';
import type { TakenFile } from './read-folders';

/** After a change of settings or project files it is waited whether more come, in milliseconds. */
const QUIET_MILLISECONDS = 300;

/**
 * Follows the closed files of the workspace: finds and reads them in the background, tells their findings, and keeps to
 * what changes on disk.
 */
export function readClosedFiles(context: WorkspaceContext): ClosedFiles {
  const { line, host, relations } = context;
  const { clock } = host;
  const known = createKnownFiles(context);
  const reader = createClosedReader(context, known);
  const found = findClosedFiles(context, reader);
  const changed = new Set<string>();
  /** What was made and may be a folder. */
  const made = new Set<string>();
  /** Files in whose records something else is found among others. */
  const judged = new Set<string>();
  let mustWalk = true;
  let isWhole = false;
  /** Stands for the work that is wanted: another one when that has to begin anew. */
  let wanted = {};
  let isWorking = false;
  let isPaused = false;
  let stopWaiting = () => {};
  const knowsAll = () => isWhole && reader.isTold && !(isWorking || isPaused || mustWalk || changed.size > 0);
  work();
  return {
    ...{ opened: known.opened, wasTold: known.isTold, knowsAll },
    closed: (uri) => lookAgain([normalAddress(uri)]),
    changed(changes) {
      if (changes.some(({ address }) => address.endsWith(`/${gitIgnoreName}`))) walkAnew();
      else {
        for (const { address, kind } of changes)
          if (kind === 'made' && !hasKnownEnding(address)) made.add(address);
        lookAgain(changes.flatMap((change) => affected(change, known)));
      }
    },
    reconfigured: walkAnew,
    judged(address) {
      judged.add(address);
      work();
    },
    isWhole: () => isWhole,
    knownIn: (folder) => (knowsAll() && known.areAllRead() ? found.knownIn(folder) : 'nothing'),
    document: async (address) => reader.document(await found.file(address).catch(() => undefined)),
  };

  function lookAgain(addresses: readonly string[]): void {
    for (const address of addresses) changed.add(address);
    work();
  }

  function walkAnew(): void {
    mustWalk = true;
    wanted = {};
    isPaused = true;
    stopWaiting();
    stopWaiting = clock.after(QUIET_MILLISECONDS, () => {
      isPaused = false;
      work();
    });
  }

  /** Does what is to be done, one thing after the other, unless that is being done already. */
  function work(): void {
    if (isWorking || isPaused || !(mustWalk || changed.size > 0 || judged.size > 0)) return;
    isWorking = true;
    workOnce()
      .catch((error) => logError(line.connection, 'the workspace', error))
      .finally(() => {
        isWorking = false;
        work();
      });
  }

  async function workOnce(): Promise<void> {
    const now = wanted;
    const isWanted = () => wanted === now;
    // Work that nobody asked for is not shown in a way that asks to be ended.
    const mayEnd = () => (found.isAskedFor() ? cancel : undefined);
    const progress = showProgress(line.connection, clock, mayEnd);
    try {
      // Others that are waiting come first.
      await new Promise<void>((resolve) => clock.soon(resolve));
      if (!mustWalk && changed.size === 0) return await tellJudged(isWanted, progress.reached);
      const isWalk = mustWalk;
      reader.wasCut();
      const files = isWalk ? await walk(isWanted) : await filesChanged();
      if (files) await reader.readAll(files, isWanted, (count) => progress.reached(count, files.length));
      if (isWalk && isWanted()) isWhole = found.isAll();
      if (reader.wasCut()) isWhole = false;
    } finally {
      progress.end();
      relations.judge();
    }
  }

  /** Tells what is found in closed files among others, where that is another thing than before. */
  async function tellJudged(isWanted: () => boolean, reached: Progress['reached']): Promise<void> {
    const addresses = [...judged];
    judged.clear();
    for (const [index, address] of addresses.entries()) {
      reached(index, addresses.length);
      const file = known.has(address) ? await found.file(address) : undefined;
      if (file?.folder.isValidated && isWanted()) await reader.tellAgain(file, isWanted);
    }
  }

  /** Somebody has ended it: what is known stays, and follows the disk. */
  function cancel(): void {
    wanted = {};
    mustWalk = false;
    isWhole = false;
    line.connection.console.warn('Reading the workspace was ended: not all closed files are known.');
  }

  /** All files to read, of all folders; undefined where nobody wants them any more. */
  async function walk(isWanted: () => boolean): Promise<readonly TakenFile[] | undefined> {
    // They are read after this.
    changed.clear();
    made.clear();
    const files = await found.all(isWanted);
    if (!files || !isWanted()) return undefined;
    const addresses = new Set(files.map(({ address }) => address));
    for (const address of known.addresses()) if (!addresses.has(address)) known.forget(address);
    mustWalk = false;
    return files;
  }

  /** The files to read again; what is no longer there, or taken, is forgotten. */
  async function filesChanged(): Promise<readonly TakenFile[]> {
    const addresses = [...changed];
    const mayBeFolders = new Set(made);
    changed.clear();
    made.clear();
    const files: TakenFile[] = [];
    for (const address of addresses) {
      await reader.breath();
      const file = await found.file(address);
      if (file) files.push(file);
      else known.forget(address);
      if (mayBeFolders.has(address)) files.push(...(await found.below(address)));
    }
    return files;
  }
}

/** The files that a change on disk is about: where a folder is gone, all that were in it. */
function affected({ address, kind }: DiskChange, known: KnownFiles): readonly string[] {
  if (kind !== 'gone') return [address];
  return [address, ...[...known.addresses()].filter((file) => file.startsWith(`${address}/`))];
}
