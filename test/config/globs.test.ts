import assert from 'node:assert/strict';
import { test } from 'node:test';
import { globProblem, globTest } from '../../server/config/globs';

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
  assert.equal(globProblem('!a.json'), '"!a.json" excludes files, but globs only add them: remove it.');
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
  assert.equal(globProblem('a'.repeat(1001)), 'A glob has more than 1000 characters: write a shorter one.');
  assert.equal(globProblem('..a/*.json'), undefined);
});
