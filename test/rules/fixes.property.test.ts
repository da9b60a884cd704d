import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chunkAt } from '../../server/document/document';
import { applyEdits } from '../../server/edit/text-edit';
import { namesOf } from '../../server/rules/rule';
import { phoneCall } from '../../server/spec/phone-call';
import type { RecordType } from '../../server/spec/record-type';
import { anyTeam, objectText } from '../support/any-team';
import { brokenRecordText, recordText } from '../support/arbitraries';
import { check, type Found, fixesOf } from '../support/checking';

function syntaxProblems(found: readonly Found[]): number {
  return found.filter(({ rule }) => rule === 'syntax' || rule === 'not-a-record').length;
}

function describe(finding: Found, title: string, text: string, after: string): string {
  return `${finding.rule}: ${title}\n${JSON.stringify(text)}\n${JSON.stringify(after)}`;
}

function isInRecord({ document, chunkIndex, relative }: Found): boolean {
  const { record } = chunkAt(document, chunkIndex);
  return record !== undefined && relative.start < record.end;
}

/** How much findings of the same rule have against the same fields. */
function same(finding: Found, found: readonly Found[]): number {
  const names = namesOf(finding);
  const alike = found.filter((other) => {
    if (other.rule !== finding.rule) return false;
    const others = namesOf(other);
    return names.length + others.length === 0 || others.some((name) => names.includes(name));
  });
  return alike.reduce((sum, other) => sum + Math.max(1, namesOf(other).length), 0);
}

/** Tries every fix of every finding of a file with records before and after the text in question. */
function tryFixes(
  text: string,
  form: 'json' | 'lines',
  front: string,
  after: string,
  type: RecordType = phoneCall,
): void {
  const whole = `${front}${text}${after}`;
  const found = check(whole, form, type);
  const before = syntaxProblems(found);
  for (const finding of found) {
    for (const { title, edits } of fixesOf(finding)) {
      const after = applyEdits(whole, edits);
      const hint = describe(finding, title, whole, after);
      assert.notEqual(after, whole, hint);
      const foundAfter = check(after, form, type);
      // What stands between records is mended by its looks alone, for nothing tells what it was meant to be.
      if (isInRecord(finding)) assert.ok(syntaxProblems(foundAfter) <= before, hint);
      const addsLine = title === 'Put it on its own line';
      if (form === 'lines' && !addsLine)
        assert.ok(after.split('\n').length <= whole.split('\n').length, hint);
      if (finding.start < front.length || finding.end > whole.length - after.length) continue;
      assert.ok(after.startsWith(front) && after.endsWith(after), hint);
      // In broken text a change can bring to light what the defect hid, even the same again.
      if (before > 0) continue;
      assert.ok(same(finding, foundAfter) < same(finding, found), `the finding stays\n${hint}`);
    }
  }
}

const neighbour = '{"status": 1, "type": "Inbound"}';

test('every fix of a whole record keeps it whole, mends its finding and leaves its neighbours alone', () => {
  fc.assert(
    fc.property(recordText, (text) => {
      tryFixes(text, 'json', `[\n${neighbour},\n`, `,\n${neighbour}\n]`);
    }),
    { numRuns: 250 },
  );
});

test('every fix of a broken record leaves text that is no more broken', () => {
  fc.assert(
    fc.property(brokenRecordText, (text) => {
      tryFixes(text, 'json', '', '');
    }),
    { numRuns: 700 },
  );
});

test('no fix breaks a line of JSON Lines', () => {
  fc.assert(
    fc.property(fc.oneof(recordText, brokenRecordText), (text) => {
      tryFixes(text.replaceAll(/[\r\n]+\s*/g, ''), 'lines', `${neighbour}\n`, `\n${neighbour}\n`);
    }),
    { numRuns: 400 },
  );
});

test('every fix of a record of a team keeps it whole and mends its finding, within objects too', () => {
  fc.assert(
    fc.property(
      anyTeam.chain((type) => fc.tuple(fc.constant(type), objectText(type.fields))),
      ([type, text]) => tryFixes(text, 'json', '', '', type),
    ),
    { numRuns: 700 },
  );
});
