import { test } from 'node:test';
import fc from 'fast-check';
import { checkText } from '../support/engines';
import { recordLine } from '../support/program';

/*
 * What an object is must not hang on who reads it: the fast reader, which knows exact names alone, or the scanner. Objects
 * of names that records and wrappers have in common, in each place (`checkText` compares the two).
 */

const record = recordLine();
const keys =
  'type status subject text state outcome name version data schema total count page id interaction_id @type';
const values = [
  ...['"header"', '"table"', '"ok"', '"x"', '1', '200', 'null', '[]', '{}', '{"type":"log"}', '{"name":"x"}'],
  ...[record, `[${record}]`, JSON.stringify(record)],
];
const object = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...keys.split(' ')), fc.constantFrom(...values)), {
    maxLength: 4,
    selector: ([key]) => key,
  })
  .map((members) => `{${members.map(([key, value]) => `"${key}":${value}`).join()}}`);
const objects = fc.array(fc.oneof(object, fc.constant(record)), { minLength: 1, maxLength: 3 });

test('an object is the same for all readers', () => {
  fc.assert(
    fc.property(objects, (texts) => {
      checkText(texts[0] as string);
      checkText(`[${texts.join()}]`);
      checkText(`{"calls":[${texts.join()}],"first":${texts[0]}}`);
      checkText(texts.join('\n'), 'lines');
    }),
    { numRuns: 400 },
  );
});
