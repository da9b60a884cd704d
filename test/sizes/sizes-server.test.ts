import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Diagnostic } from 'vscode-languageserver/node';
import { askAboutFile, askAt, findingsOf } from '../support/ask-server';
import { type Client, startClient } from '../support/client';
import { positionOf, recordLine } from '../support/texts';
import { allSizedTexts } from './sized-texts';

/*
 * The texts that are too much of something (sized-texts.ts) through the bundled server, over a real pipe: exactly the
 * rules that have something to say do, everything that an editor asks is answered, an edit gives what the text opened
 * afresh gives, nothing is logged, and the server ends when it is told to. Each text gets a server of its own, which
 * has little memory and ends with the test; only a hang is longer than the time that a test may take.
 */

/** Of V8's heap, in megabytes: what the command line gets for the same texts (sizes-command-line.test.ts). */
const MOST_MEMORY = 900;

const timeout = 120_000;

/** As many findings the server tells by default. Where there are as many, there may be more. */
const MOST_FINDINGS = 1000;

const bullet =
  'Nesting of 100,000 brackets, one line of 10 MB, 100,000 fields, a million empty records, NUL, lone surrogates, ' +
  'invalid UTF-8, numbers of 10,000 digits, __proto__, U+2028, lone CR: no crash, no hang, bounded memory, a clear ' +
  'finding where one is due';

describe(`${bullet}: in the bundled server`, () => {
  for (const { name, form, rules, make } of allSizedTexts) {
    test(name, { timeout }, async (t) => {
      const text = make();
      const languageId = form === 'lines' ? 'interaction-jsonl' : 'interaction-json';
      const server = await startServer(t);
      const { client } = server;
      await client.open('file:///calls/a', text, languageId);
      assert.deepEqual(await server.rulesFound('file:///calls/a'), rules);

      const middle = positionOf(text, text.length >> 1);
      await askAt(client, 'file:///calls/a', middle);
      await askAboutFile(client, 'file:///calls/a');

      await client.change('file:///calls/a', 2, { range: { start: middle, end: middle }, text: '"' });
      const changed = `${text.slice(0, text.length >> 1)}"${text.slice(text.length >> 1)}`;
      await client.open('file:///calls/b', changed, languageId);
      assert.deepEqual(
        summary(await findingsOf(client, 'file:///calls/a')),
        summary(await findingsOf(client, 'file:///calls/b')),
      );
      assert.deepEqual(client.logged, []);
      assert.equal(await client.stop(), 0);
    });
  }

  // No text of a program has such bytes, so the message is written by hand. The protocol's texts are UTF-8, whose
  // readers put U+FFFD where it is wrong; that is a character like any other in a string, and none of JSON elsewhere.
  for (const [where, text, rules] of [
    ['in a string', `[${recordLine({ subject: '"\0"' })}]`, []],
    ['between tokens', `[${recordLine()}\0]`, ['syntax']],
  ] as const) {
    test(`a million bytes of invalid UTF-8 ${where}`, { timeout }, async (t) => {
      const server = await startServer(t);
      const { client } = server;
      const uri = 'file:///calls/a.phonecall.json';
      const textDocument = { uri, languageId: 'interaction-json', version: 1, text };
      const message = JSON.stringify({
        jsonrpc: '2.0',
        method: 'textDocument/didOpen',
        params: { textDocument },
      });
      const [front, after] = message.split('\\u0000').map((part) => Buffer.from(part));
      assert.ok(front && after);
      const body = Buffer.concat([front, Buffer.alloc(1_000_000, 0xff), after]);
      client.process.stdin?.write(`Content-Length: ${body.length}\r\n\r\n`);
      client.process.stdin?.write(body);
      assert.deepEqual(await server.rulesFound(uri), rules);
      await askAt(client, uri, { line: 0, character: 500_000 });
      await askAboutFile(client, uri);
      assert.deepEqual(client.logged, []);
      assert.equal(await client.stop(), 0);
    });
  }
});

interface Server {
  readonly client: Client;
  /** All rules that have findings in an open file, sorted. */
  readonly rulesFound: (uri: string) => Promise<readonly string[]>;
}

async function startServer(t: { readonly after: (end: () => void) => void }): Promise<Server> {
  let severities: Readonly<Record<string, string>> = {};
  const client = await startClient(
    { nodeOptions: [`--max-old-space-size=${MOST_MEMORY}`], settings: () => ({ rules: severities }) },
    t,
  );
  return { client, rulesFound };

  /** Where findings are cut off, the rules that were told are switched off, until all that is left is told. */
  async function rulesFound(uri: string): Promise<readonly string[]> {
    const found = new Set<string>();
    let diagnostics = await findingsOf(client, uri);
    while (diagnostics.length > 0) {
      for (const { code } of diagnostics) {
        assert.equal(severities[`${code}`], undefined);
        found.add(`${code}`);
      }
      if (diagnostics.length < MOST_FINDINGS) break;
      await configure(Object.fromEntries([...found].map((rule) => [rule, 'off'])));
      diagnostics = await findingsOf(client, uri);
    }
    await configure({});
    return [...found].sort();
  }

  async function configure(rules: Readonly<Record<string, string>>): Promise<void> {
    severities = rules;
    await client.notify('workspace/didChangeConfiguration', { settings: null });
  }
}

/** What an editor shows of findings. */
function summary(diagnostics: readonly Diagnostic[]): readonly unknown[] {
  return diagnostics.map(({ code, severity, message, range, relatedInformation }) => {
    const related = relatedInformation?.map(({ message, location }) => [message, location.range]);
    return { code, severity, message, range, related };
  });
}
