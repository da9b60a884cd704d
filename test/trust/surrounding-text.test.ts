import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chunksWithFindings } from '../../server/check/check';
import { fixContext, fixesOf } from '../../server/check/fixes';
import { offsetOf } from '../../server/document/document';
import { type DocumentForm, readingAs } from '../../server/document/form';
import { applyEdits } from '../../server/edit/text-edit';
import { fixText } from '../../server/features/fix-all';
import { checkText, engine } from '../support/engines';

const record =
  '{"customer_id":"c","interaction_id":"i","status":2,"entity_type":3,"type":"Inbound","media_type":"voice",' +
  '"creator_app_id":1,"start_date":"2021-03-04T09:15:31.000Z"}';
const members = record.slice(1, -1);
const now = '2026-01-01T00:00:00.000Z';

/** A text with its records: R for one, M for the members of one. */
function inFullOf(text: string): string {
  return text.replaceAll('R', record).replaceAll('M', members);
}

function inShort(text: string): string {
  return text.replaceAll(record, 'R').replaceAll(members, 'M');
}

/** What is told of a text with R for a record, with the text after each fix. */
function told(text: string, form: DocumentForm = 'json') {
  const inFull = inFullOf(text);
  const checked = checkText(inFull, readingAs(inFull, { form, isSaid: false }));
  const found: { message: string; fixes: Record<string, string> }[] = [];
  for (const { index, findings } of chunksWithFindings(checked)) {
    const context = fixContext(checked, index, now);
    const offset = offsetOf(checked.document, index);
    for (const finding of findings) {
      const fixes = fixesOf(finding, context).map(({ title, edits }) => {
        const inFile = edits.map((edit) => ({
          ...edit,
          start: edit.start + offset,
          end: edit.end + offset,
        }));
        return [title, inShort(applyEdits(inFull, inFile))];
      });
      found.push({ message: finding.message, fixes: Object.fromEntries(fixes) });
    }
  }
  return found;
}

function fixed(text: string, includeUnsafe: boolean, form: DocumentForm = 'json'): string {
  const options = { now, severityOf: () => 'error' as const, includeUnsafe };
  const inFull = inFullOf(text);
  return inShort(fixText(engine, inFull, readingAs(inFull, { form, isSaid: false }), options).text);
}

/** Texts with R for a record, the only thing that is told of them, the only fix, and what it leaves. */
const texts: readonly (readonly [
  text: string,
  message: string,
  title: string,
  fixed: string,
  named?: 'lines' | 'safe',
])[] = [
  ['callback(R);\n', 'JSONP call around the JSON.', 'Remove the JSONP call', 'R\n'],
  ['callback(R\n', 'JSONP call around the JSON.', 'Remove the JSONP call', 'R\n'],
  ['callback([R,R]\n', 'JSONP call around the JSON.', 'Remove the JSONP call', '[R,R]\n'],
  ['/**/callback(R);\n', 'JSONP call around the JSON.', 'Remove the JSONP call', 'R\n'],
  [
    '/**/ typeof callback === "function" && callback(R);',
    'JSONP call around the JSON.',
    'Remove the JSONP call',
    'R',
  ],
  ['jQuery.cb_1(\n[R]\n)', 'JSONP call around the JSON.', 'Remove the JSONP call', '[R]\n'],
  ['```json\nR\n```\n', 'Code fence around the JSON.', 'Remove the code fence', 'R\n'],
  ['```json\r\nR\r\n```\r\n', 'Code fence around the JSON.', 'Remove the code fence', 'R\r\n'],
  ['  ````json\n  R\n  ````\n', 'Code fence around the JSON.', 'Remove the code fence', '  R\n'],
  [
    '--b1\r\nContent-Type: application/json\r\n\r\nR\r\n--b1--\r\n',
    'HTTP head before the JSON.',
    'Remove the HTTP heads',
    'R\r\n',
  ],
  ['~~~\n[R,\nR]\n~~~', 'Code fence around the JSON.', 'Remove the code fence', '[R,\nR]\n'],
  [
    'Here is the record:\n\n```json\nR\n```\n\nHope that helps!\n',
    'Code fence around the JSON.',
    'Remove the code fence',
    'R\n',
  ],
  ['const x = R;', 'JavaScript around the JSON.', 'Remove the JavaScript', 'R'],
  ['const x: Interaction[] = [R];', 'JavaScript around the JSON.', 'Remove the JavaScript', '[R]'],
  [
    'export const x: Array<Partial<Call>> = [R] satisfies Call[];',
    'JavaScript around the JSON.',
    'Remove the JavaScript',
    '[R]',
  ],
  ['let x = [R];\n', 'JavaScript around the JSON.', 'Remove the JavaScript', '[R]\n'],
  ['export default [R] as const;', 'JavaScript around the JSON.', 'Remove the JavaScript', '[R]'],
  ['"use strict";\nmodule.exports = [R];', 'JavaScript around the JSON.', 'Remove the JavaScript', '[R]'],
  ['return R;', 'JavaScript around the JSON.', 'Remove the JavaScript', 'R'],
  ['print(json.dumps(R))\n', 'JavaScript around the JSON.', 'Remove the JavaScript', 'R\n'],
  ['calls = [R]\n', 'Assignment before the JSON.', 'Remove the assignment', '[R]\n'],
  [")]}',\nR", 'Guard before the JSON.', 'Remove the guard', 'R'],
  [")]}'\nR", 'Guard before the JSON.', 'Remove the guard', 'R'],
  ['while(1);[R]', 'Guard before the JSON.', 'Remove the guard', '[R]'],
  ['for (;;);\nR', 'Guard before the JSON.', 'Remove the guard', 'R'],
  ["throw 1; < don't be evil' >R", 'Guard before the JSON.', 'Remove the guard', 'R'],
  ['# calls of May\n[R]', 'JSON allows no comments.', 'Remove the comment', '[R]'],
  ['# one {a}\n# two\nR\n# three\n', 'JSON allows no comments.', 'Remove the comments', 'R\n'],
  ['// one\n// two\nR\n// three\n', 'JSON allows no comments.', 'Remove the comments', 'R\n'],
  ['/* a\n * b\n */\nR\n', 'JSON allows no comments.', 'Remove the comment', 'R\n'],
  ['<!-- a -->\nR\n', 'JSON allows no comments.', 'Remove the comment', 'R\n'],
  ['<pre>R</pre>\n', 'HTML around the JSON.', 'Remove the HTML', 'R\n'],
  [
    '<!DOCTYPE html>\n<html><body><script type="application/json">\nR\n</script></body></html>\n',
    'HTML around the JSON.',
    'Remove the HTML',
    'R\n',
  ],
  [
    'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nDate: Thu\r\n\r\nR',
    'HTTP head before the JSON.',
    'Remove the HTTP head',
    'R',
  ],
  ['> GET / HTTP/1.1\n< HTTP/2 200\n<\nR', 'HTTP head before the JSON.', 'Remove the HTTP head', 'R'],
  ['---\nR\n...\n', 'YAML marker before the JSON.', 'Remove the YAML markers', 'R\n'],
  ['---\ntitle: x\n---\nR\n', 'YAML marker before the JSON.', 'Remove the YAML marker', 'R\n'],
  ['$ cat a.json\nR\n', 'Shell prompt before the JSON.', 'Remove the shell prompt', 'R\n'],
  ['me@host:~$ cat a\nR\nme@host:~$', 'Shell prompt before the JSON.', 'Remove the shell prompts', 'R\n'],
  ['Here is the record:\nR\n', 'This text is not JSON.', 'Remove the text', 'R\n'],
  ['R\nHope that helps!\n', 'This text is not JSON.', 'Remove the text', 'R\n'],
  ['2021-03-04T09:15:31Z INFO R', 'Log prefix before the JSON.', 'Remove the log prefix', 'R'],
  ['[2021-03-04 09:15:31] [main] INFO - R', 'Log prefix before the JSON.', 'Remove the log prefix', 'R'],
  ['R... (truncated)\n', 'This text is not JSON.', 'Remove the text', 'R\n'],
  ['R;\n', 'Semicolon after the JSON.', 'Remove the semicolon', 'R\n', 'safe'],
  ['R\0\0\0', 'Character U+0000 is not allowed here.', 'Remove the control character', 'R', 'safe'],
  [
    '\ufeff\ufeffR',
    'Byte order mark (U+FEFF) is not allowed here.',
    'Remove the byte order mark',
    '\ufeffR',
    'safe',
  ],
  ['{}&&R', 'Guard before the JSON.', 'Remove the guard', 'R'],
  ['{} && [R]', 'Guard before the JSON.', 'Remove the guard', '[R]'],
  ['[ ]\n&& [R]', 'Guard before the JSON.', 'Remove the guard', '[R]'],
  ['<![CDATA[R]]>', 'HTML around the JSON.', 'Remove the HTML', 'R'],
  ['<a><![CDATA[[R]]]></a>\n', 'HTML around the JSON.', 'Remove the HTML', '[R]\n'],
  ["json.loads('''R''')", 'Code around the JSON.', 'Remove the code', 'R'],
  ['x = json.loads("""\nR\n""")\n', 'Code around the JSON.', 'Remove the code', 'R\n'],
  ["b'R'", 'Code around the JSON.', 'Remove the code', 'R'],
  ["rb'[R]'\n", 'Code around the JSON.', 'Remove the code', '[R]\n'],
  ['"R"', 'Code around the JSON.', 'Remove the code', 'R'],
  ["'''R'''", 'Code around the JSON.', 'Remove the code', 'R'],
  ["curl -d 'R' http://x\n", 'Code around the JSON.', 'Remove the code', 'R\n'],
  // Before each line, in a file with either name.
  [
    '2021-03-04 INFO R\n2021-03-04 INFO R\n',
    'Log prefix before the JSON.',
    'Remove the log prefixes',
    'R\nR\n',
    'lines',
  ],
  [
    '[09:15:31,1] a.B - R\n[09:15:32,1] a.B - R\n',
    'Log prefix before the JSON.',
    'Remove the log prefixes',
    'R\nR\n',
    'lines',
  ],
  [
    'Jan  4 09:15:31 h a[1]: R\nJan  4 09:15:31 h a[1]: R\n',
    'Log prefix before the JSON.',
    'Remove the log prefixes',
    'R\nR\n',
    'lines',
  ],
  ['app_1  | R\napp_1  | R\n', 'This text is not JSON.', 'Remove the text', 'R\nR\n', 'lines'],
  [
    'data: R\n\nevent: a\ndata: R\n\n',
    'Event stream before the JSON.',
    'Remove the event streams',
    'R\n\nR\n\n',
    'lines',
  ],
  ['1:R\n2:R\n', 'Line number before the JSON.', 'Remove the line numbers', 'R\nR\n', 'lines'],
  ['     1\tR\n     2\tR\n', 'Line number before the JSON.', 'Remove the line numbers', 'R\nR\n', 'lines'],
  ['a.jsonl:1:R\na.jsonl:2:R\n', 'File name before the JSON.', 'Remove the file names', 'R\nR\n', 'lines'],
  ['---\nR\n---\nR\n', 'YAML marker before the JSON.', 'Remove the YAML markers', 'R\nR\n', 'lines'],
];

/** The same of JSON Lines, where the fixes lose nothing. */
const lines: typeof texts = [
  ['R,\nR,\nR\n', 'JSON Lines has no commas between its lines.', 'Remove the commas', 'R\nR\nR\n'],
  ['R;\nR;\n', 'Semicolon after the JSON.', 'Remove the semicolons', 'R\nR\n'],
  [
    '\ufeffR\n\ufeffR\n',
    'Byte order mark (U+FEFF) is not allowed here.',
    'Remove the byte order mark',
    '\ufeffR\nR\n',
  ],
  ['\x1eR\n\x1eR\n', 'Character U+001E is not allowed here.', 'Remove the control characters', 'R\nR\n'],
];

for (const [text, message, title, left, named] of texts) {
  test(`what stands around records is told and removed as one: ${JSON.stringify(text)}`, () => {
    assert.deepEqual(told(text), [{ message, fixes: { [title]: left } }]);
    assert.equal(fixed(text, false), named === 'safe' ? left : text);
    assert.equal(fixed(text, true), left);
    if (named === 'lines') assert.deepEqual(told(text, 'lines'), [{ message, fixes: { [title]: left } }]);
  });
}

for (const [text, message, title, left] of lines) {
  test(`what stands around the lines of JSON Lines is one problem: ${JSON.stringify(text)}`, () => {
    assert.deepEqual(told(text, 'lines'), [{ message, fixes: { [title]: left } }]);
    assert.equal(fixed(text, false, 'lines'), left);
  });
}

test('text between two records on lines of their own leaves them so', () => {
  assert.equal(fixed('INFO body=R took=1ms\nINFO body=R took=2ms\n', true), 'R\nR\n');
});

for (const text of [
  "array (\n  'status' => 3,\n)\n",
  'status: 3\ntype: Inbound\n',
  'STATUS=3\n',
  "OrderedDict([('status', 3)])",
  'map[interaction_id:i customer_id:c status:3]',
]) {
  test(`what is all that a file holds is told and never removed: ${JSON.stringify(text)}`, () => {
    const found = told(text);
    assert.equal(found.length, 1);
    assert.deepEqual(found[0]?.fixes, {});
    assert.equal(fixed(text, true), text);
  });
}

test('what may have been meant as a record is told beside other text, and not removed with others', () => {
  const broken = 'app_1 | R\ncustomer_id":"c","status":3}\nR\n';
  assert.equal(told(broken, 'lines').length, 2);
  assert.equal(fixed(broken, true, 'lines'), broken);
});

for (const text of [
  'json = {};\njson.status = 3;\njson.type = "Inbound";\n',
  'const call = {};\ncall["status"] = 3;\n',
  'const status = 3;\nexport default R;\n',
]) {
  test(`code that gives values to names is not removed with others: ${JSON.stringify(text)}`, () => {
    assert.match(Object.keys(told(text)[0]?.fixes ?? {}).join(), /^Remove the (assignments?|JavaScript)$/);
    const left = fixed(text, true);
    for (const [value] of text.matchAll(/3|"Inbound"/g)) assert.ok(left.includes(value), left);
  });
}

/** Merge conflicts, and what keeping the first, the second and both sides leaves. */
const conflicts: readonly (readonly [
  text: string,
  first: string,
  second: string,
  both?: string | undefined,
  form?: DocumentForm,
])[] = [
  ['<<<<<<< HEAD\nR\n=======\n[R]\n>>>>>>> b\n', 'R\n', '[R]\n'],
  ['<<<<<<< HEAD\r\nR\r\n=======\r\n[R]\r\n>>>>>>> b\r\n', 'R\r\n', '[R]\r\n'],
  ['<<<<<<< HEAD\nR\n||||||| 1a2b3c\n[]\n=======\n[R]\n>>>>>>> b', 'R\n', '[R]\n'],
  ['<<<<<<< HEAD\n=======\nR\n>>>>>>> b\n', '', 'R\n'],
  [
    '[R,\n<<<<<<< HEAD\nR,\n=======\nR,R,\n>>>>>>> b\nR]',
    '[R,\nR,\nR]',
    '[R,\nR,R,\nR]',
    '[R,\nR,\nR,R,\nR]',
  ],
  ['[R,\n<<<<<<< HEAD\nR\n=======\nR,R\n>>>>>>> b\n]', '[R,\nR\n]', '[R,\nR,R\n]', '[R,\nR,\nR,R\n]'],
  [
    'R\n<<<<<<< HEAD\nR\n=======\nR\nR\n>>>>>>> b\nR\n',
    'R\nR\nR\n',
    'R\nR\nR\nR\n',
    'R\nR\nR\nR\nR\n',
    'lines',
  ],
  [
    '{"calls": [R,\n<<<<<<< HEAD\nR\n||||||| base\nnothing\n=======\nR,R\n>>>>>>> b\n]}',
    '{"calls": [R,\nR\n]}',
    '{"calls": [R,\nR,R\n]}',
    '{"calls": [R,\nR,\nR,R\n]}',
  ],
  [
    '{"a": R,\n<<<<<<< HEAD\n"b": R\n=======\n"c": R\n>>>>>>> b\n}',
    '{"a": R,\n"b": R\n}',
    '{"a": R,\n"c": R\n}',
    '{"a": R,\n"b": R,\n"c": R\n}',
  ],
  // A side that closes what the other one does not.
  ['[\nR\n<<<<<<< HEAD\n]\n=======\n,R]\n>>>>>>> b\n', '[\nR\n]\n', '[\nR\n,R]\n'],
  ['[\n<<<<<<< HEAD\nR,{\n=======\nR,R,{\n>>>>>>> b\nM}]', '[\nR,{\nM}]', '[\nR,R,{\nM}]'],
  [
    '[{\nM\n<<<<<<< HEAD\n},R,{\n=======\n},R,R,{\n>>>>>>> b\nM}]',
    '[{\nM\n},R,{\nM}]',
    '[{\nM\n},R,R,{\nM}]',
  ],
];

for (const [text, first, second, both, form] of conflicts) {
  test(`one side of a merge conflict is kept: ${JSON.stringify(text)}`, () => {
    assert.deepEqual(told(text, form), [
      {
        message: 'Merge conflict: keep one side.',
        fixes: {
          'Keep the first side (HEAD)': first,
          'Keep the second side (b)': second,
          ...(both === undefined ? {} : { 'Keep both sides': both }),
        },
      },
    ]);
    assert.equal(fixed(text, true, form), text, 'no side is picked where many problems are fixed');
  });
}

test('each merge conflict is one problem, also one in a side of another', () => {
  const two = '[\n<<<<<<< A\nR,\n=======\nR,\n>>>>>>> B\nR,\n<<<<<<< C\nR\n=======\nR\n>>>>>>> D\n]';
  assert.deepEqual(Object.keys(told(two)[1]?.fixes ?? {}), [
    'Keep the first side (C)',
    'Keep the second side (D)',
    'Keep both sides',
  ]);
  assert.equal(told(two).length, 2);
  const nested = '[\n<<<<<<< A\nR\n<<<<<<< C\n,R\n=======\n,R,R\n>>>>>>> D\n=======\nR\n>>>>>>> B\n]';
  assert.deepEqual(
    told(nested).map(({ fixes }) => fixes['Keep the second side (B)'] ?? fixes['Keep the first side (C)']),
    ['[\nR\n]', '[\n<<<<<<< A\nR\n,R\n=======\nR\n>>>>>>> B\n]'],
  );
  const unended = '[\n<<<<<<< A\nR,\n=======\nR\n]';
  assert.deepEqual(told(unended), [{ message: 'Merge conflict: keep one side.', fixes: {} }]);
});

test('one side of a merge conflict in a record is kept', () => {
  const start = '{"customer_id":"c","interaction_id":"i","status":2,"entity_type":3,"type":"Inbound",\n';
  const rest = '"media_type":"voice","creator_app_id":1,"start_date":"2021-03-04T09:15:31.000Z"}';
  const conflict = '<<<<<<< HEAD\n"duration":1,\n=======\n"duration":2,\n>>>>>>> b\n';
  const text = start + conflict + rest;
  assert.deepEqual(told(text), [
    {
      message: 'Merge conflict: keep one side.',
      fixes: {
        'Keep the first side (HEAD)': `${start}"duration":1,\n${rest}`,
        'Keep the second side (b)': `${start}"duration":2,\n${rest}`,
      },
    },
  ]);
  assert.equal(fixed(text, true), text);
  const last = `${start}${rest.slice(0, -1)},\n<<<<<<< HEAD\n"duration":1\n=======\n"duration":2\n>>>>>>> b\n}`;
  assert.equal(told(last).length, 1);
  assert.equal(fixed(last, true), last);
});

test('records on both sides of a merge conflict stay checked', () => {
  const text = '<<<<<<< HEAD\n{"status":9}\n=======\n{"status":8}\n>>>>>>> b\n';
  const values = told(text).filter(({ message }) => message.includes('is not a status'));
  assert.equal(values.length, 2);
});

test('a marker of a merge conflict that stands alone is told', () => {
  assert.deepEqual(
    told('R\n>>>>>>> b\n').map(({ message }) => message),
    ['Remove this merge conflict marker: it is not part of the JSON.'],
  );
  assert.deepEqual(
    told('[R,\n=======\nR]').map(({ message }) => message),
    ['Remove this merge conflict marker: it is not part of the JSON.'],
  );
});

const pretty = JSON.stringify(JSON.parse(record), null, 2);
const prettyLines = `${pretty}\n`.split('\n');

/** A pretty record with a mark before each line, by the number of the line. */
function marked(markOf: (line: number) => string): string {
  return prettyLines.map((line, index) => (line === '' ? '' : markOf(index + 1) + line)).join('\n');
}

const numbers = 'Line numbers before each line of the JSON.';
const diff = 'Diff marks before each line of the JSON.';
const marks: readonly (readonly [text: string, message: string, title: string])[] = [
  [marked((line) => `${`${line}`.padStart(6)}\t`), numbers, 'Remove the line numbers'],
  [marked((line) => `${line} `), numbers, 'Remove the line numbers'],
  [marked((line) => `${line}:`), numbers, 'Remove the line numbers'],
  [marked((line) => `${line}${line === 3 ? ':' : '-'}`), numbers, 'Remove the line numbers'],
  [marked((line) => `${line}\t`).replaceAll('\n', '\r\n'), numbers, 'Remove the line numbers'],
  [
    marked((line) => `a/b.json:${line}:`),
    'File names before each line of the JSON.',
    'Remove the file names',
  ],
  [marked(() => '+'), diff, 'Remove the diff marks'],
  [
    `--- /dev/null\n+++ b/a.json\n@@ -0,0 +1,10 @@\n${marked(() => '+')}\\ No newline at end of file\n`,
    diff,
    'Remove the diff marks',
  ],
  [marked(() => '> '), 'Quote marks before each line of the JSON.', 'Remove the quote marks'],
  [marked(() => '| '), 'Marks before each line of the JSON.', 'Remove the marks'],
  [marked(() => '// '), 'Comment marks before each line of the JSON.', 'Remove the comment marks'],
  [marked(() => '# '), 'Comment marks before each line of the JSON.', 'Remove the comment marks'],
  [marked((line) => `12:30:${line} INFO `), 'Times before each line of the JSON.', 'Remove the times'],
  [
    `"${pretty.replaceAll('"', '""')}"\n`,
    'This is JSON in a table: its quotes are doubled.',
    'Take the JSON out of the table',
  ],
];

for (const [text, message, title] of marks) {
  const left = text.includes('\r') ? prettyLines.join('\r\n') : prettyLines.join('\n');
  test(`marks before each line are one problem, and go together: ${JSON.stringify(text.slice(0, 40))}`, () => {
    for (const form of ['json', 'lines'] as const) {
      assert.deepEqual(told(text, form), [{ message, fixes: { [title]: left } }]);
      assert.equal(fixed(text, false, form), text);
    }
    assert.equal(fixed(text, true), left);
    // What the record lacks is told once it can be read.
    const lacking = text.replaceAll('status', 'statu');
    assert.deepEqual(
      told(lacking).map((one) => one.message),
      [message],
    );
    assert.deepEqual(told(fixed(lacking, true)), []);
  });
}

test('the old lines of a diff are removed by a title of their own alone', () => {
  const text = `@@ -1,3 +1,3 @@\n {\n-M,"duration":1\n+M\n }\n`;
  assert.deepEqual(told(text), [
    { message: diff, fixes: { 'Remove the diff marks and old lines': '{\nM\n}\n' } },
  ]);
  assert.equal(fixed(text, true), text);
});

/** Members that need escapes, as JSON; what is in them must be the same after the text was escaped once more. */
const escapes = `"subject": "A & B <c> \\"d\\" 'e' \\u00e4", "text": "a\\nb\\t\\\\c"`;

for (const [text, message, title] of [
  [
    (json: string) => JSON.stringify(json).slice(1, -1),
    'This is JSON in a string: its quotes are escaped.',
    'Take the JSON out of the string',
  ],
  [
    (json: string) =>
      json
        .replaceAll('&', '&amp;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&#39;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;'),
    'This is JSON in HTML: its quotes are &quot;.',
    'Take the JSON out of the HTML',
  ],
] as const) {
  const json = `{M, ${escapes}}`;
  test(`a text that is escaped as a whole is one problem, and means the same without: ${title}`, () => {
    for (const whole of [json, `[${json},\n ${json}]`, `{\n  M,\n  ${escapes}\n}`]) {
      const escaped = text(inFullOf(whole));
      assert.deepEqual(told(escaped), [{ message, fixes: { [title]: whole } }]);
      assert.equal(fixed(escaped, false), escaped);
      assert.equal(fixed(escaped, true), whole);
    }
    const lines = `${text(inFullOf(json))}\n${text(inFullOf(json))}\n`;
    assert.deepEqual(told(lines, 'lines'), [{ message, fixes: { [title]: `${json}\n${json}\n` } }]);
  });

  test(`where only some of a text is escaped, no fix changes what a value means: ${title}`, () => {
    const mixed = `[R, ${text(inFullOf(json))}]`;
    assert.deepEqual(JSON.parse(inFullOf(fixed(mixed, false))), JSON.parse(inFullOf(`[R, ${json}]`)));
  });
}

test('the other columns of a table are never removed with other problems', () => {
  const text = `id,json\n1,"${record.replaceAll('"', '""')}"\n`;
  const title = 'Take the JSON out of the table, remove its other columns';
  assert.deepEqual(
    told(text).map(({ fixes }) => fixes),
    [{ [title]: 'R\n' }],
  );
  assert.equal(fixed(text, true), inFullOf(text));
});

test('a record in a string is taken out of it', () => {
  const inString = JSON.stringify(record);
  const message = 'Expected a record: this is one in a string.';
  const title = 'Take the record out of the string';
  assert.deepEqual(told(inString), [{ message, fixes: { [title]: 'R' } }]);
  assert.deepEqual(told(JSON.stringify(inString)), [{ message, fixes: { [title]: 'R' } }]);
  assert.equal(fixed(inString, false), 'R');
  assert.equal(fixed(`[R,${inString}]`, false), '[R,R]');
  assert.equal(fixed(`${inString}\n${inString}\n`, false, 'lines'), 'R\nR\n');
  assert.equal(fixed('[R,"{x}"]', true), '[R,"{x}"]');
});

test('members in another form around the JSON are never removed with other problems', () => {
  for (const [text, title] of [
    ['interaction_id=A1\nstatus=1\nR\n', 'Remove the text'],
    ['R\n---\ninteraction_id: A1\nstatus: 1\n', 'Remove the YAML marker'],
    ['interaction_id,status\nA1,3\nR\n', 'Remove the text'],
  ] as const) {
    const [problem, ...others] = told(text);
    assert.deepEqual(others, []);
    assert.deepEqual(problem?.fixes, { [title]: 'R\n' });
    assert.equal(fixed(text, true), text);
  }
});
