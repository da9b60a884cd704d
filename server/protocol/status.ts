import type { ClientCapabilities, Connection } from 'vscode-languageserver';
import type { CheckedDocument } from '../check/check';
import { countBySeverity, countMarks } from '../check/locate';
import { chunkAt, type Document } from '../document/document';
import type { FileConfiguration } from './configuration';
import { type FileForm, type FileStatus, knows, STATUS_METHOD } from './own-messages';

/** Tells the client the status of one file, only when it has changed. */
export interface Status {
  /** A version of the file has been checked. */
  readonly checked: (version: number, checked: CheckedDocument, configuration: FileConfiguration) => void;
  /** The outline of the file has been made; `limit` is how many symbols it was cut to, null where it is whole. */
  readonly outlined: (limit: number | null) => void;
  /** The file is left alone, or given up. */
  readonly forget: () => void;
}

/** Tells a client that wants it the status of a file. */
export function createStatus(uri: string, connection: Connection, client: () => ClientCapabilities): Status {
  let sent: FileStatus | undefined;
  /** It can be known before the findings are. */
  let outlineLimit: number | null = null;
  return {
    checked(version, checked, configuration) {
      if (knows(client(), 'status')) send(statusOf(uri, version, checked, configuration));
    },
    outlined(limit) {
      outlineLimit = limit;
      if (sent) send(sent);
    },
    forget() {
      sent = undefined;
      outlineLimit = null;
    },
  };

  function send(known: Omit<FileStatus, 'outlineLimit'>): void {
    const status = { ...known, outlineLimit };
    if (isSame(sent, status)) return;
    sent = status;
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
    marks: countMarks(checked, severityOf),
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
