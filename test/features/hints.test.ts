import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { CheckedDocument } from '../../server/check/check';
import { locateFindings, type SeverityOf } from '../../server/check/locate';
import { definition, type HintSettings } from '../../server/config/definition';
import type { DocumentForm } from '../../server/document/form';
import { type Hint, hints } from '../../server/features/hints/hints';
import { ruleWithId } from '../../server/rules/rules';
import { brokenRecordText, recordText } from '../support/arbitraries';
import { endedCall } from '../support/ended-call';
import { checked, examples } from '../support/marked-text';
import { relationsOf } from '../support/relations';

const all = definition.hints.kind.absent;
/** What is told as long as nobody sets anything else. */
const asTheyAre: SeverityOf = (id) => ruleWithId(id)?.severity ?? 'off';

const FILE = 'file:///a.json';

function hintsOf(
  text: string,
  form: DocumentForm = 'json',
  settings: Partial<HintSettings> = {},
  others: Readonly<Record<string, string>> = {},
): readonly Hint[] {
  return hintsBetween(checked(text, form), 0, text.length, asTheyAre, { ...all, ...settings }, others);
}

function hintsBetween(
  document: CheckedDocument,
  start: number,
  end: number,
  severityOf: SeverityOf = asTheyAre,
  settings = all,
  others: Readonly<Record<string, string>> = {},
): readonly Hint[] {
  const documents = Object.entries(others).map(([file, text]) => [file, checked(text).document]);
  const relations = relationsOf({ [FILE]: document.document, ...Object.fromEntries(documents) });
  return hints(document, start, end, settings, severityOf, { file: FILE, relations });
}

/** A text with its hints in it. */
function shown(text: string, form?: DocumentForm, settings?: Partial<HintSettings>): string {
  return hintsOf(text, form, settings).reduceRight(
    (result, { at, text: hint }) => `${result.slice(0, at)}‹${hint}›${result.slice(at)}`,
    text,
  );
}

/** The members of a record on lines of their own, the eight mandatory ones of an ended call among them. */
function members(given: Readonly<Record<string, unknown>>): string[] {
  return Object.entries({ ...endedCall, ...given }).flatMap(([name, value]) =>
    value === undefined ? [] : [`"${name}": ${JSON.stringify(value)}`],
  );
}

/** The hint beside each member of a pretty record that has one. */
function beside(given: Readonly<Record<string, unknown>>): Record<string, string> {
  const text = `{\n  ${members(given).join(',\n  ')}\n}`;
  const found = [...shown(text).matchAll(/"(\w+)": .*‹(.*)›$/gm)];
  return Object.fromEntries(found.map(([, name = '', hint = '']) => [name, hint]));
}

describe('what a hint says', () => {
  const table: readonly [given: Record<string, unknown>, expected: Record<string, string>][] = [
    [{}, { status: 'STOPPED', end_date: '+3 min 15 s' }],
    [{ status: 2, end_date: undefined }, { status: 'IN_PROCESS' }],
    [
      {
        timeshift: 60,
        duration: 195,
        binary_content: 'https://a.example/b',
        binary_content_mime: 'audio/wav',
        binary_content_size: 1_560_044,
      },
      {
        status: 'STOPPED',
        start_date: '09:15 local',
        end_date: '+3 min 15 s',
        timeshift: 'UTC+01:00',
        duration: '3 min 15 s',
        binary_content_size: '1.49 MiB',
      },
    ],
  ];
  for (const [given, expected] of table)
    test(JSON.stringify(given), () => assert.deepEqual(beside(given), expected));

  /** What one field has beside it. */
  const one: readonly [given: Record<string, unknown>, field: string, hint: string | undefined][] = [
    [{ entity_type: 5, media_type: 'callback' }, 'entity_type', 'CALLBACK'],
    [{ duration: 59, end_date: '2026-03-02T08:16:29.000Z' }, 'duration', undefined],
    [{ duration: 60, end_date: '2026-03-02T08:16:30.000Z' }, 'duration', '1 min'],
    [{ duration: 93_784, end_date: undefined, status: 2 }, 'duration', '1 d 2 h 3 min 4 s'],
    [{ timeshift: 0 }, 'timeshift', undefined],
    [{ timeshift: 0 }, 'start_date', undefined],
    [{ timeshift: -300 }, 'timeshift', 'UTC-05:00'],
    [{ timeshift: -300 }, 'start_date', '03:15 local'],
    [{ timeshift: -600 }, 'start_date', '22:15 (Sun 1 Mar) local'],
    // What a value with a problem would tell of another one is as wrong as that.
    [{ timeshift: 3600 }, 'start_date', undefined],
    [{ timeshift: 3600 }, 'end_date', '+3 min 15 s'],
    [
      {
        binary_content: 'https://a.example/b',
        binary_content_mime: 'audio/wav',
        binary_content_size: 10_239,
      },
      'binary_content_size',
      undefined,
    ],
    [
      {
        binary_content: 'https://a.example/b',
        binary_content_mime: 'audio/wav',
        binary_content_size: 10_240,
      },
      'binary_content_size',
      '10 KiB',
    ],
    // The end says how long after the start it is, and its local time only where there is no start.
    [{ timeshift: 60 }, 'end_date', '+3 min 15 s'],
    [{ end_date: '2026-03-02T08:15:30.000Z' }, 'end_date', undefined],
    [{ end_date: '2026-03-02T08:15:40.250Z' }, 'end_date', '+10.25 s'],
    // Off by more than a second, and by more than a tenth.
    [{ duration: 600 }, 'end_date', '+3 min 15 s ≠ duration'],
    [{ duration: 215 }, 'end_date', '+3 min 15 s'],
    [{ duration: 217 }, 'end_date', '+3 min 15 s ≠ duration'],
    [{ duration: 2, end_date: '2026-03-02T08:15:31.000Z' }, 'end_date', '+1 s'],
    [{ duration: 7, end_date: '2026-03-03T09:16:31.500Z' }, 'end_date', '+1d1h1m1.5s ≠ duration'],
    ...['owner_id', 'phone_number', 'subject', 'customer_id'].map(
      (field): [Record<string, unknown>, string, undefined] => [
        { owner_id: 214, phone_number: '+12025550143', subject: 'x' },
        field,
        undefined,
      ],
    ),
  ];
  for (const [given, field, hint] of one)
    test(`${field} of ${JSON.stringify(given)}: ${hint ?? 'nothing'}`, () =>
      assert.equal(beside(given)[field], hint));
});

describe('where a hint stands', () => {
  const stopped = ['"status": 3', '"end_date": "2026-03-02T08:18:45.000Z"'];
  const rest = members({}).filter((member) => !stopped.some((one) => one.slice(0, 8) === member.slice(0, 8)));

  test('at the end of the line, after the comma, in text on lines', () => {
    assert.equal(
      shown(`{\n  ${[...rest, ...stopped].join(',\n  ')}\n}`),
      `{\n  ${rest.join(',\n  ')},\n  "status": 3,‹STOPPED›\n  ${stopped[1]}‹+3 min 15 s›\n}`,
    );
    assert.equal(
      shown(`{\r\n${[...stopped, ...rest].join(' ,\t\r\n')}\r\n}`),
      `{\r\n"status": 3 ,‹STOPPED›\t\r\n${stopped[1]} ,‹+3 min 15 s›\t\r\n${rest.join(' ,\t\r\n')}\r\n}`,
    );
  });

  test('right after the value in compact text', () => {
    assert.equal(
      shown(`{${[...rest, ...stopped].join(',')}}`),
      `{${rest.join(',')},"status": 3‹STOPPED›,${stopped[1]}‹+3 min 15 s›}`,
    );
    const other = rest.map((member) => member.replace('C014', 'C015'));
    assert.equal(
      shown(
        `[\n{${[...stopped, ...rest].join(', ')}},\n{${[...other, stopped[1], stopped[0]].join(', ')}}\n]`,
      ),
      `[\n{"status": 3‹STOPPED›, ${stopped[1]}‹+3 min 15 s›, ${rest.join(', ')}},\n{${other.join(', ')}, ${stopped[1]}‹+3 min 15 s›, "status": 3‹STOPPED›}\n]`,
    );
  });

  test('in a minified array only beside what matters most', () => {
    const record = members({ duration: 195, timeshift: 60, interaction_id: 'a' }).join(',');
    const other = record.replace('"a"', '"b"');
    const words = (text: string) =>
      text
        .replace('"status": 3', '"status": 3‹STOPPED›')
        .replace('"duration": 195', '"duration": 195‹3 min 15 s›');
    assert.equal(shown(`[{${record}},{${other}}]`), `[{${words(record)}},{${words(other)}}]`);
  });

  const long = `{\n${members({ udata: Object.fromEntries(Array.from({ length: 12 }, (_, key) => [key, ''])) })
    .join(',\n')
    .replaceAll('","', '",\n"')
    .replace('{"', '{\n"')
    .replace('""}', '""\n}')}\n}`;
  test('at the brace of a record of 25 lines or more', () => {
    assert.equal(long.split('\n').length, 25);
    assert.ok(shown(long).endsWith('\n}‹00002b81KDM00A01›'));
    assert.ok(shown(`[\n${long},\n${long}\n]`).endsWith('\n}‹00002b81KDM00A01›\n]'));
    assert.ok(shown(`[\n${long},\n${long}\n]`).includes('\n},‹00002b81KDM00A01›\n{'));
    assert.ok(shown(long.replace('"0":"",\n', '')).endsWith('\n}'));
    assert.ok(shown(long.replace('00002b81KDM00A01', '  ')).endsWith('\n}'));
    assert.ok(shown(`[\n${long}, ${long}\n]`).includes('\n}, {'));
  });

  test('not so far to the right that no editor shows it, and again on the next line', () => {
    const record = `{${members({ customer_id: undefined, thread_id: undefined }).join(',')}}`;
    const line = Array<string>(100).fill(record).join(',');
    const found = hintsOf(`[${line},\n${line}\n]`).map(({ at }) => at);
    assert.ok(found.length < 100, `${found.length}`);
    assert.ok(found.some((at) => at < record.length));
    assert.ok(found.some((at) => at > line.length && at < line.length + record.length));
    assert.ok(
      found.every((at) => at % (line.length + 3) < 10_000 + record.length),
      `${found}`,
    );
  });

  test('only in the range that is asked about', () => {
    const text = `[\n{\n${members({}).join(',\n')}\n},\n{\n${members({ interaction_id: 'b' }).join(',\n')}\n}\n]`;
    const found = (from: string, to: string) => {
      const [start, end] = [text.lastIndexOf(from), text.lastIndexOf(to)];
      return hintsBetween(checked(text), start, end).map((hint) => hint.text);
    };
    assert.deepEqual(found('"b"', '"start_date"'), ['STOPPED']);
    assert.deepEqual(found('"start_date"', '}'), ['+3 min 15 s']);
  });
});

describe('hints are silent', () => {
  test('where the value has an error or a warning, and nowhere else', () => {
    assert.deepEqual(beside({ status: '3' }), { end_date: '+3 min 15 s' });
    assert.deepEqual(beside({ duration: -100 }), { status: 'STOPPED', end_date: '+3 min 15 s ≠ duration' });
    assert.deepEqual(beside({ end_date: '2026-03-01T08:18:45.000Z' }), { status: 'STOPPED' });
  });

  test('not where it has no more than a hint or an information', () => {
    const text = `{\n${members({ status: '3', end_date: undefined }).join(',\n')}\n}`;
    for (const [severity, expected] of [
      ['error', []],
      ['warning', []],
      ['information', ['STOPPED']],
      ['hint', ['STOPPED']],
      ['off', ['STOPPED']],
    ] as const)
      assert.deepEqual(
        hintsBetween(checked(text), 0, text.length, () => severity).map((hint) => hint.text),
        expected,
        severity,
      );
  });

  test('for a key that is there again', () => {
    assert.equal(
      shown('{\n"interaction_id": "a",\n"status": 2,\n"status": 1\n}').match(/‹/g)?.length ?? 0,
      0,
    );
  });

  test('as settings say', () => {
    const given = members({
      duration: 195,
      binary_content: 'https://a.example/b',
      binary_content_mime: 'audio/wav',
      binary_content_size: 20_000,
    });
    const text = `{\n${given.join(',\n')}${',\n'}"udata": {${'\n'.repeat(20)}}\n}`;
    const texts = (settings: Partial<HintSettings>) =>
      hintsOf(text, 'json', settings).map((hint) => hint.text);
    const [status, end, duration, size, closing] = texts({});
    assert.deepEqual(
      [status, end, duration, size, closing],
      ['STOPPED', '+3 min 15 s', '3 min 15 s', '19.53 KiB', '00002b81KDM00A01'],
    );
    assert.deepEqual(texts({ codes: false }), [end, duration, size, closing]);
    assert.deepEqual(texts({ times: false }), [status, size, closing]);
    assert.deepEqual(texts({ sizes: false }), [status, end, duration, closing]);
    assert.deepEqual(texts({ references: false }), [status, end, duration, size]);
  });
});

describe('what other records say', () => {
  const record = (given: Record<string, unknown>) =>
    `{\n${members({ customer_id: undefined, ...given }).join(',\n')}\n}`;
  const parent = record({ interaction_id: 'p', subject: 'Invoice shows a second line' });
  const child = (given: Record<string, unknown> = {}) =>
    record({ interaction_id: 'c', parent_id: 'p', ...given });
  /** The hints of the last record on a field. */
  const of = (field: string, texts: readonly string[], others: Readonly<Record<string, string>> = {}) => {
    const text = `[\n${texts.join(',\n')}\n]`;
    const start = text.lastIndexOf(`"${field}"`);
    const end = text.indexOf('\n', start);
    return hintsOf(text, 'json', {}, others).filter(({ at }) => at >= start && at <= end);
  };

  test('a parent: what it is about, and the way to it', () => {
    const [hint, ...more] = of('parent_id', [parent, child()]);
    assert.deepEqual(more, []);
    assert.equal(hint?.text, '↑ Invoice shows a second…');
    assert.equal(hint?.leadsTo?.file, FILE);
    assert.ok(hint?.leadsTo?.chunk?.text.includes('"p"'));
    assert.equal(of('parent_id', [record({ interaction_id: 'p' }), child()])[0]?.text, '↑ STOPPED · Inbound');
    assert.equal(
      of('parent_id', ['{\n"interaction_id": "p",\n"customer_id": "x"\n}', child()])[0]?.text,
      '↑ p',
    );
  });

  test('a parent in another file, where none is in this one', () => {
    const other = parent.replace('Invoice', 'Letter');
    assert.equal(of('parent_id', [child()], { 'file:///b.json': other })[0]?.leadsTo?.file, 'file:///b.json');
    assert.equal(of('parent_id', [parent, child()], { 'file:///0.json': other })[0]?.leadsTo?.file, FILE);
  });

  test('no parent that is known, or the record itself: nothing', () => {
    assert.deepEqual(of('parent_id', [child()]), []);
    assert.deepEqual(of('parent_id', [child({ parent_id: 'c' })]), []);
    assert.deepEqual(of('parent_id', [parent, child({ parent_id: '' })]), []);
  });

  test('a thread and a customer: how many records, on the first one', () => {
    for (const field of ['thread_id', 'customer_id']) {
      const [a, b, c] = ['a', 'b', 'c'].map((id) => record({ interaction_id: id, [field]: 'x' })) as [
        string,
        string,
        string,
      ];
      const text = hintsOf(`[\n${[a, b, c].join(',\n')}\n]`).filter((hint) => / records$/.test(hint.text));
      assert.deepEqual(
        text.map((hint) => hint.text),
        ['3 records'],
        field,
      );
      assert.deepEqual(of(field, [a]), [], 'alone');
      assert.deepEqual(of(field, [a, b]), [], 'the second one');
      assert.deepEqual(
        of(field, [a], { 'file:///0.json': `[${b},${c}]` }).map((hint) => hint.text),
        ['3 records'],
      );
    }
  });

  test('nothing of what very many records share', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, id) => `{"interaction_id": "${id}", "thread_id": "x"}`);
    const first = (count: number) =>
      hintsOf(`[\n${many(count).join(',\n')}\n]`).filter((hint) => / records$/.test(hint.text));
    assert.deepEqual(
      first(1000).map((hint) => hint.text),
      ['1000 records'],
    );
    assert.deepEqual(first(1001), []);
  });

  test('a setting turns them off', () => {
    assert.deepEqual(
      hintsOf(`[\n${parent},\n${child()}\n]`, 'json', { references: false, codes: false, times: false }),
      [],
    );
  });
});

describe('JSON Lines', () => {
  const line = (given: Record<string, unknown>) => `{${members(given).join(',')}}`;
  const lines = [
    line({ duration: 240 }),
    line({ interaction_id: 'b', duration: 30, end_date: '2026-03-02T08:16:00.000Z' }),
    line({ interaction_id: 'c', status: 2, end_date: undefined, start_date: '2026-03-02T08:07:00.000Z' }),
    line({ interaction_id: 'd', status: '3', start_date: 'today', end_date: undefined, duration: 5_400 }),
    '{"interaction_id": "e", "duration": 1e9',
    line({ interaction_id: 'f', end_date: '2026-03-02T10:15:30.000Z' }),
  ];

  test('have a column of one width before them', () => {
    const column = shown(lines.join('\n'), 'lines')
      .split('\n')
      .map((text) => text.slice(0, text.indexOf('›') + 1));
    assert.deepEqual(
      column,
      [
        '‹08:15 STOPPED     4 min │›',
        '‹08:15 STOPPED      30 s │›',
        '‹08:07 IN_PROCESS      — │›',
        '‹—     —           1.5 h │›',
        '‹—     —               — │›',
        '‹08:15 STOPPED       2 h │›',
      ].map((text) => text.replaceAll(' ', '\u00a0')),
    );
    assert.equal(shown(lines.join('\n'), 'lines').replaceAll(/‹[^›]*›/g, ''), lines.join('\n'));
    assert.equal(shown(`${lines[0]} ${lines[1]}\n\n${lines[2]}`, 'lines').split('‹').length, 3, 'one a line');
  });

  test('have the hints of other files, or none', () => {
    const [first = ''] = lines;
    assert.equal(
      shown(first, 'lines', { jsonLines: 'values' }),
      first
        .replace('"status": 3', '"status": 3‹STOPPED›')
        .replace('45.000Z"', '45.000Z"‹+3 min 15 s ≠ duration›')
        .replace('240', '240‹4 min›'),
    );
    assert.deepEqual(hintsOf(lines.join('\n'), 'lines', { jsonLines: 'off' }), []);
  });
});

test('on random broken texts: no exception, 25 characters at most, in order, never on a value with a problem', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(recordText, brokenRecordText), { minLength: 1, maxLength: 3 }),
      fc.constantFrom('lines', 'json'),
      fc.constantFrom('summary', 'values'),
      fc.constantFrom('\n', ',\n', ' '),
      (records, form, jsonLines, between) => {
        const text = form === 'lines' ? records.join(between) : `[${records.join(between)}]`;
        judge(text, form as DocumentForm, jsonLines as HintSettings['jsonLines']);
      },
    ),
    { numRuns: 3000 },
  );
});

test('on the examples', () => {
  for (const { text, form } of examples()) judge(text, form, 'values');
});

function judge(text: string, form: DocumentForm, jsonLines: HintSettings['jsonLines']): void {
  const found = hintsOf(text, form, { jsonLines });
  const problems = locateFindings(checked(text, form), asTheyAre).findings.filter(
    ({ severity }) => severity === 'error' || severity === 'warning',
  );
  let last = 0;
  for (const { at, text: hint, about, isAfter } of found) {
    assert.ok(hint.trim() !== '' && [...hint].length <= 25 && !/[\r\n\t]/.test(hint), hint);
    assert.ok(about <= at && at <= text.length && at >= last, hint);
    last = at;
    // What it is about is the first character of a value, or the brace of a record that it sums up.
    if (isAfter && text[about] !== '{')
      assert.deepEqual(
        problems.filter(({ start, end }) => start <= about && about < end),
        [],
        `${hint} in ${text}`,
      );
  }
}
