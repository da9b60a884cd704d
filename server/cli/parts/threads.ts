import { availableParallelism } from 'node:os';
import { join } from 'node:path';

/** More threads than this would wait for the disk, or for the one that joins what they find. */
const MOST_JOBS = 4;

/** How many threads work where nobody says so. */
export function usualJobs(): number {
  return Math.min(MOST_JOBS, availableParallelism());
}

/** Loaded where there is much to read: a start should not wait for it. */
function threads(): typeof import('node:worker_threads') {
  return require('node:worker_threads') as typeof import('node:worker_threads');
}

/** The young objects of such a thread have so many megabytes: it keeps nothing of a record. */
const limits = { maxYoungGenerationSizeMb: 8 };

/** Threads that work with this one. */
export interface Threads {
  /** Says what to do, once. */
  readonly give: (work: object) => void;
  /** Waits until one says something, or ends. */
  readonly news: () => Promise<void>;
  /** Whether one of them goes on. */
  readonly areAny: () => boolean;
  /** They do nothing more. */
  readonly end: () => void;
}

/**
 * Starts so many threads, which find `word` in the place of a command, and wait for what to do. `hear` gets what they say.
 */
export function startThreads<Said>(word: string, count: number, hear: (said: Said) => void): Threads {
  let running = count;
  let wake = () => {};
  const workers = Array.from({ length: count }, () => {
    // What it could print is not printed: nothing of what it was at is taken then, and who does that says what is wrong.
    const worker = new (threads().Worker)(join(__dirname, 'check.js'), {
      argv: [word],
      stdout: true,
      stderr: true,
      resourceLimits: limits,
    });
    worker.on('message', (said: Said) => {
      hear(said);
      wake();
    });
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      running--;
      wake();
    });
    return worker;
  });
  return {
    give(work) {
      for (const worker of workers) worker.postMessage(work);
    },
    news: () =>
      new Promise((resolve) => {
        wake = resolve;
      }),
    areAny: () => running > 0,
    end() {
      for (const worker of workers) void worker.terminate();
    },
  };
}

/** Waits in such a thread for what to do, and gives it to `work` with what tells of it. */
export function serve<Work, Said>(work: (work: Work, tell: (said: Said) => void) => void): void {
  const { parentPort } = threads();
  parentPort?.once('message', (given: Work) => work(given, (said) => parentPort.postMessage(said)));
}
