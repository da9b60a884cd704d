import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import authoring from '../../schemas/authoring.json';
import { roles } from '../../server/spec/facts';
import { phoneCall } from '../../server/spec/phone-call';

const { fieldNamed, names: fieldNames, fields, mandatory: mandatoryFields } = phoneCall;

/** The table of the specification, typed by hand from its text: the only second statement of these facts. */
const table = `
  duration              integer    seconds  no
  outcome               string     -        no
  phone_number          string     -        no
  tconnection_id        string     -        no
  customer_id           string     -        yes
  interaction_id        string     -        yes
  status                integer    -        yes
  entity_type           integer    -        yes
  type                  string     -        yes
  sub_type              string     -        no
  media_type            string     -        yes
  parent_id             string     -        no
  thread_id             string     -        no
  external_id           string     -        no
  owner_id              integer    -        no
  creator_app_id        integer    -        yes
  start_date            date/time  -        yes
  end_date              date/time  -        no
  timeshift             integer    minutes  no
  category_id           string     -        no
  allow_children        boolean    -        no
  subject               string     -        no
  stopped_reason        string     -        no
  text                  text       -        no
  structured_text       url        -        no
  structured_text_mime  string     -        structured_text
  binary_content        url        -        no
  binary_content_mime   string     -        binary_content
  binary_content_size   integer    bytes    binary_content
  udata                 list       -        no
`;

const rows = table
  .trim()
  .split('\n')
  .map((row) => row.trim().split(/\s+/));

test('the fields are those of the specification, in its order', () => {
  const read = fields.map((field) => [
    field.name,
    field.type,
    field.unit ?? '-',
    field.mandatory ? 'yes' : (field.describes ?? 'no'),
  ]);
  assert.deepEqual(read, rows);
  assert.deepEqual(
    fields.map((field) => field.index),
    rows.map((_, index) => index),
  );
});

test('the mandatory fields are the eight of the specification', () => {
  assert.equal(
    mandatoryFields.map((field) => field.name).join(' '),
    'customer_id interaction_id status entity_type type media_type creator_app_id start_date',
  );
});

test('two fields bring companions, the others none', () => {
  const companions = fields.filter((field) => field.companions.length > 0);
  assert.deepEqual(
    companions.map((field) => [field.name, ...field.companions]),
    [
      ['structured_text', 'structured_text_mime'],
      ['binary_content', 'binary_content_mime', 'binary_content_size'],
    ],
  );
});

test('facts are stated of fields, and of no other names', () => {
  const named = Object.entries(authoring.fields).flatMap(([name, facts]) => [
    name,
    ...('refersTo' in facts ? facts.refersTo : []),
    ...('goesWith' in facts ? facts.goesWith.map(({ field }) => field) : []),
    ...('refines' in facts ? [facts.refines] : []),
  ]);
  for (const name of [...named, ...authoring.writingOrder]) assert.ok(fieldNamed(name), name);
  const parts = fields.flatMap(({ role }) => role ?? []);
  assert.deepEqual(parts.sort(), [...roles].sort());
});

test('the codes are those of the specification, each with a meaning', () => {
  const codes = fields.flatMap((field) =>
    field.codes.map((code) => `${field.name} ${code.value} ${code.name}`),
  );
  assert.deepEqual(codes, [
    'status 0 NEW',
    'status 1 PENDING',
    'status 2 IN_PROCESS',
    'status 3 STOPPED',
    'entity_type 0 EMAIL_IN',
    'entity_type 1 EMAIL_OUT',
    'entity_type 2 CHAT',
    'entity_type 3 PHONE_CALL',
    'entity_type 5 CALLBACK',
    'entity_type 6 COBROWSE',
    'entity_type 7 INTERACTION',
  ]);
  for (const field of fields) for (const code of field.codes) assert.match(code.meaning, /^\w.{8,}$/);
});

test('the open lists hold the values that are known', () => {
  assert.deepEqual(
    fields.filter((field) => field.knownValues.length > 0).map((field) => field.name),
    ['type', 'sub_type', 'media_type', 'stopped_reason', 'structured_text_mime', 'binary_content_mime'],
  );
  assert.equal(fieldNamed('type')?.knownValues.join(), 'Inbound,Outbound,Internal,Consult,Unknown');
  assert.equal(
    fieldNamed('stopped_reason')?.knownValues.join(),
    'Normal,AutoResponded,Terminated,Sent,Forwarded,Re-directed',
  );
  assert.equal(fieldNamed('sub_type')?.knownValues.length, 16);
  assert.equal(fieldNamed('media_type')?.knownValues.length, 25);
  for (const field of fields)
    assert.equal(new Set(field.knownValues).size, field.knownValues.length, field.name);
});

test('only allow_children has a default, and it is true', () => {
  const defaults = fields.filter((field) => field.default !== undefined);
  assert.deepEqual(
    defaults.map((field) => [field.name, field.default]),
    [['allow_children', true]],
  );
});

test('duration and binary_content_size are not negative; no other field has a bound', () => {
  const bounds = fields.filter((field) => field.minimum !== undefined);
  assert.deepEqual(
    bounds.map((field) => [field.name, field.minimum]),
    [
      ['duration', 0],
      ['binary_content_size', 0],
    ],
  );
});

test('dates, URLs and MIME types have a pattern without state, the other fields none', () => {
  const withPattern = fields.filter((field) => field.pattern !== undefined);
  assert.equal(
    withPattern.map((field) => `${field.name}:${field.kind}`).join(' '),
    'start_date:dateTime end_date:dateTime structured_text:url structured_text_mime:mimeType ' +
      'binary_content:url binary_content_mime:mimeType',
  );
  for (const field of withPattern) assert.equal(field.pattern?.flags, 'u');
});

test('each field has a description of one to three sentences, an example and the page it comes from', () => {
  for (const field of fields) {
    assert.match(field.description, /^[A-Z].*\.$/, field.name);
    assert.ok(field.description.split(/[.:;] /).length <= 5, field.name);
    assert.notEqual(field.example, undefined, field.name);
    assert.equal(field.source, 'https://docs.genesys.com/Documentation/CS/8.1.x/API/PhoneCallInteraction');
  }
});

test('nothing of the table can be changed', () => {
  for (const field of fields) {
    assert.ok(Object.isFrozen(field) && Object.isFrozen(field.codes) && Object.isFrozen(field.knownValues));
    assert.ok(Object.isFrozen(field.companions) && field.codes.every(Object.isFrozen));
  }
  assert.ok(Object.isFrozen(fields) && Object.isFrozen(mandatoryFields));
});

test('a field is found by its exact name', () => {
  for (const field of fields) assert.equal(fieldNamed(field.name), field);
  for (const name of ['', 'Type', 'type ', '__proto__', 'constructor', 'toString']) {
    assert.equal(fieldNamed(name), undefined, name);
  }
});

test('the name in a text is found as by a Map, wherever it stands', () => {
  const indexByName = new Map(rows.map((row, index) => [row[0], index]));
  const names = fields.map((field) => field.name);
  const candidates = new Set(['', 'x', ...names]);
  for (const name of names) {
    for (let at = 0; at <= name.length; at++) {
      candidates.add(name.slice(0, at)).add(name.slice(at));
      for (const character of ['a', '_', 'T', '"', '\0', '\u0174', 'é', '\uD83D']) {
        candidates.add(name.slice(0, at) + character + name.slice(at));
        candidates.add(name.slice(0, at) + character + name.slice(at + 1));
      }
    }
    for (const other of names) candidates.add(name.slice(0, 5) + other.slice(5)).add(name + other);
  }
  for (const candidate of candidates) {
    const expected = indexByName.get(candidate) ?? -1;
    for (const [before, after] of [
      ['', ''],
      ['"', '": 1'],
      ['{"type', 'type'],
      ['é😀', '_id'],
    ] as const) {
      const text = before + candidate + after;
      const found = fieldNames.indexInText(text, before.length, before.length + candidate.length);
      assert.equal(found, expected, JSON.stringify(text));
    }
  }
});

test('any stretch of any text gives what a Map gives', () => {
  const indexByName = new Map(rows.map((row, index) => [row[0], index]));
  const piece = fc.oneof(fc.constantFrom(...fields.map((field) => field.name)), fc.string({ maxLength: 3 }));
  const text = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, (sample) => {
      for (let start = 0; start <= sample.length; start++) {
        for (let end = start; end <= sample.length; end++) {
          assert.equal(
            fieldNames.indexInText(sample, start, end),
            indexByName.get(sample.slice(start, end)) ?? -1,
          );
        }
      }
    }),
    { numRuns: 300 },
  );
});
