import { type RangeFound, type Ranges, rangeReader, takeRange } from './ranges';
import { serve, startThreads } from './threads';

/** What a thread that reads ranges says of one. */
export interface RangeRead {
  readonly number: number;
  readonly found: RangeFound | undefined;
}

/** Says in the place of a command that the bundle was started as a thread, where `check` is called so. */
export const rangesWord = 'ranges';

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
  const threads = startThreads(rangesWord, count, ({ number, found: ofRange }: RangeRead) => {
    found.set(number, ofRange);
  });
  return { read, end: threads.end };

  async function* read(ranges: Ranges): AsyncGenerator<RangeFound | undefined> {
    threads.give(ranges);
    const readOwn = rangeReader(ranges);
    for (let number = 0; number < ranges.count; number++) {
      while (!found.has(number)) {
        const own = takeRange(ranges);
        if (own !== undefined)
          found.set(
            own,
            tryRange(() => readOwn(own)),
          );
        else if (!threads.areAny()) break;
        await (own === undefined ? threads.news() : new Promise(setImmediate));
      }
      yield found.get(number);
      found.delete(number);
    }
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
  serve((ranges: Ranges, tell: (read: RangeRead) => void) => {
    const read = rangeReader(ranges);
    for (let number = takeRange(ranges); number !== undefined; number = takeRange(ranges))
      tell({ number, found: read(number) });
  });
}
