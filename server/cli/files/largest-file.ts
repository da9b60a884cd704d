import { FileError } from './file-error';

/** The bytes of the largest file that is read: its text must fit into one string, which has 2^29 - 24 units at most. */
export const largestFile = 500_000_000;

/** A file of more bytes than that. */
export function tooLarge(bytes: number): FileError {
  return new FileError(`is too large: ${inWords(bytes)} bytes, at most ${inWords(largestFile)}`);
}

/** The same for what has no size beforehand: a pipe, or standard input. */
export function tooLargeStream(): FileError {
  return new FileError(`is too large: it has more than ${inWords(largestFile)} bytes`);
}

function inWords(bytes: number): string {
  return bytes.toLocaleString('en');
}
