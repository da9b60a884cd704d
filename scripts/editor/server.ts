import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import type { Log } from './command';
import type { ServerEditor } from './install';
import { startProcess } from './process';

export interface ServerOptions {
  readonly userDataFolder: string;
  readonly extensionsFolder: string;
  /** A loopback port; the system chooses a free one where there is none given. */
  readonly port?: number;
  /**
   * Whether the server is for tests: its windows then load the extensions that their address names, and trust every
   * workspace unless `workspaceTrust` says otherwise. A server for a person obeys no address.
   */
  readonly forTests?: boolean;
  /** Whether windows know workspaces that nobody trusts yet, as on a desktop; without it only tests do not. */
  readonly workspaceTrust?: boolean;
  /** Takes what the server prints, a line at a time. */
  readonly log?: Log;
}

export interface WindowOptions {
  /**
   * The folder that it shows, or the `.code-workspace` file that names several: its path, or its address where it is in no file
   * system of the machine.
   */
  readonly workspaceFolder: string;
  /** The folder of an extension to load as it is, besides those that are installed; only for tests. */
  readonly extensionDevelopmentPath?: string;
  /** A module whose `run()` the extension host calls; its end is the end of the window; only for tests. */
  readonly extensionTestsPath?: string;
}

export interface RunningServer {
  readonly port: number;
  /** Where its pages begin: a path that nobody can guess, so that no page of another site can lead there. */
  readonly basePath: string;
  /** The file with the other secret, which only this user can read. */
  readonly tokenFile: string;
  /** The address of a window, for a browser. It carries the secret without which the server answers nobody. */
  readonly address: (window: WindowOptions) => string;
  /** Ends the server with all of its processes and waits until it is gone. */
  readonly stop: () => Promise<void>;
  /** Resolves when the server is gone, whoever ended it. */
  readonly ended: Promise<void>;
}

/**
 * Starts the VS Code server on a loopback port and waits until it listens. It ends with this process.
 * Rejects with what the server printed where it ends before that.
 *
 * Two secrets guard it. The token keeps other users of the machine out: it is in a file that only this user reads, since
 * everybody reads the arguments of a process. The path keeps pages of other sites out: the browser sends the cookie
 * that stands for the token along with a navigation that such a page makes. The server answers under "/" as well,
 * whatever its path; but a cookie that is set by `/secret/window` is sent to what is below `/secret` only.
 */
export async function startServer(editor: ServerEditor, options: ServerOptions): Promise<RunningServer> {
  const token = randomBytes(16).toString('hex');
  const basePath = `/${randomBytes(16).toString('hex')}/window`;
  const tokenFile = join(options.userDataFolder, 'connection-token');
  mkdirSync(options.userDataFolder, { recursive: true });
  writeFileSync(tokenFile, token, { mode: 0o600 });
  const { child, ended, stop } = startProcess(
    editor.node,
    [editor.serverMain, ...serverArguments(options, tokenFile, basePath)],
    { stdio: ['ignore', 'pipe', 'pipe'], env: serverEnvironment() },
  );
  const port = await listeningPort(child, options.log).catch(async (error: Error) => {
    await stop();
    throw error;
  });
  return {
    port,
    basePath,
    tokenFile,
    address(window) {
      // It would open a window without them, in which nothing can fail.
      if (!options.forTests && (window.extensionDevelopmentPath ?? window.extensionTestsPath) !== undefined) {
        throw new Error('Only a server for tests loads the extensions that an address names.');
      }
      return windowAddress(port, basePath, token, window);
    },
    stop,
    ended: ended.then(() => undefined),
  };
}

function serverArguments(options: ServerOptions, tokenFile: string, basePath: string): string[] {
  const { forTests = false, workspaceTrust = !forTests } = options;
  return [
    '--host=127.0.0.1',
    `--port=${options.port ?? 0}`,
    `--connection-token-file=${tokenFile}`,
    `--server-base-path=${basePath}`,
    '--accept-server-license-terms',
    '--telemetry-level=off',
    // With it a window obeys the extension paths in its address.
    ...(forTests ? ['--enable-smoke-test-driver'] : []),
    ...(workspaceTrust ? [] : ['--disable-workspace-trust']),
    `--user-data-dir=${options.userDataFolder}`,
    `--server-data-dir=${join(options.userDataFolder, 'server')}`,
    `--extensions-dir=${options.extensionsFolder}`,
  ];
}

/** What a VS Code terminal or npm put into the environment must not reach a server started from there. */
function serverEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|npm_|NODE_OPTIONS$)/.test(name)),
  );
}

/** How long the server may take until it listens, in ms. */
const startDeadline = 60_000;

/** Resolves with the port that the server says it is bound to. */
function listeningPort(child: ChildProcess, log: Log | undefined): Promise<number> {
  const printed: string[] = [];
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      clearTimeout(late);
      reject(new Error(`The VS Code server does not listen: ${why}\nIt printed:\n${printed.join('\n')}`));
    };
    const late = setTimeout(() => fail(`no sign of it within ${startDeadline / 1000} s`), startDeadline);
    const take = (line: string): void => {
      if (line.trim() === '') return;
      if (printed.length < 50) printed.push(line);
      log?.(line);
      const port = /Extension host agent listening on (\d+)/.exec(line)?.[1];
      if (port !== undefined) {
        clearTimeout(late);
        resolve(Number(port));
      }
      // It says so and then goes on for ever, without listening.
      if (/\blisten E[A-Z]+\b/.test(line)) fail(line);
    };
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', take);
    }
    child.on('error', (error) => fail(error.message));
    child.on('close', (code, signal) => fail(`it ended with ${signal ?? code}`));
  });
}

function windowAddress(port: number, basePath: string, token: string, window: WindowOptions): string {
  const remote = (path: string): string =>
    pathToFileURL(path).href.replace('file://', `vscode-remote://127.0.0.1:${port}`);
  const payload: [string, string][] = [];
  if (window.extensionDevelopmentPath !== undefined) {
    payload.push(['extensionDevelopmentPath', remote(window.extensionDevelopmentPath)]);
  }
  if (window.extensionTestsPath !== undefined) {
    payload.push(['extensionTestsPath', remote(window.extensionTestsPath)]);
  }
  const address = new URL(`http://127.0.0.1:${port}${basePath}/`);
  address.searchParams.set('tkn', token);
  const isFile = window.workspaceFolder.endsWith('.code-workspace');
  address.searchParams.set(isFile ? 'workspace' : 'folder', folderPath(window.workspaceFolder));
  if (payload.length > 0) {
    payload.push(['skipWelcome', 'true']);
    address.searchParams.set('payload', JSON.stringify(payload));
  }
  // A plus sign stands for a space only in forms; VS Code's own reading of `folder` does not know that.
  return address.href.replaceAll('+', '%20');
}

/** A folder as the address wants it: with forward slashes from the root on, and not percent-encoded once more. */
function folderPath(folder: string): string {
  if (/^[a-z]{2,}:/.test(folder)) return folder;
  return decodeURIComponent(pathToFileURL(folder).pathname);
}
