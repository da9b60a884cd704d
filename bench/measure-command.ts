import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../scripts/editor/paths';
import { bundle } from './bundle';
import { inTurn, type Measurement } from './context';
import { makeSmallFiles, smallFiles } from './fixtures';
import { runNode } from './processes';

const FILES = 1000;

/** Correct files in folders, as a team has them that checks what it writes: there the rest of the work is all that counts. */
const CORRECT_FILES = 10_000;
const RECORDS_IN_FILE = 10;
const FILES_IN_FOLDER = 100;

/** The command line on many small files: whole processes, from start to end. */
export const measureCommand: Measurement = {
  name: 'command',
  title: 'command line on many small files',
  series: ['command line'],
  async run({ folder, figures, rounds: roundsOf, say }) {
    const rounds = roundsOf(15);
    const records = join(folder, 'small-files');
    mkdirSync(records, { recursive: true });
    const files = makeSmallFiles(FILES);
    for (const { name, text } of files) writeFileSync(join(records, name), text);
    const invalid = files.filter((file) => file.invalid > 0).length;
    const commandLine = join(projectFolder, 'dist/cli.js');
    const programs: readonly Program[] = [
      { who: 'ours', words: [commandLine, 'check', records], finds: true },
      { who: 'JSON language service', words: [await bundle('service-check', folder), records], finds: true },
      { who: 'JSON.parse + Ajv', words: [await bundle('ajv-check', folder), records], finds: true },
      {
        who: 'Node and reading the files',
        words: [await bundle('read-files', folder), records],
        finds: false,
      },
      { who: 'ours, --version', words: [commandLine, '--version'], finds: false },
      { who: 'empty Node', words: ['-e', '0'], finds: false },
    ];
    say(`command line: ${rounds} rounds and one to warm up the disk's cache`);
    for (let round = 0; round <= rounds; round++) {
      for (const { who, words, finds } of inTurn(programs, round)) {
        const { milliseconds, stdout } = await runNode(words, [finds ? 1 : 0]);
        const found = filesIn(stdout);
        if (finds && found !== invalid) {
          throw new Error(`${who} found something in ${found} files instead of ${invalid}.`);
        }
        if (round > 0) figures.add('command line', '1,000 small files', who, milliseconds);
      }
    }
    const correct = join(folder, 'correct-files');
    makeCorrectFiles(correct);
    const readers: readonly Program[] = [
      { who: 'ours', words: [commandLine, 'check', correct], finds: false },
      { who: 'JSON.parse alone', words: [await bundle('parse-files', folder), correct], finds: false },
    ];
    for (let round = 0; round <= roundsOf(5); round++) {
      for (const { who, words } of inTurn(readers, round)) {
        const { milliseconds, stdout } = await runNode(words, [0]);
        if (!/\b10000(?: files: no problems\.)?$/m.test(stdout)) throw new Error(`${who} says: ${stdout}`);
        if (round > 0) figures.add('command line', '10,000 correct files', who, milliseconds);
      }
    }
  },
};

function makeCorrectFiles(folder: string): void {
  let count = 0;
  // Half of what is made has a defect.
  for (const { name, text, invalid } of smallFiles(CORRECT_FILES * 3, () => RECORDS_IN_FILE)) {
    if (invalid > 0) continue;
    const inFolder = join(folder, `${Math.floor(count / FILES_IN_FOLDER)}`);
    mkdirSync(inFolder, { recursive: true });
    writeFileSync(join(inFolder, name), text);
    if (++count === CORRECT_FILES) return;
  }
  throw new Error(`There are only ${count} correct files.`);
}

interface Program {
  readonly who: string;
  readonly words: readonly string[];
  /** Whether it prints findings and ends with 1. */
  readonly finds: boolean;
}

/** How many of the files a program's output names. */
function filesIn(output: string): number {
  return new Set(output.match(/calls-\d{4}/g)).size;
}
