import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type CheckedDocument, chunksWithFindings, findingsOf } from '../../server/check/check';
import { countBySeverity, countMarks, locateFindings } from '../../server/check/locate';
import { createMarking, type MarksOfFile, type NamedFindings } from '../../server/check/marks';
import { runThrough } from '../../server/check/run-through';
import { chunkAt, editDocument } from '../../server/document/document';
import type { DocumentForm } from '../../server/document/form';
import { ruleWithId } from '../../server/rules/rules';
import { checkText, engine } from '../support/engines';
import { recordLine } from '../support/texts';

const severityOf = (rule: string) => ruleWithId(rule)?.severity ?? 'error';
const id = (name: string) => ({ interaction_id: JSON.stringify(name) });
const wrong = { status: '7', room: '1' };
/** Three records: the first two have the same two problems, the last has none and no ID. */
const text = `[\n${[
  recordLine({ ...id('one'), ...wrong }),
  recordLine({ ...id('two'), ...wrong }),
  recordLine({ ...id('three') }),
].join(',\n')}\n]\n`;

function named(
  records: readonly string[] | undefined,
  rules: readonly string[] | undefined,
  entry = 0,
): NamedFindings {
  return { entry, records, rules };
}

/** What is told of a text: the record, the rule, and how. */
function told(
  checked: CheckedDocument,
  marks: Partial<MarksOfFile>,
  severity: typeof severityOf = severityOf,
): string[] {
  const marking = createMarking({ ignore: [], expect: [], ...marks }, severity);
  return locateFindings(marking.mark(checked), severity).findings.map(
    ({ chunk, finding: { rule, mark = '' }, severity: told }) => `${chunk} ${rule} ${told} ${mark}`.trim(),
  );
}

function unmet(checked: CheckedDocument, expect: readonly NamedFindings[], severity = severityOf): unknown[] {
  const marking = createMarking({ ignore: [], expect }, severity);
  return runThrough(marking.findingUnmet(checked)).map(
    ({ entry, record, rule, isAbsent, hangsOnOthers }) =>
      [entry, record ?? null, rule ?? null, ...(isAbsent ? ['absent'] : [])].join(' ') +
      (hangsOnOthers ? ', if all is known' : ''),
  );
}

const all = [
  '1 invalid-value error',
  '1 unknown-field warning',
  '2 invalid-value error',
  '2 unknown-field warning',
];

test('what nothing is said of is told as it was, and nothing is made anew', () => {
  const checked = checkText(text, 'json');
  assert.deepEqual(told(checked, {}), all);
  const marking = createMarking({ ignore: [named(['four'], undefined)], expect: [] }, severityOf);
  assert.equal(marking.mark(checked), checked);
});

test('what is ignored is not told, and counted apart', () => {
  const checked = checkText(text, 'json');
  const cases: [NamedFindings, string[]][] = [
    [named(undefined, undefined), []],
    [named(undefined, ['invalid-value']), [all[1] ?? '', all[3] ?? '']],
    [named(['one'], undefined), all.slice(2)],
    [named(['/1'], ['unknown-field', 'syntax']), all.slice(0, 3)],
    [named(['three', '/2'], undefined), all],
    [named(['/0', '/1'], ['invalid-value']), [all[1] ?? '', all[3] ?? '']],
  ];
  for (const [entry, left] of cases) {
    assert.deepEqual(told(checked, { ignore: [entry] }), left);
    const marked = createMarking({ ignore: [entry], expect: [] }, severityOf).mark(checked);
    const { error, warning, hint } = countBySeverity(marked, severityOf);
    assert.equal(error + warning + hint, left.length);
    assert.deepEqual(countMarks(marked, severityOf), { ignored: 4 - left.length, expected: 0 });
  }
});

test('what is expected is a hint, also where it is ignored besides', () => {
  const checked = checkText(text, 'json');
  const expect = [named(['two'], ['invalid-value'])];
  const marks = { expect, ignore: [named(undefined, ['invalid-value'])] };
  const left = [all[1], '2 invalid-value hint expected', all[3]];
  assert.deepEqual(told(checked, marks), left);
  const marked = createMarking(marks, severityOf).mark(checked);
  assert.deepEqual(countMarks(marked, severityOf), { ignored: 1, expected: 1 });
  assert.deepEqual(countBySeverity(marked, severityOf), { error: 0, warning: 2, information: 0, hint: 1 });
});

test('each rule has to find something in each record that is named', () => {
  const checked = checkText(text, 'json');
  assert.deepEqual(unmet(checked, [named(['one', '/1'], ['invalid-value', 'unknown-field'])]), []);
  assert.deepEqual(unmet(checked, [named(undefined, undefined)]), []);
  assert.deepEqual(
    unmet(checked, [
      named(['three', 'one'], ['invalid-value'], 0),
      named(['one'], ['unknown-field', 'wrong-type'], 1),
      named(['/2'], undefined, 2),
      named(undefined, ['syntax'], 3),
      named(['four', '/7', ''], undefined, 4),
    ]),
    [
      '0 three invalid-value',
      '1 one wrong-type',
      '2 /2 ',
      '3  syntax',
      '4 four  absent',
      '4 /7  absent',
      '4   absent',
    ],
  );
});

test('a rule that is off neither meets an expectation nor disappoints one', () => {
  const checked = checkText(text, 'json');
  const off = (rule: string) => (rule === 'unknown-field' ? 'off' : severityOf(rule));
  assert.deepEqual(told(checked, { expect: [named(undefined, undefined)] }, off as typeof severityOf), [
    '1 invalid-value hint expected',
    '2 invalid-value hint expected',
  ]);
  assert.deepEqual(unmet(checked, [named(['three'], ['unknown-field'])], off as typeof severityOf), []);
});

test('what is expected of records among each other is told apart: others may be in files that nobody looks at', () => {
  const checked = checkText(text, 'json');
  const entries = [
    named(['one'], ['duplicate-interaction-id', 'unresolved-parent', 'syntax', 'self-parent']),
  ];
  // Whether a record is its own parent hangs on no other.
  assert.deepEqual(unmet(checked, entries), [
    '0 one duplicate-interaction-id, if all is known',
    '0 one unresolved-parent, if all is known',
    '0 one syntax',
    '0 one self-parent',
  ]);
});

test('so many that may be missing hide none that is', () => {
  const checked = checkText(text, 'json');
  const gone = Array.from({ length: 1200 }, (_, at) => `gone ${at}`);
  const entries = [
    named(gone, ['syntax', 'wrong-type']),
    named(undefined, ['parent-cycle']),
    named(['one'], ['syntax']),
  ];
  const found = unmet(checked, entries);
  assert.deepEqual(found.slice(-2), ['0  parent-cycle, if all is known', '0 one syntax']);
  // Each is told once, up to a thousand.
  assert.equal(found.length, 1002);
  assert.equal(found[1], '0 gone 1 syntax absent');
});

test('what another rule says better meets no expectation', () => {
  // The key is told as a missing field; that it is unknown only where that rule is off.
  const checked = checkText(recordLine({ customer_id: undefined, customerId: '"1"' }), 'json');
  assert.deepEqual(unmet(checked, [named(undefined, ['unknown-field'])]), ['0  unknown-field']);
  assert.deepEqual(told(checked, { ignore: [named(undefined, ['missing-field'])] }), []);
});

test('records are named in every shape of a file', () => {
  const bad = recordLine({ ...id('bad'), status: '7' });
  const good = recordLine(id('good'));
  const cases: [string, DocumentForm, string][] = [
    [bad, 'json', ''],
    [`[${good}, ${bad}]`, 'json', '/1'],
    [`{"a": ${good}, "b/c": [${bad}]}`, 'json', '/b~1c/0'],
    [`${good}\n\n${bad}\n`, 'lines', '/1'],
  ];
  for (const [content, form, pointer] of cases) {
    const checked = checkText(content, form);
    for (const name of [pointer, 'bad'])
      assert.deepEqual(unmet(checked, [named([name], ['invalid-value'])]), [], name);
    assert.equal(unmet(checked, [named(['good'], ['invalid-value'])]).length, 1);
  }
});

test('a name that another interface has for the ID names its record, too, with its escapes resolved', () => {
  const content = recordLine({ interaction_id: undefined, interactionId: '"\\u0061b"' });
  const checked = checkText(content, 'json');
  assert.deepEqual(unmet(checked, [named(['ab'], ['missing-field'])]), []);
  assert.deepEqual(unmet(checked, [named(['ab'], ['syntax'])]), ['0 ab syntax']);
});

test('what stands between records belongs to none of them', () => {
  const checked = checkText(`[${recordLine(id('one'))}, 7, ${recordLine(id('two'))}]`, 'json');
  assert.deepEqual(told(checked, { ignore: [named(['one', 'two', '/1'], undefined)] }), [
    '1 not-a-record error',
  ]);
  assert.deepEqual(told(checked, { ignore: [named(undefined, ['not-a-record'])] }), []);
});

test('after any edits the marks are those of the same text opened afresh, and what is the same stays the same', () => {
  const names = ['a', 'b', '/0', '/2', '/3'];
  const entry = fc.record({
    entry: fc.constant(0),
    records: fc.option(fc.subarray(names, { minLength: 1 }), { nil: undefined }),
    rules: fc.option(fc.subarray(['invalid-value', 'unknown-field', 'missing-field'], { minLength: 1 }), {
      nil: undefined,
    }),
  });
  const part = fc.constantFrom(
    recordLine({ ...id('a'), ...wrong }),
    recordLine({ ...id('b'), status: '7' }),
    recordLine(id('c')),
    '{}',
    ',',
    '[',
    ']',
    '"a"',
  );
  const edit = fc.record({ at: fc.nat(), length: fc.nat(400), insert: part });
  fc.assert(
    fc.property(
      fc.array(entry, { maxLength: 3 }),
      fc.array(entry, { maxLength: 3 }),
      fc.array(part, { maxLength: 6 }),
      fc.array(edit, { maxLength: 6 }),
      (ignore, expect, parts, edits) => {
        const marks = {
          ignore: ignore.map((one, index) => ({ ...one, entry: index })),
          expect: expect.map((one, index) => ({ ...one, entry: index })),
        };
        const marking = createMarking(marks, severityOf);
        let checked = engine.checkText(`[${parts.join(', ')}]`, 'json');
        marking.mark(checked);
        for (const { at, length, insert } of edits) {
          const start = at % (checked.document.length + 1);
          const end = Math.min(checked.document.length, start + length);
          checked = engine.check(editDocument(checked.document, start, end, insert), checked);
          const once = marking.mark(checked);
          const fresh = createMarking(marks, severityOf);
          assert.deepEqual(found(once), found(fresh.mark(checked)));
          assert.deepEqual(runThrough(marking.findingUnmet(once)), runThrough(fresh.findingUnmet(checked)));
          assert.equal(marking.mark(once), once);
          const again = engine.check(editDocument(checked.document, 0, 0, ''), checked);
          for (let index = 0; index < again.document.count; index++)
            if (chunkAt(again.document, index) === chunkAt(checked.document, index))
              assert.equal(findingsOf(marking.mark(again), index), findingsOf(once, index));
        }
      },
    ),
    { numRuns: 300 },
  );

  function found(checked: CheckedDocument): unknown[] {
    return [...chunksWithFindings(checked)];
  }
});
