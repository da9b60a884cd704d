import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Document, editDocument, openDocument, startOf, textOf } from '../../server/document/document';
import type { Frame } from '../../server/document/frame';
import { offsetAt, positionAt } from '../../server/document/positions';
import { settle } from '../../server/document/settle';
import { soundReader } from '../../server/document/sound-reader';
import { allChunks, scannerOnly } from './whole';

/*
 * The model of an open file is its text: after any edits the document must equal one opened afresh.
 */

const pieces = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '\\',
  '\n',
  '\r\n',
  '\r',
  ' ',
  '\t',
  "'",
  '/',
  '//',
  '/*',
  '*/',
  '"status": 3',
  '"type": "Inbound"',
  '"x": 1',
  '"udata": {"a": "b"}',
  '"udata": [{"key": "a", "value": 1}]',
  '{"status": 3, "type": "x"}',
  '{"status": 1, "type": "y"},\n',
  '{"a": {"status": 1, "type": "z"}}',
  '{}',
  '{"page": 1}',
  '"list": [{"status": 1, "type": "w"}]',
  '"meta": {"n": 1}',
  'null',
  'true',
  '12',
  '01',
  'STOPPED',
  '\u00a0',
  '\ufeff',
  '\ud83d',
  '\ude00',
  '\\u12',
  '}, {',
  '},{"',
  '"a": [1, 2]',
  '[[',
  ']]',
  '{"interactionId": "q"}',
];

const fragment = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join(''));
const wholeFile = fc.oneof(
  fragment,
  fc
    .array(fc.constantFrom(...pieces.filter((piece) => piece.startsWith('{"'))), { maxLength: 8 })
    .map((records) => `[\n${records.join(',\n')}\n]`),
  fc
    .array(fragment, { maxLength: 4 })
    .map(
      (parts) =>
        `{"records": [${parts.map((part) => `{"status": 1, "type": "t", ${part}}`).join(', ')}], "b": {"status": 1, "type": "u"}}`,
    ),
  fc
    .array(fragment, { maxLength: 4 })
    .map((parts) => parts.map((part) => `{"status": 1, ${part}}`).join('\n')),
);
const edit = fc.record({
  at: fc.nat(),
  removed: fc.nat({ max: 30 }),
  insert: fc.oneof(fc.constant(''), fragment),
});
const script = fc.record({
  form: fc.constantFrom('json' as const, 'lines' as const),
  text: wholeFile,
  edits: fc.array(
    fc.record({ changes: fc.array(edit, { minLength: 1, maxLength: 3 }), undo: fc.boolean() }),
    { maxLength: 6 },
  ),
});

/** Each run makes some seven edits: more than 100,000 in all. EDIT_RUNS asks for a longer search. */
const RUNS = Number(process.env.EDIT_RUNS ?? 18_000);

test('after any edits a document equals one opened afresh', () => {
  let steps = 0;
  const reader = soundReader();
  fc.assert(
    fc.property(script, ({ form, text, edits }) => {
      let document = settle(openDocument(text, form), reader);
      for (const { changes, undo } of edits) {
        const before = text;
        for (const { at, removed, insert } of changes) {
          const start = text.length === 0 ? 0 : at % (text.length + 1);
          const end = Math.min(text.length, start + removed);
          document = editDocument(document, start, end, insert);
          steps++;
          text = text.slice(0, start) + insert + text.slice(end);
        }
        document = settle(document, reader);
        equalsFresh(document, text);
        if (!undo) continue;
        document = settle(editDocument(document, 0, text.length, before), reader);
        steps++;
        text = before;
        equalsFresh(document, text);
      }
    }),
    { numRuns: RUNS },
  );
  assert.ok(steps > 6 * RUNS, `${steps} edits`);
});

function equalsFresh(document: Document, text: string): void {
  assert.equal(textOf(document), text);
  assert.equal(document.length, text.length);
  // Read by the scanner alone: the fast reader, which the edited document goes through, only spares work.
  const fresh = settle(openDocument(text, document.form), scannerOnly);
  assert.deepEqual(describe(document), describe(fresh));
  for (let offset = 0; offset <= text.length; offset++) {
    const expected = positionInText(text, offset);
    assert.deepEqual(positionAt(document, offset), expected);
    if (!(text[offset - 1] === '\r' && text[offset] === '\n'))
      assert.equal(offsetAt(document, expected), offset);
  }
}

function describe(document: Document): unknown {
  return allChunks(document).map((chunk, index) => ({
    text: chunk.text,
    start: startOf(document, index),
    recordEnd: chunk.record?.end,
    recordProblems: chunk.record?.problems,
    frame: path(chunk.frame),
    problems: chunk.problems,
    isPlain: chunk.isPlain,
    isSettled: chunk.isSettled,
  }));
}

function path(frame: Frame | undefined): string {
  return frame ? `${path(frame.parent)}/${frame.kind}` : '';
}

/** Positions by the protocol's definition: a line ends with LF, CRLF or a lone CR. */
function positionInText(text: string, offset: number): { line: number; character: number } {
  const before = text.slice(0, offset);
  // Between CR and LF the offset is still on the line that they end.
  const complete = before.endsWith('\r') && text[offset] === '\n' ? before.slice(0, -1) : before;
  const lines = complete.split(/\r\n|\r|\n/);
  const inBreak = before.length - complete.length;
  return { line: lines.length - 1, character: (lines.at(-1) ?? '').length + inBreak };
}
