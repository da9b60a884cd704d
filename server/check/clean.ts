import { CLOSE_BRACKET, isWhiteSpace, OPEN_BRACE, OPEN_BRACKET } from '../document/characters';
import type { DocumentForm } from '../document/document';
import type { SoundReader } from '../document/sound-reader';

/**
 * How many records a file has if nothing whatever is found in it; undefined where that is not sure. `bytes` are the
 * file's, in UTF-8, with a 0 byte behind them. Of a file like that no text, record or finding need ever be made: most of
 * a thousand files are.
 */
export function countCleanRecords(
  bytes: Uint8Array,
  form: DocumentForm,
  reader: SoundReader,
): number | undefined {
  const length = bytes.length - 1;
  const isLines = form === 'lines';
  const hasByteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  let at = behindWhiteSpace(bytes, hasByteOrderMark ? 3 : 0);
  const isArray = !isLines && bytes[at] === OPEN_BRACKET;
  if (isArray) at = behindWhiteSpace(bytes, at + 1);
  if (bytes[at] !== OPEN_BRACE) return undefined;
  reader.startBytes(bytes, isLines);
  for (let count = 1; ; count++) {
    const next = reader.read(at, isArray ? CLOSE_BRACKET : 0);
    if (next < 0 || !reader.isClean()) return undefined;
    if (next === length) return count;
    // Only a list goes on behind a record.
    if (!isArray && !isLines) return undefined;
    at = next;
  }
}

function behindWhiteSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  while (isWhiteSpace(bytes[at] as number)) at++;
  return at;
}
