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
interface Said extends Pick<Diagnostic, 'range' | 'message'> {
  readonly rule: unknown;
  readonly severity: unknown;
  /** The places in records that explain it. */
  readonly related: readonly (Pick<Diagnostic, 'range' | 'message'> & { readonly uri: string })[];
}

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

  test('on 1,000 closed files of a workspace, whose records know each other', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'interaction-data-agreement-'));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    const record = fc.oneof(
      { weight: 1, arbitrary: fc.constant(JSON.stringify(rightRecord)) },
      { weight: 60, arbitrary: related.map((value) => JSON.stringify(value)) },
      { weight: 12, arbitrary: mistaken.map((value) => JSON.stringify(value, undefined, 2)) },
      { weight: 6, arbitrary: brokenRecordText },
    );
    const text = fc
      .tuple(
        fc.array(record, { maxLength: 3 }),
        fc.constantFrom(['', '\n', ''], ['[', ',\n', ']'], ['\ufeff{"a": {"b": [', ', ', ']}}']),
      )
      .map(([records, [open, between, close]]) => `${open}${records.join(between)}${close}`)
      .filter((sample) => Buffer.from(sample).toString() === sample && !sample.startsWith('\ufeff\ufeff'));
    const projectFiles: Readonly<Record<string, object>> = {
      'one/two': {
        rules: { 'missing-field': 'hint', 'unknown-field': 'off', 'duplicate-interaction-id': 'information' },
      },
      three: { exclude: ['**/*7.*'], forms: { '*.jsonl': 'json' }, rules: { 'unresolved-parent': 'off' } },
      one: {
        ignore: [{ rules: ['unknown-field'] }, { records: [rightRecord.interaction_id, '/1'] }],
        // Few of them get what is expected.
        expect: [
          { files: ['1??.*'], rules: ['missing-field', 'wrong-type', 'thread-mismatch'] },
          { records: [identity(1), 'in none'] },
        ],
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

    const rulesMet = new Set([...reported.values()].flat().map(({ rule }) => rule));
    assert.deepEqual(
      [...rulesAcross].filter((rule) => !rulesMet.has(rule)),
      [],
    );

    // Also what hangs on other files.
    const ofProject = reported.get(join(folder, 'one', '.interaction-data.json')) ?? [];
    assert.ok(ofProject.some(({ message }) => `${message}`.startsWith('Expected thread-mismatch in 1')));
    assert.ok(ofProject.some(({ message }) => `${message}`.startsWith('There is no record')));

    const folderUri = pathToFileURL(folder).href;
    const settings = () => ({ validate: 'workspace', rules: { 'duplicate-interaction-id': 'error' } });
    const client = await startClient({ settings, workspaceFolders: [folderUri] }, t);
    const marks = new Set<string>();
    // It is the last that is read of all.
    const last = mark('zzz', '{');
    await client.open('untitled:first', '');
    await client.told(last, (diagnostics) => diagnostics.length > 0);
    // Its twins are judged with all that is not judged yet,
    const twin = JSON.stringify({ ...rightRecord, interaction_id: 'one of two' });
    await made(mark('twins', `${twin}\n${twin}`));
    // and what comes now is read when all that was found among others is told.
    await made(mark('after', '{'));
    // What refers to closed files is told when they are looked into.
    for (const [path, expected] of reported) {
      if (expected.length === 0) continue;
      const count = relatedIn(expected);
      await client.told(
        pathToFileURL(path).href,
        (found) => found.length >= expected.length && relatedIn(saidBy(found)) >= count,
      );
    }
    await made(mark('end', '{'));
    const told = allTold();
    for (const [path, expected] of reported)
      assert.deepEqual(told.get(pathToFileURL(path).href) ?? [], expected, readFileSync(path, 'utf8'));
    const known = new Set([...[...reported.keys()].map((path) => pathToFileURL(path).href), ...marks]);
    assert.deepEqual(
      [...told.keys()].filter((uri) => uri !== 'untitled:first' && !known.has(uri)),
      [],
    );
    assert.deepEqual(client.shown, []);
    assert.equal(await client.stop(), 0);

    function allTold(): ReadonlyMap<string, readonly Said[]> {
      return new Map(client.published.map(({ uri, diagnostics }) => [uri, saidBy(diagnostics)]));
    }

    /** Writes a file of which something is told when all before is done. */
    function mark(name: string, content: string): string {
      const path = join(folder, `${name}.phonecalls.json`);
      writeFileSync(path, content);
      const uri = pathToFileURL(path).href;
      marks.add(uri);
      return uri;
    }

    /** Tells the server of a new file, and waits for what it tells of that. */
    async function made(uri: string): Promise<void> {
      await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 1 }] });
      await client.told(uri, (diagnostics) => diagnostics.length > 0);
    }
  });
});

/** A record in which some values are others than they should be. */
const mistaken = fc
  .tuple(anyRecord, fc.array(fc.constantFrom(...Object.keys(rightRecord)), { maxLength: 3 }))
  .map(([other, names]) => ({
    ...rightRecord,
    ...Object.fromEntries(Object.entries(other).filter(([name]) => names.includes(name))),
  }));

function relatedIn(said: readonly Said[]): number {
  return said.reduce((sum, { related }) => sum + related.length, 0);
}

/** There are about as many records: some are named twice or more, and some of no record. */
const IDENTITIES = 1500;
const identity = (number: number) =>
  `00001a57JGQ0${`${(number + IDENTITIES) % IDENTITIES}`.padStart(4, '0')}`;

/** A record that says what others say otherwise; of parents so near each other some are in a circle. */
const related = fc
  .tuple(
    fc.nat(IDENTITIES - 1),
    fc.option(fc.integer({ min: -2, max: 2 })),
    fc.record(
      {
        thread_id: fc.constantFrom('00001a57JGQ00T01', '00001a57JGQ00T02', identity(0)),
        customer_id: fc.constantFrom('00001a57JGQ00C01', '00001a57JGQ00C02'),
        start_date: fc.constantFrom('2026-03-17T08:15:00.000Z', '2026-03-17T09:15:00.000Z', 'today'),
        allow_children: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([number, toParent, more]) => ({
    ...rightRecord,
    ...more,
    interaction_id: identity(number),
    ...(toParent !== null && { parent_id: identity(number + toParent) }),
  }));

/** The command line judges the records of all these files among each other, an editor those of the one that is open. */
function isOfOneRecord({ rule }: Said): boolean {
  return !rulesAcross.has(rule);
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
  const unexpected = diagnostics.filter(({ message }) => !String(message).startsWith('Expected: '));
  return unexpected.map(({ code, severity, message, range, relatedInformation = [] }) => ({
    rule: code,
    severity: severities[severity ?? 0],
    message,
    range,
    related: relatedInformation.map(({ location, message }) => ({ message, ...location })),
  }));
}

/** A finding in the command line's report. */
interface Reported extends Omit<Said, 'related'> {
  readonly related?: readonly (Pick<Diagnostic, 'range' | 'message'> & { readonly path?: string })[];
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
  const { files } = JSON.parse(stdout) as { files: { path: string; findings: Reported[] }[] };
  return new Map(
    files.map(({ path, findings }) => [
      path,
      findings.map(({ rule, severity, message, range, related = [] }) => ({
        ...{ rule, severity, message, range },
        related: related.map((one) => ({
          message: one.message,
          uri: pathToFileURL(one.path ?? path).href,
          range: one.range,
        })),
      })),
    ]),
  );
}
