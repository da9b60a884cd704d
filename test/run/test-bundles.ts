import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { projectFolder } from '../../scripts/editor/paths';

/** Where the bundles are, within the project so that they find its packages. */
const folder = join(projectFolder, '.test-bundles');

/** What gives properties their seed. */
const seed = 'test/support/seed.ts';

/**
 * Options of Node's own for bundled tests: the seed of their properties, and places in the sources where something fails.
 * A bundle needs no loader of TypeScript, which would cost each of two hundred processes a quarter of a second.
 */
export const bundleOptions: readonly string[] = ['--enable-source-maps', '--require', bundleOf(seed)];

/**
 * Bundles test files, each with all of our code that it uses, and returns the paths of the bundles in the same order.
 * Loaded file by file, our code asks for each constant of another file through a function, which makes the readers take
 * more than twice as long: what is tested is bundled, as what is shipped is. They are run with `bundleOptions`.
 */
export async function bundleTests(paths: readonly string[]): Promise<readonly string[]> {
  rmSync(folder, { recursive: true, force: true });
  await esbuild.build({
    absWorkingDir: projectFolder,
    entryPoints: [...paths, seed],
    outdir: folder,
    outbase: projectFolder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    sourcemap: 'inline',
    sourcesContent: false,
    logLevel: 'warning',
    plugins: [ourCodeOnly, placesOfSources],
  });
  return paths.map(bundleOf);
}

function bundleOf(path: string): string {
  return join(folder, path.replace(/\.ts$/, '.cjs'));
}

/** Packages stay what they are. */
const ourCodeOnly: esbuild.Plugin = {
  name: 'our-code-only',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, importer }) =>
      importer.includes('node_modules') ? undefined : { path, external: true },
    );
  },
};

/** What a file asks of its own place is answered with that of the source. */
const placesOfSources: esbuild.Plugin = {
  name: 'places-of-sources',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/](?:client|scripts|server|test)[\\/].*\.ts$/ }, ({ path }) => ({
      loader: 'ts',
      contents: readFileSync(path, 'utf8')
        .replaceAll(/\b(?:__dirname|import\.meta\.dirname)\b/g, JSON.stringify(dirname(path)))
        .replaceAll(/\bimport\.meta\.url\b/g, JSON.stringify(pathToFileURL(path).href))
        .replaceAll(/\brequire\.main === module\b/g, 'false'),
    }));
  },
};
