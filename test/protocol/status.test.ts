import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Client, type ClientOptions, fullCapabilities, startClient } from '../support/client';
import { recordLine, recordText } from '../support/texts';

/** What a test may take at most, in milliseconds: it bounds what would otherwise be a hang. */
const timeout = 60_000;
const uri = 'file:///a.phonecalls.json';
const good = recordText();
const bad = recordText({ status: '9' });

describe('the status of a file', { timeout }, () => {
  test('is told with the first findings, and says how many of them are left out', async (t) => {
    const { client, told } = await startTold(t, { settings: () => ({ maxFindings: 2 }) });
    await client.open(uri, `[${[good, bad, bad, bad].join(',')}]`);
    await client.current(uri);
    assert.deepEqual(told, [
      {
        uri,
        version: 1,
        form: 'array',
        records: 4,
        findings: { error: 3, warning: 0, information: 0, hint: 0 },
        marks: { ignored: 0, expected: 0 },
        shown: 2,
        limit: 2,
        outlineLimit: null,
      },
    ]);
  });

  test('is told again when it has changed, and only then', async (t) => {
    const { client, told } = await startTold(t);
    await client.open(uri, `[${good},${good}]`);
    await client.current(uri);
    const atStart = { line: 0, character: 1 };
    const insertAtStart = (text: string) => ({ range: { start: atStart, end: atStart }, text });
    await client.change(uri, 2, insertAtStart(' \n'));
    await client.current(uri);
    assert.deepEqual(
      told.map(({ version, records }) => ({ version, records })),
      [{ version: 1, records: 2 }],
    );
    await client.change(uri, 3, insertAtStart(`${good},`));
    await client.current(uri);
    await client.change(uri, 4, insertAtStart(`${bad},`));
    await client.current(uri);
    assert.deepEqual(
      told.slice(1).map(({ version, records, findings }) => ({ version, records, errors: findings.error })),
      [
        { version: 3, records: 3, errors: 0 },
        { version: 4, records: 4, errors: 1 },
      ],
    );
    await client.close(uri);
    await client.open(uri, `[${good}]`);
    await client.current(uri);
    assert.deepEqual(told.at(-1)?.records, 1);
  });

  test('counts as the settings say: a rule that is off finds nothing', async (t) => {
    const { client, told } = await startTold(t, { settings: () => ({ rules: { 'invalid-value': 'off' } }) });
    await client.open(uri, bad);
    await client.current(uri);
    assert.deepEqual(
      told.map(({ findings, shown }) => ({ findings, shown })),
      [{ findings: { error: 0, warning: 0, information: 0, hint: 0 }, shown: 0 }],
    );
  });

  const forms: Readonly<Record<string, readonly [text: string, form: string, records: number]>> = {
    'an empty file': ['', 'empty', 0],
    'an empty array': ['[]', 'nothing', 0],
    'one record': [good, 'record', 1],
    'an array': [`[${good}, ${good}]`, 'array', 2],
    'a container': [`{"calls": [${good}, ${good}]}`, 'container', 2],
  };
  for (const [what, [text, form, records]] of Object.entries(forms)) {
    test(`${what} is told as it is read`, async (t) => {
      const { client, told } = await startTold(t);
      await client.open(uri, text);
      await client.current(uri);
      assert.deepEqual(
        told.map((status) => ({ form: status.form, records: status.records })),
        [{ form, records }],
      );
    });
  }

  test('JSON Lines is told as it is read', async (t) => {
    const { client, told } = await startTold(t);
    await client.open(
      'file:///a.phonecalls.jsonl',
      `${recordLine()}\n${recordLine()}\n`,
      'interaction-jsonl',
    );
    await client.current('file:///a.phonecalls.jsonl');
    assert.deepEqual(
      told.map(({ form, records }) => ({ form, records })),
      [{ form: 'lines', records: 2 }],
    );
  });

  test('says that the outline is cut, and that it no longer is', async (t) => {
    const { client, told } = await startTold(t);
    await client.open(uri, `[${Array(5001).fill('{}').join(',')}]`);
    await client.request('textDocument/documentSymbol', { textDocument: { uri } });
    await client.current(uri);
    assert.equal(told.at(-1)?.outlineLimit, 5000);
    await client.change(uri, 2, { text: `[${good}]` });
    await client.request('textDocument/documentSymbol', { textDocument: { uri } });
    await client.current(uri);
    assert.equal(told.at(-1)?.outlineLimit, null);
  });

  const others: readonly unknown[] = [
    undefined,
    null,
    5,
    {},
    { interactionData: null },
    { interactionData: {} },
  ];
  for (const experimental of others) {
    test(`is not told to a client that says ${JSON.stringify(experimental)}`, async (t) => {
      const { client, told } = await startTold(t, { capabilities: { ...fullCapabilities, experimental } });
      await client.open(uri, bad);
      assert.equal((await client.current(uri)).length, 1);
      assert.deepEqual(told, []);
    });
  }
});

describe('a project file that only the client can read', { timeout }, () => {
  const inMemory = 'memfs:/calls/day/a.phonecall.json';

  test('is asked of the client once, from the workspace folder down to the file', async (t) => {
    const { client, asked } = await startTold(t, { workspaceFolders: ['memfs:/calls'] }, (file) =>
      file === 'memfs:/calls/.interaction-data.json' ? '{"rules": {"invalid-value": "hint"}}' : null,
    );
    await client.open(inMemory, bad);
    assert.deepEqual(
      (await client.current(inMemory)).map(({ code, severity }) => ({ code, severity })),
      [{ code: 'invalid-value', severity: 4 }],
    );
    assert.deepEqual(asked, [
      'memfs:/calls/.interaction-data.json',
      'memfs:/calls/day/.interaction-data.json',
    ]);
  });

  test('that the client cannot read is reported, and the others count', async (t) => {
    const { client } = await startTold(t, { workspaceFolders: ['memfs:/calls'] }, (file) => {
      if (file.includes('/day/')) throw new Error('cannot be read: no permission');
      return '{"rules": {"invalid-value": "hint"}}';
    });
    await client.open(inMemory, bad);
    assert.deepEqual(
      (await client.current(inMemory)).map(({ severity }) => severity),
      [4],
    );
    assert.equal(client.shown.length, 1);
    assert.match(client.shown[0] ?? '', /memfs:\/calls\/day\/\.interaction-data\.json .*no permission/);
  });

  test('is not asked of a client that does not know the question, nor is one on disk', async (t) => {
    const unknowing = await startTold(t, { capabilities: fullCapabilities });
    await unknowing.client.open(inMemory, bad);
    assert.equal((await unknowing.client.current(inMemory)).length, 1);
    const knowing = await startTold(t, { workspaceFolders: ['file:///calls'] });
    await knowing.client.open('file:///calls/a.phonecall.json', bad);
    assert.equal((await knowing.client.current('file:///calls/a.phonecall.json')).length, 1);
    assert.deepEqual([...unknowing.asked, ...knowing.asked], []);
  });
});

/** The message as a client sees it; it is written down here once more, because other programs rely on it. */
interface Told {
  readonly uri: string;
  readonly version: number;
  readonly form: string;
  readonly records: number;
  readonly findings: Readonly<Record<string, number>>;
  readonly shown: number;
  readonly limit: number;
  readonly outlineLimit: number | null;
}

/** A client that knows our own messages, unless its options say otherwise; and what it was told and asked. */
async function startTold(
  context: { readonly after: (end: () => void) => void },
  options: ClientOptions = {},
  projectFile: (uri: string) => string | null = () => null,
): Promise<{ client: Client; told: readonly Told[]; asked: readonly string[] }> {
  const experimental = { interactionData: { status: true, readFile: true } };
  const client = await startClient(
    { capabilities: { ...fullCapabilities, experimental }, ...options },
    context,
  );
  const told: Told[] = [];
  const asked: string[] = [];
  client.connection.onNotification('interactionData/status', (status: Told) => void told.push(status));
  client.connection.onRequest('interactionData/readFile', ({ uri: file }: { uri: string }) => {
    asked.push(file);
    return projectFile(file);
  });
  return { client, told, asked };
}
