import type { WriteLatin1 } from '../document/byte-window';

/** When things are done; it is the host's, as a runtime has its own way to let others come in between. */
export interface Clock {
  /** Milliseconds since some moment: how long work takes. */
  readonly milliseconds: () => number;
  /** Does a task once what has come meanwhile is dealt with. Returns what takes that back. */
  readonly soon: (task: () => void) => () => void;
  /** Does a task when so many milliseconds have passed. Returns what takes that back. */
  readonly after: (milliseconds: number, task: () => void) => () => void;
}

/** What lies in a folder. Who lists it follows symbolic links, as far as they lead to something in the same workspace folder. */
export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
  /** Of a symbolic link: the address of what it leads to, with a slash at the end of that of a folder. */
  readonly target?: string;
}

/** What a closed file holds: text, or the bytes of UTF-8; or why it is not read. */
export type FileContent =
  | { readonly text: string }
  | { readonly bytes: Uint8Array }
  | 'too-large'
  | undefined;

/**
 * The files of a workspace folder. Addresses are as `normalAddress` makes them, those of folders with a slash at their
 * end. What lies outside of the folder, or cannot be read, is not there. Nothing rejects.
 */
export interface FolderFiles {
  readonly list: (folder: string, root: string) => Promise<readonly FolderEntry[]>;
  /** What a regular file of so many bytes at most holds. */
  readonly read: (uri: string, root: string, mostBytes: number) => Promise<FileContent>;
}

/** What the server needs from the place it runs in: Node, or a web worker that asks its client. */
export interface Host {
  readonly clock: Clock;
  /** The fast way to write a text as bytes, where the place has one. */
  readonly writeLatin1?: WriteLatin1;
  /** A number that strangers do not know: none of their texts can then make it slow to find records by what they say. */
  readonly hashSeed: number;
  /** Whether so little memory is left that long work must stop: who takes the last of it ends the process. */
  readonly isMemoryShort: () => boolean;
  /**
   * The text of a file that lies in a folder, or undefined where there is none. Rejects with an Error that says, in
   * words that follow the file's name, why one that is there cannot be read.
   */
  readonly readFile: (uri: string, folder: string) => Promise<string | undefined>;
  /** Loads what lists and reads the folders of the disk; without it the client is asked for all files and folders. */
  readonly loadFolderFiles?: () => Promise<FolderFiles>;
  /** What English texts are in the language of a locale such as `de-AT`; undefined where English is all there is. */
  readonly wordsOf?: (locale: string) => Readonly<Record<string, string>> | undefined;
  /** The time now as the specification writes it: `YYYY-MM-DDTHH:mm:ss.SSSZ`. */
  readonly now: () => string;
  /** The address of the documentation of the rules, which anchors of rule ids are put after. */
  readonly rulesPage: string;
  /** The address of the documentation of the fields, which lies in a folder that the host reads. */
  readonly fieldsPage: string;
}
