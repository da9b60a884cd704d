// What the server's bundle has of the protocol library: what the server uses.
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import type * as esbuild from 'esbuild';
import { projectFolder as root } from './editor/paths';

/** What the protocol library adds to a connection for features that the server does not offer, whether it is asked for or not. */
const leftOut: esbuild.Plugin = {
  name: 'left-out',
  setup({ onLoad }) {
    const features = new RegExp(`[\\\\/]lib[\\\\/]common[\\\\/](?:${unusedFeatures.join('|')})\\.js$`);
    onLoad({ filter: features }, ({ path }) => ({
      contents: [...readFileSync(path, 'utf8').matchAll(/^exports\.(\w+) = \1;$/gm)]
        .map(([, name]) => `export const ${name} = (connection) => connection;`)
        .join('\n'),
    }));
  },
};

/** Those features, as the library calls its files for them. Who begins to offer one finds it missing at the first start. */
const unusedFeatures: readonly string[] = [
  ...['callHierarchy', 'diagnostic', 'fileOperations', 'inlayHint', 'inlineCompletion', 'inlineValue'],
  ...['linkedEditingRange', 'moniker', 'notebook', 'semanticTokens', 'showDocument'],
  ...['foldingRange', 'textDocumentContent', 'typeHierarchy'],
];

const libraryFolder = join(root, 'node_modules', 'vscode-languageserver');

/**
 * The library is CommonJS as TypeScript writes it, in which each file makes itself a copy of the hundreds of names of another.
 * As ES modules its files are bound to each other while bundling, and what nobody names falls away.
 */
const asModules: esbuild.Plugin = {
  name: 'as-modules',
  setup({ onResolve, onLoad }) {
    // Of Node's modules, too, those that only fallen code needs.
    onResolve({ filter: /^node:/ }, ({ path, importer }) =>
      importer.startsWith(libraryFolder) ? { path, external: true, sideEffects: false } : undefined,
    );
    onLoad(
      { filter: /[\\/]vscode-languageserver[\\/](?:.*[\\/])?lib[\\/](?:common|node|browser)[\\/].*\.js$/ },
      ({ path }) => ({
        contents: moduleOf(readFileSync(path, 'utf8')),
      }),
    );
    // What is not used of an immediately called function goes only where the call is known to do nothing else.
    onLoad({ filter: /vscode-languageserver-types[\\/]lib[\\/]esm[\\/]main\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(
        /^export var (\w+);\n\(function \(\1\) \{(.*?)^\}\)\(\1 \|\| \(\1 = \{\}\)\);$/gms,
        'export var $1 = /* @__PURE__ */ (function ($1) {$2 return $1; })({});',
      ),
    }));
  },
};

/** A file of CommonJS as TypeScript writes it, as the ES module that it was made of. */
function moduleOf(code: string): string {
  const files = new Map<string, string>();
  const names = new Set<string>();
  const named = (name: string) => {
    names.add(name);
    return '';
  };
  const made = code
    // TypeScript's own functions.
    .replace(/^var __\w+ = \(this && this\.__\w+\)[\s\S]*?^(?:\}\)\);|\};|\}\)\(\);)\n/gm, '')
    .replace(/^Object\.defineProperty\(exports, "__esModule".*\n/gm, '')
    .replace(/^exports\..* = void 0;\n/gm, '')
    .replace(
      /^(?:const|var) (\w+) = (?:__import\w+\()?require\("([^"]+)"\)\)?;$/gm,
      (_, name: string, file: string) => {
        const from = builtinModules.includes(file) ? `node:${file}` : file;
        files.set(name, from);
        return `import * as ${name} from "${from}";`;
      },
    )
    .replace(/^__exportStar\(require\("([^"]+)"\), exports\);$/gm, 'export * from "$1";')
    .replace(
      /^Object\.defineProperty\(exports, "(\w+)", \{ enumerable: true, get: function \(\) \{ return (\w+)\.(\w+); \} \}\);$/gm,
      (_, as: string, file: string, name: string) => `export { ${name} as ${as} } from "${files.get(file)}";`,
    )
    // A namespace, unless it goes on further down, does nothing but make itself.
    .replace(
      /^var (\w+);\n\(function \(\1\) \{\n([\s\S]*?)^\}\)\(\1 \|\| \((?:exports\.\1 = )?\1 = \{\}\)\);$/gm,
      'var $1 = /* @__PURE__ */ (function ($1) {\n$2return $1; })({});',
    )
    .replace(/^exports\.default = (\w+);$/gm, 'export default $1;')
    .replace(/^exports\.(\w+) = \1;$/gm, (_, name: string) => named(name))
    .replace(/\(exports\.(\w+) = \1 = \{\}\)/g, (_, name: string) => `(${named(name)}${name} = {})`)
    .replace(/^exports\.(\w+) = /gm, (_, name: string) => `${named(name)}const ${name} = `)
    .replace(/\bexports\.(\w+)/g, '$1');
  for (const [, name = ''] of code.matchAll(/\(exports\.(\w+) = \1 = \{\}\)/g)) names.add(name);
  return `${made}\nexport { ${[...names].join(', ')} };`;
}

/** A connection has a function for each request of the protocol: the bundle has those that the server asks for. */
const usedRequests: esbuild.Plugin = {
  name: 'used-requests',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]vscode-languageserver[\\/]lib[\\/]common[\\/]server\.js$/ }, () => ({
      contents: moduleOf(usedConnection()),
    }));
  },
};

/** The library's connection with those of its functions for requests and notifications that the server names. */
function usedConnection(): string {
  const folder = join(root, 'server');
  const ours = new Set(
    ['protocol', 'hosts'].flatMap((room) =>
      readdirSync(join(folder, room), { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.ts'))
        .flatMap((path) => wordsOf(readFileSync(join(folder, room, path), 'utf8'))),
    ),
  );
  return readFileSync(join(libraryFolder, 'lib', 'common', 'server.js'), 'utf8').replace(
    /^ {8}(on\w+): \(handler\) => connection\.on(?:Request|Notification)\((?:.*\),\n|.*\{\n(?: {9,}.*\n)* {8}\}\),\n)/gm,
    (all, name: string) => (ours.has(name) ? all : ''),
  );
}

function wordsOf(text: string): readonly string[] {
  return text.match(/\w+/g) ?? [];
}

/** The plugins that leave out of the library what the server does not use. */
export const usedOfLibrary: readonly esbuild.Plugin[] = [leftOut, usedRequests, asModules];
