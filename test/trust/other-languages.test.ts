import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chunksWithFindings } from '../../server/check/check';
import { fixContext, fixesOf } from '../../server/check/fixes';
import { type DocumentForm, readingAs } from '../../server/document/form';
import { fixText } from '../../server/features/fix-all';
import { checkText, engine } from '../support/engines';
import { recordLine, recordText } from '../support/program';

/*
 * Records as other languages write them: what they do alike at every key or text of a record is one problem, whose fix mends
 * all of it. What is left is the record as JSON.
 */

const R = recordLine();
const pretty = recordText();
const now = '2026-01-01T00:00:00.000Z';
const quotes = 'Strings need double quotes in JSON.';
const comments = 'JSON allows no comments.';

function withQuotes(open: string, close: string): string {
  return R.replaceAll(/"([^"]*)"/g, `${open}$1${close}`);
}

const withBareKeys = R.replaceAll(/"(\w+)":/g, '$1:');
const isoDate = /"2026-03-17T08:15:00.000Z"/;

const texts: readonly (readonly [
  name: string,
  text: string,
  messages: readonly string[],
  titles: readonly string[],
  left: string,
  by?: 'unsafe',
])[] = [
  ['Python', withQuotes("'", "'"), [quotes], ['Use double quotes'], R],
  ['SQL', withQuotes('`', '`'), [quotes], ['Use double quotes'], R],
  ['a word processor', withQuotes('\u201c', '\u201d'), [quotes], ['Use double quotes'], R],
  [
    'JavaScript',
    withBareKeys,
    ['Keys need double quotes in JSON: "interaction_id" and 7 more.'],
    ['Quote 8 keys'],
    R,
  ],
  [
    'JavaScript with its quotes',
    withQuotes("'", "'").replaceAll(/'(\w+)':/g, '$1:'),
    ['Keys need double quotes in JSON: "interaction_id" and 7 more.', quotes],
    ['Quote 8 keys', 'Use double quotes'],
    R,
  ],
  [
    'Lua',
    R.replaceAll(/"(\w+)":/g, '["$1"] ='),
    ['Keys stand in no brackets in JSON: "interaction_id" and 7 more.', '"=" is not JSON: use ":".'],
    ['Write 8 keys without brackets', 'Write ":"'],
    R.replaceAll('":', '" :'),
  ],
  ['Ruby', R.replaceAll('":', '"=>'), ['"=>" is not JSON: use ":".'], ['Write ":"'], R],
  [
    'Ruby with its names',
    R.replaceAll(/"(\w+)":/g, ':$1=>')
      .replace('=> 1,', '=> :pending,')
      .replace('=>"Inbound"', ' => "Inbound"'),
    [
      'Keys need double quotes in JSON: "interaction_id" and 7 more.',
      '"=>" is not JSON: use ":".',
      ':pending is not a JSON value. Did you mean 1 (PENDING)?',
    ],
    ['Quote 8 keys', 'Write ":"', 'Change to 1 (PENDING)'],
    R,
  ],
  [
    'East Asian keyboards',
    R.replaceAll('":', '"\uff1a').replaceAll(',"', '\uff0c"'),
    ['"\uff1a" is not JSON: use ":".', '"\uff0c" is not JSON: use ",".'],
    ['Write ":"', 'Write ","'],
    R,
  ],
  [
    'JSON with comments',
    pretty.replaceAll(/,$/gm, ', // why').replace('{', '{ /* a */'),
    [comments],
    ['Remove 8 comments'],
    pretty,
    'unsafe',
  ],
  [
    'comments of markup in the middle of lines',
    `[<!-- a --> ${R}, <!-- b --> ${R.replace('"type"', '<!-- c --> <!-- d --> "type"')}]`,
    [comments, comments, comments],
    ['Remove the comment', 'Remove the comment', 'Remove 2 comments'],
    `[ ${R}, ${R.replace('"type"', ' "type"')}]`,
    'unsafe',
  ],
  ...['-- why', '<!-- why -->', '# why'].flatMap((comment): (typeof texts)[number][] => [
    [
      'JSON with lines of comments',
      pretty.replaceAll(/\n(?= +")/g, `\n  ${comment}\n`),
      [comments],
      ['Remove 8 comments'],
      pretty,
      'unsafe',
    ],
    [
      'JSON with a comment at the end of a line',
      pretty.replace(/,$/m, `, ${comment}`),
      [comments],
      ['Remove the comment'],
      pretty,
      'unsafe',
    ],
    [
      'JSON with a comment after the last member',
      pretty.replace('\n}', ` ${comment}\n}`),
      [comments],
      ['Remove the comment'],
      pretty,
      'unsafe',
    ],
  ]),
  [
    'a shell of a database',
    withBareKeys.replace(isoDate, 'ISODate($&)'),
    [
      'Keys need double quotes in JSON: "interaction_id" and 7 more.',
      'ISODate("2026-03-17T08:15:00.000Z") is not a JSON value: use "2026-03-17T08:15:00.000Z".',
    ],
    ['Quote 8 keys', 'Change to "2026-03-17T08:15:00.000Z"'],
    R,
  ],
];

function told(text: string, form: DocumentForm = 'json') {
  const checked = checkText(text, readingAs(text, { form, isSaid: false }));
  return [...chunksWithFindings(checked)].flatMap(({ index, findings }) =>
    findings.map((finding) => ({
      message: finding.message,
      title: fixesOf(finding, fixContext(checked, index, now))[0]?.title,
    })),
  );
}

function fixed(text: string, includeUnsafe: boolean, form: DocumentForm = 'json'): string {
  const reading = readingAs(text, { form, isSaid: false });
  return fixText(engine, text, reading, { now, severityOf: () => 'error', includeUnsafe }).text;
}

for (const [name, text, messages, titles, left, by] of texts) {
  test(`what a record of ${name} has throughout is told once`, () => {
    assert.deepEqual(
      told(text),
      messages.map((message, index) => ({ message, title: titles[index] })),
    );
    assert.equal(fixed(text, false), by === 'unsafe' ? text : left);
    assert.equal(fixed(text, true), left);
  });
}

test('each record tells its own', () => {
  const text = `${withQuotes("'", "'")}\n${R}\n${withQuotes("'", "'")}\n`;
  assert.equal(told(text, 'lines').length, 2);
  assert.equal(fixed(text, false, 'lines'), `${R}\n${R}\n${R}\n`);
});

test('a record over several lines is one value in a file of lines, too', () => {
  for (const text of [pretty.replaceAll('"', "'"), pretty.replaceAll(/"(\w+)":/g, '$1:')])
    assert.deepEqual(
      told(text, 'lines').map(({ message }) => message.slice(0, 23)),
      ['A value over several li', text.includes("'") ? 'Strings need double quo' : 'Keys need double quotes'],
    );
});

test('what is not surely the same is told by itself, and not mended with the others', () => {
  const text = withQuotes("'", "'").replace("'Inbound'", "'In 'quotes' so'");
  assert.deepEqual(
    told(text).map(({ message }) => message),
    [quotes, quotes],
  );
  assert.equal(fixed(text, false), R.replace('"Inbound"', "'In 'quotes' so'"));
});
