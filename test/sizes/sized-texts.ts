import type { DocumentForm } from '../../server/document/form';

/** A text that is too much of something. */
export interface SizedText {
  readonly name: string;
  readonly form: DocumentForm;
  readonly make: () => string;
  /** The rules that have something to say about it, sorted: all of them. */
  readonly rules: readonly string[];
}

/** A record that no rule has anything to say about. */
const valid =
  '{"interaction_id": "00001a57JGQ00BW8", "customer_id": "00001a57JGQ00C01", "status": 2, "entity_type": 3, ' +
  '"type": "Inbound", "media_type": "voice", "creator_app_id": 108, "start_date": "2026-03-17T08:15:00.000Z"}';

/** A valid record with more members, written as JSON text. */
function recordWith(members: string): string {
  return `${valid.slice(0, -1)},${members}}`;
}

function repeat(text: string, count: number): string {
  return text.repeat(count);
}

/** As many texts with a number of their own, and commas between them. */
function numbered(count: number, text: (number: number) => string): string {
  return Array.from({ length: count }, (_, number) => text(number)).join(',');
}

function json(name: string, rules: readonly string[], make: () => string): SizedText {
  return { name, form: 'json', make, rules };
}

function lines(name: string, rules: readonly string[], make: () => string): SizedText {
  return { name, form: 'lines', make, rules };
}

const tenMegabytes = 10_000_000;

/** Sizes and characters that the issue names, and worse ones of their kind. */
export const sizedTexts: readonly SizedText[] = [
  json('100,000 brackets', ['not-a-record'], () => repeat('[', 100_000) + repeat(']', 100_000)),
  json('100,000 brackets, none closed', ['not-a-record', 'syntax'], () => repeat('[', 100_000)),
  json('100,000 brackets, none opened', ['syntax'], () => repeat(']', 100_000)),
  json(
    '25,000 objects in each other',
    ['missing-field', 'unknown-field'],
    () => `${repeat('{"a":', 25_000)}1${repeat('}', 25_000)}`,
  ),
  json('25,000 objects in each other, none closed', ['syntax'], () => repeat('{"a":', 25_000)),
  json('15,000 objects in lists in each other', ['syntax'], () => repeat('{"a":[', 15_000)),
  json('100,000 brackets in user data', [], () =>
    recordWith(`"udata":{"a":${repeat('[', 100_000)}${repeat(']', 100_000)}}`),
  ),
  json('25,000 objects in user data', [], () =>
    recordWith(`"udata":${repeat('{"a":', 25_000)}1${repeat('}', 25_000)}`),
  ),
  json('10 MB of opening braces', ['syntax'], () => repeat('{', tenMegabytes)),
  json('10 MB of commas', ['syntax'], () => repeat(',', tenMegabytes)),
  json('1 MB of commas in a record', ['syntax'], () => `[{"status": 3${repeat(',', 1_000_000)}}]`),
  json('1,000,000 quotes', ['not-a-record', 'syntax'], () => repeat('"', 1_000_000)),
  json('1,000,000 single quotes', ['syntax'], () => repeat("'", 1_000_000)),
  json('a string of 10 MB', [], () => `[${recordWith(`"subject": "${repeat('x', tenMegabytes)}"`)}]`),
  json(
    'a string of 10 MB without its quote',
    ['syntax'],
    () => `[${recordWith(`"subject": "${repeat('x', tenMegabytes)}`)}`,
  ),
  json('a key of 1 MB', ['unknown-field'], () => recordWith(`"${repeat('status', 170_000)}": 1`)),
  json(
    '10 MB of records on one line',
    [],
    () =>
      `[${Array(Math.ceil(tenMegabytes / valid.length))
        .fill(valid)
        .join(',')}]`,
  ),
  json(
    '10,000 records on one line, one quote lost',
    ['syntax'],
    () =>
      `[${repeat(`${valid},`, 5000)}${recordWith('"subject": "lost')},${repeat(`${valid},`, 5000)}${valid}]`,
  ),
  json(
    '10,000 records with escaped quotes on one line',
    ['syntax'],
    () => `[${repeat('{\\"status\\": 3},', 10_000)}${valid}]`,
  ),
  json('10,000 times a lost colon', ['syntax'], () => `[${repeat('{"a" 1}', 10_000)}]`),
  json('5,000 keys without colons in each other', ['syntax'], () => repeat('{"a" ', 5_000)),
  json('200,000 comments on one line', ['syntax'], () => `[${repeat('/**/ <!----> ', 100_000)}${valid}]`),
  json('1,000,000 blank lines', [], () => `[${repeat('\n', 1_000_000)}${valid}${repeat('\n', 1_000_000)}]`),
  json(
    '1,000,000 lone CR',
    [],
    () => `[${repeat('\r', 500_000)}${valid.replace('{', `{${repeat('\r', 500_000)}`)}]`,
  ),
  json('20,000 records with lone CR between them', [], () => `[${repeat(`${valid},\r`, 20_000)}${valid}]`),
  json('100,000 unknown fields', ['unknown-field'], () =>
    recordWith(numbered(100_000, (number) => `"f${number}":${number}`)),
  ),
  json('10,000 unknown fields near a known one', ['unknown-field'], () =>
    recordWith(numbered(10_000, (number) => `"statu${number}":${number}`)),
  ),
  json('10,000 times the same key', ['duplicate-field', 'unknown-field'], () =>
    recordWith(numbered(10_000, () => '"a":1')),
  ),
  json('25,000 times the same field', ['duplicate-field'], () =>
    recordWith(numbered(25_000, () => '"type":"Inbound"')),
  ),
  json('25,000 keys of user data', [], () =>
    recordWith(`"udata":{${numbered(25_000, (number) => `"f${number}":"${number}"`)}}`),
  ),
  json('10,000 times the same key of user data', ['duplicate-field'], () =>
    recordWith(`"udata":{${numbered(10_000, () => '"a":"b"')}}`),
  ),
  json('200,000 NUL characters', ['syntax'], () => `[ ${repeat('\0', 200_000)}${valid}]`),
  json('1,000,000 NUL characters in a string', ['syntax'], () =>
    recordWith(`"subject": "${repeat('\0', 1_000_000)}"`),
  ),
  json('1,000,000 halves of surrogates in a string', [], () =>
    recordWith(`"subject": "${repeat('\ud800', 1_000_000)}"`),
  ),
  json('200,000 halves of surrogates', ['syntax'], () => `[${repeat('\udc00', 200_000)}]`),
  json('1,000,000 U+2028 in a string', [], () => recordWith(`"subject": "${repeat('\u2028', 1_000_000)}"`)),
  json('200,000 U+2028 between tokens', ['syntax'], () => `[${valid}${repeat('\u2028', 200_000)}]`),
  json('1,000,000 backslashes', ['syntax'], () => recordWith(`"subject": "${repeat('\\', 999_999)}q"`)),
  json(
    'numbers of 10,000 digits',
    ['unsafe-integer', 'wrong-type'],
    () =>
      `[${repeat(`${recordWith(`"duration": ${repeat('9', 10_000)}`)},`, 100)}${recordWith(`"duration": 0.${repeat('1', 10_000)}`)}]`,
  ),
  json(
    'keys __proto__ and constructor',
    ['duplicate-field', 'unknown-field'],
    () =>
      `[${repeat(`${recordWith('"__proto__": {"constructor": 1}, "constructor": {"__proto__": []}, "__proto__": 1')},`, 1000)}${recordWith('"udata": {"__proto__": "a", "constructor": "b", "toString": "c"}')}]`,
  ),
  lines('a line of 10 MB', [], () => recordWith(`"subject": "${repeat('x', tenMegabytes)}"`)),
  lines('10,000 records on one line', ['syntax'], () => repeat(valid, 10_000)),
  lines('a list of 10,000 records on one line', ['syntax'], () => `[${repeat(`${valid},`, 10_000)}${valid}]`),
  lines(
    '1,000,000 blank lines of JSON Lines',
    [],
    () => `${repeat('\n', 1_000_000)}${valid}${repeat('\r\n', 500_000)}`,
  ),
];

/** A million records that lack everything: what they would take one by one is many times what the text takes. */
const emptyRecords: readonly SizedText[] = [
  json('a million empty records', missing(), () => `[${repeat('{},', 999_999)}{}]`),
  lines('a million empty records on lines', missing(), () => repeat('{}\n', 1_000_000)),
];

/** All of them, and the million empty records. */
export const allSizedTexts: readonly SizedText[] = [...sizedTexts, ...emptyRecords];

function missing(): readonly string[] {
  return ['missing-field'];
}
