import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runBeside } from './beside';

/** What a stage does here: its script. */
const stage = (name: string, script: string) => ({ name, words: ['-e', script] });
const send = (passed: number, failed: number) => `process.send({ passed: ${passed}, failed: ${failed} })`;

test('stages run beside each other; each is printed whole, and all are counted', async () => {
  const printed: string[] = [];
  // Each waits for the other: one after the other they would not end.
  const meet = (mine: string, other: string) => `
    const { existsSync, writeFileSync } = require('node:fs');
    const folder = require('node:path').join(require('node:os').tmpdir(), 'beside-${process.pid}-');
    console.log('${mine} begins');
    writeFileSync(folder + '${mine}', '');
    const timer = setInterval(() => {
      if (!existsSync(folder + '${other}')) return;
      clearInterval(timer);
      console.error('${mine} ends');
      ${send(2, 1)};
      process.on('exit', () => require('node:fs').rmSync(folder + '${other}', { force: true }));
      process.disconnect();
    }, 5);
  `;
  const count = await runBeside(
    [
      stage('one', meet('one', 'other')),
      stage('other', meet('other', 'one')),
      stage('third', `${send(3, 0)}; process.disconnect()`),
    ],
    { lanes: 2, limit: 60_000, print: (text) => printed.push(text) },
  );
  assert.deepEqual(count, { passed: 7, failed: 2 });
  assert.deepEqual(printed.map((text) => text.replace(/\d+ s/, 'N s')).sort(), [
    '\n── one (N s)\none begins\none ends\n',
    '\n── other (N s)\nother begins\nother ends\n',
    '\n── third (N s)\n',
  ]);
});

for (const [what, script, told, expected] of [
  ['ends without counts', 'process.exit(0)', 'It ended with 0.', { passed: 0, failed: 1 }],
  [
    'fails after its counts',
    `${send(4, 0)}; process.exitCode = 3; process.disconnect()`,
    'It ended with 3.',
    { passed: 4, failed: 1 },
  ],
] as const) {
  test(`a stage that ${what} has failed`, async () => {
    const printed: string[] = [];
    const options = { lanes: 1, limit: 60_000, print: (text: string) => void printed.push(text) };
    assert.deepEqual(await runBeside([stage('it', script)], options), expected);
    assert.match(printed.join(), new RegExp(`✖ ${told}`));
  });
}

test('a stage that hangs is ended at the limit, and the others still run', async () => {
  const printed: string[] = [];
  const count = await runBeside(
    [
      stage('hanging', "console.log('still here'); setInterval(() => {}, 1000)"),
      stage('next', `${send(1, 0)}; process.disconnect()`),
    ],
    { lanes: 1, limit: 500, print: (text) => printed.push(text) },
  );
  assert.deepEqual(count, { passed: 1, failed: 1 });
  assert.match(printed[0] ?? '', /hanging \(\d+ s\)\nstill here\n✖ It has not ended within 0.5 s.\n/);
});
