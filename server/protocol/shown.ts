import type { CheckedBlock, CheckedDocument } from '../check/check';
import { type Block, startTheSame } from '../document/blocks';
import type { ChunkStart } from '../document/document';
import type { Finding } from '../rules/rule';
import type { FileConfiguration } from './configuration';

/**
 * What a client was told of a file, before it is written out. A keystroke in a sound record leaves all of it as it is,
 * and to see that block by block costs far less than to write a thousand findings out and compare them.
 */
export interface Shown {
  readonly configuration: FileConfiguration;
  readonly checked: CheckedDocument;
}

/** Whether what is to be told is certainly what was told last. */
export function isShown(before: Shown | undefined, after: Shown): boolean {
  if (before?.configuration !== after.configuration) return false;
  const { document, among } = after.checked;
  if (before.checked.among?.referred !== among?.referred) return false;
  // Places in other records move with the records between them.
  if (among?.referred !== undefined && !startTheSame(before.checked.document.blocks, document.blocks))
    return false;
  // The other places of a merge conflict move with the records between them.
  if (document.blocks.some(({ hasConflict }) => hasConflict)) return false;
  const earlier = blocksWithFindings(before.checked);
  const later = blocksWithFindings(after.checked);
  return (
    earlier.length === later.length &&
    later.every((part, index) => isSameBlock(earlier[index] as PlacedBlock, part))
  );
}

/** A block with findings, and where it starts. */
interface PlacedBlock {
  readonly block: Block;
  readonly found: CheckedBlock;
  readonly start: ChunkStart;
}

function blocksWithFindings({ document, blocks }: CheckedDocument): readonly PlacedBlock[] {
  const placed: PlacedBlock[] = [];
  for (const [index, found] of blocks.entries()) {
    if (found.counts.size === 0) continue;
    const block = document.blocks[index] as Block;
    placed.push({ block, found, start: document.starts[index] as ChunkStart });
  }
  return placed;
}

function isSameBlock(before: PlacedBlock, after: PlacedBlock): boolean {
  if (before.block === after.block && before.found === after.found) return isSameStart(before, after);
  const earlier = recordsWithFindings(before);
  const later = recordsWithFindings(after);
  return (
    earlier.length === later.length &&
    later.every(({ findings, line, column }, index) => {
      const other = earlier[index] as PlacedRecord;
      return other.findings === findings && other.line === line && other.column === column;
    })
  );
}

function isSameStart({ start: before }: PlacedBlock, { start: after }: PlacedBlock): boolean {
  return before.line === after.line && before.column === after.column;
}

interface PlacedRecord {
  /** The findings of one record; the same object as long as the record is. */
  readonly findings: readonly Finding[];
  readonly line: number;
  readonly column: number;
}

function recordsWithFindings({ block, found, start }: PlacedBlock): readonly PlacedRecord[] {
  const records: PlacedRecord[] = [];
  for (const [index, findings] of found.findings.entries()) {
    if (findings.length === 0) continue;
    const line = block.lines[index] as number;
    const column = (block.columns[index] as number) + (line === 0 ? start.column : 0);
    records.push({ findings, line: start.line + line, column });
  }
  return records;
}
