import assert from 'node:assert/strict';
import { describe as group, test } from 'node:test';
import { describe } from '../../server/spec/describe';
import type { Field } from '../../server/spec/field';
import { fieldsPage } from '../../server/spec/fields-page';
import { phoneCall } from '../../server/spec/phone-call';
import { asMarkdown } from '../../server/words/as-markdown';
import { extended, fragment, statedBy, team, valueOnly } from '../support/team-type';

const documentation =
  '[Genesys documentation ↗](https://docs.genesys.com/Documentation/CS/8.1.x/API/PhoneCallInteraction)';

function named(name: string, type = team): Field {
  const [owner = '', ...inner] = name.split('.');
  let field = type.fieldNamed(owner);
  for (const part of inner) field = field?.members?.fieldNamed(part);
  return field ?? assert.fail(name);
}

group('the documentation of a field that a team states', () => {
  const table: readonly (readonly [name: string, lines: readonly string[]])[] = [
    [
      'queue',
      [
        '**`queue`** · Queue · string · mandatory',
        'The queue that the call came in by, as in `routing`.',
        `Limits: 2 to 20 characters · Example: \`"billing"\` · Stated in \`${statedBy}\``,
      ],
    ],
    [
      'csat_score',
      [
        '**`csat_score`** · Customer satisfaction · integer · optional',
        'Its presence makes `csat_comment` mandatory.',
        '| value | name | meaning |\n| ---: | :--- | :--- |\n| 1 | Angry |  |\n| 3 | Neither | also where nobody answered |\n| 5 | Delighted |  |',
        `Stated in \`${statedBy}\``,
      ],
    ],
    [
      'csat_comment',
      [
        '**`csat_comment`** · text · mandatory when `csat_score` is present',
        `Limits: at most 200 characters · Stated in \`${statedBy}\``,
      ],
    ],
    [
      'tier',
      [
        '**`tier`** · string · optional',
        'Allowed values: `gold`, `silver`, `none`.',
        `Default: \`"none"\` · Stated in \`${statedBy}\``,
      ],
    ],
    [
      'share',
      ['**`share`** · number · optional', `Limits: 0.5 to 1 · Example: \`0.75\` · Stated in \`${statedBy}\``],
    ],
    [
      'udata.case_id',
      [
        '**`case_id`** · string · mandatory',
        'The case in the CRM.',
        `Limits: matches \`^C-\\d+$\` · Example: \`"C-1234"\` · Stated in \`${statedBy}\``,
      ],
    ],
    [
      'status',
      [
        '**`status`** · integer · mandatory',
        named('status').description,
        '| value | name | meaning |\n| ---: | :--- | :--- |\n| 2 | IN_PROCESS | being handled; for a call, it is still going on |\n| 3 | STOPPED | ended; goes with an `end_date` |',
        `Example: \`3\` · ${documentation} · Narrowed in \`${statedBy}\``,
      ],
    ],
    [
      'media_type',
      [
        '**`media_type`** · string · mandatory',
        named('media_type').description,
        'Allowed values: `voice`, `voip`.',
        `Example: \`"voice"\` · ${documentation} · Narrowed in \`${statedBy}\``,
      ],
    ],
    [
      'duration',
      [
        '**`duration`** · integer, seconds · optional',
        named('duration').description,
        `Limits: 0 to 7200 · Example: \`195\` · ${documentation} · Narrowed in \`${statedBy}\``,
      ],
    ],
  ];
  for (const [name, lines] of table) {
    test(name, () => assert.equal(describe(named(name)), lines.join('\n\n')));
  }

  test('limits in plain words', () => {
    const type = extended({
      a: { kind: 'integer', limits: { minimum: 3 } },
      b: { kind: 'number', limits: { maximum: 0.5 } },
      c: { kind: 'string', limits: { minLength: 8, maxLength: 8 } },
      d: { kind: 'string', limits: { maxLength: 1 } },
      e: { kind: 'string', limits: { minLength: 1 } },
      f: { kind: 'integer', limits: { minimum: 4, maximum: 4 } },
    });
    const words = ['a', 'b', 'c', 'd', 'e', 'f'].map(
      (name) => /Limits: (.*?) · /.exec(describe(named(name, type)))?.[1],
    );
    assert.deepEqual(words, [
      'at least 3',
      'at most 0.5',
      'exactly 8 characters',
      'at most 1 character',
      'at least 1 character',
      'exactly 4',
    ]);
  });

  test('a bar in a code or its name ends no cell', () => {
    const codes = [
      { value: 'a|b\\', name: 'x | y', meaning: asMarkdown('`c|d` | e') },
      { value: 'z', name: '', meaning: '' },
    ];
    const rows = describe(named('k', extended({ k: { kind: 'string', codes } })))
      .split('\n')
      .filter((line) => line.startsWith('|'));
    for (const row of rows) assert.equal(row.match(/(?<!\\)\|/g)?.length, 4, row);
  });
});

group('the page of all fields with those of a team', () => {
  const page = fieldsPage(team, 'Written by a test.');

  test('has the title and the values of each', () => {
    assert.ok(page.includes('\n## queue\n\n*Queue · string · mandatory*\n\nThe queue that'));
    assert.ok(page.includes('\n\nAllowed values: `gold`, `silver`, `none`.\n\n'));
    assert.match(
      page,
      new RegExp(
        `It has ${phoneCall.fields.length + 14} fields: ${phoneCall.mandatory.length + 2} are mandatory, 4 become mandatory when another field is present`,
      ),
    );
    assert.doesNotMatch(page, /undefined|\n{3,}/);
  });

  test('of hostile names every heading is one', () => {
    const hostile = fieldsPage(
      extended({
        'a|b': { kind: 'string' },
        '[x](command:y)': { kind: 'object', members: fragment({ '# h\n': { kind: 'array' } }) },
        '<b>': { kind: 'string', codes: [valueOnly('|')], title: '[x](command:y)' },
      }),
      'Written by a test.',
    );
    assert.equal(hostile.match(/^##+ /gm)?.length, phoneCall.fields.length + 4 + 1);
    assert.doesNotMatch(hostile, /\n<b>|(?<!\\)\[x\]\(/);
  });
});
