import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { scanValueAt } from '../../server/document/scan-value-at';
import { soundValues } from '../../server/document/sound-values';

const space = fc.constantFrom('', ' ', '\n', '\t\r\n');
const name = fc.constantFrom('a', 'a', '', 'ä"\\\n', '{,}:[]', '\u2028', 'null');

test('what is read of right JSON is what the reader finds that bears defects, level by level', () => {
  const { value } = fc.letrec<{ value: string }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom('1', '-0.5e+7', 'true', 'false', 'null', '""', '"\\u00e4\\"\\\\"', '"{,}:[]"'),
      fc
        .tuple(space, fc.array(fc.tuple(name, space, tie('value'))), space)
        .map(
          ([before, members, after]) =>
            `{${before}${members.map(([key, gap, own]) => `${JSON.stringify(key)}${gap}:${gap}${own}`).join(`${before},`)}${after}}`,
        ),
      fc
        .tuple(space, fc.array(tie('value')), space)
        .map(([before, elements, after]) => `[${before}${elements.join(`${after},${before}`)}${after}]`),
    ),
  }));
  fc.assert(
    fc.property(space, value, space, (before, json, after) => {
      const text = `${before}${json}${after}`;
      const values = soundValues(text, before.length);
      assert.ok(values);
      let count = 0;
      if (/^[{[]/.test(json)) compare(before.length, text.length);
      assert.equal(values.size, count);

      function compare(start: number, end: number): void {
        count++;
        const { entries } = scanValueAt(text, start, end);
        assert.deepEqual(values?.get(start), entries, text);
        for (const { kind, valueStart, valueEnd } of entries)
          if (kind === 'object' || kind === 'array') compare(valueStart, valueEnd);
      }
    }),
    { numRuns: 2000 },
  );
});

test('what is not right in all is left to the other reader', () => {
  for (const text of [
    '',
    '{',
    '{"a": 1,}',
    '{"a": 1} x',
    "{'a': 1}",
    '{"a": 01}',
    '[1 2]',
    '{"a" 1}',
    '\ufeff{}',
  ])
    assert.equal(soundValues(text, 0), undefined, text);
  assert.deepEqual(soundValues('\ufeff{}', 1), new Map([[1, []]]));
});
