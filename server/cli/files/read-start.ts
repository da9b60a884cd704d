import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';

/**
 * The text that a file starts with, of so many bytes at most: a character that they cut in two is left out. Undefined
 * where the file cannot be read or is not UTF-8.
 */
export function readStart(path: string, mostBytes: number): string | undefined {
  try {
    const file = openSync(path, 'r');
    try {
      const bytes = Buffer.alloc(mostBytes);
      const content = bytes.subarray(0, readSync(file, bytes, 0, mostBytes, 0));
      const whole = content.subarray(0, content.length - cutOff(content));
      return isUtf8(whole) ? whole.toString('utf8').replace(/^\ufeff/, '') : undefined;
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

/** How many bytes at the end begin a character and do not end it. */
function cutOff(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}
