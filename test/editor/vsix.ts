import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { openBrowser } from '../../scripts/editor/browser';
import { ensureServer, type ServerEditor } from '../../scripts/editor/install';
import { type EditorProfile, makeProfile, stillSettings } from '../../scripts/editor/profile';
import { startServer } from '../../scripts/editor/server';
import { makeVsix } from '../../scripts/editor/vsix';
import { openFile, openWorkbench, parts, read } from '../../scripts/editor/workbench';

/** What a person downloads and keeps; all of it is text that packs well. */
const sizeBudget = 600 * 1024;

/** The only files that the package may hold, as they lie in the folder of the installed extension. */
const allowed: readonly RegExp[] = [
  /^\.vsixmanifest$/,
  /^package\.json$/,
  /^readme\.md$/i,
  /^changelog\.md$/i,
  /^licen[sc]e(\.txt|\.md)?$/i,
  /^dist\/(client|server|cli)\.js$/,
  /^schemas\/[^/]+\.json$/,
  /^syntaxes\/[^/]+\.json$/,
  /^docs\/(rules|fields)\.md$/,
  /^images\/icon\.png$/,
];

/** The files without which it would be no extension. */
const required: readonly string[] = [
  'package.json',
  'dist/client.js',
  'dist/server.js',
  'schemas/phone-call-interaction.schema.json',
];

const invalidRecord = '{\n  "interaction_id": "00001a57JGQ00BW8",\n  "status": 2\n}\n';

/**
 * Packs the extension, which must be built, installs it into a VS Code server that knows nothing else, and looks
 * at a file in it, as a person does who got the .vsix. Prints each check; gives how many passed and failed.
 */
export async function runVsixTest(): Promise<{ passed: number; failed: number }> {
  const profile = makeProfile(stillSettings);
  try {
    const editor = await ensureServer(console.log);
    let file = '';
    return await runChecks({
      'the package is made and keeps its size budget': async () => {
        file = await makeVsix(profile.folder);
        const { size } = statSync(file);
        assert.ok(size <= sizeBudget, `${size} bytes are more than ${sizeBudget}`);
      },
      'it installs, and holds only what it may': async () => {
        install(editor, profile, file);
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
      'a record with missing fields is underlined': () => seeSquiggle(editor, profile),
    });
  } finally {
    await profile.remove();
  }
}

async function runChecks(
  checks: Readonly<Record<string, () => Promise<void>>>,
): Promise<{ passed: number; failed: number }> {
  let passed = 0;
  let failed = 0;
  for (const [name, check] of Object.entries(checks)) {
    const started = Date.now();
    try {
      await check();
      passed++;
      console.log(`✔ vsix: ${name} (${Date.now() - started} ms)`);
    } catch (error) {
      failed++;
      console.log(`✖ vsix: ${name}\n${String(error).replace(/^/gm, '    ')}`);
    }
  }
  return { passed, failed };
}

function install(editor: ServerEditor, profile: EditorProfile, file: string): void {
  const { status, stdout, stderr } = spawnSync(
    editor.node,
    [
      editor.serverMain,
      `--install-extension=${file}`,
      `--extensions-dir=${profile.extensionsFolder}`,
      `--user-data-dir=${profile.userDataFolder}`,
      `--server-data-dir=${join(profile.userDataFolder, 'server')}`,
      '--accept-server-license-terms',
      '--telemetry-level=off',
    ],
    { encoding: 'utf8' },
  );
  assert.equal(status, 0, `${stdout}${stderr}`);
  assert.match(stdout, /successfully installed/);
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

async function seeSquiggle(editor: ServerEditor, profile: EditorProfile): Promise<void> {
  const workspaceFolder = join(profile.folder, 'workspace');
  mkdirSync(workspaceFolder);
  writeFileSync(join(workspaceFolder, 'invalid.phonecall.json'), invalidRecord);
  const server = await startServer(editor, profile);
  const { page, close } = await openBrowser(console.log);
  try {
    const workbench = await openWorkbench(page, server, { workspaceFolder });
    await openFile(workbench, 'invalid.phonecall.json');
    await page.locator('.squiggly-error').first().waitFor();
    // Eight fields are mandatory, and the record has two of them.
    await page.locator(`${parts.status}[aria-label="Errors: 6"]`).waitFor();
    assert.ok((await read(workbench, 'status')).some((label) => /interaction/i.test(label)));
  } finally {
    await close();
    await server.stop();
  }
}
