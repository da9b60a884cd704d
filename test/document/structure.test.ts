import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chunkAt, offsetOf, openDocument } from '../../server/document/document';
import type { DocumentForm } from '../../server/document/form';
import type { Frame } from '../../server/document/frame';
import { settle } from '../../server/document/settle';
import { type Key, walkStructure } from '../../server/document/structure';
import { eachToken } from '../../server/json/each-token';
import { phoneCall } from '../../server/spec/phone-call';
import { characters, odds, signs } from '../support/pieces';
import { allChunks } from '../support/whole';

/** What the walk tells, one line an event, with the text in place of offsets. */
function events(text: string, form: DocumentForm = 'json'): string[] {
  const document = settle(openDocument(text, form, phoneCall));
  const lines: string[] = [];
  const keyText = (key: Key) => (key ? `${text.slice(key.start, key.end)}: ` : '');
  walkStructure(document, {
    open: (start, isObject, key) =>
      lines.push(`${keyText(key)}${text[start]}${isObject ? ' object' : ' array'}`),
    close: (end, isClosed) => lines.push(isClosed ? `${text[end - 1]}` : `open to ${end}`),
    value: (start, end, key) => lines.push(`${keyText(key)}${text.slice(start, end)}`),
    record: (index, _start, _end, key) => lines.push(`${keyText(key)}record ${index}`),
  });
  return lines;
}

test('the structure around records', () => {
  const record = '{"status": 1, "type": "x"}';
  const table: [string, string[]][] = [
    ['', []],
    [record, ['record 1']],
    [`[${record}, ${record}]`, ['[ array', 'record 1', 'record 2', ']']],
    [`{"a": ${record}, "b": "c"}`, ['{ object', '"a": record 1', '"b": "c"', '}']],
    [
      `{"a": {"b": [${record}], "n": {"x": [1]}}}`,
      ['{ object', '"a": { object', '"b": [ array', 'record 1', ']', '"n": {"x": [1]}', '}', '}'],
    ],
    [`[${record}`, ['[ array', 'record 1', 'open to 27']],
    [`{"a": [${record}, 5 }`, ['{ object', '"a": [ array', 'record 1', '5', 'open to 36', '}']],
    [`[${record}]]}`, ['[ array', 'record 1', ']']],
    [`{"a": , "b": ${record}, "c"}`, ['{ object', '"a": ', '"b": record 1', '"c": ', '}']],
    [`{"a": // "x": [\n${record}}`, ['{ object', '"a": record 1', '}']],
  ];
  for (const [text, expected] of table) assert.deepEqual(events(text), expected, text);
});

test('in JSON Lines whatever is open ends with its line', () => {
  const record = '{"status": 1, "type": "x"}';
  assert.deepEqual(events(`{"a": ${record}, "b": \n${record}\r\n\n{"a": ${record}}`, 'lines'), [
    '{ object',
    '"a": record 1',
    '"b": ',
    'open to 38',
    'record 2',
    '{ object',
    '"a": record 3',
    '}',
  ]);
});

const value = fc.letrec((tie) => ({
  record: fc.record({
    status: fc.nat({ max: 3 }),
    type: fc.string(),
    udata: fc.dictionary(fc.string(), fc.string()),
  }),
  other: fc.oneof(
    fc.string(),
    fc.integer(),
    fc.constant({ page: 1, of: [1, 2] }),
    fc.constant([1, 'x', null]),
  ),
  list: fc.array(tie('record'), { maxLength: 3 }),
  container: fc.dictionary(
    fc.string().filter((key) => key !== 'udata'),
    fc.oneof({ depthSize: 'small' }, tie('record'), tie('list'), tie('other'), tie('container')),
    { maxKeys: 4 },
  ),
}));

test('in valid files the brackets that are open around a record are its frame', () => {
  const file = fc.oneof(value.record, value.list, value.container);
  fc.assert(
    fc.property(file, fc.constantFrom(undefined, 2, '\t'), (content, indent) => {
      const document = settle(openDocument(JSON.stringify(content, null, indent), 'json', phoneCall));
      const open: string[] = [];
      walkStructure(document, {
        open: (_start, isObject) => open.push(isObject ? 'object' : 'array'),
        close: () => open.pop(),
        record: (index) => assert.deepEqual(open, frames(chunkAt(document, index).frame)),
      });
      assert.deepEqual(open, []);
    }),
  );
});

function frames(frame: Frame | undefined): string[] {
  return frame?.parent ? [...frames(frame.parent), frame.kind] : [];
}

const pieces = [
  ...signs,
  ...odds,
  ...characters,
  '*',
  '"a": ',
  '"status": 3',
  '{"status": 1, "type": "x"}',
  '{"a": [{"status": 1, "type": "x"}',
];
const brokenText = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join(''));

test('in any text brackets are paired, in order, and all records are told', () => {
  fc.assert(
    fc.property(brokenText, fc.constantFrom('json' as const, 'lines' as const), (text, form) => {
      const document = settle(openDocument(text, form, phoneCall));
      const open: number[] = [];
      let last = 0;
      let record = 0;
      const pass = (offset: number) => {
        assert.ok(offset >= last && offset <= text.length, `${offset} after ${last}`);
        last = offset;
      };
      walkStructure(document, {
        open(start) {
          pass(start);
          open.push(start);
        },
        close(end) {
          pass(end);
          assert.ok((open.pop() as number) <= end);
        },
        value(start, end) {
          pass(start);
          pass(end);
        },
        record(index, start, end) {
          assert.equal(start, offsetOf(document, index));
          pass(start);
          pass(end);
          assert.equal(index, ++record);
        },
      });
      assert.equal(record, document.count - 1);
      assert.equal(open.length, 0);
    }),
    { numRuns: 2000 },
  );
});

test('tokens and the white space between them are the text', () => {
  fc.assert(
    fc.property(brokenText, (text) => {
      let end = 0;
      eachToken(text, 0, text.length, (_kind, from, to) => {
        assert.match(text.slice(end, from), /^[ \t\r\n]*$/);
        assert.ok(to > from);
        end = to;
      });
      assert.match(text.slice(end), /^[ \t\r\n]*$/);
    }),
  );
});

test('nesting and stray brackets cost neither stack nor squares of time', () => {
  const depth = 200_000;
  const nested = '['.repeat(depth - 1);
  assert.deepEqual(events(`[${nested}${'}'.repeat(depth)}`), ['[ array', nested, '}']);
});

test('of what reading noted nothing is kept where there is nothing but commas', () => {
  const record = '{"status": 1, "type": "x"}';
  const gaps = (text: string, form: DocumentForm = 'json') =>
    allChunks(settle(openDocument(text, form, phoneCall))).map(({ gap }) => gap);
  const [head, first, second, last] = gaps(`[${record},\n${record}\n, ${record}\n]\n`);
  assert.deepEqual(head, [{ kind: 'array', start: 0, end: 1 }]);
  assert.deepEqual([first, second], [undefined, undefined]);
  assert.deepEqual(last, [{ kind: 'close', start: record.length + 1, end: record.length + 2 }]);
  assert.deepEqual(gaps(`${record}\n${record}\n`, 'lines').slice(1), [undefined, undefined]);
  const [, , broken] = gaps(`[${record} // one\n${record},,]`);
  assert.deepEqual(
    broken?.map(({ kind }) => kind),
    ['close'],
  );
});
