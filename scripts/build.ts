// Bundles the extension: the client that VS Code loads, the server that it starts, the command line.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import * as esbuild from 'esbuild';
import * as requestData from '../server/protocol/heads';
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

/** A starting server has what it says of its requests as data: what answers them is a bundle that the first one loads. */
const requestHeads: esbuild.Plugin = {
  name: 'request-heads',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]protocol[\\/]heads\.ts$/ }, () => ({
      contents: Object.entries(requestData)
        .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
        .join('\n'),
    }));
  },
};

/**
 * All bundles: their names, and the modules that they begin with. Those of one group have parts in common, which are bundles, too.
 * A module that is here is loaded when it is needed, where it is imported by `import()`; what imports it otherwise holds it.
 */
const groups: readonly Group[] = [
  { entries: { client: 'client/extension.ts' } },
  // Of the client: what reads settings and files, and the language client.
  { entries: { config: 'client/config.ts' } },
  { entries: { session: 'client/server.ts' } },
  {
    entries: {
      // All that findings need.
      server: 'server/hosts/node/main.ts',
      // What answers requests: loaded by the first one.
      answers: 'server/protocol/requests.ts',
      // What reads the closed files of the workspace, and the disk: loaded where somebody wants to know of them.
      workspace: 'server/protocol/workspace/closed-files.ts',
      'folder-files': 'server/hosts/node/folder-files.ts',
      // The formatter: loaded by who formats.
      'json-layout': 'server/features/json-layout.ts',
    },
    shared: 'chunk',
    plugins: [requestHeads, ...usedOfLibrary],
  },
  { entries: { cli: 'server/cli/main.ts' } },
  // The commands, which have much in common.
  {
    entries: {
      check: 'server/cli/commands/check.ts',
      fix: 'server/cli/commands/fix.ts',
      fields: 'server/cli/commands/fields.ts',
    },
    shared: 'shared',
  },
  { entries: { diff: 'server/cli/unified-diff.ts' } },
];

interface Group {
  readonly entries: Readonly<Record<string, string>>;
  /** What the parts that its bundles have in common are called. */
  readonly shared?: string;
  readonly plugins?: readonly esbuild.Plugin[];
}

/** Writes the bundles and the notices into `folder`, over what is there; a mistake in the sources rejects with esbuild's messages. */
export async function build(folder = join(root, 'dist')): Promise<void> {
  const start = Date.now();
  const results = await Promise.all(
    groups.map((group) => (group.shared ? buildParts(folder, group) : buildAlone(folder, group))),
  );
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

function buildAlone(folder: string, { entries }: Group): Promise<esbuild.BuildResult> {
  return esbuild.build({
    ...common,
    entryPoints: { ...entries },
    outdir: folder,
    external: ['vscode'],
    plugins: [loadedFromBeside(entries)],
  });
}

/**
 * Writes bundles that have parts in common: those are bundles, too, which are called as `shared` says, with numbers, the
 * largest first. esbuild splits ES modules only; each part is made CommonJS then, which Node starts faster.
 */
async function buildParts(
  folder: string,
  { entries, shared = '', plugins = [] }: Group,
): Promise<esbuild.BuildResult> {
  const result = await esbuild.build({
    ...common,
    format: 'esm',
    splitting: true,
    entryPoints: { ...entries },
    outdir: folder,
    // Names that differ; `fileNames` makes those of the files.
    chunkNames: '[name]-[hash]',
    write: false,
    plugins: [loadedFromBeside(entries), ...plugins],
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

/** At run time a bundle of another group is the file beside the one that loads it. */
function loadedFromBeside(own: Group['entries']): esbuild.Plugin {
  const bundles = new Map(
    groups.flatMap(({ entries }) =>
      entries === own
        ? []
        : Object.entries(entries).map(([name, path]) => [join(root, path), `./${name}.js`]),
    ) as [string, string][],
  );
  return {
    name: 'loaded-from-beside',
    setup({ onResolve }) {
      onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
        const bundle = kind === 'dynamic-import' && bundles.get(`${resolve(resolveDir, path)}.ts`);
        return bundle ? { path: bundle, external: true } : undefined;
      });
    },
  };
}

if (require.main === module) void build();
