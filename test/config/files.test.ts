import assert from 'node:assert/strict';
import { test } from 'node:test';
import manifest from '../../package.json';
import {
  defaultExtensions,
  fileGlobs,
  formOf,
  formSaid,
  hasKnownEnding,
  judgeFile,
  type Ruling,
} from '../../server/config/files';

/** The verdict on a path, with globs of the setting and of a project file in the same folder. */
function judge(
  path: string,
  { setting = {}, project = {} }: { setting?: Partial<Said>; project?: Partial<Said> } = {},
): string {
  const { because } = judgeFile(path, { settings: ruling(path, setting), project: ruling(path, project) });
  return because;
}

type Said = Parameters<typeof fileGlobs>[0];

function ruling(path: string, said: Partial<Said>): Ruling {
  return { path, globs: fileGlobs({ files: [], exclude: [], forms: [], ...said }) };
}

test('files are taken by the parts of their names', () => {
  for (const path of [
    'call.phonecall.json',
    'deep/er/calls.phonecalls.json',
    'a.phone-call.json',
    'a.interaction.json',
    'a.interactions.json',
    'a.phonecall.jsonl',
    'a.phonecalls.ndjson',
    'CALL.PhoneCall.JSON',
    '.hidden/.a.phonecall.json',
    'phone-calls/package.phonecall.json',
  ]) {
    assert.equal(judge(path), 'name', path);
  }
  for (const path of ['call.json', 'phonecall.json', 'phone-calls.json', 'a.phone-calls.json']) {
    assert.equal(judge(path), 'unnamed', path);
  }
  for (const path of ['a.phonecall.json5', 'a.phonecall.jsonc', 'a.phonecall.txt', 'phone-calls/readme.md']) {
    assert.equal(judge(path), 'ending', path);
  }
});

test('files are taken by a folder below the one that was opened or named', () => {
  for (const path of [
    'phone-calls/a.json',
    'test/phone-calls/deep/er/a.jsonl',
    'phonecalls/a.ndjson',
    'Phone-Calls/A.JSON',
  ]) {
    assert.equal(judge(path), 'folder', path);
  }
  // Of a repository that is itself called phone-calls, paths start below it.
  for (const path of ['a.json', 'my-phone-calls/a.json', 'phone-calls-old/a.json']) {
    assert.equal(judge(path), 'unnamed', path);
  }
});

test('a folder does not take what is hidden in it', () => {
  for (const path of [
    '.phone-calls/a.json',
    'phone-calls/.vscode/a.json',
    '.cache/phone-calls/a.json',
    'phone-calls/.eslintrc.json',
  ]) {
    assert.equal(judge(path), 'unnamed', path);
  }
});

test('files of other tools are taken by nothing', () => {
  const setting = { files: ['**/*.json'] };
  for (const name of [
    'package.json',
    'Package.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'jsconfig.json',
    'package-lock.json',
    'npm-shrinkwrap.json',
    'packages.lock.json',
    'composer.json',
    'call.schema.json',
    '.interaction-data.json',
  ]) {
    for (const path of [name, `phone-calls/${name}`, `deep/phonecalls/er/${name}`]) {
      assert.equal(judge(path, { setting, project: setting }), 'other-tool', path);
    }
  }
});

test('globs take files; those of the project file come first', () => {
  const calls = { files: ['fixtures/*.json'] };
  assert.equal(judge('fixtures/a.json', { setting: calls }), 'setting');
  assert.equal(judge('fixtures/a.json', { project: calls }), 'project-file');
  assert.equal(judge('fixtures/a.json', { setting: calls, project: calls }), 'project-file');
  // Whoever means files with another ending says so.
  assert.equal(judge('fixtures/a.txt', { setting: { files: ['fixtures/*', '**'] } }), 'ending');
  assert.equal(judge('fixtures/a.call', { setting: { files: ['*.call'] } }), 'setting');
});

test('a glob reaches into a folder with a dot only where it names it', () => {
  assert.equal(judge('.vscode/settings.json', { setting: { files: ['**/*.json'] } }), 'unnamed');
  assert.equal(judge('a/.git/x.json', { project: { files: ['*.json'] } }), 'unnamed');
  assert.equal(judge('.github/x.json', { project: { files: ['.github/*.json'] } }), 'project-file');
  assert.equal(judge('a/.hidden.json', { setting: { files: ['**/*.json'] } }), 'setting');
});

test('a folder that is excluded is taken with all that is in it', () => {
  const files = ['**/*.json'];
  for (const [glob, path, isExcluded] of [
    ['invalid', 'a/invalid/b/c.json', true],
    ['a/invalid', 'a/invalid/c.json', true],
    ['a/inv*', 'a/invalid/b/c.json', true],
    ['invalid', 'a/invalid.json', false],
    ['a/invalid', 'b/a/invalid/c.json', false],
    ['invalid/b', 'invalid/c.json', false],
  ] as const) {
    const because = isExcluded ? 'excluded-by-project-file' : 'project-file';
    assert.equal(judge(path, { project: { files, exclude: [glob] } }), because, `${glob} ${path}`);
  }
});

test('what is excluded is taken by nothing', () => {
  const exclude = { exclude: ['invalid/**'] };
  const files = { files: ['**/*.json'] };
  for (const path of ['invalid/a.phonecall.json', 'invalid/phone-calls/a.json', 'invalid/a.json']) {
    assert.equal(judge(path, { setting: exclude, project: files }), 'excluded-by-setting', path);
    assert.equal(judge(path, { setting: files, project: exclude }), 'excluded-by-project-file', path);
    assert.equal(judge(path, { setting: { ...files, ...exclude } }), 'excluded-by-setting', path);
  }
  assert.equal(
    judge('.git/a.phonecall.json', { setting: { exclude: ['**/*.json'] } }),
    'excluded-by-setting',
  );
});

test('globs are relative to their own folders', () => {
  const path = 'deep/er/a.json';
  const project: Ruling = { path: 'a.json', globs: ruling('', { files: ['./a.json'] }).globs };
  assert.equal(judgeFile(path, { project }).because, 'project-file');
});

test('the form is said by the last glob that matches, and first by the project file', () => {
  const path = 'a/b.json';
  const said = (forms: Said['forms']) => ruling(path, { forms });
  assert.equal(formSaid(said([['*.json', 'lines']]), undefined), 'lines');
  assert.equal(
    formSaid(
      said([
        ['*.json', 'lines'],
        ['a/*', 'json'],
      ]),
      undefined,
    ),
    'json',
  );
  assert.equal(
    formSaid(
      said([
        ['a/*', 'json'],
        ['*.json', 'lines'],
      ]),
      undefined,
    ),
    'lines',
  );
  assert.equal(formSaid(said([['*.json', 'lines']]), said([['a/**', 'json']])), 'json');
  assert.equal(formSaid(said([['*.json', 'lines']]), said([['x/*', 'json']])), 'lines');
  assert.equal(formSaid(said([]), said([])), undefined);
  assert.equal(formSaid(undefined, undefined), undefined);
});

test('the ending says how a file is read', () => {
  assert.equal(formOf('/x/a.jsonl'), 'lines');
  assert.equal(formOf('a.phonecalls.NDJSON'), 'lines');
  assert.equal(formOf('a.json'), 'json');
  assert.equal(formOf('a.jsonl.txt'), 'json');
  assert.equal(formOf('<stdin>'), 'json');
  assert.deepEqual(['a.json', 'a.jsonl', 'a.ndjson', 'a.txt', 'json'].filter(hasKnownEnding), [
    'a.json',
    'a.jsonl',
    'a.ndjson',
  ]);
});

/** The part of the manifest that this test reads. */
interface Languages {
  readonly contributes: {
    readonly languages: readonly {
      readonly id: string;
      readonly extensions?: readonly string[];
      readonly filenames?: readonly string[];
      readonly filenamePatterns?: readonly string[];
    }[];
  };
}

test('the manifest gives the editor the same files by their names', () => {
  const { languages } = (manifest as unknown as Languages).contributes;
  for (const [id, form] of [
    ['interaction-json', 'json'],
    ['interaction-jsonl', 'lines'],
  ] as const) {
    const language = languages.find((candidate) => candidate.id === id);
    assert.deepEqual([...(language?.extensions ?? [])].sort(), [...defaultExtensions(form)].sort());
    // A pattern knows nothing of the folder that was opened: the client looks at the folders.
    assert.equal(language?.filenamePatterns, undefined);
    assert.equal(language?.filenames, undefined);
  }
});
