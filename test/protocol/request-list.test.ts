import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { requests } from '../../server/protocol/requests';
import { startClient } from '../support/client';

const folder = join(__dirname, '../../server/protocol/requests');

test('each file of requests/ is in the list', async () => {
  const found = await Promise.all(readdirSync(folder).map((name) => import(join(folder, name))));
  const listed = found.map((module) => Object.values<unknown>(module).filter(isListed));
  assert.deepEqual(
    listed.map(({ length }) => length),
    listed.map(() => 1),
  );
  assert.equal(requests.length, listed.length);
});

test('the server says of its requests what their files say', async (t) => {
  const { initialized } = await startClient({}, t);
  const said: Readonly<Record<string, unknown>> = { ...initialized.capabilities };
  for (const [name, value] of requests.flatMap(({ capability }) => Object.entries(capability)))
    assert.deepEqual(said[name], typeof value === 'object' ? { ...(said[name] as object), ...value } : value);
});

function isListed(value: unknown): boolean {
  return requests.some((request) => request === value);
}
