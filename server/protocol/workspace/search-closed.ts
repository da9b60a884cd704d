import { limits } from '../../config/limits';
import { readingAs } from '../../document/form';
import type { Name } from '../../features/navigate/names';
import type { FoundRecords } from '../../features/navigate/places';
import { mayHave, searching } from '../../features/navigate/search';
import { runInSlices } from '../slices';
import { createBreath } from './breath';
import { formWanted, textOf } from './check-closed';
import type { WorkspaceContext } from './context';
import { readAhead } from './read-ahead';
import { findTaken, readFolders, type TakenFile } from './read-folders';

/**
 * The records of closed files of the workspace that have a name, by file: each file is read, and what it holds is forgotten
 * again. Those are left out of which somebody knows without that.
 */
export async function searchClosed(
  name: Name,
  context: WorkspaceContext,
  isKnown: (address: string) => boolean,
): Promise<readonly FoundRecords[]> {
  const { engine, host, isOpen } = context;
  const breath = createBreath(host.clock);
  const isWanted = () => true;
  // Whoever reads the workspace to check it says what is wrong with it.
  const sayOnce = () => {};
  const folders = await readFolders({ ...context, breath, sayOnce, isForAll: true }, isWanted);
  const files = (await findTaken(folders, sayOnce)) ?? [];
  const unknown = files.filter(({ address }) => !isOpen(address) && !isKnown(address));
  const found: FoundRecords[] = [];
  for await (const { file, content } of readAhead(unknown, contentOf)) {
    await breath();
    const text = content === undefined || content === 'too-large' ? undefined : textOf(content);
    if (text !== undefined && mayHave(name, text)) found.push(...(await recordsIn(file, text)));
  }
  return found;

  function contentOf({ address, folder: { files: reader, root } }: TakenFile) {
    return reader.read(address, root, limits.closedFileBytes);
  }

  async function recordsIn({ address, folder }: TakenFile, text: string): Promise<readonly FoundRecords[]> {
    const { form, type } = await folder.configuration.of(address);
    const opened = engine.open(text, readingAs(text, formWanted(address, form)), type);
    const document = await runInSlices(host.clock, engine.settling(opened), isWanted);
    const chunks = document && (await runInSlices(host.clock, searching(name, document), isWanted));
    return document && chunks?.length ? [{ uri: address, version: null, document, chunks }] : [];
  }
}
