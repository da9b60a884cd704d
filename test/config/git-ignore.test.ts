import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import * as fc from 'fast-check';
import { type GitIgnore, isIgnored, readGitIgnore } from '../../server/config/git-ignore';

const checkout = mkdtempSync(join(tmpdir(), 'interaction-data-ignored-'));
after(() => rmSync(checkout, { recursive: true, force: true }));
git(['init', '-q']);

/** Runs git in the checkout, away from the user's own settings and lists. */
function git(words: readonly string[], input = ''): string {
  return execFileSync('git', ['-c', 'core.excludesFile=', '-c', 'core.ignoreCase=false', ...words], {
    cwd: checkout,
    input,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
  });
}

/** Those of the paths that git ignores, where these are the `.gitignore` files by their folders. */
function ignoredByGit(files: Readonly<Record<string, string>>, paths: readonly string[]): readonly string[] {
  for (const [folder, text] of Object.entries(files)) {
    mkdirSync(join(checkout, folder), { recursive: true });
    writeFileSync(join(checkout, folder, '.gitignore'), text);
  }
  try {
    return git(['check-ignore', '--no-index', '--stdin', '-z'], `${paths.join('\0')}\0`)
      .split('\0')
      .slice(0, -1);
  } catch (error) {
    // It ends with 1 where it ignores none.
    if ((error as { status?: number }).status === 1) return [];
    throw error;
  } finally {
    for (const folder of Object.keys(files)) rmSync(join(checkout, folder, '.gitignore'));
  }
}

/** The same by our reading: a walk leaves out a folder with all that is in it. */
function ignoredByUs(files: Readonly<Record<string, string>>, paths: readonly string[]): readonly string[] {
  return paths.filter((path) => {
    const names = path.split('/');
    let ignore: GitIgnore | undefined;
    for (let depth = 0; depth < names.length; depth++) {
      const folder = names.slice(0, depth).join('/');
      const text = files[folder];
      if (text !== undefined) ignore = readGitIgnore(text, folder === '' ? '' : `${folder}/`, ignore);
      const isFolder = depth < names.length - 1;
      if (isIgnored(ignore, names.slice(0, depth + 1).join('/'), isFolder)) return true;
    }
    return false;
  });
}

test('what a .gitignore names', () => {
  const cases: readonly (readonly [text: string, ignored: readonly string[], kept: readonly string[]])[] = [
    ['*.log\n', ['a.log', 'x/a.log'], ['a.json', 'a.log.json']],
    ['# a\n\n\\#b\n', ['#b'], ['# a', 'a']],
    ['dist/\n', ['dist/a', 'x/dist/a'], ['dist', 'x/dist']],
    ['/dist\n', ['dist', 'dist/a'], ['x/dist']],
    ['a/b\n', ['a/b', 'a/b/c'], ['x/a/b', 'b']],
    ['**/a/b', ['a/b', 'x/y/a/b'], ['b']],
    ['a/**', ['a/b', 'a/b/c'], ['a', 'x/a/b']],
    ['a/**/b', ['a/b', 'a/x/y/b'], ['ab']],
    ['*\n!*.json\n', ['a.log', 'x/a.json'], ['a.json']],
    ['x/*\n!x/a.json\n', ['x/b.json'], ['x/a.json']],
    ['a \nb\\ \n', ['a', 'b '], ['a ', 'b']],
    ['\\!a\na[!b-d]c\n', ['!a', 'aec'], ['a', 'abc', 'adc']],
    ['a[[:digit:]x]b\n', ['a7b', 'axb'], ['ayb', 'a:b']],
    ['a[]]b\na[b\n{c,d}\n', ['a]b', '{c,d}'], ['a[b', 'c']],
    ['a\r\nb', ['a', 'b'], ['a\r']],
    ['\ufeffa\n', ['a'], []],
    ['A.json\n', ['A.json'], ['a.json']],
    ['a/b/\n!a/b/c\n', ['a/b/c'], ['a/b']],
  ];
  for (const [text, ignored, kept] of cases) {
    const files = { '': text };
    const paths = [...ignored, ...kept];
    assert.deepEqual(ignoredByUs(files, paths), ignored, JSON.stringify(text));
    assert.deepEqual(ignoredByGit(files, paths), ignored, `git: ${JSON.stringify(text)}`);
  }
});

test('one in a folder below counts before those above it', () => {
  const files = { '': '*.log\nbuild\n', sub: '!keep.log\n!build\n/own\n' };
  const paths = ['keep.log', 'sub/keep.log', 'sub/other.log', 'sub/build/a', 'build/a', 'own', 'sub/own'];
  const ignored = ['keep.log', 'sub/other.log', 'build/a', 'sub/own'];
  assert.deepEqual(ignoredByUs(files, paths), ignored);
  assert.deepEqual(ignoredByGit(files, paths), ignored);
});

test('any lines ignore what git ignores by them', () => {
  const piece = fc.constantFrom(
    ...[
      'a',
      'b',
      'ab',
      '*',
      '**',
      '?',
      '/',
      '/',
      '!',
      '#',
      ' ',
      '\\',
      '[a-c]',
      '[!a]',
      '[',
      ']',
      '-',
      '.',
      '{a,b}',
      '[[:alpha:]b]',
    ],
  );
  // Where two stars are no whole part of a path, or slashes follow each other, git does other things than it says.
  const line = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) =>
    pieces
      .join('')
      .replaceAll(/\/[/ \\]*\//g, '/')
      .replaceAll(/(?<![*/]|^!|^)\*{2,}|(?<=\/|^!|^)\*{2,}(?![/*]|$)|\*{3,}/g, '*'),
  );
  const text = fc.array(line, { minLength: 1, maxLength: 5 }).map((lines) => lines.join('\n'));
  const name = fc.constantFrom('a', 'b', 'ab', 'abc', '.a', 'a b', '#', '!a', '[', '-', 'x');
  // What is no folder in the checkout is a file to git, so the one with a file of its own is called like no file.
  const path = fc
    .tuple(fc.constantFrom('', 'sub/'), fc.array(name, { minLength: 1, maxLength: 3 }))
    .map(([folder, names]) => folder + names.join('/'));
  fc.assert(
    fc.property(
      text,
      fc.option(text, { nil: undefined }),
      fc.uniqueArray(path, { minLength: 20, maxLength: 40 }),
      (above, below, paths) => {
        const files = { '': above, ...(below !== undefined && { sub: below }) };
        assert.deepEqual(ignoredByUs(files, paths), ignoredByGit(files, paths));
      },
    ),
    { numRuns: 100 },
  );
});

test('a line of stars is asked in no time', () => {
  const ignore = readGitIgnore(`${'*a'.repeat(200)}b\n`.repeat(50), '');
  const path = `${'a'.repeat(250)}/`.repeat(8).slice(0, -1);
  const start = performance.now();
  assert.equal(isIgnored(ignore, path, false), false);
  assert.ok(performance.now() - start < 1000);
});
