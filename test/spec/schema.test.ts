import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv, type ValidateFunction } from 'ajv';
import schema from '../../schemas/phone-call-interaction.schema.json';
import { phoneCall } from '../../server/spec/phone-call';

const { fields } = phoneCall;

const validate: ValidateFunction = new Ajv().compile(schema);

/** A record with the mandatory fields alone. */
const minimal = {
  customer_id: '00001a57JGQ00BW1',
  interaction_id: '00001a57JGQ00BW8',
  status: 2,
  entity_type: 3,
  type: 'Inbound',
  media_type: 'voice',
  creator_app_id: 101,
  start_date: '2013-11-25T19:02:22.000Z',
};

/** A record with all fields. */
const complete = {
  ...minimal,
  duration: 0,
  outcome: 'Resolved',
  phone_number: '+12025550143',
  tconnection_id: '006a02114a3ce001',
  sub_type: 'InboundNew',
  parent_id: '00001a57JGQ00BW7',
  thread_id: '00001a57JGQ00BW7',
  external_id: '7',
  owner_id: 12,
  end_date: '2013-11-25T19:05:22.000Z',
  timeshift: -300,
  category_id: 'c',
  allow_children: false,
  subject: 's',
  stopped_reason: 'Normal',
  text: 't',
  structured_text: 'http://host/a',
  structured_text_mime: 'text/html',
  binary_content: 'http://host/b',
  binary_content_mime: 'audio/wav',
  binary_content_size: 0,
  udata: {},
};

const aString = { valid: ['', 'x', 'ä\n"'], invalid: [null, 1, true, ['x'], {}] };
const anyInteger = { valid: [0, 1, -1, 1.0, 2 ** 60], invalid: [null, '1', 1.5, true, [1], {}] };
const fromZero = { valid: [0, 1, 1e15], invalid: [null, -1, '1', 0.5, true, [1], {}] };
const aDate = {
  valid: ['2013-11-25T19:02:22.000Z', '2012-02-29T23:59:59.999Z'],
  invalid: [null, '', '2013-02-29T00:00:00.000Z', '2013-11-25T19:02:22Z', '2013-11-25', 1385406142000, {}],
};
const aUrl = {
  valid: ['http://host', 'https://host/a?b#c', 'ftp://host/a', 'file:///a'],
  invalid: [null, '', 'host', '/a', 'http://', 'http://host/a b', 'mailto:a@b', 1, {}],
};
const aMimeType = {
  valid: ['text/html', 'text/html; charset=utf-8', 'application/vnd.x+json'],
  invalid: [null, '', 'html', 'text/', '/html', 'text/html;', 'text /html', 1, {}],
};

/** Values of each field, typed by hand. */
const verdicts: Record<keyof typeof complete, { valid: readonly unknown[]; invalid: readonly unknown[] }> = {
  duration: fromZero,
  outcome: aString,
  phone_number: aString,
  tconnection_id: aString,
  customer_id: aString,
  interaction_id: aString,
  status: { valid: [0, 1, 2, 3, 3.0], invalid: [null, -1, 4, 2.5, '3', 'STOPPED', true, [3]] },
  entity_type: { valid: [0, 1, 2, 3, 5, 6, 7], invalid: [null, -1, 4, 8, '3', 'CHAT', true] },
  type: aString,
  sub_type: aString,
  media_type: aString,
  parent_id: aString,
  thread_id: aString,
  external_id: aString,
  owner_id: anyInteger,
  creator_app_id: anyInteger,
  start_date: aDate,
  end_date: aDate,
  timeshift: anyInteger,
  category_id: aString,
  allow_children: { valid: [true, false], invalid: [null, 'true', 0, 1, {}] },
  subject: aString,
  stopped_reason: aString,
  text: aString,
  structured_text: aUrl,
  structured_text_mime: aMimeType,
  binary_content: aUrl,
  binary_content_mime: aMimeType,
  binary_content_size: fromZero,
  udata: {
    valid: [
      {},
      { 'a-b >=?': '', _n: { m: [null] }, k: 1 },
      [],
      [
        { key: 'a', value: 1 },
        { key: '', type: 'str', value: null },
      ],
    ],
    invalid: [
      null,
      '',
      'a=b',
      1,
      true,
      [1],
      [null],
      [['a', 1]],
      [{ key: 'a' }],
      [{ value: 1 }],
      [{ key: 1, value: 1 }],
    ],
  },
};

test('a generic validator with its default options accepts the schema without a warning', () => {
  const warnings: unknown[] = [];
  const logger = { log: () => {}, warn: warnings.push.bind(warnings), error: warnings.push.bind(warnings) };
  const compiled = new Ajv({ logger }).compile(schema);
  assert.equal(compiled(minimal), true);
  assert.deepEqual(warnings, []);
  assert.equal(new Ajv().validateSchema(schema), true);
});

test('the schema is also accepted under the strictest options', () => {
  const ajv = new Ajv({ strict: true, strictTypes: true, strictTuples: true });
  assert.equal(ajv.compile(schema)(complete), true);
});

for (const [name, { valid, invalid }] of Object.entries(verdicts)) {
  test(`${name}: the schema tells valid values from invalid ones`, () => {
    for (const value of valid)
      assert.equal(validate({ ...complete, [name]: value }), true, JSON.stringify(value));
    for (const value of invalid)
      assert.equal(validate({ ...complete, [name]: value }), false, JSON.stringify(value));
  });
}

test('a record without any one mandatory field is invalid; without another field it is valid', () => {
  for (const name of Object.keys(complete)) {
    const { [name as keyof typeof complete]: _, ...rest } = complete;
    const isNeeded = name in minimal || /^(structured_text_mime|binary_content_(mime|size))$/.test(name);
    assert.equal(validate(rest), !isNeeded, name);
  }
});

/** What goes with the minimal record, and whether it is then valid. */
const companions: readonly (readonly [verdict: boolean, added: object])[] = [
  [true, {}],
  [false, { structured_text: 'http://h/' }],
  [true, { structured_text: 'http://h/', structured_text_mime: 'text/html' }],
  [true, { structured_text_mime: 'text/html' }],
  [false, { binary_content: 'http://h/' }],
  [false, { binary_content: 'http://h/', binary_content_mime: 'audio/wav' }],
  [false, { binary_content: 'http://h/', binary_content_size: 1 }],
  [true, { binary_content: 'http://h/', binary_content_mime: 'audio/wav', binary_content_size: 1 }],
  [true, { binary_content_mime: 'audio/wav' }],
  [true, { binary_content_size: 1 }],
  [false, { structured_text: 'http://h/', binary_content_mime: 'audio/wav', binary_content_size: 1 }],
];

for (const [verdict, added] of companions) {
  test(`a record with ${Object.keys(added).join(', ') || 'no content'} is ${verdict ? 'valid' : 'invalid'}`, () => {
    assert.equal(validate({ ...minimal, ...added }), verdict);
  });
}

test('the root is one record or an array of records, and nothing else', () => {
  for (const root of [minimal, complete, [], [minimal], [complete, minimal]])
    assert.equal(validate(root), true);
  for (const root of [null, 1, '', true, {}, [{}], [minimal, {}], [[minimal]], [null], { a: minimal }]) {
    assert.equal(validate(root), false, JSON.stringify(root));
  }
});

test('unknown fields are left alone, and $schema is a string', () => {
  assert.equal(validate({ ...minimal, unknown: null, x$schema: 1 }), true);
  assert.equal(validate({ $schema: 'urn:x', ...minimal }), true);
  assert.equal(validate({ $schema: 1, ...minimal }), false);
});

test('the examples of all fields together are a valid record, and so is each default and known value', () => {
  const example = Object.fromEntries(fields.map((field) => [field.name, field.example]));
  assert.equal(validate(example), true, JSON.stringify(validate.errors));
  for (const field of fields) {
    const values = [field.default, ...field.knownValues, ...field.codes.map((code) => code.value)];
    for (const value of values.filter((candidate) => candidate !== undefined)) {
      assert.equal(validate({ ...complete, [field.name]: value }), true, `${field.name} ${value}`);
    }
  }
});

test('the fields of the schema stand in the order of the specification, with keywords of the standard only', () => {
  assert.deepEqual(
    Object.keys(schema.definitions.record.properties),
    fields.map((field) => field.name),
  );
  const standard =
    /^(\$comment|allOf|anyOf|const|default|description|enum|examples|items|minimum|oneOf|pattern|properties|required|title|type|\$ref|dependencies|patternProperties)$/;
  for (const definition of Object.values(schema.definitions)) {
    for (const keyword of Object.keys(definition)) assert.match(keyword, standard);
  }
  for (const property of Object.values(schema.definitions.record.properties)) {
    for (const keyword of Object.keys(property)) assert.match(keyword, standard);
  }
});
