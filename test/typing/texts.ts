import fc from 'fast-check';
import type { Field, Members } from '../../server/spec/field';

/** A text as somebody types it. */
export interface TypedText {
  readonly shape: string;
  readonly text: string;
  readonly languageId: 'interaction-json' | 'interaction-jsonl';
}

/** A member as key and JSON text, in the layout of `Layout`. */
type Member = readonly [string, unknown];

const words = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.constantFrom(
      ...[
        'In',
        'voice',
        'Sale',
        'true story',
        'null',
        'say \\ "hi"',
        'a: b, c',
        'é 😀',
        '',
        ' ',
        '}',
        '{"a": 1}',
      ],
      ...['+1202', '0071', '2026-03'],
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('2026-03-02T08:15:30.000Z', 'https://a.example/7.mp3', 'text/html'),
  },
);
const number = fc.oneof(
  fc.constantFrom(0, 1, 2, 3, 5, 6, 7, 9, 60, -300, 195, 1560044, 1772439330000, 0.5, -1, 1e21),
  fc.integer({ min: -99_999, max: 99_999 }),
);
const scalar = fc.oneof(words, number, fc.constantFrom(true, false, null));
const udata = fc.dictionary(
  fc.constantFrom('ServiceType', 'CustomerSegment', 'status', 'a b', 'nested', 'true', '1'),
  fc.oneof(
    { weight: 6, arbitrary: scalar },
    { weight: 1, arbitrary: fc.constantFrom({}, [], { a: [1, { b: 2 }] }) },
  ),
  { maxKeys: 3 },
);

/** Mostly what a field takes, sometimes anything. */
function valuesOf(field: Field): fc.Arbitrary<unknown> {
  const { codes, knownValues, type, example, members } = field;
  const usual: fc.Arbitrary<unknown> =
    codes.length > 0
      ? fc.constantFrom(...codes.map(({ value }) => value))
      : knownValues.length > 0
        ? fc.constantFrom(...knownValues)
        : type === 'boolean'
          ? fc.boolean()
          : type === 'integer' || type === 'number'
            ? number
            : members
              ? objectOf(members.fields)
              : type === 'list'
                ? udata
                : fc.oneof({ weight: 1, arbitrary: fc.constant(example) }, { weight: 9, arbitrary: words });
  return fc.oneof({ weight: 8, arbitrary: usual }, { weight: 1, arbitrary: scalar });
}

/** A member of an object with these fields. */
function memberOf(fields: readonly Field[]): fc.Arbitrary<Member> {
  // Of these a value that is typed may be the beginning, or the whole, of one that is offered.
  const chosen = fields.filter(
    ({ type, codes, members }) => codes.length > 0 || members || type === 'boolean' || type === 'integer',
  );
  return fc
    .oneof(fc.constantFrom(...fields), fc.constantFrom(...(chosen.length > 0 ? chosen : fields)))
    .chain((field) => valuesOf(field).map((value) => [field.name, value] as const));
}

function objectOf(fields: readonly Field[]): fc.Arbitrary<object> {
  return fc
    .uniqueArray(memberOf(fields), { minLength: 1, maxLength: 3, selector: ([key]) => key })
    .map((members) => Object.fromEntries(members));
}

const other: fc.Arbitrary<Member> = fc.tuple(
  fc.constantFrom('room', 'Status', 'test_case', 'customerId'),
  scalar,
);

const recordOf = (fields: readonly Field[]) =>
  fc.uniqueArray(fc.oneof({ weight: 9, arbitrary: memberOf(fields) }, { weight: 1, arbitrary: other }), {
    minLength: 1,
    maxLength: 4,
    selector: ([key]) => key,
  });

const names = ['first call', 'second call', 'third', 'fourth', 'fifth'];

/** Texts of small records with these fields in all shapes in which records are written. */
export const typedTextsOf = ({ fields }: Members): fc.Arbitrary<TypedText> =>
  fc
    .tuple(
      fc.array(recordOf(fields), { minLength: 1, maxLength: 5 }),
      fc.constantFrom('pretty', 'tight', 'compact', 'spaced', 'array', 'array of lines', 'named', 'lines'),
      fc.constantFrom('  ', '    ', '\t'),
      fc.constantFrom('\n', '\r\n'),
    )
    .map(([records, shape, indent, lineEnd]) => {
      const objects = records.map((members) => Object.fromEntries(members));
      const text = textIn(shape, objects, indent).replaceAll('\n', lineEnd);
      return { shape, text, languageId: shape === 'lines' ? 'interaction-jsonl' : 'interaction-json' };
    });

function textIn(shape: string, objects: readonly object[], indent: string): string {
  const lines = objects.map((each) => JSON.stringify(each));
  switch (shape) {
    case 'pretty':
      return JSON.stringify(objects[0], null, indent);
    case 'tight':
      return textIn('array', objects, indent).replaceAll(/^(\s*"(?:[^"\\]|\\.)*"): /gm, '$1:');
    case 'compact':
      return JSON.stringify(objects);
    case 'spaced':
      return spaced(objects[0]);
    case 'array':
      return JSON.stringify(objects, null, indent);
    case 'array of lines':
      return `[\n${lines.map((line) => `${indent}${line}`).join(',\n')}\n]`;
    case 'named':
      return JSON.stringify(Object.fromEntries(objects.map((each, at) => [names[at], each])), null, indent);
    default:
      return `${objects.map(spaced).join('\n')}\n`;
  }
}

/** JSON on one line with a space after colons and commas. */
function spaced(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([key, each]) => `${JSON.stringify(key)}: ${spaced(each)}`)
    .join(', ')}}`;
}
