import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import schema from '../../schemas/phone-call-interaction.schema.json';
import { readProjectFile } from '../../server/config/project-file';
import { ruleWithId } from '../../server/rules/rules';
import { phoneCall } from '../../server/spec/phone-call';
import { withFragment } from '../../server/spec/record-fragment';
import type { RecordType } from '../../server/spec/record-type';
import { check } from '../support/checking';

/*
 * What a project file states of records can only narrow what is right; and where nothing of it is refused, it says to us
 * what it says to any reader of JSON Schema.
 */

const { dateTime, url } = schema.definitions;
const ajv = new Ajv({
  strict: false,
  ownProperties: true,
  formats: { 'date-time': new RegExp(dateTime.pattern, 'u'), uri: new RegExp(url.pattern, 'u') },
});
const isPhoneCall = new Ajv().compile(schema);

const date = '2013-11-25T19:02:22.000Z';
const values: readonly unknown[] = [
  ...[
    '',
    ' ',
    'a',
    'ab',
    'abc',
    'C1',
    'C123',
    '😀',
    'gold',
    'voice',
    'text/html',
    date,
    'https://example.org/a',
  ],
  ...[0, 1, 2, 3, 4, -1, 1.5, 3600, true, false, null, [], ['a'], {}, { a: 1 }, { a: 'ab', n: 2 }],
];
const value = fc.constantFrom(...values);
const text = fc.constantFrom('', 'a', 'ab', 'abc', 'C1', 'C123', '😀', 'gold', date, 'https://example.org/a');
const number = fc.constantFrom(0, 1, 2, 3, 4, -1, 1.5, 3600);
const codes = fc.oneof(
  ...[text, number, fc.boolean(), value].map((one) =>
    fc.uniqueArray(one as fc.Arbitrary<unknown>, { minLength: 1, maxLength: 4 }),
  ),
);

const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined, freq: 1 });
const present = (parts: object) =>
  Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined));
const asCodes = (list: readonly unknown[]) =>
  list.map((one) => ({ const: one, title: `T${String(one)}`, description: 'b' }));

/** Any keywords with any values: most of it is wrong. */
const anyKeywords = fc
  .record({
    // Without one JSON Schema would take any other type, too.
    type: fc.constantFrom('string', 'integer', 'number', 'boolean', 'array', 'object'),
    enum: maybe(codes),
    oneOf: maybe(codes.map(asCodes)),
    pattern: maybe(fc.constantFrom('^C\\d+$', 'a', '(')),
    minLength: maybe(number),
    maxLength: maybe(number),
    minimum: maybe(number),
    maximum: maybe(number),
    format: maybe(fc.constantFrom('date-time', 'uri', 'email')),
    default: maybe(value),
    examples: maybe(fc.array(value, { maxLength: 2 })),
    required: maybe(fc.constantFrom(['a'], true)),
  })
  .map(present);

/** Keywords that fit together: most of it is right. */
function fittingKeywords(members: fc.Arbitrary<object>): fc.Arbitrary<object> {
  const list = <Value>(one: fc.Arbitrary<Value>) => fc.uniqueArray(one, { minLength: 1, maxLength: 3 });
  const ofTexts = fc.record({
    type: fc.constant('string'),
    pattern: maybe(fc.constantFrom('^C\\d+$', 'a', '^$', '\\p{L}')),
    minLength: maybe(fc.constantFrom(0, 1, 2)),
    maxLength: maybe(fc.constantFrom(2, 30)),
    title: maybe(fc.constant('A')),
  });
  const ofNumbers = fc.record({
    type: fc.constantFrom('integer', 'number'),
    minimum: maybe(fc.constantFrom(0, 1, -0.5)),
    maximum: maybe(fc.constantFrom(1.5, 3, 3600)),
  });
  return fc.oneof(
    ofTexts.map(present),
    ofNumbers.map(present),
    fc.constantFrom(
      { type: 'string', format: 'date-time' },
      { type: 'string', format: 'uri' },
      { type: 'boolean' },
      { type: 'array' },
    ),
    fc.oneof(list(text), list(fc.constantFrom(0, 1, 2, 3)), list(number)).map((some) => ({ enum: some })),
    fc.oneof(list(text), list(fc.constantFrom(0, 1, 2, 3))).map((some) => ({ oneOf: asCodes(some) })),
    members.map((inner) => ({ type: 'object', ...inner })),
  );
}

const names = ['crm_id', 'tier', 'called_back', 'a', 'n'];
const fieldNames = phoneCall.fields.map(({ name }) => name);

function objectWith(all: readonly string[], one: fc.Arbitrary<object>): fc.Arbitrary<object> {
  const some = fc.uniqueArray(fc.constantFrom(...all), { maxLength: 2 });
  return fc
    .tuple(
      fc.dictionary(
        fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...all.slice(0, 5)) }, fc.constantFrom(...all)),
        one,
        { minKeys: 1, maxKeys: 5, noNullPrototype: true },
      ),
      some,
      some,
      some,
    )
    .map(([properties, required, owners, needed]) => {
      const known = (list: readonly string[]) =>
        list.filter(
          (name) => Object.hasOwn(properties, name) || (all.length > 9 && fieldNames.includes(name)),
        );
      const pairs = known(owners).map((owner) => [owner, known(needed).filter((name) => name !== owner)]);
      return {
        properties,
        required: known(required),
        ...(pairs.length > 0 && { dependencies: Object.fromEntries(pairs) as object }),
      };
    });
}

const inner = objectWith(['a', 'n'], fittingKeywords(fc.constant({})));
const someField = fc.oneof(
  { weight: 1, arbitrary: anyKeywords },
  { weight: 6, arbitrary: fittingKeywords(inner) },
);
const fragment = objectWith([...names, ...fieldNames], someField);

/** What a record has otherwise than one with examples of all fields. */
const change = fc.record({
  absent: fc.uniqueArray(fc.constantFrom(...names, ...fieldNames), { maxLength: 3 }),
  changed: fc.dictionary(fc.constantFrom(...names, ...names, ...fieldNames), value, {
    maxKeys: 2,
    noNullPrototype: true,
  }),
});

function recordOf({ fields }: RecordType, absent: readonly string[], changed: object): object {
  const examples = fields.flatMap(({ name, example }): [string, unknown][] =>
    example === undefined || absent.includes(name) ? [] : [[name, example]],
  );
  return { ...Object.fromEntries(examples), ...changed };
}

/** What is certainly wrong with a record, as far as a schema can say it. */
function errorsIn(json: string, type: RecordType) {
  return check(json, 'json', type).filter(
    ({ rule }) => rule !== 'end-before-start' && ruleWithId(rule)?.severity === 'error',
  );
}

test('what a project file states only narrows, and is what JSON Schema says where nothing of it is refused', () => {
  const seen = { whole: 0, narrower: 0, valid: 0, invalid: 0 };
  fc.assert(
    fc.property(fragment, fc.array(change, { minLength: 3, maxLength: 3 }), (stated, changes) => {
      const { record: read, problems } = readProjectFile(JSON.stringify({ record: stated }), phoneCall);
      assert.ok(read);
      const type = withFragment(phoneCall, read, 'team.json');
      const isStated = problems.length === 0 ? ajv.compile(stated) : undefined;
      if (isStated) seen.whole++;
      for (const { absent, changed } of changes) {
        const one = recordOf(type, absent, changed);
        const json = JSON.stringify(one);
        const before = errorsIn(json, phoneCall);
        const after = errorsIn(json, type);
        for (const { rule, start, end, field, message } of before) {
          const isTold = after.some(
            (now) =>
              now.field === field ||
              (now.start === start && now.end === end) ||
              // A companion that the team wants in any case.
              (rule === 'missing-companion' && now.rule === 'missing-field'),
          );
          assert.ok(isTold, `${message} ${json} ${JSON.stringify(stated)}`);
        }
        if (after.length > before.length) seen.narrower++;
        if (!isStated) continue;
        const isValid = isPhoneCall(one) && isStated(one);
        seen[isValid ? 'valid' : 'invalid']++;
        assert.equal(
          after.length === 0,
          isValid,
          `${JSON.stringify(after)} ${JSON.stringify(isStated.errors)} ${json} ${JSON.stringify(stated)}`,
        );
      }
    }),
    { numRuns: 250 },
  );
  for (const [what, count] of Object.entries(seen)) assert.ok(count > 40, `${what} is tried often: ${count}`);
});
