import type { FileReport } from '../check-text';
import type { Unreadable } from '../find-files';
import type { Total } from '../total';

/** A way to report what `check` finds. It begins when it is called, and prints as it goes. */
export type Reporter = () => Report;

/** A report that grows file by file: no text could hold that of a large one. */
export interface Report {
  readonly add: (file: FileReport) => void;
  /** Ends the report, and returns all that was counted. */
  readonly end: (unreadable: readonly Unreadable[]) => Total;
}
