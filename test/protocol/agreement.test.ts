import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import type { Diagnostic } from 'vscode-languageserver/node';
import { rules } from '../../server/rules/rules';
import { anyRecord, brokenRecordText, recordText } from '../support/arbitraries';
import { bundles } from '../support/bundle';
import { startClient } from '../support/client';
import { rightRecord } from '../support/right-record';

const projectFolder = join(__dirname, '../..');

/** What both say about a finding. */
type Said = Pick<Diagnostic, 'range' | 'message'> & { readonly rule: unknown; readonly severity: unknown };

const severities = ['', 'error', 'warning', 'information', 'hint'];

describe('the editor and the command line give the same findings', { timeout: 120_000 }, () => {
  test('on the examples', async (t) => {
    const folder = join(projectFolder, 'examples');
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.jsonl?$/.test(path) && basename(path) !== '.interaction-data.json')
      .map((path) => join(folder, path));
    assert.ok(paths.length > 10);
    await compare(t, folder, paths);
  });

  test('on files whose project files state fields', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'interaction-data-agreement-'));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    const ticket = { type: 'string', pattern: '^T-\\d+$', maxLength: 6 };
    const score = { type: 'integer', minimum: 1, maximum: 5 };
    const tier = { enum: ['gold', 'silver'], type: 'string' };
    const states: Readonly<Record<string, object>> = {
      '': { properties: { ticket, score }, required: ['ticket'], dependencies: { score: ['tier'] } },
      one: { properties: { tier, udata: { properties: { ticket, score }, required: ['score'] } } },
      'one/two': { properties: { score: { type: 'object', properties: { ticket }, required: ['tier'] } } },
      // What cannot be stated is left out by both.
      three: { properties: { ticket: { type: 'string', pattern: '(' }, tier, status: 7 }, required: [1] },
    };
    const members = {
      ticket: fc.constantFrom('T-1', 'T-12345', 'x', 7, null),
      score: fc.constantFrom(0, 1, 5.5, '3', { ticket: 'T-1' }, { tier: 1 }),
      tier: fc.constantFrom('gold', 'Gold', '', true),
    };
    const inner = fc.record(members, { requiredKeys: [] });
    const record = fc
      .tuple(anyRecord, inner, fc.record({ udata: inner }, { requiredKeys: [] }))
      .map((parts) => JSON.stringify(Object.assign({}, ...parts), undefined, 2));
    const texts = fc.sample(fc.array(record, { minLength: 1, maxLength: 4 }), 100);
    const paths: string[] = [];
    for (const [path, state] of Object.entries(states)) {
      mkdirSync(join(folder, path, 'deep'), { recursive: true });
      writeFileSync(join(folder, path, '.interaction-data.json'), JSON.stringify({ record: state }));
      for (const [index, records] of texts.entries()) {
        if (index % Object.keys(states).length !== Object.keys(states).indexOf(path)) continue;
        paths.push(join(folder, path, 'deep', `${index}.json`));
        writeFileSync(paths.at(-1) ?? '', `[${records.join(',\n')}]`);
      }
    }
    await compare(t, folder, paths);
  });

  test('on texts of all kinds', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'interaction-data-agreement-'));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    const record = fc.oneof(
      anyRecord.map((value) => JSON.stringify(value)),
      anyRecord.map((value) => JSON.stringify(value, undefined, '\t')),
      recordText,
      brokenRecordText,
    );
    const text = fc
      .tuple(
        fc.array(record, { maxLength: 5 }),
        fc.constantFrom(
          ['', '\n', ''],
          ['[', ',\n', ']'],
          ['{"a": {"b": [', ', ', ']}}'],
          ['[\r\n', ',\r\n', ']\r\n'],
        ),
      )
      .map(([records, [open, between, close]]) => `${open}${records.join(between)}${close}`)
      // What a file cannot hold, and the mark that editors take off, are no texts of an editor.
      .filter((sample) => Buffer.from(sample).toString() === sample && !sample.startsWith('\ufeff'))
      // An empty file is one that is begun in an editor, and a defect on the command line.
      .filter((sample) => /[^ \t\r\n]/.test(sample));
    const paths = fc.sample(text, 300).map((sample, index) => {
      const path = join(folder, `${index}${index % 3 === 0 ? '.jsonl' : '.json'}`);
      writeFileSync(path, sample);
      return path;
    });
    await compare(t, folder, paths);
  });

  test('on 1,000 closed files of a workspace', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'interaction-data-agreement-'));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    const record = fc.oneof(
      { weight: 4, arbitrary: fc.constant(JSON.stringify(rightRecord)) },
      { weight: 2, arbitrary: mistaken.map((value) => JSON.stringify(value, undefined, 2)) },
      { weight: 1, arbitrary: brokenRecordText },
    );
    const text = fc
      .tuple(
        fc.array(record, { maxLength: 3 }),
        fc.constantFrom(['', '\n', ''], ['[', ',\n', ']'], ['\ufeff{"a": {"b": [', ', ', ']}}']),
      )
      .map(([records, [open, between, close]]) => `${open}${records.join(between)}${close}`)
      .filter((sample) => Buffer.from(sample).toString() === sample && !sample.startsWith('\ufeff\ufeff'));
    const projectFiles: Readonly<Record<string, object>> = {
      'one/two': { rules: { 'missing-field': 'hint', 'unknown-field': 'off' } },
      three: { exclude: ['**/*7.*'], forms: { '*.jsonl': 'json' } },
      one: {
        ignore: [{ rules: ['unknown-field'] }, { records: [rightRecord.interaction_id, '/1'] }],
        // Few of them get what is expected.
        expect: [{ files: ['1??.*'], rules: ['missing-field', 'wrong-type'] }],
      },
    };
    for (const [index, sample] of fc.sample(text, 1000).entries()) {
      const inFolder = ['', 'one', 'one/two', 'three/ä b', 'phone-calls', 'ignored'][index % 6] as string;
      mkdirSync(join(folder, inFolder), { recursive: true });
      const ending = ['.phonecalls.json', '.phonecalls.jsonl', '.json'][index % 3];
      writeFileSync(join(folder, inFolder, `${index}${ending}`), sample);
    }
    for (const [path, content] of Object.entries(projectFiles))
      writeFileSync(join(folder, path, '.interaction-data.json'), JSON.stringify(content));
    writeFileSync(join(folder, '.gitignore'), 'ignored\n');
    const reported = await commandLine([folder]);
    assert.ok(reported.size > 400);

    const folderUri = pathToFileURL(folder).href;
    const client = await startClient(
      { settings: () => ({ validate: 'workspace' }), workspaceFolders: [folderUri] },
      t,
    );
    // It comes last of all that are told.
    const last = join(folder, 'zzz.phonecalls.json');
    writeFileSync(last, '{');
    await client.open('untitled:first', '');
    await client.told(pathToFileURL(last).href, (diagnostics) => diagnostics.length > 0);
    const told = new Map(
      client.published.map(({ uri, diagnostics }) => [uri, saidBy(diagnostics).filter(isOfOneRecord)]),
    );
    for (const [path, expected] of reported)
      assert.deepEqual(
        told.get(pathToFileURL(path).href) ?? [],
        expected.filter(isOfOneRecord),
        readFileSync(path, 'utf8'),
      );
    const known = new Set([...reported.keys(), last].map((path) => pathToFileURL(path).href));
    assert.deepEqual(
      [...told.keys()].filter((uri) => uri !== 'untitled:first' && !known.has(uri)),
      [],
    );
    assert.deepEqual(client.shown, []);
    assert.equal(await client.stop(), 0);
  });
});

/** A record in which some values are others than they should be. */
const mistaken = fc
  .tuple(anyRecord, fc.array(fc.constantFrom(...Object.keys(rightRecord)), { maxLength: 3 }))
  .map(([other, names]) => ({
    ...rightRecord,
    ...Object.fromEntries(Object.entries(other).filter(([name]) => names.includes(name))),
  }));

/** The command line judges the records of all these files among each other, an editor those of the open ones. */
function isOfOneRecord({ rule }: Said): boolean {
  return rules.find(({ id }) => id === rule)?.judge === undefined;
}

async function compare(
  t: { readonly after: (end: () => void) => void },
  folder: string,
  paths: readonly string[],
): Promise<void> {
  const reported = await commandLine(paths);
  const client = await startClient(
    { settings: () => ({ maxFindings: 1_000_000 }), workspaceFolders: [pathToFileURL(folder).href] },
    t,
  );
  for (const path of paths) {
    const uri = pathToFileURL(path).href;
    const text = readFileSync(path, 'utf8');
    await client.open(uri, text, path.endsWith('l') ? 'interaction-jsonl' : 'interaction-json');
    const shown = saidBy(await client.current(uri)).filter(isOfOneRecord);
    assert.deepEqual(shown, reported.get(path)?.filter(isOfOneRecord), `in ${JSON.stringify(text)}`);
    await client.close(uri);
  }
  assert.equal(await client.stop(), 0);
}

/** The rules about records among each other. */
const rulesAcross = new Set<unknown>(rules.filter(({ judge }) => judge).map(({ id }) => id));

/** What the editor shows, but for what is expected: that the command line only counts. */
function saidBy(diagnostics: readonly Diagnostic[]): readonly Said[] {
  const unexpected = diagnostics.filter(
    ({ code, message }) => !rulesAcross.has(code) && !String(message).startsWith('Expected: '),
  );
  return unexpected.map(({ code, severity, message, range }) => ({
    rule: code,
    severity: severities[severity ?? 0],
    message,
    range,
  }));
}

/** What the command line says about files, by path. */
async function commandLine(paths: readonly string[]): Promise<ReadonlyMap<string, readonly Said[]>> {
  const { commandLine: program } = await bundles();
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [program, 'check', '--format', 'json', ...paths],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  assert.equal(stderr, '');
  assert.equal(status, 1);
  const { files } = JSON.parse(stdout) as { files: { path: string; findings: Said[] }[] };
  return new Map(
    files.map(({ path, findings }) => [
      path,
      findings
        // One file is open at a time, so that its records are among no others.
        .filter(({ rule }) => !rulesAcross.has(rule))
        .map(({ rule, severity, message, range }) => ({ rule, severity, message, range })),
    ]),
  );
}
