/**
 * Runs work to its end that pauses every now and then, and returns its result. At each pause `pause` is called; it may
 * throw, to give the work up.
 */
export function runThrough<Result>(work: Generator<unknown, Result>, pause?: () => void): Result {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    pause?.();
  }
}
