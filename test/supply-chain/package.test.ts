import assert from 'node:assert/strict';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createVSIX } from '@vscode/vsce';
import { build } from '../../scripts/build';
import { projectFolder } from '../../scripts/editor/paths';

/**
 * Bytes. All that is downloaded; and all that the language server can load, which knows what records say of each other,
 * copies them, leads from one to the next, and reads the closed files of a workspace.
 */
const packageBudget = 700 * 1024;
const serverBudget = 605 * 1024;
/** Bytes of what it starts with, which is all that the first problems need. */
const startBudget = 420 * 1024;
/** Bytes of what numbers of all countries look like: 83 KB of it is that, the rest reads it. Only a hover on a number loads it. */
const countriesBudget = 125 * 1024;

/** The parts of the server's bundle: what it starts with, and what it loads from beside that. */
const serverParts = [
  'server.js',
  'serving.js',
  'common.js',
  'node.js',
  'answers.js',
  'workspace.js',
  'unmet.js',
  'folder-files.js',
  'json-layout.js',
];
/** What it starts with. */
const startParts = ['common.js', 'node.js', 'server.js', 'serving.js'];
/** What the server loads for hovers on phone numbers. */
const phoneCountries = 'phone-countries.js';
/** What these have in common, in as many parts as there are different ways to have it. */
const isInCommon = (name: string) => /^(?:extension\/dist\/)?chunk-[1-9]\.js$/.test(name);
const notices = 'THIRD-PARTY-NOTICES.txt';
/** Says what kind of code the bundles are. */
const kindOfCode = 'package.json';
const bundles = [
  'client.js',
  'extension.js',
  'config.js',
  'session.js',
  'language-client.js',
  'on-node.js',
  'read-file.js',
  'in-browser.js',
  'web.js',
  'worker.js',
  'worker-server.js',
  'cli.js',
  'check.js',
  'fix.js',
  'fields.js',
  'commands.js',
  'for-programs.js',
  'diff.js',
  phoneCountries,
  ...serverParts,
];

/** The allow-list, as a list: the names in the package, all of them. */
const contents: readonly string[] = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  ...['LICENSE.txt', 'changelog.md', 'package.json', 'readme.md'].map(inExtension),
  ...[...bundles, notices, kindOfCode].map((name) => inExtension(`dist/${name}`)),
  ...['docs/fields.md', 'docs/rules.md'].map(inExtension),
  ...['icon.png', 'record-dark.svg', 'record-light.svg'].map((name) => inExtension(`images/${name}`)),
  ...readdirSync(join(projectFolder, 'images/walkthrough')).map((name) =>
    inExtension(`images/walkthrough/${name}`),
  ),
  ...readdirSync(join(projectFolder, 'schemas')).map((name) => inExtension(`schemas/${name}`)),
  'extension/package.nls.json',
  ...readdirSync(join(projectFolder, 'l10n')).map((name) =>
    inExtension(name.replace('bundle.l10n', 'package.nls')),
  ),
  ...readdirSync(join(projectFolder, 'l10n')).map((name) => inExtension(`l10n/${name}`)),
  ...readdirSync(join(projectFolder, 'syntaxes')).map((name) => inExtension(`syntaxes/${name}`)),
];

/** What must not be in it, wherever it lies. */
const strangers: readonly string[] = [
  '.env',
  '.npmrc',
  'dist/server.js.map',
  'dist/addon.node',
  'dist/other.js',
  'docs/notes.md',
  'images/large.png',
  'node_modules/other/index.js',
  'client/secret.ts',
  'notes.txt',
];

let folder = '';
let file = '';

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'interaction-data-package-'));
  const left = ['node_modules', '.git', '.vscode-test', 'dist'].map((name) => join(projectFolder, name));
  cpSync(projectFolder, folder, { recursive: true, filter: (path) => !left.includes(path) });
  await build(join(folder, 'dist'));
  for (const path of strangers) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), 'x');
  }
  file = join(folder, 'package.vsix');
  await createVSIX({
    cwd: folder,
    packagePath: file,
    readmePath: 'dist/README.md',
    dependencies: false,
    rewriteRelativeLinks: false,
    allowMissingRepository: true,
  });
});

after(() => rmSync(folder, { recursive: true, force: true }));

describe('supply chain: the package holds only the allow-list, and keeps its budget', () => {
  test('all names in it', () => {
    const names = namesInZip(readFileSync(file)).filter((name) => !isInCommon(name));
    assert.deepEqual(names.sort(), [...contents].sort());
  });

  test('it has 700 KB at most', () => {
    const { size } = statSync(file);
    assert.ok(size <= packageBudget, `${size} bytes are more than ${packageBudget}`);
  });

  test('it holds the licences of all packages that are bundled', () => {
    const text = readFileSync(join(folder, 'dist', notices), 'utf8');
    const names = [...text.matchAll(/^(\S+) \d+\.\d+\.\d+ \(\S+\)$/gm)].map(([, name]) => name);
    assert.deepEqual(
      [...new Set(names)],
      [
        'balanced-match',
        'brace-expansion',
        'diff',
        'jsonc-parser',
        'libphonenumber-js',
        'minimatch',
        'semver',
        'vscode-jsonrpc',
        'vscode-languageclient',
        'vscode-languageserver',
        'vscode-languageserver-protocol',
        'vscode-languageserver-textdocument',
        'vscode-languageserver-types',
      ],
    );
    assert.match(text, /Permission is hereby granted, free of charge/);
    assert.match(text, /Blue Oak Model License/);
  });

  test('the bundles are the known ones, and the server has 605 KB at most', () => {
    const built = readdirSync(join(folder, 'dist')).filter((name) => !strangers.includes(`dist/${name}`));
    const inCommon = built.filter(isInCommon);
    const others = [notices, 'THIRD-PARTY-NOTICES-COMMAND.txt', 'README.md', 'package.json'];
    assert.deepEqual(built.sort(), [...bundles, ...inCommon, ...others].sort());
    const parts = [...serverParts, ...inCommon];
    const size = parts.reduce((sum, name) => sum + statSync(join(folder, 'dist', name)).size, 0);
    assert.ok(size <= serverBudget, `${size} bytes are more than ${serverBudget}`);
  });

  test('the server starts with 421 KB at most: all else is loaded by who needs it', () => {
    const loaded = new Set(['server.js']);
    for (const name of loaded) {
      const code = readFileSync(join(folder, 'dist', name), 'utf8');
      for (const [, other = ''] of code.matchAll(/(?<!=>)require\("\.\/([\w-]+\.js)"\)/g)) loaded.add(other);
    }
    assert.deepEqual([...loaded].sort(), startParts);
    const size = startParts.reduce((sum, name) => sum + statSync(join(folder, 'dist', name)).size, 0);
    assert.ok(size <= startBudget, `${size} bytes are more than ${startBudget}`);
  });

  test('a bundle loads only what is in the package', () => {
    const dist = readdirSync(join(folder, 'dist'));
    for (const name of dist.filter((file) => file.endsWith('.js')))
      for (const [, other = ''] of readFileSync(join(folder, 'dist', name), 'utf8').matchAll(
        /\b(?:require|import)\("\.\/([^"]+)"\)/g,
      ))
        assert.ok(dist.includes(other), `${name} loads ${other}`);
  });

  test('what numbers of all countries look like has 125 KB at most', () => {
    const { size } = statSync(join(folder, 'dist', phoneCountries));
    assert.ok(size <= countriesBudget, `${size} bytes are more than ${countriesBudget}`);
  });
});

function inExtension(path: string): string {
  return `extension/${path}`;
}

/** The names in a ZIP file, by its central directory. */
function namesInZip(zip: Buffer): string[] {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const count = zip.readUInt16LE(end + 10);
  const names: string[] = [];
  for (let entry = 0, at = zip.readUInt32LE(end + 16); entry < count; entry++) {
    const length = zip.readUInt16LE(at + 28);
    names.push(zip.toString('utf8', at + 46, at + 46 + length));
    at += 46 + length + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return names;
}
