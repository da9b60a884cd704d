import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
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
  /** Whether windows know workspaces that nobody trusts yet, as on a desktop; without it all are trusted. */
  readonly workspaceTrust?: boolean;
  /** Takes what the server prints, a line at a time. */
  readonly log?: Log;
}

export interface WindowOptions {
  /** The folder that it shows, or a `.code-workspace` file. */
  readonly workspaceFolder: string;
  /** The folder of an extension to load as it is, besides those that are installed. */
  readonly extensionDevelopmentPath?: string;
  /** A module whose `run()` the extension host calls; its end is the end of the window. */
  readonly extensionTestsPath?: string;
}

export interface RunningServer {
  readonly port: number;
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
 */
export async function startServer(editor: ServerEditor, options: ServerOptions): Promise<RunningServer> {
  const token = randomBytes(16).toString('hex');
  const { child, ended, stop } = startProcess(
    editor.node,
    [editor.serverMain, ...serverArguments(options, token)],
    { stdio: ['ignore', 'pipe', 'pipe'], env: serverEnvironment() },
  );
  const port = await listeningPort(child, options.log).catch(async (error: Error) => {
    await stop();
    throw error;
  });
  return {
    port,
    address: (window) => windowAddress(port, token, window),
    stop,
    ended: ended.then(() => undefined),
  };
}

function serverArguments(options: ServerOptions, token: string): string[] {
  return [
    '--host=127.0.0.1',
    `--port=${options.port ?? 0}`,
    `--connection-token=${token}`,
    '--accept-server-license-terms',
    // Without it a window does not obey the extension paths in its address.
    '--enable-smoke-test-driver',
    '--telemetry-level=off',
    ...(options.workspaceTrust ? [] : ['--disable-workspace-trust']),
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

function windowAddress(port: number, token: string, window: WindowOptions): string {
  const remote = (path: string): string =>
    pathToFileURL(path).href.replace('file://', `vscode-remote://127.0.0.1:${port}`);
  const payload: [string, string][] = [['skipWelcome', 'true']];
  if (window.extensionDevelopmentPath !== undefined) {
    payload.push(['extensionDevelopmentPath', remote(window.extensionDevelopmentPath)]);
  }
  if (window.extensionTestsPath !== undefined) {
    payload.push(['extensionTestsPath', remote(window.extensionTestsPath)]);
  }
  const address = new URL(`http://127.0.0.1:${port}/`);
  address.searchParams.set('tkn', token);
  const kind = window.workspaceFolder.endsWith('.code-workspace') ? 'workspace' : 'folder';
  address.searchParams.set(kind, folderPath(window.workspaceFolder));
  address.searchParams.set('payload', JSON.stringify(payload));
  // A plus sign stands for a space only in forms; VS Code's own reading of `folder` does not know that.
  return address.href.replaceAll('+', '%20');
}

/** A folder as the address wants it: with forward slashes from the root on, and not percent-encoded once more. */
function folderPath(folder: string): string {
  return decodeURIComponent(pathToFileURL(folder).pathname);
}
