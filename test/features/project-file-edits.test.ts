import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readProjectFile } from '../../server/config/project-file';
import { applyEdits } from '../../server/edit/text-edit';
import { addGlob, projectFileWith, setSeverity } from '../../server/features/project-file-edits';
import { phoneCall } from '../../server/spec/phone-call';

/** The text with the glob added; undefined where it cannot be. */
function added(text: string, glob = 'x/*.json'): string | undefined {
  const edits = addGlob(text, glob);
  return edits?.reduceRight(
    (result, { start, end, text: inserted }) => result.slice(0, start) + inserted + result.slice(end),
    text,
  );
}

test('a glob is added to the list, in its layout', () => {
  const cases: [before: string, after: string][] = [
    ['{}', '{\n  "files": ["x/*.json"]\n}'],
    ['{ "files": [] }\n', '{ "files": ["x/*.json"] }\n'],
    ['{ "files": ["a.json"] }', '{ "files": ["a.json", "x/*.json"] }'],
    ['{"files":["a.json", "b.json"]}', '{"files":["a.json", "b.json", "x/*.json"]}'],
    [
      '{\r\n\t"files": [\r\n\t\t"a.json"\r\n\t]\r\n}\r\n',
      '{\r\n\t"files": [\r\n\t\t"a.json",\r\n\t\t"x/*.json"\r\n\t]\r\n}\r\n',
    ],
    [
      '{\n  "rules": { "unknown-field": "off" }\n}\n',
      '{\n  "rules": { "unknown-field": "off" },\n  "files": ["x/*.json"]\n}\n',
    ],
    [
      '// ours\n{\n    "files": [\n        "a.json" // one\n    ]\n}\n',
      '// ours\n{\n    "files": [\n        "a.json",\n        "x/*.json" // one\n    ]\n}\n',
    ],
    [
      '{\n  "files": [\n    /* one */ "a.json"\n  ]\n}\n',
      '{\n  "files": [\n    /* one */ "a.json",\n    "x/*.json"\n  ]\n}\n',
    ],
    ['', '{\n  "files": ["x/*.json"]\n}\n'],
    ['/* ours */\n', '/* ours */\n{\n  "files": ["x/*.json"]\n}\n'],
    ['{\r\t"rules": {}\r}\r', '{\r\t"rules": {},\r\t"files": ["x/*.json"]\r}\r'],
    ['{ // ours\n}', '{ "files": ["x/*.json"] // ours\n}'],
    ['\ufeff{ "files": ["a.json"] }', '\ufeff{ "files": ["a.json", "x/*.json"] }'],
  ];
  for (const [before, after] of cases) {
    assert.equal(added(before), after);
    assert.ok(readProjectFile(added(before) ?? '', phoneCall).files.includes('x/*.json'));
  }
});

test('a glob that is there is not added again', () => {
  assert.equal(added('{"files": ["x\\/*.json"]}'), '{"files": ["x\\/*.json"]}');
});

test('what is no project file with a list is left to the user', () => {
  for (const text of ['[]', '"x"', '{"files": "a.json"}', '{"files": {}}']) {
    assert.equal(added(text), undefined, text);
  }
});

test('a new project file takes the glob and has no problem', () => {
  const { files, problems } = readProjectFile(projectFileWith('*.json'), phoneCall);
  assert.deepEqual([files, problems], [['*.json'], []]);
});

test('a severity is written into the rules, in the layout of the file', () => {
  const cases: [before: string, after: string][] = [
    ['{}', '{\n  "rules": { "empty-field": "off" }\n}'],
    ['{ "rules": {} }\n', '{ "rules": { "empty-field": "off" } }\n'],
    ['{"rules": {"empty-field": "error"}}', '{"rules": {"empty-field": "off"}}'],
    ['{"rules": {"empty-field": 7, "syntax": "off"}}', '{"rules": {"empty-field": "off", "syntax": "off"}}'],
    [
      '// ours\r\n{\r\n\t"rules": {\r\n\t\t"syntax": "error" // all\r\n\t}\r\n}\r\n',
      '// ours\r\n{\r\n\t"rules": {\r\n\t\t"syntax": "error",\r\n\t\t"empty-field": "off" // all\r\n\t}\r\n}\r\n',
    ],
    [
      '\ufeff{\n  "files": ["a.json"]\n}\n',
      '\ufeff{\n  "files": ["a.json"],\n  "rules": { "empty-field": "off" }\n}\n',
    ],
    ['', '{\n  "rules": { "empty-field": "off" }\n}\n'],
    ['// ours\r\n', '// ours\r\n{\r\n  "rules": { "empty-field": "off" }\r\n}\r\n'],
    ['// ours\r', '// ours\r{\r  "rules": { "empty-field": "off" }\r}\r'],
    ['{"rules": { // none yet\n}}', '{"rules": { "empty-field": "off" // none yet\n}}'],
    ['{ /* ours */ }', '{ "rules": { "empty-field": "off" } /* ours */ }'],
    // Of a key that is there twice the last one counts.
    [
      '{"rules": {"empty-field": "hint", "empty-field": "error"}}',
      '{"rules": {"empty-field": "hint", "empty-field": "off"}}',
    ],
  ];
  for (const [before, after] of cases) {
    const edits = setSeverity(before, 'empty-field', 'off');
    assert.equal(edits && applyEdits(before, edits), after);
    assert.equal(readProjectFile(after, phoneCall).rules['empty-field'], 'off');
    const again = setSeverity(after, 'empty-field', 'off');
    assert.equal(again && applyEdits(after, again), after);
  }
});

test('what is no project file with an object of rules is left to the user', () => {
  for (const text of ['[]', '"x"', '{"rules": "off"}', '{"rules": []}', '{"rules": null}'])
    assert.equal(setSeverity(text, 'empty-field', 'off'), undefined, text);
});
