import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { AnyRequest } from '../../server/protocol/request';
import { requests } from '../../server/protocol/requests';
import { startClient } from '../support/client';

const folder = join(__dirname, '../../server/protocol/requests');

test('each file of requests/ is in the list', async () => {
  const found = await Promise.all(readdirSync(folder).map((name) => import(join(folder, name))));
  const stated = found.map((module) => Object.values<unknown>(module).filter(isRequest));
  for (const [index, ofFile] of stated.entries()) assert.equal(ofFile.length, 1, readdirSync(folder)[index]);
  assert.deepEqual(stated.flat().map(methodOf).sort(), requests.map(methodOf).sort());
});

test('the server says of its requests what their files say', async (t) => {
  const { initialized } = await startClient({}, t);
  const said: Readonly<Record<string, unknown>> = { ...initialized.capabilities };
  for (const [name, value] of requests.flatMap(({ capability }) => Object.entries(capability)))
    assert.deepEqual(said[name], typeof value === 'object' ? { ...(said[name] as object), ...value } : value);
});

function isRequest(value: unknown): value is AnyRequest {
  return typeof value === 'object' && value !== null && 'method' in value && 'capability' in value;
}

function methodOf({ method }: AnyRequest): string {
  return method;
}
