import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { makeCommandPackage } from '../../scripts/command-package';
import { projectFolder } from '../../scripts/editor/paths';
import { defaultExtensions } from '../../server/config/files';
import { bundles } from '../support/bundle';
import { startClient } from '../support/client';
import { recordLine, recordText } from '../support/program';
import { rangeOf } from '../support/texts';
import { readYaml, type Yaml } from '../support/yaml';

/*
 * The command line as a package of npm: made, installed into an empty folder without a registry, and run there by all that
 * docs/ci.md names.
 */

/** Bytes of the file that is downloaded. */
const budget = 300 * 1024;

const { version } = JSON.parse(textOf('package.json'));
const page = textOf('docs/ci.md');

let root = '';
/** The package, and the folder that it is installed in. */
let file = '';
let home = '';

before(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'interaction-data-package-')));
  file = makeCommandPackage(root, dirname((await bundles()).commandLine));
  home = join(root, 'home');
  mkdirSync(home);
  const { status, output } = run('npm', ['install', '--no-audit', '--no-fund', file]);
  assert.equal(status, 0, output);
});

after(() => rmSync(root, { recursive: true, force: true }));

/** Runs a program in the folder, without a registry: what is not installed there fails. */
function run(
  program: string,
  words: readonly string[],
  { cwd = home, path = [] as readonly string[], env = {}, input = '' } = {},
): { readonly status: number | null; readonly stdout: string; readonly output: string } {
  const { GITHUB_ACTIONS: _actions, NODE_TEST_CONTEXT: _test, ...inherited } = process.env;
  const { status, stdout, stderr, error } = spawnSync(program, words, {
    cwd,
    input,
    encoding: 'utf8',
    env: {
      ...inherited,
      npm_config_offline: 'true',
      npm_config_update_notifier: 'false',
      PATH: [...path, process.env.PATH].join(delimiter),
      ...env,
    },
  });
  if (error) throw error;
  return { status, stdout, output: `${stdout}${stderr}` };
}

/** Runs a script as CI does: it ends where a command fails. */
function runScript(script: string, options?: Parameters<typeof run>[2]): ReturnType<typeof run> {
  return run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], options);
}

/** Makes a folder in the one with the package, of these files by path. */
function project(name: string, files: Readonly<Record<string, string>>): string {
  const folder = join(home, name);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const wrong = recordText({ status: '"IN_PROCESS"' });
const mended = recordText({ status: '2' });
const found = /"status" must be an integer/;

describe('the package with the command alone', () => {
  test('holds only what is needed, and 300 KB at most', () => {
    const { size } = statSync(file);
    assert.ok(size <= budget, `${size} bytes are more than ${budget}`);
    const installed = join(home, 'node_modules/interaction-data');
    const bundled =
      'answers|check|chunk-\\d|cli|commands|common|diff|fields|fix|folder-files|for-programs|json-layout|node|server|serving|unmet|workspace';
    const allowed = [
      /^(?:package\.json|README\.md|LICENSE)$/,
      new RegExp(`^dist/(?:${bundled})\\.js$`),
      /^dist\/THIRD-PARTY-NOTICES\.txt$/,
      /^docs\/(?:ci|fields|rules)\.md$/,
      /^schemas\/[a-z-]+\.schema\.json$/,
      /^l10n\/bundle\.l10n\.[a-z]+\.json$/,
    ];
    const names = readdirSync(installed, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => statSync(join(installed, path)).isFile());
    assert.deepEqual(
      names.filter((name) => !allowed.some((pattern) => pattern.test(name))),
      [],
    );
  });

  test('holds the licences of the packages that are in it, and no others', () => {
    const path = join(home, 'node_modules/interaction-data/dist/THIRD-PARTY-NOTICES.txt');
    const names = [...readFileSync(path, 'utf8').matchAll(/^(\S+) \d+\.\d+\.\d+ \(\S+\)$/gm)];
    assert.deepEqual(
      names.map(([, name]) => name),
      [
        ...['diff', 'jsonc-parser', 'vscode-jsonrpc', 'vscode-languageserver'],
        ...['vscode-languageserver-protocol', 'vscode-languageserver-types'],
      ],
    );
  });

  test('installs nothing besides', () => {
    const names = readdirSync(join(home, 'node_modules')).filter((name) => !name.startsWith('.'));
    assert.deepEqual(names, ['interaction-data']);
    const manifest = JSON.parse(
      readFileSync(join(home, 'node_modules/interaction-data/package.json'), 'utf8'),
    );
    assert.deepEqual(Object.keys(manifest), [
      ...['name', 'version', 'description', 'license', 'keywords', 'engines', 'type', 'bin'],
    ]);
    assert.deepEqual([manifest.version, manifest.engines], [version, { node: '>=20' }]);
  });

  test('its commands work', () => {
    const cwd = project('commands', { 'a.phonecall.json': wrong });
    const command = (...words: string[]) =>
      run('interaction-data', words, { cwd, path: [join(home, 'node_modules/.bin')] });
    assert.equal(command('--version').stdout, `${version}\n`);
    const checked = run('npx', ['interaction-data', 'check', '.', '--output', 'r.sarif'], { cwd });
    assert.match(checked.stdout, found);
    assert.equal(checked.status, 1);
    assert.equal(JSON.parse(readFileSync(join(cwd, 'r.sarif'), 'utf8')).runs[0].results.length, 1);
    assert.match(command('fix', '--check', '.').stdout, /^-.*IN_PROCESS.*\n\+.*2,$/m);
    assert.equal(command('fix', '.').status, 0);
    assert.equal(readFileSync(join(cwd, 'a.phonecall.json'), 'utf8'), mended);
    assert.match(command('fields').stdout, /^# Fields of a phone call record\n/);
  });

  test('so does its language server, with all that it loads later', async (context) => {
    const server = join(home, 'node_modules/interaction-data/dist/server.js');
    const client = await startClient({ server }, context);
    const uri = 'file:///w/a.phonecall.json';
    await client.open(uri, wrong);
    const [diagnostic] = await client.diagnostics(uri, 1);
    assert.match(JSON.stringify(diagnostic?.message), /must be an integer/);
    const textDocument = { uri };
    const position = { line: 3, character: 5 };
    assert.match(
      JSON.stringify(await client.request('textDocument/hover', { textDocument, position })),
      /status/,
    );
    const number = 'file:///w/b.phonecall.json';
    const withNumber = recordText({ phone_number: '"+4930123456"' });
    await client.open(number, withNumber);
    // The numbers of all countries are left out of the package: a hover says what it says without them.
    const about = { textDocument: { uri: number }, position: rangeOf(withNumber, '+49').start };
    assert.match(
      JSON.stringify(await client.request('textDocument/hover', about)),
      /"value":"`phone_number` · string · optional/,
    );
    // Its translations are named shortly.
    const german = await startClient({ server, locale: 'de-AT' }, context);
    await german.open(uri, wrong);
    assert.match(JSON.stringify(await german.diagnostics(uri, 1)), /eine ganze Zahl/);
    const options = { tabSize: 4, insertSpaces: true };
    const edits = await client.request('textDocument/formatting', { textDocument, options });
    assert.ok(Array.isArray(edits) && edits.length > 0);
  });

  test('its readme leads only to what is in it', () => {
    const readme = readFileSync(join(home, 'node_modules/interaction-data/README.md'), 'utf8');
    const links = [...readme.matchAll(/\]\(([^)]*)\)/g)].map(([, target = '']) => target);
    assert.ok(links.length > 0);
    assert.deepEqual(
      links.filter((link) => !existsSync(join(home, 'node_modules/interaction-data', link))),
      [],
    );
  });
});

describe('what docs/ci.md names', () => {
  test('takes the version of the project', () => {
    for (const path of ['docs/ci.md', '.pre-commit-hooks.yaml', 'README.md']) {
      const versions = textOf(path).match(/(?<=interaction-data[@-])\d+\.\d+\.\d+/g) ?? [];
      assert.ok(versions.length > 0, path);
      assert.deepEqual([...new Set(versions)], [version], path);
    }
    assert.equal(inputs().version, version);
  });

  test('pre-commit: its hooks take the files that are taken by name, check them and mend them', () => {
    const hooks = readYaml(textOf('.pre-commit-hooks.yaml')) as readonly Record<string, string>[];
    assert.deepEqual(
      hooks.map(({ id }) => id),
      ['interaction-data', 'interaction-data-fix'],
    );
    const line = recordLine();
    const staged = {
      ...Object.fromEntries(
        [...defaultExtensions('json'), ...defaultExtensions('lines')].map((ending) => [
          `in/a b${ending}`,
          line,
        ]),
      ),
      'phone-calls/deep/x.json': line,
      'phonecalls/x.ndjson': line,
    };
    const others = [
      'package.json',
      'phonecall.json',
      'a.phonecall.json5',
      'phone-calls.json',
      'phone-calls/readme.md',
    ];
    const cwd = project('hooks', { ...staged, 'wrong.phonecall.json': wrong });
    for (const { files = '', entry = '', language } of hooks) {
      assert.equal(language, 'system');
      // Python searches, and so does JavaScript.
      const taken = [...Object.keys(staged), ...others].filter((path) => new RegExp(files).test(path));
      assert.deepEqual(taken, Object.keys(staged));
      // pre-commit splits an entry as a shell does, and puts the names of files behind it.
      const [program = '', ...words] = entry.split(' ');
      const fine = run(program, [...words, ...taken], { cwd });
      assert.equal(fine.status, 0, fine.output);
      const bad = run(program, [...words, ...taken, 'wrong.phonecall.json'], { cwd });
      assert.equal(bad.status, words.includes('fix') ? 0 : 1, bad.output);
    }
    assert.equal(readFileSync(join(cwd, 'wrong.phonecall.json'), 'utf8'), mended);
    assert.match(page, /- id: interaction-data\n/);
  });

  test('GitHub: the steps of the action', () => {
    const cwd = project('action', {
      'good/a.phonecall.json': mended,
      'with space/b.phonecall.json': recordText({ room: '1' }),
      'c.phonecall.json': wrong,
    });
    const [plain, annotated] = [step({}, cwd), step({ paths: 'good\n', sarif: 'out/r.sarif' }, cwd)];
    assert.match(plain.stdout, /^::error file=c\.phonecall\.json,line=4,/m);
    assert.match(plain.stdout, /^::warning file=with space\/b\.phonecall\.json,/m);
    assert.equal(plain.status, 1);
    assert.equal(annotated.status, 0, annotated.output);
    assert.equal(JSON.parse(readFileSync(join(cwd, 'out/r.sarif'), 'utf8')).version, '2.1.0');
    const strict = step({ paths: 'good\nwith space\n', options: '--max-warnings=0\n--quiet\n' }, cwd);
    assert.equal(strict.status, 1);
    assert.doesNotMatch(strict.stdout, /::warning/);
    // Nothing in an input is obeyed by the shell.
    assert.equal(step({ paths: 'good\n$(touch obeyed)\n`touch obeyed`\n;touch obeyed' }, cwd).status, 2);
    assert.equal(existsSync(join(cwd, 'obeyed')), false);
  });

  test('GitHub, GitLab, Jenkins, reviewdog: the commands, which write the files that are named', () => {
    const blocks = [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, kind, text = '']) => ({
      kind,
      text,
    }));
    const scripts = blocks.flatMap(({ kind, text }) => {
      if (kind === 'sh') return text.startsWith('#!') ? [] : [text];
      return kind === 'yaml' ? commandsIn(readYaml(text)) : [];
    });
    assert.equal(scripts.length, 4);
    const bin = project('bin', { reviewdog: '#!/bin/sh\necho "$@" > reviewdog.txt\ncat > reviewdog.json\n' });
    spawnSync('chmod', ['+x', join(bin, 'reviewdog')]);
    for (const [index, script] of scripts.entries()) {
      const cwd = project(`block-${index}`, { 'a.phonecall.json': wrong });
      const { status, output } = runScript(script, { cwd, path: [bin] });
      assert.equal(status, 1, output);
      const named = script.match(/(?<=--output )\S+/g) ?? ['reviewdog.json'];
      for (const name of named)
        assert.match(readFileSync(join(cwd, name), 'utf8'), /must be an integer/, name);
    }
    const artifacts = page.match(/(?<=codequality: |junit: |sarif_file: )\S+/g) ?? [];
    assert.equal(artifacts.length, 3);
    for (const name of artifacts)
      assert.ok(
        scripts.some((script) => script.includes(`--output ${name}`)),
        name,
      );
  });

  test('lint-staged: its glob takes the files that are taken by name, and its command the paths', () => {
    const [, json = ''] = /^```json\n([\s\S]*?)^```$/m.exec(page) ?? [];
    const [[glob = '', command = ''] = []] = Object.entries(
      JSON.parse(json)['lint-staged'] as Record<string, string>,
    );
    const [, stems = '', endings = ''] = /^\*\.\{(.*)\}\.\{(.*)\}$/.exec(glob) ?? [];
    assert.deepEqual(
      stems
        .split(',')
        .flatMap((stem) => endings.split(',').map((ending) => `.${stem}.${ending}`))
        .sort(),
      [...defaultExtensions('json'), ...defaultExtensions('lines')].sort(),
    );
    const cwd = project('staged', { 'a b.phonecall.json': wrong, 'c.phonecall.json': mended });
    // lint-staged runs what is installed in the project, with absolute paths.
    const path = [join(home, 'node_modules/.bin')];
    const [program = '', ...words] = command.split(' ');
    assert.equal(run(program, [...words, join(cwd, 'c.phonecall.json')], { cwd, path }).status, 0);
    const { status, stdout } = run(program, [...words, join(cwd, 'a b.phonecall.json')], { cwd, path });
    assert.match(stdout, found);
    assert.equal(status, 1);
  });

  test('git alone: its hook checks what is committed, and stops it', () => {
    const [, hook = ''] = /^```sh\n(#!\/bin\/sh\n[\s\S]*?)^```$/m.exec(page) ?? [];
    const cwd = project('git', { 'a b.phonecall.json': mended, 'readme.md': 'x', 'c.phonecall.json': wrong });
    const git = (...words: string[]) =>
      run('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...words], { cwd });
    git('init', '-q');
    writeFileSync(join(cwd, '.git/hooks/pre-commit'), hook, { mode: 0o755 });
    git('add', 'readme.md');
    assert.equal(git('commit', '-qm', 'x').status, 0);
    git('add', 'a b.phonecall.json');
    assert.equal(git('commit', '-qm', 'x').status, 0);
    git('add', '.');
    const { status, output } = git('commit', '-qm', 'x');
    assert.match(output, found);
    assert.notEqual(status, 0);
  });
});

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string; readonly description: string }>>;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly {
      readonly shell: string;
      readonly env: Record<string, string>;
      readonly run: string;
    }[];
  };
}

function action(): Action {
  return readYaml(textOf('action.yml')) as unknown as Action;
}

/** The inputs of the action where nothing is said. */
function inputs(): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(action().inputs).map(([name, input]) => [name, input.default]));
}

/** Runs the one step of the action as GitHub does: inputs reach it through the environment. */
function step(given: Readonly<Record<string, string>>, cwd: string): ReturnType<typeof run> {
  const { using, steps } = action().runs;
  const [{ shell, env, run: script }, ...others] = steps as [Action['runs']['steps'][0]];
  assert.deepEqual([using, shell, others], ['composite', 'bash', []]);
  assert.doesNotMatch(script, /\$\{\{/);
  const values = { ...inputs(), ...given };
  const filled = Object.entries(env).map(([name, value]) => [
    name,
    value.replace(/^\$\{\{ inputs\.(\w+) \}\}$/, (_, input: string) => values[input] ?? assert.fail(input)),
  ]);
  return runScript(script, { cwd, env: Object.fromEntries(filled) });
}

/** The commands of steps and jobs. */
function commandsIn(value: Yaml): string[] {
  if (typeof value === 'string') return [];
  if (Array.isArray(value)) return value.flatMap(commandsIn);
  return Object.entries(value).flatMap(([key, part]) => {
    if (key === 'run') return [`${part}`];
    return key === 'script' ? [(part as readonly string[]).join('\n')] : commandsIn(part);
  });
}

function textOf(path: string): string {
  return readFileSync(join(projectFolder, path), 'utf8');
}
