import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  DocumentHighlight,
  Location,
  LocationLink,
  Range,
  SymbolInformation,
  TextDocumentEdit,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { ParentOfRecord, RecordRows } from '../../server/protocol/own-messages';
import { type Client, fullCapabilities, startClient } from '../support/client';
import { applied, marked, positionOf, recordLine, textIn } from '../support/texts';

/** What a test may take at most, in milliseconds: it bounds what would otherwise be a hang. */
const timeout = 60_000;

const first = 'file:///calls/first.phonecalls.json';
const second = 'file:///calls/second%20day.phonecalls.jsonl';

const firstText = `[
  ${recordLine({ interaction_id: '"ROOT"', thread_id: '"ROOT"', subject: '"Invoice"', customer_id: '"SMITH"' })},
  ${recordLine({ interaction_id: '"REPLY"', parent_id: '"ROOT"', thread_id: '"ROOT"', customer_id: '"SMITH"' })}
]
`;
const secondText = `${recordLine({ interaction_id: '"LATER"', parent_id: '"\\u0052OOT"', customer_id: '"JONES"' })}
${recordLine({ interaction_id: '"LAST"', parent_id: '"NOWHERE"', status: '9', customer_id: '"JONES"' })}
`;
const texts: Readonly<Record<string, string>> = { [first]: firstText, [second]: secondText };

describe('names of records, in all files that are open', { timeout }, () => {
  test('definition: from another file, as a link from the whole name', async (t) => {
    const client = await started(t);
    const links = await client.request<LocationLink[]>('textDocument/definition', at(second, '\\u00|52OOT'));
    assert.deepEqual(
      links.map(({ targetUri, targetSelectionRange, targetRange, originSelectionRange }) => [
        targetUri,
        targetSelectionRange.start,
        textIn(firstText, targetRange),
        originSelectionRange && textIn(secondText, originSelectionRange),
      ]),
      [[first, positionOf(firstText, firstText.indexOf('ROOT')), 'ROOT', '\\u0052OOT']],
    );
  });

  test('definition: as places for clients that know no links', async (t) => {
    const textDocument = { ...fullCapabilities.textDocument, definition: {} };
    const client = await started(t, { ...fullCapabilities, textDocument });
    const places = await client.request<Location[]>('textDocument/definition', at(second, '\\u00|52OOT'));
    assert.deepEqual(shown(places), ['first ROOT']);
  });

  test('definition: the entry of a field in the reference', async (t) => {
    const client = await started(t);
    const [link] = await client.request<LocationLink[]>(
      'textDocument/definition',
      at(second, '"par|ent_id"'),
    );
    assert.match(link?.targetUri ?? '', /^file:.*\/docs\/fields\.md$/);
    assert.equal(
      link && textIn(readFileSync(fileURLToPath(link.targetUri), 'utf8'), link.targetRange),
      '## parent_id',
    );
    assert.equal(link?.originSelectionRange && textIn(secondText, link.originSelectionRange), 'parent_id');
  });

  test('definition: nothing of anything else', async (t) => {
    const client = await started(t);
    assert.equal(await client.request('textDocument/definition', at(first, 'Inv|oice')), null);
    assert.deepEqual(await client.request('textDocument/definition', at(second, 'NOW|HERE')), []);
  });

  test('references', async (t) => {
    const client = await started(t);
    const ask = async (includeDeclaration: boolean) =>
      shown(
        await client.request<Location[]>('textDocument/references', {
          ...at(second, '\\u00|52OOT'),
          context: { includeDeclaration },
        }),
      );
    const references = ['first ROOT', 'first ROOT', 'first ROOT', 'second%20day \\u0052OOT'];
    assert.deepEqual(await ask(false), references);
    assert.deepEqual(await ask(true), ['first ROOT', ...references]);
  });

  test('highlights: those of the same file', async (t) => {
    const client = await started(t);
    const highlights = await client.request<DocumentHighlight[]>(
      'textDocument/documentHighlight',
      at(first, '"parent_id": "RO|OT"'),
    );
    assert.deepEqual(
      highlights.map(({ range, kind }) => [textIn(firstText, range), kind]),
      [
        ['ROOT', 3],
        ['ROOT', 2],
        ['ROOT', 2],
        ['ROOT', 2],
      ],
    );
  });

  test('rename: all files in one edit, with their versions', async (t) => {
    const client = await started(t);
    const place = at(first, '"parent_id": "RO|OT"');
    assert.deepEqual(await client.request('textDocument/prepareRename', place), {
      range: {
        start: positionOf(firstText, firstText.indexOf('"parent_id": "ROOT"') + 14),
        end: positionOf(firstText, firstText.indexOf('"parent_id": "ROOT"') + 18),
      },
      placeholder: 'ROOT',
    });
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', { ...place, newName: 'N"1' });
    const changes = edit.documentChanges as TextDocumentEdit[];
    assert.deepEqual(
      changes.map(({ textDocument }) => textDocument),
      [
        { uri: first, version: 1 },
        { uri: second, version: 1 },
      ],
    );
    for (const { textDocument, edits } of changes) {
      const text = texts[textDocument.uri] as string;
      assert.equal(
        applied(text, edits as never),
        text.replaceAll('"ROOT"', '"N\\"1"').replaceAll('"\\u0052OOT"', '"N\\"1"'),
      );
    }
  });

  test('rename: without versions for clients that know none', async (t) => {
    const client = await started(t, { ...fullCapabilities, workspace: {} });
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', {
      ...at(first, '"parent_id": "RO|OT"'),
      newName: 'N',
    });
    assert.deepEqual(Object.keys(edit.changes ?? {}), [first, second]);
  });

  test('rename: refused, with the reason', async (t) => {
    const client = await started(t);
    const refused = (newName: string, place = at(first, '"parent_id": "RO|OT"')) =>
      client.request('textDocument/rename', { ...place, newName }).then(
        () => 'done',
        (error: Error) => error.message,
      );
    assert.equal(await refused('LAST'), 'The ID "LAST" exists already.');
    assert.equal(await refused('NOWHERE'), 'The ID "NOWHERE" exists already.');
    assert.equal(await refused(''), 'An ID must not be empty.');
    assert.equal(await refused('a b'), 'An ID must not have spaces or invisible characters.');
    assert.equal(await refused('SMITH'), 'done');
    assert.equal(
      await refused('JONES', at(first, '"customer_id": "SM|ITH", "status"')),
      'The ID "JONES" exists already.',
    );
    await assert.rejects(client.request('textDocument/prepareRename', at(first, 'Inv|oice')), {
      message: 'Only IDs that records share can be renamed.',
    });
    assert.deepEqual(client.logged, []);
  });

  test('call hierarchy: parents come in, children go out', async (t) => {
    const client = await started(t);
    const [root] = await client.request<CallHierarchyItem[]>(
      'textDocument/prepareCallHierarchy',
      at(second, '\\u00|52OOT'),
    );
    assert.ok(root);
    assert.deepEqual(
      [root.name, root.detail, root.uri],
      ['ROOT', 'PENDING · 2026-03-17 08:15:00 · Invoice', first],
    );
    const children = await client.request<CallHierarchyOutgoingCall[]>('callHierarchy/outgoingCalls', {
      item: root,
    });
    assert.deepEqual(
      children.map(({ to, fromRanges }) => [
        to.name,
        to.uri,
        fromRanges.map((range) => textIn(firstText, range)),
      ]),
      [
        ['REPLY', first, ['ROOT']],
        ['LATER', second, ['ROOT']],
      ],
    );
    const [reply] = children;
    assert.ok(reply);
    const parents = await client.request<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', {
      item: reply.to,
    });
    assert.deepEqual(
      parents.map(({ from, fromRanges }) => [from.name, fromRanges.map((range) => textIn(firstText, range))]),
      [['ROOT', ['ROOT']]],
    );
    assert.deepEqual(await client.request('callHierarchy/incomingCalls', { item: root }), []);
    const [last] = await client.request<CallHierarchyItem[]>(
      'textDocument/prepareCallHierarchy',
      at(second, 'NOW|HERE'),
    );
    assert.equal(last?.name, 'LAST');
    assert.deepEqual(await client.request('callHierarchy/incomingCalls', { item: { ...last, data: 7 } }), []);
  });

  test('workspace symbols', async (t) => {
    const client = await started(t);
    const symbols = async (query: string) =>
      (await client.request<SymbolInformation[]>('workspace/symbol', { query })).map(
        ({ name, containerName, location }) => `${name}, ${containerName}: ${location.uri === first ? 1 : 2}`,
      );
    assert.deepEqual(await symbols('smith'), ['SMITH, 2 records: 1']);
    assert.deepEqual(await symbols('inv'), ['Invoice, ROOT: 1']);
    assert.deepEqual(await symbols('la'), ['LATER, PENDING: 2', 'LAST, status 9: 2']);
  });
});

describe('names of records in closed files of the workspace', { timeout }, () => {
  const workspace = (t: Context) => {
    const folder = mkdtempSync(join(tmpdir(), 'interaction-data-navigation-'));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    const write = (path: string, text: string) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    };
    write('closed/one.phonecalls.json', firstText);
    write('closed/other.phonecalls.json', `[${recordLine()}]`);
    write('node_modules/left-out.phonecalls.json', firstText);
    write('plain.json', firstText);
    return { root: pathToFileURL(folder).href, write };
  };
  const children = `${recordLine({ interaction_id: '"CHILD"', parent_id: '"ROOT"', thread_id: '"ROOT"' })}\n`;

  test('definition, references, rename, parent and children', async (t) => {
    const { root } = workspace(t);
    const client = await startClient({ workspaceFolders: [root] }, t);
    const open = `${root}/open.phonecalls.jsonl`;
    const closed = `${root}/closed/one.phonecalls.json`;
    await client.open(open, children, 'interaction-jsonl');
    const textDocument = { uri: open };
    const place = { textDocument, position: positionOf(children, children.indexOf('"ROOT"') + 2) };
    const [link] = await client.request<LocationLink[]>('textDocument/definition', place);
    assert.deepEqual([link?.targetUri, link && textIn(firstText, link.targetRange)], [closed, 'ROOT']);
    const references = await client.request<Location[]>('textDocument/references', {
      ...place,
      context: { includeDeclaration: true },
    });
    assert.deepEqual(
      references.map(({ uri, range }) => [uri, textIn(uri === open ? children : firstText, range)]),
      [...Array(2).fill([open, 'ROOT']), ...Array(4).fill([closed, 'ROOT'])],
    );
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', { ...place, newName: 'NEW' });
    const changes = edit.documentChanges as TextDocumentEdit[];
    assert.deepEqual(
      changes.map(({ textDocument: { uri, version }, edits }) => [
        uri,
        version,
        applied(uri === open ? children : firstText, edits as never),
      ]),
      [
        [open, 1, children.replaceAll('ROOT', 'NEW')],
        [closed, null, firstText.replaceAll('ROOT', 'NEW')],
      ],
    );
    await assert.rejects(client.request('textDocument/rename', { ...place, newName: 'REPLY' }), {
      message: 'The ID "REPLY" exists already.',
    });
    const found = await client.request<ParentOfRecord>('interactionData/parent', place);
    assert.deepEqual(
      found.places.map(({ uri }) => uri),
      [closed],
    );
    const [item] = await client.request<CallHierarchyItem[]>('textDocument/prepareCallHierarchy', place);
    const calls = await client.request<CallHierarchyOutgoingCall[]>('callHierarchy/outgoingCalls', { item });
    assert.deepEqual(
      calls.map(({ to }) => to.name),
      ['CHILD', 'REPLY'],
    );
    const symbols = await client.request<SymbolInformation[]>('workspace/symbol', { query: 'invo' });
    assert.deepEqual(
      symbols.map(({ name, containerName, location }) => [name, containerName, location.uri]),
      [['Invoice', 'ROOT', closed]],
    );
    assert.deepEqual(client.logged, []);
  });

  test('what an open editor says of a file counts, and not the disk', async (t) => {
    const { root } = workspace(t);
    const client = await startClient({ workspaceFolders: [root] }, t);
    const open = `${root}/open.phonecalls.jsonl`;
    await client.open(open, children, 'interaction-jsonl');
    await client.open(`${root}/closed/one.phonecalls.json`, '[]');
    const place = {
      textDocument: { uri: open },
      position: positionOf(children, children.indexOf('"ROOT"') + 2),
    };
    assert.deepEqual(await client.request('textDocument/references', place), [
      { uri: open, range: rangeIn(children, children.indexOf('ROOT'), 4) },
      { uri: open, range: rangeIn(children, children.lastIndexOf('ROOT'), 4) },
    ]);
  });
});

describe('the records of a file', { timeout }, () => {
  test('in rows, those with the words that are looked for', async (t) => {
    const client = await started(t);
    const ask = (query: string) =>
      client.request<RecordRows>('interactionData/records', { textDocument: { uri: second }, query });
    const { rows, ...counts } = await ask('');
    assert.deepEqual(counts, { records: 2, matching: 2 });
    assert.deepEqual(
      rows.map(({ name, status, start, subject, problems, gravest, range }) => [
        name,
        status,
        start,
        subject,
        problems,
        gravest,
        range.start.line,
      ]),
      [
        ['LATER', 'PENDING', '2026-03-17 08:15:00', '', 0, undefined, 0],
        ['LAST', 'status 9', '2026-03-17 08:15:00', '', 1, 'error', 1],
      ],
    );
    assert.deepEqual(
      (await ask('pending 08:15')).rows.map(({ name }) => name),
      ['LATER'],
    );
  });

  test('the next one with problems', async (t) => {
    const client = await startClient({}, t);
    const text = `[{"status": 9}, ${recordLine()}, {"status": 9}]`;
    await client.open(first, text);
    const ask = (character: number, isBackwards: boolean) =>
      client.request('interactionData/problemRecord', {
        textDocument: { uri: first },
        position: { line: 0, character },
        isBackwards,
      });
    const last = text.lastIndexOf('{');
    const range = (start: number) => ({ start: positionOf(text, start), end: positionOf(text, start + 1) });
    assert.deepEqual(await ask(2, false), range(last));
    assert.deepEqual(await ask(2, true), range(last));
    assert.deepEqual(await ask(last, false), range(1));
  });

  test('the parent of one', async (t) => {
    const client = await started(t);
    const ask = (uri: string, part: string) =>
      client.request<ParentOfRecord | null>('interactionData/parent', at(uri, part));
    const found = await ask(second, 'LA|TER');
    assert.deepEqual([found?.id, shown(found?.places ?? [])], ['ROOT', ['first ROOT']]);
    assert.deepEqual(await ask(second, 'LA|ST'), { id: 'NOWHERE', places: [] });
    assert.equal(await ask(first, 'Inv|oice'), null);
  });
});

interface Context {
  readonly after: (end: () => void) => void;
}

async function started(context: Context, capabilities = fullCapabilities): Promise<Client> {
  const client = await startClient({ capabilities }, context);
  await client.open(first, firstText);
  await client.open(second, secondText, 'interaction-jsonl');
  return client;
}

/** The range of so many UTF-16 units from an offset on. */
function rangeIn(text: string, offset: number, length: number): Range {
  return { start: positionOf(text, offset), end: positionOf(text, offset + length) };
}

/** The place in a file where a part of its text has a `|`. */
function at(uri: string, part: string) {
  const text = texts[uri] as string;
  const { text: plain, position } = marked(part);
  const offset = text.indexOf(plain);
  assert.ok(offset >= 0, part);
  return { textDocument: { uri }, position: positionOf(text, offset + position.character) };
}

/** Places by the name of their file and what stands there. */
function shown(places: readonly Location[]): string[] {
  return places.map(({ uri, range }) => {
    const name = /([^/]*)\.phonecalls\./.exec(uri)?.[1];
    return `${name} ${textIn(texts[uri] as string, range)}`;
  });
}
