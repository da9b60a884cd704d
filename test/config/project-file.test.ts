import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readProjectFile } from '../../server/config/project-file';
import { phoneCall } from '../../server/spec/phone-call';

/**
 * Reads a project file in which `⟦` and `⟧` mark where problems stand. Gives what was read, and the messages; that
 * the problems stand exactly at the marks is checked here.
 */
function read(marked: string): {
  rules: object;
  files: readonly string[];
  exclude: readonly string[];
  forms: readonly unknown[];
  messages: string[];
} {
  const ranges: [start: number, end: number][] = [];
  let text = '';
  for (const [index, part] of marked.split(/[⟦⟧]/).entries()) {
    if (index % 2 === 1) ranges.push([text.length, text.length + part.length]);
    text += part;
  }
  const { problems, rules, files, exclude, forms } = readProjectFile(text, phoneCall);

  assert.deepEqual(
    problems.map(({ start, end }) => [start, end]),
    ranges,
    problems.map(({ message }) => message).join('\n'),
  );
  return { rules, files, exclude, forms, messages: problems.map(({ message }) => message) };
}

test('right entries are read', () => {
  const text = `{
    "$schema": "./interaction-data.schema.json",
    "rules": { "missing-field": "warning", "unknown-field": "off", "wrong-type": "hint" },
    "files": ["fixtures/**/*.json", "*.calls.ndjson"],
    "exclude": ["fixtures/invalid/**"],
    "forms": { "*.log.json": "lines", "7": "json" }
  }`;
  assert.deepEqual(read(text), {
    rules: { 'missing-field': 'warning', 'unknown-field': 'off', 'wrong-type': 'hint' },
    files: ['fixtures/**/*.json', '*.calls.ndjson'],
    exclude: ['fixtures/invalid/**'],
    forms: [
      ['*.log.json', 'lines'],
      ['7', 'json'],
    ],
    messages: [],
  });
  const nothing = { rules: {}, files: [], exclude: [], forms: [], messages: [] };
  assert.deepEqual(read('{}'), nothing);
  assert.deepEqual(read('\ufeff{ "files": ["\\u0061.json"] }\r\n'), {
    ...nothing,
    files: ['a.json'],
  });
});

test('an unknown key is named, with what may be meant', () => {
  const [near, far] = read('{ ⟦"rule"⟧: { "missing-field": "off" }, ⟦"extends"⟧: "x" }').messages;
  assert.equal(near, 'There is no setting "rule": did you mean "rules"?');
  assert.match(far ?? '', /^There is no setting "extends": write one of "\$schema", "rules", "files", /);
});

test('an unknown rule is named, with what may be meant, and the others count', () => {
  const { rules, messages } = read(
    '{ "rules": { ⟦"mising-field"⟧: "off", ⟦"date"⟧: "off", ⟦"indent"⟧: 2, "syntax": "warning" } }',
  );
  assert.deepEqual(rules, { syntax: 'warning' });
  assert.deepEqual(messages, [
    'There is no rule "mising-field": did you mean "missing-field"?',
    'There is no rule "date": did you mean "invalid-date"?',
    'There is no rule "indent": remove it.',
  ]);
});

test('a wrong severity is refused with the right ones', () => {
  const { rules, messages } = read(
    '{"rules": {"syntax": ⟦"warn"⟧, "empty-field": ⟦0⟧, "wrong-type": ⟦null⟧, "invalid-url": ⟦["off"]⟧, "invalid-date": "off"}}',
  );
  assert.deepEqual(rules, { 'invalid-date': 'off' });
  assert.deepEqual(messages, [
    'Set rule "syntax" to "error", "warning", "information", "hint" or "off", not "warn".',
    'Set rule "empty-field" to "error", "warning", "information", "hint" or "off", not 0.',
    'Set rule "wrong-type" to "error", "warning", "information", "hint" or "off", not null.',
    'Set rule "invalid-url" to "error", "warning", "information", "hint" or "off", not a list.',
  ]);
});

test('values of a wrong type are refused where they stand', () => {
  assert.deepEqual(read('{"$schema": ⟦1⟧, "rules": ⟦["syntax"]⟧, "files": ⟦"*.json"⟧}').messages, [
    '"$schema" is an address in quotes, not 1.',
    '"rules" is an object such as { "unknown-field": "off" }, not a list.',
    '"files" is a list of globs such as ["fixtures/**/*.json"], not "*.json".',
  ]);
  assert.deepEqual(read('{"exclude": ⟦"*.json"⟧, "forms": ⟦["*.json"]⟧}').messages, [
    '"exclude" is a list of globs such as ["fixtures/**/*.json"], not "*.json".',
    '"forms" is an object such as { "*.log.json": "lines" }, not a list.',
  ]);
  assert.deepEqual(
    read('{"forms": {⟦"/a"⟧: "json", "*.json": ⟦"jsonl"⟧, "b.json": ⟦1⟧, "c.json": "json"}}'),
    {
      rules: {},
      files: [],
      exclude: [],
      forms: [['c.json', 'json']],
      messages: [
        '"/a" is absolute: write it relative to its folder.',
        'A file is read as "json" or "lines" (JSON Lines), not "jsonl".',
        'A file is read as "json" or "lines" (JSON Lines), not 1.',
      ],
    },
  );
  assert.deepEqual(read('{"files": [⟦{}⟧, ⟦""⟧, ⟦"../*.json"⟧, "a.json", ⟦null⟧]}'), {
    rules: {},
    files: ['a.json'],
    exclude: [],
    forms: [],
    messages: [
      'A glob is a string such as "fixtures/**/*.json", not an object.',
      'A glob is empty: write one such as "fixtures/**/*.json", or remove it.',
      '"../*.json" leaves its folder: it can only name files below it.',
      'A glob is a string such as "fixtures/**/*.json", not null.',
    ],
  });
});

test('of a key that is there twice the last one counts', () => {
  const { rules, files, messages } = read(
    '{"files": ["a.json"], "rules": {"syntax": "off", ⟦"syntax"⟧: "hint"}, ⟦"files"⟧: ["b.json"]}',
  );
  assert.deepEqual(rules, { syntax: 'hint' });
  assert.deepEqual(files, ['b.json']);
  assert.deepEqual(messages, [
    '"syntax" is there already: remove one, only the last one counts.',
    '"files" is there already: remove one, only the last one counts.',
  ]);
});

test('comments are told, wherever they stand, and all the rest counts', () => {
  const texts = [
    '⟦// ours⟧\n{"rules":{"syntax":"off"}}',
    '\ufeff\r\n⟦/* ours\n { "rules": { } }\n*/⟧ ⟦// and more⟧\r\n{"rules":{"syntax":"off"}}',
    '⟦# ours⟧\n{"rules":{"syntax":"off"}}⟦// end⟧\n⟦/**/⟧',
    '{⟦/*1*/⟧"rules"⟦/*2*/⟧:⟦/*3\n\n*/⟧{⟦//4⟧\n"syntax"⟦/*"*/⟧:"off"⟦/*5*/⟧}⟦/*6*/⟧}⟦//7⟧',
    '{"rules":{⟦// "wrong-type": "off",⟧\n"syntax":"off"⟦// why⟧\n}}',
    '{"rules":{"syntax":"off"}} ⟦/* not closed }⟧\n',
  ];
  for (const text of texts) {
    const { rules, messages } = read(text);
    assert.deepEqual(rules, { syntax: 'off' }, text);
    for (const message of messages) assert.match(message, /comment/, text);
  }
  // In strings they are none.
  assert.deepEqual(read('{"files": ["a//b.json", "#/*", "x/**/*.json"]}').files, [
    'a//b.json',
    '#/*',
    'x/**/*.json',
  ]);
});

test('limits of a project file hold where they are said to, and one above is a problem', () => {
  const globs = (count: number) => Array.from({ length: count }, (_, index) => `"${index}.json"`);
  assert.equal(read(`{"files":[${globs(100)}],"exclude":[${globs(100)}]}`).files.length, 100);
  const { exclude, messages } = read(`{⟦"exclude"⟧:[${globs(101)}]}`);
  assert.equal(exclude.length, 100);
  assert.deepEqual(messages, ['"exclude" has 101 globs: only the first 100 count.']);
  const forms = globs(101).map((glob) => `${glob}:"lines"`);
  assert.equal(read(`{"forms":{${forms.slice(1)}}}`).forms.length, 100);
  assert.equal(read(`{⟦"forms"⟧:{${forms}}}`).forms.length, 100);
});

test('syntax errors are told, and what is whole beside them counts', () => {
  const text =
    '{\n  "rules": { "syntax": "off"⟦,⟧ },\n  ⟦// more⟧\n  "files": ["a.json⟦"⟧ "b.json"]\n}\n⟦"more"⟧';
  assert.deepEqual(read(text), {
    rules: { syntax: 'off' },
    files: ['a.json', 'b.json'],
    exclude: [],
    forms: [],
    messages: [
      'Trailing comma: nothing follows.',
      'JSON allows no comments.',
      'Missing comma after this value.',
      'Remove this: a project file is one JSON object.',
    ],
  });
  assert.deepEqual(read('{"rules": {"syntax": "off"⟦}⟧').rules, { syntax: 'off' });
});

test('a file that holds no object is refused as a whole', () => {
  const message = 'A project file is one JSON object: write { "rules": {} }.';
  assert.deepEqual(read('⟦⟧').messages, [message]);
  assert.deepEqual(read('\n ⟦["fixtures/*.json"]⟧\n').messages, [message]);
  assert.deepEqual(read('⟦"rules"⟧\n').messages, [message]);
});

test('nothing throws, and every problem has its place in the text', () => {
  const parts = [
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '"rules"',
    '"files"',
    '"syntax"',
    '"off"',
    '"',
    "'",
    '\n',
    '1',
    'x',
    '/',
    '\\',
    '\ufeff',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 25 }), (chosen) => {
      const text = chosen.join('');
      const { problems } = readProjectFile(text, phoneCall);
      for (const { start, end, message } of problems) {
        assert.ok(0 <= start && start <= end && end <= text.length);
        assert.notEqual(message, '');
      }
      if (problems.length === 0) JSON.parse(text.replace(/^\ufeff/, ''));
    }),
    { numRuns: 5000, seed: 1 },
  );
});
