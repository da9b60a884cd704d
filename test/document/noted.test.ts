import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chunkAt } from '../../server/document/document';
import { notedPlace } from '../../server/document/noted';
import { createEngine } from '../../server/engine';

const engine = createEngine();

/** A record whose subject is so long, with its parent after that. */
function recordWith(number: number, length: number) {
  return {
    interaction_id: `ID-${number}`,
    start_date: '2026-01-05T08:15:30.000Z',
    subject: 'x'.repeat(length),
    parent_id: `ID-${number + 1}`,
  };
}

describe('what is noted of records', () => {
  // Numbers are kept in 16 bits where they fit: the parent's end goes past what fits, and comes back.
  const lengths = [10, 32_500, 32_600, 32_650, 32_700, 32_766, 40_000, 70_000, 20];
  const records = lengths.map((length, number) => recordWith(number, length));
  const texts = {
    json: JSON.stringify(records, null, 2),
    lines: records.map((record) => `${JSON.stringify(record)}\n`).join(''),
  };
  for (const [form, text] of Object.entries(texts)) {
    it(`stands where its values are in records of any length: ${form}`, () => {
      const document = engine.read(engine.open(text, form as 'json' | 'lines'));
      assert.equal(document.count, records.length + 1);
      for (const [number, record] of records.entries()) {
        const chunk = chunkAt(document, number + 1);
        const said = (['identity', 'parent', 'start', 'customer'] as const).map((role) => {
          const place = notedPlace(chunk, role);
          return place && JSON.parse(chunk.text.slice(place.start, place.end));
        });
        assert.deepEqual(said, [record.interaction_id, record.parent_id, record.start_date, undefined]);
      }
    });
  }
});
