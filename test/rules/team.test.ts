import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../server/edit/text-edit';
import { exampleRecordOf } from '../../server/rules/common/examples';
import type { RecordType } from '../../server/spec/record-type';
import { check, fixesOf } from '../support/checking';
import { extended, fragment, pattern, team, valueOnly } from '../support/team-type';

/** The members that a record of the team needs besides those with an example. */
const AGENT = '"agent": { "name": "Ada", "seat": { "floor": 1 } }';

function record(members: readonly string[], without: readonly string[] = []): string {
  const own = members.some((member) => member.startsWith('"agent"')) ? [] : [AGENT];
  return exampleRecordOf(team)([...members, ...own], without);
}

/**
 * What is found in a record with these members: the rule, the field and the message of each finding, and after it its
 * fixes, with `!` before safe ones and `?` before choices.
 */
function told(text: string, type: RecordType = team): readonly string[] {
  return check(text, 'json', type).flatMap((found) => {
    const where = found.field ?? found.fields?.join(',');
    const fixes = fixesOf(found).map(({ title, isSafe, isChoice, edits }) => {
      // What a fix has mended is told no more, and nothing is said of it that was not there.
      const after = check(applyEdits(text, edits), 'json', type);
      if (isSafe) assert.ok(!after.some(({ rule, field }) => rule === found.rule && field === found.field));
      return `  ${isSafe ? '!' : ''}${isChoice ? '?' : ''}${title}`;
    });
    return [`${found.rule} ${where}: ${found.message}`, ...fixes];
  });
}

function toldOf(member: string): readonly string[] {
  return told(record([member]));
}

test('nothing is found in a record that is as the team says', () => {
  for (const member of [
    '"queue": "support"',
    '"csat_score": 3, "csat_comment": ""',
    '"share": 0.75',
    '"share": 0.5',
    '"share": 1',
    '"share": 1.0',
    '"share": 10e-1',
    '"tags": [1, { "a": null }]',
    '"anything": { "status": "x" }',
    '"udata": { "case_id": "C-1", "priority": 3, "free": null, "status": "x" }',
    '"agent": { "name": "Ada", "status": "here", "seat": { "floor": 1 }, "free": [] }',
    '"answered": "2013-11-25T19:02:22.000Z"',
    '"is_real": true',
    '"duration": 7200',
  ])
    assert.deepEqual(toldOf(member), [], member);
});

const values: readonly (readonly [member: string, ...told: string[]])[] = [
  ['"share": "0.75"', 'wrong-type share: "share" must be a number, not a string: 0.75.', '  !Change to 0.75'],
  [
    '"share": "0.750"',
    'wrong-type share: "share" must be a number, not a string: 0.750.',
    '  !Change to 0.750',
  ],
  [
    '"share": "0.50000000000000000001"',
    'wrong-type share: "share" must be a number, not a string: 0.50000000000000000001.',
    '  !Change to 0.50000000000000000001',
  ],
  [
    '"share": "0,75"',
    'wrong-type share: "share" must be a number, not a string: 0.75 (if its comma is a decimal point).',
    '  ?Change to 0.75 (if its comma is a decimal point)',
  ],
  ['"share": true', 'wrong-type share: "share" must be a number, not a boolean.'],
  [
    '"share": null',
    'wrong-type share: "share" must not be null: leave it out or give it a number.',
    '  !Remove "share": null',
  ],
  [
    '"tags": "[1.50]"',
    'wrong-type tags: "tags" must be an array, not a string: [1.50].',
    '  !Change to [1.50]',
  ],
  ['"tags": {}', 'wrong-type tags: "tags" must be an array, not an object.'],
  ['"anything": []', 'wrong-type anything: "anything" must be an object, not an array.'],
  [
    '"anything": "{}"',
    'wrong-type anything: "anything" must be an object, not a string: {}.',
    '  !Change to {}',
  ],
  [
    '"is_test": 1',
    'wrong-type is_test: "is_test" must be true or false, not a number. Did you mean true?',
    '  !Change to true',
  ],
  [
    '"is_real": false',
    'invalid-value is_real: false is not a value of "is_real": use true (Real).',
    '  ?Change to true (Real)',
  ],
  [
    '"tier": "Gold"',
    'invalid-value tier: "Gold" is not a tier: use "gold", "silver" or "none".',
    '  !Change to "gold"',
  ],
  [
    '"tier": " gold "',
    'invalid-value tier: " gold " is not a tier: use "gold", "silver" or "none".',
    '  !Change to "gold"',
  ],
  [
    '"tier": "slver"',
    'invalid-value tier: "slver" is not a tier: use "gold", "silver" or "none".',
    '  ?Change to "silver"',
    '  ?Change to "gold"',
    '  ?Change to "none"',
  ],
  ['"tier": 7', 'wrong-type tier: "tier" must be a string, not a number.'],
  [
    '"plan": "flat rate"',
    'invalid-value plan: "flat rate" is not a plan: use "A" (Flat rate) or "B" (By the minute).',
    '  !Change to "A" (Flat rate)',
  ],
  [
    '"csat_comment": "", "csat_score": "delighted"',
    'wrong-type csat_score: "csat_score" must be an integer, not a string: 5 (Delighted).',
    '  !Change to 5 (Delighted)',
  ],
  ['"share": 0.49999999999999999999', 'out-of-range share: "share" must be at least 0.5.'],
  ['"share": 1.00000000000000000001', 'out-of-range share: "share" must be at most 1.'],
  ['"share": -1e400', 'out-of-range share: "share" must be at least 0.5.'],
  ['"share": 1e400', 'out-of-range share: "share" must be at most 1.'],
  ['"share": 1e-99999999999999999999', 'out-of-range share: "share" must be at least 0.5.'],
  ['"attempts": 0', 'out-of-range attempts: "attempts" must be at least 1.'],
  ['"attempts": -0', 'out-of-range attempts: "attempts" must be at least 1.'],
  ['"attempts": 9007199254740993', 'out-of-range attempts: "attempts" must be at most 3.'],
  ['"attempts": 1.5', 'wrong-type attempts: "attempts" must be a whole number.'],
  ['"duration": 7201', 'out-of-range duration: "duration" must be at most 7200.'],
  ['"duration": -1', 'negative-number duration: "duration" must not be negative.', '  Change to 1'],
  ['"queue": "x"', 'invalid-text queue: "queue" must have at least 2 characters.'],
  ['"queue": ""', 'invalid-text queue: "queue" must have at least 2 characters.'],
  [`"queue": "${'\u{1f600}'.repeat(21)}"`, 'invalid-text queue: "queue" must have at most 20 characters.'],
  [
    `"queue": "  ${'x'.repeat(20)}"`,
    'invalid-text queue: "queue" must have at most 20 characters.',
    `  !Change to "${'x'.repeat(20)}"`,
  ],
  ['"queue": 12', 'wrong-type queue: "queue" must be a string, not a number: "12".', '  !Change to "12"'],
  [
    '"answered": "2013-11-25T19:02:22Z"',
    'invalid-date answered: "answered" must be UTC in the form YYYY-MM-DDTHH:mm:ss.SSSZ: "2013-11-25T19:02:22.000Z".',
    '  !Change to "2013-11-25T19:02:22.000Z"',
  ],
  [
    '"ticket_url": "tickets"',
    'invalid-url ticket_url: "ticket_url" must be an absolute URL (http, https, ftp or file).',
  ],
  ['"udata": { "case_id": "c1" }', 'invalid-text udata.case_id: "case_id" must match ^C-\\d+$.'],
  [
    '"udata": { "case_id": "C-1 " }',
    'invalid-text udata.case_id: "case_id" must match ^C-\\d+$.',
    '  !Change to "C-1"',
  ],
  [
    '"udata": { "case_id": 12 }',
    'wrong-type udata.case_id: "case_id" must be a string, not a number. Did you mean "12"?',
    '  Change to "12"',
  ],
  [
    '"udata": { "case_id": "C-1", "priority": null }',
    'wrong-type udata.priority: "priority" must not be null: leave it out or give it an integer.',
    '  !Remove "priority": null',
  ],
  [
    '"udata": { "case_id": "C-1", "priority": 4 }',
    'out-of-range udata.priority: "priority" must be at most 3.',
  ],
  [
    '"agent": { "name": "Ada", "status": "AWAY", "since": "2013-11-25 21:02:22.000+0200", "seat": { "floor": "1" } }',
    'invalid-value agent.status: "AWAY" is not a status: use "here" or "away".',
    '  !Change to "away"',
    'invalid-date agent.since: "since" must be UTC in the form YYYY-MM-DDTHH:mm:ss.SSSZ: "2013-11-25T19:02:22.000Z".',
    '  !Change to "2013-11-25T19:02:22.000Z" and add "timeshift": 120',
    'wrong-type agent.seat.floor: "floor" must be an integer, not a string: 1.',
    '  !Change to 1',
  ],
];

for (const [member, ...expected] of values) {
  test(`a value that is not as the team says is told once: ${member}`, () => {
    assert.deepEqual(toldOf(member), expected);
  });
}

test('what a team makes mandatory is told where it belongs, and added there in the layout that is there', () => {
  assert.deepEqual(told(record([], ['queue'])), [
    'missing-field queue: Missing mandatory field "queue".',
    '  Add "queue": ""',
  ]);
  const inside = record(['"udata": {\n    "free": 1\n  }']);
  assert.deepEqual(told(inside), [
    'missing-field udata.case_id: Missing mandatory field "case_id" in "udata".',
    '  Add "case_id": ""',
  ]);
  const [found] = check(inside, 'json', team);
  assert.equal(inside.slice(found?.start, found?.end), '{');
  assert.match(
    applyEdits(inside, (found && fixesOf(found)[0]?.edits) ?? []),
    /"udata": \{\n {4}"free": 1,\n {4}"case_id": ""\n {2}\}/,
  );
  assert.deepEqual(told(record(['"agent": {}'])), [
    'missing-field agent.name,agent.seat: Missing 2 mandatory fields in "agent": "name", "seat".',
    '  Complete the 2 mandatory fields of "agent"',
    '  Add "name": ""',
    '  Add "seat": { "floor": 1 }',
  ]);
});

test('what several objects lack is completed at once', () => {
  const text = record(['"udata": {}', '"agent": { "name": "Ada", "seat": {} }'], ['queue']);
  const whole = '  Complete the 3 mandatory fields';
  assert.deepEqual(told(text), [
    'missing-field queue: Missing mandatory field "queue".',
    whole,
    '  Add "queue": ""',
    'missing-field agent.seat.floor: Missing mandatory field "floor" in "agent.seat".',
    whole,
    '  Add "floor": 1',
    'missing-field udata.case_id: Missing mandatory field "case_id" in "udata".',
    whole,
    '  Add "case_id": ""',
  ]);
  const [found] = check(text, 'json', team);
  const completed = applyEdits(text, (found && fixesOf(found)[0]?.edits) ?? []);
  assert.deepEqual(
    check(completed, 'json', team).map(({ rule, field }) => `${rule} ${field}`),
    ['invalid-text udata.case_id', 'invalid-text queue'],
  );
});

test('an object that is absent lacks nothing, and neither does one in the form of pairs', () => {
  assert.deepEqual(toldOf('"tier": "gold"'), []);
  assert.deepEqual(
    toldOf('"udata": [{ "key": "priority", "value": 7 }]').map((line) => line.split(' ')[0]),
    ['udata-shape', ''],
  );
});

test('what a team wants together is told of each field that wants it, within objects too', () => {
  const type = extended(
    {
      a: { kind: 'string' },
      b: { kind: 'string' },
      c: { kind: 'integer', limits: { minimum: 3 } },
      udata: {
        members: fragment({ x: { kind: 'string' }, y: { kind: 'number' }, z: { kind: 'boolean' } }, [], {
          x: ['y', 'z'],
        }),
      },
    },
    [],
    { a: ['c'], b: ['c'], subject: ['c'] },
  );
  const text = exampleRecordOf(type)(['"a": ""', '"b": ""', '"udata": { "x": "" }']);
  assert.deepEqual(told(text, type), [
    'missing-companion a: "a" requires "c".',
    '  Add "c": 3',
    'missing-companion b: "b" requires "c".',
    '  Add "c": 3',
    'missing-companion udata.x: "x" requires "y" and "z".',
    '  Add "y": 0 and "z": true',
  ]);
  // A field that one member needs may be there without it.
  assert.deepEqual(told(exampleRecordOf(type)(['"c": 3']), type), []);
  assert.deepEqual(told(exampleRecordOf(type)(['"subject": "x"', '"C": 3']), type), [
    'missing-companion c: "C" should be "c".',
    '  !Rename "C" to "c"',
  ]);
});

test('keys of a team are known, and slips of them are told; keys within objects are free', () => {
  assert.deepEqual(
    toldOf('"teir": "gold"').filter((line) => line.startsWith('unknown')),
    ['unknown-field teir: Unknown field "teir". Is "tier" meant?'],
  );
});

test('many values are listed as far as they can be read', () => {
  const words = Array.from({ length: 30 }, (_, at) => `word ${at}`);
  const type = extended({ 'Tier-X': { kind: 'string', codes: words.map(valueOnly) } });
  const [message, ...fixes] = told(exampleRecordOf(type)(['"Tier-X": "word_7x"']), type);
  assert.equal(
    message,
    'invalid-value Tier-X: "word_7x" is not a value of "Tier-X": use "word 0", "word 1", "word 2" or 27 others.',
  );
  assert.equal(fixes.length, 20);
  assert.equal(fixes[0], '  ?Change to "word 7"');
});

test('numbers in texts that differ are no spelling of each other', () => {
  const type = extended({ n: { kind: 'string', codes: ['12', '-1', 'tier_1'].map(valueOnly) } });
  const fixOf = (value: string) => told(exampleRecordOf(type)([`"n": "${value}"`]), type)[1];
  assert.equal(fixOf('1-2')?.includes('!'), false);
  assert.equal(fixOf('1')?.includes('!'), false);
  assert.equal(fixOf('Tier 1'), '  !Change to "tier_1"');
});

test('a pattern that is long is cut, and an odd text does no harm', () => {
  const source = `^(?:${'abc|'.repeat(40)}x)$`;
  const type = extended({ n: { kind: 'string', limits: { pattern: pattern(source) } } });
  const [message = ''] = told(exampleRecordOf(type)(['"n": "\\ud800\\u202e"']), type);
  assert.ok(message.length < 110 && message.startsWith('invalid-text n: "n" must match ^(?:abc|'), message);
});

test('a pattern is told as it is written, though a part of it may look like the middle of a link', () => {
  const type = extended({ n: { kind: 'string', limits: { pattern: pattern('^[A-Z](\\d+)$') } } });
  assert.deepEqual(told(exampleRecordOf(type)(['"n": "x"']), type), [
    'invalid-text n: "n" must match ^[A-Z](\\d+)$.',
  ]);
});

test('a key within an object that looks like one that is lacking is asked about, and never renamed unasked', () => {
  const text = record(['"udata": { "caseId": "C-1", "priority": 1 }']);
  assert.deepEqual(told(text), [
    'missing-field udata.case_id: Missing "case_id". Is "caseId" meant?',
    '  Rename "caseId" to "case_id"',
    '  Add "case_id": ""',
  ]);
  const [found] = check(text, 'json', team);
  const renamed = applyEdits(text, (found && fixesOf(found)[0]?.edits) ?? []);
  assert.deepEqual(told(renamed), []);
});

test('values without quotes are read by what the team says, within objects too', () => {
  const fixOf = (member: string) => told(record([member])).filter((line) => line.startsWith(' '));
  assert.deepEqual(fixOf('"tier": GOLD'), ['  !Change to "gold"']);
  assert.deepEqual(fixOf('"share": .75'), ['  !Change to 0.75']);
  assert.deepEqual(fixOf('"udata": { "case_id": C-1 }'), ['  Quote "C-1"']);
  assert.deepEqual(fixOf('"udata": { "case_id": "C-1", "priority": +2 }'), ['  !Change to 2']);
  assert.deepEqual(fixOf('"udata": { "case_id": "C-1", "priority": None }'), ['  !Remove "priority": None']);
});

test('names that would do harm where they are shown are shown harmless', () => {
  const name = `\u001b[31m\u202e${'long '.repeat(40)}`;
  const type = extended({ [name]: { kind: 'integer', limits: { minimum: 1 } } }, [name]);
  for (const value of ['0', '"x"', 'null', '[]']) {
    const lines = told(exampleRecordOf(type)([`${JSON.stringify(name)}: ${value}`]), type);
    assert.ok(lines.length > 0);
    for (const line of lines.map((one) => one.slice(one.indexOf(': ')))) {
      assert.ok(!line.includes('\u001b') && !line.includes('\u202e'), line);
      assert.ok(line.length < 300, line);
    }
  }
});

test('no conversion is safe after which a limit of the team is broken', () => {
  const type = extended({
    level: { kind: 'integer', limits: { minimum: 2, maximum: 5 } },
    desk: { kind: 'string', limits: { maxLength: 4, pattern: pattern('^\\d+$') } },
    duration: { kind: 'integer', limits: { maximum: 7200 } },
  });
  const rows = [
    ['"level": "3"', '  !Change to 3'],
    ['"level": "1"', '  Change to 1'],
    ['"level": +6', '  Change to 6'],
    ['"desk": 1234', '  !Change to "1234"'],
    ['"desk": 12345', '  Change to "12345"'],
    ['"desk": -1', '  Change to "-1"'],
    ['"desk": 0071', '  !Quote "0071"'],
    ['"desk": 00719', '  Quote "00719"'],
    ['"duration": "7201"', '  Change to 7201'],
  ] as const;
  for (const [member, fix] of rows) {
    const text = exampleRecordOf(type)([member]);
    assert.deepEqual(
      told(text, type).filter((line) => line.startsWith('  ')),
      [fix],
      member,
    );
  }
});
