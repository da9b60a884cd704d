import type { Diagnostic } from 'vscode-languageserver';
import type { CheckedDocument } from '../../check/check';
import { countBySeverity } from '../../check/locate';
import { limits } from '../../config/limits';
import type { Document } from '../../document/document';
import { t } from '../../words/language';
import { type FileConfiguration, marked } from '../configuration';
import { closedTooLargeDiagnostic, notUtf8Diagnostic, toDiagnostics } from '../diagnostics';
import type { FileContent } from '../host';
import { runInSlices } from '../slices';
import { type Breath, createBreath } from './breath';
import { lookingAtClosed, type Readable, type Wanted } from './check-closed';
import type { WorkspaceContext } from './context';
import type { KnownFiles } from './known-files';
import { readAhead, sizeOf } from './read-ahead';
import type { TakenFile } from './read-folders';
import { canWatch, watchDisk } from './watch-disk';

/** Reads closed files: what their records say is joined with what all others say, and what is found is told where it is wanted. */
export interface ClosedReader {
  readonly breath: Breath;
  /** Tells that not all is known: the user where problems are missing, else the log. Once. */
  readonly sayOnce: (message: string, isValidated: boolean) => void;
  /** Whether that was told since this was asked last. */
  readonly wasCut: () => boolean;
  /** Reads files as long as they are wanted; `reached` is told how many are read. */
  readonly readAll: (
    files: readonly TakenFile[],
    isWanted: () => boolean,
    reached: (count: number) => void,
  ) => Promise<void>;
  /** Tells anew what is found in a file that is the same as before. */
  readonly tellAgain: (file: TakenFile, isWanted: () => boolean) => Promise<void>;
  /** Whether the client tells of what changes on disk. */
  readonly isTold: boolean;
  /** The document of a file; undefined where it cannot be read, or there is none. */
  readonly document: (file: TakenFile | undefined) => Promise<Document | undefined>;
}

/** Begins with having changes on disk told. */
export function createClosedReader(context: WorkspaceContext, known: KnownFiles): ClosedReader {
  const { line, engine, expectations, relations, host, client, isOpen, tell } = context;
  const breath = createBreath(host.clock);
  const watchAlso = watchDisk(line.connection, client());
  const { sayOnce, tellOnce, wasCut } = sayingOnce(line, tell);
  return {
    breath,
    sayOnce,
    wasCut,
    async readAll(files, isWanted, reached) {
      for await (const { file, index, content } of readAhead(files, contentOf)) {
        if (!isWanted()) return;
        await take(file, content, isWanted);
        reached(index + 1);
        await breath();
      }
    },
    async tellAgain(file, isWanted) {
      const content = await contentOf(file);
      if (content && content !== 'too-large' && isWanted() && !isOpen(file.address))
        await take(file, content, isWanted, true);
    },
    isTold: canWatch(client()),
    async document(file) {
      const content = file && (await contentOf(file));
      if (!file || !content || content === 'too-large') return undefined;
      const looked = await look(file.address, content, await configurationOf(file), 'all', () => true);
      return looked === 'not-utf-8' ? undefined : looked?.document;
    },
  };

  async function contentOf({ address, folder: { files, root } }: TakenFile): Promise<FileContent> {
    return isOpen(address) ? undefined : files.read(address, root, limits.closedFileBytes);
  }

  function configurationOf({ address, folder }: TakenFile): Promise<FileConfiguration> {
    return folder.configuration.of(address);
  }

  function look(
    address: string,
    content: Readable,
    configuration: FileConfiguration,
    wanted: Wanted,
    isWanted: () => boolean,
  ) {
    return runInSlices(
      host.clock,
      lookingAtClosed(address, content, configuration, engine, wanted),
      isWanted,
    );
  }

  /**
   * Joins a file with all others and tells what is found in it, unless it was opened or all has changed meanwhile; `isSame`
   * where it was joined before.
   */
  async function take(
    file: TakenFile,
    content: FileContent,
    isWanted: () => boolean,
    isSame = false,
  ): Promise<void> {
    const { address, folder } = file;
    if (isOpen(address)) return;
    if (content === undefined) return known.forget(address);
    known.noteReading(address, content !== 'too-large');
    const size = content === 'too-large' ? 0 : sizeOf(content);
    if (!known.fits(address, size) || host.isMemoryShort()) {
      sayOnce(
        t`The workspace has more records than are read: some closed files are not checked.`,
        folder.isValidated,
      );
      return known.forget(address);
    }
    watchAlso(address);
    const isStillWanted = () => isWanted() && !isOpen(address);
    const found =
      content === 'too-large'
        ? [closedTooLargeDiagnostic()]
        : await lookAndJoin(file, content, isStillWanted, isSame);
    await new Promise<void>((resolve) => line.outlet.whenBelow(limits.unreadFindingsBytes, resolve));
    if (found && isStillWanted())
      known.read(address, size, folder.isValidated ? found : [], relations.isLookingUpFor(address));
  }

  /** What is found in a file as it is told; undefined where nobody wants that any more. */
  async function lookAndJoin(
    file: TakenFile,
    content: Readable,
    isWanted: () => boolean,
    isSame: boolean,
  ): Promise<readonly Diagnostic[] | undefined> {
    const { address, folder } = file;
    const configuration = await configurationOf(file);
    // What is expected may be missing in a file in which nothing is found.
    const isAll = relations.isFound(address) || configuration.marking !== undefined;
    const found = isAll ? 'all' : 'what is found';
    const wanted = folder.isValidated ? found : 'what its records say';
    const looked = await look(address, content, configuration, wanted, isWanted);
    if (!looked || !isWanted()) return undefined;
    if (looked === 'not-utf-8') {
      known.noteReading(address, false);
      return [notUtf8Diagnostic()];
    }
    if (!isSame) relations.putClosed(address, looked.said);
    if (!looked.checked) return [];
    return diagnosticsOf(address, relations.joinClosed(address, looked.checked), configuration);
  }

  async function diagnosticsOf(
    address: string,
    found: CheckedDocument,
    configuration: FileConfiguration,
  ): Promise<readonly Diagnostic[]> {
    const checked = marked(found, configuration);
    await expectations.judge(address, configuration, checked);
    const room = known.roomFor(address);
    const counts = Object.values(countBySeverity(checked, configuration.severityOf));
    const isMore = counts.reduce((sum, count) => sum + count) > room && room < configuration.maxFindings;
    if (isMore) {
      const most = limits.workspaceFindings.toLocaleString(t`en`);
      tellOnce(t`Closed files have more than ${most} problems: these are shown.`);
    }
    const maxFindings = Math.min(configuration.maxFindings, room);
    return toDiagnostics(address, checked, { ...configuration, maxFindings }, { client: client(), host });
  }
}

/** Says each message once. */
function sayingOnce(
  { connection }: WorkspaceContext['line'],
  tell: WorkspaceContext['tell'],
): Pick<ClosedReader, 'sayOnce' | 'wasCut'> & { readonly tellOnce: (message: string) => void } {
  const said = new Set<string>();
  let isCut = false;
  return {
    tellOnce,
    sayOnce(message, isValidated) {
      isCut = true;
      if (isValidated) tellOnce(message);
      else if (!said.has(message)) connection.console.info(message);
      said.add(message);
    },
    wasCut() {
      const was = isCut;
      isCut = false;
      return was;
    },
  };

  function tellOnce(message: string): void {
    if (!said.has(message)) tell(message);
    said.add(message);
  }
}
