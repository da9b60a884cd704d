import { t } from '../server/words/language';
import { inDigits } from './in-digits';

/** What stands above a list of records: how many of those that match what was typed are listed, of all in the file. */
export function recordsTitle(listed: number, matching: number, records: number): string {
  const [some, all] = [inDigits(matching), inDigits(records)];
  if (listed < matching) return t`The first ${inDigits(listed)} of ${some} records: type to find others`;
  if (records === 1) return matching === 1 ? t`Go to Record: 1 record` : t`Go to Record: ${some} of 1 record`;
  if (matching === records) return t`Go to Record: ${all} records`;
  return t`Go to Record: ${some} of ${all} records`;
}
