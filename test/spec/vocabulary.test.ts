import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { hashOf, vocabularyOf } from '../../server/spec/vocabulary';

/** Names as alike as can be: of one length, with one start, one end, or one letter that differs. */
const hostile = [
  ...Array.from({ length: 100 }, (_, n) => `${'x'.repeat(77)}${String(n).padStart(3, '0')}`),
  ...Array.from({ length: 100 }, (_, n) => `${String(n).padStart(3, '0')}${'y'.repeat(77)}`),
  ...Array.from({ length: 80 }, (_, n) => `${'z'.repeat(n)}_${'z'.repeat(79 - n)}`),
  ...['', 'a', 'b', 'ab', 'ba', '__proto__', 'constructor', 'Aa', 'BB', 'AaAa', 'BBBB', 'AaBB', 'BBAa'],
];

test('every name of 300 hostile ones is found, in a text and in bytes, and nothing else is', () => {
  const vocabulary = vocabularyOf(hostile);
  const indexByName = new Map(hostile.map((name, index) => [name, index]));
  const others = hostile.flatMap((name) => [
    `${name}x`,
    name.slice(1),
    name.slice(0, -1),
    name.toUpperCase(),
  ]);
  for (const name of [...hostile, ...others]) {
    const expected = indexByName.get(name) ?? -1;
    assert.equal(vocabulary.indexInText(`"${name}":`, 1, 1 + name.length), expected, name);
    const bytes = Buffer.from(`"${name}":`, 'latin1');
    const hash = hashOf(bytes, 1, 1 + name.length);
    assert.equal(vocabulary.indexInBytes(bytes, 1, 1 + name.length, hash), expected, name);
  }
});

test('any names are found in any text as by a Map', () => {
  const name = fc.oneof(fc.string({ maxLength: 6 }), fc.string({ unit: 'grapheme', maxLength: 4 }));
  fc.assert(
    fc.property(
      fc.uniqueArray(name, { maxLength: 40 }),
      fc.array(name, { maxLength: 6 }),
      (names, pieces) => {
        const vocabulary = vocabularyOf(names);
        const text = [...pieces, ...names.slice(0, 3)].join('');
        for (let start = 0; start <= text.length; start++) {
          for (let end = start; end <= Math.min(text.length, start + 8); end++) {
            assert.equal(vocabulary.indexInText(text, start, end), names.indexOf(text.slice(start, end)));
          }
        }
        assert.equal(vocabulary.isAscii, /^[\0-\x7e]*$/.test(names.join('')));
      },
    ),
    { numRuns: 300 },
  );
});
