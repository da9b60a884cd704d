import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Client, fullCapabilities, startClient } from '../support/client';
import { positionOf } from '../support/texts';

/*
 * Whatever comes from a file, or from settings, is shown without characters that an editor would obey: each text that
 * the server sends for people to read is looked at, in whatever answer it stands.
 */

/** Bounds what would otherwise be a hang, in milliseconds. */
const timeout = 120_000;

const words = [
  '\u202e',
  '\u2066x\u2069',
  '\u200e\u200f\u061c',
  '\u001b[31m',
  '\u0007\u009b',
  '\u2028',
  '\u{e0041}\u00ad',
  '[a](command:b)',
];

/** What would be obeyed; written anew, not taken from the server. */
const obeyed =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/u;

/** Parts of answers that are no words for people: places, edits, and what clients compare with. */
const notShown = new Set([
  'uri',
  'newText',
  'filterText',
  'sortText',
  'data',
  'target',
  'href',
  'insertText',
]);

describe("strangers' words are shown and not obeyed", { timeout }, () => {
  for (const plain of [false, true]) {
    test(`in ${plain ? 'plain text' : 'Markdown'}, in all answers about hostile records`, async (t) => {
      const formats: ('markdown' | 'plaintext')[] = plain ? ['plaintext'] : ['markdown', 'plaintext'];
      const capabilities = {
        ...fullCapabilities,
        textDocument: {
          ...fullCapabilities.textDocument,
          hover: { contentFormat: formats },
          completion: { completionItem: { snippetSupport: true, documentationFormat: formats } },
        },
      };
      const client = await startClient({ capabilities }, t);
      let seen = 0;
      for (const [index, word] of words.entries()) {
        for (const written of new Set([word, JSON.stringify(word).slice(1, -1), escaped(word)])) {
          for (const [at, text] of texts(written).entries()) {
            const uri = `file:///calls/${index}-${at}.phonecall.json`;
            await client.open(uri, text);
            for (const answer of await everythingShown(client, uri, text)) seen += assertHarmless(answer);
            await client.close(uri);
          }
        }
      }
      assert.ok(seen > 1000, `${seen} texts`);
      for (const { diagnostics } of client.published) assertHarmless(diagnostics);
      assert.deepEqual(client.logged, []);
      assert.equal(await client.stop(), 0);
    });
  }

  test('in messages about settings', async (t) => {
    const settings = () => ({
      ...Object.fromEntries(words.map((word) => [word, 1])),
      rules: Object.fromEntries(words.map((word) => [word, word])),
      files: words.map((word) => `/${word}`),
      detect: words[0],
      maxFindings: words[7],
    });
    const client = await startClient({ settings }, t);
    await client.open('file:///calls/a.phonecall.json', '{}');
    await client.current('file:///calls/a.phonecall.json');
    assert.ok(client.shown.length > 10);
    for (const message of client.shown) {
      assert.doesNotMatch(message, obeyed);
      assert.doesNotMatch(message, /\]\(\s*<?[a-z][a-z\d+.-]*:/i);
    }
    assert.equal(await client.stop(), 0);
  });
});

/** Records with a word wherever somebody may have written one. */
function texts(word: string): string[] {
  return [
    `{"${word}status": 1, "${word}": "${word}", "type": "${word}", "type": "${word}", "start_date": "${word}"}`,
    `[{"interaction_id": "${word}", "udata": {"${word}": "${word}", "k": {"${word}": [1]}}, "status": "${word}"},\n{"udata": {}}]`,
    `{"${word} calls": {"${word}": {"interaction_id": "a", "binary_content": "${word}", "mime": "${word}"}}}`,
    `{"status": ${word}, ${word}: 1, "udata": [{"key": "${word}", "value": 1}, {"key": "${word}", "value": 1}], "duration": "${word}"`,
  ];
}

/** All characters as JSON escapes. */
function escaped(word: string): string {
  return [...word]
    .flatMap((character) => character.split(''))
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}

async function everythingShown(client: Client, uri: string, text: string): Promise<unknown[]> {
  const textDocument = { uri };
  const start = { line: 0, character: 0 };
  const end = positionOf(text, text.length);
  const answers: unknown[] = [await client.current(uri)];
  answers.push(await client.request('textDocument/documentSymbol', { textDocument }));
  answers.push(
    await client.request('textDocument/codeAction', {
      textDocument,
      range: { start, end },
      context: { diagnostics: [] },
    }),
  );
  const places = [...text.matchAll(/[^\s{}[\]:,]+/g)].map(({ index }) => positionOf(text, index + 1));
  for (const position of places) {
    answers.push(await client.request('textDocument/hover', { textDocument, position }));
    answers.push(await client.request('textDocument/completion', { textDocument, position }));
    answers.push(await client.request('textDocument/prepareCallHierarchy', { textDocument, position }));
  }
  answers.push(await client.request('interactionData/records', { textDocument, query: '' }));
  answers.push(await client.request('workspace/symbol', { query: '' }));
  return answers;
}

/** Looks at all texts of an answer; how many there were. */
function assertHarmless(value: unknown, name = '', isMarkdown = false): number {
  if (notShown.has(name)) return 0;
  if (typeof value === 'string') {
    assert.doesNotMatch(value, obeyed, `${name}: ${JSON.stringify(value)}`);
    const isOurs = isMarkdown || !value.includes('](command:');
    assert.ok(isOurs, `${name}: ${JSON.stringify(value)}`);
    return 1;
  }
  if (Array.isArray(value)) return sum(value.map((element) => assertHarmless(element, name)));
  if (typeof value !== 'object' || value === null) return 0;
  const inside = 'kind' in value && value.kind === 'markdown';
  return sum(Object.entries(value).map(([key, part]) => assertHarmless(part, key, inside)));
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
