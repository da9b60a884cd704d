// Bundles the extension: the client that VS Code loads, the server that it starts, the command line.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as esbuild from 'esbuild';
import { projectFolder as root } from './editor/paths';
import { bundledPackages, noticesFile, noticesFor } from './notices';
import { packagedReadme } from './packaged-readme';

/** Node requires a bundle in a third of the time that it takes to import one. */
const supported = { 'dynamic-import': false };

const common: esbuild.BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  supported,
  // The packages' UMD builds lose their dependencies when bundled; their ES modules do not.
  mainFields: ['module', 'main'],
  minify: true,
  sourcemap: false,
  // The licences of what is bundled are in a file of their own.
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
};

/** What each bundle but the server's begins with. */
const entryPoints: Readonly<Record<string, string>> = {
  client: 'client/extension.ts',
  config: 'client/config.ts',
  session: 'client/server.ts',
  cli: 'server/cli/main.ts',
  check: 'server/cli/check.ts',
  fix: 'server/cli/fix.ts',
  diff: 'server/cli/unified-diff.ts',
};

/** Writes the bundles and the notices into `folder`, over what is there; a mistake in the sources rejects with esbuild's messages. */
export async function build(folder = join(root, 'dist')): Promise<void> {
  const start = Date.now();
  const results = await Promise.all([
    ...Object.entries(entryPoints).map(([name, entryPoint]) =>
      esbuild.build({
        ...common,
        entryPoints: [entryPoint],
        outfile: join(folder, `${name}.js`),
        external: ['vscode'],
        plugins: [loadedFromBeside],
      }),
    ),
    buildServer(folder),
  ]);
  const packages = bundledPackages(results.map(({ metafile }) => metafile as esbuild.Metafile));
  writeFileSync(join(folder, noticesFile), noticesFor(packages));
  writeFileSync(join(folder, 'README.md'), packagedReadme(readFileSync(join(root, 'README.md'), 'utf8')));
  removeOlder(folder, start);
}

/** A bundle that an earlier build made and this one did not is no part of the package. */
function removeOlder(folder: string, start: number): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (name.endsWith('.js') && statSync(path).mtimeMs < start - 1) rmSync(path);
  }
}

/**
 * Writes the server in parts: server.js is all that findings need, answers.js what answers requests and is loaded by the
 * first one, format.js the formatter, loaded by who formats; chunk-1.js and so on are what they have in common, the
 * largest first. esbuild splits ES modules only; each part is made CommonJS then, which Node starts faster.
 */
async function buildServer(folder: string): Promise<esbuild.BuildResult> {
  const result = await esbuild.build({
    ...common,
    format: 'esm',
    splitting: true,
    entryPoints: { server: 'server/protocol/node.ts' },
    outdir: folder,
    // Names that differ; `nameOf` makes those of the files.
    chunkNames: '[name]-[hash]',
    write: false,
    plugins: [loadedFromBeside, loadedOnUse, leftOut, oneCopyOfTypes],
  });
  mkdirSync(folder, { recursive: true });
  const names = fileNames(result.outputFiles);
  for (const { path, text } of result.outputFiles) {
    const renamed = [...names].reduce((all, [made, name]) => all.replaceAll(made, name), text);
    const { code } = await esbuild.transform(renamed, {
      format: 'cjs',
      platform: 'node',
      target: 'node20',
      supported,
      minify: true,
    });
    writeFileSync(join(folder, names.get(basename(path)) ?? basename(path)), code);
  }
  return result;
}

/** What the parts with a hash in their names are called: as what they begin with, and chunks by their size. */
function fileNames(files: readonly esbuild.OutputFile[]): ReadonlyMap<string, string> {
  const bySize = files.toSorted((one, other) => other.contents.length - one.contents.length);
  const names = bySize.map(({ path }) => basename(path)).filter((name) => /-[A-Z0-9]{8}\.js$/.test(name));
  const chunks = names.filter((name) => name.startsWith('chunk-'));
  return new Map(
    names.map((name) => {
      const chunk = chunks.indexOf(name);
      return [name, chunk < 0 ? name.replace(/-[A-Z0-9]{8}\.js$/, '.js') : `chunk-${chunk + 1}.js`];
    }),
  );
}

/** Modules that are loaded when they are needed: at run time they are the bundle beside the one that loads them. */
const bundlesBeside: readonly (readonly [RegExp, string])[] = [
  [/^\.\/check$/, './check.js'],
  [/^\.\/fix$/, './fix.js'],
  [/^\.\/unified-diff$/, './diff.js'],
  [/^\.\/config$/, './config.js'],
  [/^\.\/server$/, './session.js'],
  [/\/protocol\/node$/, './server.js'],
];

const loadedFromBeside: esbuild.Plugin = {
  name: 'loaded-from-beside',
  setup({ onResolve }) {
    for (const [filter, path] of bundlesBeside) {
      onResolve({ filter }, ({ kind }) => (kind === 'dynamic-import' ? { path, external: true } : undefined));
    }
  },
};

/**
 * The protocol library loads these at its start, for ways of starting and connecting servers that ours does not go. In
 * the bundle they are loaded by the first who uses them, which is nobody.
 */
const loadedOnUse: esbuild.Plugin = {
  name: 'loaded-on-use',
  setup({ onResolve, onLoad }) {
    const namespace = 'loaded-on-use';
    onResolve({ filter: /^(?:child_process|crypto)$/ }, ({ path }) => ({ path, namespace }));
    onLoad({ filter: /./, namespace }, ({ path }) => ({
      contents: `module.exports = new Proxy({}, { get: (_, name) => require('node:${path}')[name] });`,
    }));
  },
};

/** How the protocol library looks for modules that a project has installed: nobody here asks for that. */
const leftOut: esbuild.Plugin = {
  name: 'left-out',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]vscode-languageserver[\\/]lib[\\/]node[\\/]files\.js$/ }, () => ({
      contents: 'module.exports = {};',
    }));
  },
};

/**
 * The formatter's package finds another copy of the protocol's types than the server's, of a version that both take. In
 * the server all use the server's own.
 */
const oneCopyOfTypes: esbuild.Plugin = {
  name: 'one-copy-of-types',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^vscode-languageserver-types$/ }, ({ path, kind, pluginData }) => {
      if (pluginData === oneCopyOfTypes) return undefined;
      const resolveDir = join(root, 'node_modules', 'vscode-languageserver');
      return resolve(path, { kind, resolveDir, pluginData: oneCopyOfTypes });
    });
  },
};

if (require.main === module) void build();
