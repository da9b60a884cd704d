import assert from 'node:assert/strict';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Hover } from 'vscode-languageserver/node';
import { startClient } from '../support/client';
import { rangeOf, recordText } from '../support/texts';

test('what numbers of all countries look like is loaded by the first hover on one, and by nothing before', async (t) => {
  const nodeOptions = ['--require', join(__dirname, 'loaded.cjs')];
  const client = await startClient({ nodeOptions }, t);
  /** The bundles of two requests that the server has loaded. */
  const loaded = async (): Promise<readonly string[]> => {
    const told = once(client.process, 'message');
    client.process.send('loaded?');
    const [names] = (await told) as [readonly string[]];
    return names.filter((name) => /^(?:answers|phone-countries)\.js$/.test(name)).sort();
  };
  const hoverOn = (uri: string, text: string, part: string) =>
    client.request<Hover>('textDocument/hover', {
      textDocument: { uri },
      position: rangeOf(text, part).start,
    });

  const [wrong, right] = ['file:///w/a.phonecall.json', 'file:///w/b.phonecall.json'];
  const wrongText = recordText({ phone_number: '"+12025"' });
  await client.open(wrong, wrongText);
  assert.deepEqual(
    (await client.diagnostics(wrong, 1)).map(({ code }) => code),
    ['phone-number'],
  );
  const rightText = recordText({ phone_number: '"+4930123456"', external_id: '"5512"' });
  await client.open(right, rightText);
  await client.diagnostics(right, 1);
  assert.deepEqual(await loaded(), []);
  await hoverOn(right, rightText, '"phone_number"');
  await hoverOn(right, rightText, '"5512"');
  assert.deepEqual(await loaded(), ['answers.js']);

  assert.deepEqual(await hoverOn(right, rightText, '"+4930123456"'), {
    contents: {
      kind: 'markdown',
      value: [
        '**Germany** (+49) · national `030 123456`',
        '`phone_number` · string · optional',
        'The number that was called. It is a string, so that a leading `+` or zero survives.',
      ].join('\n\n'),
    },
    range: rangeOf(rightText, '"+4930123456"'),
  });
  assert.deepEqual(await loaded(), ['answers.js', 'phone-countries.js']);
});
