import type { Clock } from '../host';
import { SLICE_MILLISECONDS } from '../slices';

/** Lets others come in between where work has gone on for a slice; nothing to wait for where it has not. */
export type Breath = () => Promise<void> | undefined;

/** Begins with a slice. */
export function createBreath({ milliseconds, soon }: Pick<Clock, 'milliseconds' | 'soon'>): Breath {
  let sliceEnd = milliseconds() + SLICE_MILLISECONDS;
  return () => {
    if (milliseconds() < sliceEnd) return undefined;
    return new Promise<void>((resolve) =>
      soon(() => {
        sliceEnd = milliseconds() + SLICE_MILLISECONDS;
        resolve();
      }),
    );
  };
}
