import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInSlices, SLICE_MILLISECONDS } from '../../server/protocol/slices';

/** Work that keeps the processor busy for some slices, and pauses very often. */
function* work(slices: number): Generator<undefined, string> {
  const end = performance.now() + slices * SLICE_MILLISECONDS;
  while (performance.now() < end) yield undefined;
  return 'done';
}

test('work that ends in its first slice is done at once', async () => {
  let isOver = false;
  setImmediate(() => {
    isOver = true;
  });
  assert.equal(await runInSlices(work(0), () => true), 'done');
  assert.equal(isOver, false);
});

test('long work lets others come in between, and gives what comes out', async () => {
  let others = 0;
  const next = () => {
    others++;
    handle = setImmediate(next);
  };
  let handle = setImmediate(next);
  assert.equal(await runInSlices(work(4), () => true), 'done');
  clearImmediate(handle);
  assert.ok(others >= 2, `${others} came in between`);
});

test('work that is not wanted any more is dropped', async () => {
  let asked = 0;
  assert.equal(await runInSlices(work(1000), () => ++asked <= 2), undefined);
  assert.equal(asked, 3);
  assert.equal(await runInSlices(work(1000), () => false), undefined);
});

test('an error in the work is one of who waits for it', async () => {
  // biome-ignore lint/correctness/useYield: it fails in front of its first pause.
  function* failing(): Generator<undefined, string> {
    throw new Error('no');
  }
  await assert.rejects(
    runInSlices(failing(), () => true),
    /^Error: no$/,
  );
});
