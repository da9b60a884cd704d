#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { version } from '../../package.json';
import { nearestNames } from '../config/nearest-names';
import { UsageError } from './arguments';
import { runLsp } from './commands/lsp';
import { type Command, commands, helpText } from './help';
import { type ExitCode, exitCodes, print } from './output';
import { run } from './run';

/** Each command is a bundle of its own, so that a start loads what is asked for and nothing else. */
const runs: Readonly<Record<Command, (words: readonly string[]) => Promise<void>>> = {
  check: async (words) => (await import('./commands/check')).runCheck(words),
  fix: async (words) => (await import('./commands/fix')).runFix(words),
  fields: async (words) => (await import('./commands/fields')).runFields(words),
  lsp: runLsp,
};

void main(process.argv.slice(2));

function main(words: readonly string[]): Promise<void> {
  const [first, ...others] = words;
  const command = commands.find((name) => name === first);
  if (command === undefined) return run(() => runWithoutCommand(words));
  const end = others.indexOf('--');
  const asks = others.slice(0, end < 0 ? others.length : end).some(asksForHelp);
  return asks ? run(() => help(command)) : runs[command](others);
}

function runWithoutCommand([first, second]: readonly string[]): ExitCode {
  if (first === undefined) throw new UsageError('Say what to do: check, fix, fields or lsp.');
  if (asksForHelp(first) || first === 'help') return help(commands.find((name) => name === second));
  if (first === '--version' || first === '-V') {
    print(`${version}\n`);
    return exitCodes.fine;
  }
  if (first.startsWith('-')) throw new UsageError(`There is no option ${first} before a command.`);
  const [nearest] = nearestNames(first, commands);
  if (nearest !== undefined) throw new UsageError(`There is no command ${first}. Did you mean ${nearest}?`);
  const hint = existsSync(first) ? ` To check that path: interaction-data check ${first}` : '';
  throw new UsageError(`There is no command ${first}.${hint}`);
}

function help(command: Command | undefined): ExitCode {
  print(helpText(command));
  return exitCodes.fine;
}

function asksForHelp(word: string): boolean {
  return word === '--help' || word === '-h';
}
