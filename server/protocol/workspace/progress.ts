import type { ClientCapabilities } from 'vscode-languageserver';
import { t } from '../../words/language';
import type { Connection } from '../connection';
import type { Clock } from '../host';

/** Shows a client how far long work is, and lets its user end it. */
export interface Progress {
  /** So many of so many files are read. */
  readonly reached: (count: number, total: number) => void;
  readonly end: () => void;
}

/** Work that is done sooner is not shown, in milliseconds. */
const SHOWN_AFTER = 1000;

/** So often it is said how far the work is, in milliseconds. */
const SAID_EVERY = 200;

/**
 * Begins with work that has just begun; `cancelled` is called when somebody ends it, who can where it is there. A client that
 * shows none is told nothing.
 */
export function showProgress(
  connection: Connection,
  { window }: ClientCapabilities,
  clock: Clock,
  cancelled: () => (() => void) | undefined,
): Progress {
  let count = 0;
  let total = 0;
  let said = 0;
  let isOver = false;
  /** What the client knows it by; undefined as long as it shows nothing. */
  let token: string | undefined;
  const stopWaiting = clock.after(SHOWN_AFTER, () => {
    if (window?.workDoneProgress) begin().catch(() => undefined);
  });
  return {
    reached(now, of) {
      count = now;
      total = of;
      if (token === undefined || clock.milliseconds() - said < SAID_EVERY) return;
      said = clock.milliseconds();
      say({ kind: 'report', percentage: percentage(), message: words() });
    },
    end() {
      isOver = true;
      stopWaiting();
      say({ kind: 'end' });
    },
  };

  async function begin(): Promise<void> {
    const own = connection.newName();
    await connection.sendRequest('window/workDoneProgress/create', { token: own });
    if (isOver) return;
    token = own;
    const cancel = cancelled();
    // Only the newest one is shown.
    connection.onNotification('window/workDoneProgress/cancel', (cancelling: { readonly token: unknown }) => {
      if (cancelling.token === own && !isOver) cancel?.();
    });
    say({
      kind: 'begin',
      title: t`Reading phone call records`,
      percentage: percentage(),
      message: words(),
      cancellable: cancel !== undefined,
    });
  }

  function say(value: object): void {
    if (token !== undefined) void connection.sendNotification('$/progress', { token, value });
  }

  function percentage(): number {
    return total === 0 ? 0 : Math.floor((count / total) * 100);
  }

  function words(): string {
    return total === 0 ? t`looking for files` : t`${count} of ${total} files`;
  }
}
