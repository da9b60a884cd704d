import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Diagnostic } from 'vscode-languageserver/node';
import { type Client, startClient } from '../support/client';
import { findingLines, rangeOf, textIn } from '../support/texts';

const projectFolder = join(__dirname, '../..');
const examplesFolder = join(projectFolder, 'examples');

/** The findings of the examples that are to be mended, written down by hand; all others have none. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'broken-line.phonecalls.jsonl': ['2:170 error syntax "2026-03-06T06:02:0', '3:1 error missing-field {'],
  'half-typed.phonecall.json': [
    '4:11 error syntax :',
    '6:11 error syntax "Inb',
    '6:14 error syntax b',
    '7:23 error syntax "',
    '8:27 error syntax :',
    '9:3 error syntax "sta',
  ],
  'mistakes.phonecalls.json': [
    '2:3 error not-a-record "not-a-record: this text stands where a record is expected"',
    '3:3 error missing-field {',
    '23:5 error missing-companion "structured_text"',
    '35:5 error missing-companion "binary_content"',
    '48:5 warning orphan-companion "structured_text_mime"',
    '54:15 error wrong-type "2"',
    '65:15 error wrong-type "InProcess"',
    '82:23 error wrong-type "true"',
    '94:18 error wrong-type null',
    '106:17 error wrong-type 12.5',
    '117:19 error wrong-type 1773734940000',
    '129:14 error wrong-type "ServiceType=Support"',
    '141:5 information udata-shape "udata"',
    '150:15 error invalid-value 4',
    '162:20 error invalid-value 4',
    '177:19 error invalid-date "2026-03-17T10:15:00+02:00"',
    '188:19 error invalid-date "2026-02-30T08:16:00.000Z"',
    '200:17 error end-before-start "2026-03-17T08:12:00.000Z"',
    '212:24 error invalid-url "ucs.example.com/notes/00002b81KDM00M18.html"',
    '226:29 error invalid-mime "html"',
    '238:5 warning unknown-field "phone_nubmer"',
    '250:5 warning unknown-field "room"',
    '264:5 warning duplicate-field "duration"',
    '278:7 warning duplicate-field "Reason"',
    '284:20 warning empty-field ""',
    '303:17 error negative-number -60',
    '315:17 warning unsafe-integer 9007199254740993',
  ],
  'pasted-from-other-api.phonecall.json': [
    '2:3 error missing-field "interactionId"',
    '3:3 error missing-field "customerId"',
    '4:13 error wrong-type "InProcess"',
    '5:3 error missing-field "entityType"',
    '5:17 error wrong-type "3"',
    '7:3 warning unknown-field "subType"',
    '8:3 error missing-field "mediaType"',
    '9:3 warning unknown-field "phoneNumber"',
    '10:3 warning unknown-field "ownerId"',
    '10:14 error wrong-type "219"',
    '11:3 error missing-field "creatorAppId"',
    '11:19 error wrong-type "108"',
    '12:3 error missing-field "startDate"',
    '12:16 error invalid-date "2026-03-12 10:02:22.000+0200"',
    '13:16 error wrong-type "120"',
    '14:15 error wrong-type "87"',
    '15:3 warning unknown-field "allowChildren"',
    '15:20 error wrong-type "true"',
    '16:3 warning unknown-field "parentId"',
    '16:15 error wrong-type null',
    '17:3 information udata-shape "udata"',
  ],
  // The project file beside it expects these.
  'expected-failures/refused-by-import.phonecalls.json': [
    '13:3 hint missing-field {',
    '26:15 hint invalid-value 7',
    '31:19 hint invalid-date "2026-03-19 09:07:30"',
  ],
  // The project file beside it makes this an error, and puts unknown fields off.
  'strict-project/fixtures/walk-in.json': ['3:18 error empty-field ""'],
  // It states fields of a team, too.
  'strict-project/fixtures/to-be-mended.json': [
    '7:17 error invalid-value "chat"',
    '11:15 error out-of-range 8100',
    '12:12 error invalid-value "Support"',
    '13:3 error missing-companion "csat_score"',
    '13:17 error invalid-value 7',
    '14:12 error missing-field {',
    '18:16 error invalid-text "10024"',
    '19:17 error out-of-range 0',
  ],
};

const examples = readdirSync(examplesFolder, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.jsonl?$/.test(path) && !path.endsWith('.interaction-data.json'))
  .sort();

describe('examples', { timeout: 60_000 }, () => {
  let client: Client;
  before(async () => {
    client = await startClient({ workspaceFolders: [pathToFileURL(examplesFolder).href] });
  });
  after(() => client.stop());

  test('every file that findings are expected in is there', () => {
    assert.deepEqual(
      Object.keys(expected).filter((path) => !examples.includes(path)),
      [],
    );
  });

  for (const path of examples) {
    test(path, async () => {
      const { text, diagnostics } = await opened(path);
      assert.deepEqual(findingLines(text, diagnostics), expected[path] ?? []);
    });
  }

  test('each record with a mistake names the rule that finds it', async () => {
    const { text, diagnostics } = await opened('mistakes.phonecalls.json');
    const named = [...text.matchAll(/^ {2}"([a-z-]+):|"subject": "([a-z-]+):/gm)];
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      named.map(([, first, subject]) => first ?? subject),
    );
  });

  test('every finding has a message, our name, and its rule in the documentation that comes with it', async () => {
    const page = readFileSync(join(projectFolder, 'docs/rules.md'), 'utf8');
    const anchors = new Set([...page.matchAll(/^#+ (.+)$/gm)].map(([, title]) => anchorOf(title as string)));
    for (const path of Object.keys(expected)) {
      for (const { message, source, code, codeDescription } of (await opened(path)).diagnostics) {
        assert.match(String(message), /^.{10,}[.}?]$/);
        assert.equal(source, 'interaction-data');
        const { href, hash } = new URL(codeDescription?.href ?? '');
        const file = fileURLToPath(href.slice(0, -hash.length));
        assert.equal(file, join(client.bundle, '../../docs/rules.md'));
        assert.equal(hash, `#${code}`);
        assert.ok(anchors.has(String(code)), `docs/rules.md has an anchor ${hash}`);
      }
    }
  });

  test('a finding points to the other place that explains it', async () => {
    const { uri, text, diagnostics } = await opened('mistakes.phonecalls.json');
    const related = diagnostics.flatMap(({ code, relatedInformation = [] }) =>
      relatedInformation.map(({ location, message }) => {
        assert.equal(location.uri, uri);
        const { line, character } = location.range.start;
        return `${code}: ${line + 1}:${character + 1} ${textIn(text, location.range)} ${message}`;
      }),
    );
    assert.deepEqual(related, [
      'end-before-start: 199:19 "2026-03-17T08:17:00.000Z" The interaction starts here, at 2026-03-17T08:17:00.000Z.',
      'duplicate-field: 263:5 "duration" The first "duration".',
      'duplicate-field: 277:7 "Reason" The first "Reason".',
    ]);
  });

  test('one finding, whole', async () => {
    const { text, diagnostics } = await opened('mistakes.phonecalls.json');
    const found = diagnostics.find(({ code }) => code === 'invalid-mime');
    assert.deepEqual(found, {
      range: rangeOf(text, '"html"'),
      severity: 1,
      code: 'invalid-mime',
      codeDescription: {
        href: `${pathToFileURL(join(client.bundle, '../../docs/rules.md')).href}#invalid-mime`,
      },
      source: 'interaction-data',
      message: '"structured_text_mime" must be a MIME type: "text/html".',
    });
  });

  async function opened(path: string) {
    const file = join(examplesFolder, path);
    assert.ok(existsSync(file));
    const text = readFileSync(file, 'utf8');
    const uri = pathToFileURL(file).href;
    if (!client.published.some((params) => params.uri === uri)) {
      await client.open(uri, text, path.endsWith('l') ? 'interaction-jsonl' : 'interaction-json');
    }
    const diagnostics: readonly Diagnostic[] = await client.current(uri);
    return { uri, text, diagnostics };
  }
});

/** The anchor that a heading of a Markdown page gets. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
}
