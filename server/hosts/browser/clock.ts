import type { Clock } from '../../protocol/host';

const { port1, port2 } = new MessageChannel();
/** What is to be done soon, in its order. */
const tasks = new Set<() => void>();
port1.addEventListener('message', () => {
  const [task] = tasks;
  if (!task) return;
  tasks.delete(task);
  task();
});
port1.start();

/** The time of this worker. A message to oneself comes after those that wait already; a timer would come milliseconds later. */
export const clock: Clock = {
  milliseconds: () => performance.now(),
  soon(task) {
    const once = () => task();
    tasks.add(once);
    port2.postMessage(undefined);
    return () => void tasks.delete(once);
  },
  after(milliseconds, task) {
    const handle = setTimeout(task, milliseconds);
    return () => clearTimeout(handle);
  },
};
