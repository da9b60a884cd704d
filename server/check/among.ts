import { type Block, commonEnds } from '../document/blocks';
import type { Chunk } from '../document/chunk';
import { chunkAt } from '../document/document';
import { isTakenIn } from '../relations/is-taken';
import type { RelationIndex } from '../relations/relation-index';
import type { Finding } from '../rules/rule';
import { type CheckedBlock, type CheckedDocument, countByKind } from './check';
import type { Judging } from './judging';
import type { Among } from './known-records';

/** Joins what is found in each record by itself with what is found in it among all others. */
export interface Joining {
  /**
   * A version of an open file, which the index has, with all that is found in it. What is the same as before is the same
   * object.
   */
  readonly open: (file: string, checked: CheckedDocument) => CheckedDocument;
  /** The same of a file of which the index has nothing but what its records say. */
  readonly closed: (
    file: string,
    checked: CheckedDocument,
    documentOf: Among['documentOf'],
  ) => CheckedDocument;
}

/** What was joined last. */
interface Joined {
  readonly alone: CheckedBlock;
  readonly together: CheckedBlock;
  /** The numbers of its records: others when the block comes back after it was gone. */
  readonly ofBlock: Int32Array | undefined;
  /** What was judged of the block by then. */
  readonly version: number;
}

/** A version of a file that was joined last. */
interface LastJoined {
  readonly alone: CheckedDocument;
  readonly together: readonly CheckedBlock[];
  readonly version: number;
}

/** Joins with what was judged of the records of an index. */
export function joining({ slots, documentOf, count }: RelationIndex, judging: Judging): Joining {
  const known = new WeakMap<Block, Joined>();
  const lastOf = new WeakMap<object, LastJoined>();
  const merged: Merged = new WeakMap();
  const isTaken = (text: string) => isTakenIn({ count }, text);
  return {
    open(file, checked) {
      const { document, proposing } = checked;
      const version = judging.versionOf();
      const opening = slots.openingOf(file) ?? document;
      const last = lastOf.get(opening);
      const blocks = version === 0 ? checked.blocks : joinedBlocks();
      lastOf.set(opening, { alone: checked, together: blocks, version });
      const refers = blocks.some((block, number) => block !== checked.blocks[number]);
      return { document, blocks, proposing, among: among(file, documentOf, refers) };

      /** Before and after what an edit touches all blocks are what they were. */
      function joinedBlocks(): readonly CheckedBlock[] {
        if (last?.version !== version) return checked.blocks.map(join);
        const { alone, together } = last;
        const found = commonEnds(alone.blocks, checked.blocks);
        const read = commonEnds(alone.document.blocks, document.blocks);
        const start = Math.min(found.start, read.start);
        const end = Math.min(found.end, read.end);
        const blocks = together.slice(0, start);
        for (let number = start; number < checked.blocks.length - end; number++)
          blocks.push(join(checked.blocks[number] as CheckedBlock, number));
        return blocks.concat(together.slice(together.length - end));
      }

      function join(alone: CheckedBlock, number: number): CheckedBlock {
        const block = document.blocks[number] as Block;
        const before = known.get(block);
        const version = judging.versionOf(block);
        const ofBlock = slots.inBlock(file, block);
        const isKnown = before?.alone === alone && before.ofBlock === ofBlock && before.version === version;
        if (isKnown) return before.together;
        const more: More[] = [];
        for (let at = 0; ofBlock && at < ofBlock.length; at++) {
          const slot = ofBlock[at] as number;
          if (!judging.isFoundAt(slot)) continue;
          const findings = judging.findingsOf(slot, block.chunks[at] as Chunk);
          if (findings.length > 0) more.push({ at, findings });
        }
        const joined = together(alone, more, merged);
        known.set(block, { alone, together: joined, ofBlock, version });
        return joined;
      }
    },
    closed(file, checked, documentOf) {
      const { document, proposing } = checked;
      let index = 1;
      const withFindings: More[] = [];
      for (const slot of slots.inFile(file)) {
        if (index >= document.count) break;
        const findings = judging.findingsOf(slot, chunkAt(document, index));
        if (findings.length > 0) withFindings.push({ at: index, findings });
        index++;
      }
      if (withFindings.length === 0) return checked;
      let next = 0;
      const blocks = checked.blocks.map((alone, number) => {
        const first = document.starts[number]?.index ?? 0;
        const more: More[] = [];
        for (; next < withFindings.length; next++) {
          const { at, findings } = withFindings[next] as More;
          if (at >= first + alone.findings.length) break;
          more.push({ at: at - first, findings });
        }
        return together(alone, more, merged);
      });
      return { document, blocks, proposing, among: among(file, documentOf, true) };
    },
  };

  function among(file: string, documents: Among['documentOf'], refers: boolean): Among {
    return {
      file,
      documentOf: documents,
      isTaken,
      referred: refers ? judging.referredMoved() : undefined,
    };
  }
}

/** What is found in a chunk of a block among others. */
interface More {
  /** The place of the chunk in the block. */
  readonly at: number;
  readonly findings: readonly Finding[];
}

/** A block with more findings, in their order; itself where there are none. */
function together(alone: CheckedBlock, more: readonly More[], merged: Merged): CheckedBlock {
  if (more.length === 0) return alone;
  const all = alone.findings.slice();
  for (const { at, findings } of more) {
    const own = all[at] as readonly Finding[];
    all[at] = own.length === 0 ? findings : mergedOf(own, findings, merged);
  }
  const counts = countByKind(
    more.map(({ findings }) => findings),
    alone.counts,
  );
  return { findings: all, counts };
}

function mergedOf(own: readonly Finding[], more: readonly Finding[], merged: Merged): readonly Finding[] {
  const before = merged.get(more);
  if (before?.own === own) return before.all;
  const all = [...own, ...more].sort((one, other) => one.start - other.start);
  merged.set(more, { own, all });
  return all;
}

/** By what was found in a record among others, that together with what was found in it by itself. */
type Merged = WeakMap<
  readonly Finding[],
  { readonly own: readonly Finding[]; readonly all: readonly Finding[] }
>;
