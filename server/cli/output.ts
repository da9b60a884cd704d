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

/** Writes to standard output. */
export function print(text: string): void {
  if (text !== '') process.stdout.write(text);
}

/** Writes a message for people to standard error: one that is no part of the result. */
export function complain(message: string): void {
  process.stderr.write(`interaction-data: ${message}\n`);
}

/**
 * Keeps writing quietly when the reader of the output has gone, as `| head` does: the work goes on to its end, so
 * that the exit code is the same as with a patient reader. Any other trouble with the output is a failure.
 */
export function surviveClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') return;
      process.exitCode = exitCodes.failure;
      if (stream === process.stdout) complain(`the output cannot be written: ${error.message}`);
    });
  }
}
