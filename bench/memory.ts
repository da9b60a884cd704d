import { readFileSync } from 'node:fs';

/** Memory of a process in bytes. */
export interface Memory {
  /** The most that was ever resident. */
  readonly peak: number;
  /** What is resident now. */
  readonly now: number;
}

/** The resident memory of a process; undefined where the system does not tell it this way (only Linux does). */
export function memoryOf(pid: number): Memory | undefined {
  if (process.platform !== 'linux') return undefined;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const bytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024;
  return { peak: bytes('VmHWM'), now: bytes('VmRSS') };
}
