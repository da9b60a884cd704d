import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chunkAt, type Document, openDocument } from '../../server/document/document';
import type { DocumentForm } from '../../server/document/form';
import { pointerBetweenRecords, pointersInto, readPaths, recordPointers } from '../../server/document/paths';
import { settle } from '../../server/document/settle';
import { phoneCall } from '../../server/spec/phone-call';
import { allChunks } from '../support/whole';

function read(text: string, form: DocumentForm = 'json'): Document {
  return settle(openDocument(text, form, phoneCall));
}

const record = '{"status": 3, "type": "x"}';

test('records have pointers from the root', () => {
  const cases: [text: string, pointers: string[]][] = [
    [record, ['']],
    [`\ufeff \n${record}`, ['']],
    ['', []],
    ['[]', []],
    [`[${record}, ${record}]`, ['/0', '/1']],
    [`[1, ${record}, [2, {"a": 1}], "x", ${record}]`, ['/1', '/4']],
    [`{"good": ${record}, "n": 1, "bad": ${record}}`, ['/good', '/bad']],
    [`{"page": {"n": 1}, "items": [${record}, ${record}]}`, ['/items/0', '/items/1']],
    [`{"a": {"b": {"c": [${record}]}, "d": ${record}}}`, ['/a/b/c/0', '/a/d']],
    [`{"a/b~c": ${record}, "": ${record}, "ü\\u00e4\\"": ${record}}`, ['/a~1b~0c', '/', '/üä"']],
    [`{"x": [[1], ${record}], "y": ${record}}`, ['/x/1', '/y']],
    [`{"udata": {"status": 1, "type": "y"}, "a": ${record}}`, ['/a']],
  ];
  for (const [text, pointers] of cases) assert.deepEqual(recordPointers(read(text)), pointers, text);
});

test('a value that a hundred others are around has its own pointer', () => {
  const text = `{"status": 3, "udata": ${'{"a": ['.repeat(50)}1${']}'.repeat(50)}}`;
  const found = allChunks(read(text)).find((chunk) => chunk.record)?.record;
  assert.ok(found);
  const at = text.indexOf('1');
  assert.equal(pointersInto('', found)(at, at + 1), `/udata${'/a/0'.repeat(50)}`);
});

test('in JSON Lines each line has its own root', () => {
  const text = `${record}\n\n${record}\r\n{"a": ${record}, "b": [${record}]}\n3\n${record}`;
  assert.deepEqual(recordPointers(read(text, 'lines')), ['', '', '/a', '/b/0', '']);
});

test('broken text still has a pointer for each record', () => {
  const cases: [text: string, pointers: string[]][] = [
    [`[${record} ${record},, ${record}`, ['/0', '/1', '/2']],
    [`${record}\n${record}`, ['', '']],
    [`[${record}]\n${record}`, ['/0', '']],
    [`{"a": ${record} "b": ${record}`, ['/a', '/b']],
    [`{a: ${record}, 'b': ${record}}`, ['/a', '/b']],
  ];
  for (const [text, pointers] of cases) assert.deepEqual(recordPointers(read(text)), pointers, text);
});

test('what stands between records has a pointer', () => {
  const text = `{"page": {"n": 1}, "items": [7, ${record}, [8]], "more": 1}`;
  const paths = readPaths(read(text));
  const pointerAt = (part: string) => pointerBetweenRecords(paths, text.indexOf(part));
  assert.equal(pointerBetweenRecords(paths, 0), '');
  assert.equal(pointerAt('"page"'), '/page');
  assert.equal(pointerAt('1}'), '/page');
  assert.equal(pointerAt('[7'), '/items');
  assert.equal(pointerAt('7'), '/items/0');
  assert.equal(pointerAt(', [8]'), '/items');
  assert.equal(pointerAt('8]'), '/items/2');
  assert.equal(pointerAt(', "more"'), '');
  assert.equal(pointerBetweenRecords(paths, text.length), '');
});

test('places inside a record have pointers', () => {
  const text =
    '{"status": 3, "udata": [{"key": "a", "value": 1}, {"key": "b~/", "value": 2}], "x/y": {"~": "z"}, "end": 1}';
  const [, chunk] = allChunks(read(text));
  assert.ok(chunk?.record);
  const pointer = pointersInto('/7', chunk.record);
  const at = (part: string) => pointer(text.indexOf(part), text.indexOf(part) + part.length);
  assert.equal(pointer(0, 1), '/7');
  assert.equal(at('"status"'), '/7/status');
  assert.equal(at('3'), '/7/status');
  assert.equal(at('status": 3'), '/7/status');
  assert.equal(at('"udata"'), '/7/udata');
  assert.equal(at('{"key": "b~/", "value": 2}'), '/7/udata/1');
  assert.equal(at('"b~/"'), '/7/udata/1/key');
  assert.equal(at('"z"'), '/7/x~1y/~0');
  assert.equal(at('3, "udata"'), '/7');
  assert.equal(at('}'), '/7/udata/0');
  assert.equal(pointer(text.length - 1, text.length), '/7');
});

/** Looks a pointer up, as RFC 6901 says. */
function resolve(root: unknown, pointer: string): unknown {
  let value = root;
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

test('in valid JSON a pointer leads to its record', () => {
  const key = fc.constantFrom('a', 'b', 'items', 'x/y', '~', '', 'ä', '0');
  const aRecord = fc.record({ status: fc.nat(3), type: fc.string(), udata: fc.object({ maxDepth: 2 }) });
  const scalar = fc.oneof(fc.nat(), fc.string(), fc.constant(null));
  const { root } = fc.letrec((tie) => ({
    root: fc.oneof(aRecord, fc.array(fc.oneof(aRecord, scalar)), tie('container')),
    container: fc.dictionary(key, fc.oneof(aRecord, scalar, tie('list'), tie('container')), { maxKeys: 4 }),
    list: fc.array(fc.oneof({ arbitrary: aRecord, weight: 3 }, scalar, tie('container')), { maxLength: 4 }),
  }));
  let seen = 0;
  fc.assert(
    fc.property(root, fc.constantFrom(0, 2), (value, indent) => {
      const text = JSON.stringify(value, undefined, indent);
      const document = read(text);
      const pointers = recordPointers(document);
      assert.equal(pointers.length, document.count - 1);
      for (const [index, pointer] of pointers.entries()) {
        const { record } = chunkAt(document, index + 1);
        assert.ok(record);
        assert.deepEqual(resolve(JSON.parse(text), pointer), JSON.parse(record.text.slice(0, record.end)));
        seen++;
      }
    }),
    { numRuns: 2000, seed: 3 },
  );
  assert.ok(seen > 1000);
});

test('broken text gives as many pointers as records', () => {
  const parts = [
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '"udata"',
    '"',
    '\n',
    '1',
    record,
    `{"b": ${record}}`,
    "'",
    'x',
    '/*',
    '//',
  ];
  const text = fc.array(fc.constantFrom(...parts), { maxLength: 30 }).map((chosen) => chosen.join(''));
  fc.assert(
    fc.property(text, fc.constantFrom('json' as const, 'lines' as const), (broken, form) => {
      const document = read(broken, form);
      const { records, places } = readPaths(document);
      assert.equal(records.length, document.count - 1);
      for (const pointer of [...records, ...places.map((place) => place.pointer)])
        assert.match(pointer, /^(\/|$)/);
    }),
    { numRuns: 5000, seed: 4 },
  );
});
