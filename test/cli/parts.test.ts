import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { projectFolder } from '../../scripts/editor/paths';
import { chunksWithFindings } from '../../server/check/check';
import { checkText } from '../../server/cli/check-text';
import { engine } from '../../server/cli/engine';
import { decodeText } from '../../server/cli/files/read-text';
import { readParts } from '../../server/cli/parts/read-parts';
import { formOf } from '../../server/config/files';
import { chunksOf, offsetOf, startOf } from '../../server/document/document';
import type { DocumentForm } from '../../server/document/form';
import { readPaths } from '../../server/document/paths';
import { type Linked, linksOf } from '../../server/relations/links';
import { recordOf, saidRecords } from '../../server/relations/said-records';
import { phoneCall } from '../../server/spec/phone-call';
import { script, stepsOf } from '../support/scripts';
import { recordLine, withOtherId } from '../support/texts';

/** What is known of a text: its findings, its records with what they say of each other, and where they stand. */
interface Known {
  readonly findings: readonly unknown[];
  readonly records: readonly unknown[];
}

function ofWhole(text: string, form: DocumentForm): Known {
  // A byte order mark is no part of the text.
  const { text: own } = decodeText(Buffer.from(text));
  const found = checkText(own, { form: { form, isSaid: false }, type: phoneCall });
  const { document } = found;
  const findings = [...chunksWithFindings(found)].flatMap(({ index, findings }) =>
    findings.map(({ start, end, rule, message, unless, field }) => {
      const offset = offsetOf(document, index);
      return { start: offset + start, end: offset + end, rule, message, unless, field };
    }),
  );
  const { records: pointers } = readPaths(document);
  const records = [...chunksOf(document, 1)].map((chunk, index) => {
    const { line, column, offset } = startOf(document, index + 1);
    return { line, column, offset, links: saidBy(chunk), pointer: pointers[index] };
  });
  return { findings, records };
}

function saidBy(record: Linked): unknown {
  return Object.entries(linksOf(record)).map(([part, { text }]) => [part, text]);
}

/** `mostAtOnce` bytes come at once: a pipe has no more by then. `look` is told how often bytes were asked for before a record. */
function inParts(
  text: string,
  form: DocumentForm,
  blockBytes: number,
  windowBytes: number,
  mostAtOnce = Infinity,
  look: (reads: number) => void = () => undefined,
): Known {
  const bytes = Buffer.from(text);
  let sent = 0;
  let reads = 0;
  const findings: unknown[] = [];
  const records: unknown[] = [];
  const { here } = readParts(
    {
      form: { form, isSaid: false },
      type: phoneCall,
      blockBytes,
      windowBytes,
      read(memory, at, free) {
        const count = Math.min(free, mostAtOnce, bytes.length - sent);
        reads++;
        memory.set(bytes.subarray(sent, sent + count), at);
        sent += count;
        return count;
      },
    },
    {
      quiet(reader, placeOf) {
        const { place, start } = placeOf();
        assert.equal(place.record, records.length);
        look(reads);
        const said = saidRecords();
        said.addRead(reader);
        const isInList = start?.frame.kind === 'array';
        records.push({
          line: place.line,
          column: place.column,
          offset: place.unit,
          links: saidBy(recordOf(said.said(), 0)),
          pointer: isInList ? `/${place.element}` : '',
        });
      },
      part({ document, place, start, known }) {
        assert.equal(place.record, records.length - known);
        const found = engine.check(document);
        const { records: pointers } = readPaths(
          document,
          start?.frame.kind === 'array' ? place.element : undefined,
        );
        for (const { index, findings: ofChunk } of chunksWithFindings(found)) {
          const offset = offsetOf(document, index) + place.unit;
          for (const { start, end, rule, message, unless, field } of ofChunk)
            findings.push({ start: offset + start, end: offset + end, rule, message, unless, field });
        }
        records.length -= known;
        for (const [number, chunk] of [...chunksOf(document, 1)].entries()) {
          const { line, column, offset } = startOf(document, number + 1);
          records.push({
            line: line + place.line,
            column: line === 0 ? column + place.column : column,
            offset: offset + place.unit,
            links: saidBy(chunk),
            pointer: pointers[number],
          });
        }
        return false;
      },
    },
  );
  assert.equal(here.place.record, records.length);
  return { findings, records };
}

const sizes = [1, 7, 64, 1 << 20];

test('examples and fixtures have the same findings in parts as in one piece', () => {
  for (const [name, text] of texts()) {
    const form = formOf(name.replace(/\.txt$/, ''));
    const whole = ofWhole(text, form);
    for (const size of sizes)
      assert.deepEqual(inParts(text, form, size, size), whole, `${name} in blocks of ${size}`);
  }
});

test('what a pipe has by now is looked at before its writer is waited for', () => {
  const lines = Array.from({ length: 1000 }, (_, at) => withOtherId(recordLine(), String(at % 10)));
  lines[500] = recordLine({ status: '9' });
  const text = `${lines.join('\n')}\n`;
  const reads: number[] = [];
  const found = inParts(text, 'lines', 1 << 20, 4096, 70_000, (count) => reads.push(count));
  assert.deepEqual(found, ofWhole(text, 'lines'));
  assert.deepEqual([...new Set(reads)].slice(0, 3), [1, 2, 3]);
});

test('the elements of a list after another one are counted from its start', () => {
  const list = `[${recordLine()},${recordLine({ status: '9' })}]`;
  const text = `${list}\n${list}\n${list}`;
  const whole = ofWhole(text, 'json');
  const pointers = whole.records.map((record) => (record as { pointer: string }).pointer);
  assert.deepEqual(pointers, ['/0', '/1', '/0', '/1', '/0', '/1']);
  for (const size of sizes) assert.deepEqual(inParts(text, 'json', size, size), whole, `blocks of ${size}`);
});

test('random texts have the same findings in parts as in one piece', () => {
  fc.assert(
    fc.property(script, fc.constantFrom(...sizes), fc.constantFrom(1, 7, 64, 4096), (one, block, window) => {
      for (const { text: step } of stepsOf(one)) {
        const text = Buffer.from(step).toString();
        for (const form of ['json', 'lines'] as const)
          assert.deepEqual(inParts(text, form, block, window), ofWhole(text, form));
      }
    }),
    { numRuns: 120 },
  );
});

test('records of which few are broken have the same findings in parts as in one piece', () => {
  const right = fc
    .nat({ max: 99 })
    .map((number) => withOtherId(recordLine(), String(number).padStart(2, '0')));
  const wrong = fc.constantFrom(
    recordLine({ status: '"3"' }),
    recordLine({ subject: '"Rückruf 😀", "subject": 1' }),
    recordLine().slice(0, -9),
    `{"data": [${recordLine()}, ${recordLine({ status: '9' })}]}`,
    '[1, {}]',
    '7',
    '<<<<<<< HEAD',
    '=======',
    '>>>>>>> other',
    '',
  );
  const lines = fc.array(fc.oneof({ weight: 5, arbitrary: right }, { weight: 1, arbitrary: wrong }), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(
      lines,
      fc.constantFrom('\n', '\r\n', ',\n  ', ', '),
      fc.boolean(),
      fc.constantFrom(...sizes),
      fc.constantFrom(...sizes),
      (records, between, isMarked, block, window) => {
        const isList = between.startsWith(',');
        const joined = records.join(between);
        const text = (isMarked ? '\ufeff' : '') + (isList ? `[${joined}]` : joined);
        const form = isList ? 'json' : 'lines';
        assert.deepEqual(inParts(text, form, block, window), ofWhole(text, form));
      },
    ),
    { numRuns: 600 },
  );
});

function* texts(): Generator<readonly [name: string, text: string]> {
  for (const folder of ['examples', 'test/fixtures/rules'])
    for (const name of readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' }))
      if (/\.jsonl?(\.txt)?$/.test(name))
        yield [name, readFileSync(join(projectFolder, folder, name), 'utf8')];
}
