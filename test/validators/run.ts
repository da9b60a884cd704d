// `npx tsx test/validators/run.ts`: what validators of others say of our schema and of our reports.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { editorCacheFolder, projectFolder, temporaryFolderPrefix } from '../../scripts/editor/paths';
import { installNpmProgram, type NpmProgram, sarifMultitool, sourcemeta } from '../../scripts/npm-program';
import { runChecks } from '../editor/checks';
import type { Count } from '../run/count';
import { ensurePrograms, python, tellMissing, validators } from '../run/programs';
import { instances, verdicts } from '../support/verdicts';

const schemaPath = join(projectFolder, 'schemas/phone-call-interaction.schema.json');
const schema = JSON.parse(readFileSync(schemaPath, 'utf8'));
const all = instances();

/**
 * Asks each validator, over the bundled command line, which must be built. Prints what it finds, and which of them are
 * not here; returns how many checks passed and failed.
 */
export async function runValidators(): Promise<Count> {
  const missing = await ensurePrograms(validators, console.log);
  const folder = mkdtempSync(temporaryFolderPrefix);
  try {
    const ofNpm = await Promise.all([programOf(sourcemeta), programOf(sarifMultitool)]);
    const [schemaTool, sarifTool] = ofNpm;
    return await runChecks('validators', {
      ...(missing.includes('jsonschema of Python')
        ? {}
        : { 'jsonschema of Python': async () => askPython() }),
      ...(missing.includes('RE2') ? {} : { RE2: async () => askRe2() }),
      ...(schemaTool && { sourcemeta: async () => askSourcemeta(schemaTool, folder) }),
      ...(sarifTool && { "Microsoft's, of SARIF": async () => askMicrosoft(sarifTool, folder) }),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function programOf(program: NpmProgram): Promise<string | undefined> {
  const path = await installNpmProgram(program, join(editorCacheFolder(), 'programs'), console.log);
  if (!path) tellMissing(program.package, `It is a package of npm, version ${program.version}.`, console.log);
  return path;
}

function askPython(): void {
  const lines = all.map(({ value }) => `${JSON.stringify(value)}\n`).join('');
  const said = outputOf(python, [join(__dirname, 'verdicts.py'), schemaPath], lines);
  assertAgree(JSON.parse(said));
}

/** RE2 has to find each pattern of the schema where it is to be found, and nowhere else. */
function askRe2(): void {
  const { properties } = schema.definitions.record;
  const expected = Object.entries(verdicts).flatMap(([name, { valid, invalid }]) => {
    const type = /[^/]*$/.exec(properties[name].allOf?.[0].$ref ?? '')?.[0] ?? '';
    const pattern: string | undefined = schema.definitions[type]?.pattern;
    const isText = (value: unknown): value is string => typeof value === 'string';
    return pattern === undefined
      ? []
      : [
          ...valid.filter(isText).map((text) => ({ pattern, text, isFound: true })),
          ...invalid.filter(isText).map((text) => ({ pattern, text, isFound: false })),
        ];
  });
  const patterns = new Set(expected.map(({ pattern }) => pattern));
  const stated = Object.values<{ pattern?: string }>(schema.definitions).filter(({ pattern }) => pattern);
  assert.equal(patterns.size, stated.length, 'a pattern that no text is tried on');
  const pairs = JSON.stringify(expected.map(({ pattern, text }) => [pattern, text]));
  const said: readonly boolean[] = JSON.parse(outputOf('perl', [join(__dirname, 'matches.pl')], pairs));
  assert.deepEqual(
    expected.map(({ text }, index) => [text, said[index]]),
    expected.map(({ text, isFound }) => [text, isFound]),
  );
}

function askSourcemeta(program: string, folder: string): void {
  outputOf(program, ['metaschema', schemaPath]);
  const suite = join(folder, 'suite.json');
  const tests = all.map(({ value, isValid }) => ({ data: value, valid: isValid }));
  writeFileSync(suite, JSON.stringify({ target: schema.$id, tests }));
  const said = outputOf(program, ['test', suite, '--resolve', schemaPath]);
  assert.match(said, new RegExp(`PASS ${all.length}/${all.length}\\b`));
}

/** The advice of Microsoft's tool that we do not take, by rule or kind of message, and why. */
const leftAlone: Readonly<Record<string, string>> = {
  SARIF2002: 'messages are whole sentences, with no table of texts beside them',
  SARIF2003: 'the checkout is not asked for its revision',
  SARIF2006: 'what can be reached is a matter of the network that the test runs in',
  SARIF2009: 'the ids of rules are words that people write in their settings',
  SARIF2010: 'a report holds no more of the data than its messages',
  SARIF2011: 'a report holds no more of the data than its messages',
  Note_ProvideFriendlyName: 'a name would say what the id says',
};

/** It also wants to know the project's page; `homepage` of package.json says where that is, once there is one. */
const wantsPage = /^(?:Warning_ProvideToolnformationUri|Note_ProvideHelpUri)$/;

function askMicrosoft(program: string, folder: string): void {
  const report = join(folder, 'report.sarif');
  const said = join(folder, 'said.sarif');
  const words = ['check', '.', 'no-such-file.json', '--format', 'sarif', '--output', report];
  spawnSync(process.execPath, [join(projectFolder, 'dist/cli.js'), ...words], {
    cwd: join(projectFolder, 'examples'),
  });
  const { results } = JSON.parse(readFileSync(report, 'utf8')).runs[0];
  assert.ok(results.length > 50, 'a report with something in it');
  outputOf(program, ['validate', report, '--output', said, '--level', 'Error;Warning;Note', '--quiet']);
  const [run] = JSON.parse(readFileSync(said, 'utf8')).runs;
  const notes: readonly { ruleId: string; message: { id: string; arguments: readonly string[] } }[] =
    run.results;
  const others = notes.filter(
    ({ ruleId, message }) => !(ruleId in leftAlone || message.id in leftAlone || wantsPage.test(message.id)),
  );
  assert.deepEqual(others, []);
}

/** That each verdict is what was written by hand. */
function assertAgree(said: readonly boolean[]): void {
  const wrong = all.filter(({ isValid }, index) => said[index] !== isValid);
  assert.deepEqual(wrong, []);
  assert.equal(said.length, all.length);
}

/** What a program prints; throws with what it says of errors where it does not end with 0. */
function outputOf(program: string, words: readonly string[], input = ''): string {
  const { status, stdout, stderr, error } = spawnSync(program, words, { encoding: 'utf8', input });
  assert.equal(status, 0, `${program} ${words.join(' ')}: ${error ?? ''}${stderr}${stdout}`);
  return stdout;
}

if (require.main === module) void runValidators().then(({ failed }) => process.exit(failed === 0 ? 0 : 1));
