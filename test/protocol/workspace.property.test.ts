import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CheckedDocument } from '../../server/check/check';
import { locateFindings } from '../../server/check/locate';
import { severityOf } from '../../server/config/rule-settings';
import { chunksOf } from '../../server/document/document';
import { createEngine } from '../../server/engine';
import { saidRecords } from '../../server/relations/said-records';
import { rightRecord } from '../support/right-record';
import { startServed } from '../support/served';

const root = 'file:///work';
const engine = createEngine();
const severities = ['error', 'warning', 'information', 'hint'];

const right = JSON.stringify(rightRecord);
const wrong = JSON.stringify({ ...rightRecord, status: 4 });
const child = JSON.stringify({
  ...rightRecord,
  interaction_id: 'child',
  parent_id: rightRecord.interaction_id,
});
const parent = JSON.stringify({ ...rightRecord, interaction_id: 'parent', parent_id: 'child' });
const texts = [right, wrong, `[${right},\n${wrong}]`, `{"status": 4,`, '', child, parent];

/** Files, and what decides on them. */
const files = ['a.phonecall.json', 'b/c.phonecall.json', 'b/d/e.json', 'out/f.phonecall.json'];
const projectFiles = [undefined, '{"files":["**/*.json"]}', '{"rules":{"invalid-value":"hint"}}'];
const projectFile = 'b/.interaction-data.json';

type Operation =
  | { readonly do: 'write' | 'open' | 'edit'; readonly path: string; readonly text: string }
  | { readonly do: 'remove' | 'close'; readonly path: string }
  | { readonly do: 'project'; readonly text: string | undefined }
  | { readonly do: 'ignore' | 'validate'; readonly is: boolean }
  | { readonly do: 'remove-folder' }
  | { readonly do: 'steps'; readonly numbers: readonly number[] }
  | { readonly do: 'finish' };

const path = fc.constantFrom(...files);
const text = fc.constantFrom(...texts);
const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('write', 'open', 'edit'), path, text }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('remove', 'close'), path }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('project'), text: fc.constantFrom(...projectFiles) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('ignore', 'validate'), is: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant({ do: 'remove-folder' } as const) },
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant('steps'), numbers: fc.array(fc.nat(9), { maxLength: 9 }) }),
  },
  { weight: 3, arbitrary: fc.constant({ do: 'finish' } as const) },
) as fc.Arbitrary<Operation>;

test('whatever is opened, edited, closed and changed on disk, what is told in the end is what is found afresh', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { maxLength: 60, size: 'max' }), async (operations) => {
      const disk = new Map<string, string>();
      const open = new Map<string, string>();
      let validate = true;
      const server = await startServed({
        disk,
        folders: [root],
        settings: () => ({ validate: validate ? 'workspace' : 'openFiles' }),
      });
      let version = 0;
      const uriOf = (name: string) => `${root}/${name}`;
      // Somebody has a file open that has nothing to do with all this.
      openFile('first.phonecall.json', right);
      for (const one of operations) await perform(one);
      await server.finish();
      const told = Object.fromEntries(
        [...server.told].flatMap(([uri, diagnostics]) =>
          diagnostics.length > 0
            ? [[uri, diagnostics.map(({ code, severity }) => `${code} ${severity}`)]]
            : [],
        ),
      );
      assert.deepEqual(told, expected());
      assert.deepEqual(server.said, []);

      async function perform(one: Operation): Promise<void> {
        switch (one.do) {
          case 'write':
            return write(one.path, one.text);
          case 'remove':
            return remove(one.path);
          case 'remove-folder': {
            for (const name of disk.keys()) if (name.startsWith(uriOf('b/'))) disk.delete(name);
            return tellOf('b', 3);
          }
          case 'project':
            return one.text === undefined ? remove(projectFile) : write(projectFile, one.text);
          case 'ignore':
            return one.is ? write('.gitignore', 'out') : remove('.gitignore');
          case 'validate':
            validate = one.is;
            return server.send('onDidChangeConfiguration', { settings: null });
          case 'open':
            if (!open.has(one.path)) openFile(one.path, disk.get(uriOf(one.path)) ?? one.text);
            return;
          case 'edit': {
            if (!open.has(one.path)) return;
            open.set(one.path, one.text);
            const textDocument = { uri: uriOf(one.path), version: ++version };
            return server.send('onDidChangeTextDocument', {
              textDocument,
              contentChanges: [{ text: one.text }],
            });
          }
          case 'close':
            if (!open.delete(one.path)) return;
            return server.send('onDidCloseTextDocument', { textDocument: { uri: uriOf(one.path) } });
          case 'steps':
            for (const number of one.numbers) await server.step(number);
            return;
          case 'finish':
            return server.finish();
        }
      }

      function openFile(name: string, content: string): void {
        open.set(name, content);
        const textDocument = { uri: uriOf(name), languageId: 'json', version: ++version, text: content };
        server.send('onDidOpenTextDocument', { textDocument });
      }

      function write(name: string, content: string): void {
        const type = disk.has(uriOf(name)) ? 2 : 1;
        disk.set(uriOf(name), content);
        tellOf(name, type);
      }

      function remove(name: string): void {
        if (disk.delete(uriOf(name))) tellOf(name, 3);
      }

      /** A client tells of changes on disk, sooner or later. */
      function tellOf(name: string, type: number): void {
        server.later(() => server.send('onDidChangeWatchedFiles', { changes: [{ uri: uriOf(name), type }] }));
      }

      /** What is found in all files that are read, each by itself and among all others: from nothing. */
      function expected(): object {
        const project = disk.get(uriOf(projectFile)) ?? '{}';
        const isIgnoring = disk.has(uriOf('.gitignore'));
        const { index, judging, closed } = engine.amongRecords(() => true);
        const checked = new Map<string, CheckedDocument>();
        for (const name of [...files, 'first.phonecall.json']) {
          const isTaken =
            name.endsWith('.phonecall.json') || (name.startsWith('b/') && project.includes('files'));
          const isRead = !(isIgnoring && name.startsWith('out/'));
          const content = open.get(name) ?? (isRead ? disk.get(uriOf(name)) : undefined);
          if (!isTaken || content === undefined) continue;
          const found = engine.checkText(content, { form: 'json', isFinal: !open.has(name) });
          checked.set(name, found);
          const said = saidRecords();
          for (const chunk of chunksOf(found.document)) if (chunk.record) said.addChunk(chunk);
          index.putRecords(name, said.said());
        }
        for (const _ of judging());
        const codes = [...checked].flatMap(([name, found]) => {
          if (!open.has(name) && !validate) return [];
          const isHint = name.startsWith('b/') && project.includes('hint');
          const together = closed(name, found, () => undefined);
          const { findings } = locateFindings(together, (rule) =>
            rule === 'invalid-value' && isHint ? 'hint' : severityOf(rule, {}, {}),
          );
          const inWords = findings.map(
            ({ finding: { rule }, severity }) => `${rule} ${severities.indexOf(severity) + 1}`,
          );
          return inWords.length > 0 ? [[uriOf(name), inWords] as const] : [];
        });
        return Object.fromEntries(codes);
      }
    }),
    { numRuns: 200 },
  );
});
