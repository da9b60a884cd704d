import type { ClientCapabilities } from 'vscode-languageserver';
import type { Engine } from '../engine';
import type { Configuration } from './configuration';
import type { Files } from './files';
import type { Host } from './host';
import type { StatusSender } from './status';

/** What answers are made with. */
export interface AnswerContext {
  readonly files: Files;
  readonly configuration: Configuration;
  readonly host: Host;
  readonly engine: Engine;
  readonly client: () => ClientCapabilities;
  readonly status: StatusSender;
  /** Shows the user a message. */
  readonly tell: (message: string) => void;
}
