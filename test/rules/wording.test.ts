import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectFolder } from '../../scripts/editor/paths';
import { exampleType } from '../../scripts/example-type';
import { rulesPage } from '../../scripts/generate-rules';
import { rules } from '../../server/rules/rules';
import { check, checkTogether, fixesOf } from '../support/checking';
import { exampleRecord } from '../support/example-record';

/** Editors that show messages after the line have room for so many characters. */
const LONGEST = 70;

/** Names of fields, codes and values are as long as they are: what a message says around them is counted. */
function withoutQuotes(message: string): string {
  return message.replaceAll(/"[^"]*"/g, '""').replaceAll(/\d+ \([A-Z_]+\)/g, '0');
}

/** What is found in each example. */
const examples = rules.flatMap((rule) =>
  rule
    .examples(exampleRecord)
    .bad.map(({ text }) =>
      (rule.judge ? checkTogether(text) : check(text, 'json', exampleType(rule))).filter(
        (found) => found.rule === rule.id,
      ),
    ),
);
const findings = examples.flat();
const page = rulesPage();

test('every message is a sentence of plain text that fits after the line, and the page shows it', () => {
  for (const { rule, message } of findings) {
    const hint = `${rule}: ${message}`;
    assert.match(message, /^(?:[A-Z"]|[^a-z]+ is ).*[.?]$/, hint);
    assert.doesNotMatch(message, /`|\*\*|\]\(/, hint);
    assert.ok(withoutQuotes(message).length <= LONGEST, hint);
  }
  // In an example of several records the page shows the first of what is found.
  for (const [first] of examples) assert.ok(first && page.includes(first.message), first?.rule);
});

test('every title says what is done: a verb first, no full stop, no Markdown', () => {
  for (const finding of findings) {
    for (const { title, does } of fixesOf(finding)) {
      assert.match(title, /^[A-Z][a-z]+ .*[^.]$/, title);
      // Whoever reads it and whoever makes fixes of a kind agree on what it does: no removal goes by another name.
      const verb = title.slice(0, title.indexOf(' '));
      assert.equal({ Complete: 'Add', Replace: 'Change' }[verb] ?? verb, does, title);
      assert.doesNotMatch(title, /`|\*\*|\]\(/, title);
    }
  }
});

test('a fix that changes another value than the one with the problem names its field', () => {
  const named = findings.flatMap((finding) =>
    fixesOf(finding)
      .filter(
        ({ does, edits }) =>
          does === 'Change' && !edits.some(({ start, end }) => touches(finding, start, end)),
      )
      .map(({ title }) => `${finding.rule}: ${title}`),
  );
  assert.deepEqual([...new Set(named)].sort(), [
    'media-type-mismatch: Change "entity_type" to 0 (EMAIL_IN)',
    'media-type-mismatch: Change "entity_type" to 1 (EMAIL_OUT)',
    'reason-without-stopped: Change "status" to 3 (STOPPED)',
    'sub-type-mismatch: Change "type" to "Outbound"',
  ]);
});

function touches(
  finding: { readonly start: number; readonly end: number },
  start: number,
  end: number,
): boolean {
  return start < finding.end && finding.start < end;
}

test('the page for users says problem, and nothing is "behind" or "in front of" something', () => {
  const readme = readFileSync(join(projectFolder, 'README.md'), 'utf8');
  // Names of options and settings stay as they are.
  const prose = readme.replaceAll(/`[^`]*`/g, '');
  assert.doesNotMatch(prose, /\b(?:findings?|behind|in front of)\b/i);
});

test('nobody is told of what is "behind" or "in front of" something', () => {
  const told = [
    ...findings.flatMap((finding) => [finding.message, ...fixesOf(finding).map(({ title }) => title)]),
    ...rules.flatMap(({ summary, why }) => [summary, why]),
    page,
  ];
  for (const text of told) assert.doesNotMatch(text, /\b(?:behind|in front of)\b/);
});
