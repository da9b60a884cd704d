// What the tests use of `node:assert/strict`, for a browser, which has nothing like it.

/** Fails with what was there and what was expected. */
class AssertionError extends Error {
  constructor(what: string, actual: unknown, expected: unknown) {
    super(`${what}: ${shown(actual)}, expected ${shown(expected)}`);
    this.name = 'AssertionError';
  }
}

function ok(value: unknown, message = 'not true'): asserts value {
  if (!value) throw new AssertionError(message, value, true);
}

const assert = Object.assign(ok, {
  ok,
  equal(actual: unknown, expected: unknown, message = 'not equal'): void {
    if (!Object.is(actual, expected)) throw new AssertionError(message, actual, expected);
  },
  notEqual(actual: unknown, expected: unknown, message = 'equal'): void {
    if (Object.is(actual, expected)) throw new AssertionError(message, actual, expected);
  },
  deepEqual(actual: unknown, expected: unknown, message = 'not deeply equal'): void {
    if (!isSame(actual, expected)) throw new AssertionError(message, actual, expected);
  },
  match(actual: string, expected: RegExp, message = 'no match'): void {
    if (!expected.test(actual)) throw new AssertionError(message, actual, String(expected));
  },
  async rejects(promise: Promise<unknown>): Promise<void> {
    const isRejected = await promise.then(
      () => false,
      () => true,
    );
    ok(isRejected, 'not rejected');
  },
});
export default assert;

/** Whether two values are the same data: plain objects, arrays and what has nothing in it. */
function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Object.getPrototypeOf(one) !== Object.getPrototypeOf(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every(
      (key) =>
        Object.hasOwn(other, key) &&
        isSame((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]),
    )
  );
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
}
