import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDocument } from '../../server/document/document';
import { settle } from '../../server/document/settle';
import { phoneCall } from '../../server/spec/phone-call';
import { allChunks } from '../support/whole';

/** Problems of a text, each with the text that it is on. */
function problemsOf(text: string, form: 'json' | 'lines' = 'json'): string[] {
  let offset = 0;
  return allChunks(settle(openDocument(text, form, phoneCall))).flatMap((chunk) => {
    const start = offset;
    offset += chunk.text.length;
    return [...(chunk.record?.problems ?? []), ...chunk.problems].map(
      (problem) => `${problem.kind} ${text.slice(start + problem.start, start + problem.end)}`,
    );
  });
}

const A = '"interaction_id": "a", "status": 3';

/** A defect, and the problems it must give: one each, where it is, and none in the records around it. */
const table: readonly [string, readonly string[]][] = [
  [`[{${A}, }]`, ['trailing-comma ,']],
  [`[{${A} "type": "x"}]`, ['comma-expected 3']],
  [`[{${A}} {${A}}]`, ['comma-expected }']],
  [`[{${A},\n {${A}}]`, ['unclosed-object 3']],
  [`[{${A}\n {${A}}]`, ['unclosed-object 3']],
  [`[{${A}, "type"}, {${A}}]`, ['colon-expected "']],
  [`[{${A}, "type": }, {${A}}]`, ['value-expected :']],
  [`[{${A}, "type": , "outcome": "x"}]`, ['value-expected :']],
  [`[{${A}, "type":\n "outcome": "x"}]`, ['value-expected :']],
  [`[{${A}, "ty\n}, {${A}}]`, ['unterminated-string "ty']],
  [`[{"status": 3, "type": "x}, {${A}}, {${A}}]`, ['unterminated-string "x']],
  [`[{${A}, type: "x"}]`, ['unquoted-key type']],
  [`[{${A}, 'type': "x"}]`, ["other-quotes 'type'"]],
  [`[{${A}, "type": 'it\\'s'}]`, ["other-quotes 'it\\'s'"]],
  [`[{${A}, "udata": {"a": [1, 2}}, {${A}}]`, ['unclosed-array 2']],
  [`[{${A}, "udata": {"a": 1}, {${A}}]`, ['unclosed-object }']],
  [`[{${A}, "duration": 01}]`, ['invalid-number 01']],
  [`[{${A}, "type": STOPPED}]`, ['unknown-literal STOPPED']],
  [`[{${A}, "type": "a\tb"}]`, ['control-character \t']],
  [`[{${A}, "type": "a\tb\u0001c\td"}]`, ['control-character \tb\u0001c\t']],
  [`[{"type": "a\nb", ${A}}, {${A}}]`, ['control-character "a\nb"']],
  [`[{${A}, "type": "a\r\n\tb \\"c\\"\r\n"\r\n}, {${A}}]`, ['control-character "a\r\n\tb \\"c\\"\r\n"']],
  [`[{${A}, "type": "a\\\nb"}, {${A}}]`, ['control-character "a\\\nb"']],
  [
    `[{${A}, "udata": {"a": "x\n{y", "b": ["\nx", 1]}}, {${A}}]`,
    ['control-character "x\n{y"', 'control-character "\nx"'],
  ],
  [`{"note": "a\nb", "interactions": [{${A}}, {${A}}]}`, ['control-character "a\nb"']],
  // A quote that is lost, or typed and not yet closed: the next one opens a key.
  [`[{"type": "a,\n${A}}, {${A}}]`, ['unterminated-string "a,']],
  [`[{${A}, "type": "\n}, {${A}}]`, ['unterminated-string "']],
  [`[{${A}, "type": "},\n{${A}}]`, ['unterminated-string "},']],
  [`[{"type": "a,\n"udata": {"a": ""}, ${A}}]`, ['unterminated-string "a,']],
  [`[{${A}, "\n}, {${A}}]`, ['unterminated-string "']],
  [`[{${A}, "type": "a\\qb"}]`, ['invalid-escape \\q']],
  [`[{${A}\u00a0}]`, ['unexpected-character \u00a0']],
  [`[{${A} // why\n}]`, ['comment // why']],
  [`{${A}\ufeff`, ['unclosed-object 3', 'surrounding-text \ufeff']],
  [`[{${A}}]]`, ['text-after-end ]']],
  [`{${A}}\n{${A}}\n{${A}}`, ['text-after-end {']],
  [`[{${A}}`, ['unclosed-array }']],
  [`[1, {${A}}, [{${A}}], null]`, ['not-a-record 1', `not-a-record [{${A}}]`, 'not-a-record null']],
  [`[{${A}， "type": "x"}]`, ['other-sign ，']],
  [`[{"duration"：5, ${A}}，{${A}}]`, ['other-sign ：', 'other-sign ，']],
  [`[{"duration": 5， "allow_children": true，${A}}]`, ['other-sign ，', 'other-sign ，']],
  [`[{${A}；"type": "x"、"subject": "y"}]`, ['other-sign ；', 'other-sign 、']],
  [`｛${A}｝`, ['other-sign ｛', 'other-sign ｝']],
  [`［{${A}}］`, ['other-sign ［', 'other-sign ］']],
  [`{${A}, "subject": 你好，世界}`, ['unknown-literal 你好，世界']],
  [`{${A}, "subject": "a"; "type": "x"}`, ['other-sign ;']],
  [`{${A}, "duration": 5; "type": "x"}`, ['other-sign ;']],
  [`{${A}, "duration" => 5, "type" => "x"}`, ['other-colon =>', 'other-colon =>']],
  [`{${A}, "subject": “他说“好”，然后走”}`, ['other-quotes “他说“好”，然后走”']],
  [
    `{${A}, “type”：“x”，“duration”：5}`,
    [
      'other-quotes “type”',
      'other-sign ：',
      'other-quotes “x”',
      'other-sign ，',
      'other-quotes “duration”',
      'other-sign ：',
    ],
  ],
  [`{"subject": "a”, ${A}}`, ['other-quotes "a”']],
  [`{"subject": “a", ${A}}`, ['other-quotes “a"']],
  [`{${A}, "subject": "a”}`, ['other-quotes "a”']],
  [`{"subject”: "a", ${A}}`, ['other-quotes "subject”']],
  [`{${A}, "subject": ″a″, ‶type‶: ″x"}`, ['other-quotes ″a″', 'other-quotes ‶type‶', 'other-quotes ″x"']],
  [`{"subject": "he said “hi”, then" ${A}}`, ['comma-expected "']],
  [`{${A}, ...}`, ['placeholder ...']],
  [`{${A},\n  …\n}`, ['placeholder …']],
  [`{\n  ...\n  ${A}}`, ['placeholder ...']],
  [`{..., ${A}, ...rest}`, ['placeholder ...', 'placeholder ...rest']],
  [`[{${A}}, ...]`, ['placeholder ...']],
  [`[..., {${A}}]`, ['placeholder ...']],
  [`{${A}, "udata": {...}}`, ['placeholder ...']],
  [`{${A}, "subject": {{subject}}}`, ['unknown-literal {{subject}}']],
  [
    `{${A}, "subject": {{{subject}}}, "type": \${type}}`,
    ['unknown-literal {{{subject}}}', 'unknown-literal $' + '{type}'],
  ],
  [`{${A}, "type": <%= type %>, "duration": #{d}}`, ['unknown-literal <%= type %>', 'unknown-literal #{d}']],
  ['', []],
  ['\ufeff', []],
  [`\ufeff{${A}}`, []],
];

for (const [text, expected] of table) {
  test(`one defect, one problem: ${JSON.stringify(text)}`, () => {
    assert.deepEqual(problemsOf(text), expected);
  });
}

test('a broken line of JSON Lines is broken alone', () => {
  const lines = [`{${A}}`, `{${A}`, `{${A}} x`, '', `[{${A}}]`, `{${A}},`, `{${A}}`];
  assert.deepEqual(problemsOf(lines.join('\n'), 'lines'), [
    'unclosed-object 3',
    'surrounding-text x',
    `not-a-record [{${A}}]`,
    'surrounding-text ,',
  ]);
});

test('a record in a line of JSON Lines goes on in the next line where a text of it does', () => {
  const lines = [
    `{"type": "a\nb", ${A}}`,
    `{${A}}`,
    `{"type": "c,`,
    `{${A}, "udata": {"a": "\r\n"}}`,
    `{${A}}`,
  ];
  assert.deepEqual(problemsOf(lines.join('\n'), 'lines'), [
    'control-character "a\nb"',
    'unterminated-string "c,',
    'control-character "\r\n"',
  ]);
});
