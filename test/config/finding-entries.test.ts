import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entriesByFile, type FindingEntry } from '../../server/config/finding-entries';
import { globOfFile, isOneFile } from '../../server/config/globs';
import { readProjectFile } from '../../server/config/project-file';
import { phoneCall } from '../../server/spec/phone-call';

/**
 * Reads a list in which `⟦` and `⟧` mark where problems stand: the entries, and the messages in text order. That the
 * problems stand exactly at the marks is checked here, and that names have their places.
 */
function read(marked: string): { entries: unknown[]; messages: string[] } {
  const ranges: [start: number, end: number][] = [];
  let text = '';
  for (const [index, part] of `{ "expect": ${marked} }`.split(/[⟦⟧]/).entries()) {
    if (index % 2 === 1) ranges.push([text.length, text.length + part.length]);
    text += part;
  }
  const { problems, expect } = readProjectFile(text, phoneCall);
  assert.deepEqual(
    problems.map(({ start, end }) => [start, end]),
    ranges,
    problems.map(({ message }) => message).join('\n'),
  );
  for (const { records = [], rules = [], span } of expect) {
    assert.equal(text[span.start] + (text[span.end - 1] ?? ''), '{}');
    for (const one of [...records, ...rules])
      assert.equal(JSON.parse(text.slice(one.span.start, one.span.end)), one.name);
  }
  return { entries: expect.map(plain), messages: problems.map(({ message }) => message) };
}

function plain({ files, records, rules }: FindingEntry): unknown[] {
  return [files ?? null, records?.map(({ name }) => name) ?? null, rules?.map(({ name }) => name) ?? null];
}

test('right entries are read; a part that is left out is about all', () => {
  assert.deepEqual(
    read(`[
      { "files": ["a/**", "*.json"], "records": ["x", "/0", ""], "rules": ["syntax", "wrong-type"] },
      { "rules": ["syntax"] }, { "records": ["\\u0061"] }, { "files": ["b.json"] }
    ]`),
    {
      entries: [
        [
          ['a/**', '*.json'],
          ['x', '/0', ''],
          ['syntax', 'wrong-type'],
        ],
        [null, null, ['syntax']],
        [null, ['a'], null],
        [['b.json'], null, null],
      ],
      messages: [],
    },
  );
  assert.deepEqual(read('[]'), { entries: [], messages: [] });
});

test('an entry about everything, and an empty part, are refused', () => {
  assert.deepEqual(read('[⟦{}⟧, { "files": ⟦[]⟧, "rules": ["syntax"] }, { "records": ⟦[]⟧ }]'), {
    entries: [],
    messages: [
      'Name files, records or rules: an entry without any would be about everything.',
      '"files" is empty: leave it out, or name what it is about.',
      '"records" is empty: leave it out, or name what it is about.',
    ],
  });
});

test('what is wrong in an entry is told on its token, and never makes the entry be about more', () => {
  assert.deepEqual(
    read(
      '[⟦7⟧, { ⟦"rule"⟧: ["syntax"], "files": ["a.json"] }, { "rules": [⟦"sintax"⟧, ⟦1⟧], "files": ["a.json"] },' +
        ' { "rules": [⟦"sintax"⟧, "empty-field"] }, { "records": [⟦7⟧, ⟦null⟧], "rules": ["syntax"] },' +
        ' { "records": ⟦"x"⟧ }, { "files": [⟦"/a"⟧], "rules": ["syntax"] }]',
    ),
    {
      entries: [
        [['a.json'], null, null],
        [null, null, ['empty-field']],
      ],
      messages: [
        'An entry is an object such as { "files": ["invalid/**"] }, not 7.',
        'An entry has no "rule": did you mean "rules"?',
        'There is no rule "sintax": did you mean "syntax"?',
        'A rule is named by its ID in quotes, not by 1.',
        'There is no rule "sintax": did you mean "syntax"?',
        'A record is named by its ID, or by a JSON Pointer such as "/0", not by 7.',
        'A record is named by its ID, or by a JSON Pointer such as "/0", not by null.',
        '"records" is a list of names, not "x".',
        '"/a" is absolute: write it relative to its folder.',
      ],
    },
  );
  assert.deepEqual(read('⟦{}⟧').messages, [
    '"expect" is a list such as [{ "files": ["invalid/**"], "rules": ["missing-field"] }], not an object.',
  ]);
});

test('what is too much is told, and the first ones count', () => {
  const list = (what: string, count: number) => `[${Array<string>(count).fill(what).join(',')}]`;
  const project = (entries: string) => readProjectFile(`{ "ignore": ${entries} }`, phoneCall);
  const cases: [entries: string, counting: number, message: string][] = [
    [list('{"rules":["syntax"]}', 1001), 1000, '"ignore" has 1001 entries: only the first 1000 count.'],
    [
      list(`{"files":${list('"a"', 100)}}`, 21),
      20,
      '"ignore" has more than 2000 globs: later entries do not count.',
    ],
  ];
  for (const [entries, counting, message] of cases) {
    const { ignore, problems } = project(entries);
    assert.deepEqual([ignore.length, problems.map((one) => one.message)], [counting, [message]]);
  }
  const { ignore, problems } = project(`[{"records":${list('"a"', 1001)},"rules":${list('"syntax"', 101)}}]`);
  assert.deepEqual(
    [ignore[0]?.records?.length, ignore[0]?.rules?.length, problems.map((one) => one.message)],
    [
      1000,
      100,
      [
        '"records" has 1001 names: only the first 1000 count.',
        '"rules" has 101 names: only the first 100 count.',
      ],
    ],
  );
});

test('of a hostile list not each wrong name is compared with all rules', () => {
  const rules = Array<string>(90).fill('"sintex-errror"').join(',');
  const text = `{ "expect": [${Array<string>(700).fill(`{"rules":[${rules}]}`).join(',')}] }`;
  assert.ok(text.length < 1 << 20);
  const { expect, problems } = readProjectFile(text, phoneCall);
  assert.deepEqual([expect.length, problems.length], [0, 63_000]);
  assert.ok(problems.filter(({ message }) => message.includes('did you mean')).length < 1000);
});

test('of a file those entries count whose globs match its path', () => {
  const text = `{
    "ignore": [{ "rules": ["syntax"] }, { "files": ["a/*.json"], "records": ["x"] }],
    "expect": [{ "files": ["./b.json", "a/b.json"] }]
  }`;
  const about = entriesByFile(readProjectFile(text, phoneCall));
  const everywhere = { entry: 0, records: undefined, rules: ['syntax'] };
  const inFolder = { entry: 1, records: ['x'], rules: undefined };
  const expected = { entry: 0, records: undefined, rules: undefined };
  assert.deepEqual(about('c.json'), { ignore: [everywhere], expect: [] });
  assert.deepEqual(about('b.json'), { ignore: [everywhere], expect: [expected] });
  assert.deepEqual(about('a/B.json'), { ignore: [everywhere, inFolder], expect: [expected] });
  const none = entriesByFile(readProjectFile('{ "expect": [{ "files": ["x"] }] }', phoneCall));
  assert.equal(none('y'), undefined);
});

test('a glob for one file matches that file alone', () => {
  const cases: [path: string, glob: string | undefined][] = [
    ['a.json', './a.json'],
    ['in/a.json', 'in/a.json'],
    ['in [old]/{a}*?.json', 'in [[]old[]]/[{]a[}][*][?].json'],
    ['!a.json', './!a.json'],
    ['a\\b.json', undefined],
    [`${'x'.repeat(500)}.json`, undefined],
  ];
  for (const [path, glob] of cases) {
    assert.equal(globOfFile(path), glob);
    if (glob !== undefined) assert.ok(isOneFile(glob), glob);
  }
  for (const glob of ['a.json', '*/a.json', 'in/a?.json', 'in/[ab].json', 'in/{a,b}.json', 'in/**'])
    assert.ok(!isOneFile(glob), glob);
});
