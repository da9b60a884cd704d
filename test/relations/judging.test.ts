import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type CheckedDocument, chunksWithFindings } from '../../server/check/check';
import { relatedPlaces } from '../../server/check/locate';
import { runThrough } from '../../server/check/run-through';
import { chunksOf, type Document, offsetOf } from '../../server/document/document';
import { saidRecords } from '../../server/relations/said-records';
import { engine } from '../support/engines';
import { picking, step, type Version } from '../support/related-files';

/*
 * What is found in records among each other is worked out again only where a change reaches. After any changes it is what
 * is found when all files are judged afresh.
 */

const RUNS = Number(process.env.JUDGING_RUNS ?? 300);

test('after any edits, openings and closings what is found among records is what is found afresh', (t) => {
  const rules = new Map<string, number>();
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 20, maxLength: 40 }), fc.boolean(), (numbers, isWhole) => {
      const among = engine.amongRecords(() => isWhole);
      const open = new Map<string, Version>();
      for (const [at, number] of numbers.entries()) {
        step(picking(number), open, among.index);
        const work = among.judging();
        // Now and then more is edited before all is judged.
        if (at % 3 === 2) work.next();
        else runThrough(work);
        if (at % 8 === 7 || at === numbers.length - 1) {
          runThrough(among.judging());
          compare(among, open, isWhole, rules);
        }
      }
    }),
    { numRuns: RUNS },
  );
  for (const rule of [
    'duplicate-interaction-id',
    'self-parent',
    'parent-cycle',
    'unresolved-parent',
    'thread-mismatch',
  ])
    assert.ok((rules.get(rule) ?? 0) > RUNS / 50, `${rule}: ${rules.get(rule)}`);
  t.diagnostic(`figure: ${JSON.stringify(Object.fromEntries(rules))}`);
});

function compare(
  among: ReturnType<typeof engine.amongRecords>,
  open: ReadonlyMap<string, Version>,
  isWhole: boolean,
  rules: Map<string, number>,
): void {
  const afresh = engine.amongRecords(() => isWhole);
  // In another order: that must not matter.
  const files = [...open].reverse();
  for (const [file, { document }] of files) afresh.index.put(file, document);
  runThrough(afresh.judging());
  const closed = engine.amongRecords(() => isWhole);
  for (const [file, { document }] of files) closed.index.putRecords(file, said(document));
  runThrough(closed.judging());
  const documentOf = (file: string) => open.get(file)?.document;
  for (const [file, { document }] of files) {
    const alone = engine.check(document);
    const expected = described(afresh.open(file, alone));
    assert.deepEqual(described(among.open(file, alone)), expected);
    // Of files that are not open nothing is kept but what their records say.
    assert.deepEqual(described(closed.closed(file, alone, documentOf)), expected);
    assert.equal(closed.isFound(file), described(alone).length < expected.length);
    for (const { rule } of expected) rules.set(rule, (rules.get(rule) ?? 0) + 1);
  }
}

function said(document: Document) {
  const records = saidRecords();
  for (const chunk of chunksOf(document)) if (chunk.record) records.addChunk(chunk);
  return records.records();
}

function described(checked: CheckedDocument) {
  const { document } = checked;
  return [...chunksWithFindings(checked)].flatMap(({ index, findings }) =>
    findings.map(({ elsewhere: _, ...finding }) => ({
      ...finding,
      chunk: index,
      related: relatedPlaces(checked, {
        finding: { ...finding, ...(_ && { elsewhere: _ }) },
        start: offsetOf(document, index) + finding.start,
        chunk: index,
      }).map(({ start, end, file }) => ({ start, end, file: file?.address })),
    })),
  );
}
