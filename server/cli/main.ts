#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { version } from '../../package.json';
import { nearestNames } from '../config/nearest-names';
import { UsageError } from './arguments';
import { type Command, commands, helpText } from './help';
import { complain, type ExitCode, exitCodes, flush, isAllWritten, print } from './output';

/** Each command is loaded when it runs: starting up is most of the time that a small check takes. */
const runs: Readonly<Record<Command, (words: readonly string[]) => Promise<ExitCode | undefined>>> = {
  check: async (words) => (await import('./check')).check(words),
  fix: async (words) => (await import('./fix')).fix(words),
  lsp: async (words) => (await import('./lsp')).lsp(words),
};

// All is done and written by then. Left to itself, Node would first take its memory down piece by piece.
process.once('beforeExit', () => process.exit());
void run(process.argv.slice(2));

/** Runs the command line. It exits by itself only where all output is written. */
async function run(words: readonly string[]): Promise<void> {
  const [first] = words;
  const command = commands.find((name) => name === first);
  try {
    const exitCode = command ? await runCommand(command, words.slice(1)) : runWithoutCommand(words);
    // The output's own failure stands.
    if (exitCode !== undefined) process.exitCode ??= exitCode;
  } catch (error) {
    process.exitCode = exitCodes.failure;
    if (!(error instanceof UsageError)) return complain(`this is a defect of the program: ${stackOf(error)}`);
    complain(error.message);
    process.stderr.write(`Try: interaction-data ${command ? `${command} ` : ''}--help\n`);
  } finally {
    flush();
    // Before it says that all is done, Node waits for code that it is still making fast: that comes too late.
    if (process.exitCode !== undefined && isAllWritten()) process.exit();
  }
}

async function runCommand(command: Command, words: readonly string[]): Promise<ExitCode | undefined> {
  const end = words.indexOf('--');
  if (words.slice(0, end < 0 ? words.length : end).some(asksForHelp)) {
    print(helpText(command));
    return exitCodes.fine;
  }
  return runs[command](words);
}

function runWithoutCommand([first, second]: readonly string[]): ExitCode {
  if (first === undefined) throw new UsageError('Say what to do: check, fix or lsp.');
  if (asksForHelp(first) || first === 'help') {
    print(helpText(commands.find((name) => name === second)));
    return exitCodes.fine;
  }
  if (first === '--version' || first === '-V') {
    print(`${version}\n`);
    return exitCodes.fine;
  }
  if (first.startsWith('-')) throw new UsageError(`There is no option ${first} in front of a command.`);
  const [nearest] = nearestNames(first, commands);
  if (nearest !== undefined) throw new UsageError(`There is no command ${first}. Did you mean ${nearest}?`);
  const hint = existsSync(first) ? ` To check that path: interaction-data check ${first}` : '';
  throw new UsageError(`There is no command ${first}.${hint}`);
}

function asksForHelp(word: string): boolean {
  return word === '--help' || word === '-h';
}

function stackOf(error: unknown): string {
  return error instanceof Error && error.stack !== undefined ? error.stack : String(error);
}
