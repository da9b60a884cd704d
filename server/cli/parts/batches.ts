import { type HowToCheck, type Looked, lookAtBytes } from '../check-text';
import { engine } from '../engine';
import { fileReader } from '../files/file-reader';
import type { FilePlace } from '../files/open-found';
import { tryStat } from '../walk-folder';
import { serve, startThreads } from './threads';

/*
 * Many files, in batches: others look at them from the last one on, while this thread does from the first one on. Where they meet
 * nothing is left to do, and all but the last of what others found is there already. What they did not find out, whatever
 * became of them, is left to this thread.
 */

/** A file that others can look at, too. */
export interface SharedFile {
  /** Where it is opened; undefined where it comes only once, or is none that others know how to check. */
  readonly place?: FilePlace | undefined;
  readonly how: HowToCheck;
}

/** When others help. */
export interface HowToShare {
  readonly jobs: number;
  /** So many files are a batch. */
  readonly files: number;
  /** Of fewer bytes in all a thread has not begun before this one is through. */
  readonly least: number;
}

export const usualShare: Omit<HowToShare, 'jobs'> = { files: 32, least: 1 << 25 };

/** What others look at. */
export interface SharedBatches {
  /** Says for each file what was found out by others, when it is its turn: undefined where that is nothing. */
  readonly next: () => Looked | undefined | Promise<Looked | undefined>;
  readonly end: () => void;
}

/** All that a thread has to know: it is sent to others. */
interface Batches {
  /** The paths that the files are opened by, with a 0 character between them. */
  readonly targets: string;
  /** How each is opened and read, as bits. */
  readonly hows: Uint8Array;
  readonly files: number;
  /** By batch whether somebody has taken it: shared by all. */
  readonly taken: Int32Array;
}

const IS_SHARED = 1;
const IS_NAMED = 2;
const IS_LINES = 4;
const IS_SAID = 8;

/** What a thread found out about the files of a batch. */
interface BatchLooked {
  readonly number: number;
  readonly looked: readonly (Looked | undefined)[];
}

/** Says in the place of a command that the bundle was started as a thread, where `check` is called so. */
export const batchesWord = 'batches';

/** Nothing that others could do. */
const ALONE: SharedBatches = { next: () => undefined, end: () => undefined };

/** Has others look at some files, of which it is asked one after the other, if that pays. */
export function shareBatches(
  files: readonly SharedFile[],
  { jobs, files: size, least }: HowToShare,
): SharedBatches {
  const count = Math.ceil(files.length / size);
  const others = Math.min(jobs, count) - 1;
  if (others < 1 || !areAtLeast(files, least)) return ALONE;
  const found = new Map<number, BatchLooked['looked']>();
  // They begin to load what they need before anything else is done.
  const threads = startThreads(batchesWord, others, ({ number, looked }: BatchLooked) => {
    found.set(number, looked);
  });
  const taken = new Int32Array(new SharedArrayBuffer(4 * count));
  const batches: Batches = {
    targets: files.map(({ place }) => place?.target ?? '').join('\0'),
    hows: Uint8Array.from(files, bitsOf),
    files: size,
    taken,
  };
  threads.give(batches);
  let at = 0;
  let batch: readonly (Looked | undefined)[] = [];
  return {
    next() {
      const file = at++;
      if (file % size > 0) return batch[file % size];
      batch = [];
      return take(taken, file / size) ? undefined : whenThere(file / size);
    },
    end: threads.end,
  };

  async function whenThere(number: number): Promise<Looked | undefined> {
    // What one thread says comes after what it said before.
    while (!found.has(number) && threads.areAny()) await threads.news();
    batch = found.get(number) ?? [];
    found.delete(number);
    return batch[0];
  }
}

/** Looks at batches in a thread that another one started for that. */
export function serveBatches(): void {
  serve(({ targets, hows, files: size, taken }: Batches, tell: (looked: BatchLooked) => void) => {
    const files = targets.split('\0').map((target, at) => ({ target, how: hows[at] as number }));
    const read = fileReader();
    for (let number = taken.length - 1; number >= 0; number--) {
      if (!take(taken, number)) continue;
      const looked = files.slice(number * size, (number + 1) * size).map((file) => lookAt(file, read));
      tell({ number, looked });
    }
  });
}

/** Looks at a file that one thread may look at as well as another; undefined where it has to be found out again. */
function lookAt(
  { target, how }: { readonly target: string; readonly how: number },
  read: ReturnType<typeof fileReader>,
): Looked | undefined {
  if ((how & IS_SHARED) === 0) return undefined;
  try {
    const content = read({ target, isNamed: (how & IS_NAMED) !== 0, isRegular: true });
    if (!(content instanceof Uint8Array)) {
      content.close();
      return undefined;
    }
    const form = (how & IS_LINES) === 0 ? 'json' : 'lines';
    const looked = lookAtBytes(
      content,
      { form: { form, isSaid: (how & IS_SAID) !== 0 }, type: engine.type, entries: undefined },
      () => false,
      true,
    );
    // What is in one is known by what it is.
    return looked.said.conflicts ? undefined : looked;
  } catch {
    // Who looks at it again says why.
    return undefined;
  }
}

function take(taken: Int32Array, number: number): boolean {
  return Atomics.exchange(taken, number, 1) === 0;
}

function bitsOf({ place, how: { type, entries, form } }: SharedFile): number {
  // A thread does not know the types that project files state, nor what is expected.
  const isShared = place?.isRegular && type === engine.type && !entries;
  return (
    (isShared ? IS_SHARED : 0) |
    (place?.isNamed ? IS_NAMED : 0) |
    (form.form === 'lines' ? IS_LINES : 0) |
    (form.isSaid ? IS_SAID : 0)
  );
}

/** Whether files have so many bytes, going by a few of them. */
function areAtLeast(files: readonly SharedFile[], bytes: number): boolean {
  let sum = 0;
  for (let number = 0; number < FEW; number++) {
    const { place } = files[Math.floor((number * files.length) / FEW)] as SharedFile;
    const stats = place && tryStat(place.target);
    if (stats?.ok) sum += stats.value.size;
  }
  return (sum / FEW) * files.length >= bytes;
}

const FEW = 16;
