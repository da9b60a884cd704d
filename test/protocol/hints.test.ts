import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ClientCapabilities, CodeLens, InlayHint } from 'vscode-languageserver/node';
import { type Client, fullCapabilities, startClient } from '../support/client';
import { applied, rangeOf } from '../support/texts';

const uri = 'file:///calls/a.phonecalls.json';
const textDocument = { uri };
const everywhere = { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } };

/** What VS Code says that it can do. */
const capabilities: ClientCapabilities = {
  ...fullCapabilities,
  workspace: {
    ...fullCapabilities.workspace,
    inlayHint: { refreshSupport: true },
    codeLens: { refreshSupport: true },
  },
  textDocument: {
    ...fullCapabilities.textDocument,
    inlayHint: { resolveSupport: { properties: ['tooltip'] } },
  },
  experimental: { interactionData: { lensCommands: true } },
};

const text = `[
  {
    "interaction_id": "00002b81KDM00A01",
    "customer_id": "00002b81KDM0C014",
    "status": "3",
    "entity_type": 3,
    "type": "Inbound",
    "media_type": "voice",
    "creator_app_id": 108,
    "start_date": "2026-03-02T08:15:30.000Z",
    "end_date": "2026-03-02T08:18:45.000Z",
    "duration": 195
  },
  {
    "interaction_id": "00002b81KDM00A02",
    "customer_id": "00002b81KDM0C015",
    "status": 2,
    "entity_type": 3,
    "type": "Inbound",
    "media_type": "voice",
    "creator_app_id": 108,
    "start_date": "2026-03-02T08:20:00.000Z"
  }
]
`;

describe('inlay hints', { timeout: 60_000 }, () => {
  test('stand where they belong, and are explained when they are asked about', async (t) => {
    const client = await startClient({ capabilities }, t);
    await client.open(uri, text);
    const found = await hints(client);
    assert.deepEqual(
      found.map(({ data: _, ...hint }) => hint),
      [
        {
          position: rangeOf(text, '"2026-03-02T08:18:45.000Z",').end,
          label: '+3 min 15 s',
          paddingLeft: true,
        },
        { position: rangeOf(text, '195').end, label: '3 min 15 s', paddingLeft: true },
        { position: rangeOf(text, '"status": 2,').end, label: 'IN_PROCESS', paddingLeft: true },
      ],
    );
    const last = found.at(-1) as InlayHint;
    assert.deepEqual(await client.request('inlayHint/resolve', last), {
      ...last,
      tooltip: {
        kind: 'markdown',
        value:
          '**2 IN_PROCESS** — being handled; for a call, it is still going on.\n\n`status` · integer · mandatory',
      },
    });
    await client.change(uri, 2, { range: rangeOf(text, '195'), text: '196' });
    assert.deepEqual(await client.request('inlayHint/resolve', last), last, 'the text is another one');
  });

  test('only for the lines in sight', async (t) => {
    const client = await startClient({ capabilities }, t);
    await client.open(uri, text);
    const range = { start: { line: 13, character: 0 }, end: { line: 20, character: 0 } };
    assert.deepEqual(await labels(client, range), ['IN_PROCESS']);
  });

  test('without more to ask for later: nothing to hand back', async (t) => {
    const client = await startClient({}, t);
    await client.open(uri, text);
    const [first] = await hints(client);
    assert.ok(first && !('data' in first));
  });

  test('before each line of JSON Lines', async (t) => {
    const client = await startClient({ capabilities }, t);
    const lines = 'file:///calls/a.phonecalls.jsonl';
    await client.open(lines, '{"interaction_id":"a","status":2,"duration":90}\n', 'interaction-jsonl');
    assert.deepEqual(
      await client.request('textDocument/inlayHint', { textDocument: { uri: lines }, range: everywhere }),
      [
        {
          position: { line: 0, character: 0 },
          label: '—     IN_PROCESS  2 min │'.replaceAll(' ', '\u00a0'),
          paddingRight: true,
          data: { uri: lines, version: 1, about: 0 },
        },
      ],
    );
  });

  test('settings hold at once: the client asks again', async (t) => {
    let settings: object = { hints: { times: false } };
    const client = await startClient({ capabilities, settings: () => settings }, t);
    const asked: string[] = [];
    const isAsked = new Promise<void>((resolve) => {
      for (const method of ['workspace/inlayHint/refresh', 'workspace/codeLens/refresh'])
        client.connection.onRequest(method, () => {
          asked.push(method);
          if (asked.length === 2) resolve();
          return null;
        });
    });
    await client.open(uri, text);
    assert.deepEqual(await labels(client), ['IN_PROCESS']);
    assert.deepEqual(asked, []);
    settings = { hints: { codes: false } };
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await isAsked;
    assert.deepEqual(await labels(client), ['+3 min 15 s', '3 min 15 s']);
  });
});

describe('relatives', { timeout: 60_000 }, () => {
  const parent = text
    .replace('"subject"', '')
    .replace('"status": "3"', '"subject": "Invoice",\n    "status": 3');
  const family = parent.replace('"status": 2,', '"status": 2,\n    "parent_id": "00002b81KDM00A01",');
  const where = { uri, range: rangeOf(family, '"00002b81KDM00A01",\n    "customer_id"') };
  const identity = { uri, range: { start: where.range.start, end: { ...where.range.start, character: 40 } } };

  test('what is opened beside a file can change what is shown in it: the client asks again', async (t) => {
    const settings = () => ({ rules: { 'duplicate-interaction-id': 'warning' } });
    const client = await startClient({ capabilities, settings }, t);
    const lenses = () => client.request<CodeLens[]>('textDocument/codeLens', { textDocument });
    // A problem of a record, and a way to duplicate it.
    const isShown = new Promise<void>((resolve) => {
      client.connection.onRequest('workspace/codeLens/refresh', async () => {
        if ((await lenses()).length === 2) resolve();
        return null;
      });
    });
    await client.open(uri, parent);
    assert.deepEqual(await lenses(), []);
    // The first of the two records is there again.
    await client.open('file:///calls/b.phonecalls.json', `${parent.slice(0, parent.indexOf('},'))}}]`);
    await isShown;
  });

  test('a parent: its hint leads to it, and so does its lens; its own one leads to its children', async (t) => {
    const client = await startClient({ capabilities }, t);
    await client.open(uri, family);
    const hint = (await hints(client)).find(({ label }) => typeof label !== 'string');
    assert.deepEqual(hint?.label, [{ value: '↑ Invoice', location: identity }]);
    const [first, second] = [1, 14].map((line) => ({ line, character: 2 }));
    const found = await client.request<CodeLens[]>('textDocument/codeLens', { textDocument });
    const resolved = await Promise.all(
      found.map((lens) => client.request<CodeLens>('codeLens/resolve', lens)),
    );
    assert.deepEqual(
      resolved.map(({ command }) => command),
      [
        { title: '#1 · 1 child ↓', command: 'interactionData.goToChildren', arguments: [uri, first] },
        { title: 'Duplicate', command: 'interactionData.duplicateRecord', arguments: [uri, first] },
        {
          title: '#2 · reply of 00002b81KDM00A01 ↑',
          command: 'interactionData.goToParent',
          arguments: [uri, second],
        },
        { title: 'Duplicate', command: 'interactionData.duplicateRecord', arguments: [uri, second] },
      ],
    );
    const position = { line: 3, character: 0 };
    const children = await client.request<{ uri: string; range: object }[]>('interactionData/children', {
      textDocument,
      position,
    });
    const start = rangeOf(family, '"00002b81KDM00A02"');
    assert.deepEqual(children, [
      {
        uri,
        range: {
          start: { ...start.start, character: start.start.character + 1 },
          end: { ...start.end, character: start.end.character - 1 },
        },
      },
    ]);
  });
});

describe('code lenses', { timeout: 60_000 }, () => {
  test('say what they say when they come into sight', async (t) => {
    const client = await startClient({ capabilities }, t);
    await client.open(uri, text);
    const [lens, ...others] = await client.request<CodeLens[]>('textDocument/codeLens', {
      textDocument,
    });
    assert.equal(others.length, 1, 'and one to duplicate the record');
    const start = { line: 1, character: 2 };
    assert.deepEqual(lens?.range, { start, end: { line: 1, character: 3 } });
    assert.equal(lens?.command, undefined);
    assert.deepEqual(await client.request('codeLens/resolve', lens as CodeLens), {
      ...lens,
      command: {
        title: '#1 · 1 problem: fix 1 safe',
        command: 'interactionData.fixRecord',
        arguments: [uri, start],
      },
    });
    await client.change(uri, 2, { range: rangeOf(text, '195'), text: '196' });
    assert.deepEqual(
      await client.request('codeLens/resolve', lens as CodeLens),
      lens,
      'the text is another one',
    );
  });

  test('what a lens fixes is fixed in its record alone', async (t) => {
    const client = await startClient({ capabilities }, t);
    const two = text.replace('"status": 2', '"status": "2"').replace('"duration": 195', '"duration": "195"');
    await client.open(uri, two);
    const actions = await client.request<{ kind: string; edit: { documentChanges: { edits: [] }[] } }[]>(
      'textDocument/codeAction',
      {
        textDocument,
        range: { start: { line: 1, character: 2 }, end: { line: 1, character: 2 } },
        context: { diagnostics: [], only: ['source.fixRecord.interactionData'] },
      },
    );
    assert.deepEqual(
      actions.map(({ kind }) => kind),
      ['source.fixRecord.interactionData'],
    );
    assert.equal(
      applied(two, actions[0]?.edit.documentChanges[0]?.edits ?? []),
      two.replace('"3"', '3').replace('"195"', '195'),
    );
  });

  test('go only to clients that have their commands', async (t) => {
    const client = await startClient({}, t);
    await client.open(uri, text);
    assert.deepEqual(await client.request('textDocument/codeLens', { textDocument }), []);
  });
});

async function hints(client: Client, range: object = everywhere): Promise<InlayHint[]> {
  return client.request('textDocument/inlayHint', { textDocument, range });
}

async function labels(client: Client, range?: object): Promise<unknown[]> {
  return (await hints(client, range)).map(({ label }) => label);
}
