import type { Entry } from '../../document/record';
import type { OpenRecord } from '../../record/open-record';
import type { Line } from '../../values/meaning';
import { stringOf } from '../../values/plain-values';
import { fieldAt } from './field-at';
import type { Place } from './place';

/** What a phone number means: its country and national form. Undefined where it is of no country; see phone-countries.ts. */
export type ReadPhoneNumber = (text: string) => Line | undefined;

/** Whether at a place stands a phone number that `ReadPhoneNumber` may have something to say of. */
export function isOnPhoneNumber({ record, token }: Place): boolean {
  return record !== undefined && token?.kind === 'value' && phoneNumberOf(record, token.path) !== undefined;
}

/** The phone number with its country code that the last member of a path has; undefined where it has none. */
export function phoneNumberOf(record: OpenRecord, path: readonly Entry[]): string | undefined {
  if (fieldAt(path)?.field.role !== 'phoneNumber') return undefined;
  const text = stringOf(record, path.at(-1));
  return text?.trimStart().startsWith('+') ? text : undefined;
}
