/** Says on a terminal how far long work is: a line that is written over, and gone when the work is done. */
export interface Progress {
  /** Bytes were read, and so many problems are found in all so far. */
  readonly add: (bytes: number, problems: number) => void;
  /** What is done from now on, from the start of a file on. */
  readonly turnTo: (doing: string) => void;
  /** A file is done. */
  readonly endFile: () => void;
  /** Takes the line away. */
  readonly end: () => void;
}

/** Where it is shown. */
export interface ShownAt {
  readonly write: (text: string) => void;
  /** How many columns a line has. */
  readonly columns: number;
}

/** Work that is done sooner is not told of, in milliseconds; and the line stays as long as this. */
const FIRST = 1000;
const STEP = 200;

const MEGABYTE = 1e6;

/**
 * Begins the work on so many files. `look` finds out where people see it, undefined where nobody does, once there is something
 * to see; `now` is the time in milliseconds.
 */
export function startProgress(
  files: number,
  look: () => ShownAt | undefined,
  // The time itself is a module of Node's that nothing else here needs.
  now = () => process.uptime() * 1000,
): Progress {
  let doing = 'Checking';
  let shown: ShownAt | undefined;
  let done = 0;
  let bytes = 0;
  let found = 0;
  let start = now();
  let next = start + FIRST;
  let isShown = false;
  return {
    add(more, problems) {
      bytes += more;
      found = problems;
      const time = now();
      if (time < next) return;
      next = time + STEP;
      shown ??= look();
      if (!shown) {
        next = Number.POSITIVE_INFINITY;
        return;
      }
      isShown = true;
      shown.write(`\r${line((time - start) / 1000).slice(0, shown.columns - 1)}\u001b[K`);
    },
    turnTo(what) {
      doing = what;
      bytes = 0;
      start = now();
      next = Math.max(next, start + STEP);
    },
    endFile() {
      done++;
    },
    end() {
      if (isShown) shown?.write('\r\u001b[K');
      isShown = false;
    },
  };

  function line(seconds: number): string {
    const megabytes = bytes / MEGABYTE;
    const parts = [
      `file ${done + 1} of ${files}`,
      `${megabytes.toFixed(0)} MB`,
      `${(megabytes / seconds).toFixed(0)} MB/s`,
      `${found.toLocaleString('en')} ${found === 1 ? 'problem' : 'problems'}`,
    ];
    return `${doing}: ${parts.join(', ')}`;
  }
}
