import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';

/** A file's content as editors see it: a byte order mark is no part of the text. */
export interface FileText {
  readonly text: string;
  readonly hasByteOrderMark: boolean;
}

/** A file that cannot be read or written. Its message says why, in words that follow the file's name. */
export class FileError extends Error {}

/**
 * Reads a UTF-8 file.
 *
 * @throws FileError if it cannot be read or is not UTF-8
 */
export function readText(path: string): FileText {
  return decodeText(readBytes(path));
}

/**
 * Reads standard input to its end, as UTF-8. It is read as a stream: reading it at once fails where whoever started
 * the process made it non-blocking.
 *
 * @throws FileError if it cannot be read or is not UTF-8
 */
export async function readStandardInput(): Promise<FileText> {
  const parts: Buffer[] = [];
  try {
    for await (const part of process.stdin) parts.push(part as Buffer);
  } catch (error) {
    throw new FileError(failureText(error));
  }
  return decodeText(Buffer.concat(parts));
}

/**
 * Decodes UTF-8.
 *
 * @throws FileError that says what else the bytes may be, or where they go wrong
 */
export function decodeText(bytes: Buffer): FileText {
  if (looksLikeUtf16(bytes)) throw new FileError('is not UTF-8 but looks like UTF-16: save it as UTF-8');
  if (!isUtf8(bytes)) throw new FileError(`is not UTF-8: ${firstWrongByte(bytes)}`);
  // Only one is no part of the text: a second one is a defect of it, and is shown as one.
  const hasByteOrderMark = isMarkAt(bytes, 0) && !isMarkAt(bytes, 3);
  return { text: decode(bytes, hasByteOrderMark ? 3 : 0), hasByteOrderMark };
}

function isMarkAt(bytes: Buffer, at: number): boolean {
  return bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf;
}

/** Says in words that follow a file's name why an operation of the file system failed. */
export function failureText(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return failures[code ?? ''] ?? `cannot be used: ${message}`;
}

const failures: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist: a part of its path is no folder',
  EACCES: 'cannot be accessed: permission denied',
  EPERM: 'cannot be accessed: operation not permitted',
  EISDIR: 'is a folder',
  ELOOP: 'is a symbolic link that leads back to itself',
  ENAMETOOLONG: 'has too long a name',
  ENOSPC: 'cannot be written: no space is left on the device',
  EROFS: 'cannot be written: the file system is read-only',
  ERR_STRING_TOO_LONG: 'is too large',
  ERR_FS_FILE_TOO_LARGE: 'is too large',
};

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new FileError(failureText(error));
  }
}

function decode(bytes: Buffer, start: number): string {
  try {
    return bytes.toString('utf8', start);
  } catch (error) {
    throw new FileError(failureText(error));
  }
}

/** With a byte order mark, or without one: JSON starts with a character of ASCII, one byte of which is then zero. */
function looksLikeUtf16(bytes: Buffer): boolean {
  const [first, second] = bytes;
  if (first === undefined || second === undefined || bytes.length % 2 === 1) return false;
  return (
    (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || first === 0 || second === 0
  );
}

function firstWrongByte(bytes: Buffer): string {
  // Decoding puts a replacement character where bytes are wrong; one that stands in the file is no defect.
  const text = bytes.toString('utf8');
  let offset = 0;
  for (let from = 0; ; ) {
    const at = text.indexOf('\ufffd', from);
    offset += Buffer.byteLength(text.slice(from, at));
    if (bytes.readUIntBE(offset, Math.min(3, bytes.length - offset)) !== 0xefbfbd) {
      const line = text.slice(0, at).split(/\r\n|\r|\n/).length;
      const byte = (bytes[offset] ?? 0).toString(16).toUpperCase();
      return `byte 0x${byte} in line ${line} is wrong there; save it as UTF-8`;
    }
    offset += 3;
    from = at + 1;
  }
}
