import type { ClientCapabilities } from 'vscode-languageserver';
import type { Document } from '../../document/document';
import type { Engine } from '../../engine';
import type { Known } from '../../features/expectations';
import type { Configuration } from '../configuration';
import type { Expectations } from '../expectations';
import type { Host } from '../host';
import type { Relations } from '../relations';
import type { Line } from '../told';

/** What the closed files of the workspace are read and told with. */
export interface WorkspaceContext {
  readonly line: Line;
  readonly engine: Engine;
  readonly host: Host;
  readonly configuration: Configuration;
  readonly expectations: Expectations;
  readonly relations: Relations;
  readonly client: () => ClientCapabilities;
  /** The addresses of the workspace's folders as `normalFolder` makes them. */
  readonly folders: () => readonly string[];
  /** Whether an editor has a file open; its address is as `normalAddress` makes it. */
  readonly isOpen: (address: string) => boolean;
  /** Whether a file that is open is one with records, of which its editor tells what is found. */
  readonly isTaken: (address: string) => Promise<boolean>;
  /** Has everything asked anew: project files have come, of which nobody tells. */
  readonly reconfigure: () => void;
  /** Shows the user a message. */
  readonly tell: (message: string) => void;
}

/** A change on disk, of a file or folder with an address as `normalAddress` makes it. */
export interface DiskChange {
  readonly address: string;
  readonly kind: 'made' | 'changed' | 'gone';
}

/** The closed files of the workspace, which are kept to. Open ones are their editors'. */
export interface ClosedFiles {
  /** A file was opened: what was told of it is its editor's to say from now on. `uri` is as the client spells it. */
  readonly opened: (uri: string) => void;
  readonly closed: (uri: string) => void;
  /** Whether anything is told of a closed file. */
  readonly wasTold: (uri: string) => boolean;
  readonly changed: (changes: readonly DiskChange[]) => void;
  /** Settings, project files or the workspace's folders have changed. */
  readonly reconfigured: () => void;
  /** Something else is found in the records of a closed file among others. */
  readonly judged: (address: string) => void;
  /** Whether what the records of all files say is known. */
  readonly isWhole: () => boolean;
  /** Whether that is so as things are on disk now, as far as the client tells of changes: nothing is to be read any more. */
  readonly knowsAll: () => boolean;
  /** What is known of the files in a folder and below it: nothing as long as `knowsAll` is not so, or one cannot be read. */
  readonly knownIn: (folder: string) => Known;
  /** Reads a closed file for the places in it; undefined where it is none that is taken. Never rejects. */
  readonly document: (address: string) => Promise<Document | undefined>;
}
