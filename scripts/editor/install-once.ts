import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { onEnd } from './cleanup';
import type { Log } from './command';

const stampName = 'installed.json';

/**
 * Fills a folder once, so that an install that was interrupted never looks like a finished one: the work is
 * done in a folder beside it, which gets a stamp and then its name. A second process that wants the same
 * folder meanwhile waits for the first. `facts` are written into the stamp: the versions, for a reader.
 * Rejects with what `fill` rejects with; the next call starts afresh.
 */
export async function installOnce(
  folder: string,
  facts: Readonly<Record<string, string>>,
  fill: (partialFolder: string) => Promise<void>,
  log: Log,
): Promise<void> {
  if (isInstalled(folder)) return;
  mkdirSync(dirname(folder), { recursive: true });
  await othersFinished(folder, log);
  if (isInstalled(folder)) return;

  const partialFolder = `${folder}.partial-${process.pid}`;
  remove(partialFolder);
  mkdirSync(partialFolder);
  const clear = onEnd(() => remove(partialFolder));
  try {
    await fill(partialFolder);
    writeFileSync(join(partialFolder, stampName), `${JSON.stringify(facts, null, 2)}\n`);
    // A folder of that name without a stamp is a leftover that nobody can use.
    if (!isInstalled(folder)) {
      remove(folder);
      renameSync(partialFolder, folder);
    }
  } finally {
    await clear();
  }
}

function isInstalled(folder: string): boolean {
  return existsSync(join(folder, stampName));
}

/** Removes what dead processes left behind and waits until no living one is at work on the folder. */
async function othersFinished(folder: string, log: Log): Promise<void> {
  let told = false;
  for (;;) {
    const others = readdirSync(dirname(folder))
      .filter((name) => name.startsWith(`${basename(folder)}.partial-`))
      .map((name) => ({
        folder: join(dirname(folder), name),
        processId: Number(name.slice(name.lastIndexOf('-') + 1)),
      }))
      .filter((other) => other.processId !== process.pid);
    for (const other of others) {
      if (!isAlive(other.processId)) remove(other.folder);
    }
    const living = others.find((other) => isAlive(other.processId));
    if (living === undefined || isInstalled(folder)) return;
    if (!told) log(`Process ${living.processId} is installing into ${folder}: waiting for it …`);
    told = true;
    await wait(1000);
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, but belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
