import type { FileReport } from '../check-text';
import type { Unreadable } from '../find-files';
import type { Look } from '../look';
import type { Total } from '../total';

/** A way to report what `check` finds. It begins when it is called, and prints as it goes. */
export type Reporter = (output: Output) => Report;

/** Where a report goes. */
export interface Output {
  /** Writes a part of it. What is written may be held back until the report ends. */
  readonly print: (text: string) => void;
  /** How what is for people can look there. */
  readonly look: Look;
}

/** A report that grows file by file: no text could hold that of a large one. */
export interface Report {
  readonly add: (file: FileReport) => void;
  /** Ends the report, and returns all that was counted. */
  readonly end: (unreadable: readonly Unreadable[]) => Total;
}

/** Several reports on the same files, of which there is at least one. */
export function together(reports: readonly [Report, ...Report[]]): Report {
  const [first, ...others] = reports;
  if (others.length === 0) return first;
  return {
    add(file) {
      for (const report of reports) report.add(file);
    },
    end(unreadable) {
      for (const report of others) report.end(unreadable);
      return first.end(unreadable);
    },
  };
}
