import { closedFilesNaming, isIndexed, recordsNamed } from '../features/navigate/find';
import type { Name } from '../features/navigate/names';
import type { File, FoundRecords } from '../features/navigate/places';
import { searching } from '../features/navigate/search';
import { isOtherVersion } from './addresses';
import type { AskedAboutAll } from './request';
import type { Taken } from './session';
import { runInSlices } from './slices';
import { searchClosed } from './workspace/search-closed';

/** A file that the client has open, and what is remembered of it. */
export interface OpenedFile extends File, Pick<Taken, 'remembered'> {}

/** While somebody types without end, an answer is worth more than the newest letter. */
const MOST_PASSES = 10;

/** All files that the client has open, each in its newest version: what is being read is waited for. */
export async function openFiles({ files }: Pick<AskedAboutAll, 'files'>): Promise<readonly OpenedFile[]> {
  for (let pass = 0; ; pass++) {
    const open: { readonly uri: string; readonly taken: Taken }[] = [];
    for (const { uri, taken: take } of files.all()) {
      const taken = isOtherVersion(uri) ? undefined : await take();
      if (taken && (await taken.file.checked())) open.push({ uri, taken });
    }
    const read = open.flatMap(({ uri, taken: { file, remembered } }) => {
      const document = file.checkedByNow()?.document;
      return document ? [{ uri, version: file.version(), document, remembered }] : [];
    });
    // While one was waited for another one may have changed.
    if (read.length === open.length || pass === MOST_PASSES) return read;
  }
}

/**
 * The records of open and closed files that have a name in one of its fields, by file. Where the index knows all closed
 * files, only those are read that have it, unless each is to be read as it is on disk at this moment.
 */
export async function findRecords(
  name: Name,
  asked: AskedAboutAll,
  way: 'as known' | 'from disk' = 'as known',
): Promise<readonly FoundRecords[]> {
  const isKnown = way === 'as known' && isIndexed(name.fields) && asked.workspace.knowsAll();
  // Those that take long first, so that the open ones are what they are now.
  const closed = isKnown
    ? await findClosedRecords(name, asked)
    : await searchClosed(name, asked, isKnownBy(asked));
  const open = await findOpenRecords(name, asked);
  // One may have been opened meanwhile.
  return [...open, ...closed.filter(({ uri }) => !asked.closedFiles.isOpen(uri))];
}

async function findClosedRecords(name: Name, asked: AskedAboutAll): Promise<readonly FoundRecords[]> {
  const found: FoundRecords[] = [];
  for (const uri of closedFilesNaming(name, asked.relations)) {
    if (!asked.isWanted()) break;
    const document = await asked.workspace.document(uri);
    if (document) found.push(...(await searchFile(name, { uri, version: null, document }, asked)));
  }
  return found;
}

/** Says of which files the records are known without reading them. */
export function isKnownBy({ relations }: AskedAboutAll): (address: string) => boolean {
  return (address) => relations.documentOf(address) !== undefined;
}

/** The records with an identity: closed files are looked into only where no open one has any. */
export async function findIdentities(text: string, asked: AskedAboutAll): Promise<readonly FoundRecords[]> {
  const { identity } = asked.engine.type;
  if (!identity) return [];
  const name: Name = { text, fields: [identity] };
  const open = await findOpenRecords(name, asked);
  return open.length > 0 ? open : findRecords(name, asked);
}

/** The same of files that are open, and of those that are always known. */
async function findOpenRecords(name: Name, asked: AskedAboutAll): Promise<readonly FoundRecords[]> {
  const open = await openFiles(asked);
  if (!isIndexed(name.fields)) {
    const found: FoundRecords[] = [];
    for (const file of open) found.push(...(await searchFile(name, file, asked)));
    return found;
  }
  const versions = new Map(open.map(({ uri, version }) => [uri, version]));
  return recordsNamed(name, asked.relations).map((found) => ({
    ...found,
    version: versions.get(found.uri) ?? null,
  }));
}

/** The same of one file in its newest version. */
export async function findRecordsIn(
  name: Name,
  file: File,
  asked: Pick<AskedAboutAll, 'host' | 'relations'>,
): Promise<readonly FoundRecords[]> {
  if (!isIndexed(name.fields)) return searchFile(name, file, asked);
  const { uri, version } = file;
  return recordsNamed(name, asked.relations)
    .filter((found) => found.uri === uri)
    .map((found) => ({ ...found, version }));
}

/** Looks through a file for a name that no index knows. */
async function searchFile(
  name: Name,
  { uri, version, document }: File,
  { host: { clock } }: Pick<AskedAboutAll, 'host'>,
): Promise<readonly FoundRecords[]> {
  const chunks = await runInSlices(clock, searching(name, document), () => true);
  return chunks && chunks.length > 0 ? [{ uri, version, document, chunks }] : [];
}
