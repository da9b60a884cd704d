import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editDocument } from '../../server/document/document';
import type { DocumentForm } from '../../server/document/form';
import { settle } from '../../server/document/settle';
import { links } from '../../server/features/links';
import { examples, recordsToCut, settled } from '../support/marked-text';

function targets(text: string, form: DocumentForm = 'json', limit?: number): string[] {
  return links(settled(text, form), limit).map(({ start, end, target }) => {
    const between = text.slice(start, end);
    return between === target ? target : `${between} -> ${target}`;
  });
}

test('values that are addresses as a whole are links', () => {
  const table: [string, string[]][] = [
    ['{"structured_text": "https://example.com/a.html"}', ['https://example.com/a.html']],
    ['{"binary_content": "ftp://example.com:2121/a?b#c"}', ['ftp://example.com:2121/a?b#c']],
    ['{"text": "HTTP://example.com"}', ['HTTP://example.com']],
    [
      '{"udata": {"a": "http://a.example", "b": ["http://b.example/ä"]}}',
      ['http://a.example', 'http://b.example/ä'],
    ],
    [
      '{"about": "http://a.example", "call": {"status": 1, "text": "http://b.example"}}',
      ['http://a.example', 'http://b.example'],
    ],
    ['["http://a.example", {"text": "http://b.example"}]', ['http://a.example', 'http://b.example']],
    ['{"text": "http:\\/\\/a.example\\/x"}', ['http:\\/\\/a.example\\/x -> http://a.example/x']],
    ['{"text": "http:\\u002f\\u002Fa.example"}', ['http:\\u002f\\u002Fa.example -> http://a.example']],
    ['{"status": , "text": "http://a.example"', ['http://a.example']],
  ];
  for (const [text, expected] of table) assert.deepEqual(targets(text), expected, text);
});

test('anything else is none', () => {
  for (const value of [
    'see https://example.com/a',
    'https://example.com/a b',
    ' https://example.com',
    'example.com/a',
    '//example.com/a',
    'http://',
    'http:///a',
    'http://a b',
    'file:///etc/passwd',
    'command:workbench.action.quit',
    'javascript:alert(1)',
    'vscode://x/y',
    'mailto:a@example.com',
    'https:\\u002f\\u002fexample.com/\\u0000',
    'https://example.com/\\u202e',
  ]) {
    const text = `{"text": "${value}"}`;
    const expected = value.endsWith('\\u202e') ? 1 : 0;
    assert.equal(targets(text).length, expected, value);
  }
  assert.deepEqual(targets('{"https://example.com": 1}'), []);
  assert.deepEqual(targets('{"text": "https://example.com'), []);
  assert.deepEqual(targets("{'text': 'https://example.com'}"), []);
});

test('the limit bounds them', () => {
  const text = `[${'{"a": "http://a.example", "b": "http://b.example"},'.repeat(5)}{}]`;
  assert.equal(targets(text).length, 10);
  assert.deepEqual(targets(text, 'json', 3), ['http://a.example', 'http://b.example', 'http://a.example']);
  const many = (count: number) => targets('{"a": "http://a.example"}\n'.repeat(count), 'lines').length;
  assert.deepEqual([many(5000), many(5001)], [5000, 5000]);
});

test('links that are remembered follow edits', () => {
  const known = new WeakMap();
  const text = '[{"text": "http://a.example"}, {"text": "http://b.example"}]';
  const before = settled(text);
  assert.equal(links(before, undefined, known).length, 2);
  const after = settle(editDocument(before, 1, 1, '  '));
  assert.deepEqual(links(after, undefined, known), links(settled(`[  ${text.slice(1)}`)));
});

test('the examples have the addresses that a search finds, and cut records give no error', () => {
  for (const { name, text, form } of examples()) {
    const found = [...text.matchAll(/: ?"((?:https?|ftp):\/\/[^"\s]*)"/g)].map(([, address]) => address);
    assert.deepEqual(targets(text, form), found, name);
  }
  for (const whole of recordsToCut) {
    for (let length = 0; length <= whole.length; length++) targets(whole.slice(0, length));
  }
});
