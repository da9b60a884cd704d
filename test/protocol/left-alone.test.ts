import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rightRecord } from '../support/right-record';
import { startServed } from '../support/served';

const root = 'file:///work';
const text = JSON.stringify(rightRecord);

test('records of a file that is left alone are no longer there when it is opened before that is noticed', async () => {
  const project = `${root}/b/.interaction-data.json`;
  const disk = new Map([
    [project, '{"files":["**/*.json"]}'],
    [`${root}/b/other.json`, text],
  ]);
  const server = await startServed({
    disk,
    folders: [root],
    settings: () => ({ validate: 'openFiles' }),
  });
  const open = (uri: string) =>
    server.send('onDidOpenTextDocument', { textDocument: { uri, languageId: 'json', version: 1, text } });
  const codes = () => (server.told.get(`${root}/a.phonecall.json`) ?? []).map(({ code }) => code);
  open(`${root}/a.phonecall.json`);
  await server.finish();
  assert.deepEqual(codes(), ['duplicate-interaction-id']);
  disk.delete(project);
  server.send('onDidChangeWatchedFiles', { changes: [{ uri: project, type: 3 }] });
  // By now nobody says that it holds records, and the workspace was not walked again.
  open(`${root}/b/other.json`);
  await server.finish();
  assert.deepEqual(codes(), []);
});
