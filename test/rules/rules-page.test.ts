import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { rulesPage } from '../../scripts/generate-rules';
import { rules } from '../../server/rules/rules';
import { exampleRecord } from '../support/example-record';

const page = rulesPage();

test('docs/rules.md is what the rules give; if not, run `npm run generate`', () => {
  assert.equal(readFileSync(join(__dirname, '../../docs/rules.md'), 'utf8').replaceAll('\r\n', '\n'), page);
});

test('each rule has a row, and a heading that makes its id the anchor of its section', () => {
  const headings = page.split('\n').filter((line) => line.startsWith('## '));
  const ofProjectFiles = ['## invalid-setting', '## expectation-not-met'];
  assert.deepEqual(headings, [...rules.map(({ id }) => `## ${id}`), ...ofProjectFiles]);
  const links = [...page.matchAll(/^\| \[`([a-z-]+)`\]\(#([a-z-]+)\) \| (\w+) \| (\w+) \| /gm)];
  assert.deepEqual(
    links.map(([, id, anchor, severity, source]) => [id, anchor, severity, source]),
    rules.map(({ id, severity, source }) => [id, id, severity, source]),
  );
});

test('what is reported in project files has a section with its id as anchor, too, and is referred to', () => {
  assert.match(page, /^## invalid-setting$/m);
  assert.match(page, /\[`invalid-setting`\]\(#invalid-setting\)/);
  assert.match(page, /\[`expectation-not-met`\]\(#expectation-not-met\)/);
  assert.match(page, /\^+ Expected syntax in invalid\/a\.json, but there is none\./);
  assert.match(page, /\^+ There is no rule "unknown-feild": did you mean "unknown-field"\?/);
});

test('the severities are those that were agreed upon', () => {
  const agreed = [
    'syntax error',
    'not-a-record error',
    'missing-field error',
    'missing-companion error',
    'orphan-companion warning',
    'wrong-type error',
    'udata-shape information',
    'invalid-value error',
    'invalid-date error',
    'end-before-start error',
    'invalid-url error',
    'invalid-mime error',
    'invalid-text error',
    'out-of-range error',
    'unknown-field warning',
    'duplicate-field warning',
    'empty-field warning',
    'negative-number error',
    'unsafe-integer warning',
  ];
  const severities = rules.map(({ id, severity }) => `${id} ${severity}`);
  // A rule that is new has its severity in its file alone.
  assert.deepEqual(
    severities.filter((one) => agreed.includes(one)),
    agreed,
  );
});

test('every bad example is shown with its message, and with a fix or a reason why there is none', () => {
  for (const { id, examples } of rules) {
    const { bad } = examples(exampleRecord);
    const section = page.slice(page.indexOf(`\n## ${id}\n`) + 1).split(/\n## /)[0] ?? '';
    assert.equal([...section.matchAll(/\^ [^\n]*[.?]$/gm)].length, bad.length, id);
    assert.equal(
      [...section.matchAll(/^```diff$/gm)].length,
      bad.filter(({ fixed }) => fixed !== undefined).length,
    );
    assert.equal(
      [...section.matchAll(/^No fix: /gm)].length,
      bad.filter(({ fixed }) => fixed === undefined).length,
    );
  }
});
