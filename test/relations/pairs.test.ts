import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chunkAt } from '../../server/document/document';
import { notedAt, notedRoles } from '../../server/document/noted';
import { hashOfText } from '../../server/document/value-pair';
import { createEngine, type Engine } from '../../server/engine';
import { compareLinks, type Linked, linkHash, linkText } from '../../server/relations/links';
import { HASH_SEED, plainEngine } from '../support/engines';

/*
 * Pairs of numbers stand for texts: what is said of records by them is what their texts say, and where one record has pairs and
 * the other has none they still meet.
 */

const engine = createEngine({ hashSeed: HASH_SEED });

/** Short ones that often meet, long ones that differ in one place, and all that is not plain ASCII. */
const id = fc.oneof(
  fc.constantFrom(
    '',
    'A',
    'AB',
    'ABC',
    'ABCD',
    'ABCDE',
    'BACD',
    'ABCD\u0000',
    '\u007f',
    '\u0080',
    'ü',
    'x"y',
    '\\',
  ),
  fc.string({ minLength: 0, maxLength: 9, unit: fc.constantFrom('A', 'B', '\u007f', 'é', '😀', '\n') }),
  fc.string({ maxLength: 40 }),
);

const date = fc.oneof(
  fc
    .record({
      day: fc.constantFrom('2026-03-01', '2024-02-29', '2026-03-02', '1999-12-31'),
      time: fc.nat(86_399_999),
    })
    .map(({ day, time }) => `${day}T${new Date(time).toISOString().slice(11)}`),
  fc.constantFrom(
    '2026-03-01T10:00:00.000Z',
    '2026-03-01',
    '2026-03-01T10:00:00Z',
    '2026-02-30T10:00:00.000Z',
    '',
  ),
);

/** What two records say, often the same. */
const two = fc
  .tuple(
    fc.record({ interaction_id: id, parent_id: id, thread_id: id, customer_id: id, start_date: date }),
    fc.record({ interaction_id: id, parent_id: id, thread_id: id, customer_id: id, start_date: date }),
    fc.subarray(['interaction_id', 'parent_id', 'thread_id', 'customer_id'] as const),
  )
  .map(([one, other, same]) => {
    for (const field of same) other[field] = one[field];
    return [one, other] as const;
  });

const parts = ['identity', 'parent', 'thread', 'customer'] as const;

test('what pairs say is what the texts say', () => {
  const seen = { pairs: 0, same: 0, before: 0 };
  fc.assert(
    fc.property(two, fc.boolean(), (both, isAscii) => {
      const text = `[${both.map((values) => recordOf(values, isAscii)).join()}]`;
      const fast = recordsOf(engine, text);
      const plain = recordsOf(plainEngine, text);
      assert.ok(!plain[0].pairs && !plain[1].pairs);
      for (const [first, second] of [fast, plain, [fast[0], plain[1]], [plain[0], fast[1]]] as const) {
        for (const part of parts) {
          const expected = linkText(plain[0], part) === linkText(plain[1], part);
          const isThere = linkText(plain[0], part) !== undefined && linkText(plain[1], part) !== undefined;
          const place = notedAt[part];
          assert.equal(isZero(compareLinks(first, place, second, place)), isThere ? expected : undefined);
          assert.equal(linkHash(first, place, HASH_SEED), linkHash(plain[0], place, HASH_SEED));
          if (isThere && expected) seen.same++;
        }
        const [start, otherStart] = [linkText(plain[0], 'start'), linkText(plain[1], 'start')];
        const order =
          start && otherStart ? Number(start > otherStart) - Number(start < otherStart) : undefined;
        const compared = compareLinks(first, notedAt.start, second, notedAt.start);
        assert.equal(compared && Math.sign(compared), order);
        if (order === -1) seen.before++;
      }
      seen.pairs += pairsOf(fast[0]);
    }),
    { numRuns: 3000 },
  );
  for (const [what, count] of Object.entries(seen)) assert.ok(count > 1000, `${what}: ${count}`);
});

type Two = readonly [Linked, Linked];

/** The two records of a text. */
function recordsOf(by: Engine, text: string): Two {
  const document = by.read(by.open(text, 'json'));
  return [chunkAt(document, 1), chunkAt(document, 2)];
}

/** A record that nobody doubts to be one. */
function recordOf(values: object, isAscii: boolean): string {
  const text = JSON.stringify({ ...values, status: 3, entity_type: 3, type: 'Inbound' });
  return isAscii
    ? text.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    : text;
}

function isZero(order: number | undefined): boolean | undefined {
  return order === undefined ? undefined : order === 0;
}

/** How many parts of a record have a pair. */
function pairsOf(record: Linked): number {
  const { pairs, notedFrom } = record;
  return notedRoles.slice(0, 5).filter((role) => pairs && pairs[notedFrom + notedAt[role]] !== 0).length;
}

test('texts that share a hash by one seed share none by another one', () => {
  const byHash = new Map<number, string>();
  const meeting: (readonly [string, string])[] = [];
  for (let number = 0; number < 200_000; number++) {
    const text = `IXN-${number.toString(36)}`;
    const hash = hashOfText(text, 0);
    const other = byHash.get(hash);
    if (other) meeting.push([text, other]);
    byHash.set(hash, text);
  }
  assert.ok(meeting.length > 0);
  for (const [text, other] of meeting)
    assert.notEqual(hashOfText(text, HASH_SEED), hashOfText(other, HASH_SEED));
});

test('nobody finds texts that share a hash by changing single bits of them', () => {
  const units = ['\0', 'A', '\u0080', '\u8000'];
  const texts = Array.from({ length: 4 ** 8 }, (_, number) =>
    Array.from({ length: 8 }, (_, at) => units[(number >>> (2 * at)) & 3]).join(''),
  );
  for (const seed of [0, HASH_SEED, 123_456_789]) {
    const hashes = new Set(texts.map((text) => hashOfText(text, seed)));
    assert.ok(hashes.size > texts.length - 20, `${texts.length - hashes.size} share one`);
  }
});
