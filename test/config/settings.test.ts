import assert from 'node:assert/strict';
import { test } from 'node:test';
import { severityOf } from '../../server/config/rule-settings';
import { readSettings } from '../../server/config/settings';

const none = { rules: {}, files: [], maxFindings: undefined, problems: [] };

test('right settings are read', () => {
  const settings = {
    rules: { 'missing-field': 'warning', 'unknown-field': 'off' },
    files: ['fixtures/**/*.json'],
    maxFindings: 100,
    trace: { server: 'off' },
  };
  assert.deepEqual(readSettings(settings), {
    rules: { 'missing-field': 'warning', 'unknown-field': 'off' },
    files: ['fixtures/**/*.json'],
    maxFindings: 100,
    problems: [],
  });
});

test('what nobody has set is no problem', () => {
  assert.deepEqual(readSettings(undefined), none);
  assert.deepEqual(readSettings(null), none);
  assert.deepEqual(readSettings({}), none);
  assert.deepEqual(readSettings({ rules: null, files: null, maxFindings: null }), none);
  assert.deepEqual(readSettings({ rules: { syntax: null } }), none);
});

test('what is wrong is told, and the right settings beside it count', () => {
  const settings = {
    rule: {},
    rules: { syntax: 'hint', 'mising-field': 'off', 'empty-field': 'warn', 'wrong-type': { level: 'off' } },
    files: ['a.json', 3, '!b.json'],
    maxFindings: 0,
  };
  assert.deepEqual(readSettings(settings), {
    rules: { syntax: 'hint' },
    files: ['a.json'],
    maxFindings: undefined,
    problems: [
      'interactionData.rule: There is no setting "rule": did you mean "rules"?',
      'interactionData.rules.mising-field: There is no rule "mising-field": did you mean "missing-field"?',
      'interactionData.rules.empty-field: Set rule "empty-field" to "error", "warning", "information", "hint" or "off", not "warn".',
      'interactionData.rules.wrong-type: Set rule "wrong-type" to "error", "warning", "information", "hint" or "off", not an object.',
      'interactionData.files: A glob is a string such as "fixtures/**/*.json", not 3.',
      'interactionData.files: "!b.json" excludes files, but globs only add them: remove it.',
      'interactionData.maxFindings: Write a whole number above 0, not 0.',
    ],
  });
});

test('settings of a wrong type are told', () => {
  assert.deepEqual(readSettings('off').problems, ['interactionData: the settings are an object, not "off".']);
  assert.deepEqual(readSettings([]).problems, ['interactionData: the settings are an object, not a list.']);
  assert.deepEqual(readSettings({ rules: 'off', files: 'a.json', maxFindings: '5' }).problems, [
    'interactionData.rules: Write an object such as { "unknown-field": "off" }, not "off".',
    'interactionData.files: Write a list of globs such as ["fixtures/**/*.json"], not "a.json".',
    'interactionData.maxFindings: Write a whole number above 0, not "5".',
  ]);
});

test('names of objects in JavaScript are no rules', () => {
  const settings: unknown = JSON.parse('{"rules": {"__proto__": "off", "constructor": "off"}}');
  const { rules, problems } = readSettings(settings);
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
