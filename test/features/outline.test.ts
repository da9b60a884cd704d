import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editDocument } from '../../server/document/document';
import { settle } from '../../server/document/settle';
import { type Outline, type OutlineSymbol, outline } from '../../server/features/outline';
import { examples, recordsToCut, settled } from '../support/marked-text';

/** The outline as text: a line for each symbol, indented as it is nested, with its detail after `=`. */
function shown({ symbols, isCut }: Outline): string[] {
  const lines = (symbol: OutlineSymbol, indent: string): string[] => [
    `${indent}${symbol.name}${symbol.detail === '' ? '' : ` = ${symbol.detail}`}`,
    ...symbol.children.flatMap((child) => lines(child, `${indent}  `)),
  ];
  return [...symbols.flatMap((symbol) => lines(symbol, '')), ...(isCut ? ['(cut)'] : [])];
}

function names(symbols: readonly OutlineSymbol[]): string[] {
  return symbols.map(({ name, detail }) => (detail === '' ? name : `${name} = ${detail}`));
}

const call = '{"interaction_id": "00001a57JGQ00BW8", "status": 3, "type": "Inbound", "duration": 195}';

test('a record is named by what tells it apart', () => {
  const table: [string, string][] = [
    [call, '00001a57JGQ00BW8 · STOPPED · 3m15s'],
    ['{"interaction_id": "a", "status": 2.0, "type": "Inbound"}', 'a · IN_PROCESS · Inbound'],
    ['{"interactionId": "a", "status": "InProcess", "duration": "60"}', 'a · IN_PROCESS · 1m'],
    ['{"status": 9, "type": "Outbound"}', '#1 · Outbound'],
    ['{}', '#1'],
    ['{"interaction_id": "", "status": 0}', '#1 · NEW'],
    ['{"interaction_id": "a\\nb\\u202e", "type": " "}', 'a b\ufffd · " "'],
    [`{"interaction_id": "${'x'.repeat(90)}"}`, `${'x'.repeat(80)}…`],
    ['{"interaction_id": "a", "type": "Inb', 'a'],
  ];
  for (const [text, name] of table) assert.equal(outline(settled(text)).symbols[0]?.name, name, text);
});

test('records in a list, numbered where they have no ID, with their members', () => {
  const text = `[${call}, {"status": 1, "udata": {"a": {"b": [1, {"c": null}]}, "d": true}}]`;
  assert.deepEqual(shown(outline(settled(text))), [
    '00001a57JGQ00BW8 · STOPPED · 3m15s',
    '  interaction_id = 00001a57JGQ00BW8',
    '  status = 3 STOPPED',
    '  type = Inbound',
    '  duration = 195',
    '#2 · PENDING',
    '  status = 1 PENDING',
    '  udata',
    '    a',
    '      b',
    '        0 = 1',
    '        1',
    '          c = null',
    '    d = true',
  ]);
});

test('containers list their records under their names; other values are one line', () => {
  const text = `{"$schema": "s.json", "about": "x", "page": {"n": [1, 2]}, "new call": ${call}, "more": {"calls": [{"status": 1, "type": "x"}], "none": []}}`;
  const { symbols } = outline(settled(text));
  assert.deepEqual(names(symbols), [
    '$schema = s.json',
    'about = x',
    'page',
    'new call = 00001a57JGQ00BW8 · STOPPED · 3m15s',
    'more',
  ]);
  const kinds = (list: readonly OutlineSymbol[]) => list.map(({ kind }) => kind);
  assert.deepEqual(kinds(symbols), ['string', 'string', 'object', 'record', 'container']);
  const more = symbols[4]?.children ?? [];
  assert.deepEqual(names(more), ['calls', 'none']);
  assert.deepEqual(kinds(more), ['list', 'array']);
  assert.deepEqual(names(more[0]?.children ?? []), ['#2 · PENDING · x']);
});

test('JSON Lines', () => {
  const text = `${call}\n\nnull\n{"status": 1}\r\n{"a": {"status": 1, "type": "x"}}\n{"status`;
  assert.deepEqual(names(outline(settled(text, 'lines')).symbols), [
    '00001a57JGQ00BW8 · STOPPED · 3m15s',
    '#2 · PENDING',
    'a = PENDING · x',
    '#4',
  ]);
});

test('half-typed members are there as far as they go', () => {
  const text = '{"status": , "": 1, "type": "Inb\n"udata": {"x": }, "sta\n}';
  assert.deepEqual(shown(outline(settled(text))), [
    '#1',
    '  status',
    '  "" = 1',
    '  type = "Inb',
    '  udata',
    '    x',
    '  sta',
  ]);
});

test('it has 5000 entries at most', () => {
  for (const [count, isCut] of [
    [5000, false],
    [5001, true],
  ] as const) {
    const { symbols, ...rest } = outline(settled('{}\n'.repeat(count), 'lines'));
    assert.deepEqual([symbols.length, rest.isCut], [5000, isCut]);
  }
});

test('where the limit cuts, all records come first, then the members of the first ones', () => {
  const text = '[{"status": 1, "type": "a"}, {"status": 2, "udata": {"x": 1}}, {"status": 3}]';
  const document = settled(text);
  assert.deepEqual(shown(outline(document, 2)), ['#1 · PENDING · a', '#2 · IN_PROCESS', '(cut)']);
  assert.deepEqual(shown(outline(document, 4)), [
    '#1 · PENDING · a',
    '  status = 1 PENDING',
    '#2 · IN_PROCESS',
    '#3 · STOPPED',
    '(cut)',
  ]);
  assert.deepEqual(shown(outline(document, 8)).slice(3), [
    '#2 · IN_PROCESS',
    '  status = 2 IN_PROCESS',
    '  udata',
    '#3 · STOPPED',
    '  status = 3 STOPPED',
    '(cut)',
  ]);
  assert.equal(outline(document, 9).isCut, false);
  assert.equal(count(outline(document, 9).symbols), 9);
});

test('what is left out does not count', () => {
  const text = `{"beside": {${[1, 2, 3, 4, 5, 6].map((n) => `"k${n}": ${n}`)}}, "call": {"status": 1, "type": "x"}}`;
  assert.deepEqual(shown(outline(settled(text), 4)), [
    'beside',
    'call = PENDING · x',
    '  status = 1 PENDING',
    '  type = x',
  ]);
});

test('ranges: a member from its key to its value, a record from brace to brace', () => {
  const text = '[{"a": 1}, {"status": 3, "udata": {"b": [ 7 ]}}]';
  const [, record] = outline(settled(text)).symbols;
  assert.ok(record);
  const of = ({ start, end, selectionStart, selectionEnd }: OutlineSymbol) => [
    text.slice(start, end),
    text.slice(selectionStart, selectionEnd),
  ];
  assert.deepEqual(of(record), ['{"status": 3, "udata": {"b": [ 7 ]}}', '{']);
  const [status, udata] = record.children as [OutlineSymbol, OutlineSymbol];
  assert.deepEqual(of(status), ['"status": 3', '"status"']);
  assert.deepEqual(of(udata), ['"udata": {"b": [ 7 ]}', '"udata"']);
  const [b] = udata.children as [OutlineSymbol];
  assert.deepEqual(of(b.children[0] as OutlineSymbol), ['7', '7']);
  const named = '{"about": 1, "call": {"status": 1, "type": "x"}}';
  const [, call] = outline(settled(named)).symbols as [OutlineSymbol, OutlineSymbol];
  assert.equal(named.slice(call.start, call.end), '"call": {"status": 1, "type": "x"}');
  assert.equal(named.slice(call.selectionStart, call.selectionEnd), '"call"');
});

test('titles that are remembered follow edits', () => {
  const titles = new WeakMap();
  const before = settled(`[${call}, ${call}]`);
  outline(before, undefined, titles);
  const at = call.indexOf('195') + 1;
  const after = settle(editDocument(before, at, at + 3, '60'));
  assert.deepEqual(names(outline(after, undefined, titles).symbols), [
    '00001a57JGQ00BW8 · STOPPED · 1m',
    '00001a57JGQ00BW8 · STOPPED · 3m15s',
  ]);
});

test('in every example and wherever a record is cut off, symbols are named and nested as an editor demands', () => {
  for (const { name, text, form } of examples()) {
    wellFormed(outline(settled(text, form)).symbols, 0, text.length, name);
  }
  for (const whole of recordsToCut) {
    for (const form of ['json', 'lines'] as const) {
      for (let length = 0; length <= whole.length; length++) {
        const text = whole.slice(0, length);
        const { symbols } = outline(settled(text, form));
        wellFormed(symbols, 0, length, text);
        assert.ok(count(outline(settled(text, form), 3).symbols) <= 3, text);
      }
    }
  }
});

test('deep nesting costs nothing', () => {
  const deep = `{"udata": ${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`;
  const { symbols } = outline(settled(deep));
  assert.ok(count(symbols) < 20);
  assert.equal(count(outline(settled('['.repeat(50_000))).symbols), 0);
});

function count(symbols: readonly OutlineSymbol[]): number {
  return symbols.reduce((sum, { children }) => sum + 1 + count(children), 0);
}

function wellFormed(symbols: readonly OutlineSymbol[], start: number, end: number, where: string): void {
  for (const symbol of symbols) {
    assert.match(symbol.name, /\S/, where);
    assert.doesNotMatch(symbol.name + symbol.detail, /[\r\n]/, where);
    assert.ok(symbol.start >= start && symbol.end <= end && symbol.start <= symbol.end, where);
    assert.ok(symbol.selectionStart >= symbol.start && symbol.selectionEnd <= symbol.end, where);
    wellFormed(symbol.children, symbol.start, symbol.end, where);
  }
}
