import { visible } from '../words/harmless';
import { UsageError } from './arguments';
import type { Command } from './help';
import { complain, complainOfDefect, type ExitCode, exitCodes, flush, isAllWritten } from './output';

/** What a command does: it gives the exit code, or undefined where the process is to go on. */
export type Work = () => ExitCode | undefined | Promise<ExitCode | undefined>;

/**
 * Does what the command line asks for, and ends the process when all output is written. What makes no sense is said,
 * with a hint at the help of the command, if there is one.
 */
export async function run(work: Work, command?: Command): Promise<void> {
  // All is done and written by then. Left to itself, Node would first take its memory down piece by piece.
  process.once('beforeExit', () => process.exit());
  try {
    const exitCode = await work();
    // The output's own failure stands.
    if (exitCode !== undefined) process.exitCode ??= exitCode;
  } catch (error) {
    process.exitCode = exitCodes.failure;
    if ((error as NodeJS.ErrnoException).syscall === 'uv_cwd')
      return complain('the current folder does not exist any more');
    if (!(error instanceof UsageError)) return complainOfDefect(error);
    complain(error.message);
    const named = visible(command ? `${command} ` : '');
    process.stderr.write(`Try: interaction-data ${named}--help\n`);
  } finally {
    flush();
    // Before it says that all is done, Node waits for code that it is still making fast: that comes too late.
    if (process.exitCode !== undefined && isAllWritten()) process.exit();
  }
}
