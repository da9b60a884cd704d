import type { Diagnostic } from 'vscode-languageserver';
import { countBySeverity } from '../../check/locate';
import { hasKnownEnding } from '../../config/files';
import { gitIgnoreName } from '../../config/git-ignore';
import { limits } from '../../config/limits';
import { normalAddress } from '../addresses';
import { marked } from '../configuration';
import { closedTooLargeDiagnostic, notUtf8Diagnostic, toDiagnostics } from '../diagnostics';
import { innermostRoot } from '../folders';
import type { FileContent } from '../host';
import { logError } from '../log-error';
import { runInSlices } from '../slices';
import { createBreath } from './breath';
import { checkingClosed, type Readable } from './check-closed';
import type { ClosedFiles, DiskChange, WorkspaceContext } from './context';
import { createKnownFiles } from './known-files';
import { showProgress } from './progress';
import { readAhead, sizeOf } from './read-ahead';
import { findTaken, type ReadFolder, readFolders, type TakenFile } from './read-folders';
import { watchDisk } from './watch-disk';

/** After a change of settings or project files it is waited whether more come, in milliseconds. */
const QUIET_MILLISECONDS = 300;

/**
 * Follows the closed files of the workspace: finds and reads them in the background, tells their findings, and keeps to
 * what changes on disk.
 */
export function readClosedFiles(context: WorkspaceContext): ClosedFiles {
  const { line, host, folders: rootsNow } = context;
  const { clock } = host;
  const known = createKnownFiles(context);
  const reader = createReader(context, known);
  const changed = new Set<string>();
  /** What was made and may be a folder. */
  const made = new Set<string>();
  let folders: readonly ReadFolder[] = [];
  let mustWalk = true;
  /** Stands for the work that is wanted: another one when that has to begin anew. */
  let wanted = {};
  let isWorking = false;
  let isPaused = false;
  let stopWaiting = () => {};
  work();
  return {
    opened: known.opened,
    closed: (uri) => lookAgain([normalAddress(uri)]),
    changed(changes) {
      if (changes.some(({ address }) => address.endsWith(`/${gitIgnoreName}`))) walkAnew();
      else lookAgain(changes.flatMap(affected));
    },
    reconfigured: walkAnew,
  };

  /** The files that a change on disk is about: where a folder is gone, all that were in it. */
  function affected({ address, kind }: DiskChange): readonly string[] {
    if (kind === 'made' && !hasKnownEnding(address)) made.add(address);
    if (kind !== 'gone') return [address];
    return [address, ...[...known.addresses()].filter((file) => file.startsWith(`${address}/`))];
  }

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
    if (isWorking || isPaused || !(mustWalk || changed.size > 0)) return;
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
    const progress = showProgress(line.connection, clock, cancel);
    try {
      // Others that are waiting come first.
      await new Promise<void>((resolve) => clock.soon(resolve));
      const files = mustWalk ? await walk(isWanted) : await filesChanged();
      if (files) await reader.readAll(files, isWanted, (count) => progress.reached(count, files.length));
    } finally {
      progress.end();
    }
  }

  /** Somebody has ended it: what is known stays, and follows the disk. */
  function cancel(): void {
    wanted = {};
    mustWalk = false;
    line.connection.console.warn('Reading the workspace was ended: not all closed files are known.');
  }

  /** All files to read, of all folders; undefined where nobody wants them any more. */
  async function walk(isWanted: () => boolean): Promise<readonly TakenFile[] | undefined> {
    // They are read after this.
    changed.clear();
    made.clear();
    folders = await readFolders({ ...context, ...reader }, isWanted);
    const files = isWanted() ? await findTaken(folders, reader.sayOnce) : undefined;
    if (!files || !isWanted()) return undefined;
    const found = new Set(files.map(({ address }) => address));
    for (const address of known.addresses()) if (!found.has(address)) known.forget(address);
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
      const root = innermostRoot(address, rootsNow());
      const folder = folders.find((one) => one.root === root);
      if (folder && (await folder.walk.reaches(address))) files.push({ address, folder });
      else known.forget(address);
      const below = mayBeFolders.has(address) ? await folder?.walk.below(`${address}/`) : undefined;
      if (below?.hasProjectFile) context.reconfigure();
      if (folder) for (const file of below?.files ?? []) files.push({ address: file, folder });
    }
    return files;
  }
}

type Known = ReturnType<typeof createKnownFiles>;

/** What reads closed files, and tells what is found in them. */
function createReader(context: WorkspaceContext, known: Known) {
  const { line, engine, expectations, host, client, isOpen, tell } = context;
  const breath = createBreath(host.clock);
  const watchAlso = watchDisk(line.connection, client());
  const said = new Set<string>();
  return { breath, sayOnce, readAll };

  function sayOnce(message: string): void {
    if (!said.has(message)) tell(message);
    said.add(message);
  }

  async function readAll(
    files: readonly TakenFile[],
    isWanted: () => boolean,
    reached: (count: number) => void,
  ): Promise<void> {
    for await (const { file, index, content } of readAhead(files, contentOf)) {
      if (!isWanted()) return;
      await take(file, content, isWanted);
      reached(index + 1);
      await breath();
    }
  }

  async function contentOf({ address, folder: { files, root } }: TakenFile): Promise<FileContent> {
    return isOpen(address) ? undefined : files.read(address, root, limits.closedFileBytes);
  }

  /** Tells what is found in a file, unless it was opened or all has changed meanwhile. */
  async function take(file: TakenFile, content: FileContent, isWanted: () => boolean): Promise<void> {
    const { address } = file;
    if (isOpen(address)) return;
    if (content === undefined) return known.forget(address);
    const size = content === 'too-large' ? 0 : sizeOf(content);
    if (!known.fits(address, size) || host.isMemoryShort()) {
      sayOnce('The workspace has more records than are read: some closed files are not checked.');
      return known.forget(address);
    }
    watchAlso(address);
    const isStillWanted = () => isWanted() && !isOpen(address);
    const found =
      content === 'too-large' ? [closedTooLargeDiagnostic] : await check(file, content, isStillWanted);
    await new Promise<void>((resolve) => line.outlet.whenBelow(limits.unreadFindingsBytes, resolve));
    if (isStillWanted()) known.read(address, size, found);
  }

  /** The findings of a file as they are told; none where nobody wants them any more. */
  async function check(
    { address, folder }: TakenFile,
    content: Readable,
    isWanted: () => boolean,
  ): Promise<readonly Diagnostic[]> {
    const configuration = await folder.configuration.of(address);
    const found = await runInSlices(
      host.clock,
      checkingClosed(address, content, configuration, engine),
      isWanted,
    );
    if (found === 'not-utf-8') return [notUtf8Diagnostic];
    if (found === 'nothing' || !found) return [];
    const checked = marked(found, configuration);
    await expectations.judge(address, configuration, checked);
    const room = known.roomFor(address);
    const counts = Object.values(countBySeverity(checked, configuration.severityOf));
    const isCut = counts.reduce((sum, count) => sum + count) > room && room < configuration.maxFindings;
    if (isCut)
      sayOnce(`Closed files have more than ${inWords(limits.workspaceFindings)} problems: these are shown.`);
    const maxFindings = Math.min(configuration.maxFindings, room);
    return toDiagnostics(address, checked, { ...configuration, maxFindings }, { client: client(), host });
  }
}

function inWords(count: number): string {
  return count.toLocaleString('en');
}
