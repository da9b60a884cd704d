import type { CheckedDocument } from '../../check/check';
import { formOf } from '../../config/files';
import { type FormWanted, readingAs } from '../../document/form';
import type { Engine } from '../../engine';
import type { FileConfiguration } from '../configuration';
import type { FileContent } from '../host';

/** So many bytes are read without a pause. */
const SMALL = 1 << 18;

/** What a file holds that is read. */
export type Readable = Exclude<FileContent, undefined | 'too-large'>;

/**
 * Checks a closed file as the command line does, which finds `nothing` in most. The generator pauses every now and then.
 */
export function* checkingClosed(
  address: string,
  content: Readable,
  { form, type, marking }: Pick<FileConfiguration, 'form' | 'type' | 'marking'>,
  engine: Engine,
): Generator<unknown, CheckedDocument | 'nothing' | 'not-utf-8'> {
  const wanted = formWanted(address, form);
  const text = textOf(content);
  if (text === undefined) return 'not-utf-8';
  // Most files of a thousand are quiet, and then no record is made.
  if ('bytes' in content && content.bytes.length <= SMALL && !marking)
    if (engine.countQuietRecords(content.bytes, wanted.form, type) !== undefined) return 'nothing';
  const document = engine.open(text, { ...readingAs(text, wanted), isFinal: true }, type);
  return yield* engine.checking(yield* engine.settling(document));
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
