import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { buildProgram, type Program, recordLine, recordText } from '../support/program';

let program: Program;
before(async () => {
  program = await buildProgram({ findsSharedIds: false });
});
after(() => program.remove());

const record = recordLine();
const array = 'An array is not JSON Lines: write one record per line.';
const second = 'A second value: put both into an array, or use JSON Lines.';
const pretty = 'A value over several lines is not JSON Lines: name the file .json.';
const camel = '{"interactionId":"i1","customerId":"c1","entityType":3,"uData":{"ServiceType":"cards"}}';

/** A record on a line but for a line end in a text, and what is said of it. */
const broken = record.replace('{', '{"subject":"first\n","outcome":"second\n\\"third\\"",');
const lineBreak = 'A line break in a string must be written \\n.';
const twice = [lineBreak, lineBreak];

/** A file, and what `check` says: the exit code, how many records, and all messages where they are few. */
const files: readonly (readonly [
  id: string,
  name: string,
  text: string,
  status: number,
  records: number,
  messages: readonly string[] | 'some',
  ...words: string[],
])[] = [
  ['lines-in-json', 'a.phonecall.json', `${record}\n${record}\n${record}\n`, 0, 3, []],
  ['lines with CRLF', 'a.phonecall.json', `\ufeff${record}\r\n\r\n${record}\r\n`, 0, 2, []],
  ['camelCase lines', 'a.phonecall.json', `${camel}\n${camel}\n`, 1, 2, 'some'],
  ['array-in-jsonl', 'a.phonecall.jsonl', `[\n${record},\n${record}\n]\n`, 1, 2, [array]],
  ['array on a line', 'a.phonecall.jsonl', `[${record},${record}]\n`, 1, 2, [array]],
  ['empty array in jsonl', 'a.phonecall.jsonl', '[]\n', 1, 0, [array]],
  ['several arrays', 'a.phonecall.json', `[${record}]\n[${record},${record}]\n[]`, 1, 3, [second]],
  ['several arrays without anything between', 'a.phonecall.json', `[${record}][${record}]`, 1, 2, [second]],
  ['a defect in a second array', 'a.phonecall.json', `[${record}]\n[{"status":9}]\n`, 1, 2, 'some'],
  ['an array after a record', 'a.phonecall.json', `${record}[${record}]`, 1, 2, [second]],
  ['pretty-in-jsonl', 'a.phonecall.jsonl', recordText(), 1, 1, [pretty]],
  ['pretty after its brace', 'a.phonecall.jsonl', recordText().replace('{\n  ', '{'), 1, 1, [pretty]],
  ['commas first', 'a.ndjson', recordText().replaceAll(',\n', '\n,'), 1, 1, [pretty]],
  ['lines, one broken', 'a.phonecall.jsonl', `${record}\n{"a": 1,\n}\n${record}\n`, 1, 3, 'some'],
  ['lines, then pretty', 'a.phonecall.jsonl', `${record}\n${recordText()}${record}\n`, 1, 3, [pretty]],
  ['line breaks in lines', 'a.phonecall.jsonl', `${broken}\n${record}\n`, 1, 2, twice],
  ['line breaks in the last line', 'a.phonecall.jsonl', `${record}\n${broken}`, 1, 2, twice],
  ['line breaks in lines of .json', 'a.phonecall.json', `${broken}\n${record}\n${record}`, 1, 3, twice],
  ['line breaks in an array', 'a.phonecalls.json', `[${broken},\n${record}]`, 1, 2, twice],
  ['said by an option', 'a.phonecall.json', `${record}\n`, 0, 1, [], '--as', 'lines'],
  ['said against its content', 'a.phonecall.jsonl', recordText(), 0, 1, [], '--as', 'json'],
  ['empty-file', 'a.phonecall.json', '', 1, 0, ['The file is empty.']],
  ['bom-only', 'a.phonecall.json', '\ufeff', 1, 0, ['The file is empty.']],
  ['white space alone', 'a.phonecall.json', ' \r\n\t\n', 1, 0, ['The file is empty.']],
  ['empty lines, allowed', 'a.phonecall.jsonl', '\n', 0, 0, [], '--allow-empty'],
  ['empty-wrapper-list', 'a.phonecall.json', '{"interactions":[]}', 0, 0, [], '--allow-empty'],
  ['silent-camel', 'a.phonecall.json', camel, 1, 1, 'some'],
  ['silent-camel-array', 'a.phonecall.json', `[${camel}]`, 1, 1, 'some'],
  ['silent-pascal', 'a.phonecall.json', '{"CustomerId":"c","Status":3,"UData":{"S":"c"}}', 1, 1, 'some'],
];

interface Report {
  readonly files: readonly { readonly records: number; readonly findings: readonly { message: string }[] }[];
}

for (const [id, name, text, status, records, messages, ...words] of files) {
  test(`${id}: ${name}`, () => {
    program.folder({ [name]: text });
    const result = program.run(['check', '--format', 'json', ...words, name]);
    const [file] = (JSON.parse(result.stdout) as Report).files;
    const told = file?.findings.map(({ message }) => message) ?? [];
    assert.equal(file?.records, records, result.stdout);
    if (messages === 'some') assert.ok(told.length > 0);
    else assert.deepEqual(told, messages);
    assert.equal(result.status, status, result.stderr);
    // The report for people shows it, too.
    assert.equal(program.run(['check', ...words, name]).status, status);
  });
}

test('stdin-empty: nothing on standard input is an error', () => {
  program.folder();
  const { status, stdout } = program.run(['check', '-'], { input: '' });
  assert.equal(status, 1);
  assert.match(stdout, /The file is empty\./);
});
