import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type CheckedDocument, chunksWithFindings } from '../../server/check/check';
import { relatedPlaces } from '../../server/check/locate';
import { runThrough } from '../../server/check/run-through';
import { editDocument, offsetOf, textOf } from '../../server/document/document';
import { parentsAmong } from '../../server/relations/parents';
import { relating } from '../../server/relations/relating';
import type { RelationIndex } from '../../server/relations/relation-index';
import { standsOut } from '../../server/relations/standing-out';
import { rules } from '../../server/rules/rules';
import { phoneCall } from '../../server/spec/phone-call';
import { engine } from '../support/engines';
import { picking, saidIn, step, type Version } from '../support/related-files';

/*
 * What is found in records among each other is worked out again only where a change reaches. After any changes it is what
 * is found when all files are judged afresh.
 */

const RUNS = Number(process.env.JUDGING_RUNS ?? 300);

test('after any edits, openings and closings what is found among records is what is found afresh', (t) => {
  const told = new Map<string, number>();
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
          compare(among, open, isWhole, told);
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
    assert.ok((told.get(rule) ?? 0) > RUNS / 50, `${rule}: ${told.get(rule)}`);
  t.diagnostic(`figure: ${JSON.stringify(Object.fromEntries(told))}`);
});

function compare(
  among: ReturnType<typeof engine.amongRecords>,
  open: ReadonlyMap<string, Version>,
  isWhole: boolean,
  told: Map<string, number>,
): void {
  const afresh = engine.amongRecords(() => isWhole);
  // In another order: that must not matter.
  const files = [...open].reverse();
  for (const [file, { document }] of files) afresh.index.put(file, document);
  runThrough(afresh.judging());
  const closed = engine.amongRecords(() => isWhole);
  for (const [file, version] of files) closed.index.putRecords(file, saidIn(version));
  runThrough(closed.judging());
  onlyThoseThatStandOut(afresh.index);
  const documentOf = (file: string) => open.get(file)?.document;
  for (const [file, { document }] of files) {
    const alone = engine.check(document);
    const expected = described(afresh.open(file, alone));
    assert.deepEqual(described(among.open(file, alone)), expected);
    // Of files that are not open nothing is kept but what their records say.
    assert.deepEqual(described(closed.closed(file, alone, documentOf)), expected);
    assert.equal(closed.isFound(file), described(alone).length < expected.length);
    for (const { rule } of expected) told.set(rule, (told.get(rule) ?? 0) + 1);
  }
}

/** No rule, though it were asked about all records, tells anything of one that does not stand out. */
function onlyThoseThatStandOut(index: RelationIndex): void {
  const { slots } = index;
  const parents = parentsAmong(slots);
  const relate = relating(index, parents, { type: phoneCall, areParentsHere: () => true });
  for (let slot = 0; slot < slots.size(); slot++) {
    if (!slots.isUsed(slot) || standsOut(slot, slots, parents)) continue;
    const told = rules.filter(({ judge }) => [...(judge?.(relate(slot)) ?? [])].length > 0);
    assert.deepEqual(
      told.map(({ id }) => id),
      [],
    );
  }
}

function duplicates(checked: CheckedDocument): number {
  return described(checked).filter(({ rule }) => rule === 'duplicate-interaction-id').length;
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

test('of a parent that is no whole ID it is told once what is wrong', () => {
  const fields =
    '"customer_id": "00001a57JGQ00C01", "status": 2, "entity_type": 3, "type": "Inbound", "media_type": "voice", "creator_app_id": 1, "start_date": "2024-05-01T08:15:30.000Z"';
  const found = (parent: string, isWhole: boolean | undefined) => {
    const text = `[{"interaction_id": "00001a57JGQ00BW1", ${fields}},
      {"interaction_id": "00001a57JGQ00BW2", "parent_id": "00001a57JGQ00BW1", ${fields}},
      {"interaction_id": "00001a57JGQ00BW3", "parent_id": "${parent}", ${fields}}]`;
    const checked = engine.checkText(text, { form: 'json', isFinal: true });
    const among = engine.amongRecords(() => isWhole);
    among.index.put('file:///a', checked.document);
    runThrough(among.judging());
    return described(among.open('file:///a', checked)).map(({ rule }) => rule);
  };
  assert.deepEqual(found('00001a57JGQ00BW4', false), ['unresolved-parent']);
  // It may be among those that are left out.
  assert.deepEqual(found('00001a57JGQ00BW4', undefined), []);
  for (const parent of ['null', '00001a57JGQ00BW', '00001a57JGQ00BW1 ', '00001a57JGQ00BW\u200b1'])
    assert.deepEqual(found(parent, false), ['malformed-id'], parent);
});

test('blank IDs are none, so that nobody else has them', () => {
  const text = `[{"interaction_id": " ", "customer_id": "a"}, {"interaction_id": " ", "customer_id": "b"}]`;
  const checked = engine.checkText(text, { form: 'json', isFinal: true });
  const among = engine.amongRecords();
  among.index.put('file:///a', checked.document);
  runThrough(among.judging());
  assert.deepEqual(
    described(among.open('file:///a', checked)).filter(({ rule }) => rule === 'duplicate-interaction-id'),
    [],
  );
});

test('a block in which nothing else is found is the same object, whatever is found in others', () => {
  const record = (id: number) =>
    `{"interaction_id": "00001a57JGQ${String(id).padStart(5, '0')}", "customer_id": "00001a57JGQ00C01", "status": 2}`;
  const ids = Array.from({ length: 2000 }, (_, id) => id);
  const textOfIds = (some: readonly number[]) => some.map(record).join('\n');
  // The last two have one identity.
  const before = engine.read(engine.open(textOfIds([...ids, 1999]), 'lines'));
  const among = engine.amongRecords();
  among.index.put('a', before);
  runThrough(among.judging());
  const alone = engine.check(before);
  const first = among.open('a', alone);
  // The second one gets that of the first.
  const at = textOf(before).indexOf('00001"') + 4;
  const after = engine.read(editDocument(before, at, at + 1, '0'));
  among.index.put('a', after);
  runThrough(among.judging());
  const second = among.open('a', engine.check(after, alone));
  assert.ok(before.blocks.length > 1);
  assert.notEqual(second.blocks[0], first.blocks[0]);
  assert.equal(second.blocks.at(-1), first.blocks.at(-1));
  assert.deepEqual([duplicates(first), duplicates(second)], [2, 4]);
});
