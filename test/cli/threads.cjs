// Loaded into a process before its program: notes in the file `started` each thread that it starts, and goes on only when
// that one has taken something to do. With DIES in the environment it dies then.
const { appendFileSync } = require('node:fs');
const threads = require('node:worker_threads');

const { Worker } = threads;
const dying = `require('node:worker_threads').parentPort.once('message', ({ taken }) => {
  Atomics.add(taken, taken.length - 1, 1);
  throw new Error();
});`;

threads.Worker = class extends Worker {
  constructor(path, options) {
    if (process.env.DIES) super(dying, { ...options, eval: true });
    else super(path, options);
  }

  postMessage(work) {
    const { taken } = work;
    const sum = () => taken.reduce((all, one) => all + one, 0);
    const before = sum();
    super.postMessage(work);
    appendFileSync('started', '1');
    // Nobody wakes who waits: it looks again and again, for a minute at most.
    const nothing = new Int32Array(new SharedArrayBuffer(4));
    for (let look = 0; look < 12_000 && sum() === before; look++) Atomics.wait(nothing, 0, 0, 5);
  }
};
