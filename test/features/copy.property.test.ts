import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findingsOf } from '../../server/check/check';
import { chunkAt, type Document, offsetOf, syntaxErrorsOf } from '../../server/document/document';
import { applyEdits, type TextEdit } from '../../server/edit/text-edit';
import { duplicateRecord } from '../../server/features/copy/duplicate';
import type { Insertion } from '../../server/features/copy/insert-record';
import { recordLike } from '../../server/features/copy/like';
import { moveRecord } from '../../server/features/copy/move';
import { recordOnOneLine } from '../../server/features/copy/one-line';
import { isRefusal, type Outcome } from '../../server/features/copy/outcome';
import { replyTo } from '../../server/features/copy/reply';
import { shiftTimes } from '../../server/features/copy/shift-times';
import { type FieldOrder, sortFields } from '../../server/features/copy/sort-fields';
import { brokenRecordText, recordText } from '../support/arbitraries';
import { now } from '../support/copying';
import { checkText } from '../support/engines';

/** A file of records. */
interface File {
  readonly text: string;
  readonly form: 'json' | 'lines';
}

type Shape = (records: readonly string[]) => File;

const onLine = (record: string) => record.replaceAll(/[\r\n]+[ \t]*/g, ' ');

const shapes: Readonly<Record<string, Shape>> = {
  pretty: (records) => json(`[\n  ${records.join(',\n  ')}\n]\n`),
  compact: (records) => json(`[${records.map(onLine).join(',')}]`),
  hugging: (records) => json(`[${records.join(', ')}]`),
  windows: (records) => json(`\ufeff[\r\n\t${records.join(',\r\n\t')}\r\n]`),
  named: (records) =>
    json(`{\n"$schema": "s",\n${records.map((record, at) => `"r ${at}" : ${record}`).join(',\n\n')}\n}`),
  wrapped: (records) => json(`{"total": 1, "interactions": [${records.join(',\n')}], "page": {"size": 5}}`),
  commented: (records) => json(`[ // list\n  ${records.join(', // one\n  /* next */ ')} // last\n]`),
  lines: (records) => ({ text: records.map(onLine).join('\n'), form: 'lines' }),
  'ended lines': (records) => ({ text: `${records.map(onLine).join('\r\n')}\r\n`, form: 'lines' }),
};

function json(text: string): File {
  return { text, form: 'json' };
}

const shape = fc.constantFrom(...Object.keys(shapes));

/** Ways to make a record beside another one. */
const makings: Readonly<Record<string, (document: Document, index: number) => Outcome<Insertion>>> = {
  duplicate: (document, index) => duplicateRecord(document, index, { now, times: 'shift' }),
  like: (document, index) => recordLike(document, index, { now }),
  reply: (document, index) => replyTo(document, index, { now }),
};

/** The text of the record of a chunk. */
function recordIn(document: Document, index: number): string {
  const { record } = chunkAt(document, index);
  return record?.text.slice(0, record.end) ?? '';
}

function recordsIn(document: Document): string[] {
  return Array.from({ length: document.count - 1 }, (_, at) => recordIn(document, at + 1));
}

/** Checks that an edit only inserts: what was there is there, before and after one piece. */
function assertInserted(before: string, after: string): void {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < before.length - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  assert.equal(start + end, before.length, `${JSON.stringify(before)}\n${JSON.stringify(after)}`);
}

test('a new record gets in, all others stay as they are, and it has no more findings than its model', () => {
  fc.assert(
    fc.property(
      shape,
      fc.array(recordText, { minLength: 1, maxLength: 4 }),
      fc.nat(),
      fc.constantFrom(...Object.keys(makings)),
      (name, records, place, how) => {
        const { text, form } = (shapes[name] as Shape)(records);
        const checked = checkText(text, form);
        const { document } = checked;
        assert.equal(document.count, records.length + 1);
        const index = 1 + (place % records.length);
        const outcome = (makings[how] as (typeof makings)[string])(document, index);
        if (how === 'reply' && isRefusal(outcome)) return;
        assert.ok(
          !isRefusal(outcome),
          `${isRefusal(outcome) ? outcome.refusal : ''}\n${JSON.stringify(text)}`,
        );
        const after = applyEdits(text, outcome.edits);
        if (name !== 'commented') {
          assertInserted(text, after);
          for (const line of form === 'lines'
            ? after.trimEnd().split(/\r\n|\n/)
            : [after.replace('\ufeff', '')])
            JSON.parse(line);
        }
        const checkedAfter = checkText(after, form);
        const expected = recordsIn(document).toSpliced(index, 0, recordIn(checkedAfter.document, index + 1));
        assert.deepEqual(recordsIn(checkedAfter.document), expected);
        // A comment before the next record is found in the one before it.
        if (name === 'commented') return;
        const made = findingsOf(checkedAfter, index + 1).length;
        if (how === 'duplicate') assert.ok(made <= findingsOf(checked, index).length, JSON.stringify(after));
        for (let at = 1; at < document.count; at++)
          assert.equal(
            findingsOf(checkedAfter, at > index ? at + 1 : at).length,
            findingsOf(checked, at).length,
            `${at}\n${JSON.stringify(text)}\n${JSON.stringify(after)}`,
          );
      },
    ),
    { numRuns: 150 },
  );
});

test('a record that moves takes nothing with it and leaves nothing behind', () => {
  fc.assert(
    fc.property(
      shape,
      fc.array(recordText, { minLength: 2, maxLength: 4 }),
      fc.nat(),
      (name, records, place) => {
        const { text, form } = (shapes[name] as Shape)(records);
        const { document } = checkText(text, form);
        const index = 1 + (place % records.length);
        const outcome = moveRecord(document, index);
        assert.ok(!isRefusal(outcome), isRefusal(outcome) ? outcome.refusal : '');
        const after = applyEdits(text, outcome.edits);
        const own = recordIn(document, index);
        assert.deepEqual(JSON.parse(outcome.text), JSON.parse(own));
        assert.deepEqual(
          recordsIn(checkText(after, form).document),
          recordsIn(document).toSpliced(index - 1, 1),
        );
        if (name === 'commented') assert.deepEqual(commentsIn(after), commentsIn(text));
        else if (form === 'json') JSON.parse(after.replace('\ufeff', ''));
      },
    ),
    { numRuns: 100 },
  );
});

function commentsIn(text: string): readonly string[] {
  return [...text.matchAll(/\/\/ (?:list|one|last)|\/\* next \*\//g)].map(([comment]) => comment);
}

test('sorting loses nothing, and what is sorted stays', () => {
  fc.assert(
    fc.property(
      shape,
      fc.array(recordText, { minLength: 1, maxLength: 3 }),
      fc.nat(),
      fc.constantFrom<FieldOrder>('specification', 'first record'),
      (name, records, place, order) => {
        const { text, form } = (shapes[name] as Shape)(records);
        const { document } = checkText(text, form);
        const index = 1 + (place % records.length);
        const once = edited(text, sortFields(document, index, order));
        const after = checkText(once, form).document;
        assert.equal(once.length, text.length);
        assert.deepEqual(
          membersOf(recordIn(after, index)).sort(),
          membersOf(recordIn(document, index)).sort(),
        );
        assert.deepEqual(
          recordsIn(after).toSpliced(index - 1, 1),
          recordsIn(document).toSpliced(index - 1, 1),
        );
        assert.equal(edited(once, sortFields(after, index, order)), once);
        // What JSON readers take of several members of a name is the same.
        assert.deepEqual(JSON.parse(recordIn(after, index)), JSON.parse(recordIn(document, index)));
      },
    ),
    { numRuns: 100 },
  );
});

/** The members of a record as lines of their keys and values. */
function membersOf(record: string): string[] {
  const members: string[] = [];
  JSON.parse(record, (key, value: unknown) => {
    // The record itself, which has its members in their order, has no key.
    if (key !== '') members.push(JSON.stringify([key, value]));
    return value;
  });
  return members;
}

test('times that are moved and moved back are what they were', () => {
  fc.assert(
    fc.property(
      shape,
      fc.array(fc.oneof(recordText, brokenRecordText), { minLength: 1, maxLength: 3 }),
      fc.integer({ min: -1e12, max: 1e12 }),
      (name, records, distance) => {
        const { text, form } = (shapes[name] as Shape)(records);
        const { document } = checkText(text, form);
        const all = Array.from({ length: document.count - 1 }, (_, at) => at + 1);
        const there = shiftTimes(document, all, distance);
        if (isRefusal(there)) return;
        const moved = applyEdits(text, there.edits);
        const back = shiftTimes(checkText(moved, form).document, all, -distance);
        assert.equal(edited(moved, back), text);
      },
    ),
    { numRuns: 80 },
  );
});

test('a record on one line says the same', () => {
  fc.assert(
    fc.property(recordText, (record) => {
      const outcome = recordOnOneLine(checkText(record).document, 1);
      assert.ok(!isRefusal(outcome));
      assert.doesNotMatch(outcome.line, /[\r\n]/);
      assert.deepEqual(JSON.parse(outcome.line), JSON.parse(record));
    }),
    { numRuns: 100 },
  );
});

test('among broken records nothing is lost, and there are no more syntax errors but copies of comments', () => {
  fc.assert(
    fc.property(
      shape,
      fc.array(fc.oneof(recordText, brokenRecordText), { minLength: 1, maxLength: 4 }),
      fc.nat(),
      fc.constantFrom(...Object.keys(makings), 'move', 'sort'),
      (name, records, place, how) => {
        const { text, form } = (shapes[name] as Shape)(records);
        const { document } = checkText(text, form);
        if (document.count < 2) return;
        const index = 1 + (place % (document.count - 1));
        const own = chunkAt(document, index).record?.problems.length ?? 0;
        const make = makings[how];
        const outcome = make
          ? make(document, index)
          : how === 'move'
            ? moveRecord(document, index)
            : sortFields(document, index, 'specification');
        if (isRefusal(outcome)) return;
        const after = applyEdits(text, outcome.edits);
        const hint = `${how} ${offsetOf(document, index)}\n${JSON.stringify(text)}\n${JSON.stringify(after)}`;
        const documentAfter = checkText(after, form).document;
        assert.ok(syntaxErrorsOf(documentAfter) <= syntaxErrorsOf(document) + own, hint);
        const others = recordsIn(document);
        if (how === 'move' || how === 'sort') others.splice(index - 1, 1);
        const now = recordsIn(documentAfter);
        if (make) now.splice(index, 1);
        else if (how === 'sort') now.splice(index - 1, 1);
        if (chunkAt(document, index).frame.kind !== 'root') assert.deepEqual(now, others, hint);
      },
    ),
    { numRuns: 200 },
  );
});

function edited(text: string, outcome: Outcome<{ readonly edits: readonly TextEdit[] }>): string {
  assert.ok(!isRefusal(outcome), isRefusal(outcome) ? outcome.refusal : '');
  return applyEdits(text, outcome.edits);
}
