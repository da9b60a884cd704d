import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Connection } from 'vscode-languageserver';
import type { Clock } from '../../server/protocol/host';
import { showProgress } from '../../server/protocol/workspace/progress';

test('work that takes longer is shown with how far it is, now and then, until it ends', async () => {
  const said: unknown[] = [];
  let now = 0;
  let begin = () => {};
  const clock = {
    milliseconds: () => now,
    after(_: number, what: () => void) {
      begin = what;
      return () => said.push('waits no longer');
    },
  } as unknown as Clock;
  const reporter = {
    begin: (...words: unknown[]) => said.push(['begin', ...words]),
    report: (...words: unknown[]) => said.push(['report', ...words]),
    done: () => said.push('done'),
    token: { onCancellationRequested: () => {} },
  };
  const connection = { window: { createWorkDoneProgress: async () => reporter } } as unknown as Connection;
  const progress = showProgress(connection, clock, () => () => {});
  progress.reached(3000, 12_345);
  begin();
  await Promise.resolve();
  await Promise.resolve();
  progress.reached(3001, 12_345);
  now = 200;
  progress.reached(4567, 12_345);
  progress.reached(4568, 12_345);
  progress.end();
  assert.deepEqual(said, [
    ['begin', 'Reading phone call records', 0, '3,000 of 12,345 files', true],
    ['report', 36, '4,567 of 12,345 files'],
    'waits no longer',
    'done',
  ]);
});
