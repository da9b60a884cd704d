import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openDocument } from '../../server/document/document';
import { entriesOf, nestedEntries } from '../../server/document/entries';
import type { DataRecord, Entry } from '../../server/document/record';
import { settle } from '../../server/document/settle';
import { soundReader } from '../../server/document/sound-reader';
import { type SoundMembers, soundMembers } from '../../server/record/sound-members';
import { phoneCall } from '../../server/spec/phone-call';
import { anyTeam, objectText } from '../support/any-team';
import { anyRecord, recordText } from '../support/arbitraries';
import { allChunks, scannerOnly } from '../support/whole';

/*
 * The fast reader gives the members that the scanner gives, or none.
 */

/** Keys that are alike, of all lengths: those of fields are none in other objects, and the reader knows none before it met it. */
const keys = [
  'a',
  'é',
  '"',
  'bcd',
  'bcde',
  'bcdX',
  'bcdefghi',
  'bcdefghX',
  'bcdefghij',
  'status',
  'udata',
  'x\x7fyz',
];

/** Objects in each other, in which keys are repeated or not. */
const nested = fc.letrec<{ readonly value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('1', '"a"', '[]', '{}', 'null', '-0.5e1', '"\\u0041"', '"é"'),
    fc
      .array(fc.tuple(fc.constantFrom(...keys.slice(0, 3), ...keys), tie('value')), { maxLength: 6 })
      .map((members) => `{${members.map(([key, value]) => `${JSON.stringify(key)}: ${value}`).join(',')}}`),
    fc.array(tie('value'), { maxLength: 3 }).map((elements) => `[${elements.join(', ')}]`),
  ),
})).value;

const text = fc.oneof(
  { weight: 4, arbitrary: anyRecord.map((record) => JSON.stringify(record, undefined, 2)) },
  { weight: 4, arbitrary: recordText },
  { weight: 8, arbitrary: nested.map((value) => `{"status": 1, "type": "x", "udata": ${value}}`) },
);

test('members are the same, and no repeated key is overlooked', () => {
  const reader = soundReader(phoneCall);
  let read = 0;
  let repeating = 0;
  fc.assert(
    fc.property(text, (written) => {
      for (const { record } of allChunks(settle(openDocument(written, 'json', phoneCall), scannerOnly))) {
        if (!record) continue;
        const members = soundMembers(record, reader);
        if (!members) continue;
        read++;
        assert.deepEqual(members.entries, entriesOf(record));
        // Of members of the record itself that are repeated JSON.parse drops the values, with what is inside.
        const names = new Set(members.entries.map(({ key }) => key));
        if (names.size < members.entries.length || !repeatsInside(written)) continue;
        repeating++;
        assert.ok(members.mayRepeatKeys, 'a repeated key is overlooked');
      }
    }),
    { numRuns: 4000 },
  );
  assert.ok(read > 2000 && repeating > 100, `${read} read, ${repeating} with repeated keys`);
});

test('members of stated objects are the same, at every depth', () => {
  const opened = new Map<number, number>();
  const open = (members: SoundMembers, record: DataRecord, outer: readonly Entry[], depth: number) => {
    for (const entry of outer) {
      const inner = members.nested.get(entry.valueStart);
      if (!inner) continue;
      opened.set(depth, (opened.get(depth) ?? 0) + 1);
      assert.deepEqual(inner, nestedEntries(record, entry));
      open(members, record, inner, depth + 1);
    }
  };
  fc.assert(
    fc.property(
      anyTeam.chain((type) => fc.tuple(fc.constant(type), objectText(type.fields))),
      ([type, written]) => {
        const reader = soundReader(type);
        for (const { record } of allChunks(settle(openDocument(written, 'json', type), reader))) {
          const members = record && soundMembers(record, reader);
          if (members) open(members, record, members.entries, 1);
        }
      },
    ),
    { numRuns: 1000 },
  );
  for (const depth of [1, 2])
    assert.ok((opened.get(depth) ?? 0) > 50, `at depth ${depth}: ${opened.get(depth)}`);
});

/** Whether an object inside of a value has a key twice: of these JSON.parse keeps one, so that it has fewer keys. */
function repeatsInside(written: string): boolean {
  let keys = 0;
  const value: unknown = JSON.parse(written);
  const count = (inner: unknown, depth: number): void => {
    if (typeof inner !== 'object' || inner === null) return;
    if (depth > 0 && !Array.isArray(inner)) keys += Object.keys(inner).length;
    for (const each of Object.values(inner)) count(each, depth + 1);
  };
  count(value, 0);
  return keys < keysInside(written);
}

/** How many keys objects inside of a valid object's values have: the strings with a colon after them. */
function keysInside(written: string): number {
  let depth = 0;
  let keys = 0;
  for (const [token, key] of written.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    else if (key !== undefined && depth > 1) keys++;
  }
  return keys;
}
