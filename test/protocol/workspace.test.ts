import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { limits } from '../../server/config/limits';
import { type Client, type ClientOptions, fullCapabilities, startClient } from '../support/client';
import { findingLines, recordText } from '../support/texts';

/** Bounds what would otherwise be a hang, in milliseconds. */
const timeout = 60_000;

const right = recordText();
const wrong = recordText({ status: '4' });
const wrongStatus = '4:13 error invalid-value 4';
const validating = { validate: 'workspace' };

interface Context {
  readonly after: (end: () => void) => void;
}

/** A folder on disk. */
interface Folder {
  readonly uri: (path?: string) => string;
  readonly write: (path: string, text: string) => void;
  readonly remove: (path: string) => void;
  readonly path: (path: string) => string;
}

function folder(t: Context, files: Readonly<Record<string, string>>): Folder {
  const root = mkdtempSync(join(tmpdir(), 'interaction data %41 ü-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) write(path, text);
  return {
    uri: (path = '') => pathToFileURL(join(root, path)).href,
    write,
    remove: (path) => rmSync(join(root, path), { recursive: true }),
    path: (path) => join(root, path),
  };

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** Starts a client in folders, whose answers for `interactionData` are these settings. */
function start(
  t: Context,
  folders: readonly Folder[],
  settings: (uri: string) => unknown = () => validating,
  options: ClientOptions = {},
): Promise<Client> {
  return startClient(
    {
      workspaceFolders: folders.map(({ uri }) => uri()),
      settings: (uri, section) => (section === 'interactionData' ? settings(uri) : null),
      ...options,
    },
    t,
  );
}

/** Waits until the server tells these findings of a file. */
async function untilFound(client: Client, uri: string, expected: readonly string[]): Promise<void> {
  const wanted = expected.join('\n');
  await client.told(uri, (diagnostics) => findingLines(wrong, diagnostics).join('\n') === wanted);
}

/** What was told last of all files that anything is found in, by their addresses. */
function foundNow(client: Client): Readonly<Record<string, readonly string[]>> {
  const last = new Map(
    client.published.map(({ uri, diagnostics }) => [uri, findingLines(wrong, diagnostics)]),
  );
  return Object.fromEntries([...last].filter(([, lines]) => lines.length > 0).sort());
}

/** The same of files with the usual finding. */
function allWrong(...uris: readonly string[]): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(uris.map((uri) => [uri, [wrongStatus]] as const).sort());
}

function changed(client: Client, uri: string, type: 1 | 2 | 3): Promise<void> {
  return client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
}

describe('closed files of the workspace', { timeout }, () => {
  test('are not read unless a setting says so', async (t) => {
    const work = folder(t, { 'a.phonecall.json': wrong, 'b.phonecall.json': wrong });
    const client = await start(t, [work], () => ({}));
    await client.open(work.uri('a.phonecall.json'), wrong);
    assert.equal((await client.current(work.uri('a.phonecall.json'))).length, 1);
    assert.equal(await client.stop(), 0);
    assert.deepEqual(foundNow(client), allWrong(work.uri('a.phonecall.json')));
  });

  test('have their problems told after those of the first open one, but for what is left out', async (t) => {
    const work = folder(t, {
      'open.phonecall.json': wrong,
      'z.phonecall.json': wrong,
      'right.phonecall.json': right,
      'deep/er/b.interactions.json': wrong,
      'phone-calls/plain.json': wrong,
      'named/by-glob.json': wrong,
      'named/excluded.json': wrong,
      'plain.json': wrong,
      'package.json': wrong,
      'node_modules/x.phonecall.json': wrong,
      '.cache/x.phonecall.json': wrong,
      'ignored/x.phonecall.json': wrong,
      'hidden/x.phonecall.json': wrong,
      'deep/unsearched/x.phonecall.json': wrong,
      '.gitignore': 'ignored/\n',
      'named/.interaction-data.json': '{"files":["*.json"],"exclude":["excluded.json"]}',
      'strict/off.phonecall.json': wrong,
      'strict/.interaction-data.json': '{"rules":{"invalid-value":"off"}}',
    });
    symlinkSync(work.path('z.phonecall.json'), work.path('link.phonecall.json'));
    symlinkSync(tmpdir(), work.path('elsewhere'));
    const client = await start(t, [work], undefined, {
      settings: (_uri, section) => {
        if (section === 'files.exclude') return { hidden: true, 'deep/er': false };
        if (section === 'search.exclude') return { '**/unsearched': true, '**/*.json': { when: 'x' } };
        return validating;
      },
    });
    await client.open(work.uri('open.phonecall.json'), wrong);
    // Files come in the order of their paths.
    await untilFound(client, work.uri('z.phonecall.json'), [wrongStatus]);
    assert.deepEqual(
      foundNow(client),
      allWrong(
        ...['open.phonecall.json', 'z.phonecall.json', 'deep/er/b.interactions.json'].map(work.uri),
        ...['phone-calls/plain.json', 'named/by-glob.json'].map(work.uri),
      ),
    );
    assert.equal(client.published[0]?.uri, work.uri('open.phonecall.json'));
    assert.deepEqual([client.shown, client.logged], [[], []]);
    assert.equal(await client.stop(), 0);
  });

  test('come and go with the setting', async (t) => {
    const work = folder(t, { 'a.phonecall.json': right, 'b.phonecall.json': wrong });
    let settings: object = {};
    const client = await start(t, [work], () => settings);
    await client.open(work.uri('a.phonecall.json'), wrong);
    await untilFound(client, work.uri('a.phonecall.json'), [wrongStatus]);
    settings = validating;
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await untilFound(client, work.uri('b.phonecall.json'), [wrongStatus]);
    settings = { ...validating, rules: { 'invalid-value': 'hint' } };
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await untilFound(client, work.uri('b.phonecall.json'), ['4:13 hint invalid-value 4']);
    settings = { validate: 'openFiles' };
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await untilFound(client, work.uri('b.phonecall.json'), []);
    await untilFound(client, work.uri('a.phonecall.json'), [wrongStatus]);
    assert.equal(await client.stop(), 0);
  });

  test('are their editors’ while they are open, and the disk’s when they are closed', async (t) => {
    const work = folder(t, { 'a.phonecall.json': right, 'b.phonecall.json': wrong });
    const client = await start(t, [work]);
    const b = work.uri('b.phonecall.json');
    await client.open(work.uri('a.phonecall.json'), right);
    await untilFound(client, b, [wrongStatus]);
    await client.open(b, wrong);
    await client.change(b, 2, { text: right });
    await untilFound(client, b, []);
    // What is on disk does not count now.
    await changed(client, b, 2);
    assert.deepEqual(await client.current(b), []);
    await client.close(b);
    await untilFound(client, b, [wrongStatus]);
    // And one that is mended on disk while it is open.
    await client.open(b, wrong);
    assert.equal((await client.current(b)).length, 1);
    work.write('b.phonecall.json', right);
    await changed(client, b, 2);
    await client.close(b);
    await untilFound(client, b, []);
    assert.equal(await client.stop(), 0);
  });

  test('follow the disk', async (t) => {
    const work = folder(t, {
      'a.phonecall.json': right,
      'b.phonecall.json': wrong,
      'deep/c.phonecall.json': wrong,
    });
    const client = await start(t, [work]);
    await client.open(work.uri('a.phonecall.json'), right);
    await untilFound(client, work.uri('deep/c.phonecall.json'), [wrongStatus]);
    assert.deepEqual(
      client.registered
        .filter(({ options }) => !JSON.stringify(options).includes('.interaction-data'))
        .slice(-2),
      [
        {
          method: 'workspace/didChangeWatchedFiles',
          options: {
            watchers: [
              { globPattern: '**/*.{json,jsonl,ndjson}' },
              { globPattern: '**/.gitignore' },
              { globPattern: '**/*', kind: 5 },
            ],
          },
        },
        {
          method: 'workspace/didChangeConfiguration',
          options: { section: ['files.exclude', 'search.exclude'] },
        },
      ],
    );
    work.write('b.phonecall.json', right);
    await changed(client, work.uri('b.phonecall.json'), 2);
    await untilFound(client, work.uri('b.phonecall.json'), []);
    work.write('new/d.phonecall.json', wrong);
    await changed(client, work.uri('new/d.phonecall.json'), 1);
    await untilFound(client, work.uri('new/d.phonecall.json'), [wrongStatus]);
    // Of a folder that comes or goes an editor may tell nothing but that.
    work.write('made/deep/e.phonecall.json', wrong);
    await changed(client, work.uri('made'), 1);
    await untilFound(client, work.uri('made/deep/e.phonecall.json'), [wrongStatus]);
    work.write('made/deep/.interaction-data.json', '{"rules":{"invalid-value":"hint"}}');
    await changed(client, work.uri('made/deep'), 1);
    await untilFound(client, work.uri('made/deep/e.phonecall.json'), ['4:13 hint invalid-value 4']);
    work.remove('deep');
    await changed(client, work.uri('deep'), 3);
    await untilFound(client, work.uri('deep/c.phonecall.json'), []);
    work.write('.gitignore', 'new');
    await changed(client, work.uri('.gitignore'), 1);
    await untilFound(client, work.uri('new/d.phonecall.json'), []);
    work.remove('.gitignore');
    work.write('.interaction-data.json', '{"rules":{"invalid-value":"warning"}}');
    await changed(client, work.uri('.gitignore'), 3);
    await changed(client, work.uri('.interaction-data.json'), 1);
    await untilFound(client, work.uri('new/d.phonecall.json'), ['4:13 warning invalid-value 4']);
    assert.equal(await client.stop(), 0);
  });

  test('that refer to others are told once, with the places in those', async (t) => {
    const uri = (name: string) => work.uri(`${name}.phonecall.json`);
    const work = folder(t, { 'a.phonecall.json': right, 'b.phonecall.json': right });
    const settings = () => ({ ...validating, rules: { 'duplicate-interaction-id': 'error' } });
    const client = await start(t, [work], settings, { capabilities: fullCapabilities });
    await client.open(uri('c'), recordText({ interaction_id: '"00002b81KDM00C09"' }));
    for (const [one, other] of ['ab', 'ba'] as const) {
      const named = (place: string | undefined) => place === uri(other as string);
      await client.told(uri(one as string), (diagnostics) =>
        diagnostics.some(({ relatedInformation }) =>
          relatedInformation?.some(({ location }) => named(location.uri)),
        ),
      );
    }
    assert.equal(await client.stop(), 0);
    for (const name of ['a', 'b']) {
      const told = client.published.filter((one) => one.uri === uri(name));
      assert.equal(told.length, 1, JSON.stringify(told));
    }
  });

  test('have no more problems told than an editor can show, and that is said once', async (t) => {
    const lines = `${'{"interaction_id": "a", "status": 4}\n'.repeat(3000)}`;
    const work = folder(t, {
      'a.phonecall.json': right,
      'b.phonecalls.jsonl': lines,
      'c.phonecalls.jsonl': lines,
      'd.phonecall.json': wrong,
    });
    const client = await start(t, [work], () => ({ ...validating, maxFindings: 10_000 }));
    await client.open(work.uri('a.phonecall.json'), right);
    await client.told(work.uri('c.phonecalls.jsonl'), ({ length }) => length === 4000);
    // Room is made where problems go.
    work.write('b.phonecalls.jsonl', '');
    await changed(client, work.uri('b.phonecalls.jsonl'), 2);
    await client.told(work.uri('b.phonecalls.jsonl'), ({ length }) => length === 0);
    await changed(client, work.uri('c.phonecalls.jsonl'), 2);
    await client.told(work.uri('c.phonecalls.jsonl'), ({ length }) => length === 6000);
    await changed(client, work.uri('d.phonecall.json'), 2);
    await untilFound(client, work.uri('d.phonecall.json'), [wrongStatus]);
    assert.deepEqual(client.shown, [
      'Interaction Data: Closed files have more than 10,000 problems: these are shown.',
    ]);
    assert.equal(await client.stop(), 0);
  });

  test('that are no text, or too large, are said to be', async (t) => {
    const work = folder(t, { 'a.phonecall.json': right, 'large.phonecall.json': '' });
    writeFileSync(work.path('latin.phonecall.json'), Buffer.from('{"subject": "M\u00fcller"}', 'latin1'));
    truncateSync(work.path('large.phonecall.json'), limits.closedFileBytes + 1);
    const client = await start(t, [work]);
    await client.open(work.uri('a.phonecall.json'), right);
    const messages = async (path: string) =>
      (await client.told(work.uri(path), ({ length }) => length > 0)).map(({ message }) => message);
    assert.deepEqual(await messages('large.phonecall.json'), [
      'Not checked: this file has more than 50 MB. Split it.',
    ]);
    assert.deepEqual(await messages('latin.phonecall.json'), [
      'Not checked: this file is not UTF-8. Save it as UTF-8.',
    ]);
    assert.equal(await client.stop(), 0);
  });

  test('of a file system that the client alone can see are asked of it', async (t) => {
    const files: Readonly<Record<string, string>> = {
      'a.phonecall.json': right,
      'deep/b c.phonecall.json': wrong,
      'out/d.phonecall.json': wrong,
      '.gitignore': 'out',
      'package.json': '{}',
    };
    const asked: string[] = [];
    const start = 'memfs:/calls/';
    const client = await startClient(
      {
        workspaceFolders: ['memfs:/calls'],
        settings: (_uri, section) => (section === 'interactionData' ? validating : null),
        capabilities: {
          ...fullCapabilities,
          experimental: { interactionData: { readFile: true, listFolder: true } },
        },
        answers: {
          'interactionData/listFolder': ({ uri }) => {
            const path = decodeURIComponent(`${uri}/`.slice(start.length));
            const below = Object.keys(files).flatMap((file) =>
              file.startsWith(path) ? [file.slice(path.length).split('/')] : [],
            );
            const entries = new Map(below.map(([name = '', ...more]) => [name, more.length > 0]));
            // What is none is passed over.
            return [...[...entries].map(([name, isFolder]) => ({ name, isFolder })), 7, { name: '..' }];
          },
          'interactionData/readFile': ({ uri }) => {
            asked.push(String(uri));
            return files[decodeURIComponent(String(uri).slice(start.length))] ?? null;
          },
        },
      },
      t,
    );
    await client.open(`${start}a.phonecall.json`, right);
    await untilFound(client, `${start}deep/b%20c.phonecall.json`, [wrongStatus]);
    assert.deepEqual(foundNow(client), allWrong(`${start}deep/b%20c.phonecall.json`));
    assert.deepEqual(
      asked.filter((uri) => uri.includes('out') || uri.includes('package')),
      [],
    );
    assert.equal(await client.stop(), 0);
  });

  test('are left alone, and that is said, where nobody can list them', async (t) => {
    const client = await startClient({ workspaceFolders: ['memfs:/calls'], settings: () => validating }, t);
    await client.open('memfs:/calls/a.phonecall.json', wrong);
    await client.said(({ shown }) => shown.length > 0);
    assert.deepEqual(client.shown, [
      'Interaction Data: Closed files of this workspace cannot be read: problems of open ones are shown.',
    ]);
    assert.equal(await client.stop(), 0);
  });

  test('are read with progress, which somebody can end', async (t) => {
    const other = 'memfs:/calls/b.phonecall.json';
    const steps: unknown[] = [];
    let begun = () => {};
    let ended = () => {};
    const isBegun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const isEnded = new Promise<void>((resolve) => {
      ended = resolve;
    });
    let token: unknown;
    const client = await startClient(
      {
        workspaceFolders: ['memfs:/calls'],
        capabilities: {
          ...fullCapabilities,
          window: { workDoneProgress: true },
          experimental: { interactionData: { readFile: true, listFolder: true } },
        },
        settings: (_uri, section) => (section === 'interactionData' ? validating : null),
        answers: {
          'interactionData/listFolder': async () => {
            // The first time it takes as long as somebody looks on.
            if (token === undefined) await isEnded;
            return [{ name: 'b.phonecall.json', isFolder: false }];
          },
          'interactionData/readFile': ({ uri }) => (uri === other ? wrong : null),
          'window/workDoneProgress/create': (params) => {
            token = params.token;
            return null;
          },
        },
        onProgress({ value }) {
          steps.push(value);
          if (value.kind === 'begin') begun();
        },
      },
      t,
    );
    await client.open('memfs:/calls/a.phonecall.json', right);
    await isBegun;
    assert.deepEqual(steps, [
      {
        kind: 'begin',
        title: 'Reading phone call records',
        percentage: 0,
        message: 'looking for files',
        cancellable: true,
      },
    ]);
    await client.notify('window/workDoneProgress/cancel', { token });
    await client.current('memfs:/calls/a.phonecall.json');
    ended();
    await client.said(({ logged }) => logged.length > 0);
    assert.deepEqual(client.logged, ['Reading the workspace was ended: not all closed files are known.']);
    // It begins anew with the next change of settings.
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await untilFound(client, other, [wrongStatus]);
    assert.deepEqual(steps.slice(1), [{ kind: 'end' }]);
    assert.equal(await client.stop(), 0);
  });

  test('that are told once more say how many of them, with progress', async (t) => {
    const other = 'memfs:/calls/b.phonecall.json';
    let isSlow = false;
    let readOn = () => {};
    const isReadOn = new Promise<void>((resolve) => {
      readOn = resolve;
    });
    const steps: unknown[] = [];
    const client = await startClient(
      {
        workspaceFolders: ['memfs:/calls'],
        capabilities: {
          ...fullCapabilities,
          window: { workDoneProgress: true },
          experimental: { interactionData: { readFile: true, listFolder: true } },
        },
        settings: (_uri, section) =>
          section === 'interactionData'
            ? { ...validating, rules: { 'duplicate-interaction-id': 'error' } }
            : null,
        answers: {
          'interactionData/listFolder': () => [{ name: 'b.phonecall.json', isFolder: false }],
          'interactionData/readFile': async ({ uri }) => {
            if (uri !== other) return null;
            if (isSlow) await isReadOn;
            return wrong;
          },
          'window/workDoneProgress/create': () => null,
        },
        onProgress({ value }) {
          steps.push(value);
          readOn();
        },
      },
      t,
    );
    await client.open('memfs:/calls/a.phonecall.json', recordText({ interaction_id: '"another"' }));
    await untilFound(client, other, [wrongStatus]);
    // From now on the records of both files have one identity.
    isSlow = true;
    await client.change('memfs:/calls/a.phonecall.json', 2, { text: right });
    await client.told(other, (diagnostics) => diagnostics.length === 2);
    const [title, percentage] = ['Reading phone call records', 0];
    assert.deepEqual(steps[0], {
      kind: 'begin',
      title,
      percentage,
      message: '0 of 1 files',
      cancellable: true,
    });
    assert.equal(await client.stop(), 0);
  });

  test('of several folders have the settings of their own', async (t) => {
    const quiet = folder(t, { 'a.phonecall.json': wrong });
    const loud = folder(t, { 'a.phonecall.json': wrong, 'inner/a.phonecall.json': wrong });
    const inner: Folder = { ...loud, uri: (path = '') => loud.uri(`inner/${path}`) };
    const client = await start(t, [quiet, loud, inner], (uri) => {
      if (uri.startsWith(quiet.uri())) return {};
      const severity = uri.startsWith(loud.uri('inner')) ? 'hint' : 'warning';
      return { ...validating, rules: { 'invalid-value': severity } };
    });
    await client.open(quiet.uri('open.phonecall.json'), right);
    await untilFound(client, inner.uri('a.phonecall.json'), ['4:13 hint invalid-value 4']);
    await untilFound(client, loud.uri('a.phonecall.json'), ['4:13 warning invalid-value 4']);
    assert.equal(foundNow(client)[quiet.uri('a.phonecall.json')], undefined);
    await client.notify('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [{ uri: inner.uri(), name: 'inner' }] },
    });
    await untilFound(client, inner.uri('a.phonecall.json'), ['4:13 warning invalid-value 4']);
    assert.equal(await client.stop(), 0);
  });
});
