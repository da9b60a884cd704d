import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { composeEdits, trimEdit } from '../../server/edit/compose-edits';
import { applyEdits, type TextEdit } from '../../server/edit/text-edit';

/** Edits of a text of this length, in order and without overlaps, made of numbers. */
function editsOf(length: number, numbers: readonly (readonly [number, number, string])[]): TextEdit[] {
  const edits: TextEdit[] = [];
  let at = 0;
  for (const [gap, size, text] of numbers) {
    const start = at + gap;
    const end = start + size;
    if (end > length) break;
    edits.push({ start, end, text });
    at = end;
  }
  return edits;
}

const numbers = fc.array(fc.tuple(fc.nat(3), fc.nat(3), fc.string({ maxLength: 3 })));

test('two rounds of edits in one go do what they do one after the other', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), numbers, numbers, (text, one, other) => {
      const first = editsOf(text.length, one);
      const between = applyEdits(text, first);
      const then = editsOf(between.length, other);
      const composed = composeEdits(first, between, then);
      const expected = applyEdits(between, then);
      assert.equal(applyEdits(text, composed), expected);
      for (const [index, edit] of composed.entries()) {
        assert.ok(edit.start <= edit.end && edit.end < (composed[index + 1]?.start ?? Infinity));
      }
      const trimmed = composed.flatMap((edit) => trimEdit(text, edit) ?? []);
      assert.equal(applyEdits(text, trimmed), expected);
    }),
    { numRuns: 2000 },
  );
});
