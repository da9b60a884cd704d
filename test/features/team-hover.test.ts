import assert from 'node:assert/strict';
import { describe as group, test } from 'node:test';
import { openDocument } from '../../server/document/document';
import { hover } from '../../server/features/hover/hover';
import { describe } from '../../server/spec/describe';
import type { Field } from '../../server/spec/field';
import { engine } from '../support/engines';
import { marked } from '../support/marked-text';
import { statedBy, team } from '../support/team-type';

/** The hover at the `|` in a text, without the reasons of findings. */
function hoverAt(text: string): { readonly on: string; readonly markdown: string } | undefined {
  const { text: content, offset } = marked(text);
  const checked = engine.check(openDocument(content, 'json', team));
  const found = hover(checked, offset, () => 'off');
  return found && { on: content.slice(found.start, found.end), markdown: found.markdown };
}

function named(name: string): Field {
  const [owner = '', ...inner] = name.split('.');
  let field = team.fieldNamed(owner);
  for (const part of inner) field = field?.members?.fieldNamed(part);
  return field ?? assert.fail(name);
}

group('the key of a field that a team states', () => {
  const table: readonly (readonly [text: string, on: string, markdown: string])[] = [
    ['{"|queue": "x"}', '"queue"', describe(named('queue'))],
    ['{"csat|_score": 5}', '"csat_score"', describe(named('csat_score'), { code: 5 })],
    ['{"pl|an": "B"}', '"plan"', describe(named('plan'), { code: 'B' })],
    ['{"is_r|eal": true}', '"is_real"', describe(named('is_real'), { code: true })],
    [
      '{"udata": {"x": 1, "case|_id": "C-1"}}',
      '"case_id"',
      describe(named('udata.case_id'), { within: ['udata'] }),
    ],
    [
      '{"agent": {"seat": {"|floor": 2}}}',
      '"floor"',
      describe(named('agent.seat.floor'), { within: ['agent', 'seat'] }),
    ],
  ];
  for (const [text, on, markdown] of table) {
    test(text, () => {
      assert.deepEqual(hoverAt(text), { on, markdown });
      assert.ok(markdown.endsWith(`in \`${statedBy}\``));
    });
  }

  test('the current code is marked whatever its type', () => {
    assert.match(
      describe(named('plan'), { code: 'A' }),
      /\| ● \*\*`A`\*\* \| \*\*Flat rate\*\* \| everything/,
    );
    assert.match(describe(named('csat_score'), { code: 3 }), /\| ● \*\*3\*\* \| \*\*Neither\*\* \| also/);
  });

  test('a path is named whole in the headline', () => {
    assert.match(
      hoverAt('{"udata": {"case|_id": "C-1"}}')?.markdown ?? '',
      /^\*\*`udata\.case_id`\*\* · string/,
    );
  });

  test('where nothing is known of what is inside nothing is said', () => {
    for (const text of [
      '{"anything": {"|queue": 1}}',
      '{"tags": [{"|queue": 1}]}',
      '{"agent": {"other": {"|name": 1}}}',
      '{"agent": [{"|name": 1}]}',
      '{"udata": [{"|case_id": "C-1"}]}',
    ])
      assert.equal(hoverAt(text), undefined, text);
  });
});

group('a value of a field that a team states', () => {
  const stated = `Stated in \`${statedBy}\``;
  const table: readonly (readonly [text: string, lines: readonly string[]])[] = [
    [
      '{"queue": "bil|ling"}',
      [`\`queue\` · Queue · string · mandatory · ${stated}`, named('queue').description],
    ],
    [
      '{"csat_score": |5}',
      ['**5 Delighted**', `\`csat_score\` · Customer satisfaction · integer · optional · ${stated}`],
    ],
    [
      '{"csat_score": |3}',
      [
        '**3 Neither** — also where nobody answered.',
        `\`csat_score\` · Customer satisfaction · integer · optional · ${stated}`,
      ],
    ],
    ['{"plan": "|A"}', ['**Flat rate** — everything included.', `\`plan\` · string · optional · ${stated}`]],
    ['{"tier": "|gold"}', [`\`tier\` · string · optional · ${stated}`]],
    ['{"tier": "|brass"}', [describe(named('tier'))]],
    [
      '{"is_real": |true}',
      ['**true Real** — a call of a customer.', `\`is_real\` · boolean · optional · ${stated}`],
    ],
    ['{"is_test": |true}', [`\`is_test\` · boolean · optional · ${stated}`]],
    ['{"share": |0.75}', [`\`share\` · number · optional · ${stated}`]],
    ['{"tags": |["a"]}', [`\`tags\` · array · optional · ${stated}`]],
    ['{"agent": |{"name": "Ada"}}', [`\`agent\` · object · mandatory · ${stated}`, 'Who answered.']],
    [
      '{"answered": "|2026-03-02T08:15:30.000Z"}',
      ['**Monday 2 March 2026, 08:15:30 UTC**', `\`answered\` · date/time · optional · ${stated}`],
    ],
    [
      '{"agent": {"since": "|2026-03-02T08:15:30.000Z"}, "timeshift": 60}',
      [
        '**Monday 2 March 2026, 08:15:30 UTC**',
        '09:15:30 local time (UTC+01:00)',
        `\`agent.since\` · date/time · optional · ${stated}`,
      ],
    ],
    [
      '{"ticket_url": "|https://tickets.example.com/7"}',
      ['host `tickets.example.com`', `\`ticket_url\` · URL · optional · ${stated}`],
    ],
    [
      '{"udata": {"case_id": "|C-\\u0031"}}',
      ['Reads: `C-1`', `\`udata.case_id\` · string · mandatory · ${stated}`, 'The case in the CRM.'],
    ],
    ['{"agent": {"status": |3}}', [describe(named('agent.status'), { within: ['agent'] })]],
    [
      '{"status": |3}',
      [
        '**3 STOPPED** — ended; goes with an `end_date`.',
        `\`status\` · integer · mandatory · Narrowed in \`${statedBy}\``,
      ],
    ],
  ];
  for (const [text, lines] of table) {
    test(text, () => assert.equal(hoverAt(text)?.markdown, lines.join('\n\n')));
  }
});
