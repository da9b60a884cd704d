import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildProgram, type Program } from './program';

let program: Program;
before(async () => {
  program = await buildProgram();
});
after(() => program.remove());

/** What `fix` makes of a file; with the bytes read back, so that a character torn in two shows. */
function fixed(text: string, { unsafe = false, name = 'a.phonecall.json' } = {}): string {
  const folder = program.folder({ [name]: text });
  program.run(['fix', ...(unsafe ? ['--unsafe'] : []), name]);
  return readFileSync(join(folder, name), 'utf8');
}

test('words end between characters, never in the middle of one', () => {
  assert.equal(fixed('{a😀: 1}'), '{"a😀": 1}');
  assert.equal(fixed('{😀: 1}'), '{"😀": 1}');
  assert.equal(fixed('{x😀y: 1}'), '{"x😀y": 1}');
  assert.equal(fixed('{👨‍👩‍👧: 1}'), '{"👨‍👩‍👧": 1}');
  assert.equal(fixed('{"status": 3, "outcome": 😀}', { unsafe: true }).match(/😀"/)?.[0], '😀"');
  assert.equal(
    fixed('{"status": 3, "outcome": 👨‍👩‍👧 ok}', { unsafe: true }).match(/"👨‍👩‍👧 ok"/)?.length,
    1,
  );
  assert.equal(
    fixed('{"status": 3, "outcome": "50\\😀"}', { unsafe: true }).match(/"50[^,]*"/)?.[0],
    '"50\\\\😀"',
  );
});

test('text that is broken already does not get more broken', () => {
  for (const [text, name] of [
    ['""0,{"][}', 'a.phonecall.jsonl'],
    ['{"""\n"}{"stoppedreason":null}":,', 'a.phonecall.json'],
  ] as const) {
    for (const unsafe of [false, true]) {
      const before = problemsIn(text, name);
      assert.ok(problemsIn(fixed(text, { unsafe, name }), name) <= before, text);
    }
  }
});

function problemsIn(text: string, name: string): number {
  program.folder({ [name]: text });
  const report = JSON.parse(program.run(['check', '--format', 'json', name]).stdout);
  return report.files[0].findings.filter(({ rule }: { rule: string }) => rule === 'syntax').length;
}
