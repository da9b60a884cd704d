import type { ClientCapabilities, Position, ServerCapabilities } from 'vscode-languageserver';
import type { CheckedDocument } from '../check/check';
import type { Engine } from '../engine';
import type { RelationIndex } from '../relations/relation-index';
import type { Files } from './files';
import type { Host } from './host';
import type { Taken } from './session';
import type { Shape } from './shapes';
import type { ClosedFiles, WorkspaceContext } from './workspace/context';

/** What a starting server says and needs to know of a request: nothing but data, so that what answers can be loaded later. */
export interface RequestHead {
  readonly method: string;
  /** What the answer to `initialize` says of it. */
  readonly capability: ServerCapabilities;
  /** What its parameters are made of. */
  readonly params: Shape;
  /** Whether it is about all files together, and is answered also where none is open. */
  readonly isAboutAll?: true;
}

/**
 * A request about an open file, which its parameters name as `textDocument`, or in the `data` that we gave the client. Each
 * is in a file of `requests/`.
 */
export interface Request<Params, Answer> extends RequestHead {
  readonly isAboutAll?: never;
  /** The place whose records are enough to answer: those of a large file are read before the rest. */
  near?(params: Params): Position;
  /** Whether it offers something for problems: these are told before the answer. */
  readonly isAboutProblems?: true;
  /** The answer, null where there is nothing to say. */
  answer(params: Params, asked: Asked): Answered<Answer> | Promise<Answered<Answer>>;
}

/** A request about all files that the server knows. */
export interface RequestAboutAll<Params, Answer> extends RequestHead {
  readonly isAboutAll: true;
  /** The answer, null where there is nothing to say. */
  answer(params: Params, asked: AskedAboutAll): Answered<Answer> | Promise<Answered<Answer>>;
}

/** A request of any kind. */
export type AnyRequest = Request<unknown, unknown> | RequestAboutAll<unknown, unknown>;

type Answered<Answer> = Answer | Refusal | null;

/** Stands for an answer that cannot be given, for a reason that the client shows its user. */
export interface Refusal {
  readonly refused: string;
}

/** What any request is answered with: who asks, and what the server has. */
export interface AskedAboutAll {
  readonly client: ClientCapabilities;
  readonly engine: Engine;
  /** What the records of all open files refer to; of a file that is still being read, what its last version said. */
  readonly relations: RelationIndex;
  readonly host: Host;
  /** Those that the client has open. */
  readonly files: Pick<Files, 'all'>;
  /** What is needed to look into those that it has not. */
  readonly closedFiles: WorkspaceContext;
  /** What is known of closed files. */
  readonly workspace: Pick<ClosedFiles, 'knowsAll' | 'document'>;
  /** Whether the client still waits for the answer: long work is dropped if it does not. */
  readonly isWanted: () => boolean;
  /** Shows the user a message. */
  readonly tell: (message: string) => void;
}

/** What a request about a file is answered with besides: that file. */
export interface Asked extends AskedAboutAll, Omit<Taken, 'file'> {
  /** The file's address as it was spelt when it was opened. */
  readonly uri: string;
  readonly version: number;
  /** Its newest version; of a large one that is still being read, as far as the records around the place need it. */
  readonly checked: CheckedDocument;
  /** Whether that is still the version of now, and how it is read. Long work is dropped if it is not. */
  readonly isCurrent: () => boolean;
  /** Whether nobody has asked for that version before. */
  readonly isFirstLook: boolean;
}
