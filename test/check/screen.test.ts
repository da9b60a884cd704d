import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkDocument } from '../../server/check/check';
import { isClean } from '../../server/check/screen';
import { type Document, openDocument } from '../../server/document/document';
import { settle } from '../../server/document/settle';
import { soundReader } from '../../server/document/sound-reader';
import { fields } from '../../server/spec/field';
import { allChunks, allFindings, scannerOnly } from '../document/whole';
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
/** A correct record with every field. */
const correct = JSON.stringify(Object.fromEntries(fields.map(({ name, example }) => [name, example])));
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
      const screened = checkDocument(settle(openDocument(text, 'json'), soundReader(isClean)));
      const plain = checkDocument(settle(openDocument(text, 'json'), scannerOnly));
      assert.deepEqual(allFindings(screened), allFindings(plain));
      for (const { isClean } of allChunks(screened.document)) isClean ? clean++ : doubted++;
    }),
    { numRuns: 4000 },
  );
  assert.ok(clean > 300 && doubted > 300, `both answers are given often: ${clean} clean, ${doubted} doubted`);
});

test('the screen lets pass a correct record with every field', () => {
  const { document } = checkDocument(
    settle(openDocument(`[${correct}, ${correct}, ${correct}]`, 'json'), soundReader(isClean)),
  );
  assert.deepEqual(
    allChunks(document).map((chunk) => chunk.isClean),
    // The first chunk is no record.
    [false, true, true, true],
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
        const chunks = allChunks(settle(openDocument(text, 'json'), soundReader(isClean)));
        assert.deepEqual(
          chunks.slice(1).map((chunk) => chunk.text.slice(0, chunk.record?.end)),
          records,
        );
      },
    ),
    { numRuns: 2000 },
  );
});

test('the start and the end of a file are read fast as they are read slowly', () => {
  const start = fc.constantFrom(
    '',
    ' ',
    '\ufeff',
    '\n\n',
    '[',
    ' [ ',
    '\ufeff[',
    '[[',
    '[,',
    '{"items": [',
    'x',
    '/**/',
  );
  const end = fc.constantFrom(
    '',
    ' ',
    '\r\n',
    ']',
    ' ] ',
    ']\n\n',
    ',]',
    ']]',
    '],',
    ']}',
    '}',
    ' x',
    '\0',
    '/**/',
    '] {}',
  );
  const separator = fc.constantFrom(',', '\n', ' , \r\n', '');
  let clean = 0;
  fc.assert(
    fc.property(
      fc.constantFrom('json' as const, 'lines' as const),
      fc.array(fc.oneof(fc.constant(correct), soundText, prettyText, recordText), {
        minLength: 1,
        maxLength: 3,
      }),
      start,
      separator,
      end,
      (form, records, before, between, behind) => {
        const document = openDocument(before + records.join(between) + behind, form);
        const fast = checkDocument(settle(document, soundReader(isClean)));
        const slow = checkDocument(settle(document, scannerOnly));
        assert.deepEqual(piecesOf(fast.document), piecesOf(slow.document));
        assert.deepEqual(allFindings(fast), allFindings(slow));
        clean += allChunks(fast.document).filter((chunk) => chunk.isClean).length;
      },
    ),
    { numRuns: 6000 },
  );
  assert.ok(clean > 100, `the fast reader is used: ${clean} records`);
});

/** What reading makes, apart from what the screen says. */
function piecesOf(document: Document): unknown {
  return allChunks(document).map(({ isClean: _, frame, ...chunk }) => ({
    ...chunk,
    kind: frame.kind,
    depth: frame.depth,
  }));
}

test('records longer than what the fast reader holds at once are read whole', () => {
  const long = JSON.stringify({
    status: 3,
    type: 'x',
    text: 'é'.repeat(200_000),
    subject: 'y'.repeat(200_000),
  });
  const chunks = allChunks(
    settle(openDocument(`[${long},\n${long},\n${long}]`, 'json'), soundReader(isClean)),
  );
  assert.deepEqual(
    chunks.slice(1).map((chunk) => chunk.record?.end),
    [long.length, long.length, long.length],
  );
});
