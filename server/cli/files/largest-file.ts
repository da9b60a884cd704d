import { FileError } from './file-error';

/** The bytes of the largest text that is held as a whole: it must fit into one string, which has 2^29 - 24 units at most. */
export const largestFile = 500_000_000;

/**
 * A file, or a part of one that cannot be cut, of more bytes than that; undefined where it is not known how many these are:
 * of a pipe, or of standard input.
 */
export function tooLarge(bytes: number | undefined): FileError {
  const limit = inWords(largestFile);
  const size =
    bytes === undefined ? `it has more than ${limit} bytes` : `${inWords(bytes)} bytes, at most ${limit}`;
  return new FileError(`is too large: ${size}`);
}

/** The same of what `check` would read part by part if it were a list or JSON Lines. */
export function tooLargeToCut(bytes: number | undefined): FileError {
  return new FileError(`${tooLarge(bytes).message}; only a list or JSON Lines may have more`);
}

/** The same of what `fix` would mend part by part if each problem were one of a single record. */
export function tooLargeToMend(bytes: number | undefined): FileError {
  return new FileError(
    `${tooLarge(bytes).message}, as a problem has to do with more than one record, or with how the file is read`,
  );
}

function inWords(bytes: number): string {
  return bytes.toLocaleString('en');
}
