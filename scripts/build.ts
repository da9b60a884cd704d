// Bundles the extension: the client that VS Code loads, the server that it starts, the command line.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import * as esbuild from 'esbuild';
import * as requestData from '../server/protocol/heads';
import { projectFolder as root } from './editor/paths';
import { bundledPackages, commandNoticesFile, noticesFile, noticesFor } from './notices';
import { packagedReadme } from './packaged-readme';
import { usedOfLibrary } from './protocol-library';
import { publicPlaces } from './public-places';

const common: esbuild.BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // The packages' UMD builds lose their dependencies when bundled; their ES modules do not.
  mainFields: ['module', 'main'],
  // The protocol library's parts for browsers are there under this condition only.
  conditions: ['browser'],
  minify: true,
  sourcemap: false,
  // The licences of what is bundled are in a file of their own.
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  external: ['vscode'],
  write: false,
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

/** Rules without their examples, and settings without the schemas that are made of them: tests and generated files ask for these, and nothing that runs. */
const codeAlone: esbuild.Plugin = {
  name: 'code-alone',
  setup({ onLoad }) {
    onLoad(
      { filter: /[\\/]server[\\/](?:rules[\\/](?:across[\\/])?|config[\\/])[\w-]+\.ts$/ },
      ({ path }) => ({
        contents: readFileSync(path, 'utf8').replace(NEVER_RUN, '').replace(DESCRIPTION, ''),
        loader: 'ts',
      }),
    );
  },
};

/** A member of a rule or a setting up to the next one, which is indented by two blanks; and the project file of its examples. */
const NEVER_RUN =
  /^ {2}(?:(?:examples: \(exampleRecord\) => \(\{|get schema\(\) \{)\n(?: {3}.*\n)*? {2}\}\)?|exampleProject: `[^`]*`),\n/gm;

/** What a setting says of itself to who reads package.json, the readme or a schema, which are made of the sources. */
const DESCRIPTION = /\bdescription:\s*(['"])(?:\\.|(?!\1).)*\1,?/g;

/** What schemas and other data say to who reads their sources is no part of a bundle. */
const dataAlone: esbuild.Plugin = {
  name: 'data-alone',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]schemas[\\/][^\\/]+\.json$/ }, ({ path }) => ({
      contents: parsed(definitionsAlone(JSON.parse(readFileSync(path, 'utf8'), withoutComment))),
    }));
  },
};

/** Of the schema what is defined in it, but for lists and for what records are called: all that is read of it (`spec/phone-call.ts`). */
function definitionsAlone(data: { readonly definitions?: Record<string, object> }): unknown {
  if (data.definitions === undefined) return data;
  const { records: _lists, record, ...kinds } = data.definitions;
  return { definitions: { record: { ...record, title: undefined, description: undefined }, ...kinds } };
}

/** A module with this value: an engine parses a text as JSON in less time than code that says the same. */
function parsed(value: unknown): string {
  return `export default JSON.parse(${JSON.stringify(JSON.stringify(value))});`;
}

/** For `JSON.parse`: leaves comments out, but for those that are the address of a source. */
export function withoutComment(key: string, value: unknown): unknown {
  return key === '$comment' && typeof value === 'string' && !value.startsWith('https:') ? undefined : value;
}

/**
 * All bundles: their names, and the modules that they begin with. Those of one group have parts in common, which are bundles, too.
 * A module that is here is loaded when it is needed, where it is imported by `import()`; what imports it otherwise holds it.
 */
const groups: readonly Group[] = [
  // Every window with a JSON file loads it: what makes an ES module of it is not there (`buildParts`).
  { entries: { client: 'client/door.ts' }, homes: {} },
  // Of the client: what every window with files of ours has, and the language client.
  { entries: { extension: 'client/extension.ts' } },
  {
    entries: {
      session: 'client/server.ts',
      // The language client as it starts a process of Node, or a worker in a browser.
      'on-node': 'client/on-node.ts',
      'in-browser': 'client/in-browser.ts',
    },
    homes: { 'language-client': { start: ['session', 'on-node', 'in-browser'], later: [] } },
  },
  // What reads project files of the disk: both of those before need it, and no browser.
  { entries: { 'read-file': 'client/read-file.ts' } },
  // What loads the others in a browser: the client there, and the server's worker.
  { entries: { web: 'client/web.ts' } },
  { entries: { worker: 'server/hosts/browser/worker.ts' } },
  {
    entries: {
      // Of the client: what reads settings and files.
      config: 'client/config.ts',
      // All that findings need.
      server: 'server/hosts/node/main.ts',
      'worker-server': 'server/hosts/browser/main.ts',
      // What answers requests: loaded by the first one.
      answers: 'server/protocol/requests.ts',
      // What reads the closed files of the workspace, and the disk: loaded where somebody wants to know of them.
      workspace: 'server/protocol/workspace/closed-files.ts',
      // What judges files by what is expected of them: loaded where a project file expects something.
      unmet: 'server/protocol/unmet.ts',
      'folder-files': 'server/hosts/node/folder-files.ts',
      // The formatter: loaded by who formats.
      'json-layout': 'server/features/json-layout.ts',
      // The numbers of all countries: loaded by who looks at one.
      'phone-countries': 'server/features/hover/phone-countries.ts',
      // The commands.
      check: 'server/cli/commands/check.ts',
      fix: 'server/cli/commands/fix.ts',
      fields: 'server/cli/commands/fields.ts',
      // Reports for other programs.
      'for-programs': 'server/cli/reporters/for-programs.ts',
    },
    homes: {
      config: { start: ['config'], later: [] },
      serving: {
        start: ['server', 'worker-server'],
        later: ['answers', 'workspace', 'unmet', 'folder-files', 'json-layout', 'phone-countries'],
      },
      commands: { start: ['check', 'fix', 'fields'], later: ['for-programs'] },
    },
    onNode: ['server', 'folder-files', 'check', 'fix', 'fields', 'for-programs'],
    plugins: [requestHeads, ...usedOfLibrary],
  },
  { entries: { cli: 'server/cli/main.ts' } },
  { entries: { diff: 'server/cli/unified-diff.ts' } },
];

interface Home {
  readonly start: readonly string[];
  readonly later: readonly string[];
}

/** The bundles that VS Code alone, or a browser, loads. */
export const clientBundles: readonly string[] = groups
  .flatMap(({ entries, homes = {} }) => [
    ...Object.entries(entries).flatMap(([name, path]) => (isOfClient(path) ? [name] : [])),
    ...Object.keys(homes).filter(() => Object.values(entries).every(isOfClient)),
  ])
  .map((name) => `${name}.js`);

function isOfClient(path: string): boolean {
  return path.startsWith('client/') || path.startsWith('server/hosts/browser/');
}

/** What the package with the command alone does without. */
function isForHovers(path: string): boolean {
  return path.startsWith('server/features/hover/');
}

interface Group {
  readonly entries: Readonly<Record<string, string>>;
  /**
   * Which bundles something starts with, and which it loads later, by what it is. What bundles have in common are parts; those
   * that the same ones load are one file, which is called after who starts with it, or `common` where all do.
   */
  readonly homes?: Readonly<Record<string, Home>>;
  /** Bundles that no browser loads: what only they have in common may need Node's modules, and is `node.js`. */
  readonly onNode?: readonly string[];
  readonly plugins?: readonly esbuild.Plugin[];
}

/** Writes the bundles and the notices into `folder`, over what is there; a mistake in the sources rejects with esbuild's messages. */
export async function build(folder = join(root, 'dist')): Promise<void> {
  const start = Date.now();
  const results = await Promise.all(
    groups.map((group) => (group.homes ? buildParts(folder, group) : buildAlone(folder, group))),
  );
  const outputs = results.flatMap(({ metafile }) => Object.values(metafile?.outputs ?? {}));
  const ofCommand = results
    .filter((_, index) => !Object.values(groups[index]?.entries ?? {}).every(isOfClient))
    .flatMap(({ metafile }) => Object.values(metafile?.outputs ?? {}))
    .filter(({ entryPoint = '' }) => !isOfClient(entryPoint) && !isForHovers(entryPoint));
  writeFileSync(join(folder, noticesFile), noticesFor(bundledPackages(outputs)));
  writeFileSync(join(folder, commandNoticesFile), noticesFor(bundledPackages(ofCommand)));
  const read = (name: string) => readFileSync(join(root, name), 'utf8');
  const places = publicPlaces(JSON.parse(read('package.json')));
  // Node asks the nearest package.json what kind of code a bundle is: the extension's own is long.
  writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}');
  writeFileSync(join(folder, 'README.md'), packagedReadme(read('README.md'), places));
  removeOlder(folder, start);
}

/** A bundle that an earlier build made and this one did not is no part of the package. */
function removeOlder(folder: string, start: number): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (name.endsWith('.js') && statSync(path).mtimeMs < start - 1) rmSync(path);
  }
}

/** How esbuild asks in an ES module whether there is a `require`: there is one wherever our bundles run. */
const ASKING_FOR_REQUIRE =
  /\((\w+)=>typeof require<"u"\?require:typeof Proxy<"u"\?new Proxy\(\1,\{get:\((\w+),(\w+)\)=>\(typeof require<"u"\?require:\2\)\[\3\]\}\):\1\)\(function\((\w+)\)\{if\(typeof require<"u"\)return require\.apply\(this,arguments\);throw Error\('Dynamic require of "'\+\4\+'" is not supported'\)\}\)/g;

async function buildAlone(folder: string, { entries }: Group): Promise<esbuild.BuildResult> {
  const result = await esbuild.build({
    ...common,
    entryPoints: { ...entries },
    outdir: folder,
    plugins: [loadedFromBeside(entries)],
  });
  mkdirSync(folder, { recursive: true });
  for (const { path, text } of result.outputFiles ?? []) writeFileSync(path, asciiOf(loadedWell(text)));
  return result;
}

/**
 * Code as it is loaded. Node requires a bundle in a third of the time that it takes to import one. And of VS Code's API, which
 * has hundreds of names, esbuild would have each of our files make a copy; VS Code itself looks up who asks for it, each time.
 */
function loadedWell(code: string): string {
  let api = '';
  return code
    .replaceAll(/\bimport\(("(?:\.\/|node:)[^"]+")\)/g, 'Promise.resolve().then(()=>require($1))')
    .replaceAll(ASKING_FOR_REQUIRE, 'require')
    .replaceAll(/\bimport\*as ([\w$]+) from("node:[^"]+");/g, 'const $1=require($2);')
    .replaceAll(/[\w$]+\((require\("vscode"\))\)/g, '$1')
    .replaceAll(/\bimport\*as ([\w$]+) from"vscode";/g, (_, name: string) => {
      const got = api || 'require("vscode")';
      api ||= name;
      return `const ${name}=${got};`;
    });
}

/**
 * Writes bundles that have parts in common. esbuild splits ES modules only; parts that are loaded together are bundled into one
 * file then, and each file is made CommonJS, which Node starts faster.
 */
async function buildParts(
  folder: string,
  { entries, homes = {}, onNode = [], plugins = [] }: Group,
): Promise<esbuild.BuildResult> {
  const result = await esbuild.build({
    ...common,
    format: 'esm',
    splitting: true,
    entryPoints: { ...entries },
    outdir: folder,
    chunkNames: 'chunk-[hash]',
    plugins: [loadedFromBeside(entries), dataAlone, codeAlone, ...plugins],
  });
  mkdirSync(folder, { recursive: true });
  const parts = (result.outputFiles ?? []).map(toPart);
  const places = placesOf(inOrder(parts), homes, onNode);
  await Promise.all([...new Set(places.values())].map((file) => writeTogether(folder, file, places)));
  return result;
}

/** Writes the parts that are one file. */
async function writeTogether(folder: string, file: string, places: ReadonlyMap<Part, string>): Promise<void> {
  const own = [...places.keys()].filter((part) => places.get(part) === file);
  const code = own.length > 1 ? await joined(own, [...places.keys()]) : (own[0] as Part).code;
  const made = await esbuild.transform(loadedWell(withLocals(code, places)), {
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minify: true,
  });
  writeFileSync(join(folder, file), asciiOf(made.code.trimEnd()));
}

/** Code whose characters take an engine one byte each: esbuild leaves others in regular expressions and in texts with tags. */
function asciiOf(code: string): string {
  return code.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A piece of code, as an ES module. */
interface Part {
  readonly name: string;
  readonly code: string;
  /** The names of the parts that are loaded before it. */
  readonly needs: readonly string[];
}

function toPart({ path, text }: esbuild.OutputFile): Part {
  const needs = [...text.matchAll(/\bimport(?:\{[^}]*\}from)?"\.\/([^"]+)"/g)].map(([, name = '']) => name);
  return { name: basename(path), code: text.replaceAll(ASKING_FOR_REQUIRE, 'require'), needs };
}

/** Each part after those that it needs. */
function inOrder(parts: readonly Part[]): readonly Part[] {
  const byName = new Map(parts.map((part) => [part.name, part]));
  const ordered = new Set<Part>();
  const add = (part: Part) => {
    for (const name of part.needs) add(byName.get(name) as Part);
    ordered.add(part);
  };
  parts.forEach(add);
  return [...ordered];
}

/** The file that each part is in: bundles have their own. */
function placesOf(
  parts: readonly Part[],
  homes: NonNullable<Group['homes']>,
  onNode: NonNullable<Group['onNode']>,
): ReadonlyMap<Part, string> {
  const byName = new Map(parts.map((part) => [part.name, part]));
  const loadedBy = (name: string): readonly string[] => [
    name,
    ...(byName.get(name)?.needs.flatMap(loadedBy) ?? []),
  ];
  const loads = (bundles: readonly string[], { name }: Part) =>
    bundles.some((bundle) => loadedBy(`${bundle}.js`).includes(name));
  const isInBrowser = (bundle: string) => !onNode.includes(bundle);
  const inBrowser = parts
    .map(({ name }) => name.replace(/\.js$/, ''))
    .filter((name) => !name.startsWith('chunk-') && isInBrowser(name));
  const files = new Map<string, string>();
  return new Map(
    parts.map((part) => {
      if (!part.name.startsWith('chunk-')) return [part, part.name];
      const starting = Object.keys(homes).filter((home) => loads(homes[home]?.start ?? [], part));
      const later = Object.keys(homes).filter(
        (home) => !starting.includes(home) && loads(homes[home]?.later ?? [], part),
      );
      const isOnNode = !loads(inBrowser, part);
      const startsInBrowser = starting.some((home) => homes[home]?.start.some(isInBrowser));
      if (startsInBrowser && isOnNode) return [part, 'node.js'];
      // The server starts with all of it: what only others have in common is another file.
      if (starting.length > 1 && starting.includes('serving')) return [part, 'common.js'];
      if (later.length === 0 && starting.length === 1) return [part, `${starting[0]}.js`];
      const key = [...starting, isOnNode, ...later].join();
      const file = files.get(key) ?? `chunk-${files.size + 1}.js`;
      files.set(key, file);
      return [part, file];
    }),
  );
}

/** What an ES module imports from parts: their names, and pairs of what it imports and what that is called there. */
const IMPORT = /\bimport\{([^}]*)\}from"\.\/([^"]+)";/g;

/** The code of parts that are one file: of what they export only that is left which others import, called after its part, too. */
async function joined(own: readonly Part[], all: readonly Part[]): Promise<string> {
  const names = own.map(({ name }) => name);
  const wanted = new Set<string>();
  for (const { name, code } of all) {
    if (names.includes(name)) continue;
    for (const [, pairs = '', from = ''] of code.matchAll(IMPORT)) {
      const at = names.indexOf(from);
      for (const pair of at < 0 ? [] : pairs.split(',')) {
        const [exported] = pair.split(' as ');
        wanted.add(`export{${exported} as _${at}_${exported}}from"./${from}";`);
      }
    }
  }
  const codes = new Map(own.map(({ name, code }) => [`./${name}`, code]));
  const { outputFiles = [] } = await esbuild.build({
    ...common,
    format: 'esm',
    metafile: false,
    stdin: { contents: [...names.map((name) => `import"./${name}";`), ...wanted].join('\n') },
    plugins: [
      {
        name: 'parts',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^\.\// }, ({ path, kind }) =>
            codes.has(path) && kind === 'import-statement'
              ? { path, namespace: 'part' }
              : { path, external: true },
          );
          onLoad({ filter: /.*/, namespace: 'part' }, ({ path }) => ({ contents: codes.get(path) ?? '' }));
        },
      },
    ],
  });
  return outputFiles[0]?.text ?? '';
}

/**
 * Files take what they have of each other once, into constants of their own: esbuild would ask for each of them through
 * a function, at each use, and the readers ask for the code of a character at each character. Nothing that one part has
 * of another changes after that is loaded.
 */
function withLocals(code: string, places: ReadonlyMap<Part, string>): string {
  const pairs = (names: string, order: string) => names.replaceAll(/([\w$]+) as ([\w$]+)/g, order);
  const parts = [...places.keys()];
  const fileOf = (from: string) => places.get(parts.find(({ name }) => name === from) as Part) as string;
  // Each file is named once, whatever many parts have of it.
  const needed = new Map<string, string[]>();
  const needs = (file: string) => {
    const known = needed.get(file) ?? [];
    needed.set(file, known);
    return known;
  };
  const rest = code
    .replaceAll(/\bimport"\.\/([^"]+)";/g, (_, from: string) => {
      needs(fileOf(from));
      return '';
    })
    .replaceAll(IMPORT, (_, names: string, from: string) => {
      const file = fileOf(from);
      const together = parts.filter((other) => places.get(other) === file);
      const prefix = together.length > 1 ? `_${together.findIndex(({ name }) => name === from)}_` : '';
      const bare = names.replaceAll(/(^|,)([\w$]+)(?=,|$)/g, '$1$2 as $2');
      needs(file).push(pairs(bare, `${prefix}$1:$2`));
      return '';
    })
    .replaceAll(/\bimport\{([^}]*)\}from"(node:[^"]+)";/g, (_, names: string, from: string) => {
      needs(from).push(pairs(names, '$1:$2'));
      return '';
    })
    .replace(/\bexport\{([^}]*)\};\s*$/, (_, names: string) => `module.exports={${pairs(names, '$2:$1')}};`);
  const loaded = Array.from(needed, ([file, names]) => {
    const required = `require("${file.startsWith('node:') ? file : `./${file}`}");`;
    return names.length > 0 ? `const{${names.join()}}=${required}` : required;
  });
  return loaded.join('') + rest;
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
