import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { projectFolder } from '../scripts/editor/paths';

/**
 * Bundles a TypeScript file of this folder into `folder`, with the settings of the product's own bundles, so that
 * what is compared is compared on equal terms. Gives the path of the bundle.
 */
export async function bundle(name: string, folder: string, { minify = true } = {}): Promise<string> {
  const outfile = join(folder, `${name}.js`);
  await esbuild.build({
    absWorkingDir: projectFolder,
    entryPoints: [`bench/${name}.ts`],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    minify,
    logLevel: 'warning',
  });
  return outfile;
}
