import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { chunksWithFindings } from '../../server/check/check';
import { fixContext, fixesOf } from '../../server/check/fixes';
import { offsetOf, openDocument, syntaxErrorsOf } from '../../server/document/document';
import type { DocumentForm } from '../../server/document/form';
import { applyEdits } from '../../server/edit/text-edit';
import { fixText } from '../../server/features/fix-all';
import { phoneCall } from '../../server/spec/phone-call';
import { NOW } from '../support/checking';
import { engine } from '../support/engines';

/*
 * A program of its own, bundled and run by no-worse.property.test.ts: it tries so many texts from a seed, and ends with
 * what is wrong with the first that a fix makes worse.
 */

const TEXTS = Number(process.argv[2]);
const SEED = Number(process.argv[3]);

/** A generator of numbers from 0 to 1 that gives the same ones again: the algorithm is mulberry32. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = seeded(SEED);
const below = (limit: number) => Math.floor(random() * limit);
const oneOf = <Kind>(list: readonly Kind[]): Kind => list[below(list.length)] as Kind;

/** The members of the examples, as they are written there. */
const members = [
  'inbound-support.phonecall.json',
  'pasted-from-other-api.phonecall.json',
  'mistakes.phonecalls.json',
]
  .flatMap((name) => readFileSync(`examples/${name}`, 'utf8').split('\n'))
  .map((line) => line.trim().replace(/,$/, ''))
  .filter((line) => /^"\w+": (?:[^{[]|\{.*\}$)/.test(line));

function record(): string {
  const some = Array.from({ length: 1 + below(3) }, () => oneOf(members));
  return `{${some.join(oneOf([', ', ',', ',\n  ']))}}`;
}

/** A small file in one of the shapes that files have. */
function file(): string {
  switch (below(5)) {
    case 0:
      return `[${record()}, ${record()}]`;
    case 1:
      return `{"a": ${record()},\n"b": ${record()}}`;
    case 2:
      return `{"calls": [${record()},${record()}], "paging": {"offset": 0}}`;
    case 3:
      return `${record().replaceAll('\n', '')}\n${record().replaceAll('\n', '')}\n`;
    default:
      return record();
  }
}

/** A character of any plane, but no half of one. */
function character(): string {
  const plane = oneOf([0, 0, 1, 1, 2, 3, 14, 15, 16]);
  const code = plane * 0x10000 + below(0x10000);
  return code >= 0xd800 && code <= 0xdfff ? '\u{1f600}' : String.fromCodePoint(code);
}

// biome-ignore format: a list of pieces
const pieces = [
  '{', '}', '[', ']', ',', ':', '"', "'", '\\', '\n', '\t', ' ', '/', '//', '/* x */', '\u00a0', '\ufeff', '\u200d', '\u0001',
  'STOPPED', 'True', 'None', 'NaN', 'N/A', '01', '+1', '.5', '1.', '-', '0x1f', '1_000', 'status', "'it''s'", '\\x', '=', '::', ',,',
  '“a”', '„b“', '«', '’', 'null', 'new Date(1614849331000)', 'ISODate("2021-03-04T10:15:31+01:00")', '{"$date": 1614849331000}',
  '"start_date": "2021-03-04T10:15:31.000+01:00"', '"room": 1', '"Timeshift": 60', '"udata": {}', '"udata": {"room": 2}', '"room": 1',
  '{"$numberLong": "5"}', '+12025550143', '12025550143.0', '"""', '}{', '},{', '\r\n', '<<<<<<< HEAD\n', '```', 'x(', '"a\nb"',
];

function mutated(text: string): string {
  let changed = text;
  for (let left = below(4); left >= 0; left--) {
    const at = below(changed.length + 1);
    const cut = below(3) === 0 ? below(12) : 0;
    const piece = below(4) === 0 ? character() : oneOf(pieces);
    changed = changed.slice(0, at) + (cut > 0 && below(2) === 0 ? '' : piece) + changed.slice(at + cut);
  }
  return changed.replaceAll(LONE, '');
}

/** Halves of surrogate pairs that stand alone. */
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function isTorn(text: string): boolean {
  // Written as an escape it is as broken.
  return text.search(LONE) >= 0 || /\\ud[89a-f]/i.test(text);
}

function syntaxErrors(text: string, form: DocumentForm): number {
  return syntaxErrorsOf(engine.read(openDocument(text, form, phoneCall)));
}

function isValid(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\ufeff/, ''));
    return true;
  } catch {
    return false;
  }
}

const everything = { now: NOW, severityOf: () => 'error' as const };

function tryAll(text: string, form: DocumentForm): void {
  const checked = engine.checkText(text, form);
  const { document } = checked;
  const before = syntaxErrorsOf(document);
  const judged = new Set<string>();
  if (form === 'json')
    // Somebody is about to write where nothing stands yet.
    assert.equal(
      before === 0,
      isValid(text) || /^\ufeff?[ \t\r\n]*$/.test(text),
      'the text has a syntax error if JSON.parse refuses it',
    );
  for (const { index, findings } of chunksWithFindings(checked)) {
    const offset = offsetOf(document, index);
    const context = fixContext(checked, index, NOW);
    for (const finding of findings.slice(0, 3)) {
      for (const { title, edits } of fixesOf(finding, context)) {
        const placed = edits.map((edit) => ({ ...edit, start: edit.start + offset, end: edit.end + offset }));
        isNoWorse(applyEdits(text, placed), title);
      }
    }
  }
  // Each text is fixed in one of the two ways: both would take too long for so many texts.
  for (const includeUnsafe of [below(2) === 0]) {
    const name = includeUnsafe ? 'fix --unsafe' : 'fix';
    const options = { ...everything, includeUnsafe };
    const fixed = fixText(engine, text, form, options);
    if (fixed.text === text) continue;
    isNoWorse(fixed.text, name);
    assert.equal(
      fixText(engine, fixed.text, form, options).text,
      fixed.text,
      `${name} changes something again`,
    );
  }

  function isNoWorse(after: string, what: string): void {
    // Several fixes often make the same of a text.
    if (judged.has(after)) return;
    judged.add(after);
    const errors = syntaxErrors(after, form);
    const hint = `${what}\n${JSON.stringify(after)}`;
    assert.ok(errors <= before, `${errors} syntax errors instead of ${before}: ${hint}`);
    if (form === 'json' && before === 0) assert.ok(isValid(after), hint);
    assert.ok(!isTorn(after) || isTorn(text), `a character is torn in two: ${hint}`);
  }
}

for (let count = 0; count < TEXTS; count++) {
  const text = mutated(file());
  const form = below(4) === 0 ? 'lines' : 'json';
  try {
    tryAll(text, form);
  } catch (error) {
    console.error(`Text ${count}, ${form}: ${JSON.stringify(text)}\n${(error as Error).message}`);
    process.exit(1);
  }
}
