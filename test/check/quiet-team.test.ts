import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findingsOf } from '../../server/check/check';
import { factsIn, rulesByDigest } from '../../server/check/quiet';
import { openDocument } from '../../server/document/document';
import { createEngine } from '../../server/engine';
import { writeLatin1 } from '../../server/hosts/node/write-latin1';
import { rules } from '../../server/rules/rules';
import { phoneCall } from '../../server/spec/phone-call';
import { anyTeam, objectText } from '../support/any-team';
import { checkText, engine, plainEngine } from '../support/engines';
import { extended, fragment, pattern, team, valueOnly } from '../support/team-type';
import { allChunks, allFindings } from '../support/whole';

/*
 * What a team states changes which records are certainly quiet: facts and rules are compared for whatever it states.
 */

/** The rules that say by which facts they are quiet: all others are asked about each record. */
const stating = rules.filter(({ quiet }) => quiet);

test('each rule that is quiet by the facts of a record has nothing to say about it, whatever a team states', () => {
  const mayTellBy = rulesByDigest(rules);
  let spared = 0;
  const told = new Map<string, number>();
  fc.assert(
    fc.property(
      anyTeam.chain((type) =>
        fc.tuple(fc.constant(type), fc.array(objectText(type.fields), { minLength: 1, maxLength: 8 })),
      ),
      ([type, records]) => {
        const text = `[${records.join(',\n')}]`;
        const fast = engine.check(openDocument(text, 'json', type));
        const plain = plainEngine.check(openDocument(text, 'json', type));
        assert.deepEqual(allFindings(fast), allFindings(plain));
        for (const [index, chunk] of allChunks(fast.document).entries()) {
          const mayTell = new Set(mayTellBy(chunk.digest));
          for (const { rule } of findingsOf(plain, index)) {
            told.set(rule, (told.get(rule) ?? 0) + 1);
            const isAsked = [...mayTell].some(({ id }) => id === rule);
            assert.ok(isAsked, `${rule} is not quiet by ${factsIn(chunk.digest)}: ${chunk.text}`);
          }
          if (chunk.record && !stating.some((rule) => mayTell.has(rule))) spared++;
        }
      },
    ),
    { numRuns: 2000 },
  );
  assert.ok(spared > 600, `records are spared: ${spared}`);
  for (const rule of ['invalid-text', 'out-of-range', 'missing-field', 'missing-companion', 'wrong-type'])
    assert.ok((told.get(rule) ?? 0) > 100, `${rule}: ${told.get(rule)}`);
});

test('no rule is asked about a correct record with everything that a team states', () => {
  const own =
    '"queue": "Berlin", "csat_score": 3, "csat_comment": "schön", "tier": "gold", "plan": "A", "share": 0.75, ' +
    '"attempts": 3, "is_test": false, "is_real": true, "answered": "2013-11-25T19:02:22.000Z", "tags": [1, "}"], ' +
    '"ticket_url": "https://example.com/", "anything": {}, "agent": { "name": "Jürgen", "status": "here", ' +
    '"seat": { "free": [{}], "floor": 2 } }, "udata": { "free": [{ "a": "]" }], "case_id": "C-1", "priority": 1 }';
  const others = phoneCall.fields
    .filter(({ name }) => name !== 'udata')
    .map(({ name, example }) => `${JSON.stringify(name)}: ${JSON.stringify(example)}`);
  const record = `{${others.join(', ')}, ${own}}`;
  const { document } = engine.check(openDocument(`[${record}]`, 'json', team));
  const [, chunk] = allChunks(document);
  assert.deepEqual(rulesByDigest(stating)(chunk?.digest ?? 0), []);
});

test('texts beyond ASCII are known as well as others, from a text and from bytes', () => {
  const place = {
    kind: 'string',
    limits: { pattern: pattern('^\\p{Lu}\\p{Ll}+$'), minLength: 2, maxLength: 4 },
  } as const;
  const size = { kind: 'string', codes: ['groß', '日本', 'small'].map(valueOnly) } as const;
  const both = { place, size };
  const type = extended({ ...both, office: { kind: 'object', members: fragment(both) } });
  const mandatory = type.mandatory.map(
    ({ name, usual, example }) => `${JSON.stringify(name)}: ${JSON.stringify(usual ?? example)}`,
  );
  const record = (text: string, word: string) => {
    const members = `"place": "${text}", "size": "${word}"`;
    return `{${mandatory.join(', ')}, ${members}, "office": {${members}}}`;
  };
  const bytesOf = (text: string) => new Uint8Array(Buffer.concat([Buffer.from(text), Buffer.alloc(1)]));
  const quiet = (text: string) => {
    const fast = createEngine({ rules: stating, writeLatin1 });
    const checked = fast.check(openDocument(`[${text}]`, 'json', type));
    assert.deepEqual(
      allFindings(checked),
      allFindings(plainEngine.check(openDocument(`[${text}]`, 'json', type))),
    );
    const isQuiet = rulesByDigest(stating)(allChunks(checked.document)[1]?.digest ?? 0).length === 0;
    assert.equal(fast.countQuietRecords(bytesOf(text), 'json', type), isQuiet ? 1 : undefined);
    assert.equal(isQuiet, allFindings(checked).flat().length === 0);
    return isQuiet;
  };
  for (const [text, word] of [
    ['Köln', 'groß'],
    ['Łódź', '日本'],
    ['Ωμ', 'small'],
    ['Bonn', 'groß'],
  ] as const)
    assert.ok(quiet(record(text, word)), text);
  for (const [text, word] of [
    ['köln', 'groß'],
    ['Kö1', 'groß'],
    ['É', 'groß'],
    ['Zürich', 'groß'],
    ['Köln', 'grob'],
    ['Köln', 'größ'],
    ['Köln', '日'],
  ] as const)
    assert.ok(!quiet(record(text, word)), `${text} ${word}`);
});

test('names beyond ASCII are known as well as others', () => {
  const grade = { kind: 'integer', codes: [1, 2].map(valueOnly) } as const;
  const type = extended({
    Größe: grade,
    udata: { members: fragment({ Größe: grade, Maß: grade }, ['Maß']) },
  });
  const mandatory = type.mandatory.map(
    ({ name, usual, example }) => `${JSON.stringify(name)}: ${JSON.stringify(usual ?? example)}`,
  );
  const digest = (own: string) => {
    const { document } = checkText(`[{${mandatory.join(', ')}, ${own}}]`, 'json', type);
    return allChunks(document)[1]?.digest ?? 0;
  };
  const facts = factsIn(digest('"Größe": 1, "udata": {"Größe": 2, "Maß": 1, "Übung": []}'));
  assert.equal(facts.length, 9);
  const not = (own: string) => facts.filter((fact) => !factsIn(digest(own)).includes(fact));
  assert.deepEqual(not('"Größe": 3'), ['values-in-form']);
  assert.deepEqual(not('"udata": {"Maß": 3}'), ['values-in-form']);
  assert.deepEqual(not('"udata": {"Mäß": 3}'), ['mandatory-there']);
});
