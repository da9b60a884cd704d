import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chunksOf } from '../../server/document/document';
import { hashOfText } from '../../server/document/link-hash';
import { agrees, notedAt, notedHash } from '../../server/document/noted';
import { createEngine } from '../../server/engine';
import { writeLatin1 } from '../../server/hosts/node/write-latin1';

/*
 * What is noted of records while they are read, beside their places, only spares looks at their texts: it is compared with what
 * `JSON.parse` says of them.
 */

const SEED = 4711;
const LONG = 'a value that is too long to be compared';

/** Mostly one of the usual values, now and then an odd one. */
function among<Value>(usual: readonly Value[], odd: readonly Value[]): fc.Arbitrary<Value> {
  return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...usual) }, fc.constantFrom(...odd));
}

const ids = among(['A1', 'A2', 'B123'], ['B1234567890123456789', 'ü', 'ä', 'x"y', 'x', '', LONG, '€', '₤']);
const texts = among<unknown>(['A'], ['B', 'ü', 'ö', 'x\\y', '', LONG, 7, null, '€', '₤']);
const dates = among(
  [
    '2026-01-05T08:15:30.000Z',
    '2026-01-05T08:15:30.001Z',
    '2026-01-05T18:05:30.000Z',
    '2025-12-31T23:59:59.999Z',
  ],
  ['2026-01-05T08:15:30.00', '2026-01-05T08:15:30.00!0Z', 'soon'],
);
const record = fc.record(
  {
    status: fc.constant(3),
    type: fc.constant('Inbound'),
    media_type: fc.constant('voice'),
    interaction_id: ids,
    parent_id: ids,
    thread_id: texts,
    customer_id: texts,
    start_date: dates,
    allow_children: among<unknown>([true], [false, 'no', 'abc']),
  },
  { requiredKeys: ['status', 'type', 'media_type'] },
);

type Said = Readonly<Record<string, unknown>>;

/** Whether nothing can be told of a record and the one that it names. */
function isQuiet(one: Said, parent: Said): boolean {
  const isOther = (key: string) => isText(one[key]) && isText(parent[key]) && one[key] !== parent[key];
  const { start_date: start } = one;
  const { start_date: before } = parent;
  return (
    one.parent_id === parent.interaction_id &&
    !isOther('thread_id') &&
    !isOther('customer_id') &&
    !(isText(start) && isText(before) && start < before) &&
    parent.allow_children !== false
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

for (const [name, writer] of [
  ['as they are where there is a fast way', writeLatin1],
  ['by the encoder', undefined],
] as const)
  test(`records that agree say nothing else than those that they name: bytes written ${name}`, () => {
    const engine = createEngine({ hashSeed: SEED, writeLatin1: writer });
    let agreeing = 0;
    let quiet = 0;
    fc.assert(
      fc.property(fc.array(record, { minLength: 2, maxLength: 12 }), fc.boolean(), (records, isEscaped) => {
        const json = JSON.stringify(records, null, 1);
        const text = isEscaped ? json.replaceAll('A', '\\u0041') : json;
        const document = engine.read(engine.open(text, 'json'));
        const chunks = [...chunksOf(document)].slice(1);
        for (const [number, chunk] of chunks.entries()) {
          const one = records[number] as Said;
          for (const [part, key] of [
            ['identity', 'interaction_id'],
            ['parent', 'parent_id'],
          ] as const) {
            const hash = notedHash(chunk, notedAt[part]);
            if (hash !== 0) assert.equal(hash, hashOfText(one[key] as string, SEED));
            else assert.ok(one[key] !== 'A2' || isEscaped);
          }
          for (const [other, parent] of chunks.entries()) {
            const said = records[other] as Said;
            const isAgreed = agrees(chunk, parent);
            if (isAgreed) assert.ok(isText(one.parent_id) && isQuiet(one, said), JSON.stringify([one, said]));
            if (isAgreed) agreeing++;
            if (other < number && isText(one.parent_id) && isQuiet(one, said)) quiet++;
          }
        }
      }),
      { numRuns: 300 },
    );
    // Of several with one identity the last one is compared.
    assert.ok(agreeing > 100 && agreeing > quiet / 8, `${agreeing} of ${quiet}`);
  });
