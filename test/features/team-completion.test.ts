import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openDocument } from '../../server/document/document';
import type { Occasion } from '../../server/features/complete/where/occasion';
import type { Field, Members } from '../../server/spec/field';
import { phoneCall } from '../../server/spec/phone-call';
import type { RecordType } from '../../server/spec/record-type';
import { apply, checkForEditor, cursorIn, defectsIn, itemsAt } from '../support/completing';
import { engine, settled } from '../support/engines';
import { extended, fragment, team, valueOnly } from '../support/team-type';
import { allFindings } from '../support/whole';

function labelsAt(marked: string, occasion: Occasion = 'asked', type = team): readonly string[] {
  return itemsAt(marked, 'json', occasion, type).map(({ label }) => label);
}

/** Label and the words beside it. */
function rowsAt(marked: string, type = team): readonly string[] {
  return itemsAt(marked, 'json', 'asked', type).map(({ label, detail }) => `${label} · ${detail}`);
}

function accepted(marked: string, label: string, type = team): string {
  const { text, offset } = cursorIn(marked);
  const item = itemsAt(marked, 'json', 'asked', type).find((one) => one.label === label);
  assert.ok(item, `${label} is offered in ${marked}, not only ${labelsAt(marked, 'asked', type)}`);
  checkForEditor(text, offset, item);
  return apply(text, item);
}

describe('keys of a team', () => {
  test('the mandatory ones are among the missing, and what goes with them is counted', () => {
    const labels = labelsAt('{|}');
    assert.equal(labels[0], 'Add the 10 missing mandatory fields');
    assert.deepEqual(labels.slice(9, 11), ['queue', 'agent']);
    const type = extended({ a: { kind: 'integer' }, b: { kind: 'integer' } }, ['a'], { a: ['b'] });
    assert.equal(labelsAt('{|}', 'asked', type)[0], 'Add the 10 missing mandatory fields');
    assert.match(accepted('{|}', 'Add the 10 missing mandatory fields', type), /"a": 0,\s+"b": 0/);
  });

  test('those that another one makes mandatory come before the others', () => {
    const labels = labelsAt('{"csat_score": 3, |}');
    assert.ok(labels.indexOf('csat_comment') < labels.indexOf('duration'));
  });

  test('in user data they come first, the mandatory one before the other, and then those that there were', () => {
    const [first, second, ...others] = labelsAt('{"status": 2, "udata": {|}}');
    assert.deepEqual([first, second], ['case_id', 'priority']);
    assert.deepEqual(
      others.slice(0, 2),
      phoneCall.udataKeys.slice(0, 2).map(({ name }) => name),
    );
  });

  test('in objects, to any depth', () => {
    assert.deepEqual(labelsAt('{"status": 2, "agent": {|}}'), [
      'Add the 2 missing mandatory fields',
      'name',
      'seat',
      'status',
      'since',
    ]);
    assert.deepEqual(labelsAt('{"status": 2, "agent": {"seat": {|}}}'), ['floor']);
    assert.deepEqual(labelsAt('{"status": 2, "agent": {"seat": {"floor": 1, |}}}'), []);
  });

  test('nothing is known of what is in other values', () => {
    for (const value of ['"anything": {|}', '"tags": [{|}]', '"udata": {"x": {|}}', '"agent": [{|}]'])
      assert.deepEqual(labelsAt(`{"status": 2, "type": "Inbound", ${value}}`), [], value);
  });

  test('for a value that is there only those of its type', () => {
    assert.deepEqual(labelsAt('{"status": 2, "|": {"a": 1}}').toSorted(), ['agent', 'anything', 'udata']);
    assert.deepEqual(labelsAt('{"status": 2, "|": [1]}').toSorted(), ['tags', 'udata']);
  });
});

describe('what a key of a team brings with it', () => {
  const table: readonly (readonly [label: string, member: string])[] = [
    ['queue', '"queue": "billing"'],
    ['csat_score', '"csat_score": 1'],
    ['csat_comment', '"csat_comment": ""'],
    ['tier', '"tier": "none"'],
    ['plan', '"plan": "A"'],
    ['share', '"share": 0.75'],
    ['attempts', '"attempts": 1'],
    ['is_test', '"is_test": false'],
    ['is_real', '"is_real": true'],
    ['answered', '"answered": "2026-03-20T10:00:00.000Z"'],
    ['ticket_url', '"ticket_url": "https://tickets.example.com/7"'],
    ['tags', '"tags": []'],
    ['anything', '"anything": {}'],
    ['agent', '"agent": {"name": "Ada", "seat": {"floor": 1}}'],
    ['media_type', '"media_type": "voice"'],
    ['status', '"status": 2'],
    ['udata', '"udata": {"case_id": "C-1234"}'],
  ];
  for (const [label, member] of table) {
    test(label, () =>
      assert.equal(accepted('{"entity_type": 3, |}', label), `{"entity_type": 3, ${member}}`),
    );
  }

  test('an object with its members on lines, as the record has them', () => {
    assert.equal(
      accepted('[\n  {\n    "status": 2,\n    |\n  }\n]', 'agent'),
      '[\n  {\n    "status": 2,\n    "agent": {\n      "name": "Ada",\n      "seat": {\n        "floor": 1\n      }\n    }\n  }\n]',
    );
  });

  test('members that are inserted in an object stand as those around it', () => {
    assert.equal(
      accepted('[\n  {\n    "status": 2,\n    "agent": {|}\n  }\n]', 'Add the 2 missing mandatory fields'),
      '[\n  {\n    "status": 2,\n    "agent": {\n      "name": "Ada",\n      "seat": {\n        "floor": 1\n      }\n    }\n  }\n]',
    );
    assert.equal(
      accepted('{"status": 2, "agent": {|}}', 'Add the 2 missing mandatory fields'),
      '{"status": 2, "agent": {"name": "Ada", "seat": {"floor": 1}}}',
    );
  });
});

describe('values of a team', () => {
  const table: readonly (readonly [place: string, rows: readonly string[]])[] = [
    ['"queue": |', ['billing · example', 'support · example']],
    ['"queue": "|"', ['billing · example', 'support · example']],
    ['"csat_score": |', ['1 Angry · ', '3 Neither · also where nobody answered', '5 Delighted · ']],
    ['"tier": "|"', ['gold · allowed value', 'silver · allowed value', 'none · allowed value']],
    ['"plan": |', ['A · Flat rate · everything included', 'B · By the minute']],
    ['"share": |', ['0.75 · example']],
    ['"attempts": |', ['1 · 1 to 3', '2 · 1 to 3', '3 · 1 to 3']],
    ['"is_test": |', ['false · default', 'true · yes']],
    ['"is_real": |', ['true Real · a call of a customer']],
    ['"tags": |', ['[] · default', '["a","b"] · example']],
    ['"answered": |', ['2026-03-20T10:00:00.000Z · now']],
    ['"media_type": |', ['voice · allowed value', 'voip · allowed value']],
    ['"udata": {"case_id": |}', ['C-1234 · example']],
    ['"udata": {"priority": |}', ['2 · default', '1 · 1 to 3', '3 · 1 to 3']],
    ['"agent": {"status": "|"}', ['here · allowed value', 'away · allowed value']],
    ['"agent": {"since": |}', ['2026-03-20T10:00:00.000Z · now']],
    ['"agent": {"seat": {"floor": |}}', ['1 · integer to fill in']],
  ];
  for (const [place, rows] of table) {
    test(place, () => assert.deepEqual(rowsAt(`{"entity_type": 7, "type": "Inbound", ${place}}`), rows));
  }

  test('a narrowed code keeps its name', () => {
    assert.deepEqual(rowsAt('{"type": "Inbound", "status": |}'), [
      '2 IN_PROCESS · being handled',
      '3 STOPPED · ended',
    ]);
  });

  test('what near records have is offered where it is allowed', () => {
    const file = (member: string) =>
      `[{"type": "a", "queue": "sales", "udata": {"case_id": "C-7"}}, {"type": "b", "queue": "q", "udata": {"case_id": "7"}}, {"type": "c", ${member}}]`;
    assert.deepEqual(rowsAt(file('"queue": "|"')), [
      'billing · example',
      'support · example',
      'sales · used 2 records up',
    ]);
    assert.deepEqual(rowsAt(file('"udata": {"case_id": "|"}')), [
      'C-1234 · example',
      'C-7 · used 2 records up',
    ]);
  });
});

describe('new records', () => {
  test('have the mandatory fields of a team, before user data', () => {
    const text = accepted('|', 'New typical record');
    const record = JSON.parse(text) as object;
    assert.deepEqual(Object.keys(record).slice(-3), ['queue', 'agent', 'udata']);
    assert.deepEqual((record as { udata: object }).udata, { case_id: 'C-1234' });
    assert.match(
      text,
      /\n {2}"agent": \{\n {4}"name": "Ada",\n {4}"seat": \{\n {6}"floor": 1\n {4}\}\n {2}\}/,
    );
  });

  test('have no value that a team does not allow', () => {
    const type = extended({ status: { codes: [valueOnly(0)] }, media_type: { codes: [valueOnly('chat')] } });
    for (const label of ['New record', 'New typical record', 'New stopped record']) {
      const { status, media_type } = JSON.parse(accepted('|', label, type));
      assert.deepEqual({ status, media_type }, { status: 0, media_type: 'chat' }, label);
    }
  });
});

/** A record in which nothing is wrong, as JSON text with one more member. */
function recordWith(member: string, without: string): string {
  const { agent, ...others } = {
    interaction_id: '00001a57JGQ00BW8',
    customer_id: '00001a57JGQ00BW1',
    status: 2,
    entity_type: 3,
    type: 'Inbound',
    media_type: 'voice',
    creator_app_id: 135,
    start_date: '2026-03-02T08:15:30.000Z',
    queue: 'billing',
    csat_comment: 'fine',
    agent: { name: 'Ada', seat: { floor: 1 } },
  };
  const rest = Object.entries({ ...others, agent }).filter(([name]) => name !== without);
  return `{${[...rest.map(([name, value]) => `"${name}": ${JSON.stringify(value)}`), member].join(', ')}}`;
}

/** Each field of a type with the text of a record around its member: before and after. */
function* places(
  members: Members,
  open = '',
  close = '',
  owner?: string,
): Generator<{ field: Field; open: string; close: string; owner: string }> {
  for (const field of members.fields) {
    const others = owner === undefined ? [] : members.mandatory.filter(({ name }) => name !== field.name);
    const before = others.map(
      ({ name, example }) => `"${name}": ${JSON.stringify(example ?? { floor: 1 })}, `,
    );
    yield { field, open: `${open}${before.join('')}`, close, owner: owner ?? field.name };
    if (field.members)
      yield* places(field.members, `${open}"${field.name}": {`, `}${close}`, owner ?? field.name);
  }
}

describe('what is accepted is never a new problem', () => {
  /** The findings of a text, but for the end that a record needs once somebody says that it has stopped. */
  function told(text: string, type: RecordType): readonly string[] {
    const checked = engine.check(openDocument(text, 'json', type));
    return allFindings(checked)
      .flat()
      .filter(({ rule }) => rule !== 'stopped-without-end')
      .map(({ rule, message }) => `${rule}: ${message}`);
  }

  test('each value that is offered for each field, also in objects', () => {
    let count = 0;
    for (const { field, open, close, owner } of places(team)) {
      if (field.statedBy === undefined) continue;
      for (const value of ['', '""', '"']) {
        const quote = value === '' ? '' : '"';
        const whole = recordWith(
          `${open}"${field.name}": ${quote}|${value === '""' ? '"' : ''}${close}`,
          owner,
        );
        const { text, offset } = cursorIn(whole);
        for (const item of itemsAt(`${text.slice(0, offset)}|${text.slice(offset)}`, 'json', 'asked', team)) {
          checkForEditor(text, offset, item);
          const after = apply(text, item);
          if (item.detail.endsWith('to fill in')) continue;
          count++;
          const before = told(text, team);
          const added = told(after, team).filter((one) => !before.includes(one));
          assert.deepEqual(added, [], after);
        }
      }
    }
    assert.ok(count > 50, `${count} values`);
  });

  test('no suggestion anywhere in a record adds a defect to its text', () => {
    const text = recordWith(
      '"csat_score": 3, "tier": "gold", "tags": ["a"], "udata": {"case_id": "C-1", "priority": 1, "x": {"y": 1}}',
      'agent',
    ).replace('"queue"', '"agent": {"name": "Ada", "since": "", "seat": {"floor": 2}}, "queue"');
    for (const cut of [
      text,
      text.slice(0, -1),
      text.slice(0, text.indexOf('"floor"')),
      text.slice(0, text.indexOf('"priority"') + 5),
    ]) {
      const document = settled(cut, 'json', team);
      const before = defectsIn(document.blocks.flatMap(({ chunks }) => chunks));
      for (let offset = 0; offset <= cut.length; offset += 3) {
        for (const item of itemsAt(`${cut.slice(0, offset)}|${cut.slice(offset)}`, 'json', 'asked', team)) {
          const after = settled(apply(cut, item), 'json', team);
          const defects = defectsIn(after.blocks.flatMap(({ chunks }) => chunks));
          assert.ok(defects <= before, `${item.label} at ${offset} of ${cut}`);
        }
      }
    }
  });

  test('names and values as hostile as can be are written as JSON', () => {
    const names = ['a"b', '\\', '$1', '}', '$', '{x}', 'a\nb', '](command:x)', '|', 'é', ' '];
    const type = extended(
      Object.fromEntries(
        names.map((name) => [
          name,
          { kind: 'string' as const, codes: names.map(valueOnly), title: name, description: name },
        ]),
      ),
      names,
    );
    const nested = extended(
      {
        o: {
          kind: 'object',
          members: fragment(
            Object.fromEntries(names.map((name) => [name, { kind: 'string' as const, default: name }])),
            names,
          ),
        },
      },
      ['o'],
    );
    for (const [each, open] of [
      [type, '{"status": 2, '],
      [nested, '{"status": 2, "o": {'],
    ] as const) {
      const close = open.endsWith('{') ? '}}' : '}';
      const items = itemsAt(`${open}|${close}`, 'json', 'asked', each);
      assert.ok(items.length > names.length);
      for (const item of items) {
        checkForEditor(`${open}${close}`, open.length, item);
        JSON.parse(apply(`${open}${close}`, item));
      }
    }
    for (const item of itemsAt('{"status": 2, "$1": |}', 'json', 'asked', type))
      JSON.parse(apply('{"status": 2, "$1": }', item));
  });
});
