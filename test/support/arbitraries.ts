import fc from 'fast-check';
import { phoneCall } from '../../server/spec/phone-call';
import { characters, odds, signs } from './pieces';

const { fields } = phoneCall;

/** Values that fields are tried with: right ones and wrong ones for every type. */
const values: readonly unknown[] = [
  ...fields.map(({ example }) => example),
  ...fields.flatMap(({ codes }) => codes.map(({ value }) => value)),
  ...[null, true, false, 0, 1, -1, 4, 8, -0.5, 2.5, 1e3, 1e20, -1e20, 2 ** 53, -720, 840],
  ...[
    '',
    ' ',
    'x',
    '3',
    '-3',
    '3.0',
    '007',
    'STOPPED',
    'in process',
    'true',
    '1',
    'null',
    'ä\n"\\',
    '\u00a0',
  ],
  ...['2013-11-25 21:02:22.000+0200', '2013-02-29T00:00:00.000Z', '2012-02-29T00:00:00.000Z', '2013-11-25'],
  ...['2013-11-25T19:02:22Z', '1385406142', '9999-12-31T23:59:59.999-02:00', '2099-01-01T00:00:00.000Z'],
  ...[
    'www.example.com/a',
    ' http://example.com ',
    'http://a b',
    'C:\\a\\b.wav',
    'file:///a',
    'http://',
    '//a',
  ],
  ...['html', 'text / html', 'text/html; charset=utf-8', 'text/', '.wav', 'text/html;'],
  ...[
    [],
    {},
    [1],
    [{}],
    [{ key: 'a', value: 1 }],
    [
      { key: 'a', type: 'int', value: 1 },
      { key: 'b', value: {} },
    ],
  ],
  ...[
    [{ key: 1, value: 1 }],
    [{ key: 'a' }],
    { a: { b: [{ c: null }] } },
    { status: '3', key: 'a', value: 1 },
  ],
];

export const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...values) },
  { weight: 1, arbitrary: fc.string() },
  { weight: 1, arbitrary: fc.integer() },
  { weight: 1, arbitrary: fc.jsonValue() },
);

/** A field's example more often than not, so that records are often right but for a few values. */
function valueFor(example: unknown): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 30, arbitrary: fc.constant(example) }, { weight: 1, arbitrary: anyValue });
}

/** Records as values: mandatory fields mostly, others sometimes, unknown keys now and then. */
export const anyRecord: fc.Arbitrary<{ readonly [key: string]: unknown }> = fc
  .tuple(
    ...fields.map(({ name, mandatory, example }) =>
      fc
        .tuple(fc.nat({ max: 99 }), valueFor(example))
        .map(([chance, value]) => (chance < (mandatory ? 97 : 25) ? [[name, value] as const] : [])),
    ),
    fc.constantFrom(
      [],
      [['phoneNumber', 'x'] as const],
      [['room', 1] as const],
      [['startDate', 'x'] as const],
    ),
  )
  .map((members) => withStatus(Object.fromEntries(members.flat())));

/** What has an end has a status that says so, so that many records are right as wholes. */
function withStatus(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { status, end_date: end, ...others } = record;
  if (status !== 3 || end !== undefined) return record;
  const { stopped_reason: _reason, ...running } = others;
  return { ...running, status: 2 };
}

/** The text of members and records in all kinds of layout, some broken; duplicates and unknown keys included. */
const member = fc
  .tuple(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...fields.map(({ name }) => name)) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('startDate', 'room', 'custmer_id', '$schema', 'a"b', '', '__proto__'),
      },
    ),
    anyValue,
    fc.constantFrom(': ', ':', ' : '),
  )
  .map(([key, value, colon]) => `${JSON.stringify(key)}${colon}${JSON.stringify(value)}`);

const TWO_FIELDS = ['"interaction_id": "i"', '"customer_id":"c"'];

const layouts = [
  ['{', ',', '}'],
  ['{ ', ', ', ' }'],
  ['{\n  ', ',\n  ', '\n}'],
  ['{\r\n\t', ',\r\n\t', '\r\n}'],
  ['{ ', ',\n    ', ' }'],
] as const;

export const recordText: fc.Arbitrary<string> = fc
  .tuple(fc.array(member, { maxLength: 12 }), fc.constantFrom(...layouts))
  // Two fields make sure that it stays a record whatever else it holds.
  .map(([members, [open, comma, close]]) => `${open}${[...TWO_FIELDS, ...members].join(comma)}${close}`);

const pieces = [...signs, ...odds, ...characters, 'NULL', '"status"', 'status', "'it\\'s \"'", '\\x'];

/** Record text with a few pieces put in or cut out anywhere. */
export const brokenRecordText: fc.Arbitrary<string> = fc
  .tuple(
    recordText,
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 6 }), fc.constantFrom('', ...pieces)), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([text, changes]) => {
    let broken = text;
    for (const [place, length, piece] of changes) {
      const at = place % (broken.length + 1);
      broken = broken.slice(0, at) + piece + broken.slice(at + length);
    }
    return broken;
  });
