import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Diagnostic, Location, LocationLink, SymbolInformation } from 'vscode-languageserver';
import { fullCapabilities, startClient } from '../support/client';
import { rangeOf, recordLine } from '../support/texts';

/** What a test may take at most, in milliseconds: it bounds what would otherwise be a hang. */
const timeout = 60_000;
const A = 'file:///a.phonecalls.json';
const B = 'file:///b.phonecalls.json';
const settings = () => ({ rules: { 'duplicate-interaction-id': 'error' } });
const withId = (id: string, more: Record<string, string> = {}) =>
  recordLine({ interaction_id: `"${id}"`, ...more });

describe('what is found in records among each other', { timeout }, () => {
  test('in one file: each names the others, and an edit of one of them ends it', async (t) => {
    const client = await startClient({ capabilities: fullCapabilities, settings }, t);
    const text = `[\n${withId('00001a57JGQ00BW1')},\n${withId('00001a57JGQ00BW1', { subject: '"x"' })}\n]`;
    await client.open(A, text);
    const found = await client.current(A);
    assert.deepEqual(
      found.map(({ code, severity, message, range, relatedInformation }) => [
        ...[code, severity, message, range.start.line],
        relatedInformation?.map(({ location }) => [location.uri, location.range.start.line]),
      ]),
      [
        ['duplicate-interaction-id', 1, 'Another record has this "interaction_id".', 1, [[A, 2]]],
        ['duplicate-interaction-id', 1, 'Another record has this "interaction_id".', 2, [[A, 1]]],
      ],
    );
    // Nothing is gone while another part of such a record is typed.
    const seen = client.published.length;
    await client.change(A, 2, { range: rangeOf(text, '"x"'), text: '"xy"' });
    assert.equal((await client.current(A)).length, 2);
    assert.deepEqual(
      client.published.slice(seen).map(({ diagnostics }) => diagnostics.length),
      client.published.slice(seen).map(() => 2),
    );
    const last = text.indexOf('00BW1') + 4 - text.indexOf('\n') - 1;
    const range = { start: { line: 1, character: last }, end: { line: 1, character: last + 1 } };
    await client.change(A, 3, { range, text: '9' });
    assert.deepEqual(await client.current(A), []);
  });

  test('in two files: a warning in both, as long as both are open, and places move with the text', async (t) => {
    const client = await startClient({ capabilities: fullCapabilities, settings }, t);
    const told = async (uri: string) =>
      (await client.current(uri)).map(({ code, severity, relatedInformation }) => [
        ...[code, severity],
        relatedInformation?.map(({ location }) => [location.uri, location.range.start.line]),
      ]);
    const text = `[\n${withId('00001a57JGQ00BW1')}\n]`;
    await client.open(A, text);
    assert.deepEqual(await told(A), []);
    await client.open(B, text);
    assert.deepEqual(await told(B), [['duplicate-interaction-id', 2, [[A, 1]]]]);
    assert.deepEqual(await told(A), [['duplicate-interaction-id', 2, [[B, 1]]]]);
    const start = { line: 0, character: 1 };
    await client.change(B, 2, { range: { start, end: start }, text: '\n\n' });
    assert.deepEqual(await told(A), [['duplicate-interaction-id', 2, [[B, 3]]]]);
    await client.close(B);
    assert.deepEqual(await told(A), []);
  });

  test('of another version of a file that is shown beside it are nothing to each other', async (t) => {
    const client = await startClient({ capabilities: fullCapabilities, settings }, t);
    const text = `[\n${withId('00001a57JGQ00BW1')}\n]`;
    const old =
      'git:/a.phonecalls.json?%7B%22path%22%3A%22%2Fa.phonecalls.json%22%2C%22ref%22%3A%22HEAD%22%7D';
    // Nobody can mend what was wrong then.
    await client.open(old, `[\n${withId('00001a57JGQ00BW1', { status: '9' })}\n]`);
    await client.open(A, text);
    assert.deepEqual(await client.current(old), []);
    assert.deepEqual(await client.current(A), []);
    const at = { textDocument: { uri: A }, position: { line: 1, character: text.indexOf('00BW1') - 2 } };
    const references = { ...at, context: { includeDeclaration: true } };
    const places = await client.request<Location[]>('textDocument/references', references);
    assert.deepEqual(new Set(places.map(({ uri }) => uri)), new Set([A]));
    const found = await client.request<SymbolInformation[]>('workspace/symbol', {
      query: '00001a57JGQ00BW1',
    });
    assert.deepEqual(new Set(found.map(({ location }) => location.uri)), new Set([A]));
    // From the old version one gets to the record as it is.
    const definition = { ...at, textDocument: { uri: old } };
    const [record] = await client.request<LocationLink[]>('textDocument/definition', definition);
    assert.equal(record?.targetUri, A);
  });

  test('of many is told after what is found in each by itself, but with it once that was told', async (t) => {
    const client = await startClient({ settings }, t);
    // Each record has the identity of another one.
    const ids = Array.from({ length: 2000 }, (_, number) => `00001a57JGQ0${1000 + (number >> 1)}`);
    const lines = ids.map((id, number) => withId(id, number === 7 ? { subject: '7' } : {}));
    await client.open(A, lines.join('\n'), 'interaction-jsonl');
    await client.told(A, (all) => all.length > 1);
    const codesOf = (found: readonly Diagnostic[]) => [...new Set(found.map(({ code }) => code))];
    assert.deepEqual(
      client.published.map(({ diagnostics }) => codesOf(diagnostics)),
      [['wrong-type'], ['duplicate-interaction-id', 'wrong-type']],
    );
    // No key brings so many.
    await client.change(A, 2, { text: lines.slice(20, 1000).join('\n') });
    assert.deepEqual(codesOf(await client.diagnostics(A, 2)), ['duplicate-interaction-id']);
  });

  test('in an open file and many closed ones: all that explain it are named', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'interaction-data-among-'));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    const numbers = Array.from({ length: 100 }, (_, number) => number);
    const idOf = (number: number) => `00001a57JGQ00${number + 100}`;
    const uriOf = (number: number) => pathToFileURL(join(folder, `${number}.phonecalls.json`)).href;
    for (const number of numbers)
      writeFileSync(join(folder, `${number}.phonecalls.json`), `\n${withId(idOf(number))}`);
    const client = await startClient({ settings, workspaceFolders: [pathToFileURL(folder).href] }, t);
    const uri = pathToFileURL(join(folder, 'open.phonecalls.jsonl')).href;
    await client.open(uri, numbers.map((number) => withId(idOf(number))).join('\n'), 'interaction-jsonl');
    const found = await client.told(
      uri,
      (all) => all.length === numbers.length && all.every((one) => one.relatedInformation !== undefined),
    );
    assert.deepEqual(
      found.map(({ relatedInformation }) =>
        relatedInformation?.map(({ location }) => [location.uri, location.range.start.line]),
      ),
      numbers.map((number) => [[uriOf(number), 1]]),
    );
  });
});
