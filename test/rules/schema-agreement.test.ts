import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import schema from '../../schemas/phone-call-interaction.schema.json';
import { ruleWithId } from '../../server/rules/rules';
import { anyRecord } from '../support/arbitraries';
import { check } from '../support/checking';

const validate = new Ajv().compile(schema);

/** Whether no rule of severity error finds anything that a schema can say. */
function isValid(text: string): boolean {
  return check(text).every(
    ({ rule }) => rule === 'end-before-start' || ruleWithId(rule)?.severity !== 'error',
  );
}

test('a generic validator with the schema and the rules give the same verdict on any record', () => {
  let valid = 0;
  let invalid = 0;
  fc.assert(
    fc.property(anyRecord, fc.constantFrom(undefined, 2), (record, indent) => {
      // An object that holds others and has less than two fields is a container of records.
      fc.pre(Object.keys(record).length > 4);
      const verdict = validate(record);
      if (verdict) valid++;
      else invalid++;
      assert.equal(
        isValid(JSON.stringify(record, undefined, indent)),
        verdict,
        JSON.stringify(validate.errors),
      );
    }),
    { numRuns: 6000 },
  );
  assert.ok(
    valid > 500 && invalid > 500,
    `both verdicts are tried often: ${valid} valid, ${invalid} invalid`,
  );
});
