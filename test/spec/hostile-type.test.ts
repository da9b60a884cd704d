import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type CheckedDocument, chunksWithFindings } from '../../server/check/check';
import { openDocument } from '../../server/document/document';
import type { DocumentForm } from '../../server/document/form';
import { applyEdits } from '../../server/edit/text-edit';
import { createEngine } from '../../server/engine';
import { quickFixes } from '../../server/features/actions';
import { complete } from '../../server/features/complete/complete';
import { hover } from '../../server/features/hover/hover';
import { writeLatin1 } from '../../server/hosts/node/write-latin1';
import { rules } from '../../server/rules/rules';
import type { FieldKind } from '../../server/spec/field';
import { phoneCallSource } from '../../server/spec/phone-call';
import type { FieldSchema } from '../../server/spec/read-fields';
import { type RecordType, recordTypeOf } from '../../server/spec/record-type';
import { editsOf, now } from '../support/completing';
import { checkText, engine, plainEngine } from '../support/engines';
import { allChunks, allFindings } from '../support/whole';

/*
 * A record type is a value: one of 300 fields, with names as hostile as can be, is read, checked, completed and shown as
 * phone calls are, and in the same process.
 */

/** As alike as can be, or what objects have by themselves, or what JSON and snippets have to escape. */
const plainNames: readonly string[] = [
  ...Array.from({ length: 100 }, (_, n) => `${'x'.repeat(77)}${String(n).padStart(3, '0')}`),
  ...Array.from({ length: 97 }, (_, n) => `${String(n).padStart(3, '0')}_${'y'.repeat(76)}`),
  ...Array.from({ length: 80 }, (_, n) => `${'z'.repeat(n)}_${'z'.repeat(79 - n)}`),
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'length', 'udata2', 'Aa', 'BB'],
  ...[' ', 'a b', '$1', 'a}$1', '`a``b`', '](command:x)', '~/0~1', '-'],
];
const otherNames: readonly string[] = [
  ...[
    'é',
    'ÿ',
    'naïve',
    'Ā',
    '日本語',
    '😀',
    'e\u0301',
    '\u007f',
    'a\u007f',
    'a"b',
    'a\\b',
    'a\nb',
    '\u2028',
  ],
];

const examples: Readonly<Partial<Record<FieldKind, unknown>>> = {
  string: 'x',
  seconds: 5,
  boolean: true,
  dateTime: '2013-11-25T19:02:22.000Z',
  url: 'https://example.com/a',
  mimeType: 'text/html',
  text: 'y',
  integer: -5,
};
const kinds = Object.keys(examples) as FieldKind[];

/** A type with fields of these names: each ninth is mandatory, some belong together, some have codes. */
function typeOf(names: readonly string[]): RecordType {
  const properties = names.map((name, index): [string, FieldSchema] => {
    const kind = kinds[index % kinds.length] as FieldKind;
    const codes = [1, 2].map((code) => ({ const: code, title: `CODE_${code}`, description: 'a code' }));
    const isCode = kind === 'integer' && index % 3 === 0;
    return [
      name,
      {
        allOf: [{ $ref: `#/definitions/${kind}` }],
        description: `Field ${index}.`,
        examples: [isCode ? 2 : examples[kind]],
        ...(isCode && { oneOf: codes }),
      },
    ];
  });
  const groups = names.flatMap((name, index): [string, readonly string[]][] =>
    index % 45 === 0 ? [[name, names.slice(index + 1, index + 3)]] : [],
  );
  return recordTypeOf({
    ...phoneCallSource,
    record: {
      $comment: 'https://example.com/',
      required: names.filter((_, index) => index % 9 === 8),
      dependencies: Object.fromEntries(groups),
      properties: Object.fromEntries(properties),
    },
    otherNames: {},
    authoring: {
      fields: {},
      writingOrder: [],
      noun: 'thing',
      storedBy: 'somebody',
      listNames: [],
      templates: [{ label: 'New record', detail: 'the mandatory fields' }],
    },
  });
}

const plain = typeOf(plainNames);
const hostile = typeOf([...otherNames, ...plainNames]);
const types: readonly RecordType[] = [plain, hostile];

/** A member as JSON text. */
function member(name: string, value: unknown): string {
  return `${JSON.stringify(name)}: ${JSON.stringify(value)}`;
}

function correctRecord({ fields }: RecordType): string {
  return `{${fields.map(({ name, example }) => member(name, example)).join(', ')}}`;
}

/** The mandatory fields with their example values, and some members in place of those or besides. */
function recordWith({ mandatory }: RecordType, members: ReadonlyMap<string, unknown>): string {
  const all = new Map([
    ...mandatory.map(({ name, example }): [string, unknown] => [name, example]),
    ...members,
  ]);
  return `{${[...all].map(([name, value]) => member(name, value)).join(', ')}}`;
}

/** Checks a text on the product's way, and compares with the plain one. */
function check(type: RecordType, text: string, form: DocumentForm = 'json'): CheckedDocument {
  const checked = engine.check(openDocument(text, form, type));
  const slow = plainEngine.check(openDocument(text, form, type));
  assert.deepEqual(allFindings(checked), allFindings(slow));
  assert.deepEqual(
    allChunks(checked.document).map((chunk) => [chunk.text, chunk.record?.end, chunk.problems]),
    allChunks(slow.document).map((chunk) => [chunk.text, chunk.record?.end, chunk.problems]),
  );
  return checked;
}

/** The findings of each record, as their rule and the names that they are about. */
function told(checked: CheckedDocument): readonly (readonly string[])[] {
  const byRecord = allChunks(checked.document)
    .slice(1)
    .map((): string[] => []);
  for (const { index, findings } of chunksWithFindings(checked)) {
    for (const { rule, field, fields } of findings)
      byRecord[index - 1]?.push([rule, ...(fields ?? [field])].join(' '));
  }
  return byRecord;
}

test('there are 300 fields and more, each found by its own name alone', () => {
  assert.ok(plain.fields.length >= 280 && hostile.fields.length >= 300, `${hostile.fields.length}`);
  for (const type of types) {
    for (const field of type.fields) {
      assert.equal(type.fieldNamed(field.name), field);
      assert.equal(type.names.indexInText(field.name, 0, field.name.length), field.index);
    }
    for (const name of ['', 'prototype', 'isPrototypeOf', 'x', '__proto', 'udata'])
      assert.equal(type.fieldNamed(name), undefined, name);
  }
});

/** All other rules are asked about each record. */
const stating = rules.filter(({ quiet }) => quiet);

test('a correct record with all fields is quiet, however it is read', () => {
  for (const type of types) {
    const record = correctRecord(type);
    for (const [text, form] of [
      [record, 'json'],
      [`[${record},\n${record}]`, 'json'],
      [`${record}\n${record}\n`, 'lines'],
      // Beyond Latin-1 a text is written as bytes in another way.
      [`[${record},\n${record.replace('"y"', '"日本"')}]`, 'json'],
    ] as const) {
      assert.deepEqual(told(check(type, text, form)).flat(), []);
      const bytes = Buffer.concat([Buffer.from(text), Buffer.alloc(1)]);
      const quiet = createEngine({ type, rules: stating, writeLatin1 }).countQuietRecords(
        new Uint8Array(bytes),
        form,
      );
      const expected = text === record ? 1 : 2;
      assert.equal(quiet, type === plain ? expected : undefined);
    }
  }
});

test('each field that is absent, wrong, twice or without its companions is named, and nothing else', () => {
  for (const type of types) {
    const records: string[] = [];
    const expected: string[][] = [];
    const expect = (record: string, ...findings: string[]) => {
      records.push(record);
      expected.push(findings);
    };
    for (const { name, example, mandatory, describes, companions } of type.fields) {
      const whole = recordWith(type, new Map([[name, example]]));
      if (mandatory) {
        const others = type.mandatory.filter((field) => field.name !== name);
        expect(
          `{${others.map((field) => member(field.name, field.example)).join(', ')}}`,
          `missing-field ${name}`,
        );
      }
      if (describes !== undefined) {
        expect(whole, `orphan-companion ${name}`);
      } else if (companions.some((one) => !type.fieldNamed(one)?.mandatory)) {
        expect(whole, `missing-companion ${name}`);
      } else {
        expect(whole);
        expect(recordWith(type, new Map([[name, {}]])), `wrong-type ${name}`);
        expect(`${whole.slice(0, -1)}, ${member(name, example)}}`, `duplicate-field ${name}`);
      }
    }
    assert.deepEqual(told(check(type, `[${records.join(',\n')}]`)), expected);
  }
});

test('whatever members a record has, reading it fast only spares work', () => {
  const values = [
    ...[null, '', 'x', 0, -1, 1.5, true, {}, [], { a: [{}] }, 1e20, 'http://a', 'a/b'],
    ...['2013-11-25T19:02:22.000Z', '2013-02-30T19:02:22.000Z', 'é', '\u0001'],
  ];
  const spoilt = (name: string) =>
    fc.constantFrom(name.slice(1), `${name}x`, name.toUpperCase(), name.replace('\u007f', 'é'), `${name}é`);
  for (const type of types) {
    const names = new Set(type.fields.map(({ name }) => name));
    const one = fc
      .constantFrom(...type.fields)
      .chain((field) =>
        fc.tuple(
          fc.oneof(
            { weight: 12, arbitrary: fc.constant(field.name) },
            { weight: 1, arbitrary: spoilt(field.name) },
          ),
          fc.oneof({ weight: 8, arbitrary: fc.constant(field.example) }, fc.constantFrom(...values)),
        ),
      );
    const record = fc
      .tuple(
        fc.constantFrom('{}', recordWith(type, new Map()), correctRecord(type)),
        fc.array(one, { maxLength: 30 }),
      )
      .map(([start, members]) => {
        const added = members.map(([name, value]) => member(name, value));
        return `{${[start.slice(1, -1), ...added].filter((part) => part !== '').join(', ')}}`;
      });
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 4 }), (records) => {
        const checked = check(type, `[${records.join(',\n')}]`);
        // What has few fields can be something else than a record.
        const isSure = records.every(
          (text) => Object.keys(JSON.parse(text)).filter((key) => names.has(key)).length > 3,
        );
        if (!isSure) return;
        const unknown = records.map((text) => Object.keys(JSON.parse(text)).filter((key) => !names.has(key)));
        for (const [index, findings] of told(checked).entries()) {
          const found = findings.filter((line) => line.startsWith('unknown-field '));
          assert.deepEqual(
            found.map((line) => line.slice('unknown-field '.length)).sort(),
            unknown[index]?.sort(),
          );
        }
      }),
      { numRuns: 80 },
    );
  }
});

test('every field is offered, and writes a member of its name', () => {
  for (const type of types) {
    const document = engine.read(openDocument('[{}]', 'json', type));
    const items = complete(document, 2, { now });
    const [all, ...single] = items;
    assert.deepEqual(single.map(({ label }) => label).sort(), type.fields.map(({ name }) => name).sort());
    for (const item of single) {
      const [record] = JSON.parse(applyEdits('[{}]', editsOf(item))) as [object];
      assert.deepEqual(Object.keys(record), [item.label]);
      assert.match(item.documentation ?? '', /Field \d+\./);
    }
    assert.ok(all);
    const text = applyEdits('[{}]', editsOf(all));
    const [record] = JSON.parse(text) as [object];
    const mandatory = type.mandatory.map(({ name }) => name).sort();
    assert.deepEqual(Object.keys(record).sort(), mandatory);
    const around = engine.read(openDocument('[]', 'json', type));
    for (const item of complete(around, 1, { now })) {
      const [made] = JSON.parse(applyEdits('[]', editsOf(item))) as [object];
      assert.deepEqual(Object.keys(made).sort(), mandatory, item.label);
    }
  }
});

test('values are offered for each field that has some', () => {
  for (const type of types) {
    for (const { name, codes, kind } of type.fields) {
      const text = `[{${JSON.stringify(name)}: }]`;
      const document = engine.read(openDocument(text, 'json', type));
      const labels = complete(document, text.length - 2, { now }).map(({ label }) => label);
      if (codes.length > 0) assert.deepEqual(labels, ['1 CODE_1', '2 CODE_2'], name);
      else if (kind === 'boolean') assert.deepEqual([...labels].sort(), ['false', 'true'], name);
      else assert.ok(labels.length > 0, name);
    }
  }
});

test('a hover on each key tells its field', () => {
  for (const type of types) {
    const text = correctRecord(type);
    const checked = check(type, text);
    let at = 1;
    for (const field of type.fields) {
      at = text.indexOf(member(field.name, field.example), at);
      const { markdown = '' } = hover(checked, at + 1, () => 'error') ?? {};
      assert.match(markdown, new RegExp(`\\bField ${field.index}\\.`), field.name);
    }
  }
});

test('a name is shown in a hover and does nothing else there', () => {
  for (const [name, shown] of [
    ['`a``b`', '**``` `a``b` ```** · '],
    ['](command:x)', '**`] (command:x)`** · '],
    [' ', '***(blank)*** · '],
  ] as const) {
    const text = `{${member(name, 1)}}`;
    const { markdown } = hover(check(plain, text), 2, () => 'error') ?? {};
    assert.ok(markdown?.startsWith(shown), markdown);
  }
});

test('a fix adds all mandatory fields, and renames what is nearly one, however long', () => {
  const severityOf = () => 'error' as const;
  for (const type of types) {
    const { fixes } = quickFixes(check(type, '[{}]'), 1, 2, severityOf, now);
    const [first] = fixes;
    assert.ok(first);
    const [record] = JSON.parse(applyEdits('[{}]', first.edits)) as [object];
    assert.deepEqual(Object.keys(record).sort(), type.mandatory.map(({ name }) => name).sort());
    const name = plainNames[120] as string;
    assert.equal(type.fieldMeant(name.replace('_', '-'))?.name, name);
    assert.equal(type.nearestFields(`${name.slice(0, 40)}q${name.slice(41)}`)[0]?.name, name);
  }
});

test('two types in one process do not know of each other', () => {
  const text = '{"__proto__": 1, "status": 3, "x": 1}';
  const before = allFindings(checkText(text));
  check(hostile, text);
  check(plain, text);
  assert.deepEqual(allFindings(checkText(text)), before);
});
