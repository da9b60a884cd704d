import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Ajv } from 'ajv';
import schema from '../../schemas/phone-call-interaction.schema.json';

/*
 * The schema is there for the tools of others, whose regular expressions are of other dialects than JavaScript's: PCRE2,
 * RE2 (Go, Rust), Python's `re`. What its patterns may consist of is what means the same in all of them.
 */

const patterns = [
  ...Object.values(schema.definitions).flatMap((definition) =>
    'pattern' in definition ? [definition.pattern] : [],
  ),
  ...Object.keys(schema.definitions.record.patternProperties),
];

describe('the patterns of the schema', () => {
  for (const pattern of patterns) {
    test(`mean the same everywhere: ${pattern.slice(0, 40)}…`, () => {
      assert.equal(strangerIn(pattern), undefined);
      assert.doesNotThrow(() => new RegExp(pattern, 'u'));
    });
  }

  test('are all that the schema has', () => {
    const named = JSON.stringify(schema).match(/"pattern(?:Properties)?":/g) ?? [];
    assert.equal(named.length, patterns.length);
  });
});

describe('what does not mean the same everywhere', () => {
  const strangers: readonly (readonly [pattern: string, part: string])[] = [
    ['^(?=a)b$', '(?='],
    ['^(?!a)b$', '(?!'],
    ['^(?<=a)b$', '(?<='],
    ['^(?<name>a)$', '(?<n'],
    ['^(a)$', '(a'],
    ['^(?:a)\\1$', '\\1'],
    ['^\\d$', '\\d'],
    ['^[\\s]$', '\\s'],
    ['^\\w+\\b$', '\\w'],
    ['^\\p{L}$', '\\p'],
    ['^\\u0041$', '\\u'],
    ['^.$', '.'],
    ['^a+?$', '+?'],
    ['^a++$', '++'],
    ['^a{1001}$', '{1001}'],
    ['^a{,3}$', '{'],
    ['^(?:(?:ab){0,40}c){0,40}$', '1600 times'],
    ['^(?:(?:[ab]c[de]f){0,30}[cd]){0,30}$', '77 KB'],
    ['^[a&&b]$', '&&'],
    ['^[[:alpha:]]$', '[['],
    ['^[]a]$', '[]'],
    ['a$', 'no ^'],
    ['^a', 'no $'],
    ['^a$b$', '$'],
    ['^a|b$', '|'],
  ];
  for (const [pattern, part] of strangers) {
    test(`is found: ${pattern}`, () => assert.ok(strangerIn(pattern)?.startsWith(part), strangerIn(pattern)));
  }
});

test('Ajv takes the schema where it is strictest', () => {
  assert.doesNotThrow(() => new Ajv({ strict: true, allErrors: true }).compile(schema));
});

/** How often RE2 lets something be repeated, all repetitions around it taken together. */
const mostRepeated = 1000;

/**
 * Bytes of PCRE2's code for a pattern, which has to stay below 64 KB: it writes out what is repeated. A set of characters
 * takes some 35.
 */
const mostCode = 60 * 1024;
const codeOfSet = 35;
const codeOfGroup = 12;

/** What a part of a pattern costs, and how often the innermost of it is repeated. */
interface Cost {
  readonly code: number;
  readonly times: number;
}

/** Returns the first part of a pattern that not all dialects have, or that does not mean the same in them. */
function strangerIn(pattern: string): string | undefined {
  let at = 0;
  const fail = (part: string): never => {
    throw new Stranger(part);
  };
  /** Takes what the expression, which is sticky, finds here. */
  const take = (expression: RegExp): string | undefined => {
    expression.lastIndex = at;
    const [found] = expression.exec(pattern) ?? [];
    at += found?.length ?? 0;
    return found;
  };

  const choice = (): Cost => {
    let cost = sequence();
    while (take(/\|/y)) cost = both(cost, sequence());
    return cost;
  };
  const sequence = (): Cost => {
    let cost: Cost = { code: 0, times: 1 };
    while (at < pattern.length && !/[|)$]/.test(pattern[at] ?? '')) cost = both(cost, repeated(one()));
    return cost;
  };
  const one = (): Cost => {
    if (take(/\(\?:/y)) {
      const { code, times } = choice();
      if (!take(/\)/y)) fail(pattern.slice(at, at + 3));
      return { code: code + codeOfGroup, times };
    }
    if (take(/\[/y)) return set();
    // A character as such, or escaped where it would be none.
    if (take(/[^\\^$.|?*+()[\]{}]|\\[\\^$.|?*+()[\]{}/]|\\t|\\x[0-9A-F]{2}/uy)) return { code: 2, times: 1 };
    return fail(pattern.slice(at, at + (pattern[at] === '(' ? 4 : 2)));
  };
  const set = (): Cost => {
    take(/\^/y);
    if (pattern[at] === ']') fail('[]');
    while (!take(/\]/y)) {
      const doubled = /^(?:&&|\|\||~~|--|\[)/.exec(pattern.slice(at))?.[0];
      if (doubled) fail(doubled === '[' ? '[[' : doubled);
      if (!take(/[^\\[\]]|\\[\\[\]^-]|\\t|\\x[0-9A-F]{2}/uy)) fail(pattern.slice(at, at + 2));
    }
    return { code: codeOfSet, times: 1 };
  };
  const repeated = ({ code, times }: Cost): Cost => {
    const counts = take(/[*+?]|\{\d+(?:,\d*)?\}/y);
    if (counts === undefined) return { code, times };
    if (/[?+*]/.test(pattern[at] ?? '')) fail(`${counts}${pattern[at]}`);
    const most = Math.max(1, ...(counts.match(/\d+/g) ?? []).map(Number));
    if (most > mostRepeated) fail(counts);
    if (most * times > mostRepeated) fail(`${most * times} times`);
    // Sets and characters that are repeated by themselves are not written out.
    return code === codeOfSet || code === 2
      ? { code: code + 5, times: most }
      : { code: code * most, times: most * times };
  };

  try {
    if (!take(/\^/y)) fail('no ^');
    const { code } = sequence();
    if (!take(/\$/y)) fail(at < pattern.length ? pattern.slice(at) : 'no $');
    if (at < pattern.length) fail(`$${pattern.slice(at)}`);
    if (code > mostCode) fail(`${Math.round(code / 1024)} KB`);
    return undefined;
  } catch (error) {
    if (error instanceof Stranger) return error.message;
    throw error;
  }
}

class Stranger extends Error {}

function both(one: Cost, other: Cost): Cost {
  return { code: one.code + other.code, times: Math.max(one.times, other.times) };
}
