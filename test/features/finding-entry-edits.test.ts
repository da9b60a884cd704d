import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readProjectFile } from '../../server/config/project-file';
import { applyEdits } from '../../server/edit/text-edit';
import {
  addEntries,
  type EntryList,
  type NewEntry,
  projectFileWithEntries,
  type Removal,
  removeEntries,
} from '../../server/features/finding-entry-edits';
import { phoneCall } from '../../server/spec/phone-call';

const entry: NewEntry = { files: ['./a.json'], records: ['one'], rules: ['syntax'] };
const line = '{ "files": ["./a.json"], "records": ["one"], "rules": ["syntax"] }';

/** The text with entries added; undefined where they cannot be. */
function added(text: string, entries: readonly NewEntry[] = [entry], list: EntryList = 'expect') {
  const edits = addEntries(text, list, entries);
  return edits && applyEdits(text, edits);
}

/** The entries of a text as the product reads it. */
function read(text: string, list: EntryList = 'expect'): unknown[] {
  return readProjectFile(text, phoneCall)[list].map(({ files, records, rules }) => ({
    ...(files && { files }),
    ...(records && { records: records.map(({ name }) => name) }),
    ...(rules && { rules: rules.map(({ name }) => name) }),
  }));
}

test('an entry is added to the list, in its layout', () => {
  const cases: [before: string, after: string][] = [
    ['{}', `{\n  "expect": [\n    ${line}\n  ]\n}`],
    ['{ "rules": {} }\n', `{ "rules": {}, "expect": [${line}] }\n`],
    ['{\n    "rules": {}\n}\n', `{\n    "rules": {},\n    "expect": [\n        ${line}\n    ]\n}\n`],
    ['{\r\n\t"rules": {}\r\n}', `{\r\n\t"rules": {},\r\n\t"expect": [\r\n\t\t${line}\r\n\t]\r\n}`],
    ['{\n  "expect": []\n}\n', `{\n  "expect": [\n    ${line}\n  ]\n}\n`],
    ['{"expect": []}', `{"expect": [${line}]}`],
    ['{"expect": [{"rules":["syntax"]}]}', `{"expect": [{"rules":["syntax"]}, ${line}]}`],
    [
      '{\n  "expect": [\n    { "rules": ["syntax"] }\n  ],\n  "files": []\n}',
      `{\n  "expect": [\n    { "rules": ["syntax"] },\n    ${line}\n  ],\n  "files": []\n}`,
    ],
    [
      '// ours\n{\n  "expect": [ // none yet\n  ]\n}\n',
      `// ours\n{\n  "expect": [\n    ${line} // none yet\n  ]\n}\n`,
    ],
    [
      '{\n  "expect": [\n    { "rules": ["syntax"] } // why\n  ]\n}\n',
      `{\n  "expect": [\n    { "rules": ["syntax"] },\n    ${line} // why\n  ]\n}\n`,
    ],
    [
      '{\n  "expect": [\n    /* why */ { "rules": ["syntax"] }\n  ]\n}\n',
      `{\n  "expect": [\n    /* why */ { "rules": ["syntax"] },\n    ${line}\n  ]\n}\n`,
    ],
    ['{\r\t"rules": {}\r}\r', `{\r\t"rules": {},\r\t"expect": [\r\t\t${line}\r\t]\r}\r`],
    ['', `{\n  "expect": [\n    ${line}\n  ]\n}\n`],
    ['\ufeff\n', `\ufeff\n{\n  "expect": [\n    ${line}\n  ]\n}\n`],
    ['// ours', `// ours\n{\n  "expect": [\n    ${line}\n  ]\n}\n`],
    ['\ufeff{ "expect": [] }', `\ufeff{ "expect": [${line}] }`],
  ];
  for (const [before, after] of cases) {
    assert.equal(added(before), after);
    assert.deepEqual(read(after).at(-1), entry);
    assert.equal(added(after), after, 'what is there is not added again');
  }
});

test('a record is added to the entry that is about the same file and rules', () => {
  const two = { ...entry, records: ['one', 'two "2"'] };
  assert.equal(
    added(`{ "expect": [${line}] }`, [two]),
    `{ "expect": [${line.replace('"one"', '"one", "two \\"2\\""')}] }`,
  );
  for (const other of [
    { ...entry, rules: ['empty-field'] },
    { files: ['./a.json'], rules: ['syntax'] },
  ])
    assert.deepEqual(read(added(`{ "expect": [${line}] }`, [other]) ?? ''), [entry, other]);
  const ignored = added(`{ "expect": [${line}] }`, [two], 'ignore') ?? '';
  assert.deepEqual([read(ignored), read(ignored, 'ignore')], [[entry], [two]]);
});

test('a long entry stands on several lines, and several are added at once', () => {
  const long: NewEntry = { files: [`${'x'.repeat(90)}/*.json`], rules: ['syntax'] };
  const text = added('{\n  "expect": [\n    { "rules": ["syntax"] }\n  ]\n}\n', [long, entry]);
  assert.equal(
    text,
    `{\n  "expect": [\n    { "rules": ["syntax"] },\n    {\n      "files": ["${long.files?.[0]}"],\n` +
      `      "rules": ["syntax"]\n    },\n    ${line}\n  ]\n}\n`,
  );
});

test('what is no project file with a list is left to the user', () => {
  for (const text of ['[]', '"x"', '{"expect": {}}', '{"expect": "a"}', '{"expect": null}'])
    assert.equal(added(text), undefined, text);
});

test('a new project file has the entries and no problem', () => {
  const text = projectFileWithEntries('ignore', [entry, { rules: ['syntax'] }]);
  assert.equal(text, `{\n  "ignore": [\n    ${line},\n    { "rules": ["syntax"] }\n  ]\n}\n`);
  assert.deepEqual(readProjectFile(text, phoneCall).problems, []);
});

test('entries and names in them are removed, and nothing else', () => {
  const lines = [
    '{ "files": ["./a.json"], "records": ["one", "two"], "rules": ["syntax", "wrong-type"] }',
    '{ "rules": ["syntax"] }',
    '{ "records": ["x"] }',
  ];
  const text = `{\n  "expect": [\n    ${lines.join(',\n    ')}\n  ],\n  "files": []\n}\n`;
  const at = (index: number) => text.indexOf(lines[index] ?? '');
  const after = (removals: readonly Removal[], stays = false) =>
    applyEdits(text, removeEntries(text, 'expect', removals, stays));
  const withLines = (...kept: readonly (string | undefined)[]) =>
    `{\n  "expect": [\n    ${kept.join(',\n    ')}\n  ],\n  "files": []\n}\n`;
  assert.equal(after([{ start: at(1) }]), withLines(lines[0], lines[2]));
  assert.equal(after([{ start: at(0) }, { start: at(2) }]), withLines(lines[1]));
  assert.equal(
    after([{ start: at(0), rules: new Set(['syntax']), records: new Set(['two']) }, { start: at(1) }]),
    withLines('{ "files": ["./a.json"], "records": ["one"], "rules": ["wrong-type"] }', lines[2]),
  );
  const whole = [0, 1, 2].map((index) => ({ start: at(index) }));
  assert.equal(after(whole), '{\n  "files": []\n}\n');
  assert.deepEqual(read(after(whole, true)), []);
  assert.equal(after([]), text);
});
