// node --expose-gc vscode-stub.cjs CLIENT JSON: loads and starts the extension's client as VS Code does, in a window that JSON tells of
// (`documents` with `path`, `languageId`, `text`; `settings`; `files` on disk; `answers`; `tabs`; a `command` that somebody runs), and prints what came of it: how long
// that took in ms, how many bytes are kept of the heap, and which bundles were loaded in all.
const Module = require('node:module');
const { readFileSync } = require('node:fs');
const { basename, posix } = require('node:path');

const [client, given] = process.argv.slice(2);
const { documents = [], settings = {}, files = [], answers, tabs = [], command } = JSON.parse(given);

/** Whatever nobody cares about: it can be called, made, and asked for more of it. */
const anything = new Proxy(class {}, {
  get: (_, name) => (name === 'then' ? undefined : name === Symbol.iterator ? [][name] : anything),
  apply: () => anything,
  construct: () => anything,
});
class Uri {
  constructor(path) {
    Object.assign(this, { scheme: 'file', path });
  }
  toString() {
    return `file://${this.path}`;
  }
  with({ path }) {
    return new Uri(path);
  }
  static joinPath({ path }, ...more) {
    return new Uri(posix.join(path, ...more));
  }
}
class TabInputText {
  constructor(uri) {
    this.uri = uri;
  }
}
const root = new Uri('/work');
const openDocuments = documents.map(({ path, languageId = 'json', text = '{}' }) => ({
  uri: new Uri(path),
  languageId,
  getText: () => text,
  positionAt: () => anything,
}));
const commands = new Map();
const more = (part) => new Proxy(part, { get: (_, name) => part[name] ?? anything });
const vscode = {
  // As many names as the real one has.
  ...Object.fromEntries(namesOfApi().map((name) => [name, anything])),
  Uri,
  TabInputText,
  commands: more({
    registerCommand(name, run) {
      commands.set(name, run);
      return anything;
    },
  }),
  window: more({
    tabGroups: {
      all: [{ tabs: tabs.map((path) => ({ input: new TabInputText(new Uri(path)) })) }],
      onDidChangeTabs: anything,
    },
  }),
  workspace: more({
    textDocuments: openDocuments,
    getConfiguration: () => ({ get: (name) => settings[name] }),
    getWorkspaceFolder: ({ path }) => (path.startsWith(`${root.path}/`) ? { uri: root } : undefined),
    fs: {
      stat: async ({ path }) => {
        if (!files.includes(path)) throw new Error('not there');
      },
    },
  }),
};

function namesOfApi() {
  const types = readFileSync(require.resolve('@types/vscode/index.d.ts'), 'utf8');
  return [...types.matchAll(/^\texport (?:class|enum|namespace|const|let|function) (\w+)/gm)].map(
    ([, name]) => name,
  );
}

const loaded = [];
const load = Module._load;
Module._load = (name, ...rest) => {
  if (name === 'vscode') return vscode;
  if (!name.startsWith('node:')) loaded.push(basename(name));
  // What it lets in is another test's.
  return name.startsWith('./') ? anything : load(name, ...rest);
};
const { contributes } = require('../../package.json');
loaded.length = 0;
// The text of the last match, here of all types, is kept until the next one.
/^/.test('');
gc();
const heap = process.memoryUsage().heapUsed;
const start = performance.now();
require(client).activate({
  subscriptions: [],
  extension: { packageJSON: { contributes } },
  workspaceState: { get: () => answers },
});
const milliseconds = performance.now() - start;
if (command) void commands.get(command)();
// What it asks of files comes first.
setTimeout(() => {
  gc();
  const bytes = process.memoryUsage().heapUsed - heap;
  console.log(JSON.stringify({ milliseconds, bytes, loaded }));
}, 5);
