import type { ClientCapabilities } from 'vscode-languageserver';
import type { Configuration, FileConfiguration } from './configuration';
import type { Expectations } from './expectations';
import type { Host } from './host';
import type { OpenFile, TextChange } from './open-file';
import type { Workplace } from './reading';
import type { Relations } from './relations';
import type { Line } from './told';

/**
 * One file from its opening by the client to its closing, and all that is known and was told of it meanwhile: what is
 * closed is forgotten with it.
 */
export interface Session {
  /** Its address as the client spells it: what the client is told goes by that. */
  readonly uri: string;
  /** The text, where it is that of a project file. */
  readonly projectText?: () => string;
  /** Takes the changes of the next version over. */
  readonly change: (changes: readonly TextChange[], version: number) => void;
  /** Tells what is found in it, as what holds for it now says, where that is not what was told last. */
  readonly publish: () => void;
  /** Tells at once what was to be told together with what is found among records. */
  readonly tellWaiting?: () => Promise<void>;
  /** The file as it is taken now, when that is known; undefined for one that is left alone, or closed meanwhile. */
  readonly taken: () => Promise<Taken | undefined>;
  /** Something else may be found in its records among others. */
  readonly joinAgain?: () => void;
  /** Ends all work on it. `tellsNothing`: what the client was told of it is told to be no more. */
  readonly close: (tellsNothing: boolean) => void;
}

/** A file that is taken. */
export interface Taken {
  readonly file: OpenFile;
  readonly configuration: FileConfiguration;
  /** What is remembered of the file for one purpose: made by the first who asks. */
  readonly remembered: <Memory extends object>(make: () => Memory) => Memory;
  /** Tells how many symbols the file's outline was cut to; null where it is whole. */
  readonly outlined: (limit: number | null) => void;
}

/** What sessions work with. */
export interface SessionContext extends Workplace {
  readonly line: Line;
  readonly configuration: Configuration;
  readonly expectations: Expectations;
  readonly host: Host;
  readonly client: () => ClientCapabilities;
  readonly relations: Relations;
  /** Whether something was told of a file while it was closed. */
  readonly wasTold: (uri: string) => boolean;
  /** Called each time that all findings of a file are told. */
  readonly told: () => void;
}
