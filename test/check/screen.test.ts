import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkDocument } from '../../server/check/check';
import { isClean } from '../../server/check/screen';
import { openDocument } from '../../server/document/document';
import { settle } from '../../server/document/settle';
import { fields } from '../../server/spec/field';
import { allChunks, allFindings } from '../document/whole';
import { anyRecord, brokenRecordText, recordText } from '../rules/arbitraries';

/*
 * The fast reader and the screen only spare work: without them the same is found.
 */

const soundText = anyRecord
  .filter((record) => Object.keys(record).length > 4)
  .map((record) => JSON.stringify(record));
const prettyText = anyRecord
  .filter((record) => Object.keys(record).length > 4)
  .map((record) => JSON.stringify(record, undefined, 2));
const list = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: soundText },
    { weight: 3, arbitrary: prettyText },
    { weight: 1, arbitrary: recordText },
    { weight: 1, arbitrary: brokenRecordText },
  ),
  { minLength: 1, maxLength: 12 },
);

test('what the screen lets pass has no finding', () => {
  let clean = 0;
  let doubted = 0;
  fc.assert(
    fc.property(list, fc.constantFrom(',\n', ', ', ','), (records, separator) => {
      const text = `[${records.join(separator)}]`;
      const screened = checkDocument(settle(openDocument(text, 'json'), isClean));
      const plain = checkDocument(settle(openDocument(text, 'json')));
      assert.deepEqual(allFindings(screened), allFindings(plain));
      for (const { isClean } of allChunks(screened.document)) isClean ? clean++ : doubted++;
    }),
    { numRuns: 4000 },
  );
  assert.ok(clean > 300 && doubted > 300, `both answers are given often: ${clean} clean, ${doubted} doubted`);
});

test('the screen lets pass a correct record with every field', () => {
  const record = JSON.stringify(Object.fromEntries(fields.map(({ name, example }) => [name, example])));
  const { document } = checkDocument(
    settle(openDocument(`[${record}, ${record}, ${record}]`, 'json'), isClean),
  );
  assert.deepEqual(
    allChunks(document).map((chunk) => chunk.isClean),
    // The first chunk is no record; of the last two it is not known fast that another record follows.
    [false, true, false, false],
  );
});

test('records are found where they are, whatever stands between them', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(soundText, prettyText), { minLength: 1, maxLength: 6 }),
      fc.array(fc.constantFrom(',', ', ', ' ,\n\n', ',\r\n  ', '\t,'), { minLength: 6, maxLength: 6 }),
      (records, separators) => {
        const text = `[${records
          .map((record, index) => record + (separators[index] ?? ','))
          .join('')
          .replace(/\s*,\s*$/, '')}]`;
        const chunks = allChunks(settle(openDocument(text, 'json'), isClean));
        assert.deepEqual(
          chunks.slice(1).map((chunk) => chunk.text.slice(0, chunk.record?.end)),
          records,
        );
      },
    ),
    { numRuns: 2000 },
  );
});

test('records longer than what the fast reader holds at once are read whole', () => {
  const long = JSON.stringify({
    status: 3,
    type: 'x',
    text: 'é'.repeat(200_000),
    subject: 'y'.repeat(200_000),
  });
  const chunks = allChunks(settle(openDocument(`[${long},\n${long},\n${long}]`, 'json'), isClean));
  assert.deepEqual(
    chunks.slice(1).map((chunk) => chunk.record?.end),
    [long.length, long.length, long.length],
  );
});
