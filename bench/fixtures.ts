import { type Random, randomFrom } from './random';
import { defects, type Fields, phoneCall } from './records';

/** How the records of a fixture are written. */
export type Layout = 'array' | 'minified' | 'lines';

/** A record of a fixture that is not as it should be. */
export interface Expected {
  /** Index of the record in the file, from 0. */
  readonly record: number;
  /** The rule that reports it, once. */
  readonly rule: string;
}

/** A text of records and what is wrong with it. */
export interface Fixture {
  readonly text: string;
  readonly records: number;
  /** The UTF-16 offset of each record. */
  readonly starts: readonly number[];
  /** In text order. */
  readonly invalid: readonly Expected[];
}

/** How a fixture differs from others of its size. */
export interface Variation {
  readonly seed?: number;
  /** The number of its first record: records with other numbers share no ID. A multiple of the calls in a thread. */
  readonly firstNumber?: number;
  /** Adds fields to the record with this index, that is as it would be without. */
  readonly addMore?: (fields: Fields, record: number, random: Random) => void;
}

/** One record in twenty has a defect. */
const RECORDS_PER_DEFECT = 20;

/** The first record that has one: the second, so that the smallest fixtures have one too. */
const FIRST_DEFECT = 1;

/**
 * Records up to `bytes` bytes of UTF-8, the same in every run: a pretty-printed array, an array on one line, or
 * JSON Lines. The kinds of defects come in turn.
 */
export function makeFixture(bytes: number, layout: Layout, variation: Variation = {}): Fixture {
  const { seed = 1, firstNumber = 0, addMore } = variation;
  const random = randomFrom(seed);
  const randomOfMore = randomFrom(seed);
  const invalid: Expected[] = [];
  const parts: string[] = [];
  let size = 4;
  for (let record = 0; ; record++) {
    const fields = phoneCall(firstNumber + record, random);
    const defect =
      record % RECORDS_PER_DEFECT === FIRST_DEFECT
        ? defects[Math.floor(record / RECORDS_PER_DEFECT) % defects.length]
        : undefined;
    addMore?.(fields, record, randomOfMore);
    defect?.spoil(fields);
    const part = layouts[layout].print(fields);
    size += Buffer.byteLength(part) + layouts[layout].between.length;
    if (size > bytes) break;
    parts.push(part);
    if (defect) invalid.push({ record, rule: defect.rule });
  }
  const { before, between, after } = layouts[layout];
  const starts: number[] = [];
  let start = before.length;
  for (const part of parts) {
    starts.push(start);
    start += part.length + between.length;
  }
  return { text: before + parts.join(between) + after, records: parts.length, starts, invalid };
}

/** Small files for the command line: name, text and how many records of it are not as they should be. */
export interface SmallFile {
  readonly name: string;
  readonly text: string;
  readonly invalid: number;
}

/** `count` files of about 2.6 KB; one record in twenty has a defect. */
export function makeSmallFiles(count: number): readonly SmallFile[] {
  // Two or three records a file, in turn.
  return [...smallFiles(count, (file) => 2 + (file % 2))];
}

/** Such files of as many records as is said for each, made one by one. */
export function* smallFiles(count: number, recordsIn: (file: number) => number): Generator<SmallFile> {
  const random = randomFrom(2);
  let number = 0;
  for (let file = 0; file < count; file++) {
    const records: Fields[] = [];
    let invalid = 0;
    for (const end = number + recordsIn(file); number < end; number++) {
      const fields = phoneCall(number, random);
      if (number % RECORDS_PER_DEFECT === FIRST_DEFECT) {
        defects[Math.floor(number / RECORDS_PER_DEFECT) % defects.length]?.spoil(fields);
        invalid++;
      }
      records.push(fields);
    }
    const name = `calls-${String(file).padStart(4, '0')}.phonecalls.json`;
    yield { name, text: `${JSON.stringify(records, null, 2)}\n`, invalid };
  }
}

const layouts: Readonly<
  Record<
    Layout,
    {
      readonly before: string;
      readonly between: string;
      readonly after: string;
      readonly print: (fields: Fields) => string;
    }
  >
> = {
  array: {
    before: '[\n  ',
    between: ',\n  ',
    after: '\n]\n',
    print: (fields) => JSON.stringify(fields, null, 2).replaceAll('\n', '\n  '),
  },
  minified: { before: '[', between: ',', after: ']', print: (fields) => JSON.stringify(fields) },
  lines: { before: '', between: '\n', after: '\n', print: (fields) => JSON.stringify(fields) },
};
