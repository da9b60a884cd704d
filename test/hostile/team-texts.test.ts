import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { lexer, walkTokens } from 'marked';
import { readProjectFile } from '../../server/config/project-file';
import { openDocument } from '../../server/document/document';
import { complete } from '../../server/features/complete/complete';
import { hover } from '../../server/features/hover/hover';
import { fieldsPage } from '../../server/spec/fields-page';
import { phoneCall } from '../../server/spec/phone-call';
import { withFragment } from '../../server/spec/record-fragment';
import { engine } from '../support/engines';

/** What is more than text to a reader of Markdown. */
const pieces = [
  ...['`', '``', '```', '~~~', '\\', '\\`', '|', '*', '_', '~', '#', '- ', '> ', '1. ', '---', '===', '    '],
  ...[
    '[a](command:b)',
    '![a](https://example.org/a.png)',
    '[a]',
    '(command:b)',
    '](',
    '[a]: command:b',
    '![',
  ],
  ...['<img src=x onerror=y>', '<a href="command:b">', '<!--', '-->', '<script>', '&lt;', '&#96;'],
  ...['https://example.org', 'www.example.org', 'a@example.org', '<command:b>', '$(alert)', 'mailto:a@b.org'],
  ...['\n', '\r\n', '\n\n', '\u2028', '\u202e', '\ud800', ' ', 'a', 'zq'],
];
const text = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(''));

const ourLinks = /^https:\/\/docs\.genesys\.com\/|^#/;

/** Fails where something in Markdown is a link that is not ours, an image or HTML, or where a stranger's block starts. */
function inert(markdown: string, isPage: boolean): void {
  walkTokens(lexer(markdown), (token) => {
    const told = `${token.type} ${JSON.stringify(token.raw)} in ${JSON.stringify(markdown)}`;
    if (token.type === 'link') assert.match(token.href as string, ourLinks, told);
    if (isPage && token.type === 'html') assert.match(token.raw, /^<!-- by a test -->\s*$/, told);
    else assert.ok(!['image', 'html', 'def', 'tag'].includes(token.type), told);
    if (!isPage) assert.ok(!['heading', 'list', 'blockquote', 'code'].includes(token.type), told);
  });
}

describe('texts of a project file are shown and do nothing', () => {
  test('in hovers, completions and the page of fields', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 7, maxLength: 7 }), ([a, b, c, d, e, f, g]) => {
        const name = `n${a}`;
        const codes = [
          { const: b, title: c, description: d },
          { const: 'z', title: e },
        ];
        const own = { type: 'string', title: b, description: c, oneOf: codes, default: b };
        const record = {
          properties: {
            [name]: own,
            o: {
              type: 'object',
              title: d,
              properties: { [name]: { type: 'string', description: e, examples: [f] } },
            },
            s: { enum: [f, g], description: g },
            media_type: { title: a, description: b },
          },
          required: ['s'],
          dependencies: { s: [name, 'o'] },
        };
        const path = `${a}/.interaction-data.json`;
        const { record: fragment } = readProjectFile(JSON.stringify({ record }), phoneCall);
        if (fragment === undefined) return;
        const type = withFragment(phoneCall, fragment, path);
        inert(fieldsPage(type, 'by a test'), true);
        const json = JSON.stringify(
          { status: 2, [name]: b, s: f, o: { [name]: f }, media_type: 'voice' },
          undefined,
          1,
        );
        const checked = engine.check(openDocument(json, 'json', type));
        for (let offset = 0; offset <= json.length; offset += 2) {
          const found = hover(checked, offset, () => 'off');
          if (found) inert(found.markdown, false);
          if (offset % 6 > 0) continue;
          for (const { documentation = '', kind } of complete(checked.document, offset, {
            now: '2026-03-17T08:15:00.000Z',
          }))
            if (kind !== 'record') inert(documentation, false);
        }
      }),
      { numRuns: 12 },
    );
  });
});
