import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createMarking, type MarksOfFile } from '../../server/check/marks';
import { runThrough } from '../../server/check/run-through';
import type { DocumentForm } from '../../server/document/form';
import type { Entry } from '../../server/document/record';
import { createEngine } from '../../server/engine';
import { fixText } from '../../server/features/fix-all';
import { defineRule, type Rule } from '../../server/rules/rule';
import { ruleWithId } from '../../server/rules/rules';
import { anyRecord, brokenRecordText } from '../support/arbitraries';
import { engine } from '../support/engines';
import { recordLine } from '../support/texts';

const severityOf = (rule: string) => ruleWithId(rule)?.severity ?? 'error';
const now = '2026-01-02T03:04:05.006Z';
const names = ['r0', 'r1', 'r2'];

/** Records with IDs of their own, right, mistaken and broken. */
const recordTexts = fc
  .array(
    fc.oneof(
      anyRecord.map((record) => JSON.stringify(record)),
      anyRecord.map((record) => JSON.stringify(record, undefined, 2)),
      brokenRecordText,
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((texts) =>
    texts.map((text, index) => text.replace(/("interaction_id"\s*:\s*)"[^"]*"/, `$1"${names[index]}"`)),
  );

const form: DocumentForm = 'json';

/** A rule about one member by its key, with no examples. */
function ruleAbout(id: string, rest: Pick<Parameters<typeof defineRule<Entry>>[0], 'find' | 'fix'>): Rule {
  return defineRule<Entry>({
    ...{ id, severity: 'error', source: 'judgement', summary: '', why: '' },
    examples: () => ({ bad: [], good: [] }),
    at: ({ keyStart: start, keyEnd: end }) => ({ start, end }),
    say: () => ({ message: id }),
    ...rest,
  });
}

function renaming(id: string, from: string, to: string): Rule {
  return ruleAbout(id, {
    find: ({ entries }) => entries.filter(({ key }) => key === from),
    fix: ({ keyStart: start, keyEnd: end }) => [
      { title: `Rename to ${to}`, does: 'Rename', edits: [{ start, end, text: `"${to}"` }], isSafe: true },
    ],
  });
}

function fixedBut(records: readonly string[], rules: readonly string[], text: string, by = engine): string {
  const always = () => 'error' as const;
  const expect = [{ entry: 0, records, rules }];
  const { mark } = createMarking({ ignore: [], expect }, always);
  return fixText(by, text, 'json', { includeUnsafe: true, now, severityOf: always, mark }).text;
}

test('no fix of another problem takes what a marked one is on', () => {
  // One of two equal members is removed, unless what is wrong with them is there on purpose.
  const twice = recordLine({ parent_id: 'null, "parent_id": null', timeshift: '"60"' });
  assert.equal(fixedBut(['r'], ['wrong-type'], twice), recordLine({ timeshift: '60' }));
  assert.equal(fixedBut([''], ['wrong-type'], twice), twice);
  const moved = fixedBut(
    [''],
    ['wrong-type'],
    recordLine({ parent_id: 'null, "parent_id": null', room: '1' }),
  );
  assert.match(moved, /"parent_id": null, "parent_id": null, "udata": \{ "room": 1 \}/);
});

test('where mending something else would mend what is expected, its record is left alone', () => {
  const rules = [
    ruleAbout('lacks-y', {
      find: ({ entries }) => (entries.some(({ key }) => key === 'y') ? [] : entries.slice(0, 1)),
    }),
    renaming('x-to-y', 'x', 'y'),
    renaming('z-to-w', 'z', 'w'),
  ];
  const text = '[{"v": 0, "x": 1, "z": 1}, {"v": 0, "x": 2, "z": 2}, {"v": 0, "z": 3}]';
  assert.equal(
    fixedBut(['/0'], ['lacks-y'], text, createEngine({ rules })),
    '[{"v": 0, "x": 1, "z": 1}, {"v": 0, "y": 2, "w": 2}, {"v": 0, "w": 3}]',
  );
  // Where that does not happen the rest of its record is mended.
  assert.equal(
    fixedBut(['/2'], ['lacks-y'], text, createEngine({ rules })),
    '[{"v": 0, "y": 1, "w": 1}, {"v": 0, "y": 2, "w": 2}, {"v": 0, "w": 3}]',
  );
});

test('what is expected is there after fixing all that can be fixed, and what is ignored is not touched', () => {
  let fixes = 0;
  let kept = 0;
  fc.assert(
    fc.property(
      recordTexts,
      fc.nat(),
      fc.boolean(),
      fc.boolean(),
      (texts, chosen, isWhole, includeUnsafe) => {
        const text = `[\n${texts.join(',\n')}\n]\n`;
        const rules = [
          ...new Set(
            engine
              .checkText(text, form)
              .blocks.flatMap((block) => block.findings.flat().map(({ rule }) => rule)),
          ),
        ];
        const rule = rules[chosen % Math.max(1, rules.length)];
        if (rule === undefined) return;
        // What is expected and not there before need not come by fixing.
        const marks: MarksOfFile = {
          expect: (isWhole ? [undefined] : names.map((name) => [name])).map((records, entry) => ({
            entry,
            records,
            rules: [rule],
          })),
          ignore: [{ entry: 0, records: ['r1'], rules: undefined }],
        };
        const { mark, findingUnmet } = createMarking(marks, severityOf);
        const before = mark(engine.checkText(text, form));
        const unmetBefore = new Set(runThrough(findingUnmet(before)).map(({ entry }) => entry));
        const fixed = fixText(engine, text, form, { includeUnsafe, now, severityOf, mark });
        const unmet = runThrough(findingUnmet(mark(engine.checkText(fixed.text, form))));
        assert.deepEqual(
          unmet.filter(({ entry }) => !unmetBefore.has(entry)),
          [],
          `${rule}\n${text}\n${fixed.text}`,
        );
        fixes += fixed.fixed;
        kept += marks.expect.length - unmetBefore.size;
      },
    ),
    { numRuns: 250 },
  );
  assert.ok(fixes > 30 && kept > 30, `${fixes} fixes, ${kept} kept`);
});
