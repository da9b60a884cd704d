import type { Connection } from 'vscode-languageserver';
import type { CheckedDocument } from '../check/check';
import { countBySeverity } from '../check/locate';
import { chunkAt, type Document } from '../document/document';
import type { FileConfiguration } from './configuration';
import { type FileForm, type FileStatus, STATUS_METHOD } from './own-messages';

/** Tells the client the status of its files, each only when it has changed. */
export interface StatusSender {
  /** A version of a file has been checked. */
  readonly checked: (
    uri: string,
    version: number,
    checked: CheckedDocument,
    configuration: FileConfiguration,
  ) => void;
  /** The outline of a file has been made; `limit` is how many symbols it was cut to, null where it is whole. */
  readonly outlined: (uri: string, limit: number | null) => void;
  /** A file is closed, or open anew. */
  readonly forget: (uri: string) => void;
}

/** Tells a client that wants it the status of its files; `isWanted` is asked each time. */
export function createStatusSender(connection: Connection, isWanted: () => boolean): StatusSender {
  const sent = new Map<string, FileStatus>();
  /** Files whose outline is cut. It can be known before the findings are. */
  const outlineLimits = new Map<string, number>();
  return {
    checked(uri, version, checked, configuration) {
      if (isWanted()) send(statusOf(uri, version, checked, configuration));
    },
    outlined(uri, limit) {
      if (limit === null) outlineLimits.delete(uri);
      else outlineLimits.set(uri, limit);
      const before = sent.get(uri);
      if (before) send(before);
    },
    forget(uri) {
      sent.delete(uri);
      outlineLimits.delete(uri);
    },
  };

  function send(known: Omit<FileStatus, 'outlineLimit'>): void {
    const { uri } = known;
    const status = { ...known, outlineLimit: outlineLimits.get(uri) ?? null };
    if (isSame(sent.get(uri), status)) return;
    sent.set(uri, status);
    void connection.sendNotification(STATUS_METHOD, status);
  }
}

/** The status of a file but for its outline. What it costs does not grow with the file, save a sum over its blocks. */
export function statusOf(
  uri: string,
  version: number,
  checked: CheckedDocument,
  { severityOf, maxFindings }: FileConfiguration,
): Omit<FileStatus, 'outlineLimit'> {
  const findings = countBySeverity(checked, severityOf);
  const total = findings.error + findings.warning + findings.information + findings.hint;
  return {
    uri,
    version,
    form: formOf(checked.document),
    // Each piece of a settled document but the first one is a record.
    records: checked.document.count - 1,
    findings,
    shown: Math.min(total, maxFindings),
    limit: maxFindings,
  };
}

/** Whether two states of a file are the same to its user, whatever their versions. */
function isSame(before: FileStatus | undefined, after: FileStatus): boolean {
  return JSON.stringify({ ...before, version: after.version }) === JSON.stringify(after);
}

function formOf(document: Document): FileForm {
  if (document.count < 2 && chunkAt(document, 0).text.trim() === '') return 'empty';
  if (document.form === 'lines') return 'lines';
  if (document.count < 2) return 'nothing';
  const { frame } = chunkAt(document, 1);
  if (frame.inContainer) return 'container';
  return frame.kind === 'array' ? 'array' : 'record';
}
