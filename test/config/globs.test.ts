import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { globProblem, globTest, tooManyGlobs } from '../../server/config/globs';
import { limits } from '../../server/config/limits';

test('globs match paths relative to their folder', () => {
  const cases: [glob: string, path: string, matches: boolean][] = [
    ['fixtures/*.json', 'fixtures/a.json', true],
    ['fixtures/*.json', 'fixtures/deep/a.json', false],
    ['fixtures/*.json', 'other/fixtures/a.json', false],
    ['fixtures/**/*.json', 'fixtures/a.json', true],
    ['fixtures/**/*.json', 'fixtures/deep/er/a.json', true],
    ['**/fixtures/*.json', 'other/fixtures/a.json', true],
    ['./fixtures/*.json', 'fixtures/a.json', true],
    ['*.call.json', 'a.call.json', true],
    ['*.call.json', 'deep/er/a.call.json', true],
    ['exact.json', 'deep/exact.json', true],
    ['*.{json,jsonl}', 'a.jsonl', true],
    ['FIXTURES/*.json', 'fixtures/A.JSON', true],
    ['fixtures/*', 'fixtures/.hidden.json', true],
    ['fixtures/a[1].json', 'fixtures/a1.json', true],
    ['fixtures/a[[]1].json', 'fixtures/a[1].json', true],
    ['a//b/./c.json', 'a/b/c.json', true],
    ['**', 'a/b.json', true],
    ['a/**', 'a/b/c.json', true],
    ['a/**', 'ab/c.json', false],
    ['a/**/b/**/c.json', 'a/x/b/b/y/c.json', true],
    ['a/**/b/**/c.json', 'a/x/y/c.json', false],
    ['a**b.json', 'axxb.json', true],
    ['a**b/c.json', 'ax/xb/c.json', false],
    ['?.json', 'é.json', true],
    ['?.json', '😀.json', true],
    ['?.json', '.json', false],
    ['[!a-c]x.json', 'dx.json', true],
    ['[^a-c]x.json', 'bx.json', false],
    ['[]a]x.json', ']x.json', true],
    ['[a-]x.json', '-x.json', true],
    ['[ax.json', '[ax.json', true],
    ['[a/b]x.json', '[a/b]x.json', true],
    ['{a,b/c}/*.json', 'b/c/x.json', true],
    ['{a,{b,c}d}.json', 'cd.json', true],
    ['{a,{b,c}d}.json', 'c.json', false],
    ['*.{json}', 'a.json', true],
    ['{a.json', '{a.json', true],
    ['a}.json', 'a}.json', true],
    ['{,x}a.json', 'a.json', true],
    ['[{]a,b}.json', '{a,b}.json', true],
    ['a(1)*.json', 'a(1)b.json', true],
    ['a+b $1.json', 'a+b $1.json', true],
    ['ÄB.json', 'äb.json', true],
  ];
  for (const [glob, path, matches] of cases) {
    assert.equal(globProblem(glob), undefined, glob);
    assert.equal(globTest([glob])(path), matches, `${glob} on ${path}`);
  }
});

test('one of several globs is enough, and none matches nothing', () => {
  assert.equal(globTest(['a/*.json', 'b/*.json'])('b/x.json'), true);
  assert.equal(globTest([])('b/x.json'), false);
});

test('a glob that could never match is refused with what to write', () => {
  assert.equal(globProblem(' '), 'A glob is empty: write one such as "fixtures/**/*.json", or remove it.');
  assert.equal(
    globProblem('fixtures\\*.json'),
    '"fixtures\\\\*.json" has a backslash: write "/" between folders on every platform.',
  );
  assert.equal(
    globProblem('!a.json'),
    '"!a.json" starts with "!": list files to leave out in "exclude" instead.',
  );
  assert.equal(globProblem('/abs/*.json'), '"/abs/*.json" is absolute: write it relative to its folder.');
  assert.equal(globProblem('C:/x/*.json'), '"C:/x/*.json" is absolute: write it relative to its folder.');
  assert.equal(
    globProblem('../x/*.json'),
    '"../x/*.json" leaves its folder: it can only name files below it.',
  );
  assert.equal(
    globProblem('fixtures/'),
    '"fixtures/" names a folder: write "fixtures/**/*.json" for the files in it.',
  );
  assert.equal(globProblem('a'.repeat(1001)), 'A glob has more than 500 characters: write a shorter one.');
  assert.equal(globProblem('..a/*.json'), undefined);
  assert.equal(
    globProblem('a/../b.json'),
    '"a/../b.json" leaves its folder: it can only name files below it.',
  );
  for (const glob of ['@(a|b).json', 'a+(b).json', '*.!(x)', '?(a|b).json']) {
    assert.equal(
      globProblem(glob),
      `"${glob}" has alternatives in parentheses: write them in braces, {a,b}.`,
    );
  }
  assert.equal(
    globProblem('a{1..20}.json'),
    '"a{1..20}.json" has a range in braces: write [0-9], or list them as {8,9,10}.',
  );
  assert.equal(
    globProblem('[[:alpha:]]*.json'),
    '"[[:alpha:]]*.json" has a class such as [:digit:]: write a range such as [0-9].',
  );
});

test('limits hold where they are said to, and one above is refused', () => {
  const { globCharacters, globs, pathCharacters, starsInPart } = limits;
  assert.equal(globProblem('a'.repeat(globCharacters)), undefined);
  assert.equal(globProblem('*a'.repeat(starsInPart)), undefined);
  assert.equal(globProblem(`**/${'*a'.repeat(starsInPart)}/*/**/*`), undefined);
  const tooMany = '*a'.repeat(starsInPart + 1);
  assert.equal(
    globProblem(tooMany),
    `"${tooMany}" has more than ${starsInPart} stars between two slashes: write fewer.`,
  );
  assert.equal(globProblem('{a,b}{c,d}'.repeat(3)), undefined);
  assert.equal(
    globProblem('{a,b}'.repeat(8)),
    `"{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}" stands for more than ${globCharacters} characters: write several globs.`,
  );
  assert.notEqual(globProblem('{,}'.repeat(150)), undefined);
  assert.equal(tooManyGlobs('files', globs), undefined);
  assert.equal(tooManyGlobs('files', globs + 1), '"files" has 101 globs: only the first 100 count.');
  const isTaken = globTest(['**']);
  assert.equal(isTaken('a'.repeat(pathCharacters)), true);
  assert.equal(isTaken('a'.repeat(pathCharacters + 1)), false);
});

/** Pieces of globs, and the expressions that say the same. */
const pieces: readonly (readonly [glob: string, expression: string])[] = [
  ['a', 'a'],
  ['b', 'b'],
  ['.', '\\.'],
  ['*', '.*'],
  ['?', '.'],
  ['[ab]', '[ab]'],
  ['[!a]', '[^a]'],
  ['{a,b?}', '(?:a|b.)'],
  ['{b,a{,.*}}', '(?:b|a|a\\..*)'],
];

test('a glob matches what the expression of each of its parts matches', () => {
  const part = fc
    .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 4 })
    .map((chosen) => ({
      text: chosen.map(([text]) => text).join(''),
      expression: new RegExp(`^${chosen.map(([, expression]) => expression).join('')}$`),
    }))
    .filter(({ text }) => !/^\.+$/.test(text) && !text.includes('**'));
  const glob = fc.array(fc.oneof(part, fc.constant({ text: '**', expression: undefined })), {
    minLength: 2,
    maxLength: 5,
  });
  const name = fc.string({ unit: fc.constantFrom('a', 'b', '.'), minLength: 1, maxLength: 4 });
  const path = fc.array(name, { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(glob, path, (parts, names) => {
      const expressions = parts.map(({ expression }) => expression);
      const text = parts.map((each) => each.text).join('/');
      // Many braces stand for more than a glob may.
      fc.pre(globProblem(text) === undefined);
      assert.equal(
        globTest([text])(names.join('/')),
        isMatch(expressions, names),
        `${text} on ${names.join('/')}`,
      );
    }),
    { numRuns: 5000 },
  );
});

/** Tries all ways there are; undefined stands for any number of names. */
function isMatch(expressions: readonly (RegExp | undefined)[], names: readonly string[]): boolean {
  const [first, ...rest] = expressions;
  if (expressions.length === 0) return names.length === 0;
  if (first === undefined) {
    return isMatch(rest, names) || (names.length > 0 && isMatch(expressions, names.slice(1)));
  }
  return names.length > 0 && first.test(names[0] as string) && isMatch(rest, names.slice(1));
}

test('any glob answers any path in 10 ms', () => {
  const worst: [glob: string, path: string][] = [
    [`${'*a'.repeat(limits.starsInPart)}b`, 'a'.repeat(limits.pathCharacters)],
    [`*${'a'.repeat(490)}b`, 'a'.repeat(limits.pathCharacters)],
    [`*${'?'.repeat(490)}b`, 'a'.repeat(limits.pathCharacters)],
    [`*${'[a]'.repeat(160)}b`, 'a'.repeat(limits.pathCharacters)],
    [`*[${'bc'.repeat(240)}]*`, 'a'.repeat(limits.pathCharacters)],
    [`${'**/a/'.repeat(95)}b`, 'a/'.repeat(limits.pathCharacters / 2)],
    [`**/${'a/'.repeat(240)}b`, 'a/'.repeat(limits.pathCharacters / 2)],
    [`${'**/*a*a*a/'.repeat(49)}b`, 'aaaa/'.repeat(limits.pathCharacters / 5)],
    [`${'{a,b}'.repeat(5)}*b`, 'a'.repeat(limits.pathCharacters)],
    [`${'{a,'.repeat(100)}b${'}'.repeat(100)}`, 'a'],
  ];
  for (const [glob, path] of worst) {
    assert.ok(glob.length <= limits.globCharacters);
    const isTaken = globTest([glob]);
    // Time of the processor, in ms: other work of the machine says nothing about a glob.
    const times = Array.from({ length: 30 }, () => {
      const start = process.cpuUsage();
      isTaken(path);
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1000;
    });
    assert.ok(Math.min(...times) < 10, `${glob.slice(0, 20)} took ${Math.min(...times)} ms`);
  }
});
