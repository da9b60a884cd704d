import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { snippetOf } from '../../server/features/complete/write/snippet';
import { recordLike } from '../../server/features/copy/like';
import { isRefusal } from '../../server/features/copy/outcome';
import { replyTo } from '../../server/features/copy/reply';
import { changedAt, madeAt, now } from '../support/copying';

function like(text: string, form: 'json' | 'lines' = 'json', name?: string): string {
  return changedAt(text, (document, index) => recordLike(document, index, { now, name }), form);
}

function reply(text: string, form: 'json' | 'lines' = 'json', name?: string): string {
  return changedAt(text, (document, index) => replyTo(document, index, { now, name }), form);
}

describe('a new record like another one', () => {
  const record = (values: readonly string[]) => {
    const [id, customer, number, parent, start, end, subject, first] = values;
    return [
      `"interaction_id": "${id}"`,
      `"customer_id": "${customer}"`,
      '"status": 3, "entity_type": 3',
      '"type" : "Inbound"',
      `"phone_number": "${number}"`,
      `"parent_id": "${parent}"`,
      `"start_date": "${start}"`,
      `"end_date": "${end}"`,
      '"duration": 60',
      `"subject": "${subject}"`,
      `"udata": { "ServiceType": "${first}", "n": 1, "deep": {"x": "y"} }`,
    ].join(',\n    ');
  };
  const own = record([
    'F01',
    'c',
    '+1',
    'F00',
    '2026-03-02T08:15:30.250Z',
    '2026-03-02T08:16:30.250Z',
    's',
    'Billing',
  ]);
  const made = record(['F02', '', '', '', '2026-03-02T08:16:30.250Z', '2026-03-02T08:17:30.250Z', '', '']);

  test('has its shape; what repeats stands, what goes on goes on, the rest is to be filled in', () => {
    assert.equal(like(`[\n  {\n    |${own}\n  }\n]`), `[\n  {\n    ${own}\n  },\n  {\n    ${made}\n  }\n]`);
  });

  test('has places to fill in, in the order of its text', () => {
    const { outcome } = madeAt(
      '[{"interaction_id": "F01", "customer_id": "c", "status": 3, "mystery": 5, "code": "x$}"|}]',
      (document, index) => recordLike(document, index, { now }),
    );
    assert.ok(!isRefusal(outcome));
    assert.equal(
      snippetOf(outcome.parts),
      `, {"interaction_id": "\${1:F02}", "customer_id": "$2", "status": 3, "mystery": \${3:5}, "code": "\${4:x\\$\\}}"\\}`,
    );
  });

  test('has its name filled in first among named ones', () => {
    const { outcome } = madeAt('{"busy line": {"interaction_id": "F01", "status": 3|}}', (document, index) =>
      recordLike(document, index, { now }),
    );
    assert.ok(!isRefusal(outcome));
    assert.equal(
      snippetOf(outcome.parts),
      `, "\${1:busy line 2}": {"interaction_id": "\${2:F02}", "status": 3\\}`,
    );
  });

  test('on the next line of JSON Lines', () => {
    assert.equal(
      like('{"interaction_id":"F01","customer_id":"c","status":2|}\n', 'lines'),
      '{"interaction_id":"F01","customer_id":"c","status":2}\n{"interaction_id":"F02","customer_id":"","status":2}\n',
    );
  });

  test('a value that its field cannot have is not taken over', () => {
    assert.equal(
      like('[{"interaction_id": "F01", "status": "3", "start_date": "yesterday", "owner_id": -1|}]'),
      `[{"interaction_id": "F01", "status": "3", "start_date": "yesterday", "owner_id": -1}, {"interaction_id": "F02", "status": 2, "start_date": "${now}", "owner_id": -1}]`,
    );
  });
});

describe('a reply', () => {
  const LAYOUT = ',\n    ';
  const own = [
    '"interaction_id": "F01"',
    '"customer_id": "C1"',
    '"status": 3',
    '"entity_type": 3',
    '"type": "Inbound"',
    '"media_type": "voice"',
    '"creator_app_id": 108',
    '"owner_id": 214',
    '"start_date": "2026-03-02T08:15:30.250Z"',
    '"end_date": "2026-03-02T08:18:30.000Z"',
    '"outcome": "x"',
    '"udata": {}',
  ];
  const made = [
    '"interaction_id": "F02"',
    '"customer_id": "C1"',
    '"status": 2',
    '"entity_type": 3',
    '"type": "Outbound"',
    '"sub_type": "OutboundReply"',
    '"media_type": "voice"',
    '"parent_id": "F01"',
    '"thread_id": "F01"',
    '"creator_app_id": 108',
    '"owner_id": 214',
    '"start_date": "2026-03-02T08:19:30.000Z"',
  ];

  test('is the child of the record, of its customer, and goes the other way, after it', () => {
    assert.equal(
      reply(`[\n  {\n    |${own.join(LAYOUT)}\n  }\n]`),
      `[\n  {\n    ${own.join(LAYOUT)}\n  },\n  {\n    ${made.join(LAYOUT)}\n  }\n]`,
    );
  });

  for (const [name, fresh] of Object.entries({
    'new call': 'new call reply',
    'busy-line': 'busy-line-reply',
    busy_line: 'busy_line_reply',
    newCall: 'newCallReply',
    'call 1': 'call 1 reply',
    'new call reply': 'new call reply 2',
    taken: 'takenReply2',
  })) {
    test(`among named ones is called ${fresh} after ${name}`, () => {
      const text = reply(
        `{"takenReply": {"interaction_id": "E01"}, "${name}": {"interaction_id": "F01", "customer_id": "c"|}}`,
      );
      assert.deepEqual(Object.keys(JSON.parse(text) as object), ['takenReply', name, fresh]);
    });
  }

  test('is of the thread of the record', () => {
    const text = reply(
      '[{"interaction_id": "F01", "thread_id": "T1", "parent_id": "F00", "customer_id": "c"|}]',
    );
    const [, child] = JSON.parse(text) as Record<string, unknown>[];
    assert.deepEqual([child?.parent_id, child?.thread_id, child?.customer_id], ['F01', 'T1', 'c']);
  });

  for (const [type, answer, subType] of [
    ['Inbound', 'Outbound', 'OutboundReply'],
    ['Outbound', 'Inbound', 'InboundCustomerReply'],
    ['Internal', 'Internal', 'InternalCollaborationReply'],
    ['Consult', 'Consult', undefined],
  ] as const) {
    test(`to ${type} is ${answer}`, () => {
      const text = reply(`[{"interaction_id": "F01", "type": "${type}", "sub_type": "x"|}]`);
      const [, child] = JSON.parse(text) as Record<string, unknown>[];
      assert.deepEqual([child?.type, child?.sub_type], [answer, subType]);
    });
  }

  test('to an e-mail is one', () => {
    const text = reply(
      '[{"interaction_id": "F01", "entity_type": 0, "type": "Inbound", "media_type": "email"|}]',
    );
    const [, child] = JSON.parse(text) as Record<string, unknown>[];
    assert.deepEqual([child?.entity_type, child?.type, child?.media_type], [1, 'Outbound', 'email']);
  });

  test('is on one line where the record is', () => {
    const text = reply(`{${own.join(',').replaceAll(': ', ':')}|}`, 'lines');
    assert.equal(text.split('\n')[1], `{${made.join(',').replaceAll(': ', ':')}}`);
  });

  test('to a record that takes none is none', () => {
    assert.equal(
      reply('[{"interaction_id": "F01", "status": 1, "allow_children": false|}]'),
      '! This record takes no replies: "allow_children" is false.',
    );
  });

  test('to a record without an ID is none', () => {
    const refusal = '! This record has no ID that a reply could name.';
    assert.equal(reply('[{"customer_id": "c", "status": 1, "type": "x", "media_type": "y"|}]'), refusal);
    assert.equal(reply('[{"interaction_id": "", "status": 1, "type": "x"|}]'), refusal);
    assert.equal(reply('[{"interaction_id": 5, "status": 1, "type": "x"|}]'), refusal);
  });
});
