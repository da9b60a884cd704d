import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { lexer, type Token, walkTokens } from 'marked';
import { complete } from '../../server/features/complete/complete';
import { hover } from '../../server/features/hover/hover';
import { phoneCall } from '../../server/spec/phone-call';
import { inlineCode } from '../../server/words/inline-code';
import { checked } from '../support/marked-text';

const { fields } = phoneCall;

/** A word that no text of ours has: where it is seen, something of the file is shown. */
const mark = 'zq7';

/** The only link that is ours: to the vendor's page, in the description of a field. */
const ourLink =
  '[Genesys documentation ↗](https://docs.genesys.com/Documentation/CS/8.1.x/API/PhoneCallInteraction)';

/** What is more than text to a reader of Markdown, or breaks out of what makes it text. */
const pieces = [
  ...[
    '`',
    '``',
    '```',
    '~~~',
    '\\',
    '\\`',
    '|',
    '*',
    '_',
    '~',
    '#',
    '- ',
    '> ',
    '1. ',
    '---',
    '===',
    '    ',
    '\t',
  ],
  ...[
    '[a](command:b)',
    '![a](https://example.org/a.png)',
    '[a]',
    '(command:b)',
    '](',
    '[a]: command:b',
    '![](',
    ')',
  ],
  ...[
    '<img src=x onerror=y>',
    '<a href="command:b">',
    '</span>',
    '<!--',
    '-->',
    '<![CDATA[',
    '<script>',
    '&lt;',
    '&#96;',
  ],
  ...[
    'https://example.org',
    'www.example.org',
    'a@example.org',
    '<https://example.org>',
    '<command:b>',
    '$(alert)',
  ],
  ...[
    '\n',
    '\r\n',
    '\n\n',
    '\r',
    '\u2028',
    '\u2029',
    '\u0085',
    '\0',
    '\u00a0',
    '\ufeff',
    '\u202e',
    '\u200b',
    '\ud800',
    '\udc00',
  ],
  ...[' ', 'a', mark],
];
const hostileText = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...pieces) },
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    ),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((parts) => mark + parts.join(''));

/** Values that are all but right, so that what says what they mean speaks. */
const frames: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `https://${text}/a.wav`,
  (text) => `https://user:${text}@example.org:80/${text}`,
  (text) => `audio/${text}`,
  (text) => `2026-03-17T08:15:00.000${text}`,
  (text) => `2026-03-17 08:15 ${text}`,
  (text) => `Inbound${text}`,
  (text) => `STOPPED ${text}`,
];

const numRuns = 100;

describe('hostile workspace: markdown in hovers escapes what comes from the file', () => {
  test('text in a code span is text, all of it, and nothing else', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (first, second) => {
        const tokens = inert(`${inlineCode(first)} and ${inlineCode(second)}`);
        assert.equal(tokens.filter(({ type }) => type === 'codespan').length, 2);
      }),
      { numRuns: 5000 },
    );
  });

  test('values of all fields, unknown names and user data, at every place', () => {
    const record = fc.tuple(
      fc.array(fc.tuple(fc.constantFrom(...fields), hostileText, fc.constantFrom(...frames)), {
        maxLength: 6,
      }),
      fc.array(fc.tuple(hostileText, hostileText), { maxLength: 3 }),
      fc.boolean(),
    );
    fc.assert(
      fc.property(record, ([known, others, isEscaped]) => {
        const members = Object.fromEntries(known.map(([field, text, frame]) => [field.name, frame(text)]));
        const more = Object.fromEntries(others);
        const udata = { ...more, pairs: others.map(([key, value]) => ({ key, type: 'str', value })) };
        const json = JSON.stringify({ ...members, ...more, udata }, undefined, 1);
        const text = isEscaped ? json.replaceAll(mark, '\\u007aq7') : json;
        const document = checked(text);
        const seen = new Set<string>();
        for (let offset = 0; offset <= text.length; offset++) {
          const found = hover(document, offset, () => 'error');
          if (found) seen.add(found.markdown);
        }
        for (let offset = 0; offset <= text.length; offset += 5) {
          for (const { documentation } of complete(document.document, offset, {
            now: '2026-03-17T08:15:00.000Z',
          })) {
            if (documentation) seen.add(documentation);
          }
        }
        for (const markdown of seen) inert(markdown);
      }),
      { numRuns },
    );
  });

  test('what is shown is seen to be shown', () => {
    assert.throws(() => inert(`${mark} text`));
    assert.throws(() => inert('[a](command:b)'));
    assert.throws(() => inert('<b>'));
    assert.throws(() => inert('![](a.png)'));
    assert.throws(() => inert('https://example.org'));
  });
});

/**
 * The tokens of a text as Markdown, read by what VS Code reads it with. Fails where one is a link, an image or HTML,
 * or where something of the file stands outside of a code span.
 */
function inert(markdown: string): Token[] {
  const tokens: Token[] = [];
  walkTokens(lexer(markdown), (token) => {
    tokens.push(token);
  });
  for (const token of tokens) {
    if (token.raw === ourLink) continue;
    assert.ok(!['link', 'image', 'html', 'def', 'tag'].includes(token.type), JSON.stringify(markdown));
    const isLeaf = !('tokens' in token && token.tokens) && token.type !== 'list' && token.type !== 'table';
    if (isLeaf && token.type !== 'codespan') assert.ok(!token.raw.includes(mark), JSON.stringify(markdown));
  }
  return tokens;
}
