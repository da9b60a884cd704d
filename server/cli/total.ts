import type { Counts } from '../check/locate';
import type { FileReport } from './check-text';

/** What was counted in all files. */
export interface Total {
  files: number;
  records: number;
  readonly counts: Counts;
  readonly add: (file: Pick<FileReport, 'records' | 'counts'>) => void;
}

export function startTotal(): Total {
  return {
    files: 0,
    records: 0,
    counts: { error: 0, warning: 0, information: 0, hint: 0 },
    add({ records, counts }) {
      this.files++;
      this.records += records;
      this.counts.error += counts.error;
      this.counts.warning += counts.warning;
      this.counts.information += counts.information;
      this.counts.hint += counts.hint;
    },
  };
}
