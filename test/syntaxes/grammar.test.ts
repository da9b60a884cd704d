import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { grammars } from '../../scripts/generate-grammar';
import { type LanguageId, stringMap, type Token, tokenise } from './tokenise';

const root = fileURLToPath(new URL('../../', import.meta.url));

const key = 'support.type.property-name.json';
const field = 'entity.name.type.field.interaction';
const code = 'variable.other.enummember.code.interaction';
const number = 'constant.numeric.json';
const literal = 'constant.language.json';
const string = 'string.quoted.double.json';
const date = 'constant.numeric.date-time.interaction';
const url = 'markup.underline.link.interaction';
const goodEscape = 'constant.character.escape.json';
const badEscape = 'invalid.illegal.unrecognized-string-escape.json';
const badValue = 'invalid.illegal.expected-value.json';
const badKey = 'invalid.illegal.expected-key.json';

/** Source text, and the innermost scope of every token that is no punctuation, in order. */
const cases: { name: string; language?: LanguageId; source: string; tokens: [string, string][] }[] = [
  {
    name: 'a minified record: fields, codes, numbers, literals',
    source: '{"status":3,"entity_type":5,"duration":195,"allow_children":true,"outcome":null,"subject":"x"}',
    tokens: [
      ['status', field],
      ['3', code],
      ['entity_type', field],
      ['5', code],
      ['duration', field],
      ['195', number],
      ['allow_children', field],
      ['true', literal],
      ['outcome', field],
      ['null', literal],
      ['subject', field],
      ['x', string],
    ],
  },
  {
    name: 'a code outside the list is an ordinary number, and a code elsewhere too',
    source: '{ "status": 4, "entity_type": 4, "timeshift": 3, "status": 30, "status": -1, "status": 3.0 }',
    tokens: [
      ['status', field],
      ['4', number],
      ['entity_type', field],
      ['4', number],
      ['timeshift', field],
      ['3', number],
      ['status', field],
      ['30', number],
      ['status', field],
      ['-1', number],
      ['status', field],
      ['3.0', number],
    ],
  },
  {
    name: 'any other key may be a field of a team and looks like one, also one that only begins or ends like a field',
    source: '{ "phone_nummer": 1, "interactionId": "a", "status_": 0, "sub_types": 0, "": 0 }',
    tokens: [
      ['phone_nummer', field],
      ['1', number],
      ['interactionId', field],
      ['a', string],
      ['status_', field],
      ['0', number],
      ['sub_types', field],
      ['0', number],
      ['0', number],
    ],
  },
  {
    name: 'names of a container and $schema are ordinary keys, the records in it have fields',
    source: '{ "$schema": "./s.json", "stopped call": { "type": "Inbound" }, "queue": [{ "status": 0 }] }',
    tokens: [
      ['$schema', key],
      ['./s.json', string],
      ['stopped call', key],
      ['type', field],
      ['Inbound', string],
      ['queue', key],
      ['status', field],
      ['0', code],
    ],
  },
  {
    name: 'user data: keys are data at any depth, and the record goes on after it',
    source:
      '{ "udata": { "status": 3, "nested": { "type": [{ "text": 1 }] }, "start_date": "a" }, "text": "b", "fax": 1 }',
    tokens: [
      ['udata', field],
      ['status', key],
      ['3', number],
      ['nested', key],
      ['type', key],
      ['text', key],
      ['1', number],
      ['start_date', key],
      ['a', string],
      ['text', field],
      ['b', string],
      ['fax', field],
      ['1', number],
    ],
  },
  {
    name: 'user data as a list of pairs, and as a value that it must not be',
    source:
      '[{ "udata": [{ "key": "status", "type": "str", "value": 3 }] }, { "udata": "none", "status": 1 }]',
    tokens: [
      ['udata', field],
      ['key', key],
      ['status', string],
      ['type', key],
      ['str', string],
      ['value', key],
      ['3', number],
      ['udata', field],
      ['none', string],
      ['status', field],
      ['1', code],
    ],
  },
  {
    name: 'a key of user data with escapes',
    source: '{ "udata": { "a\\"b\\u00e9": 1 } }',
    tokens: [
      ['udata', field],
      ['a', key],
      ['\\"', goodEscape],
      ['b', key],
      ['\\u00e9', goodEscape],
      ['1', number],
    ],
  },
  {
    name: 'a date in the right form stands out, other forms stay strings',
    source:
      '["2026-03-02T08:15:30.000Z","2026-13-02T08:15:30.000Z","2026-03-02T08:15:30Z","2026-03-02 08:15:30.000+0200"]',
    tokens: [
      ['2026-03-02T08:15:30.000Z', date],
      ['2026-13-02T08:15:30.000Z', string],
      ['2026-03-02T08:15:30Z', string],
      ['2026-03-02 08:15:30.000+0200', string],
    ],
  },
  {
    name: 'addresses, alone and within a text, with escaped slashes too',
    source:
      '["https://ucs.example.com/a?b=1#c","see ftp://files.example.com/x, please","http:\\/\\/a.example\\/b","example.com"]',
    tokens: [
      ['https://ucs.example.com/a?b=1#c', url],
      ['see ', string],
      ['ftp://files.example.com/x,', url],
      [' please', string],
      ['http:\\/\\/a.example\\/b', url],
      ['example.com', string],
    ],
  },
  {
    name: 'escapes, and what is none',
    source: '["a\\tb\\\\\\"c\\u00E9","\\q\\u12x","\ttab"]',
    tokens: [
      ['a', string],
      ['\\t', goodEscape],
      ['b', string],
      ['\\\\', goodEscape],
      ['\\"', goodEscape],
      ['c', string],
      ['\\u00E9', goodEscape],
      ['\\q', badEscape],
      ['\\u', badEscape],
      ['12x', string],
      ['tab', string],
    ],
  },
  {
    name: 'numbers',
    source: '[0, -0, 12, -2.5, 1e3, 1.5E-10, 1e+400]',
    tokens: ['0', '-0', '12', '-2.5', '1e3', '1.5E-10', '1e+400'].map((text) => [text, number]),
  },
  {
    name: 'what looks like a number or a literal and is none',
    source:
      '{ "duration": 03, "x": 1., "x": .5, "x": +1, "x": 1e, "x": NaN, "x": True, "x": nulls, "x": // }',
    tokens: [
      ['duration', field],
      ['03', badValue],
      ...['1.', '.5', '+1', '1e', 'NaN', 'True', 'nulls', '//'].flatMap((text): [string, string][] => [
        ['x', field],
        [text, badValue],
      ]),
    ],
  },
  {
    name: 'keys without quotation marks',
    source: "{ status: 3, 'type': 1 }",
    tokens: [
      ['status', badKey],
      ['3', number],
      ["'type'", badKey],
      ['1', number],
    ],
  },
  {
    name: 'half-typed: a missing value, comma or colon leaves the next keys alone',
    source: '{\n  "status":\n  "type": "a"\n  "media_type": ,\n  "subject"\n  "entity_type": 3\n}\n',
    tokens: [
      ['status', field],
      ['type', field],
      ['a', string],
      ['media_type', field],
      ['subject', field],
      ['entity_type', field],
      ['3', code],
    ],
  },
  {
    name: 'half-typed: an open string ends with its line',
    source: '{\n  "subject": "half\n  "status": 2,\n  "sta\n  "entity_type": 3 }',
    tokens: [
      ['subject', field],
      ['half', string],
      ['status', field],
      ['2', code],
      ['sta', field],
      ['entity_type', field],
      ['3', code],
    ],
  },
  {
    name: 'half-typed: an open list or object leaves the next record alone',
    source: '[\n{ "udata": { "a": [1, 2 },\n{ "status": 1 },\n{ "udata": { "b": [{ ]\n, { "status": 2 }',
    tokens: [
      ['udata', field],
      ['a', key],
      ['1', number],
      ['2', number],
      ['status', field],
      ['1', code],
      ['udata', field],
      ['b', key],
      ['status', key],
      ['2', number],
    ],
  },
  {
    name: 'a colon and a value on lines of their own',
    source: '{\r\n\t"status"\r\n\t:\r\n\t2\r\n\t,\r\n\t"udata"\r\n\t:\r\n\t{ "type"\r\n: 1 }\r\n}\r\n',
    tokens: [
      ['status', field],
      ['2', code],
      ['udata', field],
      ['type', key],
      ['1', number],
    ],
  },
  {
    name: 'values outside of any record',
    source: '"a" 12 true nope',
    tokens: [
      ['a', string],
      ['12', number],
      ['true', literal],
      ['nope', badValue],
    ],
  },
  {
    name: 'JSON Lines: a broken line leaves the next one alone',
    language: 'interaction-jsonl',
    source: '{"status":1,"udata":{"type":[1\n{"status":2}\n\n{"subject":"open\n{"status":3}',
    tokens: [
      ['status', field],
      ['1', code],
      ['udata', field],
      ['type', key],
      ['1', number],
      ['status', field],
      ['2', code],
      ['subject', field],
      ['open', string],
      ['status', field],
      ['3', code],
    ],
  },
];

for (const { name, language = 'interaction-json', source, tokens } of cases) {
  test(name, async () => {
    const found = (await tokenise(source, language)).filter((token) => !isPunctuation(token));
    assert.deepEqual(
      found.map((token) => [token.text, token.scopes.at(-1)]),
      tokens,
    );
  });
}

test('all thirty fields are coloured, whatever the schema lists', async () => {
  const names =
    'duration outcome phone_number tconnection_id customer_id interaction_id status entity_type type sub_type media_type parent_id thread_id external_id owner_id creator_app_id start_date end_date timeshift category_id allow_children subject stopped_reason text structured_text structured_text_mime binary_content binary_content_mime binary_content_size udata';
  const source = `{${names.split(' ').map((name) => `"${name}": 0`)}}`;
  const found = (await tokenise(source, 'interaction-json')).filter((token) => token.scopes.at(-1) === field);
  assert.deepEqual(found.map((token) => token.text).join(' '), names);
});

test('a theme that knows only the usual scopes of JSON colours a record like JSON', async () => {
  const found = await tokenise('{"status":3,"udata":{"a":"b"}}', 'interaction-json');
  const object = 'meta.structure.dictionary.json';
  const userData = [object, object, 'meta.user-data.interaction'];
  const value = 'meta.structure.dictionary.value.json';
  assert.deepEqual(
    found.map(({ text, scopes }) => [text, ...scopes]),
    [
      ['{', object, 'punctuation.definition.dictionary.begin.json'],
      ['"', object, 'string.json', key, field, 'punctuation.support.type.property-name.begin.json'],
      ['status', object, 'string.json', key, field],
      ['"', object, 'string.json', key, field, 'punctuation.support.type.property-name.end.json'],
      [':', object, 'punctuation.separator.dictionary.key-value.json'],
      ['3', object, number, code],
      [',', object, 'punctuation.separator.dictionary.pair.json'],
      ['"', object, 'string.json', key, field, 'punctuation.support.type.property-name.begin.json'],
      ['udata', object, 'string.json', key, field],
      ['"', object, 'string.json', key, field, 'punctuation.support.type.property-name.end.json'],
      [':', object, 'punctuation.separator.dictionary.key-value.json'],
      ['{', ...userData, 'punctuation.definition.dictionary.begin.json'],
      ['"', ...userData, 'string.json', key, 'punctuation.support.type.property-name.begin.json'],
      ['a', ...userData, 'string.json', key],
      ['"', ...userData, 'string.json', key, 'punctuation.support.type.property-name.end.json'],
      [':', ...userData, value, 'punctuation.separator.dictionary.key-value.json'],
      ['"', ...userData, value, string, 'punctuation.definition.string.begin.json'],
      ['b', ...userData, value, string],
      ['"', ...userData, value, string, 'punctuation.definition.string.end.json'],
      ['}', ...userData, 'punctuation.definition.dictionary.end.json'],
      ['}', object, 'punctuation.definition.dictionary.end.json'],
    ],
  );
});

test('the editor sees every key and every string as a string, and nothing else', async () => {
  const line =
    '{"status":3,"nope":"{","udata":{"a":"b"},"end_date":"2026-03-02T08:15:30.000Z","text":"http://a"}';
  const inStrings = line.replaceAll(/"[^"]*"|./g, (text) =>
    (text.length > 1 ? '"' : '.').repeat(text.length),
  );
  assert.equal(await stringMap(line, 'interaction-json'), inStrings);
  assert.equal(await stringMap(line, 'interaction-jsonl'), inStrings);
});

test('hostile lines of one megabyte come to an end', async () => {
  const size = 1_000_000;
  const fill = (text: string) => text.repeat(Math.ceil(size / text.length));
  const lines = {
    records: fill('{"status":3,"subject":"https://a.example/b","udata":{"status":"x"}},'),
    digits: `{"duration":${fill('1')}x}`,
    signs: fill('-1+.e'),
    quotes: fill('"'),
    'an open string': `{"subject":"${fill('a')}`,
    'escaped quotes in a value': `{"subject":"${fill('\\"')}"}`,
    'escaped quotes in an open key': `{"udata":{"${fill('\\"')}`,
    'almost an address': `["${fill('http:/')}"]`,
    'an endless address': `["http://${fill('a\\/')}`,
    blanks: `{"a"${fill(' ')}x}`,
    colons: `{"status"${fill(':')}}`,
    'missing commas': `{${fill('"status" "a":')}}`,
    words: fill('nope '),
  };
  for (const [name, line] of Object.entries(lines)) {
    const started = performance.now();
    const found = await tokenise(line, 'interaction-json');
    const milliseconds = performance.now() - started;
    assert.equal(withoutBlanks(found.map((token) => token.text).join('')), withoutBlanks(line), name);
    assert.equal(milliseconds < 20_000, true, `${name}: ${milliseconds} ms`);
  }
});

test('ten thousand open brackets are no trouble', async () => {
  const found = await tokenise('['.repeat(10_000), 'interaction-json');
  assert.equal(found.length, 10_000);
});

test('the grammar files are what the schema says', () => {
  for (const [path, content] of Object.entries(grammars())) {
    assert.equal(readFileSync(root + path, 'utf8'), content, `${path} is stale: npm run generate`);
  }
});

test('examples that are JSON have no invalid token', async () => {
  const paths = readdirSync(`${root}examples`, { recursive: true, encoding: 'utf8' });
  const examples = paths.filter((path) => /\.(json|jsonl|ndjson)$/.test(path));
  assert.notEqual(examples.length, 0);
  for (const path of examples) {
    const text = readFileSync(`${root}examples/${path}`, 'utf8').replace(/^\uFEFF/, '');
    const language = path.endsWith('.json') ? 'interaction-json' : 'interaction-jsonl';
    const found = await tokenise(text, language);
    const invalid = found.filter((token) => token.scopes.some((scope) => scope.startsWith('invalid.')));
    if (isValid(text, language)) assert.deepEqual(invalid, [], path);
  }
});

function withoutBlanks(text: string): string {
  return text.replaceAll(' ', '');
}

function isPunctuation({ scopes }: Token): boolean {
  return scopes.at(-1)?.startsWith('punctuation.') ?? false;
}

function isValid(text: string, language: LanguageId): boolean {
  const documents =
    language === 'interaction-json' ? [text] : text.split(/\r?\n/).filter((line) => line.trim());
  try {
    documents.map((document) => JSON.parse(document));
    return true;
  } catch {
    return false;
  }
}
