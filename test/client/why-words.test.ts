import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Facts, whyRows, whyTitle } from '../../client/why-words';

const silent: Facts = {
  name: 'call1.json',
  isChecked: false,
  isNamed: false,
  isInNamedFolder: false,
  isOfOtherTool: false,
  bySetting: undefined,
  projectFile: undefined,
  excludedBy: undefined,
  evidence: { verdict: 'none', fields: 0, mandatory: 0, otherNames: 0, schema: undefined },
  answer: undefined,
  detect: 'ask',
  languageId: 'json',
};

/** The rows as a person reads them. */
function read(changes: Partial<Facts>): string[] {
  return whyRows({ ...silent, ...changes }).map(({ label, detail, speaks }) => {
    const mark = { for: '+', against: '-', none: ' ' }[speaks ?? 'none'];
    return `${mark} ${label}: ${detail}`;
  });
}

test('a file that nothing names: all that was asked, in the order in which it decides', () => {
  assert.equal(whyTitle(silent), 'call1.json is not checked as phone call records');
  assert.deepEqual(read({}), [
    '  File name: no ending such as ".phonecall.json"',
    '  Project file: none above the file',
    '  Setting interactionData.files: not set',
    '  Folder name: not in a folder named "phone-calls"',
    '  Your answer: none',
    '  Content: nothing like a record',
    '  Setting interactionData.detect: ask',
    '  Language mode: json',
  ]);
});

test('what speaks for a file and against it', () => {
  const evidence = { verdict: 'sure', fields: 12, mandatory: 7, otherNames: 1, schema: undefined } as const;
  const rows = read({
    isChecked: true,
    isNamed: true,
    isInNamedFolder: true,
    bySetting: true,
    projectFile: { path: 'a/.interaction-data.json', takes: true },
    evidence,
    answer: { isOurs: true, day: '2026-03-03' },
    languageId: 'interaction-json',
  });
  assert.deepEqual(rows, [
    '+ File name: says so',
    '+ Project file: a/.interaction-data.json names it',
    '+ Setting interactionData.files: names it',
    '+ Folder name: says so',
    '+ Your answer: check it (2026-03-03)',
    '+ Content: phone call records: 12 of 30 fields, 7 of 8 mandatory, 1 under other names',
    '  Setting interactionData.detect: ask',
    '+ Language mode: interaction-json',
  ]);
  assert.ok(
    read({ excludedBy: 'a/.interaction-data.json' }).includes('- Excluded: by a/.interaction-data.json'),
  );
  assert.ok(read({ isOfOtherTool: true }).includes('- File name: belongs to another tool: never checked'));
  assert.ok(
    read({ evidence: { ...evidence, verdict: 'none', schema: 'x' } }).includes(
      '- Content: "$schema" is that of another format',
    ),
  );
  assert.ok(
    read({ evidence, detect: 'off' }).includes(
      '  Content: phone call records: 12 of 30 fields, 7 of 8 mandatory, 1 under other names',
    ),
  );
});

test('who says no is heard before all that names the file', () => {
  const answer = { isOurs: false, day: '2026-03-03' };
  const projectFile = { path: '.interaction-data.json', takes: true };
  const rows = read({ answer, projectFile });
  assert.deepEqual(rows.slice(0, 3), [
    '- Your answer: leave it alone (2026-03-03)',
    '  File name: no ending such as ".phonecall.json"',
    '+ Project file: .interaction-data.json names it',
  ]);
  assert.equal(rows.filter((row) => row.includes('Your answer')).length, 1);
  assert.equal(read({ answer, excludedBy: 'x' })[0], '- Excluded: by x');
});
