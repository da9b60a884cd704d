import type { Clock } from '../../protocol/host';

/** The time of this process, and its queue of what is to be done. */
export const clock: Clock = {
  // What `performance` is, a process takes most of a millisecond to load.
  milliseconds: () => process.uptime() * 1000,
  soon(task) {
    const handle = setImmediate(task);
    return () => clearImmediate(handle);
  },
  after(milliseconds, task) {
    const handle = setTimeout(task, milliseconds);
    return () => clearTimeout(handle);
  },
};
