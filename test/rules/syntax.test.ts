import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../server/edit/text-edit';
import { check, fixesOf } from '../support/checking';
import { exampleRecord } from '../support/example-record';

/** The first syntax finding: its text, its message, and what its fixes make of the text, `!` before safe ones. */
function outcome(text: string, form?: 'lines') {
  const [finding] = check(text, form).filter(({ rule }) => rule === 'syntax');
  assert.ok(finding);
  return {
    problem: finding.problem,
    token: text.slice(finding.start, finding.end),
    message: finding.message,
    fixes: fixesOf(finding).map(({ edits, isSafe }) => `${isSafe ? '!' : ''}${applyEdits(text, edits)}`),
  };
}

const rows: readonly (readonly [text: string, problem: string, token: string, fixes: readonly string[]])[] = [
  ['{"status": 3 "type": "x"}', 'comma-expected', '3', ['!{"status": 3, "type": "x"}']],
  ['[{"status": 3} {"status": 3}]', 'comma-expected', '}', ['![{"status": 3}, {"status": 3}]']],
  ['{"status": 3, }', 'trailing-comma', ',', ['!{"status": 3 }']],
  ['[{"status": 3},]', 'trailing-comma', ',', ['![{"status": 3}]']],
  ['{"status": 3,, "type": "x"}', 'unexpected-comma', ',', ['{"status": 3, "type": "x"}']],
  ['{"status" 3}', 'colon-expected', '"', ['!{"status": 3}']],
  ['{"status"}', 'colon-expected', '"', []],
  ['{"status", "type": "x"}', 'colon-expected', '"', []],
  ['{"status":: 3}', 'unexpected-colon', ':', ['{"status": 3}']],
  ['{"status":}', 'value-expected', ':', []],
  ['{: 3}', 'key-expected', ':', []],
  ['{status: 3}', 'unquoted-key', 'status', ['!{"status": 3}']],
  ["{u'status': 3}", 'unquoted-key', "u'status'", ['!{"status": 3}']],
  ['{b"status" : 3}', 'unquoted-key', 'b"status"', ['!{"status" : 3}']],
  ["{f'status': 3}", 'unquoted-key', "f'status'", ['!{"status": 3}']],
  ["{f'{status}': 3}", 'unquoted-key', "f'{status}'", []],
  ["{u'stat\\xfcs': 3}", 'unquoted-key', "u'stat\\xfcs'", []],
  ['{"type": Inbound", "status": 3}', 'unknown-literal', 'Inbound"', ['{"type": "Inbound", "status": 3}']],
  ['{"status: 3, "type": "x"}', 'unterminated-string', '"status', ['!{"status": 3, "type": "x"}']],
  ['{status": 3}', 'unquoted-key', 'status"', ['!{"status": 3}']],
  ["{status' : 3}", 'unquoted-key', "status'", ['!{"status" : 3}']],
  // Marks of other tools: nobody means them as keys.
  ['{-  "status": 3}', 'colon-expected', '-', []],
  ['{status"x": 3}', 'colon-expected', 'status', []],
  // The quotes of a cell of a table are doubled.
  ['{""type"": "x"}', 'other-quotes', '""type""', ['!{"type": "x"}']],
  ['{a\\b: 3}', 'unquoted-key', 'a\\b', ['{"a\\\\b": 3}']],
  ["{'status': 3}", 'other-quotes', "'status'", ['!{"status": 3}']],
  [`{"text": 'a "b" \\\\ c'}`, 'other-quotes', `'a "b" \\\\ c'`, ['!{"text": "a \\"b\\" \\\\ c"}']],
  ["{\"text\": 'it\\'s'}", 'other-quotes', "'it\\'s'", ['!{"text": "it\'s"}']],
  ["{'text': \"x\", 'type': 'a'}", 'other-quotes', "'text'", ['!{"text": "x", "type": "a"}']],
  ["{\"text\": 'can't do'}", 'other-quotes', "'can't do'", ['!{"text": "can\'t do"}']],
  [
    '[{"text": \'can\'t, won\'t\' , "type": 3}]',
    'other-quotes',
    "'can't, won't'",
    ['![{"text": "can\'t, won\'t" , "type": 3}]'],
  ],
  ["{\"text\": 'say 'hi' now'\n}", 'other-quotes', "'say 'hi' now'", ['{"text": "say \'hi\' now"\n}']],
  ["{\"text\": 'boys', he said'}", 'other-quotes', "'boys'", ['{"text": "boys", he said\'}']],
  ['{"text": \'can\'t do\n}', 'other-quotes', "'can'", []],
  ["{\"text\": 'x' 'type': 'a'}", 'other-quotes', "'x'", ['!{"text": "x" "type": "a"}']],
  ["{\"text\": 'x' // don't say 'no'\n}", 'other-quotes', "'x'", ['!{"text": "x" // don\'t say \'no\'\n}']],
  ["{\"text\": 'it''s'}", 'other-quotes', "'it''s'", ['!{"text": "it\'s"}']],
  ['{"status": 3 /* x */, "type": "x"}', 'comment', '/* x */', ['{"status": 3, "type": "x"}']],
  ['{"status":/* x */3}', 'comment', '/* x */', ['{"status": 3}']],
  ['{"status": /* x */ 3}', 'comment', '/* x */', ['{"status": 3}']],
  ['{\r\n  "status": 3 // x\r\n}', 'comment', '// x', ['{\r\n  "status": 3\r\n}']],
  ['{\r\n  // x\r\n  "status": 3\r\n}', 'comment', '// x', ['{\r\n  "status": 3\r\n}']],
  ['// x\n{"status": 3}', 'comment', '// x', ['\n{"status": 3}']],
  ['{"status": 3}\n// x', 'comment', '// x', ['{"status": 3}\n']],
  ['[{"status": 3}, // x\n{"status": 3}]', 'comment', '// x', ['[{"status": 3},\n{"status": 3}]']],
  ['{"type": "x\n}', 'unterminated-string', '"x', ['{"type": "x"\n}']],
  ['{"type": "x\\\n}', 'unterminated-string', '"x\\', []],
  ['{"type": "x, \r\n"subject": "y"}', 'unterminated-string', '"x, ', ['{"type": "x", \r\n"subject": "y"}']],
  ['{"type": "x\n"subject": "y"}', 'unterminated-string', '"x', []],
  ['{"type": "a\tb"}', 'control-character', '\t', ['!{"type": "a\\tb"}']],
  ['{"type": "a\u0001b"}', 'control-character', '\u0001', ['!{"type": "a\\u0001b"}']],
  ['{"type": "a\\qb"}', 'invalid-escape', '\\q', ['{"type": "a\\\\qb"}']],
  ['{"type": "a\tb\u0001\t"}', 'control-character', '\tb\u0001\t', ['!{"type": "a\\tb\\u0001\\t"}']],
  ['{"type": "a\nb"}', 'control-character', '"a\nb"', ['!{"type": "a\\nb"}']],
  [
    '{"type": "a\r\n\tb\\"\\\\", "status": 3}',
    'control-character',
    '"a\r\n\tb\\"\\\\"',
    ['!{"type": "a\\r\\n\\tb\\"\\\\", "status": 3}'],
  ],
  // Elsewhere a backslash at the end of a line says that the text goes on without it.
  ['{"status": 3, "type": "x\\\ny"}', 'control-character', '"x\\\ny"', ['{"status": 3, "type": "xy"}']],
  ['{"status": 3, "type": "x\\\n, 3}', 'unterminated-string', '"x\\', []],
  // No backslash of a path is an escape: a line feed would stay in it.
  [
    String.raw`{"text": "C:\Users\new", "type": "a\nb"}`,
    'invalid-escape',
    '\\U',
    [String.raw`{"text": "C:\\Users\\new", "type": "a\nb"}`],
  ],
  [
    String.raw`{"text": "\\srv\share\n"}`,
    'invalid-escape',
    '\\s',
    [String.raw`{"text": "\\\\srv\\share\\n"}`],
  ],
  [
    String.raw`{"text": "C:\\Users\new\Foo"}`,
    'invalid-escape',
    '\\F',
    [String.raw`{"text": "C:\\Users\\new\\Foo"}`],
  ],
  [String.raw`{"text": "^\d+\b"}`, 'invalid-escape', '\\d', [String.raw`{"text": "^\\d+\\b"}`]],
  [String.raw`{"text": "50\% \u00e4\n"}`, 'invalid-escape', '\\%', [String.raw`{"text": "50\\% \u00e4\n"}`]],
  ['{"type": "\\u12"}', 'invalid-escape', '\\u', ['{"type": "\\\\u12"}']],
  ['{"status": +3}', 'invalid-number', '+3', ['!{"status": 3}']],
  ['{"status": 03}', 'invalid-number', '03', ['{"status": 3}']],
  ['{"timeshift": -007.50}', 'invalid-number', '-007.50', ['{"timeshift": -7.50}']],
  ['{"duration": .5}', 'invalid-number', '.5', ['{"duration": 0.5}']],
  ['{"duration": 5.}', 'invalid-number', '5.', ['!{"duration": 5}']],
  ['{"duration": 0x10}', 'invalid-number', '0x10', ['{"duration": 16}']],
  // No code, so that nobody knows what it was meant for.
  ['{"status": +9}', 'invalid-number', '+9', []],
  ['{"status": 09}', 'invalid-number', '09', []],
  ['{"status": 0x2}', 'invalid-number', '0x2', ['{"status": 2}']],
  ['{"entity_type": 3n}', 'invalid-number', '3n', ['!{"entity_type": 3}']],
  ['{"duration": 1_000}', 'invalid-number', '1_000', ['!{"duration": 1000}']],
  ['{"status": -}', 'invalid-number', '-', []],
  ['{"status": STOPPED}', 'unknown-literal', 'STOPPED', ['!{"status": 3}']],
  ['{"status": in_progress}', 'unknown-literal', 'in_progress', ['!{"status": 2}']],
  ['{"type": Inbound}', 'unknown-literal', 'Inbound', ['{"type": "Inbound"}']],
  [
    '{"subject": An old invoice, "status": 3}',
    'unknown-literal',
    'An old invoice',
    ['{"subject": "An old invoice", "status": 3}'],
  ],
  ['{"allow_children": True}', 'unknown-literal', 'True', ['!{"allow_children": true}']],
  ['{"subject": None}', 'unknown-literal', 'None', ['!{}', '{"subject": "None"}']],
  [
    '{"udata": {"a": FALSE}}',
    'unknown-literal',
    'FALSE',
    ['!{"udata": {"a": false}}', '{"udata": {"a": "FALSE"}}'],
  ],
  ['{"subject": undef}', 'unknown-literal', 'undef', ['!{}', '{"subject": "undef"}']],
  ['{"udata": {"status": STOPPED}}', 'unknown-literal', 'STOPPED', ['{"udata": {"status": "STOPPED"}}']],
  ['{"duration": NaN}', 'unknown-literal', 'NaN', ['{}']],
  ['{"status": 3 x}', 'unexpected-text', 'x', []],
  ['{"status":\u00a03}', 'unexpected-character', '\u00a0', ['!{"status": 3}']],
  ['{"status":\u200b3}', 'unexpected-character', '\u200b', ['!{"status": 3}']],
  ['{"status": 3}}', 'text-after-end', '}', ['{"status": 3}']],
  ['{"status": 3}]', 'text-after-end', ']', ['{"status": 3}']],
  ['[{"status": 3}}]', 'unexpected-bracket', '}', ['[{"status": 3}]']],
  ['{"status": 3', 'unclosed-object', '3', []],
  ['[{"status": 3}', 'unclosed-array', '}', []],
  ['{"status": 3} {"status": 3}', 'text-after-end', '{', []],
];

for (const [text, problem, token, fixes] of rows) {
  test(`${problem}: ${JSON.stringify(text)}`, () => {
    const { message, ...rest } = outcome(text);
    assert.deepEqual(rest, { problem, token, fixes });
    assert.match(message, /^.{10,150}[.?]$/);
  });
}

test('an invisible character is named', () => {
  assert.equal(outcome('{"status":\u00a03}').message, 'No-break space (U+00A0) is not allowed here.');
});

test('a line break in a text is one problem, and says how it is written', () => {
  const text = '{"subject": "first\nsecond\tthird", "status": 3}';
  const found = check(text).filter(({ rule }) => rule === 'syntax');
  assert.deepEqual(
    found.map(({ message }) => message),
    ['A line break in a string must be written \\n.'],
  );
  assert.deepEqual(
    found.flatMap(fixesOf).map(({ title }) => title),
    ['Write it as \\n, \\t'],
  );
});

test('a text with a line break leaves nothing else unseen', () => {
  const [first, ...others] = check('{"subject": "first\nsecond", "status": 9}').map(({ rule }) => rule);
  assert.equal(first, 'missing-field');
  assert.deepEqual(others, ['syntax', 'invalid-value']);
});

test('no message grows with the text that it quotes', () => {
  const long = 'x'.repeat(10_000);
  for (const text of [`{"a": ${long}}`, `{${long}: 1}`, `{"a": 0${long}}`]) {
    assert.ok(outcome(text).message.length < 160);
  }
});

test('a line of JSON Lines that holds two records says where the second belongs', () => {
  const { message, ...rest } = outcome('{"status": 3} {"status": 3}\n', 'lines');
  const fixes = ['{"status": 3}\n{"status": 3}\n'];
  assert.deepEqual(rest, { problem: 'second-on-line', token: '{', fixes });
  assert.equal(message, 'A second value on this line: in JSON Lines each has a line of its own.');
});

test('doubled quotes are one problem, mended together', () => {
  const text = '{""type"": ""x"", ""status"": 3}';
  const found = check(text).filter(({ rule }) => rule === 'syntax');
  assert.equal(found.length, 1);
  assert.deepEqual(
    found.flatMap(fixesOf).map(({ title, isSafe, edits }) => [title, isSafe, edits.map((edit) => edit.text)]),
    [['Use double quotes', true, ['"type"', '"x"', '"status"']]],
  );
});

/** Texts with one defect that could be taken for several, and what its best fix makes of them. */
const lone: readonly (readonly [text: string, fixed: string, form?: 'lines'])[] = [
  // A key without its closing quote.
  ['{"subject: "abc", "status": 3}', '{"subject": "abc", "status": 3}'],
  ['{"subject : "abc",\n"status": 3}', '{"subject" : "abc",\n"status": 3}'],
  ['{"subject:"abc"}', '{"subject":"abc"}'],
  ['{"duration:5,"type":"x"}', '{"duration":5,"type":"x"}'],
  ['{"duration: 5,\n"type": "x"}', '{"duration": 5,\n"type": "x"}'],
  ['{"duration:5}', '{"duration":5}'],
  ['{"udata:{"x":1},"type":"x"}', '{"udata":{"x":1},"type":"x"}'],
  ['{"udata: {\n"x": 1\n},\n"type": "x"}', '{"udata": {\n"x": 1\n},\n"type": "x"}'],
  ['{"udata": {"x: "a", "y": 1}}', '{"udata": {"x": "a", "y": 1}}'],
  // A text without its opening quote.
  ['{"subject":abc","type":"x"}', '{"subject":"abc","type":"x"}'],
  ['{"subject": Card lost",\n"type": "x"}', '{"subject": "Card lost",\n"type": "x"}'],
  ['{"subject": Card lost"}', '{"subject": "Card lost"}'],
  ['{"phone_number": +12025550143" }', '{"phone_number": "+12025550143" }'],
  ['{"udata": {"a": b"}}', '{"udata": {"a": "b"}}'],
  // A comma between nothing and nothing.
  ['{"udata": { , }}', '{"udata": {  }}'],
  ['{"udata": {"a": [,]}}', '{"udata": {"a": []}}'],
  ['[,]', '[]'],
  // Lines that a comma joins.
  ['{"status": 3}, {"status": 3}\n', '{"status": 3}\n{"status": 3}\n', 'lines'],
  // Comments as in languages of scripts.
  ['{"duration": 5, # seconds\n"type": "x"}', '{"duration": 5,\n"type": "x"}'],
  ['{"duration": 5 # seconds\n}', '{"duration": 5\n}'],
  ['{"type": "x" # of the "call"\n}', '{"type": "x"\n}'],
  ['{ #note\n"type": "x"}', '{\n"type": "x"}'],
];

for (const [text, after, form] of lone) {
  test(`one problem: ${JSON.stringify(text)}`, () => {
    const syntax = check(text, form).filter(({ rule }) => rule === 'syntax');
    assert.equal(syntax.length, 1, syntax.map(({ message }) => message).join('; '));
    const [best] = syntax.flatMap(fixesOf);
    assert.ok(best);
    assert.equal(applyEdits(text, best.edits), after);
  });
}

test('a number sign in a key or a text starts no comment', () => {
  assert.deepEqual(outcome('{"status": 3, #a: 1}').fixes, ['!{"status": 3, "#a": 1}']);
  assert.deepEqual(outcome('{"subject": Card #5}').fixes, ['{"subject": "Card #5"}']);
});

test('a bracket too many is told as such, also after the end', () => {
  for (const [text, bracket] of [
    ['{"status": 3}}', '}'],
    ['[{"status": 3}]]', ']'],
  ] as const) {
    const { message } = outcome(text);
    assert.equal(message, `Unexpected "${bracket}": nothing is open that it could close.`);
  }
});

test('a colon is put safely only where nothing else is wrong, and never after one', () => {
  assert.deepEqual(outcome('{"ti" http://example.com "}').fixes, ['{"ti": http://example.com "}']);
  assert.deepEqual(outcome('{"ti: " http://example.com "}').fixes, []);
});

test('of several errors at one place each has its own fixes', () => {
  const text = '{"udata": {："a": 1}}';
  const found = check(text).filter(({ rule }) => rule === 'syntax');
  assert.deepEqual(
    found.map((finding) => [
      finding.problem,
      text.slice(finding.start, finding.end),
      fixesOf(finding).map(({ title }) => title),
    ]),
    [
      ['key-expected', '：', []],
      ['other-sign', '：', ['Write ":"']],
      ['value-expected', '：', []],
    ],
  );
});

test('a comment that is all that a file holds stays where it holds values', () => {
  const titles = (text: string) =>
    check(text).map((finding) => [finding.problem, ...fixesOf(finding).map(({ title }) => title)]);
  for (const text of ['/* {"status": 3} */', '// {"status": 3}\n', '// {\n//   "status": 3\n// }\n'])
    assert.deepEqual(
      titles(text).filter((found) =>
        found.some((title) => /^Remove (?:the|\d+) comments?$/.test(`${title}`)),
      ),
      [],
      text,
    );
  assert.deepEqual(titles('// nothing yet\n'), [['comment', 'Remove the comment']]);
  assert.deepEqual(titles('// {"status": 3}\n[]'), [['comment', 'Remove the comment']]);
});

test('two strings that a plus sign joins are not safely one', () => {
  for (const sum of ['`a` + `b`', "'a' + 'b'"]) {
    const safe = check(`{"subject": ${sum}}`)
      .filter(({ problem }) => problem === 'other-quotes')
      .flatMap((finding) => fixesOf(finding).filter(({ isSafe }) => isSafe));
    assert.deepEqual(safe, [], sum);
  }
});

test('a record in a string after a record is told once, and nothing in it is mended', () => {
  const hidden = JSON.stringify('{"status": 3, "udata": {"Zip": "02134"}}');
  const text = `${exampleRecord()}\n${hidden}\n`;
  assert.deepEqual(
    check(text).map(({ problem, start, end }) => [problem, text.slice(start, end)]),
    [['text-after-end', hidden]],
  );
});

test('no comma is put after what opens something, and none without asking after text', () => {
  for (const text of ['{"a": "b"[,\n"c": "d",\n"udata": {\n"e": "f"}\n}', '{"a": 1 HEAD {\n"b": 2}'])
    for (const { title, edits, isSafe } of check(text).flatMap((finding) => fixesOf(finding)))
      for (const { start, text: put } of edits)
        if (title === 'Put a comma here') {
          assert.equal(put, ',');
          assert.ok(!'{[:,'.includes(text.charAt(start - 1)), text.slice(0, start));
          assert.ok(!isSafe || text.charAt(start - 1) !== 'D', text.slice(0, start));
        }
});
