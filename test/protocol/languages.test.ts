import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Client, startClient } from '../support/client';
import { findingLines, recordLine } from '../support/texts';

/** Two records on two lines: right in JSON Lines, and no JSON. */
const text = `${recordLine()}\n${recordLine()}\n`;
/** A record over several lines. */
const oneValue = recordLine().replaceAll(',', ',\n');

describe('how a file is read', { timeout: 60_000 }, () => {
  let client: Client;
  before(async () => {
    client = await startClient();
  });
  after(() => client.stop());

  const asLines: readonly (readonly [languageId: string, uri: string])[] = [
    ['interaction-jsonl', 'file:///calls/a.phonecalls.jsonl'],
    ['interaction-jsonl', 'file:///calls/a.json'],
    ['interaction-jsonl', 'untitled:Untitled-1'],
    ['jsonl', 'file:///calls/b.phonecalls.json'],
    ['ndjson', 'file:///calls/c.interactions.json'],
    ['jsonlines', 'file:///calls/d.phone-call.json'],
    ...['json', 'jsonl', 'ndjson', 'plaintext', 'text', ''].flatMap((languageId) => [
      [languageId, `file:///calls/${languageId}-a.interactions.jsonl`] as const,
      [languageId, `file:///calls/${languageId}-b.phonecalls.NDJSON`] as const,
    ]),
  ];
  for (const [languageId, uri] of asLines) {
    test(`${languageId || 'no language'}, ${uri}: as JSON Lines`, async () => {
      await client.open(uri, text, languageId);
      assert.deepEqual(await client.current(uri), []);
    });
  }

  const asJson: readonly (readonly [languageId: string, uri: string])[] = [
    ['interaction-json', 'file:///calls/c.phonecalls.json'],
    ['interaction-json', 'file:///calls/c.jsonl'],
    ['interaction-json', 'untitled:Untitled-3'],
    ['json', 'file:///calls/d.phonecalls.json'],
    ['jsonc', 'file:///calls/e.phonecall.json'],
    ['plaintext', 'file:///calls/f.Interaction.JSON'],
  ];
  for (const [languageId, uri] of asJson) {
    test(`${languageId}, ${uri}: as one JSON value`, async () => {
      // In JSON Lines the value would have ended with its first line.
      await client.open(uri, oneValue, languageId);
      assert.deepEqual(findingLines(oneValue, await client.current(uri)), []);
    });

    test(`${languageId}, ${uri}: as JSON Lines where its content is that`, async () => {
      await client.close(uri);
      await client.open(uri, text, languageId);
      assert.deepEqual(findingLines(text, await client.current(uri)), []);
    });
  }
});
