import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { projectFolder } from '../../scripts/editor/paths';
import { phoneCall } from '../../server/spec/phone-call';
import { buildProgram, type Program, recordLine } from '../support/program';

let program: Program;

before(async () => {
  program = await buildProgram();
});
after(() => program.remove());

const name = '.interaction-data.json';

/** A project file that states a field, which records have to have. */
function stating(field: string, schema: object = { type: 'integer' }): string {
  return JSON.stringify({ rules, record: { properties: { [field]: schema }, required: [field] } });
}

/** All records here have one ID. */
const rules = { 'duplicate-interaction-id': 'off' };
const statingNothing = JSON.stringify({ rules });

/** The rules of what is found in each file, by path. */
function rulesFound(words: readonly string[], input?: string): Readonly<Record<string, readonly string[]>> {
  const { stdout } = program.run(
    ['check', '--format', 'json', ...words],
    input === undefined ? {} : { input },
  );
  const { files } = JSON.parse(stdout) as { files: { path: string; findings: { rule: string }[] }[] };
  return Object.fromEntries(files.map(({ path, findings }) => [path, findings.map(({ rule }) => rule)]));
}

const withTicket = recordLine({ ticket: '1' });

describe('what project files state of records', () => {
  test('holds for the files below each of them, in one run', () => {
    program.folder({
      [name]: stating('ticket'),
      'a.phonecall.json': withTicket,
      'b.phonecalls.jsonl': `${withTicket}\n${recordLine()}\n`,
      [`inner/${name}`]: stating('order', { type: 'string' }),
      'inner/a.phonecall.json': withTicket,
      'inner/deep/b.phonecall.json': recordLine({ order: '"x"' }),
      [`plain/${name}`]: statingNothing,
      'plain/a.phonecall.json': withTicket,
      'plain/b.phonecall.json': recordLine(),
    });
    assert.deepEqual(rulesFound(['.']), {
      'a.phonecall.json': [],
      'b.phonecalls.jsonl': ['missing-field'],
      'inner/a.phonecall.json': ['missing-field', 'unknown-field'],
      'inner/deep/b.phonecall.json': [],
      'plain/a.phonecall.json': ['unknown-field'],
      'plain/b.phonecall.json': [],
    });
    assert.deepEqual(rulesFound(['-', '--stdin-filename', 'inner/x.json'], recordLine()), {
      'inner/x.json': ['missing-field'],
    });
    assert.deepEqual(rulesFound(['-'], withTicket), { '<stdin>': [] });
  });

  test('is what is mended by', () => {
    const folder = program.folder({
      [name]: stating('ticket'),
      'a.phonecall.json': recordLine({ ticket: '"7"' }),
      [`plain/${name}`]: statingNothing,
      'plain/a.phonecall.json': recordLine({ ticket: '"7"' }),
    });
    assert.equal(program.run(['fix', '.']).status, 0);
    assert.equal(readFileSync(join(folder, 'a.phonecall.json'), 'utf8'), recordLine({ ticket: '7' }));
    assert.equal(readFileSync(join(folder, 'plain/a.phonecall.json'), 'utf8'), recordLine({ ticket: '"7"' }));
    const { stdout } = program.run(['fix', '-'], { input: recordLine({ ticket: '"8"' }) });
    assert.equal(stdout, recordLine({ ticket: '8' }));
  });
});

describe('interaction-data fields', () => {
  /** A page without the line that says what wrote it. */
  const withoutNote = (page: string) => page.replace(/<!-- .* -->/, '');
  const documentation = withoutNote(readFileSync(join(projectFolder, 'docs/fields.md'), 'utf8'));

  test('without a project file, or with one that states nothing, prints the page of the documentation', () => {
    program.folder();
    const { status, stdout, stderr } = program.run(['fields']);
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(
      stdout,
      /^# Fields of a phone call record\n\n<!-- Written by `interaction-data fields`. -->\n\n/,
    );
    assert.equal(withoutNote(stdout), documentation);
    program.folder({ [name]: '{ "rules": { "empty-field": "off" } }' });
    assert.equal(withoutNote(program.run(['fields', '.']).stdout), documentation);
  });

  test('prints the fields that hold in a folder, or beside a file', () => {
    const inner = {
      type: 'object',
      properties: { 'the lane': { type: 'string', enum: ['a', 'b'] } },
      required: ['the lane'],
    };
    const folder = program.folder({
      [name]: stating('ticket', {
        type: 'integer',
        minimum: 1,
        description: 'The *number* of the | ticket.',
      }),
      [`inner/${name}`]: stating('routing', inner),
      'inner/deep/a.txt': '',
    });
    const { status, stdout, stderr } = program.run(['fields']);
    assert.deepEqual([status, stderr], [0, '']);
    const count = phoneCall.fields.length + 1;
    assert.match(stdout, new RegExp(`has ${count} fields: ${phoneCall.mandatory.length + 1} are mandatory`));
    assert.match(stdout, /^`\.interaction-data\.json` adds 1 of them/m);
    assert.match(
      stdout,
      new RegExp(
        `^\\| ${count} \\| \\[\`ticket\`\\]\\(#ticket\\) \\| integer \\| \\*\\*yes\\*\\* \\| \`\\.interaction-data\\.json\` \\|$`,
        'm',
      ),
    );
    assert.match(stdout, /^## ticket\n\n\*integer · mandatory\*\n\nThe \\\*number\\\* of the \\\| ticket\./m);
    for (const path of ['inner', 'inner/deep', 'inner/deep/a.txt', join(folder, 'inner')]) {
      const { stdout } = program.run(['fields', path]);
      assert.doesNotMatch(stdout, /^## ticket$/m);
      assert.match(stdout, /^## routing\n/m);
      assert.match(stdout, /^\| \[`the lane`\]\(#routingthe-lane\) \| string \| \*\*yes\*\* \|/m);
      assert.match(stdout, /^### `routing\."the lane"`\n/m);
      assert.match(stdout, /`inner\/\.interaction-data\.json`/);
    }
  });

  test('says what is wrong in the project file, and prints what is right in it', () => {
    program.folder({
      [name]: '{ "record": { "properties": { "ticket": { "type": "integer" } }, "required": 7 } }',
    });
    const { status, stdout, stderr } = program.run(['fields']);
    assert.equal(status, 1);
    assert.match(stderr, /^\.interaction-data\.json:1:78 error invalid-setting /);
    assert.match(stdout, /^## ticket$/m);
  });

  test('prints nothing where the project file cannot be read', () => {
    const folder = program.folder();
    mkdirSync(join(folder, name));
    assert.deepEqual(program.run(['fields']), {
      status: 2,
      stdout: '',
      stderr: 'interaction-data: .interaction-data.json is a folder\n',
    });
    rmSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name), Buffer.from([0xff]));
    assert.deepEqual([program.run(['fields']).status, program.run(['fields']).stdout], [2, '']);
  });

  test('wrong usage is exit code 2, with what to do', () => {
    program.folder();
    const cases: [words: string[], stderr: string][] = [
      [['nowhere'], 'interaction-data: nowhere does not exist\n'],
      [['a', 'b'], 'interaction-data: Name one folder or file, or none for the current folder.\n'],
      [[''], 'interaction-data: Name one folder or file, or none for the current folder.\n'],
      [['--format', 'json'], 'interaction-data: There is no option --format.\n'],
    ];
    for (const [words, said] of cases) {
      const { status, stdout, stderr } = program.run(['fields', ...words]);
      assert.deepEqual([status, stdout], [2, '']);
      assert.ok(stderr.startsWith(said), stderr);
    }
    assert.match(program.run(['feilds']).stderr, /Did you mean fields\?/);
  });
});
