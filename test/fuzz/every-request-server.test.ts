import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { TextEdit } from 'vscode-languageserver/node';
import { chunksOf, openDocument } from '../../server/document/document';
import { settle } from '../../server/document/settle';
import { phoneCall } from '../../server/spec/phone-call';
import { isJson } from '../is-json';
import {
  askAboutFile,
  askActions,
  askAt,
  askFormatting,
  finish,
  type OfferedChange,
} from '../support/ask-server';
import { type Client, startClient } from '../support/client';
import { defectsIn, type Form } from '../support/completing';
import { applied, offsetOf, positionOf } from '../support/texts';

/*
 * The same as every-request.test.ts through the bundled server, over a real pipe, with places as the protocol has them.
 * Each request goes there and back, so only short examples are asked about: one that is broken, one with line ends of
 * two units, and one of JSON Lines.
 */

const examples: readonly { readonly name: string; readonly form: Form }[] = [
  { name: 'half-typed.phonecall.json', form: 'json' },
  { name: 'windows-tabs.phonecall.json', form: 'json' },
  { name: 'phone-calls/2026-03/overnight.jsonl', form: 'lines' },
];

const uri = 'file:///calls/a';

/** Bounds what would otherwise be a hang, in milliseconds. */
const timeout = 120_000;

describe('every request at every offset of every example and of every prefix of it: no exception, no invalid edit: in the bundled server', () => {
  for (const { name, form } of examples) {
    const text = readFileSync(join(__dirname, '../../examples', name), 'utf8');
    const languageId = form === 'lines' ? 'interaction-jsonl' : 'interaction-json';

    test(`at every offset of ${name}`, { timeout }, async (t) => {
      const client = await startClient({}, t);
      await client.open(uri, text, languageId);
      const reading = readingOf(text, form);
      reading.make(await offersOfFile(client));
      for (let offset = 0; offset <= text.length; offset++)
        reading.make(await offersAt(client, text, offset));
      assert.ok(reading.made() > 100, `${reading.made()} changes`);
      assert.deepEqual(client.logged, []);
      assert.equal(await client.stop(), 0);
    });

    test(`while ${name} is typed`, { timeout }, async (t) => {
      const client = await startClient({}, t);
      await client.open(uri, '', languageId, 0);
      for (let length = 1; length <= text.length; length++) {
        const before = text.slice(0, length - 1);
        const end = positionOf(before, before.length);
        await client.change(uri, length, { range: { start: end, end }, text: text.charAt(length - 1) });
        const typed = text.slice(0, length);
        const reading = readingOf(typed, form);
        reading.make(await offersAt(client, typed, length));
        reading.make(await offersOfFile(client));
      }
      assert.deepEqual(client.logged, []);
      assert.equal(await client.stop(), 0);
    });
  }

  test('a change that makes a text read worse is seen, and one that is none', () => {
    const { make } = readingOf('{"status": 3}\n', 'json');
    const replaced = (line: number, start: number, end: number, newText: string): OfferedChange => ({
      title: 'it',
      edits: [{ range: { start: { line, character: start }, end: { line, character: end } }, newText }],
    });
    make([replaced(0, 11, 12, '2')]);
    assert.throws(() => make([replaced(0, 1, 2, '')]), /it: .*status/);
    assert.throws(() => make([replaced(0, 11, 15, '')]), /it: .*is no place/);
    assert.throws(() => make([replaced(2, 0, 0, '')]), /it: .*is no place/);
    assert.throws(() => make([replaced(0, 12, 11, '')]), /it: .*overlap/);
  });
});

/** All that the server offers at a place, the lines of the place formatted among it. */
async function offersAt(client: Client, text: string, offset: number): Promise<readonly OfferedChange[]> {
  const position = positionOf(text, offset);
  const { changes, unfinished } = await askAt(client, uri, position);
  return [
    ...changes,
    ...(await finish(client, unfinished)),
    await askFormatting(client, uri, { start: position, end: position }),
  ];
}

/** All that the server offers for the whole file. */
async function offersOfFile(client: Client): Promise<readonly OfferedChange[]> {
  const formatted = await askAboutFile(client, uri);
  const start = { line: 0, character: 0 };
  const { changes } = await askActions(client, uri, { start, end: start }, ['source.fixAll']);
  return [formatted, ...changes];
}

/** A text, and the changes that were made to it. */
interface Reading {
  /** Makes each of the changes by itself: none may make the text read worse. */
  readonly make: (changes: readonly OfferedChange[]) => void;
  /** How many different ones were made. */
  readonly made: () => number;
}

function readingOf(text: string, form: Form): Reading {
  const defects = countDefects(text, form);
  const isValid = isJson(text);
  const known = new Set<string>();
  return { make: (changes) => changes.forEach(makeOne), made: () => known.size };

  function makeOne({ title, edits }: OfferedChange): void {
    const key = JSON.stringify(edits);
    if (known.has(key)) return;
    known.add(key);
    checkPlaces(title, text, edits);
    const after = applied(text, edits);
    const told = `${title}: ${JSON.stringify(text)} becomes ${JSON.stringify(after)}`;
    assert.ok(countDefects(after, form) <= defects, told);
    if (isValid && form === 'json') assert.ok(isJson(after), told);
  }
}

/** Places of edits are places of the text, and edits do not overlap. */
function checkPlaces(title: string, text: string, edits: readonly TextEdit[]): void {
  const spans = edits.map(({ range }) => {
    for (const place of [range.start, range.end]) {
      const { line, character } = positionOf(text, offsetOf(text, place));
      const isPlace = line === place.line && character === place.character;
      assert.ok(isPlace, `${title}: ${JSON.stringify(place)} is no place in ${JSON.stringify(text)}`);
    }
    return { start: offsetOf(text, range.start), end: offsetOf(text, range.end) };
  });
  let after = 0;
  for (const { start, end } of spans.sort((one, other) => one.start - other.start || one.end - other.end)) {
    assert.ok(after <= start && start <= end, `${title}: edits overlap`);
    after = end;
  }
}

function countDefects(text: string, form: Form): number {
  return defectsIn([...chunksOf(settle(openDocument(text, form, phoneCall)))]);
}
