import { projectFolder } from './paths';

/**
 * Builds the extension that lies in a folder. Only this project's own has a build of ours; any other folder is
 * taken as it is.
 */
export async function buildExtension(folder: string): Promise<void> {
  if (folder !== projectFolder) return;
  const { build } = await import('../build');
  await build();
}
