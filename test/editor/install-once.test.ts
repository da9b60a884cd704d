import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { installOnce } from '../../scripts/editor/install-once';

const cache = mkdtempSync(join(tmpdir(), 'install once '));
after(() => rmSync(cache, { recursive: true }));

const facts = { 'some-package': '1.2.3' };
const silent = (): void => undefined;

test('a folder is filled once, and says what is in it', async () => {
  const folder = join(cache, 'once');
  let fills = 0;
  const fill = async (partialFolder: string): Promise<void> => {
    fills++;
    assert.equal(existsSync(folder), false, 'nobody sees it before it is full');
    writeFileSync(join(partialFolder, 'program'), 'works');
  };
  await installOnce(folder, facts, fill, silent);
  await installOnce(folder, facts, fill, silent);
  assert.equal(fills, 1);
  assert.deepEqual(readdirSync(folder).sort(), ['installed.json', 'program']);
  assert.deepEqual(JSON.parse(readFileSync(join(folder, 'installed.json'), 'utf8')), facts);
});

test('an install that fails leaves nothing behind, and the next one starts afresh', async () => {
  const folder = join(cache, 'failing');
  const fail = async (partialFolder: string): Promise<void> => {
    writeFileSync(join(partialFolder, 'half'), 'of it');
    throw new Error('no network');
  };
  await assert.rejects(installOnce(folder, facts, fail, silent), /no network/);
  assert.deepEqual(
    readdirSync(cache).filter((name) => name.startsWith('failing')),
    [],
  );
  await installOnce(folder, facts, async (partial) => writeFileSync(join(partial, 'whole'), ''), silent);
  assert.deepEqual(readdirSync(folder).sort(), ['installed.json', 'whole']);
});

test('what a process that died left behind is no install, and is cleared away', async () => {
  const folder = join(cache, 'died');
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  mkdirSync(`${folder}.partial-${dead}`);
  writeFileSync(join(`${folder}.partial-${dead}`, 'half'), 'of it');
  mkdirSync(folder);
  writeFileSync(join(folder, 'half'), 'without a stamp');
  await installOnce(folder, facts, async (partial) => writeFileSync(join(partial, 'whole'), ''), silent);
  assert.deepEqual(
    readdirSync(cache).filter((name) => name.startsWith('died')),
    ['died'],
  );
  assert.deepEqual(readdirSync(folder).sort(), ['installed.json', 'whole']);
});
