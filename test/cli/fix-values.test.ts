import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildProgram, type Program } from '../support/program';

let program: Program;
before(async () => {
  program = await buildProgram();
});
after(() => program.remove());

/** What `fix` makes of a file; with the bytes read back, so that a character torn in two shows. */
function fixed(text: string, { unsafe = false, name = 'a.phonecall.json' } = {}): string {
  const folder = program.folder({ [name]: text });
  program.run(['fix', ...(unsafe ? ['--unsafe'] : []), name]);
  return readFileSync(join(folder, name), 'utf8');
}

test('words end between characters, never in the middle of one', () => {
  assert.equal(fixed('{a😀: 1}'), '{"a😀": 1}');
  assert.equal(fixed('{😀: 1}'), '{"😀": 1}');
  assert.equal(fixed('{x😀y: 1}'), '{"x😀y": 1}');
  assert.equal(fixed('{👨‍👩‍👧: 1}'), '{"👨‍👩‍👧": 1}');
  assert.equal(fixed('{"status": 3, "outcome": 😀}', { unsafe: true }).match(/😀"/)?.[0], '😀"');
  assert.equal(
    fixed('{"status": 3, "outcome": 👨‍👩‍👧 ok}', { unsafe: true }).match(/"👨‍👩‍👧 ok"/)?.length,
    1,
  );
  assert.equal(
    fixed('{"status": 3, "outcome": "50\\😀"}', { unsafe: true }).match(/"50[^,]*"/)?.[0],
    '"50\\\\😀"',
  );
});

/** A sound record of a call that waits, with one member more, or another date. */
function withMember(member: string, identity = 'i'): string {
  const isDate = member.includes('"start_date"');
  const date = isDate ? member : '"start_date": "2021-03-04T09:15:31.000Z"';
  const rest = isDate ? '' : `, ${member}`;
  return `{"customer_id": "c", "interaction_id": "${identity}", "status": 1, "entity_type": 3, "type": "Inbound", "media_type": "voice", "creator_app_id": 142, ${date}${rest}}`;
}

const UTC = '"start_date": "2021-03-04T09:15:31.000Z"';

/** What the safe fixes make of a member; where that is nothing, what all fixes make of it. */
const values: readonly (readonly [member: string, safe: string, unsafe?: string])[] = [
  ['"phone_number": +12025550143', '"phone_number": "+12025550143"'],
  ['"udata": {"ANI": +12025550143}', '"udata": {"ANI": "+12025550143"}'],
  ['"phone_number": 00441234567', '"phone_number": "00441234567"'],
  ['"tconnection_id": 0071027198180020', '"tconnection_id": "0071027198180020"'],
  ['"phone_number": 12025550143.0', '"phone_number": "12025550143"'],
  ['"phone_number": 1.2025550143e10', '"phone_number": "12025550143"'],
  // A spreadsheet has rounded it, or it may have.
  ['"phone_number": 1.20256E+10', '"phone_number": 1.20256E+10'],
  ['"phone_number": 12e9', '"phone_number": 12e9'],
  ['"phone_number": 12025550143e0', '"phone_number": "12025550143"'],
  // What a service writes as an identifier can look like a number with an exponent.
  ['"tconnection_id": 123456789012e001', '"tconnection_id": "123456789012e001"'],
  ['"parent_id": 9876543210987E00', '"parent_id": "9876543210987E00"'],
  ['"external_id": 12e3', '"external_id": "12e3"'],
  ['"external_id": 12345678901234567e89', '"external_id": "12345678901234567e89"'],
  // Nothing is made that is told of again.
  ['"owner_id": "9007199254740993"', '"owner_id": "9007199254740993"', '"owner_id": 9007199254740993'],
  ['"owner_id": 9007199254740993n', '"owner_id": 9007199254740993n', '"owner_id": 9007199254740993'],
  ['"owner_id": "9007199254740991"', '"owner_id": 9007199254740991'],
  ['"duration": "-5"', '"duration": "-5"', '"duration": -5'],
  ['"phone_number": 1.2025550143123457e21', '"phone_number": 1.2025550143123457e21'],
  ['"phone_number": +1 202 555 0143', '"phone_number": +1 202 555 0143', '"phone_number": "+1 202 555 0143"'],
  ['"timeshift": +60', '"timeshift": 60'],
  ['"timeshift": 060', '"timeshift": 060', '"timeshift": 60'],
  ['"duration": 60.0', '"duration": 60.0'],
  ['"duration": 1_000', '"duration": 1000'],
  ['"duration": 0x3C', '"duration": 0x3C', '"duration": 60'],
  ['"duration": 195 s', '"duration": 195 s'],
  ['"duration": "195 s"', '"duration": "195 s"', '"duration": 195'],
  ['"duration": 1,234', '"duration": 1,234'],
  ['"duration": NumberLong(195)', '"duration": 195'],
  ['"duration": {"$numberInt": "3"}', '"duration": 3'],
  ['"parent_id": {"$oid": "507f1f77"}', '"parent_id": "507f1f77"'],
  ['"parent_id": ObjectId("507f1f77")', '"parent_id": "507f1f77"'],
  ['"duration": Infinity', '"duration": Infinity'],
  ['"allow_children": True', '"allow_children": true'],
  ['"subject": “Card lost”', '"subject": "Card lost"'],
  ['„subject“: „Card, lost“', '"subject": "Card, lost"'],
  ['"subject": «Card {lost}»', '"subject": "Card {lost}"'],
  ['"subject": ‘it’s fine’', '"subject": "it’s fine"'],
  ['"subject": “say "hi" now”', '"subject": "say \\"hi\\" now"'],
  ["\"subject\": 'it''s'", '"subject": "it\'s"'],
  ['"subject": `a b`', '"subject": "a b"'],
  ['"outcome": \\"Card lost\\"', '"outcome": "Card lost"'],
  // Texts over several lines in other quotes.
  [`"subject": 'a\n\nb: {c}, d'`, '"subject": "a\\n\\nb: {c}, d"'],
  [`"subject": 'it isn't\r\nso'`, `"subject": "it isn't\\r\\nso"`],
  ['"subject": `Dear Sir,\n\n\tHello`', '"subject": "Dear Sir,\\n\\n\\tHello"'],
  ['"subject": “a\nb”', '"subject": "a\\nb"'],
  [`"subject": 'a \\\nb'`, '"subject": "a b"'],
  ['"start_date": "\\/Date(1614849331000)\\/"', UTC],
  ['"start_date": "/Date(1614849331000+0100)/"', `${UTC}, "timeshift": 60`],
  ['"start_date": {"$date": "2021-03-04T09:15:31.000Z"}', UTC],
  ['"start_date": {"$date": {"$numberLong": "1614849331000"}}', UTC],
  ['"start_date": ISODate("2021-03-04T09:15:31.000Z")', UTC],
  ['"start_date": new Date(1614849331000)', UTC],
  ['"start_date": 1614849331.000', '"start_date": 1614849331.000', UTC],
  ['"start_date": "2021-03-04T09:15:31.000Z[UTC]"', UTC],
  ['"start_date": "Thu, 4 Mar 2021 10:15:31 +0100"', `${UTC}, "timeshift": 60`],
  ['"start_date": 2021-03-04T09:15:31.000Z', UTC],
  ['"start_date": "2021-03-04T10:15:31.000+01:00"', `${UTC}, "timeshift": 60`],
  // Strings as other languages write them.
  ['"subject": u\'abc\'', '"subject": "abc"'],
  ['"external_id": b"007"', '"external_id": "007"'],
  ['"subject": r\'a\\d\'', '"subject": "a\\\\d"'],
  ['"subject": f"abc {x}"', '"subject": f"abc {x}"'],
  [`"subject": \`a \${x}\``, `"subject": \`a \${x}\``, `"subject": "a \${x}"`],
  ['"duration": u\'195\'', '"duration": 195'],
  ['"duration": ‚195‘', '"duration": 195'],
  // Numbers as people and other languages write them.
  ['"duration": １９５', '"duration": 195'],
  ['"duration": "１９５"', '"duration": 195'],
  ['"phone_number": １９５', '"phone_number": １９５', '"phone_number": "１９５"'],
  ['"duration": 1,234', '"duration": 1,234', '"duration": 1,234'],
  ['"duration": 1 234', '"duration": 1 234', '"duration": 1 234'],
  ['"duration": "1,234"', '"duration": "1,234"', '"duration": "1,234"'],
  ['"phone_number": 1,234', '"phone_number": 1,234', '"phone_number": "1,234"'],
  ['"phone_number": 1 202 555 0143', '"phone_number": 1 202 555 0143', '"phone_number": "1 202 555 0143"'],
  ['"subject": 1\'234', '"subject": 1\'234', '"subject": "1\'234"'],
  ['"duration": +1 (202) 555-0143', '"duration": +1 (202) 555-0143', '"duration": +1 (202) 555-0143'],
  ['"duration": 0b11', '"duration": 0b11', '"duration": 3'],
  ['"duration": 0o17', '"duration": 0o17', '"duration": 15'],
  ['"duration": 5.', '"duration": 5'],
  ['"duration": 10n', '"duration": 10'],
  ['"duration": NumberLong("195")', '"duration": 195'],
  ['"duration": Decimal(\'195\')', '"duration": 195'],
  ['"duration": -1', '"duration": -1', '"duration": -1'],
  ['"owner_id": -Infinity', '"owner_id": -Infinity', '"owner_id": -Infinity'],
  // More than one, of which only one can be mended.
  ['"thread_id": <null>, "duration": 3 (STOPPED)', '"duration": 3 (STOPPED)', '"duration": 3 (STOPPED)'],
  // Dates.
  ['"start_date": /Date(1614849331000)/', UTC],
  ['"start_date": new Date("2021-03-04T09:15:31Z")', UTC],
  [
    '"start_date": datetime.datetime(2021, 3, 4, 9, 15, 31)',
    '"start_date": datetime.datetime(2021, 3, 4, 9, 15, 31)',
    UTC,
  ],
  ['"start_date": datetime.datetime(2021, 3, 4, 9, 15, 31, tzinfo=datetime.timezone.utc)', UTC],
  [
    '"start_date": datetime.datetime(2021, 3, 4, 10, 15, 31, tzinfo=datetime.timezone(datetime.timedelta(seconds=3600)))',
    `"timeshift": 60, ${UTC}`,
  ],
  ['"subject": datetime.date(2021, 3, 4)', '"subject": "2021-03-04"'],
  [
    '"start_date": Timestamp(1614849331, 1)',
    '"start_date": Timestamp(1614849331, 1)',
    '"start_date": Timestamp(1614849331, 1)',
  ],
  ['"start_date": Timestamp(1614849331)', '"start_date": Timestamp(1614849331)', UTC],
  ['"start_date": Timestamp({ t: 1614849331, i: 1 })', '"start_date": Timestamp({ t: 1614849331, i: 1 })'],
  ['"start_date": Thu, 04 Mar 2021 09:15:31 GMT', UTC],
  ['"start_date": Thu, 04 Mar 2021 10:15:31 +0100', `"timeshift": 60, ${UTC}`],
  ['"start_date": 2021-03-04T10:15:31,000+01', `"timeshift": 60, ${UTC}`],
  ['"start_date": 20210304T091531Z', UTC],
  ['"start_date": "1614849331000"', '"start_date": "1614849331000"', UTC],
  ['"start_date": 1614849331000000', '"start_date": 1614849331000000', UTC],
  [
    '"subject": Thu, 04 Mar 2021 09:15:31 GMT',
    '"subject": Thu, 04 Mar 2021 09:15:31 GMT',
    '"subject": "Thu, 04 Mar 2021 09:15:31 GMT"',
  ],
  [
    '"subject": https://a.example/x?a=1,2',
    '"subject": https://a.example/x?a=1,2',
    '"subject": "https://a.example/x?a=1,2"',
  ],
];

/** Members with two defects. */
const SEVERAL = new Set(['"thread_id": <null>, "duration": 3 (STOPPED)']);

for (const [member, safe, unsafe] of values) {
  test(`${member} becomes ${safe}${unsafe ? `, or ${unsafe} with --unsafe` : ''}`, () => {
    assert.equal(fixed(withMember(member)), withMember(safe));
    if (unsafe) assert.equal(fixed(withMember(member), { unsafe: true }), withMember(unsafe));
  });
}

test('of a string that holds no code of its field one problem says all', () => {
  const text = withMember('"subject": "a"').replace('"status": 1', '"status": "9"');
  assert.equal(fixed(text), text);
  assert.equal(fixed(text, { unsafe: true }), text);
});

test('an end that nobody told is for a person to choose', () => {
  const stopped = withMember('"subject": "a"').replace('"status": 1', '"status": 3');
  assert.equal(fixed(stopped, { unsafe: true }), stopped);
  const { end_date } = JSON.parse(
    fixed(stopped.replace('"subject": "a"', '"duration": 60'), { unsafe: true }),
  );
  assert.equal(end_date, '2021-03-04T09:16:31.000Z');
});

test('a value is one problem, whatever it holds', () => {
  const files = Object.fromEntries(
    // Each its own interaction: one identity in many files would be a problem of its own.
    values.map(([member], index) => [`${index}.phonecall.json`, withMember(member, `i${index}`)]),
  );
  program.folder(files);
  const { files: reports } = JSON.parse(program.run(['check', '--format', 'json', '.']).stdout);
  for (const [index, [member]] of values.entries()) {
    const report = reports.find(({ path }: { path: string }) => path === `${index}.phonecall.json`);
    const count = SEVERAL.has(member) ? 2 : 1;
    if (member !== '"duration": 60.0') assert.equal(report?.findings.length, count, member);
  }
});

test('what stands for nothing is told as its field wants it, and never becomes a string', () => {
  for (const [member, message] of [
    ['"duration": NaN', 'NaN is not a JSON value: leave "duration" out or give it an integer.'],
    ['"start_date": NaT', 'NaT is not a JSON value: give "start_date" a string "YYYY-MM-DDTHH:mm:ss.SSSZ".'],
    [
      '"allow_children": undefined',
      'undefined is not a JSON value: leave "allow_children" out or give it true or false.',
    ],
  ] as const) {
    program.folder({ 'a.phonecall.json': withMember(member) });
    assert.ok(program.run(['check', 'a.phonecall.json']).stdout.includes(message), message);
    assert.doesNotMatch(fixed(withMember(member), { unsafe: true }), /"(?:NaN|NaT|undefined)"/);
  }
});

test('unknown fields are moved to user data, and never removed unasked', () => {
  const cases = [
    ['"room": "4.12"', '"udata": { "room": "4.12" }'],
    ['"room": "4.12", "udata": {"a": 1}', '"udata": {"a": 1, "room": "4.12"}'],
    ['"udata": {"room": 1}, "room": "4.12"', '"udata": {"room": 1}, "room": "4.12"'],
    ['"userData": {"a": 1}, "Desk": 5', '"udata": {"a": 1, "Desk": 5}'],
    // A name that may stand for user data becomes that, or goes into it; there are never two of it.
    ['"Desk": 5, "data": {"a": 1}', '"udata": { "Desk": 5, "data": {"a": 1} }'],
    ['"data": {"a": 1}, "Desk": 5', '"udata": {"a": 1, "Desk": 5}'],
  ] as const;
  for (const [member, after] of cases)
    assert.equal(fixed(withMember(member), { unsafe: true }), withMember(after));
});

test('duplicates are removed safely only where all say the same', () => {
  assert.equal(fixed(withMember('"duration": 1, "duration": 1')), withMember('"duration": 1'));
  const mixed = withMember('"duration": 1, "duration": 2, "duration": 1');
  assert.equal(fixed(mixed), mixed);
});

test('text that is broken already does not get more broken', () => {
  for (const [text, name] of [
    ['""0,{"][}', 'a.phonecall.jsonl'],
    ['{"""\n"}{"stoppedreason":null}":,', 'a.phonecall.json'],
  ] as const) {
    for (const unsafe of [false, true]) {
      const before = problemsIn(text, name);
      assert.ok(problemsIn(fixed(text, { unsafe, name }), name) <= before, text);
    }
  }
});

function problemsIn(text: string, name: string): number {
  program.folder({ [name]: text });
  const report = JSON.parse(program.run(['check', '--format', 'json', name]).stdout);
  return report.files[0].findings.filter(({ rule }: { rule: string }) => rule === 'syntax').length;
}
