import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findingsOf } from '../../server/check/check';
import { factsIn, rulesByDigest } from '../../server/check/quiet';
import { type Document, editDocument, openDocument } from '../../server/document/document';
import { notedPlace, notedRoles } from '../../server/document/noted';
import { rules } from '../../server/rules/rules';
import { phoneCall } from '../../server/spec/phone-call';
import { anyRecord, brokenRecordText, recordText } from '../support/arbitraries';
import { engine, plainEngine, settled } from '../support/engines';
import { allChunks, allFindings } from '../support/whole';

const { fields } = phoneCall;

/*
 * The fast reader and the facts that it finds out only spare work: without them the same is found.
 */

const soundText = anyRecord
  .filter((record) => Object.keys(record).length > 4)
  .map((record) => JSON.stringify(record));
const prettyText = anyRecord
  .filter((record) => Object.keys(record).length > 4)
  .map((record) => JSON.stringify(record, undefined, 2));
/** A correct record with every field. */
const correct = JSON.stringify(Object.fromEntries(fields.map(({ name, example }) => [name, example])));
const list = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: soundText },
    { weight: 3, arbitrary: prettyText },
    { weight: 1, arbitrary: recordText },
    { weight: 1, arbitrary: brokenRecordText },
  ),
  { minLength: 1, maxLength: 12 },
);

test('each rule that is quiet by the facts of a record has nothing to say about it', () => {
  const mayTellBy = rulesByDigest(rules);
  /** How often each rule was spared, and how often asked. */
  const spared = new Map<string, number>();
  const asked = new Map<string, number>();
  fc.assert(
    fc.property(list, fc.constantFrom(',\n', ', ', ','), (records, separator) => {
      const text = `[${records.join(separator)}]`;
      const plain = plainEngine.checkText(text, 'json');
      assert.deepEqual(allFindings(engine.checkText(text, 'json')), allFindings(plain));
      for (const [index, chunk] of allChunks(settled(text)).entries()) {
        const told = new Set(findingsOf(plain, index).map(({ rule }) => rule));
        const mayTell = new Set(mayTellBy(chunk.digest));
        for (const rule of rules) {
          const counts = mayTell.has(rule) ? asked : spared;
          counts.set(rule.id, (counts.get(rule.id) ?? 0) + 1);
          if (!mayTell.has(rule)) {
            assert.ok(
              !told.has(rule.id),
              `${rule.id} is not quiet by ${factsIn(chunk.digest)}: ${chunk.text}`,
            );
          }
        }
      }
    }),
    { numRuns: 4000 },
  );
  for (const { id, quiet } of rules) {
    // One that says nothing of facts is always asked.
    if (quiet === undefined) continue;
    const [often, seldom] = [spared.get(id) ?? 0, asked.get(id) ?? 0];
    assert.ok(often > 300 && seldom > 300, `${id} is spared and asked often: ${often}, ${seldom}`);
  }
});

/** How many rules are asked about each chunk. */
function askedIn(document: Document): readonly number[] {
  return allChunks(document).map((chunk) => rulesByDigest(rules)(chunk.digest).length);
}

/** How many rules say nothing of facts, and are asked about each record. */
const always = rules.filter(({ quiet }) => quiet === undefined).length;

test('no rule is asked about a correct record with every field that says by which facts it is quiet', () => {
  const text = `[${correct}, ${correct}, ${correct}]`;
  const document = settled(text);
  // The first chunk is no record.
  assert.deepEqual(askedIn(document), [rules.length, always, always, always]);
  const subject = text.indexOf('"subject":"') + '"subject":"'.length;
  assert.deepEqual(askedIn(engine.read(editDocument(document, subject, subject, 'x'))), askedIn(document));
});

test('an identifier with a character that nobody sees is told wherever that stands', () => {
  for (const id of [
    '\u200b0001',
    '0001\u200b',
    '00\u00ad01',
    'ac\u2060me',
    '00001a57\ufeffJGQ00BW8',
    'Mül\u200dler',
  ])
    for (const { name, example } of fields.filter(
      ({ isIdentifier, shapes }) => isIdentifier || shapes.length > 0,
    )) {
      const text = `[${correct.replace(`"${name}":${JSON.stringify(example)}`, `"${name}":"${id}"`)}]`;
      assert.ok(text.includes(id), name);
      const found = allFindings(engine.checkText(text, 'json'));
      assert.ok(JSON.stringify(found).includes('malformed'), `${name} ${JSON.stringify(id)}`);
    }
});

test('no rule is asked about identifiers as people write them', () => {
  for (const id of ['2024-000123', 'C-77', '0001-2345', 'acme', 'acme-corp', 'Müller', '12025550143', 'K_5'])
    for (const field of ['customer_id', 'interaction_id', 'external_id', 'category_id']) {
      const { example } = fields.find(({ name }) => name === field) ?? {};
      const text = `[${correct.replace(`"${field}":${JSON.stringify(example)}`, `"${field}":"${id}"`)}]`;
      assert.ok(text.includes(`"${field}":"${id}"`), field);
      assert.deepEqual(askedIn(settled(text)), [rules.length, always], `${field} ${id}`);
    }
});

test('where the bracket at the top is deleted, rules are asked only about what stands beside what is odd', () => {
  const document = settled(`[${new Array(5).fill(correct).join(', ')}]`);
  const all = rules.length;
  assert.deepEqual(askedIn(engine.read(editDocument(document, 0, 1, ''))), [
    all,
    all,
    always,
    always,
    all,
    all,
  ]);
});

test('records are found where they are, whatever stands between them', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(soundText, prettyText), { minLength: 1, maxLength: 6 }),
      fc.array(fc.constantFrom(',', ', ', ' ,\n\n', ',\r\n  ', '\t,'), { minLength: 6, maxLength: 6 }),
      (records, separators) => {
        const text = `[${records
          .map((record, index) => record + (separators[index] ?? ','))
          .join('')
          .replace(/\s*,\s*$/, '')}]`;
        const chunks = allChunks(settled(text));
        assert.deepEqual(
          chunks.slice(1).map((chunk) => chunk.text.slice(0, chunk.record?.end)),
          records,
        );
      },
    ),
    { numRuns: 2000 },
  );
});

test('the start and the end of a file are read fast as they are read slowly', () => {
  const start = fc.constantFrom(
    '',
    ' ',
    '\ufeff',
    '\n\n',
    '[',
    ' [ ',
    '\ufeff[',
    '[[',
    '[,',
    '{"items": [',
    'x',
    '/**/',
  );
  const end = fc.constantFrom(
    '',
    ' ',
    '\r\n',
    ']',
    ' ] ',
    ']\n\n',
    ',]',
    ']]',
    '],',
    ']}',
    '}',
    ' x',
    '\0',
    '/**/',
    '] {}',
  );
  const separator = fc.constantFrom(',', '\n', ' , \r\n', '');
  let quick = 0;
  fc.assert(
    fc.property(
      fc.constantFrom('json' as const, 'lines' as const),
      fc.array(fc.oneof(fc.constant(correct), soundText, prettyText, recordText), {
        minLength: 1,
        maxLength: 3,
      }),
      start,
      separator,
      end,
      (form, records, before, between, after) => {
        const document = openDocument(before + records.join(between) + after, form, phoneCall);
        const fast = engine.check(document);
        const slow = plainEngine.check(document);
        assert.deepEqual(piecesOf(fast.document), piecesOf(slow.document));
        assert.deepEqual(allFindings(fast), allFindings(slow));
        quick += allChunks(fast.document).filter((chunk) => chunk.digest !== 0).length;
      },
    ),
    { numRuns: 6000 },
  );
  assert.ok(quick > 100, `the fast reader is used: ${quick} records`);
});

/** What reading makes, but for what the fast reader finds out, and for how far the scanner looked ahead. */
function piecesOf(document: Document): unknown {
  return allChunks(document).map((chunk) => ({
    text: chunk.text,
    record: chunk.record,
    conflict: chunk.conflict,
    problems: chunk.problems,
    gap: chunk.gap,
    isSound: chunk.isSound,
    isSettled: chunk.isSettled,
    lineEnds: chunk.lineEnds,
    lastLineLength: chunk.lastLineLength,
    // The notes of records that are read one after the other share an array.
    noted: notedRoles.map((role) => notedPlace(chunk, role)),
    kind: chunk.frame.kind,
    depth: chunk.frame.depth,
  }));
}

test('records longer than what the fast reader holds at once are read whole', () => {
  const long = JSON.stringify({
    status: 3,
    type: 'x',
    text: 'é'.repeat(200_000),
    subject: 'y'.repeat(200_000),
  });
  const chunks = allChunks(settled(`[${long},\n${long},\n${long}]`));
  assert.deepEqual(
    chunks.slice(1).map((chunk) => chunk.record?.end),
    [long.length, long.length, long.length],
  );
});
