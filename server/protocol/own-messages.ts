import type {
  ClientCapabilities,
  Location,
  Position,
  Range,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import type { Counts, MarkCounts } from '../check/locate';
import type { Severity } from '../rules/rule';

/*
 * What we add to the protocol. It goes only to clients that say in `experimental.interactionData` that they know it; no
 * other editor gets a message that it does not know. The client loads this file as well.
 */

/** Notification to the client: a `FileStatus`, each time that it has changed. */
export const STATUS_METHOD = 'interactionData/status';

/** Request to the client: the text of the file `{ uri }` in its workspace, or null where there is none. */
export const READ_FILE_METHOD = 'interactionData/readFile';

/** Request to the server: `RecordsParams`, answered with the `RecordRows` of an open file. */
export const RECORDS_METHOD = 'interactionData/records';

/** Request to the server: `ProblemRecordParams`, answered with the range of a problem, or null where there is none. */
export const PROBLEM_RECORD_METHOD = 'interactionData/problemRecord';

/** Request to the server: `RelativesParams`, answered with the `ParentOfRecord`, or null where a record names none. */
export const PARENT_METHOD = 'interactionData/parent';

/** Request to the server: `RelativesParams`, answered with the locations of the records that name one as their parent. */
export const CHILDREN_METHOD = 'interactionData/children';

/** Request to the client: what lies in the folder `{ uri }` in its workspace, as `ListedEntry`s; null where there is none. */
export const LIST_FOLDER_METHOD = 'interactionData/listFolder';

/** A file or folder that lies in a folder. */
export interface ListedEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** The data of a problem of a project file that its JSON schema does not tell. */
export const BEYOND_SCHEMA = 'beyond-schema';

/** What a client knows: messages of ours, and what the protocol has no capability for. */
export interface OwnCapabilities {
  readonly status?: boolean;
  readonly readFile?: boolean;
  /** Lists folders that the server cannot see, and reads any file in them. */
  readonly listFolder?: boolean;
  /** Shows the choices of a snippet. Other editors insert nothing in their place, or the list itself. */
  readonly snippetChoices?: boolean;
  /** Has commands that set a rule's severity, show its documentation, and write an entry of a project file. */
  readonly ruleCommands?: boolean;
  /** Has commands for what can be done about a record. */
  readonly lensCommands?: boolean;
  /** Has commands that copy records (`copyKinds`), which ask their user what is left open. */
  readonly copyCommands?: boolean;
  /** Has VS Code's command that opens suggestions. Other editors tell their user that there is no such command. */
  readonly suggestCommand?: boolean;
}

/** Whether a client says that it knows something; what it says may be anything. */
export function knows({ experimental }: ClientCapabilities, what: keyof OwnCapabilities): boolean {
  const own = (experimental as { interactionData?: OwnCapabilities } | undefined | null)?.interactionData;
  return own?.[what] === true;
}

/** Request to the server: a `CopyWish`, answered with a `CopyAnswer`. */
export const COPY_METHOD = 'interactionData/copy';

/** Request to the server: what a text is worth that is pasted, a `PasteWish`, answered with edits or null. */
export const PASTE_METHOD = 'interactionData/paste';

/** What can be made of records; the command of each is `interactionData.` and its name. */
export const copyKinds = [
  'duplicateRecord',
  'recordLikeThis',
  'replyToRecord',
  'moveRecord',
  'sortFields',
  'shiftTimes',
  'copyAsOneLine',
] as const;

export type CopyKind = (typeof copyKinds)[number];

/** Something that is to be made of the records in some ranges. */
export interface CopyWish {
  readonly textDocument: { readonly uri: string };
  readonly ranges: readonly Range[];
  readonly kind: CopyKind;
  /** Whether the answer may be what else the user is to be asked; else the likeliest is taken. */
  readonly mayAsk?: boolean;
  /** What the user said: the name of the new record, or of the file that is moved to; what becomes of replies. */
  readonly name?: string;
  readonly children?: 'stay' | 'follow';
  readonly order?: 'specification' | 'first record';
  /** By how much times are moved, as people write it; `today` moves the first record to the present day. */
  readonly span?: string;
}

/** What comes of it. Where neither is there, nothing was to be done. */
export interface CopyAnswer {
  /** One sentence to show: why nothing is done, or what is left. */
  readonly told?: string;
  readonly edit?: WorkspaceEdit;
  /** The same as a snippet and edits that are made before it; `position` is in the text after those. */
  readonly snippet?: {
    readonly before: readonly TextEdit[];
    readonly position: Position;
    readonly text: string;
  };
  /** What is to be selected then. */
  readonly select?: Range;
  /** What is to be copied. */
  readonly lines?: string;
  readonly asks?: CopyQuestions;
}

/** What is left open. */
export interface CopyQuestions {
  /** A name, the likeliest one, and those that are taken. */
  readonly name?: { readonly likely: string; readonly taken: readonly string[] };
  /** A name of a file, the likeliest one. */
  readonly fileName?: string;
  /** What becomes of so many records that reply to the one that is copied. */
  readonly children?: number;
  /** Which order is meant. */
  readonly order?: boolean;
}

/** A text that is pasted. */
export interface PasteWish {
  readonly textDocument: { readonly uri: string };
  readonly range: Range;
  readonly text: string;
}

/** A text of records as it is better pasted. */
export interface PasteAnswer {
  /** In the order of the text; the last one is in the place of the selection. */
  readonly edits: readonly TextEdit[];
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
  /** How many of them the project file expects, and how many it ignores besides. */
  readonly marks: MarkCounts;
  /** How many of them were sent: at most `limit`. */
  readonly shown: number;
  readonly limit: number;
  /** How many symbols the outline has where it is cut; null where it is whole, or nobody has asked for it. */
  readonly outlineLimit: number | null;
}

/** A file that a request of ours is about. */
interface AboutFile {
  readonly textDocument: { readonly uri: string };
}

/** Which records of a file to list: those that have all the words of a query in their rows. */
export interface RecordsParams extends AboutFile {
  readonly query: string;
}

/** The records of a file. */
export interface RecordRows {
  /** Those that are listed first, in the order of the text. */
  readonly rows: readonly RecordRow[];
  /** How many records there are, and how many have the words of the query. */
  readonly records: number;
  readonly matching: number;
}

/** A record in one row. What it lacks is empty; nothing in it is obeyed by an editor. */
export interface RecordRow {
  /** Its ID, or its place in the file. */
  readonly name: string;
  readonly status: string;
  readonly start: string;
  readonly subject: string;
  readonly problems: number;
  /** How grave the gravest of them is; undefined where it has none. */
  readonly gravest: Severity | undefined;
  readonly range: Range;
}

/** A place in a file, and in which direction to look for the next record with problems. */
export interface ProblemRecordParams extends AboutFile {
  readonly position: Position;
  readonly isBackwards: boolean;
}

/** A place in the record whose parent or children are looked for. */
export interface RelativesParams extends AboutFile {
  readonly position: Position;
}

/** What a record says of its parent. */
export interface ParentOfRecord {
  readonly id: string;
  /** Where records with this ID are; empty where there is none. */
  readonly places: readonly Location[];
}
