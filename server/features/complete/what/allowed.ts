import type { Field } from '../../../spec/field';
import { misfit } from '../../../spec/misfit';

/** Whether a value, as JSON.parse returns it, is one that its field may have: nothing else is offered. */
export function isAllowed(field: Field, value: unknown): boolean {
  return misfit(field, value) === undefined;
}

/** Whether JSON text is such a value. */
export function isAllowedJson(field: Field, json: string): boolean {
  try {
    return isAllowed(field, JSON.parse(json));
  } catch {
    return false;
  }
}
