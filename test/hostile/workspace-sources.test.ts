import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { readSources, type Source } from './sources';

let sources: readonly Source[] = [];

before(async () => {
  sources = await readSources();
});

/** The packages and parts of Node that our code loads, all of them. What is new here has to be judged. */
const loaded: readonly string[] = [
  'diff',
  'jsonc-parser',
  'libphonenumber-js/min',
  'node:buffer',
  'node:child_process',
  'node:crypto',
  'node:fs',
  'node:os',
  'node:path',
  'node:url',
  'node:util',
  'node:v8',
  'node:vm',
  'node:worker_threads',
  'vscode',
  'vscode-languageclient',
  'vscode-languageclient/browser',
  'vscode-languageclient/node',
  'vscode-languageserver',
  'vscode-languageserver/browser',
  'vscode-languageserver/node',
];

/** The only files that touch the disk. The command line's are given paths by its user. */
const readers: Readonly<Record<string, readonly string[]>> = {
  'node:fs': [
    // Whether it is a folder that is named.
    'server/cli/commands/fields.ts',
    'server/cli/files/create-file.ts',
    'server/cli/files/file-reader.ts',
    // What is too large for one read, in blocks.
    'server/cli/files/large-file.ts',
    // Writes the mended text of a large file.
    'server/cli/files/new-content.ts',
    'server/cli/files/open-found.ts',
    'server/cli/files/pipe.ts',
    'server/cli/files/read-list.ts',
    'server/cli/files/read-start.ts',
    'server/cli/files/replace-file.ts',
    // Writes what --output names.
    'server/cli/files/report-file.ts',
    'server/cli/files/seen-file.ts',
    'server/cli/files/temporary-file.ts',
    // What a .gitignore says.
    'server/cli/git-ignores.ts',
    'server/cli/main.ts',
    // Standard output only.
    'server/cli/output.ts',
    // Ranges of a file that is open already.
    'server/cli/parts/ranges.ts',
    'server/cli/project-files.ts',
    // Whether what --output names is a file that is checked, by another name.
    'server/cli/report-outputs.ts',
    'server/cli/walk-folder.ts',
    // Which files the workspace has.
    'server/hosts/node/folder-files.ts',
    'server/hosts/node/read-file.ts',
    // The words of a language, which came with the program.
    'server/hosts/node/words.ts',
  ],
  // Runs git, where --changed-since asks for it; the words of it are ours, but for a revision that is no option.
  'node:child_process': ['server/cli/changed-files.ts'],
  // The only way to the garbage collector of a process that was started without a flag; it runs the text 'gc'.
  'node:vm': ['server/hosts/node/memory.ts'],
};

/** Names that reach the network, make processes or threads, or run text as code. */
const forbidden: readonly string[] = [
  ...['eval', 'Function', 'AsyncFunction', 'GeneratorFunction', 'WebAssembly', 'importScripts'],
  ...['fetch', 'WebSocket', 'XMLHttpRequest', 'EventSource'],
  ...['Worker', 'SharedWorker', 'createRequire', 'binding', 'dlopen', 'getBuiltinModule'],
  ...['openExternal', 'createTerminal', 'executeTask', 'createWebviewPanel'],
  // Looked up by name, or made from text, anything could be reached.
  ...['globalThis', 'global', 'Reflect'],
];

/** Where one of them is needed, and for what. In a browser there is no `require`, and no process: what is loaded is ours. */
const needed: Readonly<Record<string, readonly string[]>> = {
  // Starts the server.
  'client/in-browser.ts': ['Worker'],
  // Reads large files, and many, in threads, which run our own bundle.
  'server/cli/parts/threads.ts': ['Worker'],
  // Loads the bundles that are beside the one that asks.
  'server/hosts/browser/bundles.ts': ['Function', 'fetch'],
  // Reads the page of fields that came with the extension, at its own address alone.
  'server/hosts/browser/main.ts': ['fetch'],
};

describe('hostile workspace: no network, no process, no evaluation, in our sources', () => {
  test('there are sources', () => {
    for (const path of ['client/extension.ts', 'server/hosts/node/main.ts', 'server/cli/main.ts']) {
      assert.ok(sources.some((source) => source.path === path));
    }
    assert.ok(sources.length > 100);
  });

  test('they load nothing but what is listed', () => {
    const found = sources.flatMap(({ loads }) => loads.filter((module) => !module.startsWith('.')));
    assert.deepEqual([...new Set(found)].sort(), loaded);
  });

  test('what they load is known before they run', () => {
    assert.deepEqual(
      sources.flatMap(({ path, computedLoads }) => computedLoads.map((load) => `${path}: ${load}`)),
      [],
    );
  });

  test('they name nothing that reaches the network, makes processes or runs text', () => {
    assert.deepEqual(
      sources.flatMap(({ path, names }) =>
        forbidden
          .filter((name) => names.has(name) && !needed[path]?.includes(name))
          .map((name) => `${path}: ${name}`),
      ),
      [],
    );
  });

  test('files are read and written in a few places only', () => {
    for (const [module, paths] of Object.entries(readers)) {
      const found = sources.filter(({ loads }) => loads.includes(module)).map(({ path }) => path);
      assert.deepEqual(found.sort(), paths);
    }
  });
});
