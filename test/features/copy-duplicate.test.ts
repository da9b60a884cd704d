import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { countChildren, duplicateRecord } from '../../server/features/copy/duplicate';
import { recordAt } from '../../server/features/copy/record-at';
import { changedAt, now } from '../support/copying';
import { settled } from '../support/engines';
import { marked } from '../support/marked-text';

type Options = Partial<Parameters<typeof duplicateRecord>[2]>;

function duplicated(text: string, options: Options = {}, form: 'json' | 'lines' = 'json'): string {
  return changedAt(
    text,
    (document, index) => duplicateRecord(document, index, { now, times: 'shift', ...options }),
    form,
  );
}

const START = '"start_date": "2026-03-02T08:15:30.250Z"';
const LATER = '"start_date": "2026-03-02T08:16:30.250Z"';

describe('a record is duplicated where it stands', () => {
  const cases: Readonly<Record<string, readonly [before: string, after: string, form?: 'lines']>> = {
    'in a pretty list, in the middle': [
      `[\n  {\n    "interaction_id": "F01",|\n    ${START}\n  },\n  {\n    "interaction_id": "F02", "status": 2\n  }\n]\n`,
      `[\n  {\n    "interaction_id": "F01",\n    ${START}\n  },\n  {\n    "interaction_id": "F03",\n    ${LATER}\n  },\n  {\n    "interaction_id": "F02", "status": 2\n  }\n]\n`,
    ],
    'in a pretty list, at its end, with CRLF and tabs': [
      `[\r\n\t{\r\n\t\t"interaction_id": "F01",\r\n\t\t"status": 2|\r\n\t}\r\n]\r\n`,
      `[\r\n\t{\r\n\t\t"interaction_id": "F01",\r\n\t\t"status": 2\r\n\t},\r\n\t{\r\n\t\t"interaction_id": "F02",\r\n\t\t"status": 2\r\n\t}\r\n]\r\n`,
    ],
    'in a compact list': [
      '[{"interaction_id":"F01","status":2|},{"interaction_id":"F02","status":1}]',
      '[{"interaction_id":"F01","status":2},{"interaction_id":"F03","status":2},{"interaction_id":"F02","status":1}]',
    ],
    'in a list of records on one line each': [
      '[\n{"interaction_id": "F01", "status": 2|}\n]',
      '[\n{"interaction_id": "F01", "status": 2},\n{"interaction_id": "F02", "status": 2}\n]',
    ],
    'in a list whose bracket hugs its first record': [
      '[{\n  "interaction_id": "F01", |"status": 2\n}, {\n  "interaction_id": "F02", "status": 1\n}]',
      '[{\n  "interaction_id": "F01", "status": 2\n}, {\n  "interaction_id": "F03", "status": 2\n}, {\n  "interaction_id": "F02", "status": 1\n}]',
    ],
    'in a list whose bracket hugs its only record': [
      '[{\n  "interaction_id": "F01", |"status": 2\n}]',
      '[{\n  "interaction_id": "F01", "status": 2\n}, {\n  "interaction_id": "F02", "status": 2\n}]',
    ],
    'in a list that is a member': [
      '{"total": 1, "interactions": [\n  {"interaction_id": "F01", "status": 2|}\n], "page": 1}',
      '{"total": 1, "interactions": [\n  {"interaction_id": "F01", "status": 2},\n  {"interaction_id": "F02", "status": 2}\n], "page": 1}',
    ],
    'before a comment, which stays with its record': [
      '[\n  {"interaction_id": "F01", "status": 2|}, // the first\n  {"interaction_id": "F02", "status": 1} // the last\n]',
      '[\n  {"interaction_id": "F01", "status": 2}, // the first\n  {"interaction_id": "F03", "status": 2},\n  {"interaction_id": "F02", "status": 1} // the last\n]',
    ],
    'before a comment, at the end': [
      '[\n  {"interaction_id": "F02", "status": 1|} // the last\n]',
      '[\n  {"interaction_id": "F02", "status": 1}, // the last\n  {"interaction_id": "F03", "status": 1}\n]',
    ],
    'on its side of a merge conflict': [
      '[\n<<<<<<< ours\n{"interaction_id": "F01", "status": 2|}\n=======\n{"interaction_id": "F01", "status": 3}\n>>>>>>> theirs\n]',
      '[\n<<<<<<< ours\n{"interaction_id": "F01", "status": 2},\n{"interaction_id": "F02", "status": 2}\n=======\n{"interaction_id": "F01", "status": 3}\n>>>>>>> theirs\n]',
    ],
    'with a comment in it': [
      '[\n  {"interaction_id": "F01", /* open */ "status": 2|}\n]',
      '[\n  {"interaction_id": "F01", /* open */ "status": 2},\n  {"interaction_id": "F02", /* open */ "status": 2}\n]',
    ],
    'as the next line': [
      '{"interaction_id":"F01","status":2|}\n{"interaction_id":"F02","status":1}\n',
      '{"interaction_id":"F01","status":2}\n{"interaction_id":"F03","status":2}\n{"interaction_id":"F02","status":1}\n',
      'lines',
    ],
    'as the last line, without an end of the line': [
      '{"interaction_id":"F01","status":2}\r\n{"interaction_id":"F02",|"status":1}',
      '{"interaction_id":"F01","status":2}\r\n{"interaction_id":"F02","status":1}\r\n{"interaction_id":"F03","status":1}',
      'lines',
    ],
    'among named ones, under a free name': [
      '{\n  "call": {\n    "interaction_id": "F01", |"status": 2\n  },\n  "call2": {\n    "interaction_id": "F02", "status": 2\n  }\n}\n',
      '{\n  "call": {\n    "interaction_id": "F01", "status": 2\n  },\n  "call3": {\n    "interaction_id": "F03", "status": 2\n  },\n  "call2": {\n    "interaction_id": "F02", "status": 2\n  }\n}\n',
    ],
    'among named ones, at the end': [
      '{"$comment": "x", "busy line" : {"interaction_id": "F01", "status": 2|}}',
      '{"$comment": "x", "busy line" : {"interaction_id": "F01", "status": 2}, "busy line 2" : {"interaction_id": "F02", "status": 2}}',
    ],
    'that is the file, which becomes a list': [
      '{\n  "interaction_id": "F01",|\n\n  "udata": {\n    "a": 1\n  }\n}\n',
      '[\n  {\n    "interaction_id": "F01",\n\n    "udata": {\n      "a": 1\n    }\n  },\n  {\n    "interaction_id": "F02",\n\n    "udata": {\n      "a": 1\n    }\n  }\n]\n',
    ],
    'that is the file, on one line': [
      '\ufeff{"interaction_id": "F01", "status": 2|}',
      '\ufeff[{"interaction_id": "F01", "status": 2}, {"interaction_id": "F02", "status": 2}]',
    ],
  };
  for (const [what, [before, after, form]] of Object.entries(cases)) {
    test(what, () => assert.equal(duplicated(before, {}, form), after));
  }
});

describe('what a copy says', () => {
  test('all its dates are a minute later, and what is no date stays', () => {
    const members = (start: string, end: string) =>
      `"interaction_id": "F01", "start_date": "${start}", "endDate": "${end}", "udata": {"at": "2026-03-02T08:15:30.250Z"}`;
    const before = `[{${members('2026-03-02T23:59:30.250Z', '2026-02-30')}}]`;
    const copy = members('2026-03-03T00:00:30.250Z', '2026-02-30').replace('F01', 'F02');
    assert.equal(duplicated(before.replace(', "udata"', '|, "udata"')), `${before.slice(0, -1)}, {${copy}}]`);
  });

  test('its times are those of the original where that is wanted', () => {
    assert.equal(
      duplicated(`[{"interaction_id": "F01", ${START}|}]`, { times: 'keep' }),
      `[{"interaction_id": "F01", ${START}}, {"interaction_id": "F02", ${START}}]`,
    );
  });

  test('no date moves where one would leave the years that there are', () => {
    const record = (id: string) =>
      `{"interaction_id": "${id}", ${START}, "end_date": "9999-12-31T23:59:59.000Z"}`;
    assert.equal(duplicated(`[|${record('F01')}]`), `[${record('F01')}, ${record('F02')}]`);
  });

  test('what refers to the record itself refers to the copy', () => {
    const record = (id: string) => `{"interaction_id": "${id}", "thread_id": "${id}", "customer_id": "F01"}`;
    assert.equal(duplicated(`[|${record('F01')}]`), `[${record('F01')}, ${record('F02')}]`);
  });

  test('an identity of a wrong type, twice, or under another name is replaced as well', () => {
    assert.equal(
      duplicated('[{"interactionId": "F01", "interaction_id": 7, "interaction_id": "F04", "status": 1|}]'),
      '[{"interactionId": "F01", "interaction_id": 7, "interaction_id": "F04", "status": 1}, {"interactionId": "F05", "interaction_id": "F05", "interaction_id": "F05", "status": 1}]',
    );
  });

  test('a record without an identity gets none', () => {
    assert.equal(
      duplicated('[{"status": 1, "customer_id": "c", "type": "x", "media_type": "y"|}]'),
      '[{"status": 1, "customer_id": "c", "type": "x", "media_type": "y"}, {"status": 1, "customer_id": "c", "type": "x", "media_type": "y"}]',
    );
  });

  test('where no identity can be counted on from it is made up', () => {
    const text = duplicated('[{"interaction_id": "?", "status": 1|}]');
    assert.match(
      text,
      /^\[\{"interaction_id": "\?", "status": 1\}, \{"interaction_id": "0000[0-9A-Z]{12}", "status": 1\}\]$/,
    );
  });
});

describe('replies to the original', () => {
  const family =
    '[\n{"interaction_id": "F01", "thread_id": "F01"|},\n{"interaction_id": "F02", "parent_id": "F01", "thread_id": "F01", "status": 2},\n{"interaction_id": "F03", "parent_id": "F02"}\n]';
  const copy = '{"interaction_id": "F04", "thread_id": "F04"}';

  test('are counted', () => {
    const { text, offset } = marked(family);
    const document = settled(text);
    const index = recordAt(document, offset) ?? 0;
    assert.deepEqual(
      [index, index + 1, index + 2].map((one) => countChildren(document, one)),
      [1, 1, 0],
    );
  });

  test('stay with it', () => {
    const after = family.replace('|},\n', `},\n${copy},\n`);
    assert.equal(duplicated(family), after);
    assert.equal(duplicated(family, { children: 'stay' }), after);
  });

  test('follow the copy, with their thread', () => {
    assert.equal(
      duplicated(family, { children: 'follow' }),
      family
        .replace('"parent_id": "F01", "thread_id": "F01"', '"parent_id": "F04", "thread_id": "F04"')
        .replace('|},\n', `},\n${copy},\n`),
    );
  });
});

describe('names', () => {
  const named = (name: string) => `{"a": 1, "${name}": {"interaction_id": "F01", "status": 2|}, "y 2": 5}`;

  test('one that was said is taken', () => {
    assert.equal(
      duplicated(named('x'), { name: 'so "said"' }),
      '{"a": 1, "x": {"interaction_id": "F01", "status": 2}, "so \\"said\\"": {"interaction_id": "F02", "status": 2}, "y 2": 5}',
    );
  });

  for (const [name, fresh] of Object.entries({
    'y 1': 'y 3',
    call: 'call2',
    'busy-line': 'busy-line-2',
    busy_line: 'busy_line_2',
    case09: 'case10',
    '': '2',
  })) {
    test(`after ${JSON.stringify(name)} comes ${fresh}`, () => {
      assert.ok(
        duplicated(named(name)).includes(`"${fresh}": {"interaction_id": "F02"`),
        duplicated(named(name)),
      );
    });
  }

  for (const [name, refusal] of Object.entries({
    a: '"a" is there already.',
    'y 2': '"y 2" is there already.',
    status: '"status" is the name of a field.',
    '': 'A record among named ones needs a name.',
  })) {
    test(`${JSON.stringify(name)} is refused`, () => {
      assert.equal(duplicated(named('x'), { name }), `! ${refusal}`);
    });
  }
});

describe('what is broken is not copied', () => {
  const cases: Readonly<Record<string, readonly [text: string, refusal: string, form?: 'lines']>> = {
    'a record with a syntax error': [
      '[{"interaction_id": "F01", "status" 2|}]',
      'Mend the syntax errors of this record first.',
    ],
    'a record without its end': [
      '[{"interaction_id": "F01", "status": 2|',
      'Mend the syntax errors of this record first.',
    ],
    'a record after the end of the JSON': [
      '{"interaction_id": "F01",\n "status": 2} {"interaction_id": "F02", "status": 2|}',
      'This record stands after the end of the JSON in this file.',
    ],
    'one of two records on a line': [
      '{"interaction_id": "F01", "status": 2|} {"interaction_id": "F02", "status": 2}\n{"interaction_id": "F03", "status": 2}\n',
      'Another record stands on this line.',
      'lines',
    ],
    'a record in a wrapper of its own, in a list': [
      '{"hits": [{"_id": 1, "_source": {"interaction_id": "F01", "status": 2|}}]}',
      '"_source" is the wrapper of one record: copy that by hand.',
    ],
    'a record in a wrapper that is the file': [
      '{"interaction": {"interaction_id": "F01", "status": 2|}}',
      '"interaction" is the wrapper of one record: copy that by hand.',
    ],
  };
  for (const [what, [text, refusal, form]] of Object.entries(cases)) {
    test(what, () => assert.equal(duplicated(text, {}, form), `! ${refusal}`));
  }
});
