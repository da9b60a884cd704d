import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CheckedDocument } from '../../server/check/check';
import { type Document, editDocument, openDocument, startOf, textOf } from '../../server/document/document';
import type { Conflict, Frame } from '../../server/document/frame';
import { offsetAt, positionAt } from '../../server/document/positions';
import { linksOf, refusesChildren } from '../../server/relations/links';
import { phoneCall } from '../../server/spec/phone-call';
import { engine, plainEngine } from '../support/engines';
import { script, stepsOf } from '../support/scripts';
import { allChunks, allFindings } from '../support/whole';

/*
 * The model of an open file is its text: after any edits the document must equal one opened afresh.
 */

/** Each run makes some seven edits: more than 100,000 in all. EDIT_RUNS asks for a longer search. */
const RUNS = Number(process.env.EDIT_RUNS ?? 15_000);

test('after any edits a document equals one opened afresh', (t) => {
  let steps = 0;
  let withNeighbours = 0;
  fc.assert(
    fc.property(script, (made) => {
      let checked = engine.checkText(made.text, made.form);
      for (const { replacements, text } of stepsOf(made)) {
        let { document } = checked;
        for (const { start, end, insert } of replacements) {
          document = editDocument(document, start, end, insert);
          steps++;
        }
        checked = engine.check(document, checked);
        equalsFresh(checked, text);
        if (checked.document.count > 3) withNeighbours++;
      }
      // Where chunks start has been compared after each step.
      placesAreRight(checked.document);
    }),
    { numRuns: RUNS },
  );
  assert.ok(steps > 6 * RUNS, `${steps} edits`);
  // Where all is one record, nothing is taken over.
  assert.ok(withNeighbours > RUNS, `${withNeighbours} times there were several records`);
  t.diagnostic(`figure: ${steps.toLocaleString('en')} edits`);
});

test('a record without its bracket is opened as it stands when a record after it begins sooner', () => {
  const lines = [
    '{"status": 1, {}{{"status": 3, "type": "x"}}',
    '{"status": 1, {"page": 1}}',
    '{"status": 1, ',
    '"paging": {"x": {"y": },{"},',
    '\\］{"page": 1}...True{}',
    '{"status": 1, "meta": {"n": 1}null"meta": {"n": 1}{{a}}\\u12{"x": 1',
    '<<<<<<< HEAD',
    '}',
  ];
  const text = lines.join('\n');
  const removed = ' 1, {"page": 1}}\n{';
  const start = text.indexOf(removed);
  const checked = engine.checkText(text, 'json');
  const document = editDocument(checked.document, start, start + removed.length, '');
  equalsFresh(engine.check(document, checked), text.replace(removed, ''));
});

test('a record that was the second one of its line is hidden once it has a line of its own', () => {
  const first = '{"status": 3, "type": "x"}';
  const text = `${first}{""x"": 1}\n{"status": 1}`;
  const checked = engine.checkText(text, 'lines');
  const document = editDocument(checked.document, first.length, first.length, '\n');
  equalsFresh(engine.check(document, checked), text.replace('}{', '}\n{'));
});

test('what stands after a container is read again, whatever was told of it when it was taken for a part of it', () => {
  const text = '{""[},{{:"":"}{""a": [1, 2]{"interactionId": "q"}},';
  const [start, end, insert] = [text.indexOf('"a"') + 1, text.lastIndexOf('}'), ': 31.{}, {'];
  const checked = engine.checkText(text, 'json');
  // The second edit falls into what is read of the text before it, of which nothing is settled.
  const document = editDocument(editDocument(checked.document, 0, 0, ''), start, end, insert);
  equalsFresh(engine.check(document, checked), text.slice(0, start) + insert + text.slice(end));
});

test('texts that are read in turns come out as each by itself', () => {
  // All stands where it stands in the other one: who reads the wrong one sees another record there.
  const texts = [1, 2].map((text) =>
    JSON.stringify(
      Array.from({ length: 1200 }, (_, record) => ({
        interaction_id: `00002b81KDM${text}${record}`,
        status: record % 3 === text ? 7 : 3,
        subject: 'Ü'.repeat(record % 70),
      })),
    ),
  );
  const works = texts.map((text) => engine.settling(engine.open(text, 'json')));
  const read = new Set<number>();
  let turns = 0;
  while (read.size < texts.length)
    for (const [number, work] of works.entries()) {
      const step = work.next();
      if (!step.done) turns++;
      else if (step.value) {
        read.add(number);
        const alone = plainEngine.check(plainEngine.open(texts[number] as string, 'json'));
        assert.deepEqual(describe(step.value), describe(alone.document));
        assert.deepEqual(allFindings(engine.check(step.value)), allFindings(alone));
      }
    }
  assert.ok(turns > 4);
});

function equalsFresh(checked: CheckedDocument, text: string): void {
  const { document } = checked;
  assert.equal(textOf(document), text);
  assert.equal(document.length, text.length);
  // Read by the scanner alone: the fast reader, which the edited document goes through, only spares work.
  const fresh = plainEngine.read(openDocument(text, document.form, phoneCall));
  assert.deepEqual(describe(document), describe(fresh));
  assert.deepEqual(allFindings(checked), allFindings(plainEngine.check(fresh)));
}

/** Each offset has its position, and each position its offset. */
function placesAreRight(document: Document): void {
  const text = textOf(document);
  for (const [offset, { line, character }] of positionsIn(text).entries()) {
    const position = positionAt(document, offset);
    assert.equal(position.line, line);
    assert.equal(position.character, character);
    if (!(text[offset - 1] === '\r' && text[offset] === '\n'))
      assert.equal(offsetAt(document, position), offset);
  }
}

function describe(document: Document): unknown {
  return allChunks(document).map((chunk, index) => ({
    text: chunk.text,
    start: startOf(document, index),
    recordEnd: chunk.record?.end,
    recordProblems: chunk.record?.problems,
    frame: path(chunk.frame),
    conflict: conflictPath(chunk.conflict),
    problems: chunk.problems,
    gap: chunk.gap,
    links: linksOf(chunk),
    refusesChildren: refusesChildren(chunk),
    isSettled: chunk.isSettled,
  }));
}

function conflictPath(conflict: Conflict | undefined): string {
  if (!conflict) return '';
  const { side, from, expect, outer } = conflict;
  return `${conflictPath(outer)} ${side} ${path(from)} ${expect}`;
}

function path(frame: Frame | undefined): string {
  if (!frame) return '';
  let wrappings = '';
  for (let one = frame.wrapped; one; one = one.from.wrapped) wrappings += ` ${one.by}`;
  return `${path(frame.parent)}/${frame.kind}${frame.asideOf ? ' aside' : ''}${wrappings}`;
}

/** The positions of all offsets by the protocol's definition: a line ends with LF, CRLF or a lone CR. */
function positionsIn(text: string): readonly { readonly line: number; readonly character: number }[] {
  const lines = text.split(/(?<=\r\n|\r(?!\n)|\n)/);
  // After a last line end there is one more line, which is empty.
  if (/[\r\n]$/.test(text)) lines.push('');
  const positions = lines.flatMap((content, line) =>
    Array.from({ length: content.length }, (_, character) => ({ line, character })),
  );
  return [...positions, { line: lines.length - 1, character: (lines.at(-1) ?? '').length }];
}
