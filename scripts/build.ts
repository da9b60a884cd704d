// Bundles the extension: the client that VS Code loads, the server that it starts, the command line.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as esbuild from 'esbuild';
import { projectFolder as root } from './editor/paths';
import { bundledPackages, noticesFile, noticesFor } from './notices';
import { packagedReadme } from './packaged-readme';
import { usedOfLibrary } from './protocol-library';

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

/** What each bundle that is by itself begins with. */
const entryPoints: Readonly<Record<string, string>> = {
  client: 'client/extension.ts',
  config: 'client/config.ts',
  session: 'client/server.ts',
  cli: 'server/cli/main.ts',
  diff: 'server/cli/unified-diff.ts',
};

/** The commands, which have much in common. */
const commands: Readonly<Record<string, string>> = {
  check: 'server/cli/commands/check.ts',
  fix: 'server/cli/commands/fix.ts',
  fields: 'server/cli/commands/fields.ts',
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
    // server.js is all that findings need, answers.js what answers requests and is loaded by the first one, json-layout.js
    // the formatter, loaded by who formats.
    buildParts(folder, { server: 'server/hosts/node/main.ts' }, 'chunk', usedOfLibrary),
    buildParts(folder, commands, 'shared', []),
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
 * Writes bundles that have parts in common: those are bundles, too, which are called as `shared` says, with numbers, the
 * largest first. esbuild splits ES modules only; each part is made CommonJS then, which Node starts faster.
 */
async function buildParts(
  folder: string,
  entryPoints: Readonly<Record<string, string>>,
  shared: string,
  plugins: readonly esbuild.Plugin[],
): Promise<esbuild.BuildResult> {
  const result = await esbuild.build({
    ...common,
    format: 'esm',
    splitting: true,
    entryPoints: { ...entryPoints },
    outdir: folder,
    // Names that differ; `fileNames` makes those of the files.
    chunkNames: '[name]-[hash]',
    write: false,
    plugins: [loadedFromBeside, ...plugins],
  });
  mkdirSync(folder, { recursive: true });
  const names = fileNames(result.outputFiles, shared);
  for (const { path, text } of result.outputFiles) {
    const renamed = [...names].reduce((all, [made, name]) => all.replaceAll(made, name), text);
    const { code } = await esbuild.transform(withLocals(renamed), {
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

/**
 * The parts take what they have of each other once, into constants of their own: esbuild would ask for each of them through
 * a function, at each use, and the readers ask for the code of a character at each character. Nothing that one part has
 * of another changes after that is loaded.
 */
function withLocals(code: string): string {
  const pairs = (names: string, order: string) => names.replaceAll(/([\w$]+) as ([\w$]+)/g, order);
  return code
    .replaceAll(
      /\bimport\{([^}]*)\}from("\.\/[^"]+");/g,
      (_, names: string, from: string) => `const{${pairs(names, '$1:$2')}}=require(${from});`,
    )
    .replace(/\bexport\{([^}]*)\};\s*$/, (_, names: string) => `module.exports={${pairs(names, '$2:$1')}};`);
}

/** What the parts with a hash in their names are called: as what they begin with, and what is shared by its size. */
function fileNames(files: readonly esbuild.OutputFile[], shared: string): ReadonlyMap<string, string> {
  const bySize = files.toSorted((one, other) => other.contents.length - one.contents.length);
  const names = bySize.map(({ path }) => basename(path)).filter((name) => /-[A-Z0-9]{8}\.js$/.test(name));
  const chunks = names.filter((name) => name.startsWith('chunk-'));
  return new Map(
    names.map((name) => {
      const chunk = chunks.indexOf(name);
      return [name, chunk < 0 ? name.replace(/-[A-Z0-9]{8}\.js$/, '.js') : `${shared}-${chunk + 1}.js`];
    }),
  );
}

/** Modules that are loaded when they are needed: at run time they are the bundle beside the one that loads them. */
const bundlesBeside: readonly (readonly [RegExp, string])[] = [
  [/^\.\/commands\/check$/, './check.js'],
  [/^\.\/commands\/fix$/, './fix.js'],
  [/^\.\/commands\/fields$/, './fields.js'],
  [/^\.\.\/unified-diff$/, './diff.js'],
  [/^\.\/config$/, './config.js'],
  [/^\.\/server$/, './session.js'],
  [/\/hosts\/node\/main$/, './server.js'],
];

const loadedFromBeside: esbuild.Plugin = {
  name: 'loaded-from-beside',
  setup({ onResolve }) {
    for (const [filter, path] of bundlesBeside) {
      onResolve({ filter }, ({ kind }) => (kind === 'dynamic-import' ? { path, external: true } : undefined));
    }
  },
};

if (require.main === module) void build();
