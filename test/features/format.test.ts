import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { DocumentForm } from '../../server/document/form';
import { applyEdits } from '../../server/edit/text-edit';
import { type FormatOptions, type FormatRange, format } from '../../server/features/format';
import { layOut } from '../../server/features/json-layout';
import { examples, recordsToCut, settled } from '../support/marked-text';
import { characters, odds, signs } from '../support/pieces';

const spaces: FormatOptions = { tabSize: 2, insertSpaces: true };

interface How extends Partial<FormatOptions> {
  readonly form?: DocumentForm;
  readonly range?: FormatRange;
}

/** The text after formatting; formatting that once more must change nothing. */
function formatted(text: string, { form = 'json', range, ...options }: How = {}): string {
  const wanted = { ...spaces, ...options };
  const result = applyEdits(text, format(settled(text, form), layOut, wanted, range));
  assert.deepEqual(squeezed(result), squeezed(text), text);
  if (!range) assert.deepEqual(format(settled(result, form), layOut, wanted), [], result);
  return result;
}

/** A text without the white space outside of its strings; a string ends with its line at the latest. */
function squeezed(text: string): string {
  return text.replaceAll(/("(?:[^"\\\r\n]|\\[^\r\n])*"?)|[ \t\r\n]+/g, '$1');
}

test('a valid file is laid out as the editor wants it', () => {
  const text = '[{"status":1,"udata":{"a":[1,2],"b":{}}},null]';
  assert.equal(
    formatted(text),
    [
      '[',
      '  {',
      '    "status": 1,',
      '    "udata": {',
      '      "a": [',
      '        1,',
      '        2',
      '      ],',
      '      "b": {}',
      '    }',
      '  },',
      '  null',
      ']',
    ].join('\n'),
  );
  assert.equal(formatted('{"status":1}', { insertSpaces: false }), '{\n\t"status": 1\n}');
  assert.equal(formatted('{"status":1}', { tabSize: 4 }), '{\n    "status": 1\n}');
  assert.equal(
    formatted('{"a": {"status" :1 , "type":"x  y"}}'),
    '{\n  "a": {\n    "status": 1,\n    "type": "x  y"\n  }\n}',
  );
  assert.equal(formatted(''), '');
  assert.equal(formatted(' \n'), ' \n');
});

test('line endings, byte order mark and the end of the file are kept', () => {
  const table: [string, string, How][] = [
    ['{"status":1,\r\n"type":"x"}', '{\r\n  "status": 1,\r\n  "type": "x"\r\n}', {}],
    ['{"status":1,\r"type":"x"}', '{\r  "status": 1,\r  "type": "x"\r}', {}],
    ['\ufeff{"status":1}', '\ufeff{\n  "status": 1\n}', {}],
    ['\ufeff{"status":1}\r\n', '\ufeff{\r\n  "status": 1\r\n}\r\n', {}],
    ['{"status":1}\n', '{\n  "status": 1\n}\n', {}],
    ['{"status":1}\n\n  \n', '{\n  "status": 1\n}\n', {}],
    ['{"status":1}', '{\n  "status": 1\n}\n', { insertFinalNewline: true }],
    ['{"status":1}\r\n', '{\r\n  "status": 1\r\n}\r\n', { insertFinalNewline: true }],
  ];
  for (const [text, expected, how] of table)
    assert.equal(formatted(text, how), expected, JSON.stringify(text));
});

test('of a range only its lines are formatted', () => {
  const text = '[\n{"status":1},\n{"status":2},\n{"status":3}\n]\n';
  const start = text.indexOf('{"status":2');
  const range = { start, end: start + 5 };
  assert.equal(formatted(text, { range }), '[\n{"status":1},\n{\n  "status": 2\n},\n{"status":3}\n]\n');
  assert.equal(formatted(text, { range: { start: 0, end: text.length } }), formatted(text));
  assert.equal(formatted('[1]\n', { range: { start: 3, end: 4 } }), '[\n  1\n]\n');
  assert.equal(formatted('[1]\n\n', { range: { start: 4, end: 5 } }), '[1]\n\n');
  assert.equal(
    formatted('[1]  \n', { range: { start: 2, end: 6 }, insertFinalNewline: true }).endsWith('\n\n'),
    false,
  );
});

test('in a file with syntax errors sound records are formatted, everything else is left alone', () => {
  const table: [string, string][] = [
    [
      '[\n  {"status":1,"udata":{"a":1}},\n  {"status":,"type":  "x"},\n  {"status":3}\n]',
      '[\n  {\n    "status": 1,\n    "udata": {\n      "a": 1\n    }\n  },\n  {"status":,"type":  "x"},\n  {\n    "status": 3\n  }\n]',
    ],
    [
      '{\r\n\t"a": {"status":1,"type":"x"}\r\n\t"b": {"status":2,"type":"y"}\r\n}',
      '{\r\n\t"a": {\r\n\t  "status": 1,\r\n\t  "type": "x"\r\n\t}\r\n\t"b": {\r\n\t  "status": 2,\r\n\t  "type": "y"\r\n\t}\r\n}',
    ],
    ['{"status":1,"type":"Inb\n"x" :  1}', '{"status":1,"type":"Inb\n"x" :  1}'],
    ['{"status":  1', '{"status":  1'],
    ["{'status':  1}", "{'status':  1}"],
    ['{"status":  1} // all', '{\n  "status": 1\n} // all'],
    ['{"status":1 2}', '{"status":1 2}'],
    ['{"status":  tr ue}', '{"status":  tr ue}'],
    ['{"a" "b"  : 1}', '{"a" "b"  : 1}'],
  ];
  for (const [text, expected] of table) assert.equal(formatted(text), expected, text);
});

test('in a range of a file with syntax errors only the records there are formatted', () => {
  const text = '[\n{"status":1},\n{"status":2},\n{"status":\n]';
  const start = text.indexOf('{"status":2');
  assert.equal(
    formatted(text, { range: { start, end: start + 1 } }),
    '[\n{"status":1},\n{\n  "status": 2\n},\n{"status":\n]',
  );
});

test('JSON Lines: a record stays on its line, spaced as the first one', () => {
  const table: [string, string][] = [
    ['{"a":1,"b":[1,2]}\n{"a": 1, "b" : [ 1 ,2 ] }\n', '{"a":1,"b":[1,2]}\n{"a":1,"b":[1,2]}\n'],
    ['{"a": 1, "b": [1, 2]}\n{"a":1,"b":{ }}\n', '{"a": 1, "b": [1, 2]}\n{"a": 1, "b": {}}\n'],
    ['  {"a":1}  \r\n\r\n \t\r\n{"a":"x , y"}\t', '{"a":1}\r\n\r\n\r\n{"a":"x , y"}'],
    ['{"a":1}\n{"a": 1,\n{"a" "b"}\n{"a":  2}', '{"a":1}\n{"a": 1,\n{"a" "b"}\n{"a":2}'],
    ['\ufeff{"a":1}\n{"a": 2}\n', '\ufeff{"a":1}\n{"a":2}\n'],
    [' null\n[ 1 , 2 ]\n"a  b"', 'null\n[1, 2]\n"a  b"'],
    ['', ''],
  ];
  for (const [text, expected] of table) assert.equal(formatted(text, { form: 'lines' }), expected, text);
  const text = '{"a":1}\n{"a": 2}\n{"a": 3}';
  assert.equal(formatted(text, { form: 'lines', insertFinalNewline: true }), '{"a":1}\n{"a":2}\n{"a":3}\n');
  const range = { start: 9, end: 10 };
  assert.equal(
    formatted(text, { form: 'lines', range, insertFinalNewline: true }),
    '{"a":1}\n{"a":2}\n{"a": 3}',
  );
});

test('a record on the line of a quote that nobody closed stays as it is', () => {
  for (const text of ['{"}, {\n}, {', '[{"a\\"": ", {\r}, {']) assert.equal(formatted(text), text);
});

test('wherever a record is cut off, and whatever is typed, formatting damages nothing', () => {
  for (const whole of recordsToCut) {
    for (let length = 0; length <= whole.length; length++) {
      formatted(whole.slice(0, length));
      formatted(whole.slice(0, length), { form: 'lines' });
      const range = { start: Math.floor(length / 2), end: length };
      formatted(whole.slice(0, length), { range, insertFinalNewline: true });
    }
  }
  const pieces = [...signs, ...odds, ...characters, '"a"', '{"status": 1}'];
  const broken = fc.array(fc.constantFrom(...pieces), { maxLength: 20 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(broken, fc.constantFrom('json' as const, 'lines' as const), (text, form) => {
      const result = applyEdits(text, format(settled(text, form), layOut, spaces));
      assert.deepEqual(tokens(result), tokens(text));
      assert.deepEqual(format(settled(result, form), layOut, spaces), []);
    }),
    { numRuns: 3000 },
  );
});

/** The words, strings and comments of a text; white space may come and go around them. */
function tokens(text: string): string[] {
  const patterns = [
    /\/\/[^\r\n]*/,
    /\/\*(?:(?!\*\/)[^\r\n])*(?:\*\/)?/,
    /"(?:[^"\\\r\n]|\\[^\r\n])*"?/,
    /'(?:[^'\\\r\n]|\\[^\r\n])*'?/,
    /[[\]{},:]/,
    // A quote after a backslash belongs to a word, as in JSON that was pasted with its quotes escaped.
    /(?:\\["']|[^\s[\]{},:"'/])+/,
    /\S|\u00a0|\ufeff/,
  ];
  return text.match(new RegExp(patterns.map(({ source }) => source).join('|'), 'g')) ?? [];
}

test('valid files have the value that they had', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(spaces, { tabSize: 4, insertSpaces: false }), (text, options) => {
      const result = applyEdits(text, format(settled(text), layOut, options));
      assert.deepEqual(JSON.parse(result), JSON.parse(text));
      assert.equal(
        result,
        result === text ? text : JSON.stringify(JSON.parse(text), null, options.insertSpaces ? 2 : '\t'),
      );
    }),
  );
});

test('the examples keep their tokens', () => {
  for (const { text, form } of examples()) formatted(text, { form });
});

test('what is nested too deep is left alone, at once', () => {
  for (const depth of [150, 5000, 100_000]) {
    const text = `{"udata": ${'['.repeat(depth)}${']'.repeat(depth)}}`;
    const result = applyEdits(text, format(settled(text), layOut, spaces));
    if (depth > 1000) assert.equal(result, text);
    assert.equal(squeezed(result), squeezed(text));
    assert.equal(formatted(text, { form: 'lines' }).length, text.length);
  }
});

test('very many edits are given as one', () => {
  const text = `[${'{"status":1},'.repeat(5000)}{"status":2}]`;
  const edits = format(settled(text), layOut, spaces);
  assert.equal(edits.length, 1);
  assert.equal(applyEdits(text, edits), JSON.stringify(JSON.parse(text), null, 2));
});
