import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits } from '../../server/edit/text-edit';
import { fixAll, fixingAll, fixText } from '../../server/features/fix-all';
import { engine } from '../support/engines';
import { exampleRecord } from '../support/example-record';

/** More than were once made of one record in one go, and enough for work that grows with the square to be felt. */
const MANY = 5000;

const options = { now: '2026-01-02T03:04:05.006Z', severityOf: () => 'error' as const };

function checked(text: string) {
  return engine.checkText(text, 'json');
}

function times(make: (index: number) => string, separator = ',\n'): string {
  return Array.from({ length: MANY }, (_, index) => make(index)).join(separator);
}

describe('many fixes of one record are made in one go', () => {
  /** What stands in a record beside the mandatory fields; what becomes of it; how many findings go, of which one can tell all. */
  const cases: readonly {
    readonly what: string;
    readonly wrong: string;
    readonly right: string;
    readonly includeUnsafe?: true;
    readonly mended?: number;
  }[] = [
    {
      what: 'keys without quotes',
      wrong: times((index) => `x${index}: 1`),
      right: times((index) => `"x${index}": 1`),
      mended: 1,
    },
    {
      what: 'single quotes',
      wrong: times((index) => `'x${index}': 'a'`),
      right: times((index) => `"x${index}": "a"`),
      mended: 1,
    },
    {
      what: 'missing commas',
      wrong: times((index) => `"x${index}": 1`, '\n'),
      right: times((index) => `"x${index}": 1`),
      mended: MANY - 1,
    },
    {
      what: 'missing commas on one line',
      wrong: times((index) => `"x${index}": 1`, ' '),
      right: times((index) => `"x${index}": 1`, ', '),
      mended: MANY - 1,
    },
    {
      what: 'words that are no literals of JSON',
      wrong: times((index) => `"x${index}": True`),
      right: times((index) => `"x${index}": true`),
    },
    {
      what: 'tabs in a string',
      wrong: `"x": "${times(() => 'a\tb', '')}"`,
      right: `"x": "${times(() => 'a\\tb', '')}"`,
      mended: 1,
    },
    {
      what: 'line breaks in strings',
      wrong: times((index) => `"x${index}": "a\nb"`),
      right: times((index) => `"x${index}": "a\\nb"`),
    },
    {
      what: 'comments',
      wrong: times((index) => `"x${index}": 1 // a`, ',\n').replaceAll(' // a,', ', // a'),
      right: times((index) => `"x${index}": 1`),
      includeUnsafe: true,
      mended: 1,
    },
  ];
  for (const { what, wrong, right, includeUnsafe, mended = MANY } of cases) {
    test(what, () => {
      const text = exampleRecord([wrong]);
      // What the words become is unknown as a field: that is another rule.
      const { edits, count } = fixAll(checked(text), {
        ...options,
        rule: 'syntax',
        includeUnsafe: includeUnsafe ?? false,
      });
      assert.equal(count, mended);
      assert.equal(applyEdits(text, edits), exampleRecord([right]));
    });
  }

  test('unknown fields, as soon as there is user data that takes them', () => {
    const members = (separator: string) => times((index) => `"x${index}": 1`, separator);
    const text = exampleRecord([members(',\n')]);
    const all = { ...options, includeUnsafe: true };
    assert.equal(fixAll(checked(text), all).count, 1);
    assert.equal(fixText(engine, text, 'json', all).text, exampleRecord([`"udata": { ${members(', ')} }`]));
  });

  test('the same key again and again, in the record and in its user data', () => {
    const member = '"subject": "a"';
    const nested = '"Reason": { "a": 1 }';
    const text = exampleRecord([times(() => member), `"udata": {${times(() => nested)}}`]);
    const { count } = fixAll(checked(text), { ...options, includeUnsafe: false });
    // What stays in user data has no member after it: the last removal would share a comma with the one before.
    assert.equal(count, 2 * MANY - 3);
    const { text: mended, fixed } = fixText(engine, text, 'json', { ...options, includeUnsafe: false });
    assert.equal(mended, exampleRecord([member, `"udata": {${nested}}`]));
    assert.equal(fixed, 2 * (MANY - 1));
  });

  test('user data with a repeated key at every depth', () => {
    const text = exampleRecord([
      `"udata": ${'{"a": 1, "b": 1, "b": 1, "c": '.repeat(MANY)}1${'}'.repeat(MANY)}`,
    ]);
    const { edits, count } = fixAll(checked(text), { ...options, includeUnsafe: false });
    assert.equal(count, MANY);
    assert.equal(applyEdits(text, edits), text.replaceAll(', "b": 1, "b": 1', ', "b": 1'));
  });

  test('beside defects of which nobody knows what was meant', () => {
    const text = exampleRecord([times((index) => (index % 100 === 50 ? `"x${index}": ,` : `x${index}: 1`))]);
    const { edits, count } = fixAll(checked(text), { ...options, rule: 'syntax', includeUnsafe: false });
    assert.equal(count, 1);
    assert.equal(applyEdits(text, edits), text.replaceAll(/^(\s*)(x\d+):/gm, '$1"$2":'));
  });
});

describe('a file of many records', () => {
  test('records without members cost no look at a long one beside them each', () => {
    const long = exampleRecord([times((index) => `"x${index}": 1`)]);
    const text = `[\n${long},\n${times(() => '{}')}\n]`;
    const { count } = fixAll(checked(text), { ...options, rule: 'missing-field', includeUnsafe: true });
    assert.equal(count, MANY);
  });

  test('white space that is no indentation is not repeated in every record', () => {
    const text = `${' '.repeat(MANY)}[${times(() => '{}', ', ')}]`;
    const { edits } = fixAll(checked(text), { ...options, rule: 'missing-field', includeUnsafe: true });
    assert.equal(edits.length, MANY);
    assert.ok(applyEdits(text, edits).length < 300 * MANY);
  });

  test('pauses come often, in one long record as in many short ones', () => {
    for (const text of [
      exampleRecord([times((index) => `"x${index}": True`)]),
      `[${times(() => exampleRecord(['"status": "3"']))}]`,
    ]) {
      let pauses = 0;
      const work = fixingAll(checked(text), { ...options, includeUnsafe: false });
      for (let step = work.next(); !step.done; step = work.next()) pauses++;
      assert.ok(pauses >= (MANY * 512) / (1 << 18), `${pauses} pauses`);
    }
  });
});
