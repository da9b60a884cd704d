import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { build } from 'esbuild';
import type { AnyRequest } from '../../server/protocol/request';
import { requests } from '../../server/protocol/requests';
import { startClient } from '../support/client';

const folder = join(__dirname, '../../server/protocol/requests');

test('each file of requests/ is in the list', async () => {
  const names = readdirSync(folder);
  const stated = (await modulesIn(names)).map((module) => Object.values(module).filter(isRequest));
  assert.equal(stated.length, names.length);
  for (const [index, ofFile] of stated.entries()) assert.equal(ofFile.length, 1, names[index]);
  assert.deepEqual(stated.flat().map(methodOf).sort(), requests.map(methodOf).sort());
});

test('the server says of its requests what their files say', async (t) => {
  const { initialized } = await startClient({}, t);
  const said: Readonly<Record<string, unknown>> = { ...initialized.capabilities };
  for (const [name, value] of requests.flatMap(({ capability }) => Object.entries(capability)))
    assert.deepEqual(said[name], typeof value === 'object' ? { ...(said[name] as object), ...value } : value);
});

/** What files of the folder export, in their order: loaded from one bundle, as Node reads no TypeScript. */
async function modulesIn(names: readonly string[]): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const all = names.map((name, index) => `import * as m${index} from './${name}'; modules.push(m${index});`);
  const { outputFiles } = await build({
    stdin: {
      contents: `const modules = [];\n${all.join('\n')}\nexport { modules };`,
      resolveDir: folder,
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    packages: 'external',
    write: false,
  });
  const module: { exports: { readonly modules?: readonly Readonly<Record<string, unknown>>[] } } = {
    exports: {},
  };
  new Function('module', 'exports', 'require', outputFiles[0]?.text ?? '')(module, module.exports, require);
  return module.exports.modules ?? [];
}

function isRequest(value: unknown): value is AnyRequest {
  return typeof value === 'object' && value !== null && 'method' in value && 'capability' in value;
}

function methodOf({ method }: AnyRequest): string {
  return method;
}
