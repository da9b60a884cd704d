import assert from 'node:assert/strict';
import { test } from 'node:test';
import { severityOf } from '../../server/config/rule-settings';
import { readSettings } from '../../server/config/settings';

/** What was read of the settings that these tests are about. */
function read(value: unknown) {
  const { rules, files, exclude, forms, detect, maxFindings, problems } = readSettings(value);
  return { rules, files, exclude, forms, detect, maxFindings, problems };
}

const none = {
  rules: {},
  files: [],
  exclude: [],
  forms: [],
  detect: 'ask',
  maxFindings: 1000,
  problems: [],
};

test('right settings are read', () => {
  const settings = {
    rules: { 'missing-field': 'warning', 'unknown-field': 'off' },
    files: ['fixtures/**/*.json'],
    exclude: ['invalid/**'],
    forms: { '*.log.json': 'lines', '7': 'json' },
    detect: 'auto',
    maxFindings: 10_000,
    trace: { server: 'off' },
  };
  assert.deepEqual(read(settings), {
    rules: { 'missing-field': 'warning', 'unknown-field': 'off' },
    files: ['fixtures/**/*.json'],
    exclude: ['invalid/**'],
    forms: [
      ['7', 'json'],
      ['*.log.json', 'lines'],
    ],
    detect: 'auto',
    maxFindings: 10_000,
    problems: [],
  });
});

test('what nobody has set is no problem', () => {
  assert.deepEqual(read(undefined), none);
  assert.deepEqual(read(null), none);
  assert.deepEqual(read({}), none);
  assert.deepEqual(read({ rules: null, files: null, maxFindings: null }), none);
  assert.deepEqual(read({ rules: { syntax: null } }), none);
});

test('what is wrong is told, and the right settings beside it count', () => {
  const settings = {
    rule: {},
    rules: { syntax: 'hint', 'mising-field': 'off', 'empty-field': 'warn', 'wrong-type': { level: 'off' } },
    files: ['a.json', 3, '!b.json'],
    exclude: [null, 'x.json'],
    forms: { '*.json': 'jsonl', 'a\\b': 'json', '/c': 'lines', 'd.json': 'lines' },
    detect: 'always',
    maxFindings: 0,
  };
  assert.deepEqual(read(settings), {
    ...none,
    rules: { syntax: 'hint' },
    exclude: ['x.json'],
    forms: [['d.json', 'lines']],
    files: ['a.json'],
    problems: [
      'interactionData.rule: There is no setting "rule": did you mean "rules"?',
      'interactionData.rules.mising-field: There is no rule "mising-field": did you mean "missing-field"?',
      'interactionData.rules.empty-field: Set rule "empty-field" to "error", "warning", "information", "hint" or "off", not "warn".',
      'interactionData.rules.wrong-type: Set rule "wrong-type" to "error", "warning", "information", "hint" or "off", not an object.',
      'interactionData.files: A glob is a string such as "fixtures/**/*.json", not 3.',
      'interactionData.files: "!b.json" starts with "!": list files to leave out in "exclude" instead.',
      'interactionData.exclude: A glob is a string such as "fixtures/**/*.json", not null.',
      'interactionData.forms: A file is read as "json" or "lines" (JSON Lines), not "jsonl".',
      'interactionData.forms: "a\\\\b" has a backslash: write "/" between folders on every platform.',
      'interactionData.forms: "/c" is absolute: write it relative to its folder.',
      'interactionData.detect: Write "auto", "ask" or "off", not "always".',
      'interactionData.maxFindings: Write a whole number from 1 to 10,000, not 0.',
    ],
  });
});

test('settings of a wrong type are told', () => {
  assert.deepEqual(read('off').problems, ['interactionData: the settings are an object, not "off".']);
  assert.deepEqual(read([]).problems, ['interactionData: the settings are an object, not a list.']);
  assert.deepEqual(
    read({ rules: 'off', files: 'a.json', exclude: {}, forms: [], maxFindings: '5' }).problems,
    [
      'interactionData.rules: Write an object such as { "unknown-field": "off" }, not "off".',
      'interactionData.files: Write a list of globs such as ["fixtures/**/*.json"], not "a.json".',
      'interactionData.exclude: Write a list of globs such as ["fixtures/**/*.json"], not an object.',
      'interactionData.forms: Write an object such as { "*.log.json": "lines" }, not a list.',
      'interactionData.maxFindings: Write a whole number from 1 to 10,000, not "5".',
    ],
  );
});

test('limits of the settings hold where they are said to, and one above is a problem', () => {
  const globs = (count: number) => Array.from({ length: count }, (_, index) => `${index}.json`);
  for (const name of ['files', 'exclude'] as const) {
    assert.equal(read({ [name]: globs(100) })[name].length, 100);
    const { problems, [name]: taken } = read({ [name]: globs(101) });
    assert.equal(taken.length, 100);
    assert.deepEqual(problems, [
      `interactionData.${name}: "${name}" has 101 globs: only the first 100 count.`,
    ]);
  }
  const forms = (count: number) => Object.fromEntries(globs(count).map((glob) => [glob, 'lines']));
  assert.deepEqual(read({ forms: forms(100) }).problems, []);
  assert.equal(read({ forms: forms(101) }).forms.length, 100);
  assert.equal(read({ forms: forms(101) }).problems.length, 1);
  assert.equal(read({ maxFindings: 10_000 }).maxFindings, 10_000);
  assert.deepEqual(read({ maxFindings: 10_001 }).problems, [
    'interactionData.maxFindings: Write a whole number from 1 to 10,000, not 10001.',
  ]);
  assert.equal(read({ maxFindings: 10_001 }).maxFindings, 1000);
});

test('names of objects in JavaScript are no rules', () => {
  const settings: unknown = JSON.parse('{"rules": {"__proto__": "off", "constructor": "off"}}');
  const { rules, problems } = read(settings);
  assert.deepEqual(Object.keys(rules), []);
  assert.equal(problems.length, 2);
});

test('the project file wins over settings, and settings over the rule', () => {
  assert.equal(severityOf('unknown-field', {}, {}), 'warning');
  assert.equal(severityOf('unknown-field', { 'unknown-field': 'error' }, {}), 'error');
  assert.equal(severityOf('unknown-field', { 'unknown-field': 'error' }, { 'unknown-field': 'off' }), 'off');
  assert.equal(severityOf('unknown-field', {}, { 'missing-field': 'off' }), 'warning');
  assert.equal(severityOf('invalid-setting', {}, {}), 'error');
});

test('hints and lenses: each setting by itself, all on unless somebody says otherwise', () => {
  const { hints, codeLens } = readSettings({});
  assert.deepEqual(hints, { codes: true, times: true, sizes: true, references: true, jsonLines: 'summary' });
  assert.equal(codeLens, 'auto');
  const set = readSettings({ hints: { codes: false, times: null, jsonLines: 'values' }, codeLens: 'off' });
  assert.deepEqual(set.hints, { ...hints, codes: false, jsonLines: 'values' });
  assert.equal(set.codeLens, 'off');
  assert.deepEqual(set.problems, []);
  const wrong = readSettings({
    hints: { code: false, sizes: 'off', times: false, jsonLines: true },
    codeLens: 1,
  });
  assert.deepEqual(wrong.hints, { ...hints, times: false });
  assert.deepEqual(wrong.problems, [
    'interactionData.hints.code: There is no setting "code": did you mean "codes"?',
    'interactionData.hints.sizes: Write `true` or `false`, not "off".',
    'interactionData.hints.jsonLines: Write "summary", "values" or "off", not true.',
    'interactionData.codeLens: Write "auto", "on" or "off", not 1.',
  ]);
  assert.deepEqual(readSettings({ hints: 'off' }).problems, [
    'interactionData.hints: Write an object with settings, not "off".',
  ]);
});
