import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { editDocument, openDocument } from '../../server/document/document';
import { type KnownLines, positionReader } from '../../server/document/position-reader';
import { settle } from '../../server/document/settle';
import { phoneCall } from '../../server/spec/phone-call';

const piece = fc.constantFrom(
  '{"status":1}',
  '{"a":\n1}',
  '[',
  ']',
  ',',
  '\n',
  '\r',
  '\r\n',
  ' ',
  '\ud83d\ude00',
  'x',
);

/** The line and character of an offset, told by cutting the text into lines. */
function expected(text: string, offset: number) {
  const inside = Math.min(Math.max(offset, 0), text.length);
  // Between the halves of CRLF the line is not over yet.
  const front = text.slice(0, inside).split(/\r\n|\n|\r(?!\n)/);
  const isInLineEnd = text[inside - 1] === '\r' && text[inside] === '\n';
  if (!isInLineEnd) return { line: front.length - 1, character: front.at(-1)?.length ?? 0 };
  const line = text.slice(0, inside - 1).split(/\r\n|\n|\r/);
  return { line: line.length - 1, character: (line.at(-1)?.length ?? 0) + 1 };
}

test('many positions of one document, in any order, are those that cutting it into lines gives', () => {
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 30 }),
      fc.constantFrom('json' as const, 'lines' as const),
      fc.array(fc.integer({ min: -2, max: 150 }), { minLength: 1, maxLength: 40 }),
      (pieces, form, offsets) => {
        const text = pieces.join('');
        const positionOf = positionReader(settle(openDocument(text, form, phoneCall)));
        for (const offset of offsets)
          assert.deepEqual(positionOf(offset), expected(text, offset), `at ${offset}`);
      },
    ),
    { numRuns: 1000 },
  );
});

test('what one version has read is right for the next ones', () => {
  const edit = fc.record({ at: fc.nat(), removed: fc.nat({ max: 5 }), insert: piece });
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 30 }),
      fc.constantFrom('json' as const, 'lines' as const),
      fc.array(edit, { minLength: 1, maxLength: 6 }),
      (pieces, form, edits) => {
        const known: KnownLines = new WeakMap();
        let text = pieces.join('');
        let document = settle(openDocument(text, form, phoneCall));
        for (const { at, removed, insert } of edits) {
          const start = at % (text.length + 1);
          const end = Math.min(text.length, start + removed);
          text = text.slice(0, start) + insert + text.slice(end);
          document = settle(editDocument(document, start, end, insert));
          const positionOf = positionReader(document, known);
          for (let offset = 0; offset <= text.length; offset++)
            assert.deepEqual(positionOf(offset), expected(text, offset), `at ${offset}`);
        }
      },
    ),
    { numRuns: 500 },
  );
});
