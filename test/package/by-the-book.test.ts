import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { startClient } from '../support/client';

/*
 * CONTRIBUTING says how a field and a rule are added. Here that is done, by the book and no more, in a copy of the
 * project: editor and command line know both. The rule is one about records without any other defect, which the product
 * does not open unless a rule asks for them.
 */

const rule = `import { onValue } from './common/places';
import { defineRule } from './rule';

export default defineRule({
  id: 'stopped-without-end',
  severity: 'warning',
  source: 'judgement',
  summary: 'A stopped interaction has no end.',
  why: 'How long it took cannot be told.',
  examples: () => ({ bad: [], good: [] }),
  *find(record) {
    const status = record.entryOf('status');
    if (status && record.valueText(status) === '3' && !record.entryOf('end_date')) yield status;
  },
  at: (status) => onValue(status),
  say: () => ({ field: 'status', message: 'A stopped interaction has an "end_date".' }),
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

const stopped = {
  nick_name: 'x',
  customer_id: '00001a57JGQ00BVS',
  interaction_id: '00001a57JGQ00BVT',
  status: 3,
  entity_type: 3,
  type: 'Inbound',
  media_type: 'voice',
  creator_app_id: 135,
  start_date: '2026-03-02T08:15:30.000Z',
};

const { nick_name: _, ...nameless } = stopped;

const text = JSON.stringify([
  nameless,
  stopped,
  { ...stopped, queue_name: 7, end_date: '2026-03-02T08:20:00.000Z' },
]);

const expected = [
  ['missing-field', 'Missing mandatory field "nick_name".'],
  ['stopped-without-end', 'A stopped interaction has an "end_date".'],
  ['stopped-without-end', 'A stopped interaction has an "end_date".'],
  ['wrong-type', '"queue_name" must be a string, not a number: "7".'],
];

describe('a field and a rule, added as CONTRIBUTING says', () => {
  let project: string;
  before(() => {
    project = mkdtempSync(join(tmpdir(), 'interaction-data-book-'));
    const from = join(__dirname, '../..');
    const leftOut = ['node_modules', '.git', '.vscode-test', 'dist', 'test', 'images'];
    cpSync(from, project, { recursive: true, filter: (path) => !leftOut.includes(basename(path)) });
    symlinkSync(join(from, 'node_modules'), join(project, 'node_modules'), 'dir');

    writeFileSync(join(project, 'server/rules/stopped-without-end.ts'), rule);
    change('server/rules/rules.ts', (source) =>
      `import stoppedWithoutEnd from './stopped-without-end';\n${source}`.replace(
        '\n  wrongType,',
        '\n  wrongType,\n  stoppedWithoutEnd,',
      ),
    );
    change('schemas/phone-call-interaction.schema.json', (source) => {
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
    run('scripts/generate.ts');
    run('scripts/build.ts');
  });
  after(() => rmSync(project, { recursive: true, force: true }));

  test('the command line tells what they find', () => {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        join(project, 'dist/cli.js'),
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
    const client = await startClient({ server: join(project, 'dist/server.js') }, context);
    const uri = 'file:///w/a.phonecalls.json';
    await client.open(uri, text);
    const diagnostics = await client.diagnostics(uri, 1);
    assert.deepEqual(
      diagnostics.map(({ code, message }) => [code, message]),
      expected,
    );
  });

  test('the documentation tells of both, and the settings of the rule', () => {
    assert.match(readFileSync(join(project, 'docs/rules.md'), 'utf8'), /^## `?stopped-without-end/m);
    assert.match(readFileSync(join(project, 'docs/fields.md'), 'utf8'), /queue_name/);
    const { contributes } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
    assert.match(JSON.stringify(contributes.configuration), /stopped-without-end/);
  });

  function change(path: string, make: (source: string) => string): void {
    const before = readFileSync(join(project, path), 'utf8');
    const changed = make(before);
    assert.notEqual(changed, before, path);
    writeFileSync(join(project, path), changed);
  }

  function run(script: string): void {
    const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', script], {
      cwd: project,
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
  }
});
