import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { automatonOf } from '../../server/spec/pattern-automaton';
import { partsOf } from '../../server/spec/pattern-parts';
import { searchFor } from '../../server/spec/pattern-search';
import { textPattern } from '../../server/spec/text-pattern';

/** What patterns and texts are made of, so that they meet. */
const characters = [
  'a',
  'b',
  'c',
  'A',
  '7',
  '_',
  ' ',
  '-',
  '\n',
  'é',
  'ſ',
  '日',
  '😀',
  '\ud83d',
  '\ude00',
  '\u2028',
];

const sets = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...characters) },
  fc.constantFrom('.', '\\d', '\\D', '\\w', '\\W', '\\s', '\\S', '\\p{L}', '\\P{Lu}', '\\p{Script=Han}'),
  fc.constantFrom(
    '\\x61',
    '\\u0062',
    '\\u{1F600}',
    '\\ud83d\\ude00',
    '\\ud83d',
    '\\cJ',
    '[\\0]',
    '\\n',
    '\\.',
    '\\\\',
    '\\/',
  ),
  fc.constantFrom(
    '[abc]',
    '[^a]',
    '[a-c7]',
    '[\\w-]',
    '[\\]\\\\]',
    '[[]',
    '[(|]',
    '[]',
    '[^]',
    '[\\b]',
    '[\\p{L}\\d]',
    '[^\\u{1F600}é]',
    '[\\ud83d\\ude00]',
  ),
);
const places = fc.constantFrom('^', '$', '\\b', '\\B');
const counts = fc.constantFrom(
  '*',
  '+',
  '?',
  '*?',
  '+?',
  '??',
  '{0}',
  '{2}',
  '{0,2}',
  '{1,}',
  '{2,}?',
  '{0,0}',
  '{1,3}',
);
const { pattern: patterns } = fc.letrec<{ pattern: string; sequence: string; part: string; group: string }>(
  (tie) => ({
    pattern: fc.oneof(
      { weight: 3, arbitrary: tie('sequence') },
      fc.array(tie('sequence'), { minLength: 2, maxLength: 3 }).map((all) => all.join('|')),
    ),
    sequence: fc.array(tie('part'), { maxLength: 4 }).map((all) => all.join('')),
    part: fc.oneof(
      // Deeper ones take RegExp for ever, also on texts this short.
      { maxDepth: 2, depthIdentifier: 'groups' },
      {
        weight: 5,
        arbitrary: fc
          .tuple(sets, fc.oneof({ weight: 2, arbitrary: fc.constant('') }, counts))
          .map((all) => all.join('')),
      },
      { weight: 1, arbitrary: places },
      {
        weight: 3,
        arbitrary: fc.tuple(tie('group'), fc.oneof(fc.constant(''), counts)).map((all) => all.join('')),
      },
    ),
    group: fc.tuple(fc.constantFrom('(', '(?:'), tie('pattern')).map(([start, inner]) => `${start}${inner})`),
  }),
);
const texts = fc
  .oneof(
    ...[characters, ['a', 'b'], ['a', 'é', ' ', '\n']].map((some) =>
      fc.array(fc.constantFrom(...some), { maxLength: 7 }),
    ),
  )
  .map((all) => all.join(''));

/**
 * Whether RegExp finds a pattern from the start of any character on, as the language says. By itself V8 looks within
 * characters of two units, too, where the pattern starts with \\B.
 */
function isFound(source: string, text: string): boolean {
  const expected = new RegExp(source, 'uy');
  let start = 0;
  for (const character of [...text, '']) {
    expected.lastIndex = start;
    if (expected.test(text)) return true;
    start += character.length;
  }
  return false;
}

describe('patterns of a team find what RegExp finds', () => {
  test('made-up patterns, on made-up texts', () => {
    fc.assert(
      fc.property(patterns, fc.array(texts, { minLength: 5, maxLength: 5 }), (source, all) => {
        for (const text of all) {
          const isThere = isFound(source, text);
          assert.equal(accepted(source).test(text), isThere, JSON.stringify(text));
          const bytes = Buffer.from(`x${text}x`);
          const found = accepted(source).testBytes(bytes, 1, bytes.length - 1);
          // It may end before it comes to a character beyond ASCII.
          assert.ok(found === isThere || (found === undefined && bytes.some((byte) => byte > 126)), text);
        }
      }),
      { numRuns: 10_000 },
    );
  });

  const sound: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['', ['', 'a', '\n'], []],
    ['^$', [''], ['a', '\n']],
    [
      '^(?:[A-Z]{2}\\d{4}|\\+?\\d{1,15})$',
      ['AB1234', '+491', '1'],
      ['', 'AB123', 'AB12345', '+', '1234567890123456'],
    ],
    ['^(?<year>\\d{4})-(?<month>\\d\\d)$', ['2026-11'], ['2026-1', ' 2026-11', '2026-11\n']],
    ['\\bcall\\b', ['call', 'a call.', 'é-call'], ['calls', '_call', 'caller call5']],
    ['^\\P{Lu}+$', ['a1é😀'], ['aÉ', '']],
    ['^.{3}$', ['😀😀😀', 'äöü', '\ud83d\ud83d\ud83d'], ['😀', 'ab', 'a\nb']],
    ['\\ud83d', ['\ud83d', 'a\ud83db'], ['😀', '']],
    ['^.{1,1024}$', ['a', 'a'.repeat(1024)], ['', 'a'.repeat(1025)]],
    ['^(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.|$)){4}$', ['1.2.3.4'], ['256.1.1.1', '1.2.3']],
    ['^[^\\s@]+@(?:[\\w-]+\\.)+[a-z]{2,}$', ['a.b@example.com'], ['a@b', '@example.com', 'a b@example.com']],
    ['constructor|__proto__', ['a __proto__'], ['proto']],
  ];
  for (const [source, right, wrong] of sound) {
    test(JSON.stringify(source), () => {
      const { test: matches } = accepted(source);
      for (const text of [...right, ...wrong, ...right]) {
        assert.equal(matches(text), right.includes(text), JSON.stringify(text));
        assert.equal(new RegExp(source, 'u').test(text), right.includes(text));
      }
    });
  }
});

describe('patterns of a team take time in proportion to the text', () => {
  const long = 100_000;
  const catastrophic: readonly (readonly [string, string])[] = [
    ['(a+)+$', `${'a'.repeat(long)}b`],
    ['^(a|a)*b$', 'a'.repeat(long)],
    ['(a|a)*b', 'a'.repeat(long)],
    ['(.*)*x', 'a'.repeat(long)],
    ['(.*)(.*)(.*)(.*)(.*)x', 'a'.repeat(long)],
    ['(x+x+)+y', 'x'.repeat(long)],
    ['^(([a-z])+.)+[A-Z]([a-z])+$', 'a'.repeat(long)],
    ['^(\\w+\\s?)*$', `${'a'.repeat(long)}!`],
    ['(\\b\\w*\\B\\w*\\b\\s*)*!$', 'ab '.repeat(long / 3)],
    ['(a?){500}a{500}$', `${'a'.repeat(long)}b`],
    ['(?:(?:(?:a*)*)*)*b', 'a'.repeat(long)],
    ['([^])*\\u{1F600}$', '😀é'.repeat(long / 2)],
  ];
  for (const [source, text] of catastrophic) {
    test(`${source}: what it costs more than a look at each character is paid once`, () => {
      const { states, matches } = counting(source);
      assert.equal(matches(text), false);
      assert.ok(states() < 1_000_000, `${states()}`);
    });
  }

  test('where nothing comes twice, all states of the pattern are all that a character costs', () => {
    const { states, matches } = counting('(a|b)*a(a|b){300}c');
    let seed = 1;
    const text = Array.from({ length: 10_000 }, () => {
      seed = (seed * 48_271) % 0x7fffffff;
      return seed % 2 === 0 ? 'a' : 'b';
    }).join('');
    assert.equal(matches(text), false);
    assert.ok(states() > 10_000 * 100, 'the text is hard');
    assert.ok(states() < 10_000 * 1_000, `${states()}`);
    assert.equal(matches(`${text}${'a'.repeat(301)}c`), true);
    assert.equal(matches(`${'ba'.repeat(200)}c`), true);
    assert.equal(matches('ac'), false);
  });

  test('texts with more characters than are remembered are read right', () => {
    const all = Array.from({ length: 0x9000 }, (_, code) => String.fromCodePoint(0x3400 + code)).join('');
    const { test: matches } = accepted('^\\p{L}+[x日]$');
    assert.equal(matches(`${all.replaceAll(/\P{L}/gu, '')}日`), true);
    assert.equal(matches(`${all}日`), /^\p{L}+[x日]$/u.test(`${all}日`));
    assert.equal(matches('日x'), true);
    assert.equal(matches('日本'), false);
  });

  /** How many states are looked at in all, where a step is not known. */
  function counting(source: string) {
    const parts = partsOf(source);
    if ('refused' in parts) throw new Error(parts.refused);
    let sum = 0;
    const matches = searchFor(automatonOf(parts), (states) => {
      sum += states;
    });
    return { matches, states: () => sum };
  }
});

describe('patterns that cannot be had in such a time, or at all, are refused', () => {
  const refused: readonly (readonly [string, string])[] = [
    ['a(?=b)', 'it looks ahead or back'],
    ['a(?!b)', 'it looks ahead or back'],
    ['(?<=a)b', 'it looks ahead or back'],
    ['(?<!a)b', 'it looks ahead or back'],
    ['(a)\\1', 'it refers back to a group'],
    ['(?<a>a)\\k<a>', 'it refers back to a group'],
    ['(', 'unterminated group'],
    ['[b-a]', 'range out of order in character class'],
    ['a: b)', "unmatched ')'"],
    ['a**', 'nothing to repeat'],
    ['\\-', 'invalid escape'],
    ['\\p{Nothing}', 'invalid property name'],
    ['(a{1000}){1000}', 'it is too large'],
    ['((((a{20}){20}){20}){20}){20}', 'it is too large'],
    ['(?:(?:(?:){1000}){1000}){1000}', 'it is too large'],
    ['a{99999999999999999999}', 'it is too large'],
    [`a{${'9'.repeat(400)},}`, 'it is too large'],
    ['a'.repeat(100_000), 'it is too large'],
    [`[${'\\p{L}'.repeat(100)}]`, 'it is too large'],
    [
      `${Array.from({ length: 200 }, (_, n) => `[a${String.fromCodePoint(0x3400 + n)}]`).join('')}`,
      'it is too large',
    ],
    [`${'('.repeat(2_000)}${')'.repeat(2_000)}`, 'its groups are too deep'],
  ];
  for (const [source, reason] of refused) {
    test(JSON.stringify(source.length > 40 ? `${source.slice(0, 40)}…` : source), () => {
      assert.deepEqual(textPattern(source), { refused: reason });
    });
  }

  test('flags inside a pattern, which not every engine knows', () => {
    assert.ok('refused' in textPattern('(?i:a)'));
  });

  test('what only looks like one of them is not', () => {
    for (const source of [
      '[(?=a)]',
      '\\(\\?=a\\)',
      '\\\\1',
      '[\\\\1]',
      '(?<a>\\(?)',
      'a{1000}',
      '\\\\k',
      '\\[(a|\\])',
    ])
      accepted(source);
  });
});

function accepted(source: string) {
  const pattern = textPattern(source);
  if ('refused' in pattern) throw new Error(`${source}: ${pattern.refused}`);
  return pattern;
}
