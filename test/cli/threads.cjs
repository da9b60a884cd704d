// Loaded into a process before its program: notes in the file `started` each thread that it starts, and goes on only when
// that one has taken something to do. With DIES in the environment it dies then.
const { appendFileSync } = require('node:fs');
const threads = require('node:worker_threads');

const { Worker } = threads;
const dying = `require('node:worker_threads').parentPort.once('message', ({ taken }) => {
  Atomics.add(taken, 0, 1);
  throw new Error();
});`;

threads.Worker = class extends Worker {
  constructor(path, options) {
    if (process.env.DIES) super(dying, { ...options, eval: true });
    else super(path, options);
  }

  postMessage(ranges) {
    const { taken } = ranges;
    const before = Atomics.load(taken, 0);
    super.postMessage(ranges);
    appendFileSync('started', '1');
    // Nobody wakes who waits: it looks again and again, for a minute at most.
    for (let look = 0; look < 12_000 && Atomics.load(taken, 0) === before; look++)
      Atomics.wait(taken, 0, before, 5);
  }
};
