import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { rules } from '../../server/rules/rules';
import { buildProgram, type Program } from '../support/program';

const examples = join(__dirname, '../../examples');
const morning = 'contact-centre-morning';
const rulesAcross = new Set(rules.filter(({ judge }) => judge).map(({ id }) => id));

/** What is wrong with the records of the morning, written down by hand: where, and which. */
const tangled = [
  'tangled-again.phonecalls.jsonl:1:19 warning duplicate-interaction-id',
  'tangled-again.phonecalls.jsonl:2:149 warning children-not-allowed',
  'tangled.phonecalls.json:22:18 warning children-not-allowed',
  'tangled.phonecalls.json:35:18 error self-parent',
  'tangled.phonecalls.json:47:18 error parent-cycle',
  'tangled.phonecalls.json:59:18 error parent-cycle',
  'tangled.phonecalls.json:71:18 error parent-cycle',
  'tangled.phonecalls.json:77:23 error duplicate-interaction-id',
  'tangled.phonecalls.json:88:23 error duplicate-interaction-id',
  'tangled.phonecalls.json:99:23 warning duplicate-interaction-id',
  'tangled.phonecalls.json:129:18 hint thread-mismatch',
  'tangled.phonecalls.json:136:20 hint customer-mismatch',
  'tangled.phonecalls.json:157:19 hint child-before-parent',
  'tangled.phonecalls.json:167:18 hint unresolved-parent',
];

const refused = [
  'refused-by-import.phonecalls.json:20:18 error self-parent',
  'refused-by-import.phonecalls.json:32:18 error parent-cycle',
  'refused-by-import.phonecalls.json:44:18 error parent-cycle',
  'refused-by-import.phonecalls.json:50:23 error duplicate-interaction-id',
  'refused-by-import.phonecalls.json:61:23 error duplicate-interaction-id',
  'refused-by-import.phonecalls.json:73:20 hint customer-mismatch',
];

let program: Program;

before(async () => {
  program = await buildProgram();
});

after(() => program.remove());

/** The problems of a text report, in its order, and its last line. */
function check(folder: string, ...words: readonly string[]) {
  const { status, stdout, stderr } = program.run(['check', ...words], { cwd: join(examples, folder) });
  assert.equal(stderr, '');
  const lines = stdout.trimEnd().split('\n');
  const problems = lines.flatMap((line) => /^\S+:\d+:\d+ \S+ \S+/.exec(line) ?? []);
  return { status, problems, summary: lines.at(-1) };
}

test('the morning of the contact centre: what is wrong among its records, in any order of the files', () => {
  assert.deepEqual(check(morning, '.'), {
    status: 1,
    problems: tangled,
    summary: 'Checked 32 records in 5 files: 6 errors, 4 warnings, 4 hints; 6 expected.',
  });
  const backwards = readdirSync(join(examples, morning))
    .filter((name) => name.includes('phonecalls'))
    .sort()
    .reverse();
  assert.equal(backwards.length, 5);
  assert.deepEqual(check(morning, ...backwards).problems.sort(), [...tangled].sort());
});

test('its two desks go together, and what the import refuses is expected', () => {
  assert.deepEqual(check(morning, 'first-desk.phonecalls.json', 'second-desk.phonecalls.jsonl'), {
    status: 0,
    problems: [],
    summary: 'Checked 9 records in 2 files: no problems.',
  });
  assert.deepEqual(check(morning, 'refused-by-import.phonecalls.json'), {
    status: 0,
    problems: [],
    summary: 'Checked 7 records in 1 file: no problems; 6 expected.',
  });
  assert.deepEqual(check(morning, '--expect-none', 'refused-by-import.phonecalls.json').problems, refused);
});

test('in all examples together no other records are wrong among each other', () => {
  const found = check('.', '.').problems.filter((problem) => rulesAcross.has(problem.split(' ')[2] ?? ''));
  assert.deepEqual(
    found,
    tangled.map((problem) => `${morning}/${problem}`),
  );
});
