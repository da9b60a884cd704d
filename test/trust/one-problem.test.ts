import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readingAs } from '../../server/document/form';
import { fixText } from '../../server/features/fix-all';
import { checkText, engine } from '../support/engines';
import { recordLine, recordText } from '../support/program';
import { allFindings } from '../support/whole';

/*
 * Accidents that people report, each of which is one problem, with a fix where it is certain what was meant: the sound file,
 * how it was broken, and what is said. What the fix leaves is the sound file.
 */

const R = recordLine();
const pretty = recordText();
const onOneLine = pretty.replaceAll(/,\n */g, ', ').replaceAll(/\n *(?=[^}])|\n(?=\})/g, '');
const now = '2026-01-01T00:00:00.000Z';

type Accident = readonly [
  name: string,
  broken: string,
  message: string,
  /** What fixes leave, and whether the safe ones do; undefined where there is none. */
  fixed?: string | undefined,
  by?: 'safe' | 'unsafe',
];

/** As `jq -C` and other programs colour what they write for a terminal. */
const coloured = (json: string) =>
  json.replaceAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]|\d+/g, (token) => `\u001b[0;39m${token}\u001b[0m`);
const colours = 'JSON allows no colours of a terminal.';

const doubledQuotes = 'Strings need one quote on each side.';
const otherQuotes = 'Strings need double quotes in JSON.';
const stray = (name: string) => `${name} is not allowed here.`;
const doubled = 'This is JSON in a table: its quotes are doubled.';
const escaped = 'This is JSON in a string: its quotes are escaped.';
const script = 'JavaScript around the JSON.';
const call = 'JSONP call around the JSON.';
const innerQuote = 'A quote in a text must be written \\".';
const foreign = (token: string) => `${token} is not a JSON escape; a backslash is \\\\.`;
const subject = (text: string, rest = '') => R.replace('"type"', `"subject": "${text}"${rest}, "type"`);
const second = 'All from "interaction_id" on is there twice: is this a second record?';
const noBrace = 'Missing "{" before this key.';
const wrongBrace = 'Unexpected "]": the object closes with "}".';
const wrongBracket = 'Unexpected "}": the array closes with "]".';
const earlyBrace = 'Unexpected "}": the object goes on after it.';
const nothing = (bracket: string) => `Unexpected "${bracket}": nothing is open that it could close.`;
const wrongOpening = 'Unexpected "[": the object opens with "{".';
const unclosed = 'Missing double quote to close this string.';
const noComma = 'A key is followed by a colon, not by a comma.';
const nested = 'Expected a record: this is an array of them.';
const noColon = 'Missing colon and value after this key.';
const data = R.replace(/\}$/, ',"udata":{"a":"b","c":{"d":[1,2]}}}');
const dataFirst = R.replace('{', '{"udata":{"a":"b","c":{"d":[1,2]}},');
const inUdata = (udata: string) => R.replace('"type"', `"udata":${udata},"type"`);

const accidents: readonly Accident[] = [
  ['a.json', coloured(pretty), colours, pretty, 'unsafe'],
  ['a.json', coloured(`[${R},\n${R}]`), colours, `[${R},\n${R}]`, 'unsafe'],
  ['a.jsonl', coloured(`${R}\n${R}\n`), colours, `${R}\n${R}\n`, 'unsafe'],
  [
    'a.json',
    inUdata('{"a": 02134;}'),
    '02134; is not a JSON value: put text into double quotes.',
    inUdata('{"a": "02134"}'),
    'safe',
  ],
  ['a.json', pretty.replace('"status"', '\u001b[34m"status"\u001b[0m'), colours, pretty, 'unsafe'],
  // As grep writes what it has found.
  [
    'a.json',
    pretty.replace('"status"', '\u001b[01;31m\u001b[K"status"\u001b[m\u001b[K'),
    colours,
    pretty,
    'unsafe',
  ],
  ['a.jsonl', `${R}\n${R.slice(1)}\n${R}\n`, noBrace, `${R}\n${R}\n${R}\n`, 'unsafe'],
  ['a.jsonl', `${R.slice(1)}\n${R}\n${R}\n`, noBrace, `${R}\n${R}\n${R}\n`, 'unsafe'],
  ['a.json', `[${R},\n${R.slice(1)},\n${R}]`, noBrace, `[${R},\n${R},\n${R}]`, 'unsafe'],
  ['a.json', `[\n${R.slice(1)},\n${R}]`, noBrace, `[\n${R},\n${R}]`, 'unsafe'],
  ['a.json', `{"calls": [${R},${R.slice(1)}]}`, noBrace, `{"calls": [${R},${R}]}`, 'unsafe'],
  ['a.json', `${R.slice(1)}\n`, noBrace, `${R}\n`, 'unsafe'],
  [
    'a.json',
    `[\n${pretty},\n${pretty.slice(2)}\n]`,
    noBrace,
    `[\n${pretty},\n${pretty.replace('{\n  ', '  {')}\n]`,
    'unsafe',
  ],
  ['a.json', `[${R.slice(1, -1)}]`, noBrace, `[${R}]`, 'unsafe'],
  ['a.json', `[${R.slice(1)}`, 'Unexpected "[": the object opens with "{".', R, 'safe'],
  ['a.json', `${R.slice(0, -1)}]`, wrongBrace, R, 'safe'],
  ['a.json', `[${R.slice(0, -1)}],${R}]`, wrongBrace, `[${R},${R}]`, 'safe'],
  ['a.jsonl', `${R}\n${R.slice(0, -1)}]\n${R}\n`, wrongBrace, `${R}\n${R}\n${R}\n`, 'safe'],
  ['a.json', inUdata('{"a":1]'), wrongBrace, inUdata('{"a":1}'), 'safe'],
  ['a.json', inUdata('{"a":[1,2}}'), wrongBracket, inUdata('{"a":[1,2]}'), 'safe'],
  ['a.json', `[${R},${R}}`, wrongBracket, `[${R},${R}]`, 'safe'],
  ['a.json', `{"calls":[${R},${R}}}`, wrongBracket, `{"calls":[${R},${R}]}`, 'safe'],
  ['a.json', `{"calls":[${R},${R}]]`, wrongBrace, `{"calls":[${R},${R}]}`, 'safe'],
  // A brace too many in the middle of a record.
  ...[
    (json: string) => json,
    (json: string) => `[${json},${R}]`,
    (json: string) => `{"calls":[${json}]}`,
    (json: string) => `[${R},\n${json}]`,
  ].flatMap((around): Accident[] =>
    [',"type"', ',"entity_type"', ',"start_date"'].map((key) => [
      'a.json',
      around(R.replace(key, `}${key}`)),
      earlyBrace,
      around(R),
      'unsafe',
    ]),
  ),
  [
    'a.jsonl',
    `${R}\n${R.replace(',"type"', '},"type"')}\n${R}\n`,
    earlyBrace,
    `${R}\n${R}\n${R}\n`,
    'unsafe',
  ],
  ['a.json', R.replace(',"type"', ',},"type"'), earlyBrace, R, 'unsafe'],
  ['a.json', pretty.replace(/,(\n *"type")/, '\n  },$1'), earlyBrace, pretty, 'unsafe'],
  ['a.json', pretty.replace(/,(\n *"type")/, ',\n  },$1'), earlyBrace, pretty, 'unsafe'],
  ['a.json', inUdata('{"a":1}}'), earlyBrace, inUdata('{"a":1}'), 'unsafe'],
  // A brace that is lost before the members of a value, and brackets that close nothing.
  ...[
    (json: string) => json,
    (json: string) => `[${json},${R}]`,
    (json: string) => `{"calls":[${json}]}`,
    (json: string) => `[${R},\n${json}]`,
  ].flatMap((around): Accident[] =>
    [data, dataFirst].flatMap((record): Accident[] => [
      ['a.json', around(record.replace('"udata":{', '"udata":')), noBrace, around(record), 'unsafe'],
      ['a.json', around(record.replace('"c":{', '"c":')), noBrace, around(record), 'unsafe'],
      ['a.json', around(record.replace('"a":"b"', '"a":"b"]')), nothing(']'), around(record), 'unsafe'],
      ['a.json', around(record.replace('"d":[1,2]', '"d":[1,2]]')), nothing(']'), around(record), 'unsafe'],
      ['a.json', around(record.replace('[1,2]', '[1,2}]')), nothing('}'), around(record), 'unsafe'],
    ]),
  ),
  [
    'a.json',
    pretty.replace('{', '{\n  "udata":\n    "a": 1,\n    "b": 2\n  },'),
    noBrace,
    pretty.replace('{', '{\n  "udata":\n    {"a": 1,\n    "b": 2\n  },'),
    'unsafe',
  ],
  // Brackets for the braces of a value.
  ['a.json', inUdata('["a":1,"b":2}'), wrongOpening, inUdata('{"a":1,"b":2}'), 'safe'],
  ['a.json', inUdata('["a":1,"b":[2]]'), wrongOpening, inUdata('{"a":1,"b":[2]}'), 'safe'],
  [
    'a.json',
    `[${inUdata('["a":{"c":1},"b":2]')},${R}]`,
    wrongOpening,
    `[${inUdata('{"a":{"c":1},"b":2}')},${R}]`,
    'safe',
  ],
  ['a.json', inUdata('{"x":["a":1,"b":2]}'), wrongOpening, inUdata('{"x":{"a":1,"b":2}}'), 'safe'],
  ['a.json', inUdata('{{"a":1}}'), 'Missing key and colon before this value.'],
  // Lists in the list.
  ['a.json', `[[${R}]]`, nested, `[${R}]`, 'unsafe'],
  ['a.json', `[[\n${R},\n${R}\n]]`, nested, `[\n${R},\n${R}\n]`, 'unsafe'],
  ['a.jsonl', `${R}\n[${R}]\n`, nested, `${R}\n${R}\n`, 'unsafe'],
  ['a.jsonl', `${R}\n[${R}, ${R}]\n`, nested],
  ['a.json', `[${R}, [[${R}]]]`, 'Expected a record, that is an object in braces.'],
  // Quotes that are there twice.
  ['a.json', R.replace('"type"', '""type""'), doubledQuotes, R, 'safe'],
  ['a.json', R.replace('"Inbound"', '""Inbound""'), doubledQuotes, R, 'safe'],
  ['a.json', R.replace('"Inbound"', '"""Inbound"""'), doubledQuotes, R, 'safe'],
  ['a.json', R.replace(/"(type|Inbound|media_type)"/g, '""$1""'), doubledQuotes, R, 'safe'],
  ['a.json', R.replace('"type"', '"type""'), doubledQuotes, R, 'unsafe'],
  ['a.json', R.replaceAll(/"(type|Inbound)"/g, "''$1''"), otherQuotes, R, 'safe'],
  ['a.json', subject('x').replace('"x"', "'it''s ''x'''"), otherQuotes, subject("it's 'x'"), 'safe'],
  ['a.json', R.replace('"Inbound"', '""Inbound"'), doubledQuotes, R, 'unsafe'],
  ['a.jsonl', `${R}\n${R.replace('"Inbound"', '"Inbound""')}\n`, doubledQuotes, `${R}\n${R}\n`, 'unsafe'],
  ['a.json', subject('19"'), innerQuote, subject('19\\"'), 'unsafe'],
  // A key that is there twice before its value.
  ['a.json', R.replace('"status"', '"status": "status"'), 'Missing value after the colon.'],
  ['a.json', R.replace('"status"', '"status" "status"'), noColon],
  // Commas that nothing stands between.
  ['a.json', R.replace(/\}$/, ',,}'), 'Trailing comma: nothing follows.', R, 'safe'],
  ['a.json', R.replace(/\}$/, ', ,\n,}'), 'Trailing comma: nothing follows.', R, 'safe'],
  ['a.json', R.replace(',"type"', ',,,"type"'), 'Nothing stands before this comma.', R, 'unsafe'],
  ['a.json', `[${R},,]`, 'Trailing comma: nothing follows.', `[${R}]`, 'safe'],
  // Signs of other languages in the place of a colon.
  ...['->', '==', '=>', '=', ';'].map((sign): Accident => {
    return [
      'a.json',
      R.replace('"status":', `"status"${sign}`),
      `"${sign}" is not JSON: use ":".`,
      R,
      'safe',
    ];
  }),
  ['a.json', R.replace('"status":', '"status",'), noComma, R, 'unsafe'],
  ['a.json', R.replaceAll(/: (?=\d)/g, ', '), noComma, R, 'unsafe'],
  ['a.json', R.replace('"status": 1', '"status","x":1'), noColon],
  // A word or a number that stands alone, and the lost end of a line.
  ['a.json', pretty.replace('  "status"', '  foo\n  "status"'), noColon],
  ['a.json', pretty.replace('  "status"', '  42,\n  "status"'), noColon],
  ['a.json', R.replace('"status": 1,', '"status": 1, 1,'), noColon],
  ['a.json', pretty.replace('"Inbound",', '"Inb'), unclosed],
  // A lost quote before the next key, on the line and on the next one, and before the brace.
  ...[R, `[${R},\n${R}]`, R.replaceAll(',"', ', "')].flatMap((json): Accident[] => [
    ['a.json', json.replace('"Inbound"', '"Inbound'), unclosed, json, 'safe'],
    ['a.json', json.replace('"voice"', '"voice'), unclosed, json, 'safe'],
  ]),
  ['a.json', pretty.replace('"Inbound"', '"Inbound'), unclosed, pretty, 'unsafe'],
  ['a.json', subject('a, b').replace('a, b"', 'a, b'), unclosed, subject('a, b'), 'safe'],
  ['a.json', subject('a\\"b').replace('b"', 'b'), unclosed, subject('a\\"b'), 'safe'],
  ['a.json', pretty.replace(/"\n\}/, '\n}'), unclosed, pretty, 'unsafe'],
  ['a.json', pretty.replace(/"\n\}/, ',\n}'), unclosed],
  // What others show in the place of a value.
  [
    'a.json',
    R.replace('"status": 1', '"status": <Status.PENDING: 1>'),
    '<Status.PENDING: 1> is not a JSON value. Did you mean 1 (PENDING)?',
    R,
    'safe',
  ],
  [
    'a.json',
    subject('x').replace('"x"', '%{name}'),
    'Placeholder %{name}: leave "subject" out or give it a string.',
  ],
  // Comments of other languages.
  [
    'a.json',
    pretty.replace('"status": 1,', '"status": 1, # why: not "x"'),
    'JSON allows no comments.',
    pretty,
    'unsafe',
  ],
  ...['; the state', '% the state', 'REM the state', '! the state', ';; the state of it'].flatMap((comment) =>
    [
      pretty.replace('\n  "status"', `\n  ${comment}\n  "status"`),
      pretty.replace('"status": 1,', `"status": 1, ${comment}`),
      pretty.replace(/\n\}/, `\n  ${comment}\n}`),
      pretty.replace(/"\n\}/, `" ${comment}\n}`),
    ].map((text): Accident => ['a.json', text, 'JSON allows no comments.', pretty, 'unsafe']),
  ),
  // Quotes that open and close as different ones.
  ...[
    R.replace('"type"', `"type'`),
    R.replace('"type"', `'type"`),
    R.replace('"Inbound"', `"Inbound'`),
    R.replace('"Inbound"', `'Inbound"`),
    R.replace('"Inbound"', '`Inbound"'),
    R.replace('"Inbound"', '"Inbound`'),
  ].map((broken): Accident => ['a.json', broken, otherQuotes, R, 'safe']),
  ['a.json', pretty.replace('"type"', `"type'`), otherQuotes, pretty, 'safe'],
  ['a.json', pretty.replace('"Inbound"', `"Inbound'`), otherQuotes, pretty, 'safe'],
  ['a.json', pretty.replace('"Inbound"', `'Inbound"`), otherQuotes, pretty, 'safe'],
  // Characters that people do not see.
  ['a.json', R.replaceAll(',', ',\u2028'), stray('Character U+2028'), R.replaceAll(',', ', '), 'safe'],
  [
    'a.json',
    R.replaceAll(',', ',\u200b'),
    stray('Zero-width space (U+200B)'),
    R.replaceAll(',', ', '),
    'safe',
  ],
  ['a.json', pretty.replaceAll('\n  ', '\n\u00a0\u00a0'), stray('No-break space (U+00A0)'), pretty, 'safe'],
  ['a.json', `[${R},\ufeff${R}]`, stray('Byte order mark (U+FEFF)'), `[${R}, ${R}]`, 'safe'],
  ['a.jsonl', `${R}\u00a0\n${R}\u00a0\n`, stray('No-break space (U+00A0)'), `${R}\n${R}\n`, 'safe'],
  ['a.jsonl', `\u200b${R}\n\u200b${R}\n`, stray('Zero-width space (U+200B)'), `${R}\n${R}\n`, 'safe'],
  ['a.jsonl', `${R}\u0085${R}\u0085${R}\n`, stray('Character U+0085'), `${R}\n${R}\n${R}\n`, 'safe'],
  ['a.jsonl', `${R}\u2028${R}\r\n${R}`, stray('Character U+2028'), `${R}\r\n${R}\r\n${R}`, 'safe'],
  // Quotes that are doubled, as a table has them.
  ...[R, `[${R},\n${R}]`, pretty].map((json): Accident => {
    return ['a.json', json.replaceAll('"', '""'), doubled, json, 'unsafe'];
  }),
  ['a.jsonl', `${R}\n${R}\n`.replaceAll('"', '""'), doubled, `${R}\n${R}\n`, 'unsafe'],
  ['a.jsonl', `${R}\n${R.replaceAll('"', '""')}\n${R}\n`, doubled, `${R}\n${R}\n${R}\n`, 'unsafe'],
  ['a.jsonl', `${R}\n"${R.replaceAll('"', '""')}"\n${R}`, doubled, `${R}\n${R}\n${R}`, 'unsafe'],
  ['a.jsonl', `${R}\n${R.replaceAll('"', '\\"')}\n${R}\n`, escaped, `${R}\n${R}\n${R}\n`, 'unsafe'],
  // Code around lines.
  ['a.jsonl', `const x = [\n${R},\n${R}\n];\n`, script, `${R}\n${R}\n`, 'unsafe'],
  ['a.jsonl', `export default [\n${R},\n${R}\n]\n`, script, `${R}\n${R}\n`, 'unsafe'],
  ['a.jsonl', `module.exports = [${R},\n${R}\n];\n`, script, `${R}\n${R}\n`, 'unsafe'],
  ['a.jsonl', `cb([\n${R},\n${R}\n]);\n`, call, `${R}\n${R}\n`, 'unsafe'],
  ['a.jsonl', `const x = [${R}, ${R}];\n`, script, `${R}\n${R}\n`, 'unsafe'],
  ['a.jsonl', `var a = ${R};\nvar b = ${R};\n`, script, `${R}\n${R}\n`, 'unsafe'],
  ['a.jsonl', `"${R}"\n"${R}"\n`, 'Code around the JSON.', `${R}\n${R}\n`, 'unsafe'],
  ['a.jsonl', `const x = ${pretty};\n`, script, onOneLine, 'unsafe'],
  ['a.jsonl', `cb(${R});\ncb(${R});\n`, call, `${R}\n${R}\n`, 'unsafe'],
  // Quotes in a text that nobody has escaped.
  ...[
    ['I want a 65', ' television'],
    ['apple ', 'bee', ' carrot'],
    ['do you know ', 'micheal', ', jackson'],
    ['he said ', 'hi', ''],
    ['', 'hi', ' he said'],
    ['<a href=', 'x', '>y</a>'],
  ].map((parts): Accident => {
    return ['a.json', subject(parts.join('"')), innerQuote, subject(parts.join('\\"')), 'unsafe'];
  }),
  ['a.json', subject('a', '"b"'), 'Unexpected text after a value.'],
  ['a.json', subject('a', '+"b"'), 'Unexpected text after a value.'],
  // Comments over several lines.
  [
    'a.json',
    pretty.replace('{', '{ /* one\n * two "x": 1\n */'),
    'JSON allows no comments.',
    pretty,
    'unsafe',
  ],
  // Line ends as two characters, outside of strings.
  [
    'a.json',
    pretty.replaceAll('\n', '\\n'),
    'Line ends are written as \\n, outside of strings.',
    pretty,
    'unsafe',
  ],
  // An address in a text that has lost its quotes: no comment starts in it.
  ...['Recording at https://x.example/a.wav', 'see http://x/a?b=1,2 and ftp://y now'].map(
    (text): Accident => [
      'a.json',
      R.replace('"type"', `"subject": ${text}, "type"`),
      `${text} is not a JSON value: put text into double quotes.`,
      subject(text),
      'unsafe',
    ],
  ),
  // The quote that opens a text is lost, and the text has commas.
  ...['Hello, world', 'Ärger, again, and it’s late', "Card lost, it's gone, 3 times", "It's gone"].map(
    (text): Accident => [
      'a.json',
      R.replace('"type"', `"subject": ${text}", "type"`),
      `${text}" is not a JSON value: put text into double quotes.`,
      subject(text),
      'unsafe',
    ],
  ),
  // The comma of a record that is copied out of a list; in front of another one it is no trailing one.
  ['a.json', `${R},\n`, 'Trailing comma: nothing follows.', `${R}\n`, 'safe'],
  ['a.json', `[${R}] ,`, 'Trailing comma: nothing follows.', `[${R}] `, 'safe'],
  ['a.json', `${R},\n${R}`, 'A second value: put both into an array, or use JSON Lines.'],
  // A colon that is lost where the value is there.
  ['a.json', inUdata('{"a" "b"}'), 'Missing colon after this key.', inUdata('{"a": "b"}'), 'safe'],
  ['a.json', inUdata('{"a" {"b": 1}}'), 'Missing colon after this key.', inUdata('{"a": {"b": 1}}'), 'safe'],
  // In a string of code, or between tags, text is written as these want it: without them it would say something else.
  ...[
    `const s = '${subject('a\\\\nb')}';`,
    `x = json.loads('${subject('caf\\\\u00e9')}')`,
    `INSERT INTO c VALUES ('${subject("it''s")}');`,
    `<pre>${subject('a &amp; b')}</pre>`,
  ].map(
    (text): Accident => [
      'a.json',
      `${text}\n`,
      `${text.startsWith('const') ? 'JavaScript' : text.startsWith('<') ? 'HTML' : 'Code'} around the JSON.`,
    ],
  ),
  ['a.json', `<pre>${subject('a & b')}</pre>\n`, 'HTML around the JSON.', `${subject('a & b')}\n`, 'unsafe'],
  [
    'a.json',
    `curl -d '${subject('C:\\\\a')}' x\n`,
    'Code around the JSON.',
    `${subject('C:\\\\a')}\n`,
    'unsafe',
  ],
  // What other languages mean by an escape.
  ['a.json', subject("it\\'s"), foreign("\\'"), subject("it's"), 'unsafe'],
  ['a.json', subject('a\\x41b'), foreign('\\x'), subject('a\\u0041b'), 'unsafe'],
  ['a.json', subject('a\\u{1F600}b'), foreign('\\u'), subject('a\\ud83d\\ude00b'), 'unsafe'],
  ['a.json', subject('a\\u{e9}b'), foreign('\\u'), subject('a\\u00e9b'), 'unsafe'],
  ['a.json', subject('a\\u{110000}b'), foreign('\\u'), subject('a\\\\u{110000}b'), 'unsafe'],
  ['a.json', subject('a\\U0001F600b'), foreign('\\U'), subject('a\\ud83d\\ude00b'), 'unsafe'],
  ['a.json', subject('a\\eb'), foreign('\\e'), subject('a\\\\eb'), 'unsafe'],
  ['a.json', subject('a\\0'), foreign('\\0'), subject('a\\u0000'), 'unsafe'],
  ['a.json', subject('a\\\n  b'), 'A line break in a string must be written \\n.', subject('a  b'), 'unsafe'],
  // Enter in the middle of a key.
  ['a.json', R.replace('"type"', '"ty\n  pe"'), 'A key must be on one line.', R, 'unsafe'],
  ['a.json', pretty.replace('"type"', '"ty\r\npe"'), 'A key must be on one line.', pretty, 'unsafe'],
  [
    'a.json',
    `[${R},\n${R.replace('"type"', '"type\n"')}]`,
    'A key must be on one line.',
    `[${R},\n${R}]`,
    'unsafe',
  ],
  // A conflict in a file that was indented after it.
  [
    'a.json',
    pretty.replace(/ *"type.*\n/, '  <<<<<<< a\n$&  =======\n$&  >>>>>>> b\n'),
    'Merge conflict: keep one side.',
  ],
  // Which side has the status that goes with the end is not known before one is chosen.
  [
    'a.json',
    pretty.replace(
      / *"status.*\n/,
      '<<<<<<< a\n  "status": 3,\n=======\n  "status": 1,\n>>>>>>> b\n  "end_date": "2099-01-01T00:00:00.000Z",\n',
    ),
    'Merge conflict: keep one side.',
  ],
  // The brackets between two records.
  ['a.json', `[${R.slice(0, -1)},${R.slice(1)}]`, second],
  ['a.json', `[\n${pretty.trimEnd().replace(/\n\}$/, ',')}${pretty.slice(1)}]`, second],
  // A bracket lacks rather.
  ['a.json', `[${R.slice(0, -1)}]`, 'Missing "}" to close the object.'],
  ['a.json', `{"calls":[${R.slice(0, -1)}],"total":1}`, 'Missing "}" to close the object.'],
  ['a.json', `{"calls":[${R}}`, 'Missing "]" to close the array.'],
];

function inShort(text: string): string {
  return JSON.stringify(text.replaceAll(R, 'R').replaceAll(R.slice(1, -1), 'M').slice(0, 100));
}

for (const [name, broken, message, fixed, by] of accidents) {
  test(`one accident is one problem: ${name} ${inShort(broken)}`, () => {
    const reading = readingAs(broken, { form: name.endsWith('l') ? 'lines' : 'json', isSaid: false });
    assert.deepEqual(
      allFindings(checkText(broken, reading))
        .flat()
        .map((finding) => finding.message),
      [message],
    );
    const fix = (includeUnsafe: boolean) =>
      fixText(engine, broken, reading, { now, severityOf: () => 'error', includeUnsafe }).text;
    assert.equal(fix(false), by === 'safe' ? fixed : broken);
    assert.equal(fix(true), fixed ?? broken);
  });
}

test('where a sign may stand in place of a quote, or each quote is an escape, none is put without asking', () => {
  for (const quote of ['\\x22', '\\u0022', '=22']) {
    const broken = R.replaceAll('"', quote);
    const { text } = fixText(engine, broken, 'json', {
      now,
      severityOf: () => 'error',
      includeUnsafe: false,
    });
    assert.equal(text.includes('"'), false, text);
  }
});

test('beside what is no JSON, signs stay as they are without asking', () => {
  const before = R.slice(0, R.indexOf('"type"'));
  const after = R.slice(R.indexOf('"type"'));
  for (const line of [
    '>>>> ORIGINAL a#1\n"duration": 1,\n==== THEIRS a#2\n"duration": 2,\n==== YOURS a\n<<<<',
    '+++++++ Contents of side #2',
    '-------',
    '[34m"subject"[0m: "x",',
    '"udata": KVList:\n \'a\' [str] = "1"\n',
    ']outcome": "x",',
    '}outcome": "x",',
  ]) {
    const broken = `${before}\n${line}\n${after}`;
    const { text } = fixText(engine, broken, 'json', {
      now,
      severityOf: () => 'error',
      includeUnsafe: false,
    });
    assert.equal(text, broken);
  }
});

test('beside a defect between brackets no bracket is taken for a wrong one without asking', () => {
  for (const udata of [
    '{"list":[12,345,"deep":{"x":"y"}}',
    '{"list":[[12,345],"deep":{"x":"y"}}}',
    '{"list":{12, 345], "a":"b"}',
  ]) {
    const broken = inUdata(udata);
    const { text } = fixText(engine, broken, 'json', {
      now,
      severityOf: () => 'error',
      includeUnsafe: false,
    });
    assert.equal(text, broken);
  }
});

test('numbers in braces get no colon', () => {
  const broken = R.replace('"type"', '"udata": {1, 2}, "type"');
  const { text } = fixText(engine, broken, 'json', { now, severityOf: () => 'error', includeUnsafe: true });
  assert.ok(text.includes('{1, 2}'), text);
});

test('words with a colon after a text without quotes are no key without asking', () => {
  const broken = R.replace('"type"', '"subject": Card lost, again: yes", "type"');
  const { text } = fixText(engine, broken, 'json', {
    now,
    severityOf: () => 'error',
    includeUnsafe: false,
  });
  assert.equal(text, broken);
});

test('no fix makes one text of what are several members', () => {
  const members = JSON.stringify(JSON.parse(R)).slice(1, -1).replaceAll('"', '').replaceAll(',', ' ');
  for (const broken of [
    `{${members}}`,
    R.replace('"type":', '"type: '),
    R.replace('"type"', '"type}'),
    R.replace('{', '{"udata": { ""a": {"b": 1}}, '),
  ])
    for (const includeUnsafe of [false, true]) {
      const { text } = fixText(engine, broken, 'json', { now, severityOf: () => 'error', includeUnsafe });
      assert.doesNotMatch(text, /\\"|"[^"]*\w+:\w+ [^"]*"\s*[,}]|: "\s*:/, text);
    }
});
