import type { Counts, MarkCounts } from '../check/locate';
import type { FileReport } from './check-text';

/** What was counted in all files. */
export interface Total {
  files: number;
  records: number;
  readonly counts: Counts;
  readonly marks: MarkCounts;
  readonly add: (file: Pick<FileReport, 'records' | 'counts' | 'marks'>) => void;
}

export function startTotal(): Total {
  return {
    files: 0,
    records: 0,
    counts: { error: 0, warning: 0, information: 0, hint: 0 },
    marks: { ignored: 0, expected: 0 },
    add({ records, counts, marks }) {
      this.files++;
      this.records += records;
      this.counts.error += counts.error;
      this.counts.warning += counts.warning;
      this.counts.information += counts.information;
      this.counts.hint += counts.hint;
      this.marks.ignored += marks.ignored;
      this.marks.expected += marks.expected;
    },
  };
}
