import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as esbuild from 'esbuild';
import { projectFolder } from '../scripts/editor/paths';

/**
 * Bundles a TypeScript file of this folder into `folder`, with the settings of the product's own bundles, so that
 * what is compared is compared on equal terms. Gives the path of the bundle.
 */
export async function bundle(
  name: string,
  folder: string,
  { minify = true, entry = `bench/${name}.ts`, instead = {} }: BundleOptions = {},
): Promise<string> {
  const outfile = join(folder, `${name}.js`);
  await esbuild.build({
    absWorkingDir: projectFolder,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    minify,
    logLevel: 'warning',
    plugins: [replacing(instead)],
  });
  return outfile;
}

interface BundleOptions {
  readonly minify?: boolean;
  /** What is bundled, from the project's folder on. */
  readonly entry?: string;
  /** By file of the project the one that stands in its place. */
  readonly instead?: Readonly<Record<string, string>>;
}

function replacing(instead: Readonly<Record<string, string>>): esbuild.Plugin {
  return {
    name: 'replacing',
    setup({ onLoad }) {
      for (const [path, other] of Object.entries(instead))
        onLoad({ filter: new RegExp(`/${path.replaceAll('.', '\\.')}$`) }, () => ({
          contents: readFileSync(join(projectFolder, other), 'utf8'),
          loader: 'ts',
          resolveDir: join(projectFolder, dirname(other)),
        }));
    },
  };
}
