import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DocumentForm } from '../../server/document/form';
import { type Hover, hover } from '../../server/features/hover/hover';
import { ruleWithId } from '../../server/rules/rules';
import { describe, summary } from '../../server/spec/describe';
import type { Field } from '../../server/spec/field';
import { phoneCall } from '../../server/spec/phone-call';
import { checked, examples, marked, recordsToCut } from '../support/marked-text';

const { fieldNamed } = phoneCall;

/** A record that no rule has anything against; `members` take the places of fields or come in addition. */
function valid(members: string): string {
  const given = [...members.matchAll(/"(\w+)":/g)].map(([, name]) => name);
  const base = {
    interaction_id: '00001a57JGQ00BW8',
    customer_id: '00001a57JGQ00BW1',
    status: 2,
    entity_type: 3,
    type: 'Inbound',
    media_type: 'voice',
    creator_app_id: 135,
    start_date: '2026-03-02T08:15:30.000Z',
  };
  const rest = Object.entries(base).filter(([name]) => !given.includes(name.replace('|', '')));
  return `{${[members, ...rest.map(([name, value]) => `"${name}": ${JSON.stringify(value)}`)].join(', ')}}`;
}

interface Shown extends Hover {
  /** The text that the hover is about. */
  readonly on: string;
  /** The hover's text without the reasons of findings; undefined where there is nothing else. */
  readonly text: string | undefined;
}

function hoverAt(text: string, form: DocumentForm = 'json'): Shown | undefined {
  const { text: content, offset } = marked(text);
  const found = hover(checked(content, form), offset, () => 'error');
  if (!found) return undefined;
  const parts = found.markdown.split('\n\n---\n\n');
  if (found.rules.length > 0) parts.pop();
  return { ...found, on: content.slice(found.start, found.end), text: parts[0] };
}

function named(name: string): Field {
  const field = fieldNamed(name);
  assert.ok(field, name);
  return field;
}

test('a key is described, with the current code marked', () => {
  const table: [string, string, string][] = [
    [valid('"dur|ation": 195'), '"duration"', describe(named('duration'))],
    [valid('|"duration": 195'), '"duration"', describe(named('duration'))],
    [valid('"duration"|: 195'), '"duration"', describe(named('duration'))],
    [valid('"|status": 2'), '"status"', describe(named('status'), { code: 2 })],
    [valid('"|status": 2.0'), '"status"', describe(named('status'), { code: 2 })],
    [valid('"|udata": {}'), '"udata"', describe(named('udata'))],
    [
      valid('"|$schema": "x"'),
      '"$schema"',
      'Names this schema for other editors and validators; it is not a field of the record.',
    ],
  ];
  for (const [text, on, markdown] of table) {
    assert.deepEqual({ on: hoverAt(text)?.on, markdown: hoverAt(text)?.markdown }, { on, markdown }, text);
  }
});

test('a value is decoded', () => {
  const table: [members: string, lines: string[], rule?: string][] = [
    [
      '"status": |2',
      [
        '**2 IN_PROCESS** — being handled; for a call, it is still going on.',
        '`status` · integer · mandatory',
      ],
    ],
    [
      '"status": 2|.0',
      [
        '**2 IN_PROCESS** — being handled; for a call, it is still going on.',
        '`status` · integer · mandatory',
      ],
    ],
    ['"entity_type": |3', ['**3 PHONE_CALL** — phone call.', '`entity_type` · integer · mandatory']],
    ['"duration": 1|95', ['**3 min 15 s**', '`duration` · integer, seconds · optional']],
    [
      '"timeshift": |-300',
      ['**UTC-05:00**', 'Created at 03:15:30 local time', '`timeshift` · integer, minutes · optional'],
    ],
    [
      '"timeshift": |0',
      ['**UTC**', 'Created at 08:15:30 local time', '`timeshift` · integer, minutes · optional'],
    ],
    [
      '"timeshift": |-600',
      [
        '**UTC-10:00**',
        'Created at Sunday 1 March 2026, 22:15:30 local time',
        '`timeshift` · integer, minutes · optional',
      ],
    ],
    [
      '"start_date": |"2026-03-02T08:15:30.250Z"',
      ['**Monday 2 March 2026, 08:15:30.250 UTC**', '`start_date` · date/time · mandatory'],
    ],
    [
      '"start_date": |"2026-03-02T23:15:30.000Z", "timeshift": 60',
      [
        '**Monday 2 March 2026, 23:15:30 UTC**',
        'Tuesday 3 March 2026, 00:15:30 local time (UTC+01:00)',
        '`start_date` · date/time · mandatory',
      ],
    ],
    [
      '"end_date": |"2026-03-02T08:18:45.000Z", "timeshift": 60',
      [
        '**Monday 2 March 2026, 08:18:45 UTC**',
        '09:18:45 local time (UTC+01:00)',
        '3 min 15 s after `start_date`',
        '`end_date` · date/time · optional',
      ],
    ],
    [
      '"end_date": |"2026-03-02T08:15:30.000Z"',
      [
        '**Monday 2 March 2026, 08:15:30 UTC**',
        'At the same time as `start_date`',
        '`end_date` · date/time · optional',
      ],
    ],
    [
      '"sub_type": |"InboundNew"',
      ['A subtype of **Inbound**.', '`sub_type` · string · optional', named('sub_type').description],
    ],
    [
      '"sub_type": |"OutboundReply"',
      [
        'A subtype of **Outbound**, but `type` is `Inbound`.',
        '`sub_type` · string · optional',
        named('sub_type').description,
      ],
      'sub-type-mismatch',
    ],
    ['"sub_type": |"Own"', ['`sub_type` · string · optional', named('sub_type').description]],
    [
      '"interaction_id": |"00001a57JGQ00BW8", "thread_id": "00001a57JGQ00BW8"',
      [
        'Looks like a UCS ID (16 letters and digits).',
        '`interaction_id` · string · mandatory',
        named('interaction_id').description,
      ],
    ],
    [
      '"thread_id": |"00001a57JGQ00BW8"',
      [
        'Looks like a UCS ID (16 letters and digits).',
        'This interaction is the root of the thread.',
        '`thread_id` · string · optional',
        named('thread_id').description,
      ],
    ],
    [
      '"tconnection_id": |"01AHV6MG58E8L0G2048000DAES00000V"',
      [
        'Looks like a call UUID (32 characters from 0-9 and A-V). A connection ID has 16 hexadecimal digits.',
        '`tconnection_id` · string · optional',
        named('tconnection_id').description,
      ],
      'malformed-connection-id',
    ],
    [
      '"structured_text": |"https://me@ucs.example.com:8080/a.html?x#y", "structured_text_mime": "text/html; charset=utf-8"',
      ['`text/html; charset=utf-8` · host `ucs.example.com`', '`structured_text` · URL · optional'],
    ],
    [
      '"binary_content": |"https://media.example.com/a.wav", "binary_content_mime": "audio/wav", "binary_content_size": 2048',
      ['`audio/wav` · 2 KiB · host `media.example.com`', '`binary_content` · URL · optional'],
    ],
    [
      '"binary_content": "https://media.example.com/a.wav", "binary_content_mime": "audio/wav", "binary_content_size": |2048',
      ['**2 KiB**', '`binary_content_size` · integer, bytes · mandatory with binary_content'],
    ],
    [
      '"subject": |"St\\u00f6rung"',
      ['Reads: `Störung`', '`subject` · string · optional', named('subject').description],
    ],
    ['"subject": |"plain"', ['`subject` · string · optional', named('subject').description]],
    [
      '"allow_children": |false',
      ['`allow_children` · boolean · optional', named('allow_children').description],
    ],
    ['"udata": |{"a": 1}', ['`udata` · object · optional', named('udata').description]],
  ];
  for (const [members, lines, rule] of table) {
    const found = hoverAt(valid(members));
    assert.equal(found?.text, lines.join('\n\n'), members);
    assert.deepEqual(found?.rules, rule === undefined ? [] : [rule], members);
  }
});

test('a value in a wrong form is read as far as it can be', () => {
  const table: [string, string[]][] = [
    ['"status": |"InProcess"', ['**2 IN_PROCESS** — being handled; for a call, it is still going on.']],
    ['"status": |"3"', ['**3 STOPPED** — ended; goes with an `end_date`.']],
    ['"duration": |"195"', ['**3 min 15 s**']],
    ['"start_date": |"2013-11-25 21:02:22.000+0200"', ['Reads as `2013-11-25T19:02:22.000Z`']],
    [
      '"start_date": |1385406142000',
      ['`2013-11-25T19:02:22.000Z`, if the number is milliseconds since 1970'],
    ],
    ['"start_date": |1385406142', ['`2013-11-25T19:02:22.000Z`, if the number is seconds since 1970']],
    [
      '"start_date": |"2013-11-25 21:02:22", "timeshift": 120',
      [
        '`2013-11-25T21:02:22.000Z`, if it is UTC',
        '`2013-11-25T19:02:22.000Z`, if it is local time with timeshift 120',
      ],
    ],
  ];
  for (const [members, lines] of table) {
    const name = /"(\w+)": \|/.exec(members)?.[1] ?? '';
    const headline = `\`${name}\` · ${summary(named(name))}`;
    assert.equal(hoverAt(valid(members))?.text, [...lines, headline].join('\n\n'), members);
  }
});

test('a code that is none shows the table', () => {
  const found = hoverAt(valid('"status": |4'));
  assert.ok(found?.markdown.startsWith(describe(named('status'))), found?.markdown);
});

test('a key that is no field names the nearest ones', () => {
  const table: [string, string | undefined][] = [
    [
      valid('"|phone_nubmer": "1"'),
      `Nearest field: **\`phone_number\`** · string · optional\n\n${named('phone_number').description}`,
    ],
    // What is nearest is not what the record has already.
    [valid('"|phone_nubmer": "1", "phone_number": "2"'), undefined],
    [valid('"|room": "1"'), undefined],
  ];
  for (const [text, expected] of table) {
    assert.equal(hoverAt(text)?.text, expected, text);
    assert.deepEqual(hoverAt(text)?.rules, ['unknown-field'], text);
  }
  assert.match(
    hoverAt(valid('"|binary_content_mim": "1"'))?.text ?? '',
    /^Nearest fields:\n\n- \*\*`binary_content(?:_mime)?`\*\* · .*\n- \*\*`binary_content/,
  );
  const { text, offset } = marked(valid('"|room": "1"'));
  const unreported = hover(checked(text), offset, () => 'off');
  assert.equal(unreported?.markdown, '`room` is not a field of the specification.');
});

test('the value of a key that is slightly wrong is read as that of the field', () => {
  assert.equal(
    hoverAt('{"endDate": |"2026-03-02 10:18:45+02:00"}')?.text,
    'Reads as `2026-03-02T08:18:45.000Z`',
  );
  assert.equal(
    hoverAt('{"Status": |2}')?.text,
    '**2 IN_PROCESS** — being handled; for a call, it is still going on.',
  );
  assert.equal(hoverAt(valid('"room": |"1"')), undefined);
});

test('user data: well-known keys and long strings; of anything else there is nothing to say', () => {
  const caseId = '`CaseID` · user data\n\nID of the case that the interaction belongs to.';
  const long = 'x'.repeat(256);
  const table: [string, string | undefined][] = [
    ['"udata": {"Case|ID": "7"}', caseId],
    ['"udata": {"CaseID": |"7"}', caseId],
    ['"udata": {"CaseID": |[1]}', caseId],
    ['"udata": {"CaseID": [|1]}', undefined],
    ['"udata": {"|own": "7"}', undefined],
    ['"udata": {"|status": 2}', undefined],
    ['"udata": {"status": |2}', undefined],
    ['"udata": {"a": {"Case|ID": "7"}}', undefined],
    [`"udata": {"own": |"${long}"}`, '256 characters; reporting stores 255.'],
    [`"udata": {"own": |"${long.slice(1)}"}`, undefined],
    [`"udata": {"a": {"b": |"${long}"}}`, '256 characters; reporting stores 255.'],
    ['"udata": {"a": {"b": |"\\u00e9"}}', 'Reads: `é`'],
    [`"udata": {"CaseID": |"${long}"}`, `256 characters; reporting stores 255.\n\n${caseId}`],
    ['"subject": {"Case|ID": 1}', undefined],
  ];
  for (const [members, text] of table) assert.equal(hoverAt(valid(members))?.text, text, members);
});

test('user data as an array of pairs: the name and the value of a pair stand for its key', () => {
  const caseId = '`CaseID` · user data\n\nID of the case that the interaction belongs to.';
  const table: [string, string | undefined][] = [
    ['{"key": |"CaseID", "type": "str", "value": "7"}', caseId],
    ['{"key": "CaseID", "type": "str", "value": |"7"}', caseId],
    ['{"key": "CaseID", "type": |"str", "value": "7"}', undefined],
    ['{"|key": "CaseID", "type": "str", "value": "7"}', undefined],
    ['|{"key": "CaseID", "value": "7"}', undefined],
    ['{"key": |"own", "value": "7"}', undefined],
  ];
  for (const [pair, text] of table) {
    assert.equal(hoverAt(valid(`"udata": [${pair}]`))?.text, text, pair);
  }
});

test('the opening brace shows the record in one line', () => {
  const line = '`00001a57JGQ00BW8` · `Inbound` · **IN_PROCESS** · 3 min 15 s';
  const record = valid('"duration": 195');
  const table: [string, DocumentForm][] = [
    [`|${record}`, 'json'],
    [`[{}, |${record}]`, 'json'],
    [`{"a": {"b": [|${record}]}}`, 'json'],
    [`{"about": "x", "call": |${record}}`, 'json'],
    [`{"status": 1}\n|${record}\n`, 'lines'],
    [`\n  [\n  |${record}\n]`, 'json'],
  ];
  for (const [text, form] of table) {
    const found = hoverAt(text, form);
    assert.equal(found?.markdown, line, text);
    assert.equal(found?.on, '{', text);
  }
});

test('keys and values are explained in every shape of file', () => {
  const record = '{"x": 1, "duration": |195, "status": 3}';
  const table: [string, DocumentForm][] = [
    [record, 'json'],
    [`\ufeff${record}`, 'json'],
    [`[{}, ${record}, {}]`, 'json'],
    [`{"a": {"b": [${record}]}}`, 'json'],
    [`{"status": 1}\r\n${record}\r\n{"status": 2}`, 'lines'],
    [record.replaceAll(' ', '\r\n\t'), 'json'],
  ];
  for (const [text, form] of table) {
    const found = hoverAt(text, form);
    assert.equal(found?.markdown, '**3 min 15 s**\n\n`duration` · integer, seconds · optional', text);
    assert.equal(found?.on, '195', text);
  }
});

test('half-typed records are explained as far as they go', () => {
  const duration = '**3 min 15 s**\n\n`duration` · integer, seconds · optional';
  const table: [string, string | undefined][] = [
    ['{"duration": |195', duration],
    ['{"status": , "duration": |195', duration],
    ['{"type": "Inb\n"duration": |195}', duration],
    ['[{"duration": |195, {"status": 3}]', duration],
    ['{"dur|', undefined],
    ['{"status"|', describe(named('status'))],
    ['{"sta|tus": }', describe(named('status'))],
    ['{"type": "In|b', `\`type\` · string · mandatory\n\n${named('type').description}`],
  ];
  for (const [text, markdown] of table) {
    assert.equal(hoverAt(text)?.text, markdown, text);
  }
});

test('there is nothing to say about white space, punctuation, and what is no record', () => {
  for (const text of [
    '|',
    ' | ',
    valid('"subject": "x" |'),
    valid('"subject":  |"x"').replace('  |', ' | '),
    `[ | ${valid('"duration": 1')}]`,
    '{"a|bout": "x", "call": {"status": 1, "type": "x", "udata": {}}}',
  ]) {
    assert.equal(hoverAt(text), undefined, text);
  }
});

test('on a finding its rule says why it matters', () => {
  const table: [string, string[]][] = [
    [valid('"status": |4'), ['invalid-value']],
    [valid('"status": |"3"'), ['wrong-type']],
    [valid('"|phone_nubmer": "1"'), ['unknown-field']],
    [valid('"phone_nubmer": |"1"'), []],
    [valid('"|structured_text": "https://example.com/a"'), ['missing-companion']],
    [valid('"duration": 1, "|duration": 2'), ['duplicate-field']],
    [valid('"udata": {"a": 1, "|a": 2}'), ['duplicate-field']],
    ['{"status": 1,|, "type": 2}', ['syntax']],
    ['[1|2, {"status": 1}]', ['not-a-record']],
  ];
  for (const [text, rules] of table) {
    const found = hoverAt(text);
    assert.deepEqual(found?.rules ?? [], rules, text);
    for (const id of rules) {
      const why = ruleWithId(id)?.why;
      assert.ok(why && found?.markdown.includes(`\`${id}\`: ${why}`), `${text}\n${found?.markdown}`);
    }
  }
});

test('on the opening brace the reasons come once a rule, with the fields, and the rest is pointed to', () => {
  const why = ruleWithId('missing-field')?.why;
  assert.ok(why);
  const several = hoverAt(
    '|{"interaction_id": "00001a57JGQ00BW8", "customer_id": "c", "type": "Inbound", "status": 7, "media_type": "voice", "entity_type": 3, "room": 1}',
  );
  assert.equal(
    several?.markdown,
    [
      '`00001a57JGQ00BW8` · `Inbound`',
      'Other problems in this record: `invalid-value`, `unknown-field`',
      '---',
      `\`missing-field\` (\`creator_app_id\`, \`start_date\`): ${why}`,
    ].join('\n\n'),
  );
  assert.deepEqual(several?.rules, ['missing-field']);
});

test('rules that are off are not spoken of', () => {
  const { text, offset } = marked('|{"room": 1, "status": 3}');
  const severityOf = (rule: string) => (rule === 'missing-field' ? 'off' : 'error');
  const found = hover(checked(text), offset, severityOf);
  assert.deepEqual(found?.rules, []);
  assert.equal(found?.markdown, '**STOPPED**\n\nProblems in this record: `unknown-field`');
  assert.equal(
    hover(checked('{"room": 1}'), 0, () => 'off'),
    undefined,
  );
});

/** Each holds the word EVIL where Markdown would make something of it. */
const injections = [
  '[EVIL](command:EVIL)',
  '![EVIL](https://example.com/EVIL)',
  '<img src="EVIL">',
  '<https://EVIL>',
  '`EVIL`',
  '``EVIL',
  'EVIL```',
  '`\n[EVIL](x)\n`',
  '```\nEVIL\n```',
  '\n# EVIL',
  '\r\n\r\n---\r\nEVIL',
  '\n| EVIL | EVIL |',
  '\u2028EVIL\u0085',
  '\\`EVIL\\`',
  '$(EVIL)',
  '**EVIL**',
  '`[EVIL](x)``[EVIL](y)```[EVIL](z)',
  `${'`'.repeat(130)}EVIL`,
];

/** Where text of the file gets into a hover. */
const holders = [
  (text: string) => `{${text}: 1}`,
  (text: string) => `{"interaction_id": ${text}, "type": ${text}}`,
  (text: string) => `{"sub_type": "InboundNew", "type": ${text}}`,
  (text: string) => `{"subject": "\\u0041${text.slice(1)}}`,
  (text: string) => `{"structured_text": "https://example.com/a", "structured_text_mime": ${text}}`,
  (text: string) => `{"structured_text": "https://${text.slice(1)}}`,
  (text: string) => `{"udata": {"a": "\\u0041${text.slice(1)}, ${text}: 1, ${text}: 2}}`,
  (text: string) => `{"start_date": ${text}, "status": ${text}}`,
  (text: string) => `{${text}: 1, ${text}: 2, "x": ${text}}`,
];

test('nothing in the file becomes a link, an image, HTML or a heading', () => {
  let shown = 0;
  for (const injection of injections) {
    for (const holder of holders) {
      const text = holder(JSON.stringify(injection));
      const file = checked(text);
      for (let offset = 0; offset <= text.length; offset++) {
        const markdown = hover(file, offset, () => 'error')?.markdown ?? '';
        if (markdown.includes('EVIL')) shown++;
        assert.doesNotMatch(outsideOfCode(markdown), /EVIL/, `${text}\n${markdown}`);
      }
    }
  }
  assert.ok(shown > 1000, `only ${shown} hovers show text of the file`);
});

/** Markdown without its code spans, line by line, as CommonMark reads them: a run of backticks to an equal one. */
function outsideOfCode(markdown: string): string {
  return markdown.replaceAll(/(?<!`)(`+)(?!`)[^\n\r\u2028\u2029]*?(?<!`)\1(?!`)/g, '');
}

test('long values are cut, short ones kept whole', () => {
  const long = 'é'.repeat(500);
  const found = hoverAt(`{"subject": |"\\u0041${long}"}`);
  assert.ok(found?.markdown.startsWith(`Reads: \`A${'é'.repeat(119)}…\`\n`), found?.markdown);
});

test('at every place of every example a hover is inside the file and not empty', () => {
  for (const { name, text, form } of examples()) {
    const file = checked(text, form);
    for (let offset = 0; offset <= text.length; offset++) {
      const found = hover(file, offset, () => 'error');
      if (!found) continue;
      assert.ok(
        found.start <= offset && offset <= found.end && found.end <= text.length,
        `${name} ${offset}`,
      );
      assert.match(found.markdown, /\S/, `${name} ${offset}`);
      assert.doesNotMatch(found.markdown, /undefined|NaN|\[object/, `${name} ${offset}`);
    }
  }
});

test('wherever a record is cut off, hovers are given', () => {
  for (const whole of recordsToCut) {
    for (const form of ['json', 'lines'] as const) {
      for (let length = 0; length <= whole.length; length++) {
        const file = checked(whole.slice(0, length), form);
        for (const offset of [0, length - 9, length - 2, length - 1, length])
          hover(file, offset, () => 'error');
      }
    }
  }
});
