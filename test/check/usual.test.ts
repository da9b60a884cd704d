import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { factsIn } from '../../server/check/quiet';
import { openDocument } from '../../server/document/document';
import { phoneCall } from '../../server/spec/phone-call';
import { engine, plainEngine, settled } from '../support/engines';
import { rightRecord } from '../support/right-record';
import { allChunks, allFindings } from '../support/whole';

/*
 * What records usually hold is found out from their bytes. That only spares work, which is tried with values as near as can
 * be to what is unusual: the same is found without it.
 */

const id = '00001a57JGQ00BW8';
const letters = fc.constantFrom('0', '1', '9', 'a', 'V', 'W', 'g', '-', ' ', 'é', '\u00a0', '\\', '"');

/** Texts with a few characters changed, added or left out. */
function nearly(...texts: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom(...texts),
      fc.nat(40),
      fc.constantFrom(0, 0, 1, 2),
      fc.array(letters, { maxLength: 2 }),
    )
    .map(([text, at, cut, put]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + put.join('') + text.slice(place + cut);
    });
}

/** What programs for tables make of texts. */
const mangled = [
  '12025550143.0',
  '1.2025550143E+10',
  '1E+10',
  '1,2e9',
  '+120.00',
  '#####',
  '#REF!',
  'nan',
  'undefined',
];
const identifier = fc.oneof(
  nearly(id, '01AHV6MG58E8L0G2048000DAES00000V', ...mangled),
  fc.constantFrom('c-1', '', ' ', ...mangled),
);
const date = fc
  .tuple(
    fc.constantFrom('2026-02-28', '2026-03-01', '2024-02-29', '0099-12-31', '2026-12-31'),
    fc.nat(86_399),
  )
  .chain(([day, seconds]) =>
    fc.constantFrom('.000Z', '.500Z').map((end) => {
      const time = new Date(seconds * 1000).toISOString().slice(11, 19);
      return `${day}T${time}${end}`;
    }),
  );
const note = fc
  .tuple(
    fc.constantFrom(0, 100, 200, 253, 254, 255, 256, 257, 300, 511),
    fc.array(letters, { maxLength: 3 }),
    fc.nat(300),
  )
  .map(([length, put, at]) => {
    const text = 'x'.repeat(length);
    return text.slice(0, at % (length + 1)) + put.join('') + text.slice(at % (length + 1));
  });

const values: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  interaction_id: identifier,
  customer_id: identifier,
  parent_id: identifier,
  thread_id: identifier,
  tconnection_id: fc.oneof(nearly('006a02114a3ce001'), identifier),
  status: fc.constantFrom(0, 1, 2, 3),
  entity_type: fc.constantFrom(0, 1, 2, 3, 5, 6, 7),
  type: fc.constantFrom('Inbound', 'Outbound', 'Internal', 'Consult', 'In', 'Inboundé', 'own'),
  sub_type: fc.constantFrom(
    'InboundNew',
    'OutboundNew',
    'OutboundReply',
    'InternalConferenceInvite',
    'own',
    '',
  ),
  media_type: fc.constantFrom('voice', 'voip', 'Voice', 'email', 'chat', 'video', 'vidéo', 'own', 'callback'),
  phone_number: fc.oneof(
    nearly('+12025550143', '5512', '(202) 555-0143', 'sip:a@b', ...mangled),
    fc.constantFrom('abc', '+', ...mangled),
  ),
  timeshift: fc.constantFrom(-721, -720, 0, 840, 841, 3600, 1e3),
  owner_id: fc.constantFrom(-1, 0, 1, 10, 2 ** 53),
  start_date: date,
  end_date: date,
  duration: fc.constantFrom(0, 1, 60, 66, 67, 3600, 86_400, 95_040, 9007199254740991, 1.5),
  stopped_reason: fc.constantFrom('Normal', '', ' '),
  udata: fc.oneof(
    fc.record({ a: note, b: note, 'a key': note }),
    fc.record({ a: fc.record({ deep: fc.array(note, { maxLength: 2 }) }), b: note }),
    note.map((value) => [{ key: 'a', value }]),
    note.map((value) => ({ [value]: 1, [`${value}"`]: [[], {}, 1, null] })),
  ),
};

const record = fc
  .array(
    fc
      .constantFrom(...Object.keys(values))
      .chain((name) => (values[name] as fc.Arbitrary<unknown>).map((value) => [name, value] as const)),
    { minLength: 1, maxLength: 5 },
  )
  .map((members) => ({ ...rightRecord, ...Object.fromEntries(members) }));

const newFacts = ['lifecycle-consistent', 'duration-fits', 'values-usual'] as const;

test('what is usual is known from bytes as it is from values', () => {
  const held = new Map<string, number>();
  let records = 0;
  fc.assert(
    fc.property(
      fc.array(fc.tuple(record, fc.constantFrom(undefined, 2)), { minLength: 1, maxLength: 6 }),
      (made) => {
        const text = `[${made.map(([one, indent]) => JSON.stringify(one, undefined, indent)).join(',\n')}]`;
        const checked = engine.checkText(text, 'json');
        assert.deepEqual(allFindings(checked), allFindings(plainEngine.checkText(text, 'json')));
        for (const { digest, record: there } of allChunks(checked.document)) {
          if (!there) continue;
          records++;
          for (const fact of factsIn(digest)) held.set(fact, (held.get(fact) ?? 0) + 1);
        }
      },
    ),
    { numRuns: 1000 },
  );
  for (const fact of newFacts) {
    const often = (held.get(fact) ?? 0) / records;
    assert.ok(often > 0.1 && often < 0.98, `${fact} holds and fails often: ${often}`);
  }
});

test('bytes of a file are judged as its text is', () => {
  fc.assert(
    fc.property(record, (made) => {
      const text = JSON.stringify(made);
      const bytes = Uint8Array.from([...Buffer.from(text), 0]);
      const found = allFindings(plainEngine.check(openDocument(text, 'json', phoneCall))).flat();
      const quiet = engine.countQuietRecords(bytes, 'json', phoneCall);
      assert.ok(quiet === undefined || found.length === 0, text);
    }),
    { numRuns: 2000 },
  );
});

test('what is right though it is seldom costs no second look', () => {
  const usual = (members: object) => {
    const [chunk] = allChunks(settled(JSON.stringify({ ...rightRecord, ...members }))).slice(-1);
    return newFacts.filter((fact) => !factsIn(chunk?.digest ?? 0).includes(fact));
  };
  for (const members of [
    {
      customer_id: 'customer-17',
      interaction_id: '4711',
      thread_id: 'a very long identifier of our own making',
    },
    { tconnection_id: '006A02114A3CE001', phone_number: '+1 (202) 555-0143', media_type: 'video' },
    { type: 'Consult', sub_type: 'InternalConferenceInvite' },
    { type: 'Own', sub_type: 'OwnNew', timeshift: -720, owner_id: 1 },
    { status: 3, end_date: '2026-03-18T08:15:00.000Z', duration: 86_400, stopped_reason: 'Own' },
    { status: 3, end_date: '2026-03-17T08:15:19.188Z', duration: 87 },
    { udata: { a: 'x'.repeat(255), b: { c: ['y'.repeat(255), 1, {}] }, d: [] } },
  ])
    assert.deepEqual(usual(members), [], JSON.stringify(members));
});
