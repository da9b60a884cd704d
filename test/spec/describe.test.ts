import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describe, explain, summary } from '../../server/spec/describe';
import type { Field } from '../../server/spec/field';
import { phoneCall } from '../../server/spec/phone-call';

const { fieldNamed, fields } = phoneCall;

const source =
  '[Genesys documentation ↗](https://docs.genesys.com/Documentation/CS/8.1.x/API/PhoneCallInteraction)';

test('a hover of a plain field: headline, meaning, facts', () => {
  assert.equal(
    describe(named('duration')),
    [
      '**`duration`** · integer, seconds · optional',
      '',
      'How long the call lasted, in whole seconds. In real records it often differs from `end_date` minus `start_date`.',
      '',
      `Minimum: \`0\` · Example: \`195\` · ${source}`,
    ].join('\n'),
  );
});

test('a hover of a code: the table has all codes, in their order, the current one marked', () => {
  const lines = describe(named('status'), { code: 2 }).split('\n');
  assert.equal(lines[0], '**`status`** · integer · mandatory');
  assert.deepEqual(firstColumns(lines), [
    '| value | name ',
    '| ---: | :--- ',
    '| 0 | NEW ',
    '| 1 | PENDING ',
    '| ● **2** | **IN_PROCESS** ',
    '| 3 | STOPPED ',
  ]);
});

test('without a current code, or with one that is not in the list, the table keeps the order of the codes', () => {
  const expected = ['| 0 | NEW ', '| 1 | PENDING ', '| 2 | IN_PROCESS ', '| 3 | STOPPED '];
  for (const current of [{}, { code: undefined }, { code: 9 }]) {
    assert.deepEqual(firstColumns(describe(named('status'), current).split('\n')).slice(2), expected);
  }
  assert.equal(describe(named('status')), describe(named('status'), { code: 9 }));
});

test('a field that is mandatory with another says so, and the other says what it brings', () => {
  assert.match(
    describe(named('binary_content_size')),
    /^\*\*`binary_content_size`\*\* · integer, bytes · mandatory when `binary_content` is present\n/,
  );
  assert.match(
    describe(named('binary_content')),
    / Its presence makes `binary_content_mime` and `binary_content_size` mandatory\.\n/,
  );
});

test('form, default and known values stand where there are any', () => {
  assert.match(describe(named('end_date')), /\nForm: `YYYY-MM-DDTHH:mm:ss\.SSSZ`, UTC · Example: `"2013-/);
  assert.match(describe(named('allow_children')), /\nDefault: `true` · Example: `false` · /);
  assert.match(
    describe(named('type')),
    /\nKnown values: `Inbound`, `Outbound`, `Internal`, `Consult`, `Unknown`; others are allowed\.\n/,
  );
});

test('every description is whole Markdown: paired backticks, no pipe outside a table, its example and source', () => {
  for (const field of fields) {
    const text = describe(field);
    assert.equal(text.split('`').length % 2, 1, field.name);
    for (const line of text.split('\n')) assert.ok(line.startsWith('|') || !line.includes('|'), field.name);
    assert.ok(
      text.includes(`Example: \`${JSON.stringify(field.example)}\``) && text.endsWith(source),
      field.name,
    );
    assert.doesNotMatch(text, /undefined|\n\n\n| {2}/, field.name);
  }
});

test('the summary is one line of plain text', () => {
  assert.deepEqual(
    ['duration', 'customer_id', 'start_date', 'binary_content_size', 'udata'].map(named).map(summary),
    [
      'integer, seconds · optional',
      'string · mandatory',
      'date/time · mandatory',
      'integer, bytes · mandatory with binary_content',
      'object · optional',
    ],
  );
});

function firstColumns(lines: readonly string[]): string[] {
  return lines.filter((line) => line.startsWith('|')).map((line) => line.split('|').slice(0, 3).join('|'));
}

function named(name: string): Field {
  const field = fieldNamed(name);
  assert.ok(field, name);
  return field;
}

test('long lists of known values are grouped, or cut, in a hover and whole on the page', () => {
  const line = (name: string, areAllValuesShown?: true) =>
    explain(named(name), areAllValuesShown && { areAllValuesShown })
      .split('\n')
      .find((one) => one.startsWith('Known values: ')) ?? '';
  assert.match(
    line('sub_type'),
    /^Known values: `Inbound…` `New`, `CustomerReply` and \d+ more; `Outbound…` /,
  );
  assert.match(line('media_type'), /^Known values: (?:`\w+`, ){7}`\w+` and 17 more; others are allowed\.$/);
  assert.equal(line('media_type', true).split(', ').length, 25);
});
