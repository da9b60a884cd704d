import type { ClientCapabilities } from 'vscode-languageserver';
import type { Counts } from '../check/locate';

/*
 * What we add to the protocol. It goes only to clients that say in `experimental.interactionData` that they know it; no
 * other editor gets a message that it does not know. The client loads this file as well.
 */

/** Notification to the client: a `FileStatus`, each time that it has changed. */
export const STATUS_METHOD = 'interactionData/status';

/** Request to the client: the text of the file `{ uri }` in its workspace, or null where there is none. */
export const READ_FILE_METHOD = 'interactionData/readFile';

/** The data of a problem of a project file that its JSON schema does not tell. */
export const BEYOND_SCHEMA = 'beyond-schema';

/** What a client knows: messages of ours, and what the protocol has no capability for. */
export interface OwnCapabilities {
  readonly status?: boolean;
  readonly readFile?: boolean;
  /** Shows the choices of a snippet. Other editors insert nothing in their place, or the list itself. */
  readonly snippetChoices?: boolean;
  /** Has commands that set a rule's severity and show its documentation. */
  readonly ruleCommands?: boolean;
  /** Has VS Code's command that opens suggestions. Other editors tell their user that there is no such command. */
  readonly suggestCommand?: boolean;
}

/** Whether a client says that it knows something; what it says may be anything. */
export function knows({ experimental }: ClientCapabilities, what: keyof OwnCapabilities): boolean {
  const own = (experimental as { interactionData?: OwnCapabilities } | undefined | null)?.interactionData;
  return own?.[what] === true;
}

/** How a file is read: by the structure that its first record stands in; `empty` is nothing but white space. */
export type FileForm = 'empty' | 'nothing' | 'record' | 'array' | 'container' | 'lines';

/** What a client can tell its user of a file, so that no limit is silent. */
export interface FileStatus {
  readonly uri: string;
  /** The version that this was first true of. */
  readonly version: number;
  readonly form: FileForm;
  readonly records: number;
  /** All findings by severity, also those that are not shown. */
  readonly findings: Counts;
  /** How many of them were sent: at most `limit`. */
  readonly shown: number;
  readonly limit: number;
  /** How many symbols the outline has where it is cut; null where it is whole, or nobody has asked for it. */
  readonly outlineLimit: number | null;
}
