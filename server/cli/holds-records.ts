import { formOf } from '../config/files';
import { chunkAt } from '../document/document';
import { entriesOf } from '../document/entries';
import { readingOf } from '../document/form';
import { engine } from './engine';
import { readStart } from './files/read-start';

/** How many fields with a plain value make an object a record beyond doubt, with one among them that others have not. */
const telltaleFields = 3;

/** So many bytes of a file are looked at. */
const LOOKED_AT = 1 << 16;

/** Whether the first record of a file is one for certain. A file that cannot be read holds none. */
export function holdsRecords(path: string): boolean {
  const text = readStart(path, LOOKED_AT);
  if (text === undefined) return false;
  const document = engine.read(engine.open(text, readingOf(text, formOf(path))));
  const record = document.count > 1 ? chunkAt(document, 1).record : undefined;
  if (record === undefined) return false;
  const telltale = entriesOf(record).filter(
    ({ field, kind }) => field !== undefined && (kind === 'string' || kind === 'number'),
  );
  // Events, tickets and catalogues of words have a `type`, a `status` and a `text`, too.
  return (
    telltale.length >= telltaleFields && telltale.some(({ field }) => field?.mandatory && !field.isCommon)
  );
}
