import type { DocumentForm } from '../document/form';
import type { SoundReader } from '../document/sound-reader';
import { CLOSE_BRACKET, isWhiteSpace, OPEN_BRACE, OPEN_BRACKET } from '../json/characters';

/** A file of which each record was read fast. */
export interface QuickLook {
  /** How many records it has. */
  readonly count: number;
  /** Whether nothing whatever is found in any of them by itself. */
  readonly isQuiet: boolean;
}

/**
 * Looks at a file record by record; undefined where not all of them can be read fast. `bytes` are the file's, in UTF-8, with
 * a 0 byte after them. `isQuiet` says of a digest whether nothing is found in the record, and `look` whether to go on after a
 * record was read, as the reader has it then.
 */
export function lookAtRecords(
  bytes: Uint8Array,
  form: DocumentForm,
  reader: SoundReader,
  isQuiet: (digest: number) => boolean,
  look: (isQuiet: boolean) => boolean,
): QuickLook | undefined {
  const length = bytes.length - 1;
  const isLines = form === 'lines';
  const hasByteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  let at = afterWhiteSpace(bytes, hasByteOrderMark ? 3 : 0);
  const isArray = !isLines && bytes[at] === OPEN_BRACKET;
  if (isArray) at = afterWhiteSpace(bytes, at + 1);
  if (bytes[at] !== OPEN_BRACE) return undefined;
  reader.startBytes(bytes, isLines);
  let areQuiet = true;
  for (let count = 1; ; count++) {
    const next = reader.read(at, isArray ? CLOSE_BRACKET : 0);
    if (next < 0) return undefined;
    const isThisQuiet = isQuiet(reader.digest());
    areQuiet &&= isThisQuiet;
    if (!look(isThisQuiet)) return undefined;
    if (next === length) return { count, isQuiet: areQuiet };
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
