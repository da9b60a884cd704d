import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { linePositions } from '../../server/cli/line-positions';
import { openDocument } from '../../server/document/document';
import { positionAt } from '../../server/document/positions';
import { settle } from '../../server/document/settle';
import { phoneCall } from '../../server/spec/phone-call';

test('positions are those of the editor', () => {
  const piece = fc.constantFrom('\n', '\r\n', '\r', 'a', '{}', '{"a": 1}', '[', ',', '\u2028', '😀', '\n\n');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const text = pieces.join('');
      const document = settle(openDocument(text, 'json', phoneCall));
      const position = linePositions(text);
      for (let offset = text.length; offset >= 0; offset--) {
        // An offset in the middle of a line break is no place of anything.
        if (text.startsWith('\r\n', offset - 1)) continue;
        assert.deepEqual(position(offset), positionAt(document, offset));
      }
    }),
    { numRuns: 500, seed: 5 },
  );
});
