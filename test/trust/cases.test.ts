import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { CodeAction, CompletionList, Hover, MarkupContent } from 'vscode-languageserver/node';
import { type Client, startClient } from '../support/client';
import { buildProgram, type Program } from '../support/program';
import { applied, positionOf } from '../support/texts';
import { type Case, cases } from './cases';

/* Each case goes through the built command line, and through the bundled server over a pipe. */

/** Bounds what would otherwise be a hang, in milliseconds. */
const timeout = 60_000;

/** How `check` ends where it found nothing wrong, something wrong, and nothing to check. */
const SOUND = 0;
const WRONG = 1;
const NOTHING = 2;

const named = 'a.phonecall.json';

interface Report {
  readonly files: readonly {
    readonly records: number;
    readonly findings: readonly {
      readonly rule: string;
      readonly severity: string;
      readonly message: string;
      readonly range: { readonly start: { readonly line: number; readonly character: number } };
    }[];
  }[];
}

/** The inputs are of 2021: any other time is the one at which the test runs. */
function withoutNow(text: string): string {
  const year = new Date().getUTCFullYear();
  return text.replaceAll(/(\d{4})-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, (date, of) =>
    Math.abs(Number(of) - year) < 2 ? 'NOW' : date,
  );
}

function placeOf({ line, character }: { readonly line: number; readonly character: number }): string {
  return `${line + 1}:${character + 1}`;
}

/** What is told, without the menus. */
function told({ problems }: Case): readonly unknown[] {
  return problems.map(({ at, severity, rule, message }) => ({ at, severity, rule, message }));
}

test('each case has a name of its own', () => {
  assert.equal(new Set(cases.map(({ id }) => id)).size, cases.length);
});

describe('on the command line', { timeout }, () => {
  let program: Program;
  before(async () => {
    program = await buildProgram({ findsSharedIds: false });
  });
  after(() => program.remove());

  for (const one of cases) {
    test(one.id, () => {
      const { file = named, text, records, problems, safe = text, unsafe = safe } = one;
      const folder = program.folder({ [file]: text });
      const { status, stdout } = program.run(['check', '--format', 'json', file]);
      const [report] = (JSON.parse(stdout) as Report).files;
      const findings = report?.findings.map(({ rule, severity, message, range }) => ({
        at: placeOf(range.start),
        severity,
        rule,
        message,
      }));
      assert.deepEqual(findings, told(one));
      assert.equal(report?.records, records);
      assert.equal(status, problems.length > 0 ? WRONG : records > 0 ? SOUND : NOTHING);

      const fixed = (...words: string[]) => {
        program.run(['fix', ...words, file]);
        return withoutNow(readFileSync(join(folder, file), 'utf8'));
      };
      assert.equal(fixed(), safe);
      assert.equal(fixed(), safe, 'what is fixed stays as it is');
      assert.equal(fixed('--unsafe'), unsafe);
    });
  }
});

describe('in the bundled server', { timeout }, () => {
  let client: Client;
  before(async () => {
    client = await startClient();
  });
  after(async () => {
    assert.deepEqual(client.logged, []);
    assert.equal(await client.stop(), 0);
  });

  for (const one of cases) {
    test(one.id, async () => {
      const { file = named, text, problems, isQuietInEditor, safe = text, typing, hover } = one;
      const uri = `file:///calls/${one.id}/${file}`;
      const textDocument = { uri };
      await client.open(uri, text, file.endsWith('l') ? 'interaction-jsonl' : 'interaction-json');
      const diagnostics = await client.current(uri);
      const findings = diagnostics.map(({ range, severity, code, message }) => ({
        at: placeOf(range.start),
        severity: ['', 'error', 'warning', 'information', 'hint'][severity ?? 0],
        rule: code,
        message,
      }));
      assert.deepEqual(findings, isQuietInEditor ? [] : told(one));

      for (const [index, { range }] of diagnostics.entries()) {
        assert.deepEqual(await menuAt(uri, range), problems[index]?.menu, problems[index]?.message);
      }

      const [onSave] = await actions(
        uri,
        { start: positionOf(text, 0), end: positionOf(text, 0) },
        'source.fixAll',
      );
      assert.equal(withoutNow(onSave ? afterAction(text, onSave) : text), safe);

      if (typing) {
        const position = positionOf(text, text.indexOf(typing.after) + typing.after.length);
        const { items } = await client.request<CompletionList>('textDocument/completion', {
          textDocument,
          position,
        });
        const labels = items.map(({ label }) => label);
        assert.deepEqual(
          typing.offers.filter((label) => !labels.includes(label)),
          [],
          labels.join(),
        );
      }
      if (hover) {
        const position = positionOf(text, text.indexOf(hover.at) + 1);
        const { contents } = await client.request<Hover>('textDocument/hover', { textDocument, position });
        assert.match(
          (contents as MarkupContent).value,
          new RegExp(`^Nearest field: \\*\\*\`${hover.says}\`\\*\\*`),
        );
      }
      await client.close(uri);
    });
  }

  async function actions(uri: string, range: object, kind: string): Promise<readonly CodeAction[]> {
    return client.request('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [], only: [kind] },
    });
  }

  /** All that mends what is told at a place; what is offered for each rule alike is left out. */
  async function menuAt(uri: string, range: object): Promise<readonly string[]> {
    return (await actions(uri, range, 'quickfix'))
      .map(({ title }) => withoutNow(title))
      .filter((title) => !/^(?:Set severity of|Explain) /.test(title));
  }

  function afterAction(text: string, { title, edit }: CodeAction): string {
    const [change] = edit?.documentChanges ?? [];
    assert.ok(change && 'edits' in change, title);
    return applied(text, change.edits as Parameters<typeof applied>[1]);
  }
});
