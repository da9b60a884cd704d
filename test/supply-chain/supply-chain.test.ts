import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import * as esbuild from 'esbuild';
import { projectFolder } from '../../scripts/editor/paths';

/** What runs, in the packages that bring it with them. A new name here is a new author whose code we ship. */
const shipped: Readonly<Record<string, readonly string[]>> = {
  diff: [],
  'jsonc-parser': [],
  'libphonenumber-js': [],
  'vscode-languageclient': [
    'balanced-match',
    'brace-expansion',
    'minimatch',
    'semver',
    'vscode-jsonrpc',
    'vscode-languageserver-protocol',
    'vscode-languageserver-textdocument',
    'vscode-languageserver-types',
  ],
  'vscode-languageserver': [
    'vscode-jsonrpc',
    'vscode-languageserver-protocol',
    'vscode-languageserver-types',
  ],
};
const direct = Object.keys(shipped).sort();
const all = [...new Set([...direct, ...Object.values(shipped).flat()])].sort();

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
  readonly optionalDependencies?: unknown;
  readonly bundledDependencies?: unknown;
}

interface Locked {
  readonly version: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(textOf('package.json')) as Manifest;
const { packages } = JSON.parse(textOf('package-lock.json')) as { packages: Record<string, Locked> };
/** The packages that run, by their folder. */
const runtime = Object.entries(packages).filter(([folder, { dev }]) => folder !== '' && !dev);

describe('supply chain: runtime dependencies few, exact in the lock file, listed with reasons', () => {
  test('the manifest names the ones that are known, and nothing runs where it is installed', () => {
    assert.deepEqual(Object.keys(manifest.dependencies).sort(), direct);
    assert.equal(manifest.optionalDependencies, undefined);
    assert.equal(manifest.bundledDependencies, undefined);
    const hooks = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish', 'vscode:prepublish'];
    assert.deepEqual(
      hooks.filter((hook) => hook in manifest.scripts),
      [],
    );
  });

  test('all versions are exact', () => {
    const versions = { ...manifest.dependencies, ...manifest.devDependencies };
    assert.deepEqual(
      Object.entries(versions).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version)),
      [],
    );
  });

  test('the lock file says the same, and what each package holds', () => {
    assert.deepEqual(packages['']?.dependencies, manifest.dependencies);
    assert.deepEqual(packages['']?.devDependencies, manifest.devDependencies);
    for (const [name, version] of Object.entries(manifest.dependencies)) {
      assert.equal(packages[`node_modules/${name}`]?.version, version);
    }
    const wrong = runtime.filter(([, { integrity, hasInstallScript, version }]) => {
      const isExact = /^\d+\.\d+\.\d+$/.test(version);
      return !isExact || hasInstallScript || !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? '');
    });
    assert.deepEqual(wrong, []);
  });

  test('no package runs code when it is installed, and the editor comes from lock files', () => {
    assert.match(textOf('.npmrc'), /^ignore-scripts=true$/m);
    const editor = 'scripts/editor/vscode-server';
    const named = JSON.parse(textOf(`${editor}/package.json`)) as Pick<Manifest, 'dependencies'> & {
      readonly optionalDependencies: Readonly<Record<string, string>>;
    };
    const versions = { ...named.dependencies, ...named.optionalDependencies };
    const lock = JSON.parse(textOf(`${editor}/package-lock.json`)) as { packages: Record<string, Locked> };
    for (const [name, version] of Object.entries(versions)) {
      assert.match(version, /^\d+\.\d+\.\d+$/, name);
      assert.equal(lock.packages[`node_modules/${name}`]?.version, version);
    }
    const open = Object.entries(lock.packages).filter(
      ([place, { integrity }]) => place !== '' && !/^sha512-/.test(integrity ?? ''),
    );
    assert.deepEqual(open, []);
  });

  test('they bring the packages with them that are known, and no other', () => {
    const names = runtime.map(([folder]) => folder.slice(folder.lastIndexOf('node_modules/') + 13));
    assert.deepEqual([...new Set(names)].sort(), all);
  });

  test('ARCHITECTURE.md lists each with a reason', () => {
    const [, section = ''] = textOf('ARCHITECTURE.md').split('\n## Runtime dependencies\n');
    const rows = [...(section.split('\n## ')[0] ?? '').matchAll(/^\| `([^`]+)` +\| (.+?) +\|$/gm)];
    assert.deepEqual(rows.map(([, name]) => name).sort(), direct);
    for (const [, , reason = ''] of rows) assert.ok(reason.length > 30, reason);
  });
});

describe('supply chain: what is bundled', () => {
  const entryPoints = ['client/extension.ts', 'server/hosts/node/main.ts', 'server/cli/main.ts'];
  for (const entryPoint of entryPoints) {
    test(`${entryPoint} brings our code and that of the known packages only`, async () => {
      const { metafile } = await esbuild.build({
        absWorkingDir: projectFolder,
        entryPoints: [entryPoint],
        bundle: true,
        platform: 'node',
        mainFields: ['module', 'main'],
        external: ['vscode'],
        write: false,
        metafile: true,
        logLevel: 'silent',
      });
      const inputs = Object.keys(metafile.inputs);
      const others = inputs.filter((path) => !/^(?:client|server|schemas)\/|^package\.json$/.test(path));
      const installed = runtime.map(([folder]) => folder);
      assert.deepEqual(
        others.filter((path) => !installed.some((folder) => path.startsWith(`${folder}/`))),
        [],
      );
      assert.ok(others.length > 0);
      const outside = new Set(
        Object.values(metafile.outputs).flatMap(({ imports }) =>
          imports.filter(({ external }) => external).map(({ path }) => path.replace(/^node:/, '')),
        ),
      );
      const builtIn = [
        'readline',
        'buffer',
        'child_process',
        'crypto',
        'fs',
        'net',
        'os',
        'path',
        'url',
        'util',
        'v8',
        'vm',
        'worker_threads',
      ];
      assert.deepEqual(
        [...outside].filter((path) => path !== 'vscode' && !builtIn.includes(path)),
        [],
      );
    });
  }
});

describe('supply chain: npm audit is clean where the registry answers', () => {
  test('of the packages that run', (t) => {
    const quick = ['--fetch-retries=0', '--fetch-timeout=20000'];
    const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json', ...quick], {
      cwd: projectFolder,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    const answer = JSON.parse(stdout || '{}') as {
      readonly vulnerabilities?: Readonly<Record<string, unknown>>;
      readonly message?: string;
      readonly error?: { readonly summary?: string };
    };
    if (answer.vulnerabilities) return assert.deepEqual(answer.vulnerabilities, {});
    // Without an answer nothing is known, and nobody is to believe that it is. All else is held without the registry.
    t.diagnostic(`The registry gave no audit: ${answer.message ?? answer.error?.summary ?? 'no answer'}`);
  });
});

function textOf(path: string): string {
  return readFileSync(join(projectFolder, path), 'utf8');
}
