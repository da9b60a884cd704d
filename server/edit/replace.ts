import type { Entry } from '../document/record';
import type { TextEdit } from './text-edit';

/** Returns a member another name. */
export function renameKey({ keyStart, keyEnd }: Entry, name: string): TextEdit {
  return { start: keyStart, end: keyEnd, text: JSON.stringify(name) };
}

/** Returns a member or element another value, written as JSON text. */
export function replaceValue({ valueStart, valueEnd }: Entry, valueText: string): TextEdit {
  return { start: valueStart, end: valueEnd, text: valueText };
}
