import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { startClient } from '../support/client';
import { copyProject, type ProjectCopy } from '../support/project-copy';
import { rightRecord } from '../support/right-record';

/*
 * The recipes of CONTRIBUTING's table, followed in a copy of the project with exactly the changes that they name. What
 * is added is there in the editor's path and on the command line, and no test of the copy needs mending but the table
 * of the specification.
 */

/** About records without any other defect: the product does not open these unless a rule asks for them. */
const rule = `import { onValue } from './common/places';
import { defineRule } from './rule';

export default defineRule({
  id: 'long-call',
  severity: 'warning',
  source: 'judgement',
  summary: 'A call takes longer than a day.',
  why: 'Such a duration is most often one in milliseconds.',
  examples: (exampleRecord) => ({
    bad: [{ text: exampleRecord(['"duration": 195000']), whyNoFix: 'Nobody can know how long it took.' }],
    good: [exampleRecord(['"duration": 195'])],
  }),
  *find(record) {
    const duration = record.entryOf('duration');
    if (duration && Number(record.valueText(duration)) > 86_400) yield duration;
  },
  at: (duration) => onValue(duration),
  say: () => ({ field: 'duration', message: 'This call takes longer than a day.' }),
});
`;

const reporter = `import { startTotal } from '../total';
import type { Reporter } from './reporter';

/** One line a file. */
export const briefReporter: Reporter = ({ print }) => {
  const total = startTotal();
  return {
    add(file) {
      print(\`\${Array.from(file.findings, ({ rule }) => rule).join(' ')}\\n\`);
      total.add(file);
    },
    end: () => total,
  };
};
`;

const request = `import type { ColorInformation, DocumentColorParams } from 'vscode-languageserver';
import type { Request } from '../request';
import { aboutFile } from '../shapes';

export const documentColorRequest: Request<DocumentColorParams, ColorInformation[]> = {
  method: 'textDocument/documentColor',
  capability: { colorProvider: true },
  params: aboutFile,
  answer: () => [],
};
`;

const text = JSON.stringify([
  { ...rightRecord, duration: 195_000 },
  { ...rightRecord, interaction_id: '00001a57JGQ00BX9', queue_name: 7 },
]);
const expected = [
  ['long-call', 'This call takes longer than a day.'],
  ['wrong-type', '"queue_name" must be a string, not a number: "7".'],
];

/** Which tests of the copy judge what was added, one by one. */
const tests = [
  ...['field', 'schema', 'fields-page'].map((name) => `test/spec/${name}.test.ts`),
  ...['examples', 'rules-page', 'example-files', 'wording'].map((name) => `test/rules/${name}.test.ts`),
  ...['quiet', 'quiet-team', 'failing-rule'].map((name) => `test/check/${name}.test.ts`),
  ...['record-fragment', 'generated'].map((name) => `test/config/${name}.test.ts`),
  ...['test/spec/team-fields.test.ts', 'test/spec/hostile-type.test.ts'],
  ...['test/features/complete-keys.test.ts', 'test/boundaries.test.ts'],
];

describe('the recipes of CONTRIBUTING, followed in a copy', () => {
  let project: ProjectCopy;
  before(() => {
    project = copyProject();
    addField();
    addRule();
    addSetting();
    addRequest();
    addReporter();
    project.run('scripts/generate.ts');
    project.run('scripts/build.ts');
  });
  after(() => project.remove());

  test('field, rule and reporter on the command line', () => {
    assert.deepEqual(
      (JSON.parse(check('json')) as Report).files[0]?.findings.map(({ rule, message }) => [rule, message]),
      expected,
    );
    assert.equal(check('brief'), 'long-call wrong-type\n');
  });

  test('field, rule and request in the server', async (context) => {
    const client = await startClient({ server: join(project.folder, 'dist/server.js') }, context);
    const uri = 'file:///w/a.phonecalls.json';
    await client.open(uri, text);
    assert.deepEqual(
      (await client.diagnostics(uri, 1)).map(({ code, message }) => [code, message]),
      expected,
    );
    assert.equal(client.initialized.capabilities.colorProvider, true);
    assert.deepEqual(await client.request('textDocument/documentColor', { textDocument: { uri } }), []);
  });

  test('the setting in the editor, the project file and the readme', () => {
    const { contributes } = JSON.parse(project.read('package.json'));
    assert.match(JSON.stringify(contributes.configuration), /interactionData\.most.*Most of it\./);
    assert.match(project.read('schemas/interaction-data.schema.json'), /Most of it\./);
    assert.match(project.read('README.md'), /Most of it\./);
  });

  test('no test of the copy needs mending', () => {
    project.run('test/run/test.ts', ...tests);
    project.run('--test', '--test-name-pattern', 'coloured|grammar files', 'test/syntaxes/grammar.test.ts');
  });

  function check(format: string): string {
    const program = join(project.folder, 'dist/cli.js');
    const words = ['check', '--format', format, '--stdin-filename', 'a.phonecalls.json', '-'];
    return spawnSync(process.execPath, [program, ...words], { input: text, encoding: 'utf8' }).stdout;
  }

  function addField(): void {
    project.change('schemas/phone-call-interaction.schema.json', (source) => {
      const schema = JSON.parse(source);
      schema.definitions.record.properties.queue_name = {
        allOf: [{ $ref: '#/definitions/string' }],
        description: 'The queue in which the call waited.',
        examples: ['Support'],
      };
      return JSON.stringify(schema, undefined, 2);
    });
    project.change('test/spec/field.test.ts', (source) =>
      source.replace(/( {2}udata +list .*\n)/, '$1  queue_name string - no\n'),
    );
  }

  function addRule(): void {
    project.write('server/rules/long-call.ts', rule);
    addToList('server/rules/rules.ts', "import longCall from './long-call';", '  longCall,\n];');
  }

  function addSetting(): void {
    project.change('server/config/definition.ts', (source) =>
      source.replace(
        '\n  record: {\n',
        "\n  most: { kind: wholeNumber(1, 9, 5), source: 'both', section: 'Problems', description: 'Most of it.' },\n  record: {\n",
      ),
    );
  }

  function addRequest(): void {
    project.write('server/protocol/requests/document-color.ts', request);
    addToList(
      'server/protocol/requests.ts',
      "import { documentColorRequest } from './requests/document-color';",
      '  documentColorRequest,\n];',
    );
  }

  function addReporter(): void {
    project.write('server/cli/reporters/brief.ts', reporter);
    addToList(
      'server/cli/reporters/reporters.ts',
      "import { briefReporter } from './brief';",
      "  ['brief', { load: async () => briefReporter }],\n]",
    );
  }

  /** Adds an import, and an entry at the end of the list that the file is. */
  function addToList(path: string, imported: string, entry: string): void {
    const end = entry.slice(entry.indexOf('\n') + 1);
    project.change(path, (source) => `${imported}\n${source.replace(`\n${end}`, `\n${entry}`)}`);
  }
});

interface Report {
  readonly files: readonly {
    readonly findings: readonly { readonly rule: string; readonly message: string }[];
  }[];
}
