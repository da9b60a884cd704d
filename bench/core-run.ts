// The measured half of core.ts: it runs from a minified bundle under `node --expose-gc` and prints its figures as JSON.
// Arguments: size in MB, layout, rounds, edits, and `wide` for a text with a character beyond Latin-1.
import { type CheckedDocument, countFindings } from '../server/check/check';
import { locateFindings } from '../server/check/locate';
import { chunkAt, type Document, editDocument, offsetOf, openDocument } from '../server/document/document';
import { createEngine } from '../server/engine';
import { writeLatin1 } from '../server/hosts/node/write-latin1';
import { ruleWithId } from '../server/rules/rules';
import { phoneCall } from '../server/spec/phone-call';
import { type Layout, makeFixture } from './fixtures';

/** What was measured; times in milliseconds, one sample a round or an edit. */
export interface CoreFigures {
  readonly bytes: number;
  readonly records: number;
  readonly findings: number;
  readonly expectedFindings: number;
  readonly parse: readonly number[];
  readonly settle: readonly number[];
  readonly check: readonly number[];
  readonly locate: readonly number[];
  /** An edit in the middle that changes a finding: edit, settle, check. */
  readonly toggle: readonly number[];
  /** A letter in the middle that changes none. */
  readonly letter: readonly number[];
  /** The same letter with the findings located, as a server must before it knows that they are the same. */
  readonly letterAndLocate: readonly number[];
  /** What a document and its findings keep of the heap beyond the text itself. */
  readonly overheadBytes: number;
  readonly overheadPerByte: number;
}

const [size = '10', layout = 'array', rounds = '5', edits = '200', wide] = process.argv.slice(2);
const form = layout === 'lines' ? 'lines' : 'json';
const severityOf = (rule: string) => ruleWithId(rule)?.severity ?? 'off';

const fixture = makeFixture(Number(size) * 2 ** 20, layout as Layout);
const parse: number[] = [];
const settling: number[] = [];
const engine = createEngine({ writeLatin1 });
const checks: number[] = [];
const locating: number[] = [];
const { heapBytes, checked: first } = measureHeap();
let checked = first;
for (let round = 0; round < Number(rounds); round++) {
  // A new string each time, as a server gets one: flat, and without anything that an engine keeps beside it.
  const text = newText();
  if (form === 'json') parse.push(timed(() => JSON.parse(text)));
  let document: Document | undefined;
  settling.push(timed(() => (document = engine.read(openDocument(text, form, phoneCall)))));
  checks.push(timed(() => (checked = engine.check(document as Document))));
  locating.push(timed(() => locateFindings(checked, severityOf, 1000)));
}
const findings = [...countFindings(checked).values()].reduce((sum, count) => sum + count, 0);
const toggle = measureEdits((document, edit) => {
  const status = statusOffset(document);
  return editDocument(document, status, status + 1, edit % 2 === 0 ? '9' : '3');
}, false);
const typeLetter = (document: Document) => {
  const subject = subjectOffset(document);
  return editDocument(document, subject, subject, 'x');
};
const letter = measureEdits(typeLetter, false);
const letterAndLocate = measureEdits(typeLetter, true);

const bytes = Buffer.byteLength(newText());
const figures: CoreFigures = {
  bytes,
  records: fixture.records,
  findings,
  expectedFindings: fixture.invalid.length,
  parse,
  settle: settling,
  check: checks,
  locate: locating,
  toggle,
  letter,
  letterAndLocate,
  overheadBytes: heapBytes,
  overheadPerByte: heapBytes / bytes,
};
process.stdout.write(JSON.stringify(figures));

/** The memory that a settled and checked document keeps, less its text. */
function measureHeap(): { readonly heapBytes: number; readonly checked: CheckedDocument } {
  const text = newText();
  const before = usedMemory();
  const result = engine.checkText(text, form);
  const heapBytes = usedMemory() - before;
  // The text was in the heap before, and is still: what is counted is all that was added to it.
  if (text.length !== result.document.length) throw new Error('The text and the document differ in length.');
  return { heapBytes, checked: result };
}

/** Bytes of the heap and of typed arrays that are still referred to. */
function usedMemory(): number {
  if (!globalThis.gc) throw new Error('Run with --expose-gc.');
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function measureEdits(edit: (document: Document, number: number) => Document, locates: boolean): number[] {
  const samples: number[] = [];
  const warmUp = 20;
  for (let number = 0; number < Number(edits) + warmUp; number++) {
    const time = timed(() => {
      checked = engine.check(edit(checked.document, number), checked);
      if (locates) locateFindings(checked, severityOf, 1000);
    });
    if (number >= warmUp) samples.push(time);
  }
  return samples;
}

/** The offset of the value of `status` in the record in the middle. */
function statusOffset(document: Document): number {
  return offsetAfter(document, '"status":');
}

/** The offset of the first letter of the subject of the record in the middle. */
function subjectOffset(document: Document): number {
  return offsetAfter(document, '"subject":') + 1;
}

function offsetAfter(document: Document, key: string): number {
  const index = document.count >> 1;
  const { text } = chunkAt(document, index);
  const at = text.indexOf(key) + key.length;
  return offsetOf(document, index) + at + (text[at] === ' ' ? 1 : 0);
}

function newText(): string {
  const text = wide === 'wide' ? fixture.text.replace('"subject": "', '"subject": "\u2192 ') : fixture.text;
  return Buffer.from(text).toString();
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
