import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { delimiter } from 'node:path';
import { startProcess } from './process';

/** Where a step says how far it is; one line, without a line end. */
export type Log = (line: string) => void;

export interface CommandOptions {
  readonly folder: string;
  /** The file that takes what the command prints, appended. */
  readonly logFile: string;
  /** Folders to look into before PATH. */
  readonly pathFirst?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * Runs a command to its end; what it prints goes to the log file.
 * Rejects with the command, its exit code, the last lines and the place of the log file.
 */
export async function runCommand(
  command: string,
  commandArguments: readonly string[],
  options: CommandOptions,
): Promise<void> {
  const commandLine = [command, ...commandArguments].join(' ');
  const logFile = openSync(options.logFile, 'a');
  writeSync(logFile, `\n$ ${commandLine}   (in ${options.folder})\n`);
  const { ended, stop } = startProcess(command, commandArguments, {
    cwd: options.folder,
    env: environmentFor(options),
    stdio: ['ignore', logFile, logFile],
    // Windows starts .cmd files only through its shell.
    shell: command.endsWith('.cmd'),
  });
  closeSync(logFile);
  const end = await ended.catch((error: Error) => error.message);
  await stop();
  if (end === 0) return;
  throw new Error(
    `\`${commandLine}\` in ${options.folder} ended with ${end}. Its last lines:\n` +
      `${lastLines(options.logFile, 15)}\nAll of it: ${options.logFile}`,
  );
}

/** The name under which npm is started on this system. */
export const npmCommand: string = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/**
 * `npm start` hands facts about this project's own package to what it runs. An npm that works on another
 * folder must not take them for its own.
 */
function environmentFor(options: CommandOptions): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) =>
      !/^npm_(package|lifecycle|command|config_(local_prefix|dry_run|global|omit|include)$)/i.test(name),
  );
  const pathName = inherited.find(([name]) => name.toUpperCase() === 'PATH')?.[0] ?? 'PATH';
  return {
    ...Object.fromEntries(inherited),
    ...options.environment,
    [pathName]: [...(options.pathFirst ?? []), process.env[pathName] ?? ''].join(delimiter),
  };
}

function lastLines(file: string, count: number): string {
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(-count)
    .map((line) => `  ${line}`)
    .join('\n');
}
