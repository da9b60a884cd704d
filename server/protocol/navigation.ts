import type { Location, Range } from 'vscode-languageserver';
import type { File } from '../features/navigate/places';
import type { KnownRows } from '../features/navigate/record-row';
import { rangeReader } from './convert';

/** Makes the memory of what records of a file say in one row. */
export const knownRows = (): KnownRows => new WeakMap();

/** Something with UTF-16 offsets in a file. */
interface Span extends File {
  readonly start: number;
  readonly end: number;
}

/** The places as the protocol writes them; those of one file follow each other. */
export function toLocations(spans: readonly Span[]): Location[] {
  const rangeOf = rangesInFiles();
  return spans.map((span) => ({ uri: span.uri, range: rangeOf(span, span.start, span.end) }));
}

/** Returns ranges in files, the lines of each record read only once where those of one file follow each other. */
export function rangesInFiles(): (file: File, start: number, end: number) => Range {
  let last: File['document'] | undefined;
  let rangeOf: ReturnType<typeof rangeReader> | undefined;
  return ({ document }, start, end) => {
    if (!rangeOf || last !== document) rangeOf = rangeReader(document);
    last = document;
    return rangeOf(start, end);
  };
}
