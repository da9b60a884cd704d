import type { DocumentForm } from '../document/form';
import type { SoundReader } from '../document/sound-reader';
import { CLOSE_BRACKET, isWhiteSpace, OPEN_BRACE, OPEN_BRACKET } from '../json/characters';

/**
 * How many records a file has if each of them is quiet by its digest; undefined where that is not sure. `bytes` are the
 * file's, in UTF-8, with a 0 byte after them.
 */
export function countQuietRecords(
  bytes: Uint8Array,
  form: DocumentForm,
  reader: SoundReader,
  isQuiet: (digest: number) => boolean,
): number | undefined {
  const length = bytes.length - 1;
  const isLines = form === 'lines';
  const hasByteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  let at = afterWhiteSpace(bytes, hasByteOrderMark ? 3 : 0);
  const isArray = !isLines && bytes[at] === OPEN_BRACKET;
  if (isArray) at = afterWhiteSpace(bytes, at + 1);
  if (bytes[at] !== OPEN_BRACE) return undefined;
  reader.startBytes(bytes, isLines);
  for (let count = 1; ; count++) {
    const next = reader.read(at, isArray ? CLOSE_BRACKET : 0);
    if (next < 0 || !isQuiet(reader.digest())) return undefined;
    if (next === length) return count;
    // Only a list goes on after a record.
    if (!isArray && !isLines) return undefined;
    at = next;
  }
}

function afterWhiteSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  while (isWhiteSpace(bytes[at] as number)) at++;
  return at;
}
