import type { Connection } from 'vscode-languageserver';
import { t } from '../../words/language';
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
  clock: Clock,
  cancelled: () => (() => void) | undefined,
): Progress {
  let count = 0;
  let total = 0;
  let said = 0;
  let isOver = false;
  let reporter: Awaited<ReturnType<Connection['window']['createWorkDoneProgress']>> | undefined;
  const stopWaiting = clock.after(SHOWN_AFTER, () => void begin().catch(() => undefined));
  return {
    reached(now, of) {
      count = now;
      total = of;
      if (!reporter || clock.milliseconds() - said < SAID_EVERY) return;
      said = clock.milliseconds();
      reporter.report(percentage(), words());
    },
    end() {
      isOver = true;
      stopWaiting();
      reporter?.done();
    },
  };

  async function begin(): Promise<void> {
    const created = await connection.window.createWorkDoneProgress();
    if (isOver) return;
    reporter = created;
    const cancel = cancelled();
    if (cancel) reporter.token.onCancellationRequested(cancel);
    // VS Code forgets what is done before its bar is there: it is told a moment later.
    reporter.begin(t`Reading phone call records`, 0, words(), cancel !== undefined);
    said = clock.milliseconds();
  }

  function percentage(): number {
    return total === 0 ? 0 : Math.floor((count / total) * 100);
  }

  function words(): string {
    const [now, all] = [count, total].map((one) => one.toLocaleString(t`en`));
    return total === 0 ? t`looking for files` : t`${now ?? ''} of ${all ?? ''} files`;
  }
}
