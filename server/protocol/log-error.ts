import { visible } from '../words/harmless';

/** What a client shows, or keeps, for who looks for the reasons of something. */
export interface Log {
  readonly log: (kind: 'error' | 'warning' | 'information', line: string) => void;
}

/** Tells the client's log what went wrong while the server did `what`; the server goes on. */
export function logError({ log }: Log, what: string, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  // A stack has lines; what strangers wrote in them is not obeyed.
  log('error', `${visible(what)}: ${text.split('\n').map(visible).join('\n')}`);
}
