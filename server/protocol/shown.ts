import { type CheckedDocument, chunksWithFindings } from '../check/check';
import { startOf } from '../document/document';
import type { Finding } from '../rules/rule';
import type { FileConfiguration } from './configuration';

/**
 * What a client was told of a file, before it is written out: findings by record, and where the record stands. A
 * keystroke in a sound record leaves all of it as it is, and to see that costs far less than to write a thousand
 * findings out and compare them.
 */
export interface Shown {
  readonly configuration: FileConfiguration;
  readonly parts: readonly ShownPart[];
}

interface ShownPart {
  /** The findings of one record; the same object as long as the record is. */
  readonly findings: readonly Finding[];
  readonly line: number;
  readonly column: number;
}

/** What is to be told of a file. */
export function shownOf(checked: CheckedDocument, configuration: FileConfiguration): Shown {
  const parts: ShownPart[] = [];
  for (const { index, findings } of chunksWithFindings(checked)) {
    const { line, column } = startOf(checked.document, index);
    parts.push({ findings, line, column });
  }
  return { configuration, parts };
}

/** Whether what is to be told is certainly what was told last. */
export function isShown(before: Shown | undefined, after: Shown): boolean {
  if (before?.configuration !== after.configuration || before.parts.length !== after.parts.length)
    return false;
  return after.parts.every((part, index) => {
    const earlier = before.parts[index] as ShownPart;
    return earlier.findings === part.findings && earlier.line === part.line && earlier.column === part.column;
  });
}
