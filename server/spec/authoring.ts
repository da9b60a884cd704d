import type { Field } from './field';
import { phoneCall } from './phone-call';

export type { Identifier } from './field';
export const { fieldsToWrite } = phoneCall;

export function searchWordsOf(field: Field): readonly string[] {
  return field.searchWords;
}

export function authoringOf(field: Field): Field {
  return field;
}
