// What the server's bundle has of the protocol library: what the server uses.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as esbuild from 'esbuild';
import { projectFolder as root } from './editor/paths';

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

/**
 * Parts of the protocol library that nobody here asks for: how it looks for modules that a project has installed, how it
 * keeps the texts of open files, how threads with shared memory cancel requests, and what it knows of `unusedFeatures`.
 */
const leftOut: esbuild.Plugin = {
  name: 'left-out',
  setup({ onLoad }) {
    const filter =
      /[\\/]lib[\\/](?:node[\\/]files|common[\\/](?:textDocuments|sharedArrayCancellation))\.js$/;
    onLoad({ filter }, () => ({ contents: 'module.exports = {};' }));
    const features = new RegExp(
      `[\\\\/]lib[\\\\/]common[\\\\/](?:protocol\\.)?(?:${unusedFeatures.join('|')})\\.js$`,
    );
    onLoad({ filter: features }, ({ path }) => ({
      contents: [...readFileSync(path, 'utf8').matchAll(/^exports\.(\w+Feature) = \1;$/gm)]
        .map(([, name]) => `exports.${name} = (connection) => connection;`)
        .join('\n'),
    }));
  },
};

/**
 * The features of the protocol that the server does not offer, as the library calls its files for them: one with the names
 * of the protocol, one that adds the feature to a connection. Who begins to offer one finds it missing at the first start.
 */
const unusedFeatures: readonly string[] = [
  ...['callHierarchy', 'colorProvider', 'declaration', 'diagnostic', 'fileOperations', 'implementation'],
  ...['inlayHint', 'inlineCompletion', 'inlineValue', 'linkedEditingRange', 'moniker', 'notebook'],
  ...['semanticTokens', 'showDocument', 'textDocumentContent', 'typeDefinition', 'typeHierarchy'],
];

const typesPackage = 'vscode-languageserver-types';
const libraryFolder = join(root, 'node_modules', 'vscode-languageserver');

/**
 * The protocol's types come with a hundred namespaces of functions, of which hardly any is used. The library requires all
 * of them, which keeps them all; here it gets those that it, or our door to it, names.
 */
const usedTypes: esbuild.Plugin = {
  name: 'used-types',
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: new RegExp(`^${typesPackage}$`) }, ({ path, kind }) =>
      kind === 'require-call' ? { path, namespace: 'used-types' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'used-types' }, async () => {
      const { path } = await resolve(typesPackage, {
        kind: 'import-statement',
        resolveDir: libraryFolder,
      });
      const there = [...readFileSync(path, 'utf8').matchAll(/^export (?:var|const|class) (\w+)/gm)];
      const named = namesOfTypes();
      const names = there.map(([, name]) => name as string).filter((name) => named.has(name));
      return {
        contents: `export { ${names.join(', ')} } from '${typesPackage}';`,
        resolveDir: libraryFolder,
      };
    });
    // What is not used of an immediately called function goes only where the call is known to do nothing else.
    onLoad({ filter: /vscode-languageserver-types[\\/]lib[\\/]esm[\\/]main\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(
        /^export var (\w+);\n\(function \(\1\) \{(.*?)^\}\)\(\1 \|\| \(\1 = \{\}\)\);$/gms,
        'export var $1 = /* @__PURE__ */ (function ($1) {$2 return $1; })({});',
      ),
    }));
  },
};

/**
 * A connection has a function for each request of the protocol, with the names of which the protocol's largest file is full.
 * Of both the bundle has what the server asks for.
 */
const usedRequests: esbuild.Plugin = {
  name: 'used-requests',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]vscode-languageserver[\\/]lib[\\/]common[\\/]server\.js$/ }, () => ({
      contents: usedConnection(),
    }));
    onLoad(
      { filter: /[\\/]vscode-languageserver-protocol[\\/]lib[\\/]common[\\/]protocol\.js$/ },
      ({ path }) => {
        const named = new Set([usedConnection(), ...otherLibraryFiles(), door()].flatMap(wordsOf));
        const text = readFileSync(path, 'utf8');
        const definition =
          /^var (\w+);\n\(function \(\1\) \{\n.*?^\}\)\(\1 \|\| \(exports\.\1 = \1 = \{\}\)\);\n/gms;
        // What a definition that stays needs of others stays, too.
        for (let known = 0; known < named.size; ) {
          known = named.size;
          for (const [body, name = ''] of text.matchAll(definition))
            if (named.has(name)) for (const word of wordsOf(body)) named.add(word);
        }
        const unlessNamed = (all: string, name: string) => (named.has(name) ? all : '');
        return {
          contents: text
            .replace(/^exports\.\w+ = .*void 0;\n/gm, '')
            .replace(/^Object\.defineProperty\(exports, "(?!__esModule)(\w+)".*\n/gm, unlessNamed)
            .replace(definition, unlessNamed),
        };
      },
    );
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

/** What else of the library may ask for the protocol's names: the features that are used, and what the connection is made of. */
function otherLibraryFiles(): readonly string[] {
  const protocol = join(libraryFolder, 'node_modules', 'vscode-languageserver-protocol');
  return [libraryFolder, protocol].flatMap((folder) =>
    ['common', 'node', 'browser'].flatMap((part) =>
      readdirSync(join(folder, 'lib', part))
        .filter(
          (name) => name.endsWith('.js') && !isLeftOut(name) && !['server.js', 'protocol.js'].includes(name),
        )
        .map((name) => readFileSync(join(folder, 'lib', part, name), 'utf8')),
    ),
  );
}

function isLeftOut(name: string): boolean {
  return unusedFeatures.includes(name.replace(/^protocol\./, '').replace(/\.js$/, ''));
}

/** The words after a dot in the library's code and all words of our door to it: among them the types that are used. */
function namesOfTypes(): ReadonlySet<string> {
  const files = readdirSync(libraryFolder, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.js') && !path.includes(typesPackage),
  );
  const library = files.flatMap((path) => [
    ...readFileSync(join(libraryFolder, path), 'utf8').matchAll(/\.(\w+)/g),
  ]);
  return new Set([...library.map(([, name]) => name as string), ...wordsOf(door())]);
}

/** Our doors to the library. */
function door(): string {
  return ['protocol', 'hosts/node', 'hosts/browser']
    .map((room) => readFileSync(join(root, 'server', room, 'library.ts'), 'utf8'))
    .join('\n');
}

function wordsOf(text: string): readonly string[] {
  return text.match(/\w+/g) ?? [];
}

/** The plugins that leave out of the library what the server does not use. */
export const usedOfLibrary: readonly esbuild.Plugin[] = [loadedOnUse, leftOut, usedTypes, usedRequests];
