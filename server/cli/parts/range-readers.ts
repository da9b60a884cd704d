import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { type RangeFound, type Ranges, rangeReader, takeRange } from './ranges';

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

/** Threads that read ranges with this one. */
export interface RangeReaders {
  /**
   * Gives what is found in ranges, in their order: undefined where that is not known. What another thread took and did not finish,
   * whatever became of it, is not known. It can be asked once.
   */
  readonly read: (ranges: Ranges) => AsyncGenerator<RangeFound | undefined>;
  /** They do nothing more. */
  readonly end: () => void;
}

/** Starts so many threads: they have loaded what they need when it is known what there is to read. */
export function startReaders(count: number): RangeReaders {
  const found = new Map<number, RangeFound | undefined>();
  let running = 0;
  let hear = () => {};
  const workers = Array.from({ length: count }, startWorker);
  const end = () => {
    for (const worker of workers) void worker.terminate();
  };
  return { read, end };

  async function* read(ranges: Ranges): AsyncGenerator<RangeFound | undefined> {
    for (const worker of workers) worker.postMessage(ranges);
    const readOwn = rangeReader(ranges);
    for (let number = 0; number < ranges.count; number++) {
      while (!found.has(number)) {
        const own = takeRange(ranges);
        if (own !== undefined)
          found.set(
            own,
            tryRange(() => readOwn(own)),
          );
        else if (running === 0) break;
        await (own === undefined ? news() : new Promise(setImmediate));
      }
      yield found.get(number);
      found.delete(number);
    }
  }

  function startWorker(): Worker {
    // What it could print is printed here: nothing of its range is taken then.
    const worker = new (threads().Worker)(join(__dirname, 'check.js'), {
      argv: [rangesWord],
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
}

/** What was found; undefined where it cannot be read: read again, it says why. */
function tryRange(read: () => RangeFound | undefined): RangeFound | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** Reads ranges in a thread that another one started for that. Where one cannot be read, that thread has to do without this one. */
export function serveRanges(): void {
  const { parentPort } = threads();
  parentPort?.once('message', (ranges: Ranges) => {
    const read = rangeReader(ranges);
    for (let number = takeRange(ranges); number !== undefined; number = takeRange(ranges))
      parentPort?.postMessage({ number, found: read(number) } satisfies RangeRead);
  });
}
