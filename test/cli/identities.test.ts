import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { engine } from '../../server/cli/engine';
import { keyOfText, startIdentities } from '../../server/cli/parts/identities';
import { relatedAmong } from '../../server/cli/parts/related';

const character = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...'0123456789ABCDEFxyz~') },
  { weight: 1, arbitrary: fc.constantFrom(...'\u007f\u0080ÿé日😀') },
);
const name = fc.array(character, { minLength: 1, maxLength: 21 }).map((all) => all.join(''));

/** Identities of records that were read as bytes. */
function readOf(records: readonly object[]) {
  const identities = startIdentities();
  const bytes = Buffer.from(`${records.map((record) => JSON.stringify(record)).join('\n')}\0`);
  const reader = engine.readerOf();
  reader.startBytes(bytes, true);
  for (let at = 0; at < bytes.length - 1; ) {
    at = reader.read(at, 0);
    assert.ok(at > 0);
    reader.digest();
    identities.addRead(reader);
  }
  return identities;
}

describe('what is kept of the identities of a large file', () => {
  test('is the same for the same text, however that was read', () => {
    fc.assert(
      fc.property(name, name, (one, parent) => {
        const identities = readOf([
          { status: 3, interaction_id: one },
          { InteractionId: one },
          { parent_id: parent, interaction_id: one },
        ]);
        assert.equal(identities.keyOf(0), keyOfText(one));
        assert.equal(identities.keyOf(2), keyOfText(one));
        assert.deepEqual([...identities.children()], [[2, keyOfText(parent)]]);
        assert.ok(identities.has(one) && identities.isNamed(parent));
      }),
    );
  });

  test('differs where one character does', () => {
    const keys = new Set<number>();
    const id = '00002b81KDM00001';
    for (let at = 0; at < id.length; at++)
      for (const other of '#%&0123456789')
        keys.add(keyOfText(id.slice(0, at) + other + id.slice(at + 1)) ?? 0);
    assert.equal(
      keys.size,
      new Set(
        Array.from(id, (_, at) =>
          [...'#%&0123456789'].map((other) => id.slice(0, at) + other + id.slice(at + 1)),
        ).flat(),
      ).size,
    );
  });

  test('is taken over from ranges as it is, however many records they have', () => {
    const identities = startIdentities();
    const expected: number[] = [];
    const children: [number, number][] = [];
    for (const size of [1, 8191, 0, 8193, 20_000, 3]) {
      const keys = Float64Array.from({ length: size }, (_, at) => (size * 1000 + at) * 0x100001);
      children.push([expected.length, size + 1]);
      identities.addKnown([keys.subarray(0, size >> 1), keys.subarray(size >> 1)], new Map([[0, size + 1]]));
      expected.push(...keys);
    }
    assert.equal(identities.count(), expected.length);
    assert.deepEqual(
      identities.keys().flatMap((some) => [...some]),
      expected,
    );
    assert.equal(identities.keyOf(8192), expected[8192]);
    assert.deepEqual([...identities.children()], [...new Map(children)]);
    identities.clear();
    assert.deepEqual([identities.count(), identities.keys(), identities.children().size], [0, [], 0]);
  });

  test('says which records share one, or are named, or name one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(40), fc.option(fc.nat(60), { freq: 8 })), { minLength: 1, maxLength: 60 }),
        (all) => {
          const records = all.map(([id, parent]) => ({
            interaction_id: `id-${id}`,
            ...(parent !== null && { parent_id: `id-${parent}` }),
          }));
          const half = records.length >> 1;
          const files = [readOf(records.slice(half)), readOf(records.slice(0, half || 1))];
          const inFiles = [records.slice(half), records.slice(0, half || 1)];
          const { wanted } = relatedAmong(files, []);
          const everything = inFiles.flat();
          for (const [at, file] of files.entries()) {
            const expected = (inFiles[at] ?? []).map((record) => {
              const isShared =
                everything.filter((other) => other.interaction_id === record.interaction_id).length > 1;
              const isNamed = everything.some((other) => other.parent_id === record.interaction_id);
              return Number(isShared || isNamed || record.parent_id !== undefined);
            });
            assert.deepEqual([...(wanted.get(file) ?? [])], expected);
          }
        },
      ),
    );
  });
});
