import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { applyEdits } from '../../server/edit/text-edit';
import { check, fixesOf } from '../support/checking';
import { startClient } from '../support/client';
import { buildProgram, type Program, recordLine } from '../support/program';

/* A merge conflict is one problem, which says where its other markers are. */

const record = recordLine();
const text = [
  '[',
  '<<<<<<< HEAD',
  `${record},`,
  '||||||| base',
  '=======',
  `${record},`,
  `${record},`,
  '>>>>>>> b',
  `${record.slice(0, -1)},`,
  '<<<<<<< HEAD',
  '"duration": 1',
  '=======',
  '"duration": 2',
  '>>>>>>> b',
  '}',
  ']',
  '',
].join('\n');

const base = 'What both sides were made from starts here.';
const second = 'The second side starts here.';
const end = 'The conflict ends here.';
/** The lines, from 0, of each conflict, and of its other markers. */
const places = [
  [1, [3, base], [4, second], [7, end]],
  [9, [11, second], [13, end]],
];

let program: Program;
before(async () => {
  program = await buildProgram({ findsSharedIds: false });
});
after(() => program.remove());

interface JsonPlace {
  readonly range: { readonly start: { readonly line: number } };
  readonly offset: number;
  readonly length: number;
}

interface JsonFinding extends JsonPlace {
  readonly message: string;
  readonly related?: readonly (JsonPlace & { readonly message: string })[];
}

/** Each problem: its line, and those of what belongs to it. */
function placesIn(text: string) {
  program.folder({ 'a.phonecall.json': text });
  const { stdout } = program.run(['check', '--format', 'json', 'a.phonecall.json']);
  const findings = JSON.parse(stdout).files[0].findings as readonly JsonFinding[];
  return {
    findings,
    places: findings.map(({ range, related = [] }) => [
      range.start.line,
      ...related.map((place) => [place.range.start.line, place.message]),
    ]),
  };
}

test('the JSON report has the places of all markers with the one problem', () => {
  const { findings, places: found } = placesIn(text);
  assert.deepEqual(found, places);
  const marker = findings[0]?.related?.[2];
  assert.equal(text.substr(marker?.offset ?? 0, marker?.length), '>>>>>>> b');
});

test('a marker is as long as git is told to write it, and no line that is drawn', () => {
  const longer = (signs: number) =>
    text.replaceAll(/([<|=>])\1{6}/g, (_, sign: string) => sign.repeat(signs));
  for (const signs of [8, 9, 32]) assert.deepEqual(placesIn(longer(signs)).places, places, `${signs}`);
  // Text in the first side does not take the marker after it.
  const withText = (signs: number) =>
    placesIn(`${'<'.repeat(signs)} a\nsome text\n${'='.repeat(signs)}\n${record}\n${'>'.repeat(signs)} b\n`)
      .places;
  assert.deepEqual(withText(9), withText(7));
  assert.deepEqual(withText(9)[0], [0, [2, second], [4, end]]);
  const { findings } = placesIn(`${'='.repeat(40)}\n${record}\n${'='.repeat(9)}\n`);
  assert.deepEqual(new Set(findings.map(({ message }) => message)), new Set(['This text is not JSON.']));
});

test('what keeps a side names it, and keeps it, however long the markers are', () => {
  for (const signs of [7, 9]) {
    const before = '{"duration": 1,\n';
    const text = `${before}${'<'.repeat(signs)} HEAD\n"status": 2\n${'='.repeat(signs)}\n"status": 3\n${'>'.repeat(signs)} b c\n}`;
    const kept = check(text)
      .filter(({ problem }) => problem === 'merge-conflict')
      .flatMap((finding) => fixesOf(finding).map(({ title, edits }) => [title, applyEdits(text, edits)]));
    assert.deepEqual(
      kept,
      [
        ['Keep the first side (HEAD)', `${before}"status": 2\n}`],
        ['Keep the second side (b c)', `${before}"status": 3\n}`],
      ],
      `${signs}`,
    );
  }
});

test('what a base has that has a conflict in itself belongs to the one around it', () => {
  const nested = [
    '{',
    '<<<<<<<<< HEAD',
    '"duration": 1,',
    '||||||||| m',
    '<<<<<<< x',
    '"duration": 2,',
    '||||||| q',
    '=======',
    '"duration": 3,',
    '>>>>>>> y',
    '=========',
    '"duration": 4,',
    '>>>>>>>>> b',
    record.slice(1),
  ].join('\n');
  assert.deepEqual(placesIn(nested).places, [[1, [3, base], [10, second], [12, end]]]);
});

test('the report for people shows the lines of all markers', () => {
  program.folder({ 'a.phonecall.json': text });
  const { stdout } = program.run(['check', 'a.phonecall.json']);
  const seen = [...stdout.matchAll(/^ {2}see a\.phonecall\.json:(\d+):1 (.*)$/gm)];
  assert.deepEqual(
    seen.map(([, line, message]) => [Number(line) - 1, message]),
    places.flatMap(([, ...others]) => others),
  );
});

test('an editor is told of all markers, again where what is between them moves', async (t) => {
  const client = await startClient({}, t);
  const uri = 'file:///a/b.phonecall.json';
  await client.open(uri, text);
  const told = async () =>
    (await client.current(uri)).map(({ range, relatedInformation = [] }) => [
      range.start.line,
      ...relatedInformation.map(({ location, message }) => [location.range.start.line, message]),
    ]);
  assert.deepEqual(await told(), places);
  // A line end in the first record of the second side.
  const at = { line: 5, character: 1 };
  await client.change(uri, 2, { range: { start: at, end: at }, text: '\n' });
  assert.deepEqual(await told(), [
    [1, [3, base], [4, second], [8, end]],
    [10, [12, second], [14, end]],
  ]);
});
