import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openDocument } from '../../server/document/document';
import { settle } from '../../server/document/settle';
import { phoneCall } from '../../server/spec/phone-call';
import { allChunks } from '../support/whole';

/*
 * What counts as a syntax error is what JSON.parse refuses: no more, no less, wherever it stands.
 */

const pieces = [
  ...'{}[],:"\\/\' \n\r\tu0123456789.eE+-abtfn',
  '"a"',
  '"status"',
  '"status": 1',
  '"a\\u00e9b"',
  '"\\ud83d"',
  '"\\x"',
  '"\\u12g4"',
  '"tab\there"',
  '"\u2028"',
  '""',
  '-0',
  '0',
  '01',
  '1.',
  '.5',
  '1.5',
  '1e5',
  '1E+05',
  '1e',
  '-',
  '--1',
  '+1',
  '1e400',
  '0x1F',
  'NaN',
  'Infinity',
  'true',
  'false',
  'null',
  'True',
  'nul',
  '\u00a0',
  '\ufeff',
  '\u0000',
  '\u000b',
  '\u007f',
  '//c\n',
  '/*c*/',
  '[]',
  '{}',
  '{"a": 1}',
  '{"a": {"b": [1, {}]}}',
  ', ',
  ': ',
];
const noise = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join(''));
const nearlyJson = fc
  .tuple(
    fc.json({ maxDepth: 4 }),
    fc.nat(),
    fc.nat({ max: 3 }),
    fc.oneof(fc.constant(''), fc.constantFrom(...pieces)),
  )
  .map(([text, at, removed, insert]) => {
    const start = at % (text.length + 1);
    return text.slice(0, start) + insert + text.slice(start + removed);
  });
const records = noise.map(
  (inside) => `[{"status": 1, "type": "t"}, {"status": 1, ${inside}}, {"a": {"status": 1}}]`,
);

test('a text has syntax errors exactly where JSON.parse refuses it', () => {
  fc.assert(
    fc.property(fc.oneof(noise, nearlyJson, records, fc.json()), (text) => {
      assert.equal(
        hasSyntaxErrors(text, 'json'),
        /[^ \t\r\n]/.test(withoutMark(text)) && !parses(withoutMark(text)),
        text,
      );
    }),
    { numRuns: 20_000 },
  );
});

test('a JSON Lines text has syntax errors exactly where JSON.parse refuses a line', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(noise, nearlyJson), { maxLength: 3 }), (lines) => {
      const text = lines.join('\n');
      const broken = withoutMark(text)
        .split(/\r\n|\r|\n/)
        .some((line) => /[^ \t]/.test(line) && !parses(line));
      assert.equal(hasSyntaxErrors(text, 'lines'), broken, text);
    }),
    { numRuns: 10_000 },
  );
});

function hasSyntaxErrors(text: string, form: 'json' | 'lines'): boolean {
  const problems = allChunks(settle(openDocument(text, form, phoneCall))).flatMap((chunk) => [
    ...(chunk.record?.problems ?? []),
    ...chunk.problems,
  ]);
  return problems.some((problem) => problem.kind !== 'not-a-record');
}

/** A byte order mark is allowed before a file, and only there. */
function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, '');
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
