import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { onEnd } from './cleanup';

export interface OwnedProcess {
  readonly child: ChildProcess;
  /** Resolves with the exit code, or the signal, when the process is gone; rejects where it could not start. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
  /** Ends the process with all that it has started, and waits until it is gone. */
  readonly stop: () => Promise<void>;
}

/** Starts a process that ends with this one, and takes with it whatever it has started by then. */
export function startProcess(
  command: string,
  commandArguments: readonly string[],
  options: SpawnOptions,
): OwnedProcess {
  const child = spawn(command, commandArguments, {
    ...options,
    // A group of its own can be ended as a whole.
    detached: process.platform !== 'win32',
  });
  const ended = new Promise<number | NodeJS.Signals | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(signal ?? code));
  });
  const stop = onEnd(async () => {
    endGroup(child, 'SIGTERM');
    const late = setTimeout(() => endGroup(child, 'SIGKILL'), 5000);
    await ended.catch(() => undefined);
    clearTimeout(late);
    // What it has started may be slower to go than the process itself.
    endGroup(child, 'SIGKILL');
  });
  return { child, ended, stop };
}

function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // There is no process left in the group.
  }
}
