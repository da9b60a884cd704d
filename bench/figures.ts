import { median, percentile } from './statistics';

/** What was measured: named series of samples. */
export interface Figures {
  /** Adds a sample: of what, for which size, by whom. Times are in milliseconds, memory in bytes. */
  readonly add: (what: string, size: string, who: string, sample: number) => void;
  /** Something that a reader of the figures has to know. */
  readonly note: (note: string) => void;
  /** The samples of a series; none where it was not measured. */
  readonly samples: (what: string, size: string, who: string) => readonly number[];
  /** The median of a series; undefined where it was not measured. */
  readonly median: (what: string, size: string, who: string) => number | undefined;
  readonly p99: (what: string, size: string, who: string) => number | undefined;
  readonly max: (what: string, size: string, who: string) => number | undefined;
  /** Forgets all series of this name, to measure them again. */
  readonly forget: (what: string) => void;
  readonly notes: readonly string[];
}

/** Starts without figures. */
export function startFigures(): Figures {
  const series = new Map<string, number[]>();
  const notes: string[] = [];
  const key = (what: string, size: string, who: string) => `${what} | ${size} | ${who}`;
  const samples = (what: string, size: string, who: string) => series.get(key(what, size, who)) ?? [];
  const statistic =
    (of: (samples: readonly number[]) => number) => (what: string, size: string, who: string) => {
      const found = samples(what, size, who);
      return found.length > 0 ? of(found) : undefined;
    };
  return {
    add(what, size, who, sample) {
      const name = key(what, size, who);
      series.set(name, [...(series.get(name) ?? []), sample]);
    },
    note(note) {
      if (!notes.includes(note)) notes.push(note);
    },
    samples,
    median: statistic(median),
    p99: statistic((found) => percentile(found, 0.99)),
    max: statistic((found) => Math.max(...found)),
    forget(what) {
      for (const name of [...series.keys()]) if (name.startsWith(`${what} | `)) series.delete(name);
    },
    notes,
  };
}
