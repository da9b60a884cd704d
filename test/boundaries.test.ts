import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectFolder } from '../scripts/editor/paths';
import { phoneCall } from '../server/spec/phone-call';

/**
 * The rooms of server/ in the direction of flow, and from which ones each may import besides itself: only from some that
 * stand before it, so that there is no circle.
 */
const rooms: readonly (readonly [room: string, mayImport: readonly string[]])[] = [
  ['words', []],
  ['json', ['words']],
  ['spec', ['words']],
  ['document', ['json', 'spec']],
  ['record', ['words', 'json', 'spec', 'document']],
  ['values', ['words', 'json', 'spec', 'document', 'record']],
  ['edit', ['json', 'document', 'record']],
  ['relations', ['json', 'spec', 'document']],
  ['rules', ['words', 'json', 'spec', 'document', 'record', 'values', 'edit', 'relations']],
  ['check', ['words', 'json', 'spec', 'document', 'record', 'values', 'edit', 'relations', 'rules']],
  ['config', ['words', 'json', 'spec', 'document', 'rules']],
  ['engine', ['spec', 'document', 'relations', 'rules', 'check']],
  [
    'features',
    [
      'words',
      'json',
      'spec',
      'document',
      'record',
      'values',
      'edit',
      'relations',
      'rules',
      'check',
      'config',
      'engine',
    ],
  ],
  [
    'protocol',
    [
      'words',
      'json',
      'spec',
      'document',
      'edit',
      'relations',
      'rules',
      'check',
      'config',
      'engine',
      'features',
    ],
  ],
  ['hosts', ['words', 'document', 'config', 'protocol']],
  [
    'cli',
    [
      ...['words', 'json', 'spec', 'document', 'record', 'edit', 'relations', 'rules', 'check', 'config'],
      ...['engine', 'features', 'hosts'],
    ],
  ],
];
const mayImport = new Map(rooms);

/** What the pure rooms may use of the world outside: nothing, but for these files. */
const pureRooms: readonly string[] = [
  ...['words', 'json', 'spec', 'document', 'record', 'values', 'edit', 'relations', 'rules', 'check'],
  ...['config', 'engine', 'features'],
];
const packagesOf: Readonly<Record<string, readonly string[]>> = {
  'features/json-layout.ts': ['jsonc-parser'],
  'features/hover/phone-countries.ts': ['libphonenumber-js/min'],
};

const files = readdirSync(join(projectFolder, 'server'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
  .map((path) => path.replaceAll('\\', '/'));

/** The folders of the project that hold code: each may import from those before it, and none from those after it. */
const folders: readonly string[] = ['server', 'client', 'scripts', 'test', 'bench'];

test('each room is known', () => {
  assert.deepEqual([...new Set(files.map(roomOf))].sort(), [...mayImport.keys()].sort());
  const withCode = readdirSync(projectFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^(?:\.|node_modules$|dist$)/.test(entry.name))
    .map(({ name }) => name)
    .filter((name) =>
      readdirSync(join(projectFolder, name), { recursive: true, encoding: 'utf8' }).some((path) =>
        path.endsWith('.ts'),
      ),
    );
  assert.deepEqual(withCode.sort(), [...folders].sort());
});

test('a room may import from some of those before it, so that there is no circle', () => {
  const names = rooms.map(([room]) => room);
  for (const [index, [room, allowed]] of rooms.entries())
    assert.deepEqual(
      allowed.filter((name) => !names.slice(0, index).includes(name)),
      [],
      room,
    );
});

test('no files import each other in a circle, not even for types', () => {
  const imports = new Map(
    files.map((file) => [file, importsOf(file).flatMap((imported) => targetFile(file, imported) ?? [])]),
  );
  const state = new Map<string, 'open' | 'done'>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      circles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
      return;
    }
    state.set(file, 'open');
    for (const target of imports.get(file) ?? []) visit(target, [...path, file]);
    state.set(file, 'done');
  };
  for (const file of files) visit(file, []);
  assert.deepEqual(circles, []);
});

test('folders import only those before them', () => {
  const wrong: string[] = [];
  for (const [index, folder] of folders.entries()) {
    const paths = readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' });
    for (const path of paths.filter((name) => name.endsWith('.ts'))) {
      for (const imported of importsIn(readFileSync(join(projectFolder, folder, path), 'utf8'))) {
        const target = imported.startsWith('.')
          ? join(folder, path, '..', imported).split(/[\\/]/)[0]
          : undefined;
        if (folders.slice(index + 1).includes(target ?? ''))
          wrong.push(`${folder}/${path} imports ${imported}`);
      }
    }
  }
  assert.deepEqual(wrong, []);
});

test('rooms import only the rooms before them', () => {
  const wrong: string[] = [];
  for (const file of files) {
    const room = roomOf(file);
    for (const imported of importsOf(file)) {
      const target = targetRoom(file, imported);
      if (target === undefined || target === room || mayImport.get(room)?.includes(target)) continue;
      wrong.push(`${file} imports ${imported}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('only the composition and those who find records know which records there are; all others ask what they are given', () => {
  const knowing = ['spec/phone-call.ts', 'engine.ts', 'config/detect.ts'];
  const wrong: string[] = [];
  for (const file of files.filter((path) => !knowing.includes(path))) {
    if (/from '[./]*\/(?:phone-call|schemas\/[^']*)'/.test(source(file))) wrong.push(file);
  }
  assert.deepEqual(wrong, []);
});

test('no room names a field of the phone call: what is special about one is a fact of its type', () => {
  // Names that mean something in any format, or in JSON Schema, say nothing about what a word stands for.
  const names = phoneCall.fields.filter(({ isCommon }) => !isCommon).map(({ name }) => name);
  // A name with `_` is one wherever it stands, any other only as a whole text or property.
  const naming = new RegExp(
    names
      .map((name) => (name.includes('_') ? `\\b${name}\\b` : `['"\`.]${name}['"\`]|\\.${name}\\b`))
      .join('|'),
  );
  const wrong: string[] = [];
  for (const file of files) {
    const code = withoutComments(source(file)).replace(/^ {2}examples: [\s\S]*?^ {2}\}\),$/m, '');
    for (const line of code.split('\n')) {
      // The rules' examples are JSON: there a name is a key.
      if (roomOf(file) === 'rules' && /"[a-z_]+": /.test(line)) continue;
      if (naming.test(line)) wrong.push(`${file}: ${line.trim()}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('the core imports no editor, no protocol and no Node', () => {
  const wrong: string[] = [];
  for (const file of files.filter((path) => pureRooms.includes(roomOf(path)))) {
    for (const imported of importsOf(file)) {
      if (imported.startsWith('.') || packagesOf[file]?.includes(imported)) continue;
      wrong.push(`${file} imports ${imported}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('protocol imports of the protocol library what every runtime has, and nothing else', () => {
  const wrong: string[] = [];
  for (const file of files.filter((path) => roomOf(path) === 'protocol')) {
    for (const imported of importsOf(file))
      if (!imported.startsWith('.') && imported !== 'vscode-languageserver')
        wrong.push(`${file} imports ${imported}`);
  }
  assert.deepEqual(wrong, []);
});

test('the values of the protocol library come through one door of a room', () => {
  const doors = ['protocol/library.ts', 'hosts/node/library.ts', 'hosts/browser/library.ts'];
  const wrong = files
    .filter((file) => !doors.includes(file))
    .filter((file) =>
      /^(?:import|export) (?!type )[^;]*? from 'vscode-languageserver(?:\/\w+)?';/m.test(source(file)),
    );
  assert.deepEqual(wrong, []);
});

test('the core and protocol read no clock, no chance and no process: what hosts have is given to them', () => {
  const forbidden =
    /\b(?:Date\.now\(|new Date\(\)|performance\.|Math\.random\(|process\.|globalThis\.|set(?:Timeout|Interval|Immediate)\(|fetch\(|NodeJS\.|Buffer\b)/;
  const wrong = files
    .filter((path) => [...pureRooms, 'protocol'].includes(roomOf(path)))
    .filter((path) => forbidden.test(withoutComments(source(path))));
  assert.deepEqual(wrong, []);
});

test('client imports of server/ what both sides of the protocol share', () => {
  const shared = ['words', 'config'];
  const sharedFiles = [
    'features/project-file-edits',
    'features/finding-entry-edits',
    'features/copy/time-span',
    'protocol/own-messages',
    'hosts/node/read-file',
    'hosts/browser/bundles',
  ];
  const wrong: string[] = [];
  for (const file of readdirSync(join(projectFolder, 'client'))) {
    for (const imported of importsIn(readFileSync(join(projectFolder, 'client', file), 'utf8'))) {
      const target = /^\.\.\/server\/(.*)$/.exec(imported)?.[1];
      if (target === undefined || shared.includes(roomOf(target)) || sharedFiles.includes(target)) continue;
      wrong.push(`${file} imports ${imported}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('the core keeps no state in its modules', () => {
  const wrong: string[] = [];
  for (const file of files.filter((path) => pureRooms.includes(roomOf(path)))) {
    // One process speaks one language, which is set before anything is said.
    if (file === 'words/language.ts') continue;
    for (const line of withoutComments(source(file)).split('\n')) {
      // What is filled later is state, too; a table is made with what it holds.
      if (/^(?:export )?(?:(?:let|var) |const .*= new (?:Weak)?(?:Map|Set)(?:<.*>)?\(\);)/.test(line))
        wrong.push(`${file}: ${line}`);
    }
  }
  assert.deepEqual(wrong, []);
});

/** A folder of server/, or a file that is a room of its own. */
function roomOf(path: string): string {
  return (path.split('/')[0] ?? '').replace(/\.ts$/, '');
}

function source(file: string): string {
  return readFileSync(join(projectFolder, 'server', file), 'utf8');
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}

function importsOf(file: string): string[] {
  return importsIn(source(file));
}

function importsIn(code: string): string[] {
  return [...withoutComments(code).matchAll(/(?:from|import\(|require\() ?'([^']+)'/g)].map(
    (match) => match[1] ?? '',
  );
}

/** The room of server/ that an import leads to; undefined for packages and for what is outside of server/. */
function targetRoom(file: string, imported: string): string | undefined {
  if (!imported.startsWith('.')) return undefined;
  const path = join(file, '..', imported).replaceAll('\\', '/');
  return path.startsWith('..') ? undefined : roomOf(path);
}

/** The file of server/ that an import leads to, if there is one. */
function targetFile(file: string, imported: string): string | undefined {
  if (!imported.startsWith('.')) return undefined;
  const path = `${join(file, '..', imported).replaceAll('\\', '/')}.ts`;
  return files.includes(path) ? path : undefined;
}
