import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { projectFolder } from './paths';

/**
 * Packs the extension, which must be built, into a .vsix file; what goes in is what .vscodeignore allows.
 * Gives the path of the file: `interaction-data-<version>.vsix` in `folder`. Rejects where vsce finds fault with
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
    // Everything that runs is bundled into dist/.
    dependencies: false,
    // There is no public repository that links could be completed with.
    rewriteRelativeLinks: false,
    allowMissingRepository: true,
  });
  return packagePath;
}
