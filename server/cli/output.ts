import { fstatSync, writeSync } from 'node:fs';
import { visible } from '../words/harmless';
import { type Look, lookOf, plainLook } from './look';
import type { ShownAt } from './parts/progress';

/** What a command says, and how it ends. */
export const exitCodes = {
  /** All is well. */
  fine: 0,
  /** There are errors; or, for `fix --check`, something to fix. */
  findings: 1,
  /** The command line makes no sense, or something could not be read or written. */
  failure: 2,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The numbers of standard output and standard error. */
const STDOUT = 1;
const STDERR = 2;

/** So many UTF-16 units of output are collected before they are written. */
const MOST_HELD = 1 << 14;

let held = '';

/** Writes what was collected: straight to the system, until that does not take it all. */
let write = writeDirectly;

/** Writes to standard output. What is written may be held back until `flush`. */
export function print(text: string): void {
  held += text;
  if (held.length > MOST_HELD) flush();
}

/** Writes all that was printed. */
export function flush(): void {
  if (held === '') return;
  const text = held;
  held = '';
  write(Buffer.from(text));
}

/** Whether nothing is on its way any more: what went straight to the system has arrived. */
export function isAllWritten(): boolean {
  return held === '' && followed.size === 0;
}

/** Writes what would be output if that was not taken, to standard error. */
export function printBeside(text: string): void {
  if (text === '') return;
  followErrors(process.stderr);
  process.stderr.write(text);
}

const complained = new Set<string>();

/**
 * Writes a message for people to standard error, once: one that is no part of the result. Whatever names and options are in
 * it, a terminal shows them and does not obey them.
 */
export function complain(message: string): void {
  if (complained.has(message)) return;
  complained.add(message);
  // On a terminal it stands after what was printed before it.
  flush();
  followErrors(process.stderr);
  process.stderr.write(`interaction-data: ${visible(message)}\n`);
}

/** Says that something went wrong which never should, with what helps to find out why; and what follows of it. */
export function complainOfDefect(error: unknown, consequence?: string): void {
  const stack = error instanceof Error && error.stack !== undefined ? error.stack : String(error);
  const [first = '', ...others] = stack.split('\n');
  complain(`this is a defect of the program: ${first}`);
  if (consequence !== undefined) complain(consequence);
  for (const line of others) process.stderr.write(`${visible(line)}\n`);
}

/** Whether standard output is a terminal. */
export function isTerminal(): boolean {
  return fstatSync(STDOUT).isCharacterDevice() && process.stdout.isTTY;
}

/** Where people see how far the work is; undefined where nobody does. */
export function terminalForProgress(): ShownAt | undefined {
  if (process.env.CI || process.env.TERM === 'dumb' || !isCharacterDevice(STDERR)) return undefined;
  const { stderr } = process;
  if (!stderr.isTTY) return undefined;
  return { write: (text) => void stderr.write(text), columns: stderr.columns || 80 };
}

function isCharacterDevice(file: number): boolean {
  try {
    return fstatSync(file).isCharacterDevice();
  } catch {
    return false;
  }
}

/** How texts can look on standard output; `isPlain` where they are wanted without any codes. */
export function standardLook(isPlain: boolean): Look {
  if (isPlain) return { ...plainLook, columns: isTerminal() ? process.stdout.columns : undefined };
  return lookOf({ isTerminal, columns: () => process.stdout.columns, environment: process.env });
}

/*
 * Node's stream for standard output takes longer to load than a hundred files take to check. It is needed only where
 * the output takes no more at the moment, and would have to be waited for.
 */
function writeDirectly(bytes: Buffer): void {
  let written = 0;
  try {
    while (written < bytes.length) written += writeSync(STDOUT, bytes, written);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return stopAt(error as NodeJS.ErrnoException);
    followErrors(process.stdout);
    write = (more) => void process.stdout.write(more);
    write(bytes.subarray(written));
  }
}

const followed = new Set<NodeJS.WriteStream>();

function followErrors(stream: NodeJS.WriteStream): void {
  if (followed.has(stream)) return;
  followed.add(stream);
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (stream === process.stdout) stopAt(error);
    else if (!isGone(error)) process.exitCode = exitCodes.failure;
  });
}

/**
 * Keeps quiet when the reader of the output has gone, as `| head` does: the work goes on to its end, so that the exit
 * code is the same as with a patient reader. Any other trouble with the output is a failure.
 */
function stopAt(error: NodeJS.ErrnoException): void {
  write = () => undefined;
  if (isGone(error)) return;
  process.exitCode = exitCodes.failure;
  complain(`the output cannot be written: ${error.message}`);
}

function isGone({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';
}
