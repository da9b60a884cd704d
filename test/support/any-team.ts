import fc from 'fast-check';
import type { Field, FieldKind } from '../../server/spec/field';
import type { FieldFragment, RecordFragment } from '../../server/spec/record-fragment';
import type { RecordType } from '../../server/spec/record-type';
import { extended, fragment, pattern, team, valueOnly } from './team-type';

const texts = [
  'C-1',
  'gold',
  'Gold',
  '',
  ' ',
  ' C-1',
  'ä',
  '\u{1f600}\u{1f600}',
  'a"b\\',
  'x'.repeat(40),
  '\u0001',
];
const dates = ['2013-11-25T19:02:22.000Z', '2013-02-30T00:00:00.000Z'];
const addresses = ['https://example.com/a', 'example.com/a'];
/** As they are written, since the way counts. */
const numbers = [
  '0',
  '-0',
  '1',
  '-1',
  '2',
  '5',
  '5.0',
  '5.1',
  '0.5',
  '0.25',
  '-2.5',
  '50e-1',
  '1e400',
  '-1e400',
].concat([
  '9007199254740991',
  '9007199254740993',
  '5.0000000000000000001',
  '4.9999999999999999999',
  '123456789012345.5',
]);
const values = [
  ...[...texts, ...dates, ...addresses].map((text) => JSON.stringify(text)),
  ...numbers,
  ...['true', 'false', 'null', '[]', '[1, {"a": "}"}]', '{}', '{"a": [1, "]"]}', '"\\u0043-1"'],
];
const limit = fc.constantFrom(-2.5, -1, 0, 0.5, 1, 5, 5.1, 2 ** 53);
const length = fc.constantFrom(0, 1, 2, 3, 10, 40);
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined, freq: 2 });

function stated(parts: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}

const field: fc.Arbitrary<FieldFragment> = fc
  .constantFrom<FieldKind>('string', 'text', 'dateTime', 'url', 'integer', 'number', 'boolean', 'array')
  .chain((kind) => {
    const isNumber = kind === 'integer' || kind === 'number';
    const isText = !isNumber && kind !== 'boolean' && kind !== 'array';
    const value: fc.Arbitrary<string | number | boolean> = isNumber
      ? fc.constantFrom(0, 1, -1, 2.5, 5)
      : kind === 'boolean'
        ? fc.boolean()
        : fc.constantFrom(...texts, ...dates, ...addresses);
    const codes = fc.array(value.map(valueOnly), { minLength: 1, maxLength: 4 });
    const ofNumber = fc.record({ minimum: maybe(limit), maximum: maybe(limit) });
    const ofText = fc.record({
      minLength: maybe(length),
      maxLength: maybe(length),
      pattern: maybe(fc.constantFrom('^C-\\d+$', 'ä|^$', '.').map(pattern)),
    });
    return fc
      .record({
        codes: kind === 'array' ? fc.constant(undefined) : maybe(codes),
        limits: isNumber ? ofNumber : isText ? ofText : fc.constant({}),
      })
      .map(({ codes: known, limits }) => ({ kind, ...stated({ codes: known }), limits: stated(limits) }));
  });

const names = ['a', 'b_c', 'zähler', 'd'];

function objectOf(inner: fc.Arbitrary<FieldFragment>): fc.Arbitrary<RecordFragment> {
  const some = fc.subarray(names, { maxLength: 2 });
  return fc
    .tuple(fc.dictionary(fc.constantFrom(...names), inner, { maxKeys: 4 }), some, some, some)
    .map(([properties, required, owners, needed]) => {
      const known = (list: readonly string[]) => list.filter((name) => Object.hasOwn(properties, name));
      const pairs = known(owners).map((owner) => [owner, known(needed).filter((name) => name !== owner)]);
      return fragment(properties, known(required), Object.fromEntries(pairs));
    });
}

const nested: fc.Arbitrary<FieldFragment> = fc.oneof(
  { weight: 4, arbitrary: field },
  { weight: 1, arbitrary: objectOf(field).map((members) => ({ kind: 'object' as const, members })) },
);

/** Phone calls of teams that state anything, and of one that states something of every kind. */
export const anyTeam: fc.Arbitrary<RecordType> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(team) },
  {
    weight: 4,
    arbitrary: fc
      .record({
        own: objectOf(nested),
        duration: maybe(limit.map((maximum) => ({ limits: { maximum } }))),
        subject: maybe(length.map((maxLength) => ({ limits: { maxLength } }))),
        udata: maybe(objectOf(nested).map((members) => ({ members }))),
      })
      .map(({ own: { properties, required, dependencies }, ...others }) =>
        extended(
          { ...Object.fromEntries(properties), ...stated(others) },
          required,
          Object.fromEntries(dependencies),
        ),
      ),
  },
);

/** Whether a value, as JSON text, is about what its field says: enough to make most records right. */
function fits({ type, codes, limits, pattern: form }: Field, text: string): boolean {
  const value: unknown = JSON.parse(text);
  const { minimum = -Infinity, maximum = Infinity, minLength = 0, maxLength = Infinity } = limits;
  if (codes.length > 0 && !codes.some((code) => code.value === value)) return false;
  switch (type) {
    case 'integer':
      return Number.isSafeInteger(value) && minimum <= (value as number) && (value as number) <= maximum;
    case 'number':
      return typeof value === 'number' && minimum <= value && value <= maximum;
    case 'boolean':
      return typeof value === 'boolean';
    case 'array':
      return Array.isArray(value);
    case 'object':
    case 'list':
      return text.startsWith('{');
    default:
      if (typeof value !== 'string' || value.trim() === '') return false;
      if (value.length < minLength || value.length > maxLength) return false;
      return (form?.test(value) ?? true) && (limits.pattern?.test(value) ?? true);
  }
}

/** The text of an object that has some of these fields, right values more often than not. */
export function objectText(fields: readonly Field[]): fc.Arbitrary<string> {
  const members = fields.map((one) => {
    const { name, mandatory, usual, example, members: inner } = one;
    const own = one.codes.map((code) => JSON.stringify(code.value));
    const right = (one.statedBy ? [...values, ...own] : [JSON.stringify(usual ?? example)]).filter((text) =>
      fits(one, text),
    );
    const anything = fc.constantFrom(...values);
    const value = inner
      ? fc.oneof({ weight: 30, arbitrary: objectText(inner.fields) }, { weight: 1, arbitrary: anything })
      : fc.oneof(
          { weight: 60, arbitrary: right.length > 0 ? fc.constantFrom(...right) : anything },
          { weight: 1, arbitrary: anything },
        );
    return fc
      .tuple(fc.nat({ max: 99 }), value, fc.constantFrom(': ', ':', ' :\n'))
      .map(([at, text, colon]) =>
        at < (mandatory ? 99 : one.statedBy ? 50 : 3) ? [`${JSON.stringify(name)}${colon}${text}`] : [],
      );
  });
  const more = fc.constantFrom<readonly string[]>(
    ...Array.from({ length: 20 }, () => []),
    ...[['"free": {"a": 1}'], ['"a": 1'], ['"userData": {"a": null}']],
  );
  return fc.tuple(more, ...members).map((parts) => `{ ${parts.flat().join(' , ')} }`);
}
