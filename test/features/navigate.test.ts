import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { SeverityOf } from '../../server/check/locate';
import { runThrough } from '../../server/check/run-through';
import type { DocumentForm } from '../../server/document/form';
import { applyEdits } from '../../server/edit/text-edit';
import { definitions, isDefinition, references } from '../../server/features/navigate/definition';
import { entryOfField, fieldNameAt } from '../../server/features/navigate/field-reference';
import { isIndexed, recordsNamed } from '../../server/features/navigate/find';
import { type Name, nameAt } from '../../server/features/navigate/names';
import { type File, type NamePlace, placesOf } from '../../server/features/navigate/places';
import { recordItem } from '../../server/features/navigate/record-item';
import { listing, problemRecord } from '../../server/features/navigate/records';
import { renaming, whyNotRename } from '../../server/features/navigate/rename';
import { searching } from '../../server/features/navigate/search';
import { findingSymbols } from '../../server/features/navigate/symbols';
import { createRelationIndex } from '../../server/relations/relation-index';
import { phoneCall } from '../../server/spec/phone-call';
import { checkText, HASH_SEED, settled } from '../support/engines';
import { rightRecord } from '../support/right-record';

/*
 * Texts in which `|` is the cursor and `«…»` are the places that are expected, both taken out before the text is read.
 */

describe('the definition of a name', () => {
  test('of a parent: the record with that identity, in an array', () => {
    definesIn('[{"interaction_id": "«A»"}, {"interaction_id": "B", "parent_id": "|A"}]');
  });

  test('in a container of named records', () => {
    definesIn(
      '{"first": {"interaction_id": "«A»", "status": 1}, "reply": {"interaction_id": "B", "parent_id": "A|"}}',
    );
  });

  test('in JSON Lines', () => {
    definesIn('{"interaction_id": "«A»"}\n{"interaction_id": "B", "parent_id": "|A"}\n', 'lines');
  });

  test('in compact text, with the cursor after the closing quote', () => {
    definesIn('[{"interaction_id":"«A»","status":1},{"parent_id":"A"|,"interaction_id":"B"}]');
  });

  test('of a thread: its first interaction, where there is one', () => {
    definesIn('[{"interaction_id": "«A»", "thread_id": "A"}, {"interaction_id": "B", "thread_id": "|A"}]');
  });

  test('of a thread that no record is named after, of a customer and of an external ID: where it stands', () => {
    definesIn('[{"interaction_id": "A", "thread_id": "T"}, {"interaction_id": "B", "thread_id": "«|T»"}]');
    definesIn(
      '[{"interaction_id": "A", "customer_id": "C"}, {"interaction_id": "B", "customer_id": "«|C»"}]',
    );
    definesIn(
      '[{"interaction_id": "A", "external_id": "E"}, {"interaction_id": "B", "external_id": "«|E»"}]',
    );
  });

  test('of an identity: where it stands, and its twins', () => {
    definesIn(
      '[{"interaction_id": "«|A»"}, {"interaction_id": "«A»"}, {"interaction_id": "B", "parent_id": "A"}]',
    );
  });

  test('of a parent that is nowhere: none', () => {
    definesIn('[{"interaction_id": "A"}, {"interaction_id": "B", "parent_id": "|Z"}]');
  });

  test('of one in a record alone: itself', () => {
    definesIn('{"interaction_id": "«A»", "status": 1, "parent_id": "|A"}');
  });

  test('what is written with escapes is the same', () => {
    definesIn('[{"interaction_id": "«\\u0041b\\/»"}, {"interaction_id": "B", "parent_id": "|Ab/"}]');
    definesIn('[{"interaction_id": "«A\\"é»"}, {"interaction_id": "B", "parent_id": "|\\u0041\\"\\u00e9"}]');
  });

  test('an identity under the name of another interface, unless the field itself is there', () => {
    definesIn('[{"interactionId": "«A»", "status": 1}, {"interaction_id": "B", "parent_id": "|A"}]');
    definesIn('[{"interactionId": "A", "interaction_id": "X"}, {"interaction_id": "B", "parent_id": "|A"}]');
  });

  test('in broken records', () => {
    definesIn('[{"interaction_id": "«A»" "status": 1}, {"interaction_id": "B", "parent_id": "|A", ');
    definesIn('[{"interaction_id": "«A»", "status": }, {"interaction_id": "B",, "parent_id": "|A"');
  });

  test('the last of two members counts for nobody: both have the name', () => {
    definesIn(
      '[{"interaction_id": "«A»", "interaction_id": "«A»"}, {"interaction_id": "B", "parent_id": "|A"}]',
    );
  });

  test('there is none of what names nothing: other values, keys, numbers, empty and broken strings, user data', () => {
    for (const text of [
      '{"interaction_id": "A", "subject": "|A"}',
      '{"interaction_id": "A", "tconnection_id": "|A"}',
      '{"interaction_id": "A", "par|ent_id": "A"}',
      '{"interaction_id": |7, "parent_id": 7}',
      '{"interaction_id": "A", "parent_id": "|"}',
      '{"interaction_id": "A", "parent_id": "|A',
      '{"interaction_id": "A", "udata": {"parent_id": "|A"}}',
      '{"interaction_id": "A", "parentId": "|A"}',
      '{"interaction_id": "|A", "interaction_id": "B"}',
      '{"interaction_id": "A"} |',
      '|',
    ]) {
      const { document, cursor } = read(text);
      assert.equal(nameAt(document, cursor), undefined, text);
    }
  });
});

describe('the references of a name', () => {
  const text =
    '[{"interaction_id": "«A»", "thread_id": "«A»"}, {"interaction_id": "B", "parent_id": "«|A»", "thread_id": "«A»", ' +
    '"customer_id": "A", "subject": "A"}, {"interaction_id": "C", "parent_id": "B"}]';

  test('all its places, and without those that define it', () => {
    const { document, cursor, spans } = read(text);
    assert.deepEqual(spansOf(references(placesAt(document, cursor), true)), spans);
    assert.deepEqual(spansOf(references(placesAt(document, cursor), false)), spans.slice(1));
  });

  test('a customer is another name than an interaction', () => {
    const { document, cursor, spans } = read(
      '[{"interaction_id": "A", "customer_id": "«A»"}, {"interaction_id": "B", "customer_id": "«|A»"}]',
    );
    assert.deepEqual(spansOf(placesAt(document, cursor)), spans);
  });

  test('in many records, asked with pauses', () => {
    const records = Array.from({ length: 2500 }, (_, index) => ({
      interaction_id: `I${index}`,
      parent_id: 'I0',
    }));
    const document = settled(JSON.stringify(records));
    assert.equal(placesAt(document, JSON.stringify(records).lastIndexOf('I0')).length, 2501);
  });
});

describe('renaming', () => {
  test('changes each place, however it is written', () => {
    const { document, cursor, text } = read(
      '[{"interaction_id": "\\u0041"}, {"interaction_id": "B", "parent_id": "|A", "thread_id": "A"}]',
    );
    assert.equal(
      applyEdits(text, renaming(placesAt(document, cursor), 'N"\\')),
      '[{"interaction_id": "N\\"\\\\"}, {"interaction_id": "B", "parent_id": "N\\"\\\\", "thread_id": "N\\"\\\\"}]',
    );
  });

  test('is refused where the name would be none, or exists', () => {
    assert.equal(whyNotRename('', false), 'An ID must not be empty.');
    assert.equal(whyNotRename(' \t', false), 'An ID must not be empty.');
    for (const text of ['a b', ' a', 'a\n', 'a\u200bb', 'a\u0000', '\ud800'])
      assert.equal(whyNotRename(text, false), 'An ID must not have spaces or invisible characters.', text);
    assert.equal(whyNotRename('A', true), 'The ID "A" exists already.');
    assert.equal(whyNotRename('00001a57JGQ00BW8', false), undefined);
  });

  test('and back gives the same text; in between all that named the one name the other', () => {
    const id = fc.constantFrom('A', 'B', 'C', 'Ünï', 'D/"');
    const record = fc.record(
      { interaction_id: id, parent_id: id, thread_id: id, customer_id: id, subject: id },
      { requiredKeys: ['interaction_id'] },
    );
    const form = fc.constantFrom<DocumentForm>('json', 'lines');
    fc.assert(
      fc.property(
        fc.array(record, { minLength: 1, maxLength: 8 }),
        form,
        fc.nat(),
        fc.nat(),
        (records, form, at, which) => {
          const text =
            form === 'lines'
              ? records.map((one) => `${JSON.stringify(one)}\n`).join('')
              : JSON.stringify(records, null, 2);
          const chosen = records[at % records.length] as (typeof records)[number];
          const fields = ['interaction_id', 'parent_id', 'thread_id', 'customer_id'] as const;
          const field = fields.filter((name) => chosen[name] !== undefined)[which % 4] ?? 'interaction_id';
          const name: Name = {
            text: chosen[field] as string,
            fields: phoneCall.fields.filter((one) =>
              field === 'customer_id'
                ? one.name === field
                : ['interaction_id', 'parent_id', 'thread_id'].includes(one.name),
            ),
          };
          const other = { ...name, text: 'NEW' };
          const before = spansIn(text, form, name);
          const changed = applyEdits(text, renaming(before, other.text));
          const expected = JSON.stringify(records.map((one) => renamedIn(one, name, other.text)));
          const parsed = form === 'lines' ? `[${changed.trimEnd().split('\n').join(',')}]` : changed;
          assert.equal(JSON.stringify(JSON.parse(parsed)), expected);
          assert.equal(spansIn(changed, form, name).length, 0);
          const after = spansIn(changed, form, other);
          assert.equal(after.length, before.length);
          assert.equal(applyEdits(changed, renaming(after, name.text)), text);
        },
      ),
    );
  });
});

describe('the name of a field', () => {
  test('on a key, also on one that stands for it', () => {
    for (const [text, field] of [
      ['{"interaction_id": "A", "par|ent_id": "A"}', 'parent_id'],
      ['{"interactionId|": "A", "status": 1}', 'interaction_id'],
      ['{"status": 1, "no|thing": 1}', undefined],
      ['{"status": 1, "udata": {"sta|tus": 1}}', undefined],
      ['{"status": |1}', undefined],
    ] as const) {
      const { document, cursor } = read(text);
      assert.equal(fieldNameAt(document, cursor)?.field.name, field, text);
    }
  });

  test('its entry is the heading on the page', () => {
    const [status] = phoneCall.fields.filter(({ name }) => name === 'status');
    assert.ok(status);
    assert.deepEqual(entryOfField('# All\n\n| status |\n\n## sub_status\n\n## status\n\nx', status), {
      line: 6,
      length: 9,
    });
    assert.deepEqual(entryOfField('# All\r\n## status\r\n', status), { line: 1, length: 9 });
    assert.equal(entryOfField('# status\n', status), undefined);
  });
});

describe('records in rows', () => {
  const { status: _, ...lacking } = rightRecord;
  const records = [
    { ...rightRecord, subject: 'Invoice 17', customer_id: 'Smith' },
    { ...lacking, interaction_id: 'B', status: 9, start_date: 'soon' },
    { status: 2, type: 'Inbound', udata: {} },
  ];
  const checked = checkText(JSON.stringify(records));
  const severityOf = () => 'error' as const;
  const rowsFor = (query: string, most = 10) =>
    runThrough(listing(checked, severityOf, query, most, new WeakMap()));

  test('what tells them apart, and how many problems they have', () => {
    const { rows, ...counts } = rowsFor('');
    assert.deepEqual(counts, { records: 3, matching: 3 });
    assert.deepEqual(rows[0], {
      id: '00001a57JGQ00BW8',
      status: 'PENDING',
      start: '2026-03-17 08:15:00',
      customer: 'Smith',
      subject: 'Invoice 17',
      chunk: 1,
      name: undefined,
      problems: rows[0]?.problems,
      gravest: rows[0]?.gravest,
    });
    assert.deepEqual([rows[1]?.id, rows[1]?.status, rows[1]?.start], ['B', 'status 9', 'soon']);
    assert.ok((rows[1]?.problems ?? 0) >= 2);
    assert.deepEqual([rows[2]?.id, rows[2]?.status, rows[2]?.chunk], [undefined, 'IN_PROCESS', 3]);
  });

  test('what they are called, where they are named', () => {
    const named = checkText(
      JSON.stringify({ meta: 1, 'first/call': rightRecord, '': { status: 2 }, reply: records[1] }),
    );
    const found = (query: string) =>
      runThrough(listing(named, severityOf, query, 10, new WeakMap())).rows.map(({ name, id }) => [name, id]);
    assert.deepEqual(found(''), [
      ['first/call', '00001a57JGQ00BW8'],
      ['', undefined],
      ['reply', 'B'],
    ]);
    assert.deepEqual(found('first/'), [['first/call', '00001a57JGQ00BW8']]);
  });

  test('how grave the gravest problem of each is', () => {
    const gravestWhere = (severityOf: SeverityOf) =>
      runThrough(listing(checked, severityOf, '', 10, new WeakMap())).rows.map(({ gravest }) => gravest);
    const others = (rule: string) => (rule === 'missing-field' ? 'warning' : 'information');
    assert.deepEqual(gravestWhere(others), [undefined, 'information', 'warning']);
    assert.deepEqual(
      gravestWhere((rule) => (rule === 'invalid-date' ? 'error' : others(rule))),
      [undefined, 'error', 'warning'],
    );
    assert.deepEqual(
      gravestWhere(() => 'hint'),
      [undefined, undefined, undefined],
    );
  });

  test('with the words that are looked for, in any order and case', () => {
    const found = (query: string) => rowsFor(query).rows.map(({ chunk }) => chunk);
    assert.deepEqual(found('invoice pending'), [1]);
    assert.deepEqual(found('SMI 03-17'), [1]);
    assert.deepEqual(found('in_process'), [3]);
    assert.deepEqual(found('nothing'), []);
    assert.ok(found('problems').includes(2));
    assert.deepEqual(rowsFor('', 1).rows.length, 1);
    assert.deepEqual(rowsFor('', 1).matching, 3);
  });

  test('the next record with problems, round to the first', () => {
    const bad = '{"status": 9}';
    const good = JSON.stringify(rightRecord);
    const text = `[${[good, bad, good, bad, good].join(', ')}]`;
    const document = checkText(text);
    const next = (from: number) => problemRecord(document, severityOf, from, 'next')?.chunk;
    const previous = (from: number) => problemRecord(document, severityOf, from, 'previous')?.chunk;
    assert.deepEqual([0, 1, 2, 3, 4, 5].map(next), [2, 2, 4, 4, 2, 2]);
    assert.deepEqual([0, 1, 2, 3, 4, 5].map(previous), [4, 4, 4, 2, 2, 4]);
    const off = () => 'off' as const;
    assert.equal(problemRecord(document, off, 0, 'next'), undefined);
    const hint = () => 'hint' as const;
    assert.equal(problemRecord(document, hint, 0, 'next'), undefined);
  });
});

describe('records as items', () => {
  test('their identity is selected, or else their brace', () => {
    const { document, spans, text } = read(
      '[{"status": 3, "interaction_id": "«A»", "parent_id": "«P»"}, {"status": 2, "type": "Inbound"}]',
    );
    const first = recordItem(fileOf(document), 1);
    assert.deepEqual([first?.id, first?.parent, first?.name, first?.detail], ['A', 'P', 'A', 'STOPPED']);
    assert.deepEqual(
      [
        [first?.selectionStart, first?.selectionEnd],
        [first?.parentStart, first?.parentEnd],
      ],
      spans,
    );
    const second = recordItem(fileOf(document), 2);
    const brace = text.lastIndexOf('{');
    assert.deepEqual([second?.id, second?.name], [undefined, '#2']);
    assert.deepEqual([second?.selectionStart, second?.selectionEnd], [brace, brace + 1]);
    assert.equal(recordItem(fileOf(document), 0), undefined);
  });
});

describe('symbols of a file', () => {
  const document = settled(
    JSON.stringify([
      { interaction_id: 'AX1', customer_id: 'Smith', subject: 'Invoice', status: 3 },
      { interaction_id: 'AY2', customer_id: 'Smith', subject: 'a x', status: 2 },
    ]),
  );
  const symbols = (query: string, most = 99) =>
    runThrough(findingSymbols(document, query, most, new WeakMap())).map(
      ({ kind, name, detail, chunk }) => `${kind} ${name}: ${detail} (${chunk})`,
    );

  test('identities, subjects and customers, each of those once', () => {
    assert.deepEqual(symbols(''), [
      'record AX1: STOPPED · Invoice (1)',
      'subject Invoice: AX1 (1)',
      'record AY2: IN_PROCESS · a x (2)',
      'subject a x: AY2 (2)',
      'customer Smith: 2 records (1)',
    ]);
  });

  test('those with the letters of the query, those with the query itself first', () => {
    assert.deepEqual(symbols('smith'), ['customer Smith: 2 records (1)']);
    assert.deepEqual(symbols('a x'), ['subject a x: AY2 (2)', 'record AX1: STOPPED · Invoice (1)']);
    assert.deepEqual(symbols('nce'), ['subject Invoice: AX1 (1)']);
    assert.deepEqual(symbols('zz'), []);
    assert.equal(symbols('', 2).length, 2);
  });
});

type Spans = readonly (readonly [start: number, end: number])[];

/** A text without its marks. */
function read(marked: string, form: DocumentForm = 'json') {
  const spans: (readonly [number, number])[] = [];
  let text = '';
  let cursor = -1;
  let start = 0;
  for (const character of marked) {
    if (character === '|') cursor = text.length;
    else if (character === '«') start = text.length;
    else if (character === '»') spans.push([start, text.length]);
    else text += character;
  }
  return { text, document: settled(text, form), cursor, spans };
}

function definesIn(marked: string, form: DocumentForm = 'json'): void {
  const { document, cursor, spans } = read(marked, form);
  const name = nameAt(document, cursor);
  assert.ok(name, `there is a name in ${marked}`);
  const identities = placesAt(document, cursor).filter(isDefinition);
  assert.deepEqual(spansOf(definitions(name, fileOf(document), identities)), spans, marked);
}

function fileOf(document: File['document']): File {
  return { uri: 'file:///a', version: 1, document };
}

function placesAt(document: File['document'], offset: number): readonly NamePlace[] {
  const name = nameAt(document, offset);
  assert.ok(name);
  return placesOfName(document, name);
}

/** With the index, where that knows the fields: it finds the same records as a search through all of them. */
function placesOfName(document: File['document'], name: Name): readonly NamePlace[] {
  const searched = runThrough(searching(name, document));
  if (isIndexed(name.fields)) {
    const index = createRelationIndex(HASH_SEED);
    index.put('file:///a', document);
    assert.deepEqual(
      recordsNamed(name, index).flatMap(({ chunks }) => chunks),
      searched,
    );
  }
  return placesOf(name, [{ ...fileOf(document), chunks: searched }]);
}

function spansIn(text: string, form: DocumentForm, name: Name): readonly NamePlace[] {
  return placesOfName(settled(text, form), name);
}

function spansOf(places: readonly NamePlace[]): Spans {
  return places.map(({ start, end }) => [start, end]);
}

function renamedIn(record: object, { text, fields }: Name, other: string): object {
  const renamed = new Set(fields.map(({ name }) => name));
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, renamed.has(key) && value === text ? other : value]),
  );
}
