import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine } from '../../server/engine';
import { linksOf } from '../../server/relations/links';
import { numberIn, recordOf, type SaidInFile } from '../../server/relations/said-records';

test('what the records of a file say stays when other files are read, longer and shorter ones', () => {
  const engine = createEngine();
  const sizes = [1, 3, 40, 4, 300, 2, 7, 1, 600, 5, 90, 1];
  const files = sizes.map((count, file) =>
    Array.from({ length: count }, (_, number) => ({
      interaction_id: idOf(file, number),
      status: 2,
      entity_type: 3,
      type: 'Inbound',
      media_type: 'voice',
      start_date: '2026-01-01T00:00:00.000Z',
      // Texts of more than 32,767 characters have places that take 32 bits.
      ...(file % 4 === 0 ? { thread_id: 'T'.repeat(200) } : {}),
      ...(number > 0 ? { parent_id: idOf(file, number - 1) } : {}),
    })),
  );
  const said = files.map((records) => {
    const look = engine.lookAtRecords(Buffer.from(`${JSON.stringify(records)}\0`), 'json');
    assert.ok(look);
    return look.said;
  });
  for (const [file, records] of files.entries()) {
    const those = said[file] as SaidInFile;
    assert.equal(those.count, records.length);
    for (const [number, { interaction_id, parent_id, thread_id }] of records.entries()) {
      const record = recordOf(those, number);
      const { identity, parent, thread } = linksOf(record);
      assert.deepEqual(
        [identity?.text, parent?.text, thread?.text, numberIn(those, record)],
        [interaction_id, parent_id, thread_id, number],
      );
    }
  }
});

/** Another length in each file: else the notes of one would fit another one. */
function idOf(file: number, number: number): string {
  return `${'x'.repeat(file + 1)}-${number}`;
}
