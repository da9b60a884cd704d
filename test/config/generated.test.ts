import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { getLanguageService, TextDocument } from 'vscode-json-languageservice';
import { contributedSettings, projectFileSchema } from '../../scripts/generate-settings';
import { readProjectFile } from '../../server/config/project-file';
import { rules } from '../../server/rules/rules';
import { phoneCall } from '../../server/spec/phone-call';
import { anyProject } from '../fuzz/anything';

test('the schema of project files is up to date', () => {
  const path = join(__dirname, '../../schemas/interaction-data.schema.json');
  assert.equal(readFileSync(path, 'utf8'), projectFileSchema());
});

test('the schema and the reader of project files give the same verdict', () => {
  const isValid = compiledSchema();
  const cases: [text: string, valid: boolean][] = [
    ['{}', true],
    ['{"$schema": "x"}', true],
    ['{"$schema": 1}', false],
    ['{"rules": {}}', true],
    ['{"rules": {"syntax": "off", "unknown-field": "error", "udata-shape": "hint"}}', true],
    ['{"rules": {"syntax": "warn"}}', false],
    ['{"rules": {"syntax": 0}}', false],
    ['{"rules": {"syntaxx": "off"}}', false],
    ['{"rules": []}', false],
    ['{"files": ["a/**/*.json"]}', true],
    ['{"files": [""]}', false],
    ['{"files": [1]}', false],
    ['{"files": "a.json"}', false],
    ['{"exclude": ["a/**"], "forms": {"*.json": "lines", "a/*": "json"}}', true],
    ['{"exclude": "a"}', false],
    ['{"exclude": [1]}', false],
    ['{"forms": {"*.json": "jsonl"}}', false],
    ['{"forms": {"": "json"}}', false],
    ['{"forms": ["*.json"]}', false],
    [`{"files": [${Array(101).fill('"a.json"')}]}`, false],
    [`{"files": [${Array(100).fill('"a.json"')}]}`, true],
    ['{"record": {"properties": {"queue": {"type": "string"}}, "required": ["queue"]}}', true],
    ['{"root": true}', false],
    ['[]', false],
  ];
  for (const [text, valid] of cases) {
    assert.equal(isValid(JSON.parse(text)), valid, text);
    assert.equal(readProjectFile(text, phoneCall).problems.length === 0, valid, text);
  }
});

test('what the schema does not tell of a project file is marked, and nothing else', () => {
  const isValid = compiledSchema();
  fc.assert(
    fc.property(anyProject, (value) => {
      const text = JSON.stringify(value);
      const { problems } = readProjectFile(text, phoneCall);
      const toldBySchema = problems.some(({ isBeyondSchema }) => !isBeyondSchema);
      assert.equal(toldBySchema, !isValid(JSON.parse(text)), text);
    }),
    { numRuns: 2000 },
  );
});

test('in a project file VS Code explains each rule and its words, and tells a wrong one once', async () => {
  const service = getLanguageService({});
  const schema = JSON.parse(projectFileSchema());
  service.configure({ schemas: [{ uri: 'x:schema', fileMatch: ['*'], schema }] });
  const text = '{"rules": {"syntax": "off", "empty-field": 0, "wrong-type": "of"}, "forms": {"*.json": 1}}';
  const document = TextDocument.create('x:a.json', 'json', 1, text);
  const json = service.parseJSONDocument(document);

  const problems = await service.doValidation(document, json);
  assert.deepEqual(problems.map(({ range }) => document.getText(range)).sort(), ['"of"', '0', '1']);
  const hover = await service.doHover(document, document.positionAt(text.indexOf('syntax')), json);
  assert.match(String(hover?.contents), /not valid JSON.*error unless it is set.*`off`: Do not report/s);
  const list = await service.doComplete(document, document.positionAt(text.indexOf('off')), json);
  assert.deepEqual(
    list?.items.map(({ label, documentation }) => [label, documentation !== undefined]),
    ['error', 'warning', 'information', 'hint', 'off'].map((word) => [`"${word}"`, true]),
  );
});

test('there is an editor setting for each rule', () => {
  const settings = contributedSettings().find(({ title }) => title === 'Rules')?.properties ?? {};
  assert.deepEqual(
    Object.keys(settings),
    rules.map((rule) => `interactionData.rules.${rule.id}`),
  );
  assert.deepEqual(settings['interactionData.rules.unknown-field'], {
    type: 'string',
    enum: ['error', 'warning', 'information', 'hint', 'off'],
    enumDescriptions: [
      'Report as an error; the command line ends with exit code 1.',
      'Report as a warning.',
      'Report as information.',
      'Report as a hint: faint in the editor, and not in its list of problems.',
      'Do not report.',
    ],
    default: 'warning',
    scope: 'resource',
    order: rules.findIndex((rule) => rule.id === 'unknown-field'),
    markdownDescription:
      'A key is a field neither of the specification nor of the project file. Context Services does not know the key, so its value is ignored: most often a field is misspelt. [More](command:interactionData.showRules?%5B%22unknown-field%22%5D)',
  });
});

function compiledSchema(): (value: unknown) => boolean {
  // VS Code's own keywords.
  const ajv = new Ajv({ keywords: ['defaultSnippets', 'enumDescriptions'], strictTypes: false });
  return ajv.compile(JSON.parse(projectFileSchema()) as object);
}
