import { limits } from '../../config/limits';
import type { Document } from '../../document/document';
import { readingAs } from '../../document/form';
import type { Name } from '../../features/navigate/names';
import type { FoundRecords } from '../../features/navigate/places';
import { mayHave, searching } from '../../features/navigate/search';
import type { AskedAboutAll } from '../request';
import { runInSlices } from '../slices';
import { createBreath } from './breath';
import { formWanted, textOf } from './check-closed';
import { readAhead } from './read-ahead';
import { findTaken, readFolders, type TakenFile } from './read-folders';

/** A closed file that was read. */
interface ReadFile extends TakenFile {
  readonly text: string;
}

/**
 * The records of closed files of the workspace that have a name, by file: each file is read, and what it holds is forgotten
 * again. Those are left out of which somebody knows without that.
 */
export async function searchClosed(
  name: Name,
  asked: AskedAboutAll,
  isKnown: (address: string) => boolean,
): Promise<readonly FoundRecords[]> {
  const found: FoundRecords[] = [];
  for await (const file of readClosed(asked, isKnown)) {
    const document = mayHave(name, file.text) ? await documentOf(file, asked) : undefined;
    const { clock } = asked.host;
    const chunks = document && (await runInSlices(clock, searching(name, document), () => true));
    if (document && chunks?.length) found.push({ uri: file.address, version: null, document, chunks });
  }
  return found;
}

/** All closed files of the workspace, one after the other, as long as somebody waits for them. */
export async function* readClosed(
  { closedFiles, host, isWanted }: AskedAboutAll,
  isKnown: (address: string) => boolean,
): AsyncGenerator<ReadFile> {
  const breath = createBreath(host.clock);
  // Whoever reads the workspace to check it says what is wrong with it.
  const sayOnce = () => {};
  const folders = await readFolders({ ...closedFiles, breath, sayOnce }, isWanted);
  const files = (await findTaken(folders, sayOnce)) ?? [];
  const unknown = files.filter(({ address }) => !closedFiles.isOpen(address) && !isKnown(address));
  for await (const { file, content } of readAhead(unknown, contentOf)) {
    await breath();
    if (!isWanted()) return;
    const text = content === undefined || content === 'too-large' ? undefined : textOf(content);
    if (text !== undefined) yield { ...file, text };
  }

  function contentOf({ address, folder: { files: reader, root } }: TakenFile) {
    return reader.read(address, root, limits.closedFileBytes);
  }
}

/** What a closed file holds; undefined where nobody waits for it any more. */
export async function documentOf(
  { address, folder, text }: ReadFile,
  { engine, host, isWanted }: AskedAboutAll,
): Promise<Document | undefined> {
  const { form, type } = await folder.configuration.of(address);
  const opened = engine.open(text, readingAs(text, formWanted(address, form)), type);
  return runInSlices(host.clock, engine.settling(opened), isWanted);
}
