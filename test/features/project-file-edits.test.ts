import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readProjectFile } from '../../server/config/project-file';
import { addGlob, projectFileWith } from '../../server/features/project-file-edits';

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
    ['\ufeff{ "files": ["a.json"] }', '\ufeff{ "files": ["a.json", "x/*.json"] }'],
  ];
  for (const [before, after] of cases) {
    assert.equal(added(before), after);
    assert.ok(readProjectFile(added(before) ?? '').files.includes('x/*.json'));
  }
});

test('a glob that is there is not added again', () => {
  assert.equal(added('{"files": ["x\\/*.json"]}'), '{"files": ["x\\/*.json"]}');
});

test('what is no project file with a list is left to the user', () => {
  for (const text of ['', '[]', '"x"', '{"files": "a.json"}', '{"files": {}}']) {
    assert.equal(added(text), undefined, text);
  }
});

test('a new project file takes the glob and has no problem', () => {
  const { files, problems } = readProjectFile(projectFileWith('*.json'));
  assert.deepEqual([files, problems], [['*.json'], []]);
});
