import { type Block, commonEnds } from '../document/blocks';
import type { Chunk } from '../document/chunk';
import { keys } from './by-keys';
import { isSameLink, type LinkPart } from './links';
import { type Home, NONE } from './slot-table';
import type { createRecords } from './slots';

/** All that may change what is found out about a record, or is new when it does. */
const known = [...keys, 'external', 'start', 'allowsChildren'] as const satisfies readonly LinkPart[];

/** The blocks of a version of a file that is open. */
export interface BlocksOfFile {
  readonly address: string;
  readonly homes: Map<Block, Home>;
}

/**
 * Gives the records of some blocks that follow each other numbers, in the place of some or of none: those that were there
 * before keep theirs.
 */
export function replacingRecords(records: ReturnType<typeof createRecords>) {
  return ({ address, homes }: BlocksOfFile, old: readonly Home[], blocks: readonly Block[]): void => {
    // Nearly all edits make one block of one, in which most stays as it is.
    const only = old.length === 1 && blocks.length === 1 ? old[0] : undefined;
    const { start, end } = commonEnds(only?.block.chunks ?? [], blocks[0]?.chunks ?? []);
    const left = new Map<Chunk, number>();
    for (const { block, slots } of old) {
      homes.delete(block);
      for (let at = start; at < slots.length - end; at++)
        if (slots[at] !== NONE) left.set(block.chunks[at] as Chunk, slots[at] as number);
    }
    const isNew = left.size === 0;
    if (isNew) records.reserve(blocks.reduce((count, { chunks }) => count + chunks.length, 0));
    const made: Made[] = [];
    for (const block of blocks) {
      const { chunks } = block;
      const slots = new Int32Array(chunks.length).fill(NONE);
      if (only) {
        slots.set(only.slots.subarray(0, start));
        slots.set(only.slots.subarray(only.slots.length - end), chunks.length - end);
      }
      const home = only ? Object.assign(only, { block, slots }) : { file: address, block, slots };
      homes.set(block, home);
      for (let at = start; at < chunks.length - end; at++) {
        const chunk = chunks[at] as Chunk;
        const slot = isNew ? undefined : left.get(chunk);
        if (slot !== undefined) {
          left.delete(chunk);
          slots[at] = slot;
          records.keep(slot, chunk, home);
          // A record that says nothing is related to none, and a file can have a million of them.
        } else if (chunk.noted) {
          if (isNew) slots[at] = records.give(chunk, home);
          else made.push({ chunk, home, at });
        }
      }
    }
    replace([...left], made);
  };

  /** Records in the place of others: of those that say what they said only the text is new. */
  function replace(old: readonly Old[], made: readonly Made[]): void {
    const most = Math.min(old.length, made.length);
    const stays = (before: Old | undefined, by: Made | undefined) =>
      before !== undefined && by !== undefined && saysTheSame(before[0], by.chunk);
    const move = ([, slot]: Old, { chunk, home, at }: Made) => {
      home.slots[at] = slot;
      records.move(slot, chunk, home);
    };
    let start = 0;
    for (; start < most && stays(old[start], made[start]); start++)
      move(old[start] as Old, made[start] as Made);
    let end = 0;
    for (; end < most - start && stays(old.at(-1 - end), made.at(-1 - end)); end++)
      move(old.at(-1 - end) as Old, made.at(-1 - end) as Made);
    for (const [, slot] of old.slice(start, old.length - end)) records.take(slot);
    for (const { chunk, home, at } of made.slice(start, made.length - end))
      home.slots[at] = records.give(chunk, home);
  }
}

/** A record that went, and its slot. */
type Old = readonly [Chunk, number];

/** A record that came, and where its slot is written down. */
interface Made {
  readonly chunk: Chunk;
  readonly home: Home;
  readonly at: number;
}

/** Whether two versions of a record are the same to all others. */
function saysTheSame(one: Chunk, other: Chunk): boolean {
  return (
    (one.conflict === undefined) === (other.conflict === undefined) &&
    (one.record === other.record || known.every((part) => isSameLink(one, other, part)))
  );
}
