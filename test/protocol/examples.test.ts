import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Diagnostic } from 'vscode-languageserver/node';
import { rules } from '../../server/rules/rules';
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
    '321:15 warning stopped-without-end 3',
    '332:15 warning end-without-stopped 2',
    '350:23 warning reason-without-stopped "Normal"',
    '357:20 information not-a-phone-call 5',
    '370:19 warning media-type-mismatch "email"',
    '381:17 warning sub-type-mismatch "OutboundNew"',
    '393:19 information unknown-media-type "Voice"',
    '408:17 hint duration-mismatch 600',
    '418:18 hint malformed-id "00002b81KDM0M35"',
    '430:23 hint malformed-connection-id "01AHV6MG58E8L0G2048000DAES00000V"',
    '444:18 warning timeshift-range 3600',
    '454:17 warning non-positive-dbid 0',
    '466:21 hint phone-number "++12025550182"',
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
  // These are judged together: what each of them lacks or has twice is told where all of them are open.
  'contact-centre-morning/tangled.phonecalls.json': [
    '22:18 warning children-not-allowed "00002f02KDM00G01"',
    '35:18 error self-parent "00002f02KDM00G03"',
    '47:18 error parent-cycle "00002f02KDM00G06"',
    '59:18 error parent-cycle "00002f02KDM00G04"',
    '71:18 error parent-cycle "00002f02KDM00G05"',
    '77:23 error duplicate-interaction-id "00002f02KDM00G07"',
    '88:23 error duplicate-interaction-id "00002f02KDM00G07"',
    '99:23 warning duplicate-interaction-id "00002f02KDM00G08"',
    '129:18 hint thread-mismatch "00002f02KDM00G10"',
    '136:20 hint customer-mismatch "00002f02KDM0C018"',
    '157:19 hint child-before-parent "2026-03-24T08:13:00.000Z"',
    '167:18 hint unresolved-parent "00002f02KDM00G90"',
  ],
  'contact-centre-morning/tangled-again.phonecalls.jsonl': [
    '1:19 warning duplicate-interaction-id "00002f02KDM00G08"',
    '2:149 warning children-not-allowed "00002f02KDM00G01"',
  ],
  // The project file beside it expects these.
  'contact-centre-morning/refused-by-import.phonecalls.json': [
    '20:18 hint self-parent "00002f02KDM00R02"',
    '32:18 hint parent-cycle "00002f02KDM00R04"',
    '44:18 hint parent-cycle "00002f02KDM00R03"',
    '50:23 hint duplicate-interaction-id "00002f02KDM00R05"',
    '61:23 hint duplicate-interaction-id "00002f02KDM00R05"',
    '73:20 hint customer-mismatch "00002f02KDM0C022"',
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

/** Files whose records refer to each other. */
const morning = examples.filter((path) => path.startsWith('contact-centre-morning/'));

describe('examples', { timeout: 60_000 }, () => {
  let client: Client;
  before(async () => {
    client = await startClient({
      workspaceFolders: [pathToFileURL(examplesFolder).href],
      settings: () => ({ rules: { 'duplicate-interaction-id': 'error' } }),
    });
    for (const path of morning) await opened(path);
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

  test('each record that does not go together with others names the rule that finds it, and each rule has one', async () => {
    const paths = morning.filter((path) => path.includes('/tangled'));
    const found: unknown[] = [];
    for (const path of paths) {
      const { text, diagnostics } = await opened(path);
      const named = [...text.matchAll(/"subject": ?"([a-z-]+):/g)].map(([, subject]) => subject);
      assert.deepEqual(
        diagnostics.map(({ code }) => code),
        named,
      );
      found.push(...named);
    }
    const across = rules.filter(({ judge }) => judge).map(({ id }) => id);
    assert.deepEqual([...new Set(found)].sort(), across.sort());
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
    assert.deepEqual(await placesFrom('mistakes.phonecalls.json'), [
      'end-before-start: mistakes.phonecalls.json:199:19 "2026-03-17T08:17:00.000Z" The interaction starts here, at 2026-03-17T08:17:00.000Z.',
      'duplicate-field: mistakes.phonecalls.json:263:5 "duration" The first "duration".',
      'duplicate-field: mistakes.phonecalls.json:277:7 "Reason" The first "Reason".',
      'end-without-stopped: mistakes.phonecalls.json:338:5 "end_date" The end is here.',
      'reason-without-stopped: mistakes.phonecalls.json:344:15 2 The status is here.',
      'media-type-mismatch: mistakes.phonecalls.json:368:20 3 Here it is 3 (PHONE_CALL).',
      'sub-type-mismatch: mistakes.phonecalls.json:380:13 "Inbound" What it refines is here.',
      'duration-mismatch: mistakes.phonecalls.json:407:17 "2026-03-17T08:35:00.000Z" The interaction ends here, at 2026-03-17T08:35:00.000Z.',
    ]);
  });

  test('a finding of records among each other points to the other records, in other files, too', async () => {
    const again = 'contact-centre-morning/tangled-again.phonecalls.jsonl';
    const tangled = 'contact-centre-morning/tangled.phonecalls.json';
    assert.deepEqual(await placesFrom(again), [
      `duplicate-interaction-id: ${tangled}:99:23 "00002f02KDM00G08" The same ID is here.`,
      `children-not-allowed: ${tangled}:12:23 false It says so here.`,
    ]);
    assert.deepEqual(await placesFrom(tangled), [
      `children-not-allowed: ${tangled}:12:23 false It says so here.`,
      `parent-cycle: ${tangled}:71:18 "00002f02KDM00G05" The circle goes on here.`,
      `parent-cycle: ${tangled}:59:18 "00002f02KDM00G04" The circle goes on here.`,
      `parent-cycle: ${tangled}:47:18 "00002f02KDM00G06" The circle goes on here.`,
      `parent-cycle: ${tangled}:71:18 "00002f02KDM00G05" The circle goes on here.`,
      `parent-cycle: ${tangled}:59:18 "00002f02KDM00G04" The circle goes on here.`,
      `parent-cycle: ${tangled}:47:18 "00002f02KDM00G06" The circle goes on here.`,
      `duplicate-interaction-id: ${tangled}:88:23 "00002f02KDM00G07" The same ID is here.`,
      `duplicate-interaction-id: ${tangled}:77:23 "00002f02KDM00G07" The same ID is here.`,
      `duplicate-interaction-id: ${again}:1:19 "00002f02KDM00G08" The same ID is here.`,
      `thread-mismatch: ${tangled}:116:18 "00002f02KDM00G09" The parent has this one.`,
      `customer-mismatch: ${tangled}:111:20 "00002f02KDM0C017" The parent has this one.`,
      `child-before-parent: ${tangled}:118:19 "2026-03-24T09:10:00.000Z" The parent starts here.`,
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

  /** The other places that the findings of a file name. */
  async function placesFrom(path: string): Promise<readonly string[]> {
    const { diagnostics } = await opened(path);
    return diagnostics.flatMap(({ code, relatedInformation = [] }) =>
      relatedInformation.map(({ location: { uri, range }, message }) => {
        const other = relative(examplesFolder, fileURLToPath(uri)).replaceAll('\\', '/');
        const { line, character } = range.start;
        const text = textIn(readFileSync(fileURLToPath(uri), 'utf8'), range);
        return `${code}: ${other}:${line + 1}:${character + 1} ${text} ${message}`;
      }),
    );
  }

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
