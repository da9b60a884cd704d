import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import { openBrowser } from '../../scripts/editor/browser';
import { ensureServer, type ServerEditor } from '../../scripts/editor/install';
import { projectFolder } from '../../scripts/editor/paths';
import { type EditorProfile, makeProfile, stillSettings, writeSettings } from '../../scripts/editor/profile';
import { startServer, type WindowOptions } from '../../scripts/editor/server';
import { installVsix, makeVsix } from '../../scripts/editor/vsix';
import { openFile, openWorkbench, parts, read, type Workbench } from '../../scripts/editor/workbench';
import { type Count, sum } from '../run/count';
import { runChecks } from './checks';
import { runStartTest } from './start';

/** What a person downloads and keeps; all of it is text that packs well, but for the pictures of the walkthrough. */
const sizeBudget = 700 * 1024;

/** The only files that the package may hold, as they lie in the folder of the installed extension. */
const allowed: readonly RegExp[] = [
  /^\.vsixmanifest$/,
  /^package(\.nls(\.[a-z-]+)?)?\.json$/,
  /^l10n\/bundle\.l10n\.[a-z-]+\.json$/,
  /^readme\.md$/i,
  /^changelog\.md$/i,
  /^licen[sc]e(\.txt|\.md)?$/i,
  /^dist\/(answers|check|chunk-\d|cli|client|commands|common|config|diff|extension|fields|fix|folder-files|for-programs|in-browser|json-layout|language-client|node|on-node|phone-countries|read-file|server|serving|session|unmet|web|worker|worker-server|workspace)\.js$/,
  /^dist\/(?:package\.json|THIRD-PARTY-NOTICES\.txt)$/,
  /^schemas\/(?:[^/]+\.json|README\.md)$/,
  /^syntaxes\/[^/]+\.json$/,
  /^docs\/(rules|fields)\.md$/,
  /^images\/(icon\.png|record-(dark|light)\.svg|walkthrough\/[a-z-]+\.webp)$/,
];

/** The files without which it would be no extension. */
const required: readonly string[] = [
  'package.json',
  'dist/client.js',
  'dist/extension.js',
  'dist/config.js',
  'dist/session.js',
  'dist/answers.js',
  'dist/json-layout.js',
  'dist/phone-countries.js',
  'dist/server.js',
  'dist/serving.js',
  'dist/common.js',
  'schemas/phone-call-interaction.schema.json',
];

const invalidRecord = '{\n  "interaction_id": "00001a57JGQ00BW8",\n  "status": 2\n}\n';

/**
 * Packs the extension, which must be built, installs it into a VS Code server that knows nothing else, and looks
 * at a file in it, as a person does who got the .vsix; then starts that as `npm start` does (`start.ts`). Prints each
 * check; gives how many passed and failed.
 */
export async function runVsixTest(): Promise<Count> {
  const profile = makeProfile(stillSettings);
  try {
    const editor = await ensureServer(console.log);
    let file = '';
    const installed = await runChecks('vsix', {
      'the package is made and keeps its size budget': async () => {
        file = await makeVsix(profile.folder);
        const { size } = statSync(file);
        assert.ok(size <= sizeBudget, `${size} bytes are more than ${sizeBudget}`);
      },
      'it installs, and holds only what it may': async () => {
        installVsix(editor, profile, file);
        const files = installedFiles(profile);
        assert.deepEqual(
          files.filter((path) => !allowed.some((pattern) => pattern.test(path))),
          [],
          'files that nobody allowed',
        );
        assert.deepEqual(
          required.filter((path) => !files.includes(path)),
          [],
          'files that are missing',
        );
      },
    });
    const seen = await seeInWindows(editor, profile);
    const started = await runStartTest(file);
    return sum([installed, seen, started]);
  } finally {
    await profile.remove();
  }
}

/** Looks at windows of one server in one browser, in workspaces of three kinds. */
async function seeInWindows(editor: ServerEditor, profile: EditorProfile): Promise<Count> {
  const server = await startServer(editor, { ...profile, forTests: true, workspaceTrust: true });
  const { page, close } = await openBrowser(console.log);
  const open = (window: WindowOptions) => openWorkbench(page, server, window);
  try {
    return await runChecks('vsix', {
      'a record with missing fields is underlined': async () => {
        const workbench = await open({ workspaceFolder: makeWorkspace(profile, 'trusted') });
        await openInvalid(workbench);
        await seeSquiggle(workbench);
      },
      'untrustedWorkspaces: it is in a workspace that nobody trusts': () => seeUntrusted(open, profile),
      'virtualWorkspaces: it is in a workspace in no file system that VS Code knows': () =>
        seeVirtual(open, profile),
    });
  } finally {
    await close();
    await server.stop();
  }
}

/** The files of the one installed extension, relative to its folder, with forward slashes. */
function installedFiles(profile: EditorProfile): string[] {
  const folders = readdirSync(profile.extensionsFolder, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  assert.equal(folders.length, 1);
  const folder = join(profile.extensionsFolder, folders[0]?.name ?? '');
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

type Open = (window: WindowOptions) => Promise<Workbench>;

/** The invalid record, which is open, is seen to be checked. */
async function seeSquiggle(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await page.locator('.squiggly-error').first().waitFor();
  // What a record lacks is one problem.
  await page.locator(`${parts.status}[aria-label="Errors: 1"]`).waitFor();
  assert.ok((await read(workbench, 'status')).some((label) => /interaction/i.test(label)));
}

/** VS Code switches extensions off in such a workspace that do not say that they work there. */
async function seeUntrusted(open: Open, profile: EditorProfile): Promise<void> {
  writeSettings(profile.userDataFolder, {
    ...stillSettings,
    'security.workspace.trust.enabled': true,
    'security.workspace.trust.startupPrompt': 'never',
  });
  const workbench = await open({ workspaceFolder: makeWorkspace(profile, 'untrusted') });
  await workbench.page.locator(parts.status).filter({ hasText: 'Restricted Mode' }).waitFor();
  await openInvalid(workbench);
  await seeSquiggle(workbench);
  writeSettings(profile.userDataFolder, stillSettings);
}

/** The same holds for a workspace in no file system that VS Code knows. Here another extension brings it. */
async function seeVirtual(open: Open, profile: EditorProfile): Promise<void> {
  const extensionDevelopmentPath = join(profile.folder, 'memory-files');
  await build({
    stdin: { contents: memoryExtension, resolveDir: join(projectFolder, 'test', 'editor', 'suite') },
    outfile: join(extensionDevelopmentPath, 'main.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
  });
  writeFileSync(
    join(extensionDevelopmentPath, 'package.json'),
    JSON.stringify({
      name: 'memory-files',
      publisher: 'test',
      version: '0.0.1',
      engines: { vscode: '^1.100.0' },
      main: './main.js',
      activationEvents: ['*'],
    }),
  );
  const workbench = await open({ workspaceFolder: 'memfs:/calls', extensionDevelopmentPath });
  // Nobody can search there, so quick open finds nothing.
  const row = workbench.page.locator('.explorer-folders-view .monaco-list-row', {
    hasText: 'invalid.phonecall.json',
  });
  await row.dblclick();
  await seeSquiggle(workbench);
}

/** An extension that provides the file system of the tests, with the invalid record in it. */
const memoryExtension = `
  import * as vscode from 'vscode';
  import { provideMemoryFiles } from './memory-files';
  export async function activate({ subscriptions }) {
    subscriptions.push(provideMemoryFiles());
    const uri = vscode.Uri.parse('memfs:/calls/invalid.phonecall.json');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(${JSON.stringify(invalidRecord)}));
  }
`;

function openInvalid(workbench: Workbench): Promise<void> {
  return openFile(workbench, 'invalid.phonecall.json');
}

function makeWorkspace(profile: EditorProfile, name: string): string {
  const folder = join(profile.folder, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'invalid.phonecall.json'), invalidRecord);
  return folder;
}
