import { type Block, commonEnds } from '../document/blocks';
import type { Chunk } from '../document/chunk';
import type { Document } from '../document/document';
import type { DataRecord } from '../document/record';
import type { SoundReader } from '../document/sound-reader';
import { openChunk } from '../record/open-chunk';
import type { Finding, Mark, Rule, Severity } from '../rules/rule';
import type { Proposing } from './fixes';
import type { Among } from './known-records';

/** A settled version of a document with its findings: of all rules, whatever their severity. */
export interface CheckedDocument {
  readonly document: Document;
  /** For each block of the document what was found in it. */
  readonly blocks: readonly CheckedBlock[];
  /** Asks the rules that found something how to mend it. */
  readonly proposing: Proposing;
  /** The other records that it was judged among, once it was. */
  readonly among?: Among;
}

/** What was found in one block. */
export interface CheckedBlock {
  /** For each chunk its findings in text order, offsets relative to the chunk's start. */
  readonly findings: readonly (readonly Finding[])[];
  /** How many findings there are of each kind: see `kindOf`. */
  readonly counts: ReadonlyMap<string, number>;
}

/** What decides whether, and how, a finding is told. */
export type Kind = Pick<Finding, 'rule' | 'unless' | 'mark' | 'atMost'>;

/**
 * Findings of one kind are told alike: its rule, the one that silences it where there is one, what the project file says of
 * it, and what it counts as at most.
 */
function kindOf({ rule, unless, mark, atMost }: Kind): string {
  if (mark !== undefined || atMost !== undefined)
    return `${rule} ${unless ?? ''} ${mark ?? ''} ${atMost ?? ''}`;
  return unless === undefined ? rule : `${rule} ${unless}`;
}

/** What decides on the findings of a kind. */
export function decidingOn(kind: string): Kind {
  const [rule = '', unless, mark, atMost] = kind.split(' ');
  return {
    rule,
    ...(unless && { unless }),
    ...(mark && { mark: mark as Mark }),
    ...(atMost && { atMost: atMost as Severity }),
  };
}

/** How many UTF-16 code units are checked between two pauses: far less than a millisecond of work. */
const UNITS_BETWEEN_PAUSES = 1 << 15;

/** Of a chunk in which nothing is found. */
export const NONE: readonly Finding[] = [];

/** What records are checked with. */
export interface Checker {
  /** The rules that may find something in a record with a digest, in the order in which they are asked. */
  readonly rulesFor: (digest: number) => readonly Rule[];
  /** Opens records that have no defects faster. */
  readonly reader: SoundReader;
  /** Told of the id of a rule that fails, each time. */
  readonly onRuleFailed: (rule: string, error: unknown) => void;
  /** Asks the same rules for fixes. */
  readonly proposing: Proposing;
}

/**
 * Checks a settled document, taking over the findings of blocks and chunks that are the same in the version `before`.
 * The generator pauses every now and then, like `settling`.
 */
export function* checking(
  document: Document,
  before: CheckedDocument | undefined,
  checker: Checker,
): Generator<undefined, CheckedDocument> {
  const blocksBefore = before?.document.blocks ?? [];
  const { start, end } = commonEnds(blocksBefore, document.blocks);
  const known = new Map<Block, CheckedBlock>();
  /** By its record: a chunk can be read anew that says what it said. */
  const knownChunks = new Map<DataRecord | Chunk, CheckedChunk>();
  for (let index = start; index < blocksBefore.length - end; index++) {
    const block = blocksBefore[index] as Block;
    const checked = before?.blocks[index] as CheckedBlock;
    known.set(block, checked);
    for (const [at, chunk] of block.chunks.entries())
      if (checker.rulesFor(chunk.digest).length > 0)
        knownChunks.set(chunk.record ?? chunk, { chunk, findings: checked.findings[at] ?? NONE });
  }
  const blocks = before?.blocks.slice(0, start) ?? [];
  let last: CheckedChunk | undefined;
  let units = 0;
  for (const block of document.blocks.slice(start, document.blocks.length - end)) {
    const checked = known.get(block);
    if (checked) {
      blocks.push(checked);
      continue;
    }
    const findings: (readonly Finding[])[] = [];
    for (const chunk of block.chunks) {
      if (checker.rulesFor(chunk.digest).length === 0) {
        findings.push(NONE);
      } else {
        // A million empty records have the same findings, which are kept once.
        const alike = [knownChunks.get(chunk.record ?? chunk), last].find((one) =>
          isAlike(one?.chunk, chunk),
        );
        last = { chunk, findings: alike?.findings ?? checkChunk(chunk, checker) };
        findings.push(last.findings);
        units += chunk.text.length;
      }
      if (units > UNITS_BETWEEN_PAUSES) {
        units = 0;
        yield undefined;
      }
    }
    blocks.push({ findings, counts: countByKind(findings) });
  }
  if (before) blocks.push(...before.blocks.slice(before.blocks.length - end));
  return { document, blocks, proposing: checker.proposing };
}

/** What was found in a chunk. */
interface CheckedChunk {
  readonly chunk: Chunk;
  readonly findings: readonly Finding[];
}

/** Whether two chunks are certainly the same but for their place. */
function isAlike(one: Chunk | undefined, other: Chunk): boolean {
  if (!one || one === other) return one !== undefined;
  return (
    one.text === other.text &&
    one.record?.end === other.record?.end &&
    one.record?.closed === other.record?.closed &&
    [one.problems, other.problems, one.record?.problems, other.record?.problems].every(
      (problems) => !problems?.length,
    )
  );
}

/** The findings of chunk `index` of the document, offsets relative to the chunk's start. */
export function findingsOf({ document, blocks }: CheckedDocument, index: number): readonly Finding[] {
  const block = document.starts.findLastIndex((start) => start.index <= index);
  return blocks[block]?.findings[index - (document.starts[block]?.index ?? 0)] ?? NONE;
}

/** Chunks with findings, in text order, from the chunk `from` on: the chunk's index and what was found in it. */
export function* chunksWithFindings(
  { document, blocks }: CheckedDocument,
  from = 0,
): Generator<{ readonly index: number; readonly findings: readonly Finding[] }> {
  for (const [at, { findings, counts }] of blocks.entries()) {
    if (counts.size === 0) continue;
    const first = document.starts[at]?.index ?? 0;
    for (let place = Math.max(0, from - first); place < findings.length; place++) {
      const ofChunk = findings[place] as readonly Finding[];
      if (ofChunk.length > 0) yield { index: first + place, findings: ofChunk };
    }
  }
}

/** How many findings of each kind the whole document has. */
export function countFindings({ blocks }: CheckedDocument): ReadonlyMap<string, number> {
  const total = new Map<string, number>();
  for (const { counts } of blocks) {
    for (const [kind, count] of counts) total.set(kind, (total.get(kind) ?? 0) + count);
  }
  return total;
}

/** The counts of a block with these findings: see `CheckedBlock`. */
export function countByKind(
  findings: readonly (readonly Finding[])[],
  others: ReadonlyMap<string, number> = new Map(),
): ReadonlyMap<string, number> {
  const counts = new Map(others);
  for (const ofChunk of findings) {
    for (const finding of ofChunk) {
      const kind = kindOf(finding);
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
  }
  return counts;
}

/** The findings of one chunk, in text order. */
function checkChunk(chunk: Chunk, { rulesFor, reader, onRuleFailed }: Checker): readonly Finding[] {
  const findings: Finding[] = [];
  const opened = openChunk(chunk, reader);
  const report = (finding: Finding) => findings.push(finding);
  for (const rule of rulesFor(chunk.digest)) {
    const soFar = findings.length;
    try {
      rule.check(opened, report);
    } catch (error) {
      // A defect of ours in one rule must not silence the others.
      findings.length = soFar;
      onRuleFailed(rule.id, error);
    }
  }
  if (findings.length === 0) return NONE;
  return findings.sort((a, b) => a.start - b.start);
}

/** The same document with only some of the findings of each chunk. */
export function withFindings(
  checked: CheckedDocument,
  keep: (ofChunk: readonly Finding[]) => readonly Finding[],
): CheckedDocument {
  const blocks = checked.blocks.map((block) => {
    const findings = block.findings.map(keep);
    const isSame = findings.every((ofChunk, at) => ofChunk === block.findings[at]);
    return isSame ? block : { findings, counts: countByKind(findings) };
  });
  return { ...checked, blocks };
}
