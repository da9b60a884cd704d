import { cpSync, createWriteStream, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { editorExecutable } from '../../scripts/editor/executable';
import { projectFolder } from '../../scripts/editor/paths';
import {
  calmSettings,
  type EditorProfile,
  makeProfile,
  settingsForTwins,
} from '../../scripts/editor/profile';
import type { TestReport } from '../editor/suite/runner';

export interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
}

/**
 * Runs the extension tests of test/editor/ in a real VS Code, in windows with workspaces of their own, and prints
 * each test with its result as it comes. The extension must be built. `extensionFolder` is another extension's folder
 * than this project's, to try the tooling with. Rejects where no editor can be had, and where the tests did not run
 * to their end.
 */
export async function runEditorSuite(extensionFolder: string = projectFolder): Promise<SuiteResult> {
  let passed = 0;
  let failed = 0;
  for (const [name, makeWorkspace] of Object.entries(workspaces)) {
    const result = await runInWindow(extensionFolder, name, makeWorkspace);
    passed += result.passed;
    failed += result.failed;
  }
  return { passed, failed };
}

/** The workspaces that the tests run in: each is made in a folder, and given as an argument for VS Code. */
const workspaces: Readonly<Record<string, (folder: string) => string>> = {
  folder(folder) {
    const workspace = join(folder, 'workspace');
    mkdirSync(workspace);
    return workspace;
  },
  // It is in a file system that the tests themselves provide: what VS Code calls a virtual workspace.
  virtual: () => '--folder-uri=memfs:/calls',
};

async function runInWindow(
  extensionFolder: string,
  name: string,
  makeWorkspace: (folder: string) => string,
): Promise<SuiteResult> {
  const profile = makeProfile({ ...calmSettings, ...settingsForTwins });
  const reportFile = join(profile.folder, 'report.jsonl');
  const logFolder = join(projectFolder, '.vscode-test', 'suite-logs', name);
  rmSync(logFolder, { recursive: true, force: true });
  mkdirSync(logFolder, { recursive: true });
  try {
    const vscodeExecutablePath = await editorExecutable(profile.folder, console.log);
    const extensionTestsPath = await bundleSuite();
    const log = createWriteStream(join(logFolder, 'window.log'));
    const reports = followReports(reportFile, printReport);
    const end = await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: extensionFolder,
      extensionTestsPath,
      extensionTestsEnv: { INTERACTION_DATA_TEST_REPORT: reportFile },
      launchArgs: [
        makeWorkspace(profile.folder),
        `--user-data-dir=${profile.userDataFolder}`,
        `--extensions-dir=${profile.extensionsFolder}`,
      ],
      stdout: log,
      stderr: log,
    }).catch((error: Error) => error.message);
    const result = count(reports.stop());
    if (end === 0 && result.passed > 0 && result.failed === 0) return result;
    keepLogs(profile, logFolder);
    console.log(`What the window and the extension host wrote is in ${logFolder}`);
    // A failed test has been printed; anything else has not.
    if (result.failed === 0) throw new Error(`The editor suite did not run to its end: ${end}`);
    return result;
  } finally {
    await profile.remove();
  }
}

/** Copies VS Code's own logs, the output channels among them, out of the profile, which goes. */
function keepLogs(profile: EditorProfile, logFolder: string): void {
  const logs = join(profile.userDataFolder, 'logs');
  if (existsSync(logs)) cpSync(logs, logFolder, { recursive: true });
}

/** Bundles the suite to where git does not see it, but inside the project, so that VS Code knows whose it is. */
async function bundleSuite(): Promise<string> {
  const outfile = join(projectFolder, '.vscode-test', 'suite.js');
  await build({
    entryPoints: [join(projectFolder, 'test', 'editor', 'suite', 'index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    sourcemap: 'inline',
  });
  return outfile;
}

/** Reads the reports that the suite writes, one JSON line each, while it writes them. */
function followReports(file: string, onReport: (report: TestReport) => void): { stop: () => TestReport[] } {
  const reports: TestReport[] = [];
  const readMore = (): void => {
    if (!existsSync(file)) return;
    const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
    for (const line of lines.slice(reports.length)) {
      const report = JSON.parse(line) as TestReport;
      reports.push(report);
      onReport(report);
    }
  };
  const timer = setInterval(readMore, 200);
  return {
    stop: () => {
      clearInterval(timer);
      readMore();
      return reports;
    },
  };
}

export function printReport(report: TestReport): void {
  console.log(`${report.passed ? '✔' : '✖'} ${report.name} (${report.milliseconds} ms)`);
  if (report.message !== undefined) console.log(report.message.replace(/^/gm, '    '));
}

export function count(reports: readonly TestReport[]): SuiteResult {
  const passed = reports.filter((report) => report.passed).length;
  return { passed, failed: reports.length - passed };
}
