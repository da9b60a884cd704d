import { isUtf8 } from 'node:buffer';
import { FileError } from './file-error';

/** A file's content as editors see it: a byte order mark is no part of the text. */
export interface FileText {
  readonly text: string;
  readonly hasByteOrderMark: boolean;
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
 * Whether a file starts like one in UTF-16. With a byte order mark, or without one: nearly all characters of JSON are of ASCII, of which one byte is zero there, always
 * the same one of two (in UTF-32 three of four). Zeros anywhere else are characters that do not belong there, and are shown as such.
 */
export function looksLikeUtf16(bytes: Buffer): boolean {
  const start = bytes.subarray(0, START_FOR_UTF16);
  const [first, second] = start;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const zeros = [0, 0];
  for (let at = start.indexOf(0); at >= 0; at = start.indexOf(0, at + 1))
    zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const most = Math.max(...zeros);
  return most > 1 && most > start.length / 4 && most >= 2 * Math.min(...zeros);
}

/** Where bytes that are no UTF-8 go wrong; so many lines stand before them. */
export function firstWrongByte(bytes: Buffer, linesBefore = 0): string {
  // Decoding puts a replacement character where bytes are wrong; one that stands in the file is no defect.
  const text = bytes.toString('utf8');
  let offset = 0;
  for (let from = 0; ; ) {
    const at = text.indexOf('\ufffd', from);
    offset += Buffer.byteLength(text.slice(from, at));
    if (bytes.readUIntBE(offset, Math.min(3, bytes.length - offset)) !== 0xefbfbd) {
      const line = linesBefore + text.slice(0, at).split(/\r\n|\r|\n/).length;
      const byte = (bytes[offset] ?? 0).toString(16).toUpperCase();
      return `byte 0x${byte} in line ${line} is wrong there; save it as UTF-8`;
    }
    offset += 3;
    from = at + 1;
  }
}
