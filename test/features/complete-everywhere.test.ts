import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Chunk } from '../../server/document/chunk';
import { chunksOf, type Document, editDocument, openDocument } from '../../server/document/document';
import { settle } from '../../server/document/settle';
import { applyEdits } from '../../server/edit/text-edit';
import { complete } from '../../server/features/complete/complete';
import type { CompletionItem } from '../../server/features/complete/write/item';
import { phoneCall } from '../../server/spec/phone-call';
import {
  checkForEditor,
  defectsIn,
  editsOf,
  type Form,
  now,
  repeatedKeysBetween,
} from '../support/completing';
import { characters, odds, signs } from '../support/pieces';

/*
 * Wherever the cursor is, in whatever text: no suggestion makes the text read worse, and none doubles a key.
 */

const examples = join(__dirname, '../../examples');
const files = readdirSync(examples, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.jsonl?$/.test(name) && !name.includes('.interaction-data'))
  .sort();

for (const name of files) {
  test(`at every offset of examples/${name}`, () => {
    const text = readFileSync(join(examples, name), 'utf8');
    checkEverywhere(text, name.endsWith('l') ? 'lines' : 'json');
  });
}

/** Checks the suggestions at every offset of a text. */
function checkEverywhere(text: string, form: Form): void {
  const document = settle(openDocument(text, form, phoneCall));
  for (let offset = 0; offset <= text.length; offset++) checkAt(document, text, offset);
}

function checkAt(document: Document, text: string, offset: number): void {
  const items = complete(document, offset, { now });
  for (const item of someOf(items, offset)) {
    checkForEditor(text, offset, item);
    const { was, is, repeated } = accepted(document, item);
    const told = () => {
      const marked = `${text.slice(0, offset)}|${text.slice(offset)}`;
      return `${item.label} in ${JSON.stringify(marked)} gives ${JSON.stringify(applyEdits(text, editsOf(item)))}`;
    };
    if (defectsIn(is) > defectsIn(was)) assert.fail(`more defects: ${told()}`);
    if (repeated.length > 0) assert.fail(`${repeated.join(', ')} twice: ${told()}`);
  }
}

/** All of a few suggestions; of many the first ones and others by turns. */
function someOf(items: readonly CompletionItem[], offset: number): readonly CompletionItem[] {
  return items.filter((_, rank) => rank < 2 || (rank + offset) % 13 === 0);
}

/** What accepting a suggestion changes. */
interface Accepted {
  /** The chunks that it changes, before and after. */
  readonly was: readonly Chunk[];
  readonly is: readonly Chunk[];
  /** Keys that it inserts and that are in their object already; those that the text repeats itself do not count. */
  readonly repeated: readonly string[];
}

function accepted(document: Document, item: CompletionItem): Accepted {
  // From the last edit to the first, so that offsets stay right.
  const edits = editsOf(item).toSorted((one, other) => other.start - one.start);
  let after = document;
  for (const { start, end, text } of edits) after = editDocument(after, start, end, text);
  after = settle(after);
  const before = new Set(chunksOf(document));
  const kept = new Set(chunksOf(after));
  const { start, plain } = item.edit;
  const inFront = (item.additionalEdits ?? []).filter((edit) => edit.start < start);
  const insertedAt = inFront.reduce((at, edit) => at + edit.text.length - (edit.end - edit.start), start);
  return {
    was: [...before].filter((chunk) => !kept.has(chunk)),
    is: [...kept].filter((chunk) => !before.has(chunk)),
    repeated: repeatedKeysBetween(after, insertedAt, insertedAt + plain.length),
  };
}

const records: readonly string[] = [
  `{
  "interaction_id": "00002b81KDM00A01",
  "status": 3,
  "start_date": "2026-03-02T08:15:30.000Z",
  "allow_children": true,
  "binary_content": "https://media.example.com/1.wav",
  "udata": {
    "ServiceType": "Support",
    "Amount >= \\"limit\\"?": "no: {a}, [b]",
    "nested": { "deep": [1, 2] }
  },
  "duration": 12
}`,
  '{"customer_id":"$1 \\\\ }","status":2,"udata":{"a":{"b":1},"c":""},"type":"In|bound","media_type":"voice"}',
  '{\r\n\t"type": "Inbound",\r\n\t"type": "Outbound",\r\n\t"media_type": null,\r\n\t"udata": [{"key": "a", "value": 1}]\r\n}\r\n',
];

const wrappers: readonly ((record: string) => string)[] = [
  (record) => record,
  (record) => `[\n${record}`,
  (record) => `[${record}, {"status": 1, "type": "x"}]`,
  (record) => `{"page": 1, "calls": [{"status": 1, "type": "x"}, ${record}], "more": true}`,
  (record) => `{"first": ${record}, "second": {"status": 1, "type": "x"}}`,
];

test('at the end of every prefix of a record, and before other records', () => {
  for (const record of records) {
    for (let length = 0; length <= record.length; length++) {
      const prefix = record.slice(0, length);
      for (const wrap of wrappers) {
        const text = wrap(prefix);
        const offset = wrap('\0').indexOf('\0') + length;
        checkAt(settle(openDocument(text, 'json', phoneCall)), text, offset);
      }
      const oneLine = prefix.replaceAll(/[\r\n]+\s*/g, ' ');
      const lines = `{"status":1}\n${oneLine}\n{"status":2}\n`;
      checkAt(settle(openDocument(lines, 'lines', phoneCall)), lines, 13 + oneLine.length);
    }
  }
});

test('at every offset of texts with errors', () => {
  for (const record of records) {
    for (const wrap of wrappers) checkEverywhere(wrap(record), 'json');
    for (const broken of [
      record.replaceAll(',', ''),
      record.replaceAll(':', ''),
      record.replaceAll('"', ''),
    ]) {
      checkEverywhere(`[${broken}, {"status": 1}]`, 'json');
    }
  }
});

const pieces = [
  ...signs,
  ...odds,
  ...characters,
  'sta',
  '"sta',
  '"status"',
  '"status": 3',
  '"type": "Inbound"',
  '"x": 1',
  '"udata": {"a": "b"}',
  '"udata": {',
  '"udata": [{"key": "a", "value": 1}]',
  '{"status": 3, "type": "x"}',
  '{"status": 1, "type": "y"},\n',
  '{"a": {"status": 1, "type": "z"}}',
  '{}',
  '{"page": 1}',
  '"list": [{"status": 1, "type": "w"}]',
  '"calls": []',
];

test('at every offset of arbitrary texts', () => {
  const text = fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((parts) => parts.join(''));
  // The same texts each time, so that a failure is about the last change; COMPLETION_RUNS=20000 looks for new ones.
  const runs = process.env.COMPLETION_RUNS;
  fc.assert(
    fc.property(text, fc.constantFrom('json' as const, 'lines' as const), checkEverywhere),
    runs === undefined ? { numRuns: 150, seed: 1 } : { numRuns: Number(runs) },
  );
});
