import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startClient } from '../support/client';
import { exampleRecord } from '../support/example-record';

const uri = 'file:///a.phonecall.json';
const twice = exampleRecord(['"duration": 1', '"duration": 2']);

/** What a client is told of a duplicate, and the titles of the fixes. */
async function said(
  options: { readonly locale?: string; readonly initializationOptions?: unknown },
  context: Parameters<typeof startClient>[1],
): Promise<readonly unknown[]> {
  const client = await startClient(options, context);
  await client.open(uri, twice);
  const [found] = await client.diagnostics(uri, 1);
  const actions = await client.request<readonly { title: string }[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: found?.range,
    context: { diagnostics: [found] },
  });
  return [found?.message, actions[0]?.title];
}

const english = [
  'Duplicate "duration": readers keep only the last one.',
  'Keep this "duration", remove the first',
];
const german = [
  '"duration" doppelt: Programme behalten nur das letzte.',
  'Dieses "duration" behalten, das erste entfernen',
];

test('the server speaks the language that its client shows, and English where it has no other', async (context) => {
  for (const locale of ['de', 'de-AT', 'de_CH.UTF-8'])
    assert.deepEqual(await said({ locale }, context), german, locale);
  for (const locale of ['en', 'en-US', 'tlh', '../de', '', 'constructor'])
    assert.deepEqual(await said({ locale }, context), english, locale);
  assert.deepEqual(await said({}, context), english);
});

test('words that a client sends go before those of the host; what is no text is not there', async (context) => {
  const words = {
    'Duplicate {0}: readers keep only the last one.': '2 × {0}',
    'Keep this {0}, remove the first': 3,
  };
  const options = { initializationOptions: { words }, locale: 'de' };
  assert.deepEqual(await said(options, context), ['2 × "duration"', english[1]]);
  assert.deepEqual(await said({ initializationOptions: { words: 'de' }, locale: 'de' }, context), german);
});
