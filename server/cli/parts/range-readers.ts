import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { endRanges, type RangeFound, type Ranges, rangeReader, takeRange } from './ranges';

/** What a thread that reads ranges says of one. */
export interface RangeRead {
  readonly number: number;
  readonly found: RangeFound | undefined;
}

/** Loaded by large files alone: a start should not wait for it. */
function threads(): typeof import('node:worker_threads') {
  return require('node:worker_threads') as typeof import('node:worker_threads');
}

/** Says in the place of a command that the bundle was started as a thread, where `check` is called so. */
export const rangesWord = 'ranges';

/** More threads than this would wait for the disk, or for the one that joins what they find. */
const MOST_JOBS = 4;

/** How many threads work where nobody says so. */
export function usualJobs(): number {
  return Math.min(MOST_JOBS, availableParallelism());
}

/** The young objects of such a thread have so many megabytes: it keeps nothing of a record. */
const limits = { maxYoungGenerationSizeMb: 8 };

/**
 * Reads ranges, this thread and some others, and gives what was found in them in their order: undefined where that is not known.
 * What another thread took and did not finish, whatever became of it, is not known.
 */
export async function* readRanges(ranges: Ranges, others: number): AsyncGenerator<RangeFound | undefined> {
  const found = new Map<number, RangeFound | undefined>();
  const read = rangeReader(ranges);
  let running = 0;
  let hear = () => {};
  const workers = Array.from({ length: others }, startWorker);
  try {
    for (let number = 0; number < ranges.count; number++) {
      while (!found.has(number)) {
        const own = takeRange(ranges);
        if (own !== undefined) found.set(own, tryRange(own));
        else if (running === 0) break;
        await (own === undefined ? news() : new Promise(setImmediate));
      }
      yield found.get(number);
      found.delete(number);
    }
  } finally {
    endRanges(ranges);
    for (const worker of workers) void worker.terminate();
  }

  function startWorker(): Worker {
    // What it could print is printed here: nothing of its range is taken then.
    const worker = new (threads().Worker)(join(__dirname, 'check.js'), {
      argv: [rangesWord],
      workerData: ranges,
      stdout: true,
      stderr: true,
      resourceLimits: limits,
    });
    running++;
    worker.on('message', ({ number, found: ofRange }: RangeRead) => {
      found.set(number, ofRange);
      hear();
    });
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      running--;
      hear();
    });
    return worker;
  }

  function news(): Promise<void> {
    return new Promise((resolve) => {
      hear = resolve;
    });
  }

  function tryRange(number: number): RangeFound | undefined {
    try {
      return read(number);
    } catch {
      // Read again, it says why.
      return undefined;
    }
  }
}

/** Reads ranges in a thread that another one started for that. Where one cannot be read, that thread has to do without this one. */
export function serveRanges(): void {
  const { workerData, parentPort } = threads();
  const ranges = workerData as Ranges;
  const read = rangeReader(ranges);
  for (let number = takeRange(ranges); number !== undefined; number = takeRange(ranges))
    parentPort?.postMessage({ number, found: read(number) } satisfies RangeRead);
}
