import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import type { ServerEditor } from './install';
import { projectFolder } from './paths';
import type { EditorProfile } from './profile';

/**
 * Packs the extension, which must be built, into a .vsix file; what goes in is what .vscodeignore allows.
 * Returns the path of the file: `interaction-data-<version>.vsix` in `folder`. Rejects where vsce finds fault with
 * the manifest.
 */
export async function makeVsix(folder: string): Promise<string> {
  const manifest: { name: string; version: string } = JSON.parse(
    readFileSync(join(projectFolder, 'package.json'), 'utf8'),
  );
  const packagePath = join(folder, `${manifest.name}-${manifest.version}.vsix`);
  await createVSIX({
    cwd: projectFolder,
    packagePath,
    readmePath: 'dist/README.md',
    // Everything that runs is bundled into dist/.
    dependencies: false,
    // There is no public repository that links could be completed with.
    rewriteRelativeLinks: false,
    allowMissingRepository: true,
  });
  return packagePath;
}

/** Installs a .vsix file into a profile, as a person would. Throws with what VS Code printed where it does not. */
export function installVsix(editor: ServerEditor, profile: EditorProfile, file: string): void {
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
  if (status === 0 && stdout.includes('successfully installed')) return;
  throw new Error(`${file} cannot be installed:\n${stdout}${stderr}`);
}
