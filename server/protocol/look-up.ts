import type { Name } from '../features/navigate/names';
import type { File, FoundRecords } from '../features/navigate/places';
import { searching } from '../features/navigate/search';
import type { AskedAboutAll } from './request';
import type { Taken } from './session';
import { runInSlices } from './slices';

/** A file that the server knows, and what is remembered of it. */
export interface KnownFile extends File, Pick<Taken, 'remembered'> {}

/** All files that the server knows, one after the other. */
export async function* knownFiles({ files }: Pick<AskedAboutAll, 'files'>): AsyncGenerator<KnownFile> {
  for (const session of files.all()) {
    const taken = await session.taken();
    const checked = await taken?.file.checked();
    if (!taken || !checked) continue;
    const { file, remembered } = taken;
    yield { uri: session.uri, version: file.version(), document: checked.document, remembered };
  }
}

/** The records of all of them that have a name in one of its fields, by file. */
export async function findRecords(
  name: Name,
  asked: Pick<AskedAboutAll, 'files' | 'host'>,
): Promise<readonly FoundRecords[]> {
  const found: FoundRecords[] = [];
  for await (const { remembered: _, ...file } of knownFiles(asked))
    found.push(...(await findRecordsIn(name, file, asked)));
  return found;
}

/** The same of one file. */
export async function findRecordsIn(
  name: Name,
  { uri, version, document }: File,
  { host: { clock } }: Pick<AskedAboutAll, 'host'>,
): Promise<readonly FoundRecords[]> {
  const chunks = await runInSlices(clock, searching(name, document), () => true);
  return chunks && chunks.length > 0 ? [{ uri, version, document, chunks }] : [];
}
