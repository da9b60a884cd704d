import { t } from '../server/words/language';

/** A number as the language of the window writes it: 8,500. */
export function inDigits(count: number): string {
  return count.toLocaleString(t`en`);
}
