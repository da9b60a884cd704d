import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { createMarking, type MarksOfFile } from '../../server/check/marks';
import type { CodeLensSetting } from '../../server/config/definition';
import { severityOf as usualSeverity } from '../../server/config/rule-settings';
import type { DocumentForm } from '../../server/document/form';
import { lenses, lensWords } from '../../server/features/lens/lens';
import { brokenRecordText, recordText } from '../support/arbitraries';
import { endedCall } from '../support/ended-call';
import { checked } from '../support/marked-text';
import { relationsOf } from '../support/relations';

const now = '2026-03-02T09:00:00.000Z';

/** The line above each record that has one, with `[…]` around what can be chosen, and the text that follows. */
function shown(
  text: string,
  setting: CodeLensSetting = 'auto',
  form: DocumentForm = 'json',
  marks: MarksOfFile = { ignore: [], expect: [] },
): string[] {
  const severityOf = (rule: string) => (rule === 'unknown-field' ? 'hint' : usualSeverity(rule, {}, {}));
  const document = createMarking(marks, severityOf).mark(checked(text, form));
  const file = 'file:///a.json';
  const surroundings = { file, relations: relationsOf({ [file]: document.document }) };
  const lines = new Map<number, string[]>();
  for (const lens of lenses(document, setting, severityOf, surroundings)) {
    const words = lensWords(document, lens, { severityOf, now, ...surroundings });
    assert.ok(words, 'a lens has words');
    const line = lines.get(lens.at) ?? [];
    line.push(words.isAction ? `[${words.title}]` : words.title);
    lines.set(lens.at, line);
  }
  return [...lines].map(([at, line]) => `${line.join(' | ')} ${text.slice(at, at + 4).split(/\s/)[0]}`);
}

/** A record on lines of its own. */
function record(given: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ ...endedCall, ...given }, null, 2);
}

let soundRecords = 0;
/** One that is no duplicate of another. */
const sound = () => record({ interaction_id: `sound-${++soundRecords}` });
const broken = (id: string) => record({ interaction_id: id, status: '3', duration: -1 });

describe('arrays', () => {
  test('have a lens where a record has problems, and nowhere else', () => {
    assert.deepEqual(
      shown(`[\n${sound()},\n${broken('a')},\n${record({ interaction_id: 'b', duration: -1 })}\n]`),
      ['[#2 · 2 problems: fix 1 safe] | [Duplicate] {', '#3 · 1 problem | [Duplicate] {'],
    );
  });

  test('a hint is no problem', () => {
    assert.deepEqual(shown(`[\n${record({ room: 1 })},\n${sound()}\n]`), []);
  });

  test('what is expected is neither a problem nor to be fixed', () => {
    const expect = [{ entry: 0, records: ['a'], rules: ['wrong-type'] }];
    assert.deepEqual(shown(`[\n${sound()},\n${broken('a')}\n]`, 'auto', 'json', { ignore: [], expect }), [
      '#2 · 1 problem | [Duplicate] {',
    ]);
  });

  test('records on one line have none', () => {
    const one = JSON.stringify(JSON.parse(broken('a')));
    assert.deepEqual(shown(`[\n${one},\n${one.replace('"a"', '"b"')}\n]`), []);
    assert.deepEqual(shown(`[\n${broken('a')}, ${broken('b')}\n]`), [
      '[#1 · 2 problems: fix 1 safe] | [Duplicate] {',
    ]);
  });
});

describe('relatives', () => {
  const family = [
    record({ interaction_id: 'a' }),
    record({ interaction_id: 'b', parent_id: 'a', entity_type: 5, media_type: 'callback' }),
    record({ interaction_id: 'c', parent_id: 'a', duration: -1 }),
    record({ interaction_id: 'd', parent_id: 'c' }),
    record({ interaction_id: 'e', parent_id: 'e' }),
    record({ interaction_id: 'f', parent_id: 'nobody' }),
  ];

  test('the way up and the ways down', () => {
    assert.deepEqual(shown(`[\n${family.slice(0, 4).join(',\n')}\n]`), [
      '[#1 · 2 children ↓] | [Duplicate] {',
      '[#2 · callback of a ↑] | 1 problem | [Duplicate] {',
      '[#3 · reply of a ↑] | 1 problem | [1 child ↓] | [Duplicate] {',
      '[#4 · reply of c ↑] | [Duplicate] {',
    ]);
  });

  test('none to itself and none to nobody', () => {
    assert.deepEqual(
      shown(`[\n${family.slice(4).join(',\n')}\n]`).filter((line) => /[↑↓]/.test(line)),
      [],
    );
  });
});

describe('named records', () => {
  test('say what they are', () => {
    assert.deepEqual(
      shown(
        `{\n"ended":\n${record({ duration: 250, end_date: '2026-03-02T08:19:40.000Z' })},\n"new": ${record({ interaction_id: 'b', status: 0, end_date: undefined })},\n"odd": ${broken('c')},\n"bare": {\n"status": "x"\n}\n}`,
      ),
      [
        'STOPPED · 4 min 10 s | [Duplicate as…] "end',
        'NEW · Inbound | [Duplicate as…] "new',
        'STOPPED · Inbound | [2 problems: fix 1 safe] | [Duplicate as…] "odd',
        '2 problems | [Duplicate as…] "bar',
      ],
    );
  });
});

describe('where there are lenses', () => {
  const many = (count: number) =>
    `[\n${Array.from({ length: count }, (_, id) => broken(`${id}`)).join(',\n')}\n]`;

  test('auto: with 2 to 500 records', () => {
    assert.equal(shown(broken('a')).length, 0);
    assert.equal(shown(many(2)).length, 2);
    assert.equal(shown(many(500)).length, 500);
    assert.equal(shown(many(501)).length, 0);
  });

  test('on: anywhere but in JSON Lines; off: nowhere', () => {
    assert.deepEqual(shown(broken('a'), 'on'), ['[#1 · 2 problems: fix 1 safe] | [Duplicate] {']);
    assert.equal(shown(many(501), 'on').length, 501);
    assert.equal(shown(broken('a'), 'off').length, 0);
    const lines = `${JSON.stringify(JSON.parse(broken('a')))}\n${JSON.stringify(JSON.parse(broken('b')))}`;
    assert.deepEqual(shown(lines, 'on', 'lines'), []);
  });
});

test('on random broken texts: no exception, words for each lens, on one line', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(recordText, brokenRecordText), { minLength: 2, maxLength: 4 }),
      fc.constantFrom('[', '{"a":\n', '{"calls": [\n'),
      (records, start) => {
        for (const line of shown(start + records.join(',\n'), 'on')) assert.doesNotMatch(line, /[\r\n]/);
      },
    ),
    { numRuns: 1000 },
  );
});
