import type { CheckedDocument } from '../../check/check';
import { formOf } from '../../config/files';
import { chunksOf, type Document } from '../../document/document';
import { type FormWanted, readingAs } from '../../document/form';
import type { Engine } from '../../engine';
import { type SaidInFile, saidRecords } from '../../relations/said-records';
import type { FileConfiguration } from '../configuration';
import type { FileContent } from '../host';

/** So many bytes are read without a pause. */
const SMALL = 1 << 18;

/** What a file holds that is read. */
export type Readable = Exclude<FileContent, undefined | 'too-large'>;

/** What is looked for in a closed file: `all` is its document, and what is found in it also where that is nothing. */
export type Wanted = 'what its records say' | 'what is found' | 'all';

/** What a closed file is. */
export interface LookedAt {
  /** What its records say of each other. */
  readonly said: SaidInFile;
  /** What is found in it by itself; undefined where that is nothing, or not wanted. */
  readonly checked: CheckedDocument | undefined;
  /** Where it was read for more than what its records say. */
  readonly document: Document | undefined;
}

/**
 * Looks at a closed file as the command line does, which finds nothing in most: then no record is made. The generator
 * pauses every now and then.
 */
export function* lookingAtClosed(
  address: string,
  content: Readable,
  { form, type }: Pick<FileConfiguration, 'form' | 'type'>,
  engine: Engine,
  wanted: Wanted,
): Generator<unknown, LookedAt | 'not-utf-8'> {
  const how = formWanted(address, form);
  const text = textOf(content);
  if (text === undefined) return 'not-utf-8';
  if (wanted !== 'all' && 'bytes' in content && content.bytes.length <= SMALL) {
    const look = engine.lookAtRecords(content.bytes, how.form, type, wanted === 'what is found');
    if (look) return { said: look.said, checked: undefined, document: undefined };
  }
  const opened = engine.open(text, { ...readingAs(text, how), isFinal: true }, type);
  const document = yield* engine.settling(opened);
  const checked = wanted === 'what its records say' ? undefined : yield* engine.checking(document);
  return { said: yield* sayingIn(document), checked, document };
}

const RECORDS_BETWEEN_PAUSES = 500;

function* sayingIn(document: Document): Generator<unknown, SaidInFile> {
  const said = saidRecords();
  let count = 0;
  for (const chunk of chunksOf(document)) {
    if (chunk.record) said.addChunk(chunk);
    if (++count % RECORDS_BETWEEN_PAUSES === 0) yield undefined;
  }
  return said.said();
}

/** How a closed file is read, given what settings say of it. */
export function formWanted(address: string, form: FileConfiguration['form']): FormWanted {
  return { form: form ?? formOf(address), isSaid: form !== undefined };
}

/** The text of a closed file, without a byte order mark; undefined where it is no UTF-8. */
export function textOf(content: Readable): string | undefined {
  if ('text' in content) return content.text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content.bytes.subarray(0, -1));
  } catch {
    return undefined;
  }
}
