import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DocumentForm } from '../../server/document/form';
import { selectionRanges } from '../../server/features/selection';
import { examples, marked, recordsToCut, settled } from '../support/marked-text';

/** The texts that an expanding selection takes, one after the other. */
function selections(text: string, form: DocumentForm = 'json'): string[] {
  const { text: content, offset } = marked(text);
  return selectionRanges(settled(content, form), offset).map(({ start, end }) => content.slice(start, end));
}

test('a selection grows from what a string holds to the file', () => {
  const table: [string, string[]][] = [
    [
      '{"status": 1, "type": "In|bound"}',
      [
        'Inbound',
        '"Inbound"',
        '"type": "Inbound"',
        '"status": 1, "type": "Inbound"',
        '{"status": 1, "type": "Inbound"}',
      ],
    ],
    [
      '{"sta|tus": 1, "type": "x"}',
      ['status', '"status"', '"status": 1', '"status": 1, "type": "x"', '{"status": 1, "type": "x"}'],
    ],
    ['{"status": 1|2}', ['12', '"status": 12', '{"status": 12}']],
    ['{"status"|: 12}', ['"status"', '"status": 12', '{"status": 12}']],
    ['{"status": | 12}', ['"status":  12', '{"status":  12}']],
    ['{"a": 1,| "b": 2}', ['"a": 1, "b": 2', '{"a": 1, "b": 2}']],
    ['{| "a": 1}', ['{ "a": 1}']],
    ['|{"a": 1}', ['{"a": 1}']],
    ['{"a": 1}|', ['{"a": 1}']],
    [' |  {"a": 1} ', ['   {"a": 1} ']],
    ['{"a": "|"}', ['""', '"a": ""', '{"a": ""}']],
    ['|', ['']],
  ];
  for (const [text, expected] of table) assert.deepEqual(selections(text), expected, text);
});

test('through objects and arrays inside of a record', () => {
  assert.deepEqual(selections('{"udata": {"a": 0, "b": [1, {"c": "x|y"}]}}'), [
    'xy',
    '"xy"',
    '"c": "xy"',
    '{"c": "xy"}',
    '1, {"c": "xy"}',
    '[1, {"c": "xy"}]',
    '"b": [1, {"c": "xy"}]',
    '"a": 0, "b": [1, {"c": "xy"}]',
    '{"a": 0, "b": [1, {"c": "xy"}]}',
    '"udata": {"a": 0, "b": [1, {"c": "xy"}]}',
    '{"udata": {"a": 0, "b": [1, {"c": "xy"}]}}',
  ]);
});

test('from a record to its list, its container and the file', () => {
  assert.deepEqual(selections('\n[ {"status": |1}, {"status": 2} ]\n'), [
    '1',
    '"status": 1',
    '{"status": 1}',
    '{"status": 1}, {"status": 2}',
    '[ {"status": 1}, {"status": 2} ]',
    '\n[ {"status": 1}, {"status": 2} ]\n',
  ]);
  assert.deepEqual(selections('{"n": 5, "a": {"b": [{"status": |1, "type": "x"}], "c": 0}}'), [
    '1',
    '"status": 1',
    '"status": 1, "type": "x"',
    '{"status": 1, "type": "x"}',
    '[{"status": 1, "type": "x"}]',
    '"b": [{"status": 1, "type": "x"}]',
    '"b": [{"status": 1, "type": "x"}], "c": 0',
    '{"b": [{"status": 1, "type": "x"}], "c": 0}',
    '"a": {"b": [{"status": 1, "type": "x"}], "c": 0}',
    '"n": 5, "a": {"b": [{"status": 1, "type": "x"}], "c": 0}',
    '{"n": 5, "a": {"b": [{"status": 1, "type": "x"}], "c": 0}}',
  ]);
});

test('beside records: names and other values of a container', () => {
  const container = '{"about": "x", "call": {"status": 1, "type": "y"}}';
  assert.deepEqual(selections(container.replace('call', 'ca|ll')), [
    'call',
    '"call"',
    '"call": {"status": 1, "type": "y"}',
    '"about": "x", "call": {"status": 1, "type": "y"}',
    container,
  ]);
  assert.deepEqual(selections(container.replace('"x"', '"|x"')), [
    'x',
    '"x"',
    '"about": "x"',
    '"about": "x", "call": {"status": 1, "type": "y"}',
    container,
  ]);
});

test('JSON Lines: the record, then the file', () => {
  assert.deepEqual(selections('{"status": 1}\n{"status": |2}\n', 'lines'), [
    '2',
    '"status": 2',
    '{"status": 2}',
    '{"status": 1}\n{"status": 2}\n',
  ]);
});

test('half-typed text', () => {
  const table: [string, string[]][] = [
    ['{"type": "In|b', ['Inb', '"Inb', '"type": "Inb', '{"type": "Inb']],
    ['{"status": |, "type": "x"}', ['"status": , "type": "x"', '{"status": , "type": "x"}']],
    ['[{"sta|', ['sta', '"sta', '{"sta', '[{"sta']],
  ];
  for (const [text, expected] of table) assert.deepEqual(selections(text), expected, text);
});

test('at every place of every example and of cut records each piece contains the one before', () => {
  const texts = [
    ...examples(),
    ...recordsToCut.flatMap((whole) =>
      [...whole].flatMap((_, length) => [
        { text: whole.slice(0, length), form: 'json' as const },
        { text: whole.slice(0, length), form: 'lines' as const },
      ]),
    ),
  ];
  for (const { text, form } of texts) {
    const document = settled(text, form);
    for (let offset = Math.max(0, text.length - 3000); offset <= text.length; offset++) {
      const ranges = selectionRanges(document, offset);
      let inner = { start: offset, end: offset };
      for (const range of ranges) {
        assert.ok(range.start <= inner.start && range.end >= inner.end, `${text} ${offset}`);
        assert.ok(inner.end - inner.start < range.end - range.start || text === '', `${text} ${offset}`);
        inner = range;
      }
      assert.deepEqual(inner, { start: 0, end: text.length });
    }
  }
});

test('each of a hundred levels is a step', () => {
  const text = `{"udata": ${'{"a": '.repeat(100)}1${'}'.repeat(100)}}`;
  const starts = selectionRanges(settled(text), text.indexOf('1')).map(({ start }) => start);
  assert.deepEqual(starts.filter((start) => text.startsWith('{"a"', start)).length, 100);
});

test('deep nesting costs no stack', () => {
  const document = settled(`{"udata":${'['.repeat(20_000)}`);
  assert.ok(selectionRanges(document, 15_000).length < 300);
  assert.ok(selectionRanges(settled('['.repeat(20_000)), 10_000).length < 300);
});
