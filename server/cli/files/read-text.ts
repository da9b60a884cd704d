import { isUtf8 } from 'node:buffer';
import { FileError, failureText } from './file-error';
import { largestFile, tooLargeStream } from './largest-file';

/** A file's content as editors see it: a byte order mark is no part of the text. */
export interface FileText {
  readonly text: string;
  readonly hasByteOrderMark: boolean;
}

/**
 * Reads standard input to its end, and puts a 0 byte after it, as `countCleanRecords` wants it. It is read as a
 * stream: reading it at once fails where whoever started the process made it non-blocking. No more of it is collected
 * than the largest file has.
 *
 * @throws FileError if it cannot be read, or is larger than any file that is read
 */
export async function readStandardInput(): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of process.stdin) {
      length += (part as Buffer).length;
      if (length > largestFile) throw tooLargeStream();
      parts.push(part as Buffer);
    }
  } catch (error) {
    throw new FileError(failureText(error));
  }
  const bytes = new Uint8Array(length + 1);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
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
  return { text: bytes.toString('utf8', hasByteOrderMark ? 3 : 0), hasByteOrderMark };
}

function isMarkAt(bytes: Buffer, at: number): boolean {
  return bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf;
}

/** So many bytes of a file's start say whether it is UTF-16. */
const START_FOR_UTF16 = 256;

/**
 * With a byte order mark, or without one: nearly all characters of JSON are of ASCII, of which one byte is zero there, always
 * the same one of two. Zeros anywhere else are characters that do not belong there, and are shown as such.
 */
function looksLikeUtf16(bytes: Buffer): boolean {
  const start = bytes.subarray(0, START_FOR_UTF16);
  const [first, second] = start;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const zeros = [0, 0];
  for (let at = start.indexOf(0); at >= 0; at = start.indexOf(0, at + 1))
    zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const most = Math.max(...zeros);
  return most > 1 && most > start.length / 4 && most > 2 * Math.min(...zeros);
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
