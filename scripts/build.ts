// Bundles the extension: the client that VS Code loads, the server that it starts, the command line.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { projectFolder as root } from './editor/paths';

const common: esbuild.BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // The packages' UMD builds lose their dependencies when bundled; their ES modules do not.
  mainFields: ['module', 'main'],
  minify: true,
  sourcemap: false,
  legalComments: 'none',
  logLevel: 'warning',
};

/**
 * Writes client.js, server.js, format.js and cli.js into `folder`, over what is there; a mistake in the sources rejects with
 * esbuild's messages.
 */
export async function build(folder = join(root, 'dist')): Promise<void> {
  await Promise.all([
    esbuild.build({
      ...common,
      entryPoints: ['client/extension.ts'],
      outfile: join(folder, 'client.js'),
      external: ['vscode'],
    }),
    buildServer(folder),
    esbuild.build({
      ...common,
      entryPoints: ['server/features/format.ts'],
      outfile: join(folder, 'format.js'),
    }),
    esbuild.build({
      ...common,
      entryPoints: ['server/cli/main.ts'],
      outfile: join(folder, 'cli.js'),
      // `interaction-data lsp` loads the server's bundle beside it instead of carrying a second copy.
      plugins: [loadedBesideIt(/\/protocol\/node$/, './server.js')],
    }),
  ]);
}

/**
 * Writes the server in three parts: server.js is all that findings need, answers.js what answers requests and is loaded
 * by the first one, chunk.js what both have in common. esbuild splits ES modules only; each part is made CommonJS then,
 * which Node starts faster.
 */
async function buildServer(folder: string): Promise<void> {
  const { outputFiles } = await esbuild.build({
    ...common,
    format: 'esm',
    splitting: true,
    entryPoints: { server: 'server/protocol/node.ts' },
    outdir: folder,
    chunkNames: '[name]',
    write: false,
    // What formats brings the JSON language service with it, which nothing else needs.
    plugins: [loadedBesideIt(/\/features\/format$/, './format.js'), loadedOnUse],
  });
  mkdirSync(folder, { recursive: true });
  for (const { path, text } of outputFiles) {
    const { code } = await esbuild.transform(text, {
      format: 'cjs',
      platform: 'node',
      target: 'node20',
      minify: true,
    });
    writeFileSync(path, code);
  }
}

/** Makes a module that is imported when it is needed another bundle, which is loaded from beside at run time. */
function loadedBesideIt(filter: RegExp, bundle: string): esbuild.Plugin {
  return {
    name: 'loaded-beside-it',
    setup({ onResolve }) {
      onResolve({ filter }, ({ kind }) =>
        kind === 'dynamic-import' ? { path: bundle, external: true } : undefined,
      );
    },
  };
}

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

if (require.main === module) void build();
