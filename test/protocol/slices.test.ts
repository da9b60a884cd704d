import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clock } from '../../server/hosts/node/clock';
import { runInSlices } from '../../server/protocol/slices';

/** So many pauses take many slices on any machine. */
const MOST_PAUSES = 50_000_000;

/** Work that goes on until something has happened, and pauses very often. */
function* work(isOver: () => boolean): Generator<undefined, string> {
  for (let pause = 0; !isOver(); pause++) {
    if (pause === MOST_PAUSES) return 'nothing came in between';
    yield undefined;
  }
  return 'done';
}

test('work that ends in its first slice is done at once', async () => {
  let isOver = false;
  setImmediate(() => {
    isOver = true;
  });
  assert.equal(
    await runInSlices(
      clock,
      work(() => true),
      () => true,
    ),
    'done',
  );
  assert.equal(isOver, false);
});

test('long work lets others come in between, and gives what comes out', async () => {
  let others = 0;
  const next = () => {
    others++;
    handle = setImmediate(next);
  };
  let handle = setImmediate(next);
  assert.equal(
    await runInSlices(
      clock,
      work(() => others >= 2),
      () => true,
    ),
    'done',
  );
  clearImmediate(handle);
});

test('work that is not wanted any more is dropped', async () => {
  let asked = 0;
  assert.equal(
    await runInSlices(
      clock,
      work(() => false),
      () => ++asked <= 2,
    ),
    undefined,
  );
  assert.equal(asked, 3);
  assert.equal(
    await runInSlices(
      clock,
      work(() => false),
      () => false,
    ),
    undefined,
  );
});

test('an error in the work is one of who waits for it', async () => {
  // biome-ignore lint/correctness/useYield: it fails before its first pause.
  function* failing(): Generator<undefined, string> {
    throw new Error('no');
  }
  await assert.rejects(
    runInSlices(clock, failing(), () => true),
    /^Error: no$/,
  );
});
