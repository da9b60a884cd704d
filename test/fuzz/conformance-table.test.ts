import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Diagnostic } from 'vscode-languageserver/node';
import type { CheckedDocument } from '../../server/check/check';
import { locateFindings } from '../../server/check/locate';
import { type Document, editDocument, openDocument } from '../../server/document/document';
import type { DocumentForm } from '../../server/document/form';
import { positionAt } from '../../server/document/positions';
import { phoneCall } from '../../server/spec/phone-call';
import { isJson } from '../is-json';
import { type Client, startClient } from '../support/client';
import { engine } from '../support/engines';
import { buildProgram, type Program } from '../support/program';
import { blankTexts, byteOrderMarks, grammar } from './rfc8259';

/*
 * Every text of the table, alone and in the places where values stand, goes three ways: through the core as the editor
 * uses it, through the bundled server, and through the command line. In each of them it has a finding of the rule
 * `syntax` if and only if JSON.parse refuses it; in JSON Lines on the lines that JSON.parse refuses, and on no other.
 */

/** Where a text of the table is put: alone it is the whole document, elsewhere a value. */
const places: readonly { readonly name: string; readonly put: (text: string) => string }[] = [
  { name: 'whole document', put: (text) => text },
  { name: 'in a record of an array', put: (text) => `[{"status": 1, "type": ${text}}, {"status": 2}]` },
  { name: 'in user data', put: (text) => `[{"status": 1},\n{"status": 2, "udata": {"a": ${text}, "b": 1}}]` },
  { name: 'in an array of records', put: (text) => `[\n{"status": 1, "type": "a"},\n${text}\n]` },
  { name: 'in a container', put: (text) => `{"page": ${text}, "calls": [{"status": 1, "type": "a"}]}` },
];

interface Case {
  readonly form: DocumentForm;
  readonly text: string;
}

const productions = [...grammar, byteOrderMarks];
const tableTexts = productions.flatMap(({ accepted, rejected }) => [...accepted, ...rejected]);

/** The texts in all places, by production and place. */
const groups: readonly { readonly name: string; readonly cases: readonly Case[] }[] = [
  ...productions.flatMap(({ name, accepted, rejected }) => groupsOf(name, [...accepted, ...rejected])),
  // A blank document is no JSON but has no finding: see below.
  ...groupsOf('nothing where a value belongs', blankTexts).slice(1),
];
const cases = groups.flatMap((group) => group.cases);

function groupsOf(name: string, texts: readonly string[]): typeof groups {
  const inLines = (text: string) => `{"status": 1, "type": "a"}\n${text}\n{"status": 2, "type": "b"}\n`;
  return [
    ...places.map((place) => ({
      name: `${name}, ${place.name}`,
      cases: texts.map((text): Case => ({ form: 'json', text: place.put(text) })),
    })),
    {
      name: `${name}, line of JSON Lines`,
      cases: texts.map((text): Case => ({ form: 'lines', text: inLines(text) })),
    },
  ];
}

/** What JSON.parse says of a text: the lines that it refuses, or where lines mean nothing whether it refuses all. */
function refusedIn({ form, text }: Case): readonly number[] | boolean {
  const withoutMark = text.replace(/^\ufeff/, '');
  if (form === 'json') return !isJson(withoutMark);
  return withoutMark
    .split(/\r\n|\r|\n/)
    .flatMap((line, index, lines) =>
      /^[ \t]*$/.test(line) || isJson(line) || endsString(line, lines[index - 1]) ? [] : [index],
    );
}

/** Whether a line is the rest of a record whose text or key has a line break: one defect, told where the string begins. */
function endsString(line: string, before = ''): boolean {
  const quotes = before.replaceAll(/\\./g, '').split('"').length - 1;
  return quotes % 2 === 1 && /^[^"]*"[ \t]*[,:}\]]/.test(line);
}

/** The same of a file: what is JSON Lines is read as such, whatever the file is called. */
function refusedInFile(one: Case): readonly number[] | boolean {
  const lines = one.text.split('\n');
  const isLines = lines.length > 1 && lines.every((line) => line.startsWith('{') && isJson(line));
  return one.form === 'json' && isLines ? false : refusedIn(one);
}

/** The same from the lines that the findings of the rule `syntax` start on. */
function reportedIn({ form }: Case, lines: readonly number[]): readonly number[] | boolean {
  return form === 'json' ? lines.length > 0 : [...new Set(lines)];
}

/** Bytes that no text in UTF-8 has. */
const invalidUtf8: readonly (readonly [string, Buffer])[] = [
  ['a byte of Latin-1', Buffer.from([0xe4])],
  ['a continuation without a start', Buffer.from([0x80])],
  ['a start without a continuation', Buffer.from([0xc3])],
  ['an overlong slash', Buffer.from([0xc0, 0xaf])],
  ['an overlong NUL', Buffer.from([0xe0, 0x80, 0x80])],
  ['a surrogate half', Buffer.from([0xed, 0xa0, 0x80])],
  ['beyond U+10FFFF', Buffer.from([0xf4, 0x90, 0x80, 0x80])],
  ['bytes that never occur', Buffer.from([0xfe, 0xff])],
];

describe('RFC 8259 to the letter', { timeout: 300_000 }, () => {
  for (const { name, accepted, rejected } of productions) {
    test(`the table agrees with JSON.parse: ${name}`, () => {
      const parsed = (text: string) => isJson(text.replace(/^\ufeff/, ''));
      assert.deepEqual(
        accepted.filter((text) => !parsed(text)),
        [],
      );
      assert.deepEqual(rejected.filter(parsed), []);
    });
  }

  test('the table has no entry twice', () => {
    assert.equal(new Set(tableTexts).size, tableTexts.length);
  });

  describe('in the core', () => {
    for (const group of groups) {
      test(group.name, () => {
        for (const one of group.cases) {
          const refused = refusedIn(one);
          assert.deepEqual(
            reportedIn(one, syntaxLines(openDocument(one.text, one.form, phoneCall))),
            refused,
            one.text,
          );
          assert.deepEqual(reportedIn(one, syntaxLines(typed(one))), refused, `typed: ${one.text}`);
        }
      });
    }

    test('a text that nothing is written in yet has no finding', () => {
      for (const text of blankTexts) {
        for (const form of ['json', 'lines'] as const)
          assert.deepEqual(syntaxLines(openDocument(text, form, phoneCall)), []);
      }
    });
  });

  describe('in the bundled server', () => {
    let client: Client;
    before(async () => {
      client = await startClient();
    });
    after(() => client.stop());

    test('all texts', async () => {
      const wrong: string[] = [];
      for (const [index, one] of cases.entries()) {
        const uri = `untitled:text-${index}`;
        await client.open(uri, one.text, one.form === 'lines' ? 'interaction-jsonl' : 'interaction-json');
        const diagnostics = await client.diagnostics(uri, 1);
        await client.close(uri);
        if (!isSame(reportedIn(one, linesOf(diagnostics)), refusedInFile(one))) wrong.push(one.text);
      }
      assert.deepEqual(wrong, []);
    });
  });

  describe('on the command line', () => {
    let program: Program;
    before(async () => {
      program = await buildProgram();
    });
    after(() => program.remove());

    test('all texts, in one folder', () => {
      const folder = program.folder();
      const byName = new Map(
        cases.map((one, index) => [`${index}.phonecall.json${one.form === 'lines' ? 'l' : ''}`, one]),
      );
      for (const [name, { text }] of byName) writeFileSync(join(folder, name), text);
      const { stdout, stderr, status } = program.run(['check', '--format', 'json', '.']);
      assert.equal(stderr, '');
      assert.equal(status, 1);
      const { files } = JSON.parse(stdout) as Report;
      assert.deepEqual(files.map(({ path }) => path).sort(), [...byName.keys()].sort());
      const wrong = files.flatMap(({ path, findings }) => {
        const one = byName.get(path) as Case;
        const lines = findings.flatMap(({ rule, range }) => (rule === 'syntax' ? [range.start.line] : []));
        return isSame(reportedIn(one, lines), refusedInFile(one)) ? [] : [one.text];
      });
      assert.deepEqual(wrong, []);
    });

    for (const [name, bytes] of invalidUtf8) {
      test(`invalid UTF-8, ${name}: a failure that says so, and \`fix\` leaves the file alone`, () => {
        const content = Buffer.concat([
          Buffer.from('[{"status": "3", "type": "a'),
          bytes,
          Buffer.from('"}]\n'),
        ]);
        const folder = program.folder({ 'bad.phonecall.json': content, 'bad.phonecalls.jsonl': content });
        for (const command of [['check'], ['check', '--format', 'json'], ['fix'], ['fix', '--unsafe']]) {
          const { status, stderr } = program.run([...command, '.']);
          assert.equal(status, 2);
          for (const path of ['bad.phonecall.json', 'bad.phonecalls.jsonl']) {
            assert.match(stderr, new RegExp(`${path} is not UTF-8: byte 0x[0-9A-F]{2} in line 1`));
            assert.ok(readFileSync(join(folder, path)).equals(content));
          }
        }
      });
    }
  });
});

interface Report {
  readonly files: readonly {
    readonly path: string;
    readonly findings: readonly {
      readonly rule: string;
      readonly range: { readonly start: { readonly line: number } };
    }[];
  }[];
}

function syntaxLines(document: Document): readonly number[] {
  const settled = engine.read(document);
  const { findings } = locateFindings(engine.check(settled), () => 'error');
  return findings.flatMap(({ finding, start }) =>
    finding.rule === 'syntax' ? [positionAt(settled, start).line] : [],
  );
}

/** The versions of the text that was typed last, each with the stroke that made it. */
let versions: { readonly stroke: string; readonly checked: CheckedDocument }[] = [];

/**
 * The text typed, unit by unit, read and checked after each one as the editor does. What begins as the text before it
 * did goes on from there: versions stay what they are.
 */
function typed({ text, form }: Case): Document {
  // What is repeated sixty times is pasted in: to type it tells no more.
  const strokes = text.match(/(.{1,8}?)\1{59,}|[\s\S]/g) ?? [];
  if (versions[0]?.checked.document.form !== form)
    versions = [{ stroke: '', checked: engine.check(openDocument('', form, phoneCall)) }];
  const differing = versions.slice(1).findIndex(({ stroke }, index) => stroke !== strokes[index]);
  if (differing >= 0) versions.length = differing + 1;
  for (const stroke of strokes.slice(versions.length - 1)) {
    const { checked: before } = versions.at(-1) as (typeof versions)[number];
    const { length } = before.document;
    versions.push({
      stroke,
      checked: engine.check(editDocument(before.document, length, length, stroke), before),
    });
  }
  return (versions.at(-1) as (typeof versions)[number]).checked.document;
}

function linesOf(diagnostics: readonly Diagnostic[]): readonly number[] {
  return diagnostics.flatMap(({ code, range }) => (code === 'syntax' ? [range.start.line] : []));
}

function isSame(one: readonly number[] | boolean, other: readonly number[] | boolean): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
