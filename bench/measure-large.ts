import { spawn } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../scripts/editor/paths';
import { installNpmProgram, sourcemeta } from '../scripts/npm-program';
import { bundle } from './bundle';
import { inTurn, type Measurement } from './context';
import { memoryOf } from './memory';
import { childEnvironment } from './processes';
import { randomFrom } from './random';
import { phoneCall } from './records';

/** A file that is made for the measurement and removed after it: far more than anybody wants to keep. */
interface Large {
  /** As tables name it; MB is 10^6 bytes here. */
  readonly name: string;
  readonly bytes: number;
  readonly isList: boolean;
  /** One record in so many has a defect. */
  readonly each: number;
}

const lines: Large = { name: '1 GB of JSON Lines', bytes: 1e9, isList: false, each: 10_000 };
const wrongLines: Large = {
  name: '100 MB, a problem in every line',
  bytes: 1e8,
  isList: false,
  each: 1,
};
const fewLines: Large = { name: '100 MB of JSON Lines', bytes: 1e8, isList: false, each: 10_000 };
const list: Large = { name: '600 MB in an array', bytes: 6e8, isList: true, each: 10_000 };
const manyLines: Large = { name: '4 GB of JSON Lines', bytes: 4e9, isList: false, each: 10_000 };

/** The schema, as sourcemeta's command line takes it, with all that it needs to look at every line, as fast as it can. */
const schema = join(projectFolder, 'schemas/phone-call-interaction.schema.json');
const validateAll: readonly string[] = ['validate', '--continue', '--fast'];

/** All that is called ours besides works on one. */
export const onTwoCores = 'ours, on two cores';

/** What is looked at how often for the peak of a process's memory, in milliseconds. */
const LOOK = 20;

/** Files that are read part by part: whole processes, from start to end. */
export const measureLarge: Measurement = {
  name: 'large',
  title: 'large files',
  series: ['large files', 'large files, peak'],
  async run({ mode, folder, figures, rounds: roundsOf, say }) {
    const commandLine = join(projectFolder, 'dist/cli.js');
    const ajvLines = await bundle('ajv-lines', folder);
    const hasJq = await isThere('jq');
    if (!hasJq) figures.note('jq is not installed, so it was not measured.');
    const validator = await installNpmProgram(sourcemeta, folder, console.log);
    if (!validator) figures.note('sourcemeta jsonschema cannot be installed, so it was not measured.');
    const all =
      mode === 'quick'
        ? [fewLines]
        : mode === 'check'
          ? [lines, wrongLines]
          : [lines, fewLines, wrongLines, list, manyLines];
    for (const large of all) {
      const path = join(folder, `large.${large.isList ? 'json' : 'jsonl'}`);
      say(`making ${large.name}`);
      const wrong = make(path, large);
      const ours = [process.execPath, commandLine, 'check', '--jobs', '1'];
      const programs: [who: string, words: readonly string[], isPiped?: boolean][] = [
        ['ours', [...ours, path]],
        [onTwoCores, [...ours.slice(0, -1), '2', path]],
      ];
      if (!large.isList && large !== manyLines) {
        programs.push(['ours, through a pipe', [...ours, '-', '--stdin-filename', 'x.jsonl'], true]);
        programs.push(['JSON.parse + Ajv by line', [process.execPath, ajvLines, path]]);
        if (hasJq) programs.push(['jq -c .', ['jq', '-c', '.', path]]);
        // It has six times the file in memory.
        if (validator && large === fewLines)
          programs.push(['sourcemeta jsonschema', [validator, ...validateAll, schema, path]]);
      }
      const rounds = large === manyLines ? 1 : roundsOf(3);
      for (let round = 0; round < rounds; round++) {
        for (const [who, words, isPiped = false] of inTurn(programs, round)) {
          const { milliseconds, peak, end } = await runToEnd(words, isPiped ? path : undefined);
          const found = who.startsWith('jq')
            ? wrong
            : Number(/(\d+) (?:errors?|wrong|failed)\W*$/.exec(end)?.[1]);
          if (found !== wrong) throw new Error(`${who} found ${found} of ${wrong} in ${large.name}: ${end}`);
          figures.add('large files', large.name, who, milliseconds);
          if (peak !== undefined) figures.add('large files, peak', large.name, who, peak);
        }
      }
      rmSync(path);
    }
  },
};

/** Writes a file, and returns how many of its records have a defect. */
function make(path: string, { bytes, isList, each }: Large): number {
  const random = randomFrom(1);
  const file = openSync(path, 'w');
  let text = isList ? '[\n' : '';
  let written = 0;
  let wrong = 0;
  for (let record = 0; written + text.length < bytes; record++) {
    const fields = phoneCall(record, random);
    // Whether a reply fits its parent is no matter here.
    delete fields.parent_id;
    if (record % each === each - 1) {
      fields.subject = 4711;
      wrong++;
    }
    text += `${isList && record > 0 ? ',\n' : ''}${JSON.stringify(fields)}${isList ? '' : '\n'}`;
    if (text.length < 1 << 22) continue;
    written += writeSync(file, text);
    text = '';
  }
  writeSync(file, `${text}${isList ? '\n]\n' : ''}`);
  closeSync(file);
  return wrong;
}

/** How a process ended: what it wrote last, how long it took, and the most memory that it had. */
interface Ran {
  readonly milliseconds: number;
  readonly peak: number | undefined;
  readonly end: string;
}

/** Runs a program to its end; a file at `piped` comes through a pipe. */
async function runToEnd(
  [program = '', ...words]: readonly string[],
  piped: string | undefined,
): Promise<Ran> {
  const env = childEnvironment();
  const from =
    piped === undefined ? undefined : spawn('cat', [piped], { stdio: ['ignore', 'pipe', 'inherit'] });
  const start = performance.now();
  const child = spawn(program, words, { env, stdio: [from?.stdout ?? 'ignore', 'pipe', 'pipe'] });
  // The pipe is theirs alone: nobody is to take anything out of it here.
  from?.stdout.destroy();
  let end = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data: Buffer) => {
      end = (end + data.toString('latin1')).slice(-1000);
    });
  let peak: number | undefined;
  const timer = setInterval(() => {
    try {
      peak = Math.max(peak ?? 0, memoryOf(child.pid ?? 0)?.peak || 0) || undefined;
    } catch {
      // It has ended.
    }
  }, LOOK);
  await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  clearInterval(timer);
  return { milliseconds: performance.now() - start, peak, end };
}

function isThere(program: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, ['--version'], { stdio: 'ignore' });
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });
}
