import { plainText } from '../../../words/plain-text';

/** The first clause of a meaning as plain text, for the few words beside a label. */
export function inShort(meaning: string): string {
  return (plainText(meaning).split(';')[0] ?? '').trim();
}
