import type { ClientCapabilities, Connection } from 'vscode-languageserver';
import type { Clock } from './host';

/** Has the client ask again for what it shows in the texts of its files, where it can. */
export interface Refreshing {
  /** After a change of what holds for files. */
  readonly now: () => void;
  /** After one of their records that was made elsewhere: while somebody types, not at every key. */
  readonly soon: () => void;
}

/** Milliseconds in which further changes of the same kind are told together. */
const TOGETHER = 500;

export function refreshing(
  connection: Connection,
  client: () => ClientCapabilities,
  clock: Pick<Clock, 'after'>,
): Refreshing {
  let isWaiting = false;
  return {
    now,
    soon() {
      if (isWaiting) return;
      isWaiting = true;
      clock.after(TOGETHER, () => {
        isWaiting = false;
        now();
      });
    },
  };

  function now(): void {
    for (const shown of ['inlayHint', 'codeLens'] as const) {
      if (!client().workspace?.[shown]?.refreshSupport) continue;
      connection.sendRequest(`workspace/${shown}/refresh`).catch(() => {
        // A client that is about to end has nothing to ask.
      });
    }
  }
}
