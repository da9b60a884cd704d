import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Diagnostic, TextDocumentContentChangeEvent } from 'vscode-languageserver/node';
import { startClient } from '../support/client';
import { type Script, script, stepsOf } from '../support/scripts';
import { positionOf } from '../support/texts';

/*
 * The server tells findings only where they have changed, and remembers a good deal for that. The model is a file that
 * is opened afresh: after any edits a client has been told the same of both.
 */

/** TOLD_RUNS asks for a longer search. */
const RUNS = Number(process.env.TOLD_RUNS ?? 1000);

describe('what a client is told', { timeout: 600_000 }, () => {
  test('after any edits it is what is told of the text opened afresh', async (t) => {
    const client = await startClient({}, t);
    let opened = 0;
    let told = 0;
    await fc.assert(
      fc.asyncProperty(
        script,
        fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
        async (made, waits) => {
          const { messages, last } = sent(made);
          const languageId = made.form === 'lines' ? 'interaction-jsonl' : 'interaction-json';
          const uri = `file:///calls/${++opened}-edited`;
          const fresh = `file:///calls/${opened}-fresh`;
          await client.open(uri, made.text, languageId);
          for (const [index, changes] of messages.entries()) {
            await client.change(uri, index + 2, ...changes);
            if (waits[index]) await client.current(uri);
          }
          await client.open(fresh, last, languageId);
          const expected = summary(await client.current(fresh), fresh);
          assert.deepEqual(summary(await client.current(uri), uri), expected);
          told += expected.length;
          await client.close(uri);
          await client.close(fresh);
        },
      ),
      { numRuns: RUNS },
    );
    assert.ok(told > RUNS, `${told} findings`);
    assert.deepEqual(client.logged, []);
    t.diagnostic(`figure: ${told.toLocaleString('en')} problems told`);
  });
});

/** A script as an editor sends it, and the text that it ends with. */
function sent(made: Script) {
  let text = made.text;
  const messages = [...stepsOf(made)].map(({ replacements }) =>
    replacements.map(({ start, end, insert }): TextDocumentContentChangeEvent => {
      // Between CR and LF there is no position that an editor could send.
      fc.pre(![start, end].some((offset) => text[offset - 1] === '\r' && text[offset] === '\n'));
      const range = { start: positionOf(text, start), end: positionOf(text, end) };
      text = text.slice(0, start) + insert + text.slice(end);
      return { range, text: insert };
    }),
  );
  return { messages, last: text };
}

function summary(diagnostics: readonly Diagnostic[], uri: string): readonly unknown[] {
  return diagnostics.map(({ relatedInformation, ...diagnostic }) => ({
    ...diagnostic,
    related: relatedInformation?.map(({ message, location }) => {
      assert.equal(location.uri, uri);
      return { message, range: location.range };
    }),
  }));
}
