import type { Chunk, Document } from '../document/document';
import { checkedRecord } from '../rules/checked-record';
import type { Finding, ReportedFinding } from '../rules/rule';
import { rules } from '../rules/rules';

/** A settled version of a document with its findings. */
export interface CheckedDocument {
  readonly document: Document;
  /** For each chunk its findings in text order, offsets relative to the chunk's start. All rules, whatever their severity. */
  readonly findings: readonly (readonly Finding[])[];
}

/** How many UTF-16 code units are checked between two pauses: about a millisecond of work. */
const UNITS_BETWEEN_PAUSES = 1 << 17;

const NONE: readonly Finding[] = [];

/**
 * Checks a settled document, taking over the findings of chunks that are the same in the version `before`.
 * The generator pauses every now and then, like `settling`.
 */
export function* checking(document: Document, before?: CheckedDocument): Generator<void, CheckedDocument> {
  const { chunks } = document;
  const { start, end } = before ? unchangedEnds(before.document.chunks, chunks) : { start: 0, end: 0 };
  const earlier = new Map<Chunk, readonly Finding[]>();
  if (before) {
    const changedEnd = before.document.chunks.length - end;
    for (let index = start; index < changedEnd; index++) {
      earlier.set(before.document.chunks[index] as Chunk, before.findings[index] ?? NONE);
    }
  }
  const made: (readonly Finding[])[] = [];
  let units = 0;
  for (let index = start; index < chunks.length - end; index++) {
    const chunk = chunks[index] as Chunk;
    made.push(earlier.get(chunk) ?? checkChunk(chunk));
    units += chunk.text.length;
    if (units > UNITS_BETWEEN_PAUSES) {
      units = 0;
      yield;
    }
  }
  if (!before) return { document, findings: made };
  const rest = before.findings.slice(before.findings.length - end);
  return { document, findings: before.findings.slice(0, start).concat(made, rest) };
}

/** Checks a settled document at once. */
export function checkDocument(document: Document, before?: CheckedDocument): CheckedDocument {
  const work = checking(document, before);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** The findings of one chunk, in text order. */
export function checkChunk(chunk: Chunk): readonly Finding[] {
  if (chunk.isClean) return NONE;
  const findings: Finding[] = [];
  const { record, text } = chunk;
  const checked = record && checkedRecord(record);
  for (const rule of rules) {
    const report = (finding: ReportedFinding) => findings.push({ rule: rule.id, ...finding });
    if (checked && rule.check) rule.check(checked, report);
    if (!rule.ofProblem) continue;
    for (const problem of [...(record?.problems ?? []), ...chunk.problems]) {
      const finding = rule.ofProblem(problem, text);
      if (finding) report(finding);
    }
  }
  if (findings.length === 0) return NONE;
  return findings.sort((a, b) => a.start - b.start);
}

/** How many chunks at the start and at the end of two versions are the same objects. */
function unchangedEnds(before: readonly Chunk[], after: readonly Chunk[]): { start: number; end: number } {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { start, end };
}
