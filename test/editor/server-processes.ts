import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

interface RunningProcess {
  readonly id: number;
  readonly parent: number;
  readonly commandLine: string;
}

/** The ids of the language server processes that a process started, itself or through others. */
export function serversBelow(ancestor: number): number[] {
  const processes = process.platform === 'linux' ? processesOfLinux() : listedProcesses();
  const family = new Set([ancestor]);
  for (let before = 0; before !== family.size; ) {
    before = family.size;
    for (const { id, parent } of processes) if (family.has(parent)) family.add(id);
  }
  return processes
    .filter(({ id, commandLine }) => family.has(id) && /dist[\\/]server\.js"? .*--node-ipc/.test(commandLine))
    .map(({ id }) => id);
}

/**
 * Kills the one language server below a process, as the system does when memory runs out. Resolves when its successor
 * runs, which is only started when everything that came from the killed one is cleared away; where there is to be none
 * (`isLast`), when the process is gone.
 */
export async function killServerBelow(ancestor: number, isLast = false): Promise<void> {
  const [killed, ...others] = serversBelow(ancestor);
  if (killed === undefined || others.length > 0)
    throw new Error(`the servers to kill: ${[killed, ...others]}`);
  process.kill(killed, 'SIGKILL');
  const started = Date.now();
  for (;;) {
    const servers = serversBelow(ancestor);
    if (isLast ? servers.length === 0 : servers.some((id) => id !== killed)) return;
    if (Date.now() - started > patience)
      throw new Error(`the servers are [${servers}] after ${killed} was killed`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** How long a server may take to go and come, in ms, on a loaded two-core machine. */
const patience = 20_000;

/** Small images of Linux have no `ps`. */
function processesOfLinux(): RunningProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        // The name in brackets can hold anything; after it come the state and the parent.
        const parent = /.*\) \S+ (\d+)/s.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1];
        const commandLine = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return [{ id: Number(name), parent: Number(parent), commandLine }];
      } catch {
        // It has ended meanwhile.
        return [];
      }
    });
}

function listedProcesses(): RunningProcess[] {
  const lines = (process.platform === 'win32' ? listOfWindows() : listOfPosix()).split(/\r?\n/);
  return lines
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map((match) => ({ id: Number(match[1]), parent: Number(match[2]), commandLine: match[3] ?? '' }));
}

function listOfPosix(): string {
  return execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,command='], { encoding: 'utf8' });
}

function listOfWindows(): string {
  const list = [
    'Get-CimInstance Win32_Process',
    'ForEach-Object { "$($_.ProcessId) $($_.ParentProcessId) $($_.CommandLine)" }',
  ].join(' | ');
  return execFileSync('powershell', ['-NoProfile', '-Command', list], { encoding: 'utf8' });
}
