import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { startClient } from '../support/client';
import { copyProject, type ProjectCopy } from '../support/project-copy';
import { rightRecord } from '../support/right-record';

/*
 * CONTRIBUTING says how a field and a rule are added. Here that is done, by the book and no more, in a copy of the
 * project: editor and command line know both. The rule is one about records without any other defect, which the product
 * does not open unless a rule asks for them.
 */

const rule = `import { onValue } from './common/places';
import { defineRule } from './rule';

export default defineRule({
  id: 'stopped-without-outcome',
  severity: 'warning',
  source: 'judgement',
  summary: 'A stopped interaction has no outcome.',
  why: 'What came of it cannot be told.',
  examples: () => ({ bad: [], good: [] }),
  *find(record) {
    const status = record.entryOf('status');
    if (status && record.valueText(status) === '3' && !record.entryOf('outcome')) yield status;
  },
  at: (status) => onValue(status),
  say: () => ({ field: 'status', message: 'A stopped interaction has an "outcome".' }),
});
`;

const others = [
  ...[
    'from_address',
    'to_addresses',
    'cc_addresses',
    'bcc_addresses',
    'reply_to_address',
    'mailbox',
    'sent_date',
  ],
  ...['message_id', 'in_reply_to', 'header', 'is_spam', 'established_date', 'released_date'],
];

const ended = { ...rightRecord, status: 3, end_date: '2026-03-17T08:20:00.000Z' };
const stopped = { nick_name: 'x', ...ended, interaction_id: '00001a57JGQ00BX8' };

const text = JSON.stringify([
  ended,
  stopped,
  { ...stopped, interaction_id: '00001a57JGQ00BX9', queue_name: 7, outcome: 'Resolved' },
]);

const expected = [
  ['missing-field', 'Missing mandatory field "nick_name".'],
  ['stopped-without-outcome', 'A stopped interaction has an "outcome".'],
  ['stopped-without-outcome', 'A stopped interaction has an "outcome".'],
  ['wrong-type', '"queue_name" must be a string, not a number: "7".'],
];

describe('a field and a rule, added as CONTRIBUTING says', () => {
  let project: ProjectCopy;
  before(() => {
    project = copyProject();
    project.write('server/rules/stopped-without-outcome.ts', rule);
    project.change('server/rules/rules.ts', (source) =>
      `import stoppedWithoutOutcome from './stopped-without-outcome';\n${source}`.replace(
        '\n  wrongType,',
        '\n  wrongType,\n  stoppedWithoutOutcome,',
      ),
    );
    project.change('schemas/phone-call-interaction.schema.json', (source) => {
      const schema = JSON.parse(source);
      schema.definitions.record.properties.queue_name = {
        allOf: [{ $ref: '#/definitions/string' }],
        description: 'The queue in which the call waited.',
        examples: ['Support'],
      };
      // With these names, and a mandatory one after them, an earlier table of names hung, threw or missed defects.
      for (const name of [...others, 'nick_name']) {
        schema.definitions.record.properties[name] = { ...schema.definitions.record.properties.queue_name };
      }
      schema.definitions.record.required.push('nick_name');
      return JSON.stringify(schema, undefined, 2);
    });
    project.run('scripts/generate.ts');
    project.run('scripts/build.ts');
  });
  after(() => project.remove());

  test('the command line tells what they find', () => {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        join(project.folder, 'dist/cli.js'),
        'check',
        '--format',
        'json',
        '--stdin-filename',
        'a.phonecalls.json',
        '-',
      ],
      { input: text, encoding: 'utf8' },
    );
    const [file] = (
      JSON.parse(stdout || stderr) as { files: { findings: { rule: string; message: string }[] }[] }
    ).files;
    assert.deepEqual(
      file?.findings.map(({ rule, message }) => [rule, message]),
      expected,
    );
  });

  test('so does the server', async (context) => {
    const client = await startClient({ server: join(project.folder, 'dist/server.js') }, context);
    const uri = 'file:///w/a.phonecalls.json';
    await client.open(uri, text);
    const diagnostics = await client.diagnostics(uri, 1);
    assert.deepEqual(
      diagnostics.map(({ code, message }) => [code, message]),
      expected,
    );
  });

  test('the documentation tells of both, and the settings of the rule', () => {
    assert.match(project.read('docs/rules.md'), /^## `?stopped-without-outcome/m);
    assert.match(project.read('docs/fields.md'), /queue_name/);
    const { contributes } = JSON.parse(project.read('package.json'));
    assert.match(JSON.stringify(contributes.configuration), /stopped-without-outcome/);
  });
});
