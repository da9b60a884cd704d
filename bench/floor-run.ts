// The floors of opening a file, in a process of its own: node floor-run.js FILE array|minified|lines
// Prints as JSON what each took the first time and the second time, in milliseconds.
import { readFileSync } from 'node:fs';
import { compileSchema } from './ajv-schema';

/** Milliseconds of the first and of the second time. */
export interface FloorFigures {
  readonly copy: readonly number[];
  readonly parse: readonly number[];
  readonly parseAndValidate: readonly number[];
  /** Records in which Ajv found something. */
  readonly invalid: number;
}

const [path = '', layout = 'array'] = process.argv.slice(2);
const bytes = readFileSync(path);
const copy: number[] = [];
const parse: number[] = [];
const parseAndValidate: number[] = [];
const validate = compileSchema();
let invalid = 0;
for (let time = 0; time < 2; time++) {
  const target = Buffer.allocUnsafeSlow(bytes.length).fill(0);
  copy.push(timed(() => bytes.copy(target)));
  // A fresh string each time, as a server gets one.
  const text = bytes.toString();
  parseAndValidate.push(timed(() => (layout === 'lines' ? validateLines(text) : validateAll(text))));
}
for (let time = 0; time < 2; time++) {
  const text = bytes.toString();
  parse.push(timed(() => (layout === 'lines' ? parseLines(text) : JSON.parse(text))));
}
const figures: FloorFigures = { copy, parse, parseAndValidate, invalid };
process.stdout.write(JSON.stringify(figures));

function validateAll(text: string): void {
  validate(JSON.parse(text));
  // An error without a place is that of the schema's root, which is a choice between one record and an array.
  const places = validate.errors?.flatMap(({ instancePath }) => instancePath.split('/', 2)[1] ?? []);
  invalid = new Set(places).size;
}

function validateLines(text: string): void {
  invalid = 0;
  for (const line of text.split('\n')) {
    if (line !== '' && !validate(JSON.parse(line))) invalid++;
  }
}

function parseLines(text: string): void {
  for (const line of text.split('\n')) if (line !== '') JSON.parse(line);
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
