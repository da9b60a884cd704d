import { appendFileSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder, temporaryFolderPrefix } from '../../scripts/editor/paths';
import { startProcess } from '../../scripts/editor/process';
import { type Count, one, sum } from './count';

/** What is run in a process of its own, which sends its counts. */
export interface Stage {
  readonly name: string;
  /** What Node gets: options, a script and its arguments. */
  readonly words: readonly string[];
}

/**
 * Runs stages, `lanes` at a time, in their order. What each of them prints is given to `print` whole when it has ended,
 * below its name; gives all that they counted. One that ends without counts has failed, and so has one that takes more
 * than `limit` ms, which is ended with all that it has started.
 */
export async function runBeside(
  stages: readonly Stage[],
  { lanes, limit, print }: { lanes: number; limit: number; print: (text: string) => void },
): Promise<Count> {
  const folder = mkdtempSync(temporaryFolderPrefix);
  const waiting = [...stages.entries()];
  const counts: Count[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, stage] = next;
      const output = join(folder, `${index}.log`);
      const started = Date.now();
      counts.push(await runStage(stage, output, limit));
      const seconds = Math.round((Date.now() - started) / 1000);
      print(`\n── ${stage.name} (${seconds} s)\n${readFileSync(output, 'utf8')}`);
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, work));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return sum(counts);
}

async function runStage({ words }: Stage, output: string, limit: number): Promise<Count> {
  // A file and no pipe: nothing that a stage leaves behind can keep its end from being seen.
  const file = openSync(output, 'a');
  const { child, ended, stop } = startProcess(process.execPath, words, {
    cwd: projectFolder,
    stdio: ['ignore', file, file, 'ipc'],
  });
  closeSync(file);
  let count: Count | undefined;
  child.on('message', (message) => {
    count = message as Count;
  });
  let isLate = false;
  const late = setTimeout(() => {
    isLate = true;
    void stop();
  }, limit);
  const end = await ended.catch((error: Error) => error.message);
  clearTimeout(late);
  await stop();
  if (end === 0 && count) return count;
  // Counts that were sent before something else went wrong do not hide that.
  const why = isLate ? `It has not ended within ${limit / 1000} s.` : `It ended with ${end}.`;
  appendFileSync(output, `✖ ${why}\n`);
  return sum([count ?? { passed: 0, failed: 0 }, one(false)]);
}
