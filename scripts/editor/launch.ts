// Stands in for the program of desktop VS Code where there is none: it takes the same flags, opens the VS Code
// server's window in a headless browser instead, and ends with the exit code of the extension test.
import { openBrowser } from './browser';
import { runMain } from './cleanup';
import { ensureServer } from './install';
import { startServer } from './server';
import { openWorkbench } from './workbench';

/** More than any suite needs, in ms; a window that died without a word must not hang a test run for ever. */
const deadline = 10 * 60_000;

runMain(async () => {
  const flags = parseFlags(process.argv.slice(2));
  const say = (line: string): void => console.log(line);
  // Whoever started this holds the other end of the pipe: when that process dies, so does this.
  process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM')).resume();

  const editor = await ensureServer(say);
  const server = await startServer(editor, {
    userDataFolder: required(flags, 'user-data-dir'),
    extensionsFolder: required(flags, 'extensions-dir'),
    forTests: true,
    log: say,
  });
  let end: (code: number) => void = () => undefined;
  const exitCode = new Promise<number>((resolve) => {
    end = resolve;
  });
  const { page, crashed } = await openBrowser(say, {
    onConsole: (type, values) => console.log(`[${type}]`, ...values),
    onExit: (code) => end(code),
  });
  const late = setTimeout(() => {
    console.error(`The extension test has not ended within ${deadline / 60_000} minutes.`);
    end(1);
  }, deadline);
  try {
    process.exitCode = await Promise.race([
      openWorkbench(page, server, {
        workspaceFolder: flags.folder ?? flags.values['folder-uri'] ?? process.cwd(),
        extensionDevelopmentPath: required(flags, 'extensionDevelopmentPath'),
        extensionTestsPath: required(flags, 'extensionTestsPath'),
      }).then(() => exitCode),
      exitCode,
      crashed,
      server.ended.then(() => {
        throw new Error('The VS Code server ended before the extension test did.');
      }),
    ]);
  } finally {
    clearTimeout(late);
  }
});

interface Flags {
  readonly folder: string | undefined;
  readonly values: Readonly<Record<string, string>>;
}

/** Reads `--name=value` and the one argument that is no flag; the flags of desktop VS Code alone say nothing here. */
function parseFlags(commandLine: readonly string[]): Flags {
  const values = commandLine
    .map((argument) => /^--([^=]+)=(.*)$/s.exec(argument))
    .filter((match) => match !== null)
    .map((match) => [match[1], match[2]]);
  return {
    folder: commandLine.find((argument) => !argument.startsWith('--')),
    values: Object.fromEntries(values),
  };
}

function required(flags: Flags, name: string): string {
  const value = flags.values[name];
  if (value === undefined) throw new Error(`--${name}=… is missing.`);
  return value;
}
