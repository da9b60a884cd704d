/** So often it is looked whether a process has ended, in milliseconds. */
const LOOKED_EVERY = 3000;

/** Calls `ended` when a process has ended, or cannot be asked for; it is looked every so many milliseconds. */
export function followProcess(processId: number, ended: () => void, every = LOOKED_EVERY): NodeJS.Timeout {
  const timer = setInterval(() => {
    try {
      process.kill(processId, 0);
    } catch {
      clearInterval(timer);
      ended();
    }
  }, every);
  return timer;
}

/** The process that ours shall end with, as the arguments name it: `--clientProcessId=PID`, or the number as one of its own. */
export function processIdIn(programArguments: readonly string[]): number | undefined {
  for (const [index, argument] of programArguments.entries()) {
    const [name, value] = argument.split('=');
    if (name !== '--clientProcessId') continue;
    const processId = Number.parseInt(value ?? programArguments[index + 1] ?? '', 10);
    if (processId > 0) return processId;
  }
  return undefined;
}
