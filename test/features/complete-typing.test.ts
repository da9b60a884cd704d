import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openDocument } from '../../server/document/document';
import { settle } from '../../server/document/settle';
import { endsInWord } from '../../server/features/complete/where/occasion';
import { phoneCall } from '../../server/spec/phone-call';
import { cursorIn, type Form, itemsAt } from '../support/completing';

/** A list that opens by itself: what it holds, by its first row. */
const opened = (marked: string, form: Form = 'json') => itemsAt(marked, form, 'typing')[0]?.label;

describe('a list opens by itself', () => {
  const rows: readonly (readonly [string, string])[] = [
    ['{"|"}', 'customer_id'],
    ['{"|', 'customer_id'],
    ['{"sta|"}', 'customer_id'],
    ['{sta|}', 'customer_id'],
    ['{"status":|}', '0 NEW'],
    ['{"status": |}', '0 NEW'],
    ['{"status": |,"type": "Inbound"}', '0 NEW'],
    ['{"status": st|}', '0 NEW'],
    ['{"type": "|"}', 'Inbound'],
    ['{"type": "In|"}', 'Inbound'],
    ['{"allow_children": t|}', 'true'],
  ];
  for (const [marked, label] of rows) {
    test(`in ${marked}`, () => assert.equal(opened(marked), label));
  }
});

describe('no list opens by itself', () => {
  const rows: readonly (readonly [string, string, Form?])[] = [
    ['after a comma', '{"status": 3,|}'],
    ['after a comma and a space', '{"status": 3, |}'],
    ['on a blank line', '{\n  "status": 3,\n  |\n}'],
    ['after a number', '{"status": 3|}'],
    ['after a negative number', '{"timeshift": -3|}'],
    ['after a sign', '{"timeshift": -|}'],
    ['after true', '{"allow_children": true|}'],
    ['after null', '{"type": null|}'],
    ['after the closing quote of a value', '{"type": "Inbound"|}'],
    ['after the closing quote of a key', '{"type"|}'],
    ['after an empty string', '{"type": ""|}'],
    ['after two spaces', '{"status":  |}'],
    ['before a value that is there', '{"status": |3}'],
    ['for a value that is only to be filled in', '{"subject": |}'],
    ['for user data', '{"udata": |}'],
    ['in an empty file', '|'],
    ['in an empty file, at a word', 'mini|'],
    ['in an array', '[{"status": 1}, |]'],
    ['in a container', '{"a": {"status": 1, "type": ""}, "b|"}'],
    ['after the name of a record', '{"first call": |}'],
    ['on an empty line of JSON Lines', '{"status": 1}\n|', 'lines'],
  ];
  for (const [where, marked, form] of rows) {
    test(where, () => assert.equal(opened(marked, form), undefined));
  }
});

test('nothing that opens by itself is found by what JSON values are written with', () => {
  const rows = [
    '{"status": |}',
    '{"allow_children": |}',
    '{"type": |}',
    '{"start_date": |}',
    '{"timeshift": |}',
  ];
  for (const marked of rows) {
    for (const { filterText } of itemsAt(marked, 'json', 'typing')) {
      assert.doesNotMatch(filterText, /[-0-9 ]/, filterText);
      assert.ok(!['true', 'false', 'null'].includes(filterText), filterText);
    }
  }
});

describe('all missing fields at once are offered', () => {
  const isOffered = (typed: string, occasion: 'asked' | 'typing' | 'refining') =>
    itemsAt(`{"${typed}|"}`, 'json', occasion).some(({ label }) => label.startsWith('Add the '));

  test('to whoever asks, by its own words', () => {
    for (const typed of ['', 'm', 'missing', 'Mandatory', 'add', 'all']) {
      assert.ok(isOffered(typed, 'asked'), typed);
      assert.ok(isOffered(typed, 'refining'), typed);
    }
  });

  test('to nothing else', () => {
    for (const typed of ['len', 'ani', 'id', 'status', 'add_', 'missingx']) {
      assert.ok(!isOffered(typed, 'asked'), typed);
    }
  });

  test('never by itself', () => {
    for (const typed of ['', 'm', 'missing']) assert.ok(!isOffered(typed, 'typing'), typed);
  });
});

describe('a list that was asked for goes on', () => {
  const labels = (marked: string) => itemsAt(marked, 'json', 'refining').map(({ label }) => label);

  test('with the number that was typed, and with no other', () => {
    assert.deepEqual(labels('{"status": 3|}'), ['3 STOPPED']);
    assert.deepEqual(labels('{"status": 5|}'), []);
    assert.deepEqual(labels('[{"owner_id": 101}, {"owner_id": 10|}]'), []);
  });
});

test('editors open lists by themselves at words, and at no number', () => {
  const rows: readonly (readonly [string, boolean])[] = [
    ['{"sta|"}', true],
    ['{sta|}', true],
    ['true|', true],
    ['{"status": 3|}', false],
    ['{"status": -3.5|}', false],
    ['{"|"}', false],
    ['|', false],
    ['{"a": 1}\nx|', true],
  ];
  for (const [marked, expected] of rows) {
    const { text, offset } = cursorIn(marked);
    assert.equal(endsInWord(settle(openDocument(text, 'json', phoneCall)), offset), expected, marked);
  }
});
