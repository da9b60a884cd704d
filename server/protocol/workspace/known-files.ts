import type { Diagnostic } from 'vscode-languageserver';
import { limits } from '../../config/limits';
import { normalAddress } from '../addresses';
import { logError } from '../log-error';
import { isSame } from '../told';
import type { WorkspaceContext } from './context';

/** The closed files that were read, and what the client was told of them. */
export interface KnownFiles {
  readonly addresses: () => Iterable<string>;
  readonly has: (address: string) => boolean;
  /** Whether anything is told of a file; its address may be spelt in any way. */
  readonly isTold: (uri: string) => boolean;
  /** Whether there is room for a file of so many bytes. */
  readonly fits: (address: string, size: number) => boolean;
  /** How many findings of a file can be told. */
  readonly roomFor: (address: string) => number;
  /**
   * A file was read: tells its findings, where they are not those that were told last; not yet where what they refer to is
   * still looked up (`isToWait`), since it is read again then.
   */
  readonly read: (address: string, size: number, findings: readonly Diagnostic[], isToWait: boolean) => void;
  /** Notes whether a file can be read. */
  readonly noteReading: (address: string, canBeRead: boolean) => void;
  /** Whether all that are there can. */
  readonly areAllRead: () => boolean;
  /** A file is gone, or of no interest any more: tells that nothing is found in it. */
  readonly forget: (address: string) => void;
  /** A file was opened: its editor tells what is found in it. `uri` is its address as the client spells it. */
  readonly opened: (uri: string) => void;
}

interface KnownFile {
  readonly size: number;
  /** What the client was told of it last; undefined where its editor may have told something else meanwhile. */
  readonly told: readonly Diagnostic[] | undefined;
}

const NOTHING: readonly Diagnostic[] = [];

/** Begins without any. What is told of a file that is open is its editor's. */
export function createKnownFiles({
  line: { connection },
  isOpen,
  isTaken,
  expectations,
  relations,
}: Pick<WorkspaceContext, 'line' | 'isOpen' | 'isTaken' | 'expectations' | 'relations'>): KnownFiles {
  const known = new Map<string, KnownFile>();
  const unread = new Set<string>();
  let bytes = 0;
  let findings = 0;
  return {
    addresses: () => known.keys(),
    has: (address) => known.has(address),
    isTold: (uri) => countOf(known.get(normalAddress(uri))) > 0,
    fits(address, size) {
      const before = known.get(address);
      const count = known.size + (before ? 0 : 1);
      return count <= limits.workspaceFiles && bytes - (before?.size ?? 0) + size <= limits.workspaceBytes;
    },
    roomFor: (address) => limits.workspaceFindings - findings + countOf(known.get(address)),
    read(address, size, found, isToWait) {
      const before = known.get(address);
      if (isToWait) return remember(address, { size, told: before?.told });
      remember(address, { size, told: found });
      const isTold = before ? before.told !== undefined && isSame(before.told, found) : found.length === 0;
      if (!isTold) tell(address, found);
    },
    noteReading(address, canBeRead) {
      if (canBeRead) unread.delete(address);
      else unread.add(address);
    },
    areAllRead: () => unread.size === 0,
    forget(address) {
      unread.delete(address);
      const before = known.get(address);
      remember(address, undefined);
      if (!isOpen(address)) expectations.forget(address);
      // Of one that is open its editor follows the records, but where it has left it alone since before it was opened.
      const isFollowed = isOpen(address) && relations.index.documentOf(address) !== undefined;
      if (before && !isFollowed) relations.forget(address);
      if (before && before.told?.length !== 0 && !isOpen(address)) tell(address, NOTHING);
    },
    opened(uri) {
      const address = normalAddress(uri);
      unread.delete(address);
      const before = known.get(address);
      if (!before) return;
      remember(address, { ...before, told: undefined });
      if (uri !== address) relations.forget(address);
      if (countOf(before) === 0) return;
      // Its editor tells the same in a moment: nobody is to see it go and come, unless it is left alone there.
      if (uri !== address) tell(address, NOTHING);
      else void isTaken(address).then((taken) => !taken && isOpen(address) && tell(address, NOTHING));
    },
  };

  function remember(address: string, file: KnownFile | undefined): void {
    const before = known.get(address);
    bytes += (file?.size ?? 0) - (before?.size ?? 0);
    findings += countOf(file) - countOf(before);
    if (file) known.set(address, file);
    else known.delete(address);
  }

  function tell(uri: string, diagnostics: readonly Diagnostic[]): void {
    connection
      .sendDiagnostics({ uri, diagnostics: [...diagnostics] })
      .catch((error) => logError(connection, 'publishDiagnostics', error));
  }
}

function countOf(file: KnownFile | undefined): number {
  return file?.told?.length ?? 0;
}
