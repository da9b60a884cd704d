import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../server/edit/text-edit';
import { fixText } from '../../server/features/fix-all';
import { check, fixesOf, NOW } from '../support/checking';
import { engine } from '../support/engines';

/*
 * What stands in for a value or for members is no value: no fix for many findings makes one of it.
 */

const RECORD = '{"interaction_id": "i", "status": 3, ';

function afterAll(text: string, includeUnsafe: boolean): string {
  return fixText(engine, text, 'json', {
    now: NOW,
    severityOf: (rule) => (rule === 'syntax' ? 'error' : 'off'),
    includeUnsafe,
  }).text;
}

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: these are what is looked for
// biome-ignore format: a list of placeholders
const placeholders = [
  '{{subject}}', '{{ subject | tojson }}', '{{{subject}}}', '${subject}', '$subject', '$(subject)', '#{subject}', '<subject>',
  '<your subject>', '<%= subject %>', '%s', '%(subject)s', 'TODO', 'tbd', '???', '?', '...', '…', '__SUBJECT__', 'XXX',
];
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above

for (const placeholder of placeholders) {
  test(`one problem, and no value is made of it without asking: ${placeholder}`, () => {
    for (const name of ['subject', 'duration']) {
      const text = `${RECORD}"${name}": ${placeholder}, "type": "Inbound"}`;
      const found = check(text).filter(({ rule }) => rule !== 'missing-field');
      assert.deepEqual(
        found.map(({ start, end }) => text.slice(start, end)),
        [placeholder],
      );
      assert.match(found[0]?.message ?? '', /^Placeholder .*: leave "\w+" out or give it an? \w+\.$/);
      for (const fix of found[0] ? fixesOf(found[0]) : []) {
        assert.ok(!fix.isSafe && fix.isChoice, fix.title);
        assert.match(fix.title, /^(?:Remove|Quote) /);
      }
      assert.equal(afterAll(text, true), text);
    }
  });
}

const leftOut: readonly (readonly [text: string, after: string])[] = [
  [`${RECORD}...}`, '{"interaction_id": "i", "status": 3}'],
  [`{"status": 3,\n  …\n}`, '{"status": 3\n}'],
  [`{\n  ...,\n  "status": 3\n}`, '{\n  "status": 3\n}'],
  [`{\n  ...\n  "status": 3\n}`, '{\n  "status": 3\n}'],
  [`{"status": 3, ..., "type": "x"}`, '{"status": 3, "type": "x"}'],
  [`[{"status": 3, "type": "x"}, ...]`, '[{"status": 3, "type": "x"}]'],
  [`[ {"status": 3, "type": "x"}, ... 98 more items ]`, '[ {"status": 3, "type": "x"} ]'],
  [`[{"status": 3, "type": "x"}, … +98 more]`, '[{"status": 3, "type": "x"}]'],
  [`[..., {"status": 3, "type": "x"}]`, '[ {"status": 3, "type": "x"}]'],
  [`{"status": 3, "udata": {"a": 1, ...}}`, '{"status": 3, "udata": {"a": 1}}'],
];

for (const [text, after] of leftOut) {
  test(`what stands for members that are left out is removed by name, and not safely: ${JSON.stringify(text)}`, () => {
    const [finding, ...more] = check(text).filter(({ rule }) => rule === 'syntax');
    assert.deepEqual(more, []);
    const [fix] = finding ? fixesOf(finding) : [];
    assert.match(fix?.title ?? '', /^Remove "(?:\.\.\.|…)(?: 98 more items| \+98 more)?"$/);
    assert.equal(applyEdits(text, fix?.edits ?? []), after);
    assert.equal(afterAll(text, false), text);
    assert.equal(afterAll(text, true), after);
  });
}

test('signs of other scripts become those of JSON, and values stay as they are', () => {
  const values = {
    interaction_id: 'i',
    status: 3,
    subject: '他说“好”，然后走：对｛｝',
    duration: 5,
    allow_children: true,
  };
  const text = JSON.stringify(values).replace('"他', '“他').replace('｛｝"', '｛｝”');
  const wide = text.replaceAll('":', '"：').replaceAll(',"', '，"').replace('{', '｛').replace(/\}$/, '｝');
  assert.deepEqual(JSON.parse(afterAll(wide, false)), values);
  assert.deepEqual(JSON.parse(afterAll(wide.replaceAll('，"', '；"'), false)), values);
  assert.deepEqual(JSON.parse(afterAll(text.replaceAll('":', '" => '), false)), values);
  assert.deepEqual(JSON.parse(afterAll(text.replaceAll(/"(\w+)":/g, '$1='), false)), values);
});
