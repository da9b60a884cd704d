import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { CheckedDocument } from '../../server/check/check';
import { definition } from '../../server/config/definition';
import { chunksOf, type Document, editDocument, offsetOf, textOf } from '../../server/document/document';
import { readPaths } from '../../server/document/paths';
import type { TextEdit } from '../../server/edit/text-edit';
import { quickFixes } from '../../server/features/actions';
import { complete } from '../../server/features/complete/complete';
import { fixAll } from '../../server/features/fix-all';
import { folding } from '../../server/features/folding';
import { format } from '../../server/features/format';
import { hints } from '../../server/features/hints/hints';
import { hover } from '../../server/features/hover/hover';
import { readPhoneNumber } from '../../server/features/hover/phone-countries';
import { layOut } from '../../server/features/json-layout';
import { lenses, lensWords } from '../../server/features/lens/lens';
import { links } from '../../server/features/links';
import { fieldNameAt } from '../../server/features/navigate/field-reference';
import { nameAt } from '../../server/features/navigate/names';
import { outline } from '../../server/features/outline';
import { selectionRanges } from '../../server/features/selection';
import { isJson } from '../is-json';
import { checkForEditor, defectsIn, editsOf, type Form, now } from '../support/completing';
import { engine } from '../support/engines';
import { relationsOf } from '../support/relations';

/*
 * An example is opened, and typed from its first letter to its last: what it is after each letter is one of its
 * prefixes. At every step everything is asked that an editor asks, and every change that is offered is made: the text
 * must not read worse than before.
 *
 * All offsets of all prefixes would be sixty million places. What is said about a place depends on its record alone, and
 * the records before the last one are the very objects that they were a letter before. So at all prefixes the
 * place is asked about where the next letter is typed, and at a seventh of those of the short examples all places.
 * Suggestions at all places of the whole examples are accepted in complete-everywhere.test.ts.
 */

/** Examples with fewer UTF-16 units are short. */
const SHORT = 300;

/** At each seventh prefix of a short one all places are asked about. */
const EACH_FOR_ALL_PLACES = 7;

/** Of longer examples than this the whole text is formatted and mended at some of the prefixes only. */
const USUAL = 1000;
const EACH_FOR_FILE = 67;

/**
 * While a word of a longer example is typed its fixes are made, and suggestions accepted, at some of its letters: the record
 * around it is the same.
 */
const EACH_IN_WORD = 5;

/** Of how many suggestions one is accepted, but for the first two, which always are. */
const SUGGESTIONS = 13;

const folder = join(__dirname, '../../examples');
const examples = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.jsonl?$/.test(name) && !name.includes('.interaction-data'))
  .sort()
  .map((name) => ({
    name,
    form: (name.endsWith('l') ? 'lines' : 'json') as Form,
    text: readFileSync(join(folder, name), 'utf8'),
  }));

const severityOf = () => 'error' as const;

describe('every request at every offset of every example and of every prefix of it: no exception, no invalid edit', () => {
  test('there are examples of all kinds', () => {
    assert.ok(examples.length >= 12, `${examples.length}`);
    assert.ok(examples.filter(({ text }) => text.length < SHORT).length >= 3);
    assert.ok(examples.some(({ form }) => form === 'lines'));
  });

  for (const { name, form, text } of examples) {
    test(`at every offset of ${name}`, () => {
      const checked = opened(text, form);
      askAboutFile(checked);
      const made = new Set<string>();
      for (let offset = 0; offset <= text.length; offset++) {
        askAbout(checked, offset);
        makeFixes(checked, offset, offset, made);
      }
    });

    test(`while ${name} is typed`, () => {
      let checked = opened('', form);
      for (let length = 1; length <= text.length; length++) {
        const letter = text.charAt(length - 1);
        checked = engine.check(editDocument(checked.document, length - 1, length - 1, letter), checked);
        const { document } = checked;
        askAbout(checked, length);
        const isInWord = text.length >= SHORT && /^\w\w$/.test(text.slice(length - 1, length + 1));
        if (!isInWord || length % EACH_IN_WORD === 0) {
          acceptSuggestions(document, length);
          // All findings of the record that is being typed.
          makeFixes(checked, offsetOf(document, document.count - 1), length);
        }
        if (text.length < USUAL || length % EACH_FOR_FILE === 0) askAboutFile(checked);
        if (text.length < SHORT && (length % EACH_FOR_ALL_PLACES === 0 || length === text.length)) {
          for (let offset = 0; offset < length; offset++) {
            askAbout(checked, offset);
            complete(document, offset, { now });
          }
          makeFixes(checked, 0, length);
        }
      }
      assert.equal(textOf(checked.document), text);
    });
  }

  test('a change that makes a text read worse is seen', () => {
    const { document } = opened('{"status": 3}', 'json');
    assert.throws(
      () => make(document, [{ start: 1, end: 2, text: '' }], 'a quote is lost'),
      /a quote is lost/,
    );
    make(document, [{ start: 11, end: 12, text: '2' }], 'nothing is lost');
  });
});

function opened(text: string, form: Form): CheckedDocument {
  return engine.checkText(text, form);
}

/** What an editor asks about a place, but for suggestions. */
function askAbout(checked: CheckedDocument, offset: number): void {
  hover(checked, offset, severityOf, readPhoneNumber);
  selectionRanges(checked.document, offset);
  nameAt(checked.document, offset);
  fieldNameAt(checked.document, offset);
}

/** What an editor asks about a whole file; the changes that are offered for all of it are made. */
function askAboutFile(checked: CheckedDocument): void {
  const { document } = checked;
  outline(document);
  folding(document);
  links(document);
  const file = 'file:///a.json';
  const around = { file, relations: relationsOf({ [file]: document }) };
  const settings = { ...definition.hints.kind.absent, jsonLines: 'values' as const };
  hints(checked, 0, document.length, settings, severityOf, around);
  for (const lens of lenses(checked, 'on', severityOf, around))
    lensWords(checked, lens, { severityOf, now, ...around });
  readPaths(document);
  make(document, format(document, layOut, { tabSize: 2, insertSpaces: true }), 'format');
  for (const includeUnsafe of [false, true]) {
    make(document, fixAll(checked, { includeUnsafe, now, severityOf }).edits, 'fix all');
  }
}

/** Makes all fixes for findings between two offsets, each by itself; those that were made before are left out. */
function makeFixes(checked: CheckedDocument, start: number, end: number, made = new Set<string>()): void {
  for (const { title, edits } of quickFixes(checked, start, end, severityOf, now).fixes) {
    const key = JSON.stringify(edits);
    if (made.has(key)) continue;
    made.add(key);
    make(checked.document, edits, title);
  }
}

function acceptSuggestions(document: Document, offset: number): void {
  const text = textOf(document);
  for (const [rank, item] of complete(document, offset, { now }).entries()) {
    if (rank > 1 && (rank + offset) % SUGGESTIONS !== 0) continue;
    checkForEditor(text, offset, item);
    make(document, editsOf(item), item.label);
  }
}

/** Makes a change, which must not leave more defects than there were. */
function make(document: Document, edits: readonly TextEdit[], what: string): void {
  if (edits.length === 0) return;
  let after = document;
  // From the last one to the first, so that offsets stay right and inserts at one place keep their order.
  const backwards = edits.toSorted((one, other) => one.start - other.start).reverse();
  for (const { start, end, text } of backwards) after = editDocument(after, start, end, text);
  after = engine.read(after);
  const before = new Set(chunksOf(document));
  const kept = new Set(chunksOf(after));
  const was = defectsIn([...before].filter((chunk) => !kept.has(chunk)));
  const is = defectsIn([...kept].filter((chunk) => !before.has(chunk)));
  if (is > was) {
    const texts = [document, after].map((version) => JSON.stringify(textOf(version)));
    assert.fail(`${what}: ${texts[0]} becomes ${texts[1]}`);
  }
  if (was === 0 && document.form === 'json' && isJson(textOf(document)))
    assert.ok(isJson(textOf(after)), what);
}
