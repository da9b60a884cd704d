import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { lexer, type Token } from 'marked';
import { rules } from '../../server/rules/rules';
import { describe as describeField } from '../../server/spec/describe';
import { phoneCall } from '../../server/spec/phone-call';
import { plainText } from '../../server/words/plain-text';

const { fields } = phoneCall;

describe('Markdown as plain text', () => {
  const table: readonly (readonly [markdown: string, plain: string])[] = [
    ['', ''],
    ['words', 'words'],
    ['**bold** and *slanted* and ***both***', 'bold and slanted and both'],
    ['**`status`** · integer', 'status · integer'],
    ['2 * 3 * 4, 2*x', '2 * 3 * 4, 2*x'],
    ['snake_case_name', 'snake_case_name'],
    ['`**code**` and `` `tick` ``', '**code** and `tick`'],
    ['` a `, `  `', 'a,   '.trim()],
    ['a `lone tick', 'a `lone tick'],
    ['\\*no\\* \\` emphasis', '*no* ` emphasis'],
    ['[Source](https://example.org/a_b)', 'Source: https://example.org/a_b'],
    ['[https://a.org](https://a.org) <https://b.org>', 'https://a.org https://b.org'],
    ['[not a link] (x)', '[not a link] (x)'],
    ['# Heading', 'Heading'],
    ['- one\n- `two`', '- one\n- two'],
    ['a\n\n---\n\nb', 'a\n\nb'],
    ['```\n**x**\n| a |\n```\nb', '**x**\n| a |\nb'],
    [
      '| value | name |\n| ---: | :--- |\n| **3** | **STOPPED** (`x|y`) |\n| 10 | a \\| b |',
      'value  name\n3      STOPPED (x|y)\n10     a | b',
    ],
  ];
  for (const [markdown, plain] of table) {
    test(JSON.stringify(markdown), () => assert.equal(plainText(markdown), plain));
  }

  test('of all fields and rules: no marks, and the words that a reader of Markdown sees', () => {
    const texts = [
      ...fields.map((field) => describeField(field, { code: field.codes[0]?.value })),
      ...rules.map(({ why }) => why),
    ];
    assert.ok(texts.length > 40);
    for (const markdown of texts) {
      const plain = plainText(markdown);
      assert.doesNotMatch(plain, /\*\*|`|\| ?:?---|\]\(|^\|/m, plain);
      assert.deepEqual(
        wordsOf(plain.replaceAll(/: https:\S+/g, '')),
        wordsOf(shownBy(lexer(markdown))),
        markdown,
      );
    }
  });
});

/** The text that another reader of Markdown shows. */
function shownBy(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === 'table') {
        const { header, rows } = token as unknown as { header: Cell[]; rows: Cell[][] };
        return [header, ...rows]
          .map((cells) => cells.map((cell) => shownBy(cell.tokens)).join(' '))
          .join('\n');
      }
      if (token.type === 'list') return shownBy((token as unknown as { items: Token[] }).items);
      if ('tokens' in token && token.tokens)
        return `${shownBy(token.tokens)}${token.type === 'paragraph' ? '\n' : ''}`;
      return 'text' in token ? unescaped(token.text as string) : '\n';
    })
    .join('');
}

interface Cell {
  readonly tokens: Token[];
}

function unescaped(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '' && word !== '-');
}
