import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { phoneCall } from '../../server/spec/phone-call';
import { accept, cursorIn, type Form, itemsAt, labelsAt, likeliestAt, now } from '../support/completing';

const { fields } = phoneCall;

const statuses = ['0 NEW', '1 PENDING', '2 IN_PROCESS', '3 STOPPED'];

describe('which values are offered', () => {
  const rows: readonly (readonly [string, string, readonly string[], Form?])[] = [
    ['codes by number and name', '{"status": |}', statuses],
    [
      'codes of the entity in their order',
      '{"media_type": "email", "entity_type": |}',
      ['0 EMAIL_IN', '1 EMAIL_OUT', '2 CHAT', '3 PHONE_CALL', '5 CALLBACK', '6 COBROWSE', '7 INTERACTION'],
    ],
    ['codes in their order where another one is likelier', '{"end_date": "", "status": |}', statuses],
    ['codes in place of one', '{"status": 3|}', statuses],
    ['codes in place of a string', '{"status": "|"}', statuses],
    ['codes in place of a value of any kind', '{"status": null|}', statuses],
    ['codes, although the colon is missing', '{"status" |}', statuses],
    ['codes on the next line', '{"status":\n|\n}', statuses],
    ['codes after a comment', '{"status": /* which? */ |}', statuses],
    ['codes in JSON Lines', '{"status":1}\n{"status":|}\n', statuses, 'lines'],
    ['booleans', '{"allow_children": |}', ['true', 'false']],
    ['types', '{"type": |}', ['Inbound', 'Outbound', 'Internal', 'Consult', 'Unknown']],
    [
      'types in their order',
      '{"sub_type": "OutboundNew", "type": |}',
      ['Inbound', 'Outbound', 'Internal', 'Consult', 'Unknown'],
    ],
    [
      'reasons',
      '{"stopped_reason": "|"}',
      ['Normal', 'AutoResponded', 'Terminated', 'Sent', 'Forwarded', 'Re-directed'],
    ],
    ['the present time', '{"start_date": |}', [now]],
    ['for the end of a call now', '{"end_date": |}', [now]],
    [
      'for the end of a call now and its start',
      '{"start_date": "2026-03-02T08:15:30.000Z", "end_date": |}',
      [now, '2026-03-02T08:15:30.000Z'],
    ],
    [
      'for the end of a call what its duration gives',
      '{"start_date": "2026-03-02T08:15:30.000Z", "duration": 195, "end_date": |}',
      ['2026-03-02T08:18:45.000Z', now, '2026-03-02T08:15:30.000Z'],
    ],
    [
      'for the start of a call that ended what its duration gives',
      '{"end_date": "2026-03-02T08:18:45.000Z", "duration": 195, "start_date": |}',
      ['2026-03-02T08:15:30.000Z', '2026-03-02T08:18:45.000Z', now],
    ],
    ['no date from a broken one', '{"start_date": "2026-02-30T08:15:30.000Z", "end_date": |}', [now]],
    [
      'no date beyond the last year',
      '{"start_date": "9999-12-31T23:59:59.000Z", "duration": 195, "end_date": |}',
      [now, '9999-12-31T23:59:59.000Z'],
    ],
    [
      'the duration that start and end give',
      '{"start_date": "2026-03-02T08:15:30.000Z", "end_date": "2026-03-02T08:18:45.000Z", "duration": |}',
      ['195'],
    ],
    ['an empty text', '{"subject": |}', ['""']],
    ['an example, since no DBID is 0', '{"owner_id": |}', ['321']],
    ['an address', '{"structured_text": |}', ['""']],
    ['an empty list', '{"udata": |}', ['{}']],
    ['nothing in an address', '{"structured_text": "|"}', []],
    ['nothing in a comment', '{"status": /* | */ 1}', []],
    ['nothing before user data', '{"udata": |{}}', []],
    ['nothing for a value on the next line', '{"status": |\n3}', []],
    ['nothing for an unknown field', '{"state": |, "status": 1}', []],
  ];
  for (const [what, marked, labels, form] of rows) {
    test(what, () => assert.deepEqual(labelsAt(marked, form), labels));
  }

  test('all subtypes', () => {
    assert.equal(labelsAt('{"type": "Outbound", "sub_type": "|"}').length, 16);
  });
});

describe('which value is focused', () => {
  const rows: readonly (readonly [string, string, string])[] = [
    ['a phone call', '{"entity_type": |}', '3 PHONE_CALL'],
    ['the entity of the media type', '{"media_type": "email", "entity_type": |}', '0 EMAIL_IN'],
    ['a call that goes on', '{"status": |}', '2 IN_PROCESS'],
    ['a stopped one where there is an end', '{"end_date": "", "status": |}', '3 STOPPED'],
    ['the value that is there', '{"end_date": "", "status": 1|}', '1 PENDING'],
    ['the value that is there, from its start', '{"end_date": "", "status": |1}', '1 PENDING'],
    ['the text that is there', '{"type": "Out|bound"}', 'Outbound'],
    ['the type of the subtype', '{"sub_type": "OutboundNew", "type": |}', 'Outbound'],
    ['the first subtype of the type', '{"type": "Outbound", "sub_type": "|"}', 'OutboundNew'],
    ['voice', '{"media_type": |}', 'voice'],
    ['the media type of the entity', '{"entity_type": 2, "media_type": |}', 'chat'],
    ['the usual MIME type', '{"structured_text_mime": |}', 'text/html'],
    [
      'the MIME type of the address',
      '{"structured_text": "https://ucs.example.com/7.xml", "structured_text_mime": |}',
      'application/xml',
    ],
    ['the default', '{"allow_children": |}', 'true'],
    ['the boolean that is there', '{"allow_children": false|}', 'false'],
    ['no time shift', '{"timeshift": |}', '0 UTC'],
    ['the time shift of the nearest record', '[{"timeshift": -300}, {"timeshift": |}]', '-300 UTC-05:00'],
    ['the time shift that is there', '[{"timeshift": -300}, {"timeshift": 60|}]', '60 UTC+01:00'],
    ['what starts like the text that is there', '[{"customer_id": "K1"}, {"customer_id": "|K"}]', 'K1'],
    ['the identifier that is there', '{"interaction_id": "00002b81KDM00B01|"}', '00002b81KDM00B01'],
    ['the number that is there', '[{"owner_id": 7}, {"owner_id": |219}]', '219'],
    ['the date that is there', '{"start_date": "2026-03-02T08:15:30.000|Z"}', '2026-03-02T08:15:30.000Z'],
    ['an identifier that starts so', '[{"interaction_id": "A07"}, {"interaction_id": "A0|"}]', 'A08'],
  ];
  for (const [what, marked, label] of rows) {
    test(what, () => assert.equal(likeliestAt(marked), label));
  }
});

describe('at a whole value all are shown', () => {
  const rows: readonly (readonly [string, number])[] = [
    ['{"status": 3|}', 4],
    ['{"entity_type": 7|}', 7],
    ['{"status": 9|}', 4],
    ['{"type": "In|bound"}', 5],
    ['{"type": "Inbound|"}', 5],
    ['{"type": "Inbound"|}', 5],
    ['{"allow_children": fal|se}', 2],
    ['{"allow_children": true|}', 2],
    ['{"end_date": "2026-03-02T08:18:|45.000Z", "start_date": "2026-03-02T08:15:30.000Z"}', 3],
    ['{"interaction_id": "00002b81KDM00B01|"}', 2],
    ['{"interaction_id": "|00002b81KDM00B01"}', 2],
    ['{"interaction_id": "00002b81|KDM00B01"}', 2],
    ['{"interaction_id": "00002b81KDM00B01"|}', 2],
    ['[{"interaction_id": "A1"}, {"interaction_id": "A7|"}]', 3],
    ['[{"customer_id": "A1"}, {"customer_id": "B7|"}]', 4],
    ['{"phone_number": "+12025550143|"}', 5],
    ['[{"external_id": "x-6"}, {"external_id": "x-1|"}]', 2],
    ['{"tconnection_id": "00710268f5b5e0a1|"}', 2],
    ['[{"outcome": "Sold"}, {"outcome": "No answer|"}]', 2],
    ['{"timeshift": 45|}', 19],
    ['{"owner_id": 219|}', 2],
    ['{"sub_type": "Other|", "type": "Inbound"}', 16],
    ['{"stopped_reason": "Xyz|"}', 6],
    ['{"status": null|}', 4],
    ['{"status": xyz|}', 4],
    ['[{"udata": {"ServiceType": "Billing"}}, {"udata": {"ServiceType": "Xyz|"}}]', 2],
  ];
  for (const [marked, count] of rows) {
    test(marked, () => {
      const { text, offset } = cursorIn(marked);
      const items = itemsAt(marked);
      assert.equal(items.length, count);
      for (const { edit, filterText } of items) {
        // With nothing typed an editor shows all.
        const typed = text.slice(edit.start, offset);
        if (typed !== '') assert.equal(filterText, typed);
      }
    });
  }
});

describe('an accepted value', () => {
  const rows: readonly (readonly [string, string, string, string, Form?])[] = [
    ['where one is missing', '{"status": |}', '3 STOPPED', '{"status": 3}'],
    ['where one is missing, a comma after', '{"status": |, "x": 1}', '3 STOPPED', '{"status": 3, "x": 1}'],
    ['right after the colon', '{"status":|, "x": 1}', '3 STOPPED', '{"status": 3, "x": 1}'],
    ['right after the colon, minified', '{"x":1,"status":|}', '3 STOPPED', '{"x":1,"status":3}'],
    ['found by its name', '{"status": stop|}', '3 STOPPED', '{"status": 3}'],
    ['found by its name in quotes', '{"status": "stop|"}', '3 STOPPED', '{"status": 3}'],
    ['found by a piece of its name', '{"status": proc|}', '2 IN_PROCESS', '{"status": 2}'],
    ['found by its number', '{"status": 3|}', '3 STOPPED', '{"status": 3}'],
    ['in place of another', '{"status": |2, "x": 1}', '3 STOPPED', '{"status": 3, "x": 1}'],
    ['from before another', '{"status":|  2, "x": 1}', '3 STOPPED', '{"status":  3, "x": 1}'],
    ['in place of another text', '{"type": "|Outbound", "x": 1}', 'Inbound', '{"type": "Inbound", "x": 1}'],
    ['from within another text', '{"type": "In|ternal"}', 'Inbound', '{"type": "Inbound"}'],
    ['half-typed', '{"type": "Inb|"}', 'Inbound', '{"type": "Inbound"}'],
    ['half-typed without quotes', '{"type": inb|}', 'Inbound', '{"type": "Inbound"}'],
    ['half-typed in single quotes', '{"type": \'inb|\'}', 'Inbound', '{"type": "Inbound"}'],
    ['half-typed, the quote lost', '{"type": "Inb|\n}', 'Inbound', '{"type": "Inbound"\n}'],
    [
      'half-typed, the quote lost before a comma',
      '{"type": "Inb|,\n"x": 1}',
      'Inbound',
      '{"type": "Inbound",\n"x": 1}',
    ],
    [
      'half-typed, the quote lost before a member',
      '{"type": "Inb|, "media_type": "voice"}',
      'Inbound',
      '{"type": "Inbound", "media_type": "voice"}',
    ],
    [
      'an opening quote, a member after',
      '{"type": "|, "media_type": "voice"}',
      'Inbound',
      '{"type": "Inbound", "media_type": "voice"}',
    ],
    ['before a member, no comma', '{"status": |\n"x": 1}', '3 STOPPED', '{"status": 3,\n"x": 1}'],
    ['before a member on its line', '{"status": |"x": 1}', '3 STOPPED', '{"status": 3, "x": 1}'],
    ['in place of another, no comma', '{"status": 2|\n"x": 1}', '2 IN_PROCESS', '{"status": 2,\n"x": 1}'],
    ['a colon missing, too', '{"status" |, "x": 1}', '3 STOPPED', '{"status" : 3, "x": 1}'],
    ['on the next line', '{\r\n\t"status":\r\n\t\t|\r\n}', '3 STOPPED', '{\r\n\t"status":\r\n\t\t3\r\n}'],
    ['a date', '{"start_date": "|2013-11-25 21:02:22"}', now, `{"start_date": "${now}"}`],
    ['a date found by where it is from', '{"start_date": "now|"}', now, `{"start_date": "${now}"}`],
    ['a boolean', '{"allow_children": fa|}', 'false', '{"allow_children": false}'],
    [
      'with errors before and after',
      '{"a" 1, "status": |, "b": tru, "c": [}',
      '3 STOPPED',
      '{"a" 1, "status": 3, "b": tru, "c": [}',
    ],
    ['in an open record', '[{"status": |', '3 STOPPED', '[{"status": 3'],
    ['in JSON Lines', '{"status":|\n{"status":1}', '3 STOPPED', '{"status":3\n{"status":1}', 'lines'],
  ];
  for (const [place, marked, label, after, form] of rows) {
    test(place, () => assert.equal(accept(marked, label, form), after));
  }
});

describe('identifiers in the file', () => {
  const record = (id: string, customer: string, more = '') =>
    `{"interaction_id": "${id}", "customer_id": "${customer}"${more}}`;
  const file = (own: string) =>
    `[${[
      record('I1', 'C1', ', "thread_id": "T1"'),
      record('I2', 'C2', ', "thread_id": "T2", "parent_id": "I1"'),
      own,
      record('I3', 'C2', ', "udata": {"a": 1}'),
      record('I4', 'C3'),
    ].join(',\n')}]`;

  test('customers, the nearest record first, each once, and then new ones', () => {
    const labels = labelsAt(file('{"customer_id": "|"}'));
    assert.deepEqual(labels.slice(0, 4), ['C2', 'C1', 'C3', 'C4']);
    assert.equal(labels.length, 5);
  });

  test('the customer of the parent first', () => {
    const labels = labelsAt(file('{"parent_id": "I4", "customer_id": |}'));
    assert.deepEqual(labels.slice(0, 3), ['C3', 'C2', 'C1']);
  });

  test('other interactions as parents', () => {
    assert.deepEqual(labelsAt(file('{"interaction_id": "I5", "parent_id": |}')), ['I2', 'I3', 'I1', 'I4']);
    assert.deepEqual(labelsAt(file('{"interaction_id": "I3", "parent_id": |}')), ['I2', 'I1', 'I4']);
  });

  test('the own interaction, threads and interactions as threads', () => {
    const labels = labelsAt(file('{"interaction_id": "I5", "thread_id": |}'));
    assert.deepEqual(labels, ['I5', 'T2', 'I2', 'I3', 'T1', 'I1', 'I4']);
  });

  test('the thread of the parent first', () => {
    assert.equal(labelsAt(file('{"interaction_id": "I5", "parent_id": "I1", "thread_id": "|"}'))[0], 'T1');
  });

  test('where they are', () => {
    const details = itemsAt(file('{"parent_id": |}')).map(({ detail }) => detail);
    assert.deepEqual(details, [
      'interaction_id, one record up',
      'interaction_id, one record down',
      'interaction_id, 2 records up',
      'interaction_id, 2 records down',
    ]);
  });

  test('quoted right whatever is there', () => {
    assert.match(accept(file('{"parent_id": "I|"}'), 'I4'), /\{"parent_id": "I4"\}/);
    assert.match(accept(file('{"parent_id": "I|\n}'), 'I4'), /\{"parent_id": "I4"\n\}/);
    assert.match(accept(file('{"parent_id": I|}'), 'I4'), /\{"parent_id": "I4"\}/);
  });

  test('with escapes as they are', () => {
    const marked = '[{"customer_id": "a\\"$b\\\\"}, {"customer_id": |}]';
    assert.match(accept(marked, 'a"$b\\'), /\{"customer_id": "a\\"\$b\\\\"\}\]$/);
  });

  test('in JSON Lines and in containers', () => {
    assert.equal(labelsAt('{"customer_id": "C1"}\n{"customer_id": |}', 'lines')[0], 'C1');
    const container = `{"a": ${record('I1', 'C1')}, "b": [{"status": 1, "customer_id": |}]}`;
    assert.equal(labelsAt(container)[0], 'C1');
  });

  test('not from broken or empty values', () => {
    const marked = '[{"thread_id": ""}, {"thread_id": 3}, {"thread_id": "C\n}, {"thread_id": |}]';
    assert.deepEqual(labelsAt(marked), ['""']);
  });

  test('from no more records than one looks through', () => {
    const many = Array.from({ length: 3000 }, (_, at) => record(`I${at}`, 'C1')).join(',\n');
    assert.deepEqual(labelsAt(`[${many},\n{"parent_id": |}]`).slice(0, 2), ['I2999', 'I2998']);
    assert.equal(labelsAt(`[${many},\n{"parent_id": |}]`).length, 100);
  });
});

describe('values that other records have', () => {
  const others = [
    '{"stopped_reason": "Left", "creator_app_id": 108, "outcome": "Sold"}',
    '{"stopped_reason": "Normal", "creator_app_id": 112, "outcome": ""}',
    '{"stopped_reason": 7, "creator_app_id": 108, "outcome": "Busy"}',
  ].join(', ');

  test('after the known ones', () => {
    const labels = labelsAt(`[${others}, {"stopped_reason": "|"}]`);
    assert.deepEqual(labels.slice(5), ['Re-directed', 'Left']);
  });

  test('where there are no known ones', () => {
    assert.deepEqual(labelsAt(`[${others}, {"creator_app_id": |}]`), ['108', '112']);
    assert.deepEqual(labelsAt(`[${others}, {"outcome": |}]`), ['Busy', 'Sold']);
  });
});

test('every value says in a few words of plain text what it is', () => {
  const near =
    '{"interaction_id": "A1", "customer_id": "C1", "owner_id": 101, "timeshift": 60, "outcome": "Ok"}';
  const dates = '"start_date": "2026-03-02T08:15:30.000Z", "duration": 195, "media_type": "voice"';
  for (const { name } of fields) {
    for (const { label, detail } of itemsAt(`[${near}, {${dates}, "${name}": |}]`)) {
      assert.match(detail, /^[^`]{1,40}$/, `${name}: ${label}`);
    }
  }
});
