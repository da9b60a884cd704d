import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectFolder } from '../scripts/editor/paths';

/** Which rooms of server/ a room may import from, besides itself. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  words: [],
  spec: ['words'],
  document: ['words', 'spec'],
  edit: ['words', 'spec', 'document', 'rules'],
  rules: ['words', 'spec', 'document', 'edit'],
  check: ['words', 'spec', 'document', 'rules'],
  config: ['words', 'spec', 'document', 'rules'],
  engine: ['spec', 'document', 'rules', 'check'],
  features: ['words', 'spec', 'document', 'edit', 'rules', 'check', 'engine', 'config'],
  node: ['words', 'document'],
  protocol: ['words', 'spec', 'document', 'edit', 'rules', 'check', 'engine', 'config', 'features', 'node'],
  cli: [
    ...['words', 'spec', 'document', 'edit', 'rules', 'check', 'engine', 'config', 'features', 'node'],
    'protocol',
  ],
};

/** What the pure rooms may use of the world outside: nothing, but for these files. */
const pureRooms: readonly string[] = [
  'words',
  'spec',
  'document',
  'edit',
  'rules',
  'check',
  'engine',
  'config',
  'features',
];
const packagesOf: Readonly<Record<string, readonly string[]>> = {
  'features/json-layout.ts': ['jsonc-parser'],
};

const files = readdirSync(join(projectFolder, 'server'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
  .map((path) => path.replaceAll('\\', '/'));

test('each room is known', () => {
  assert.deepEqual([...new Set(files.map(roomOf))].sort(), Object.keys(mayImport).sort());
});

test('rooms import only the rooms before them', () => {
  const wrong: string[] = [];
  for (const file of files) {
    const room = roomOf(file);
    for (const imported of importsOf(file)) {
      const target = targetRoom(file, imported);
      if (target === undefined || target === room || mayImport[room]?.includes(target)) continue;
      wrong.push(`${file} imports ${imported}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('only the composition and those who find records know which records there are; all others ask what they are given', () => {
  const knowing = ['spec/phone-call.ts', 'engine.ts', 'config/detect.ts'];
  const wrong: string[] = [];
  for (const file of files.filter((path) => !knowing.includes(path))) {
    // What a field is made of is typed by the schema.
    const values = source(file).replaceAll(/^import type .*$/gm, '');
    if (/from '[./]*\/(?:phone-call|schemas\/[^']*)'/.test(values)) wrong.push(file);
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

test('the core reads no clock, no chance and no process', () => {
  const forbidden =
    /\b(?:Date\.now\(|new Date\(\)|performance\.|Math\.random\(|process\.|globalThis\.|setTimeout\(|fetch\()/;
  const wrong = files
    .filter((path) => pureRooms.includes(roomOf(path)))
    .filter((path) => forbidden.test(withoutComments(source(path))));
  assert.deepEqual(wrong, []);
});

test('the core keeps no state in its modules', () => {
  const wrong: string[] = [];
  for (const file of files.filter((path) => pureRooms.includes(roomOf(path)))) {
    for (const line of withoutComments(source(file)).split('\n')) {
      if (/^(?:export )?(?:let|var) /.test(line)) wrong.push(`${file}: ${line}`);
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
  const text = withoutComments(source(file));
  return [...text.matchAll(/(?:from|import\(|require\() ?'([^']+)'/g)].map((match) => match[1] ?? '');
}

/** The room of server/ that an import leads to; undefined for packages and for what is outside of server/. */
function targetRoom(file: string, imported: string): string | undefined {
  if (!imported.startsWith('.')) return undefined;
  const path = join(file, '..', imported).replaceAll('\\', '/');
  return path.startsWith('..') ? undefined : roomOf(path);
}
