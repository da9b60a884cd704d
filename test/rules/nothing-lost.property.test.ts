import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type FixKind, kindsOf } from '../../server/check/fix-kinds';
import { fixContext } from '../../server/check/fixes';
import { applyEdits } from '../../server/edit/text-edit';
import { fixText } from '../../server/features/fix-all';
import { check, fixesOf, NOW } from '../support/checking';
import { engine } from '../support/engines';

/*
 * "A fix loses nothing" (ARCHITECTURE.md), held with good records whose members were written as other tools write them:
 * whatever is fixed, each value is found again, or still stands as it was.
 */

type Fields = { readonly [key: string]: unknown };

/** A member as some other tool writes it, and how to see in a record of JSON that its value is still there. */
interface Written {
  readonly text: string;
  readonly isIn: (record: Fields) => boolean;
}

const is =
  (field: string, value: unknown) =>
  (record: Fields): boolean =>
    record[field] === value;

const digits = fc.constantFrom('12025550143', '7', '20588', '9007199254740991');
const words = fc.constantFrom('Card lost', 'it is 5 o clock', 'a “b” c', 'x, y', 'ä😀', 'N/A');
const textField = fc.constantFrom('subject', 'outcome', 'external_id', 'tconnection_id', 'phone_number');
const numberField = fc.constantFrom('duration', 'owner_id');

/** A text field that somebody wrote without its quotes, or with others. */
const texts: fc.Arbitrary<Written> = fc.oneof(
  fc.tuple(textField, digits, fc.constantFrom('+', '00', '0', '')).map(([field, number, front]) => ({
    text: `"${field}": ${front}${number}`,
    isIn: is(field, `${front}${number}`),
  })),
  fc.tuple(textField, digits, fc.constantFrom('.0', 'e0', '.00')).map(([field, number, back]) => {
    // An identifier can have an e in it.
    const isKept = back === 'e0' && field.endsWith('_id');
    return { text: `"${field}": ${number}${back}`, isIn: is(field, isKept ? `${number}e0` : number) };
  }),
  fc
    .tuple(textField, words, fc.constantFrom('“”', '„“', '«»', "''", '``'))
    .filter(([, word, quotes]) => !(quotes !== "''" && quotes !== '``' && /[“”]/.test(word)))
    .map(([field, word, [open, close]]) => ({
      text: `"${field}": ${open}${word}${close}`,
      isIn: is(field, word),
    })),
  fc.tuple(textField, words).map(([field, word]) => ({
    text: `"${field}": ${JSON.stringify(word)}`,
    isIn: is(field, word),
  })),
  fc.tuple(textField, fc.constantFrom('a\nb', '\r\n\t', 'x,\n}\ny: 3, [', '\n')).map(([field, word]) => ({
    text: `"${field}": "${word}"`,
    isIn: is(field, word),
  })),
  textField.map((field) => ({ text: `"${field}": 'it''s'`, isIn: is(field, "it's") })),
  textField.map((field) => ({ text: `"${field}": {"$oid": "507f1f77"}`, isIn: is(field, '507f1f77') })),
);

const numbers: fc.Arbitrary<Written> = fc
  .tuple(
    numberField,
    fc.integer({ min: 0, max: 99_999 }),
    fc.constantFrom<(number: number) => string>(
      (number) => `"${number}"`,
      (number) => `+${number}`,
      (number) => `${number}.0`,
      (number) => `"+${number}"`,
      (number) => `NumberLong(${number})`,
      (number) => `{"$numberInt": "${number}"}`,
      (number) => `${number}n`,
      (number) => `0${number}`,
      (number) => `0x${number.toString(16)}`,
    ),
  )
  .map(([field, number, write]) => ({ text: `"${field}": ${write(number)}`, isIn: is(field, number) }));

const instant = Date.UTC(2021, 2, 4, 9, 15, 31);

/** A date with the offset that its text tells: the instant is kept, and the offset where the record says it. */
const dates: fc.Arbitrary<Written> = fc
  .tuple(
    fc.constantFrom(0, 60, -330, 120),
    fc.constantFrom<(local: string, offset: string) => string>(
      (local, offset) => `"${local}${offset}"`,
      (local, offset) => `ISODate("${local}${offset}")`,
      (local, offset) => `{"$date": "${local}${offset}"}`,
      (local, offset) => `${local}${offset}`,
      (local, offset) => `"${local.replace('T', ' ')} ${offset.replace(':', '')}"`,
      (_, offset) => `"/Date(${instant}${offset.replace(':', '')})/"`,
    ),
  )
  .map(([offset, write]) => {
    const local = new Date(instant + offset * 60_000).toISOString().replace('Z', '');
    const two = (part: number) => String(part).padStart(2, '0');
    const minutes = Math.abs(offset);
    const clock = `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
    return {
      text: `"start_date": ${write(local, clock)}`,
      isIn: (record) =>
        record.start_date === new Date(instant).toISOString() && (record.timeshift ?? 0) === offset,
    };
  });

const unknown: fc.Arbitrary<Written> = fc
  .tuple(fc.constantFrom('room', 'test_case', 'Lang'), fc.constantFrom<unknown>('4.12', 3, true, { a: [1] }))
  .map(([key, value]) => ({
    text: `"${key}": ${JSON.stringify(value)}`,
    isIn: (record) =>
      [record, record.udata as Fields | undefined].some(
        (object) => JSON.stringify(object?.[key]) === JSON.stringify(value),
      ),
  }));

const otherNames: fc.Arbitrary<Written> = fc.constantFrom(
  { text: '"contactId": "c"', isIn: is('customer_id', 'c') },
  { text: '"INTERACTION_ID": "i"', isIn: is('interaction_id', 'i') },
  { text: '"canBeParent": "true"', isIn: is('allow_children', true) },
  { text: '"Status": "Stopped"', isIn: is('status', 3) },
);

/** What only goes, or becomes something else, where somebody asks for it: with other fixes it stays as it stands. */
const kept: fc.Arbitrary<Written> = fc
  .constantFrom(
    '"structured_text_mime": "text/html"',
    '"structTextMimetype": "text/html"',
    '"binary_content_size": 20588',
    '"outcome": "Resolved", "outcome": "Moved"',
    '"owner_id": 1, "owner_id": 2, "owner_id": 1',
    '"duration": -1',
  )
  .map((text) => {
    const [key = '', value] = text.split(': ');
    return { text, isIn: (record) => key === '"structTextMimetype"' && `"${record[MIME]}"` === value };
  });
const MIME = 'structured_text_mime';

const udata: fc.Arbitrary<Written> = fc.constantFrom<Written>(
  {
    text: '"udata": [{"key": "CaseID", "value": "007", "scope": "call"}]',
    isIn: () => false,
  },
  {
    text: '"udata": {"ANI": +12025550143, "zip": 00441}',
    isIn: ({ udata }) => (udata as Fields)?.ANI === '+12025550143' && (udata as Fields)?.zip === '00441',
  },
  {
    text: '"userData": [{"key": "CaseID", "type": "str", "value": "007"}]',
    isIn: ({ udata }) => (udata as Fields)?.CaseID === '007',
  },
  { text: '"udata": {"b": 1}', isIn: ({ udata }) => (udata as Fields)?.b === 1 },
);

/** Members of different names, in any order. */
const record: fc.Arbitrary<readonly Written[]> = fc
  .tuple(
    fc.array(fc.oneof(texts, numbers, unknown, otherNames, kept), { maxLength: 5 }),
    fc.option(dates),
    fc.option(udata),
  )
  .chain(([some, date, data]) => {
    const all = [...some, ...(date ? [date] : []), ...(data ? [data] : [])];
    const byKey = new Map(all.map((member) => [member.text.split(':')[0], member]));
    return fc.shuffledSubarray([...byKey.values()], { minLength: byKey.size });
  });

/** The values that a text has no more, neither as they were written nor as what they mean. */
function lost(members: readonly Written[], text: string): readonly string[] {
  const fields = parsed(text);
  return members
    .filter((member) => !text.includes(member.text) && !(fields && member.isIn(fields)))
    .filter((member) => !isOnItsWay(member, text))
    .map((member) => member.text);
}

/** Whether a value is found when all else is fixed, too; what vanished does not come back. */
function isOnItsWay(member: Written, text: string): boolean {
  const fixed = fixText(engine, text, 'json', {
    now: NOW,
    severityOf: () => 'error',
    includeUnsafe: true,
  }).text;
  const fields = parsed(fixed);
  return fields === undefined || member.isIn(fields);
}

function parsed(text: string): Fields | undefined {
  try {
    return JSON.parse(text) as Fields;
  } catch {
    return undefined;
  }
}

function textOf(members: readonly Written[]): string {
  return `{"media_type": "voice", "type": "Inbound", ${members.map(({ text }) => text).join(', ')}}`;
}

for (const includeUnsafe of [false, true]) {
  test(`nothing is lost by ${includeUnsafe ? 'fix --unsafe' : 'fix'}`, () => {
    fc.assert(
      fc.property(record, (members) => {
        if (members.length === 0) return;
        const text = textOf(members);
        const fixed = fixText(engine, text, 'json', {
          now: NOW,
          severityOf: () => 'error',
          includeUnsafe,
        }).text;
        assert.deepEqual(lost(members, fixed), [], `${text}\n${fixed}`);
      }),
      { numRuns: 2000 },
    );
  });
}

/** The kinds of fixes that can be made of many in a text, but for those whose titles say that something goes. */
function kindsIn(text: string): readonly FixKind[] {
  const kinds = check(text).flatMap(({ relative, checked, chunkIndex }) =>
    kindsOf(relative, fixContext(checked, chunkIndex, NOW)),
  );
  return [...new Set(kinds)].filter((kind) => !/ (?:Remove|Keep) /.test(kind)).sort();
}

test('nothing is lost by fixing all of one kind after the other, in any order', () => {
  let made = 0;
  fc.assert(
    fc.property(record, fc.array(fc.nat(), { minLength: 3, maxLength: 3 }), (members, order) => {
      let text = textOf(members);
      for (const pick of order) {
        const kinds = kindsIn(text);
        if (kinds.length === 0) return;
        const kind = kinds[pick % kinds.length];
        const options = { now: NOW, severityOf: () => 'error' as const, includeUnsafe: true };
        const fixed = fixText(engine, text, 'json', { ...options, kind }).text;
        assert.deepEqual(lost(members, fixed), [], `${kind}\n${text}\n${fixed}`);
        text = fixed;
        made++;
      }
    }),
    { numRuns: 200 },
  );
  assert.ok(made > 200, `${made} times`);
});

test('nothing is lost by any single fix, unless its title says so', () => {
  fc.assert(
    fc.property(record, (members) => {
      if (members.length === 0) return;
      const text = textOf(members);
      for (const finding of check(text)) {
        for (const { title, edits, isSafe } of fixesOf(finding)) {
          const after = applyEdits(text, edits);
          const saysSo = !isSafe && /^(?:Remove|Keep|Change to) |, without /.test(title);
          const own = (member: Written) => {
            const start = text.indexOf(member.text);
            return finding.start >= start && finding.end <= start + member.text.length;
          };
          const others = members.filter((member) => !(saysSo && own(member)));
          assert.deepEqual(lost(others, after), [], `${title}\n${text}\n${after}`);
        }
      }
    }),
    { numRuns: 600 },
  );
});
