// Bundles the extension: the client that VS Code loads, the server that it starts, the command line.
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { projectFolder as root } from './editor/paths';

/**
 * Writes client.js, server.js and cli.js into `folder`, over what is there; a mistake in the sources rejects with
 * esbuild's messages.
 */
export async function build(folder = join(root, 'dist')): Promise<void> {
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
  await Promise.all([
    esbuild.build({
      ...common,
      entryPoints: ['client/extension.ts'],
      outfile: join(folder, 'client.js'),
      external: ['vscode'],
    }),
    esbuild.build({
      ...common,
      entryPoints: ['server/protocol/node.ts'],
      outfile: join(folder, 'server.js'),
    }),
    esbuild.build({
      ...common,
      entryPoints: ['server/cli/main.ts'],
      outfile: join(folder, 'cli.js'),
      // `interaction-data lsp` loads the server's bundle beside it instead of carrying a second copy.
      plugins: [serverBesideIt],
    }),
  ]);
}

/** Makes `import('../protocol/node')` of the command line load dist/server.js at run time. */
const serverBesideIt: esbuild.Plugin = {
  name: 'server-beside-it',
  setup({ onResolve }) {
    onResolve({ filter: /\/protocol\/node$/ }, () => ({ path: './server.js', external: true }));
  },
};

if (require.main === module) void build();
