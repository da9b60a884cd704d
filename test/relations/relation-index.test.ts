import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chunksOf, editDocument, openDocument } from '../../server/document/document';
import { openRecord } from '../../server/record/open-record';
import type { Key } from '../../server/relations/by-keys';
import { indexOfPlace } from '../../server/relations/record-place';
import { createRelationIndex, type RelationIndex } from '../../server/relations/relation-index';
import { numberIn } from '../../server/relations/said-records';
import { phoneCall } from '../../server/spec/phone-call';
import { memberMeant } from '../../server/values/member-meant';
import { stringOf } from '../../server/values/plain-values';
import { engine, HASH_SEED, plainEngine } from '../support/engines';
import {
  type ClosedVersion,
  FILES,
  IDS,
  picking,
  stepWithDisk,
  type Version,
} from '../support/related-files';

/*
 * Whatever is opened, edited and closed, and changes on the disk, the index says what one says that is made of the texts
 * alone, record by record, with the scanner.
 */

/** Each run makes some 40 steps: so many in all, at least. */
const LEAST_STEPS = 100_000;
const USUAL_RUNS = 2_600;
const RUNS = Number(process.env.INDEX_RUNS ?? USUAL_RUNS);

test('after any edits, openings, closings and changes on disk the index equals one that is built afresh', (t) => {
  let steps = 0;
  let found = 0;
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 30, maxLength: 50 }), (numbers) => {
      const index = createRelationIndex(HASH_SEED);
      const files = new Map<string, Version | ClosedVersion>();
      for (const [at, number] of numbers.entries()) {
        stepWithDisk(picking(number), files, index);
        steps++;
        if (at % 16 === 15 || at === numbers.length - 1) found += compare(index, files);
      }
    }),
    { numRuns: RUNS },
  );
  assert.ok(steps >= (RUNS < USUAL_RUNS ? 35 * RUNS : LEAST_STEPS), `${steps} steps`);
  assert.ok(found > 10 * RUNS, `${found} values were found`);
  t.diagnostic(`figure: ${steps.toLocaleString('en')} steps`);
});

test('what a thousand records share comes and goes one by one', () => {
  const index = createRelationIndex(HASH_SEED);
  const texts = Array.from(
    { length: 1000 },
    (_, at) => `{"interaction_id":"R${at}","parent_id":"P","status":3}`,
  );
  let document = engine.read(openDocument(`[${texts.join(',\n')}]`, 'json', phoneCall));
  index.put('f', document);
  assert.equal(index.count('parent', 'P'), 1000);
  for (let gone = 1; gone <= 20; gone++) {
    const last = texts.length - gone;
    const start = document.length - (texts[last] as string).length - 1 - 2;
    document = engine.read(editDocument(document, start, document.length - 1, ''));
    index.put('f', document);
    assert.equal(index.count('parent', 'P'), last);
    assert.deepEqual(index.placesOf('identity', `R${last}`), []);
  }
  assert.deepEqual(
    index.placesOf('parent', 'P').map((place) => indexOfPlace(document, place) - 1),
    Array.from({ length: 980 }, (_, at) => at),
  );
});

/** Compares all that can be asked with what the texts say; returns how much there was. */
function compare(index: RelationIndex, files: ReadonlyMap<string, Version | ClosedVersion>): number {
  const expected = new Map<string, string[]>();
  for (const name of FILES) {
    const known = files.get(name);
    if (!known) continue;
    const fresh = plainEngine.read(openDocument(known.text, known.document.form, phoneCall));
    for (const [at, { record }] of [...chunksOf(fresh)].entries()) {
      if (!record) continue;
      const opened = openRecord(record);
      const textOf = (field: string) => stringOf(opened, opened.entryOf(field));
      const values: Record<Key, string | undefined> = {
        identity: stringOf(opened, memberMeant(opened, phoneCall.identity)),
        parent: textOf('parent_id'),
        thread: textOf('thread_id'),
        customer: textOf('customer_id'),
      };
      for (const [key, value] of Object.entries(values)) {
        if (!value) continue;
        const entry = `${key} ${value}`;
        expected.set(entry, [...(expected.get(entry) ?? []), `${name} ${at}`]);
      }
    }
  }
  const actual = new Map<string, string[]>();
  for (const key of ['identity', 'parent', 'thread', 'customer'] satisfies readonly Key[]) {
    for (const text of IDS) {
      const places = index.placesOf(key, text).map((place) => {
        const file = files.get(place.file);
        assert.ok(file);
        // Before the first record is a chunk without one.
        const at = 'said' in file ? numberIn(file.said, place.says) + 1 : indexOfPlace(file.document, place);
        return `${place.file} ${at}`;
      });
      assert.equal(index.count(key, text), places.length);
      if (places.length > 0) actual.set(`${key} ${text}`, places);
    }
  }
  const ids: readonly string[] = IDS;
  const wanted = new Map(
    [...expected].filter(([entry]) => ids.includes(entry.slice(entry.indexOf(' ') + 1))),
  );
  assert.deepEqual(sortedEntries(actual), sortedEntries(wanted));
  return actual.size;
}

function sortedEntries(map: ReadonlyMap<string, readonly string[]>) {
  return [...map].sort(([one], [other]) => (one < other ? -1 : 1));
}
