import type { Diagnostic, Position } from 'vscode-languageserver';
import type { Expected, Fixture, Layout } from './fixtures';

/** A fixture as an open file: where its records are, in the counting of the protocol. */
export interface TextFile {
  readonly layout: Layout;
  readonly name: string;
  /** As tables name the size: `10 MB`. */
  readonly sizeName: string;
  readonly text: string;
  readonly records: number;
  readonly invalid: readonly Expected[];
  /** The position of a UTF-16 offset. */
  readonly positionOf: (offset: number) => Position;
  /** Index of the record that a position is in, or of the last one before it. */
  readonly recordAt: (position: Position) => number;
  /** The offset of the first character of a record, which is its opening brace. */
  readonly startOf: (record: number) => number;
  /** The offset of the value of a field of a record: the character after the colon and the space. */
  readonly fieldValue: (record: number, field: string) => number;
}

/** Finds lines and records in a fixture once, so that no measurement has to. */
export function textFile(name: string, layout: Layout, fixture: Fixture, sizeName = 'small'): TextFile {
  const { text, records, invalid, starts } = fixture;
  const lineStarts = startsOfLines(text);
  const offsetOf = ({ line, character }: Position): number => (lineStarts[line] ?? text.length) + character;
  return {
    layout,
    name,
    sizeName,
    text,
    records,
    invalid,
    positionOf(offset) {
      const line = lastNotAbove(lineStarts, offset);
      return { line, character: offset - (lineStarts[line] as number) };
    },
    recordAt: (position) => lastNotAbove(starts, offsetOf(position)),
    startOf: (record) => starts[record] as number,
    fieldValue(record, field) {
      const key = `"${field}":`;
      const at = text.indexOf(key, starts[record]) + key.length;
      return text[at] === ' ' ? at + 1 : at;
    },
  };
}

/** The records that findings are in, ascending, each once. */
export function recordsOf(file: TextFile, findings: readonly Diagnostic[]): readonly number[] {
  return [...new Set(findings.map(({ range }) => file.recordAt(range.start)))].sort((a, b) => a - b);
}

/** How many findings VS Code keeps of a file, and so how many our server sends. */
export const findingsLimit = 1000;

/**
 * What is wrong with what our server reported: it has to be one finding for each invalid record, with its rule, in
 * text order, and no more than the limit. Undefined where nothing is.
 */
export function wrongAboutOurs(
  file: TextFile,
  findings: readonly Diagnostic[],
  expected: readonly Expected[] = file.invalid,
): string | undefined {
  const due = expected.slice(0, findingsLimit);
  if (findings.length !== due.length) return `${findings.length} problems instead of ${due.length}`;
  const wrong = due.findIndex(({ record, rule }, index) => {
    const finding = findings[index] as Diagnostic;
    return finding.code !== rule || file.recordAt(finding.range.start) !== record;
  });
  if (wrong < 0) return undefined;
  const { code, range } = findings[wrong] as Diagnostic;
  const { record, rule } = due[wrong] as Expected;
  return `problem ${wrong} is ${code} in record ${file.recordAt(range.start)} instead of ${rule} in record ${record}`;
}

/** What is wrong with what the built-in server reported: findings in each invalid record, and in no other. */
export function wrongAboutBuiltIn(
  file: TextFile,
  findings: readonly Diagnostic[],
  expected: readonly Expected[] = file.invalid,
): string | undefined {
  const found = recordsOf(file, findings);
  const isRight =
    found.length === expected.length && expected.every(({ record }, index) => found[index] === record);
  return isRight ? undefined : `problems in ${found.length} records instead of ${expected.length}`;
}

function startsOfLines(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The index of the last of the ascending numbers that is not above the limit; 0 where all are. */
function lastNotAbove(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((numbers[middle] as number) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
