import type { Clock } from './host';

/** How long a piece of work may keep the server from answering anything else, in milliseconds. */
export const SLICE_MILLISECONDS = 5;

/**
 * Runs work that pauses every now and then in slices, between which the server answers other requests. Returns what
 * comes out, or undefined where the work is not wanted any more before it is done. Work that ends in its first slice
 * is done before anything else is answered.
 *
 * @throws what the work throws
 */
export async function runInSlices<Result>(
  { milliseconds, soon }: Clock,
  work: Generator<unknown, Result>,
  isWanted: () => boolean,
): Promise<Result | undefined> {
  while (isWanted()) {
    const sliceEnd = milliseconds() + SLICE_MILLISECONDS;
    do {
      const step = work.next();
      if (step.done) return step.value;
    } while (milliseconds() < sliceEnd);
    await new Promise<void>((resolve) => soon(resolve));
  }
  return undefined;
}
