import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv, type ValidateFunction } from 'ajv';
import schema from '../../schemas/phone-call-interaction.schema.json';
import { phoneCall } from '../../server/spec/phone-call';
import { companions, complete, minimal, otherRoots, roots, verdicts } from '../support/verdicts';

const { fields } = phoneCall;

const validate: ValidateFunction = new Ajv().compile(schema);

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

for (const [verdict, added] of companions) {
  test(`a record with ${Object.keys(added).join(', ') || 'no content'} is ${verdict ? 'valid' : 'invalid'}`, () => {
    assert.equal(validate({ ...minimal, ...added }), verdict);
  });
}

test('the root is one record or an array of records, and nothing else', () => {
  for (const root of roots) assert.equal(validate(root), true, JSON.stringify(root));
  for (const root of otherRoots) assert.equal(validate(root), false, JSON.stringify(root));
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
