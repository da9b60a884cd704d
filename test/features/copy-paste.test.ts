import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runThrough } from '../../server/check/run-through';
import { applyEdits } from '../../server/edit/text-edit';
import { pasting } from '../../server/features/copy/paste';
import { fixText } from '../../server/features/fix-all';
import { now } from '../support/copying';
import { engine, settled } from '../support/engines';
import { marked } from '../support/marked-text';
import { rightRecord } from '../support/right-record';

const options = { now, severityOf: () => 'error' as const };

/** The text after a paste at the `|`, or over what stands between two of them; undefined where none is offered. */
function pasted(text: string, paste: string, form: 'json' | 'lines' = 'json'): string | undefined {
  const [before = '', between = '', after] = text.split('|');
  const whole = after === undefined ? marked(text).text : before + between + after;
  const selection = {
    start: before.length,
    end: before.length + (after === undefined ? 0 : between.length),
  };
  const made = runThrough(pasting(engine, settled(whole, form), selection, paste, options));
  return made && applyEdits(whole, made.edits);
}

const foreign = '{\n\t"interactionId": "F01",\n\t"customerId": "C01",\n\t"parentId": null, "status": "3"\n}';
const mended = ['"interaction_id": "F01",', '"customer_id": "C01", "status": 3'];
const own = JSON.stringify(rightRecord);

describe('a record of another interface is pasted mended', () => {
  const cases: Readonly<Record<string, readonly [before: string, after: string, form?: 'lines']>> = {
    'into an empty file': ['|', `{\n\t${mended.join('\n\t')}\n}`],
    'into an empty list': ['[|]', `[\n  {\n  \t${mended.join('\n  \t')}\n  }\n]`],
    'before a record, with its comma': [
      `[\r\n  |\r\n  {\r\n    "interaction_id": "a", "status": 1\r\n  }\r\n]`,
      `[\r\n  {\r\n    ${mended.join('\r\n    ')}\r\n  },\r\n  {\r\n    "interaction_id": "a", "status": 1\r\n  }\r\n]`,
    ],
    'after a record, which gets its comma': [
      '[\n  {\n    "interaction_id": "a", "status": 1\n  }\n  |\n]',
      `[\n  {\n    "interaction_id": "a", "status": 1\n  },\n  {\n    ${mended.join('\n    ')}\n  }\n]`,
    ],
    'on one line where records are': [
      `[${own},|]`,
      `[${own},{"interaction_id":"F01","customer_id":"C01","status":3}]`,
    ],
    'as a line of JSON Lines': [
      `${own}\n|\n`,
      `${own}\n{"interaction_id":"F01","customer_id":"C01","status":3}\n`,
      'lines',
    ],
    'over what is selected': [
      '[\n  |{\n    "interaction_id": "a", "status": 1\n  }|\n]',
      `[\n  {\n  \t${mended.join('\n  \t')}\n  }\n]`,
    ],
    'among named ones, with a name to write over': [
      '{\n  "a": {\n    "interaction_id": "a", "status": 1\n  },\n  |\n}',
      `{\n  "a": {\n    "interaction_id": "a", "status": 1\n  },\n  "name": {\n    ${mended.join('\n    ')}\n  }\n}`,
    ],
  };
  for (const [what, [before, after, form]] of Object.entries(cases)) {
    test(what, () => assert.equal(pasted(before, foreign, form), after));
  }

  test('several at once, from a list or from lines', () => {
    const two = `[${foreign}, ${foreign.replace('F01', 'F02')}]`;
    const lines = two.slice(1, -1).replaceAll(/\s/g, '').replace('},{', '}\n{');
    const expected = `[{"interaction_id":"F01","customer_id":"C01","status":3},{"interaction_id":"F02","customer_id":"C01","status":3}]`;
    for (const paste of [two, lines])
      assert.equal(pasted(`[${own},|]`, paste)?.replaceAll(/\s/g, ''), expected.replace('[', `[${own},`));
    assert.deepEqual(JSON.parse(pasted('|', two) ?? ''), JSON.parse(expected));
  });

  test('as the command line fixes it, unsafe fixes left', () => {
    const text = '{"interactionId": "F01", "customerId": "C01", "startDate": "2013-11-25", "room": 5}';
    const { text: fixed } = fixText(engine, text, 'json', { ...options, includeUnsafe: false });
    assert.equal(pasted('|', text), fixed);
    assert.ok(fixed.includes('"start_date": "2013-11-25"') && fixed.includes('"room": 5'));
  });
});

describe('a paste is left as it is', () => {
  for (const [what, text, paste] of [
    ['of a right record', '|', own],
    ['of a record with one strange name', '|', '{"interactionId": "F01", "status": 3}'],
    ['of other JSON', '|', '{"name": "x", "version": "1.0.0"}'],
    ['of no JSON', '|', 'interactionId customerId'],
    ['into a record', '{|"interaction_id": "F01", "status": 1}', foreign],
    ['into a string', '[{"interaction_id": "F|01", "status": 1}]', foreign],
    ['after the end', '[{"interaction_id": "F01", "status": 1}]\n|', foreign],
    ['of several where one has a name', `{"a": ${own}, |}`, `[${foreign}, ${foreign}]`],
  ] as const) {
    test(what, () => assert.equal(pasted(text, paste), undefined));
  }
});
