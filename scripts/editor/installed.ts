import { rmSync } from 'node:fs';
import type { ServerEditor } from './install';
import { calmSettings, makeProfile } from './profile';
import { type RunningServer, startServer } from './server';
import { installVsix, makeVsix } from './vsix';

/**
 * Starts a VS Code server for a person: the extension, which must be built, is packed and installed into a fresh
 * profile, and windows behave as anybody's do. They ask whom to trust, and obey no address. The system chooses a port
 * where none is given. A `file` is a .vsix that was packed before.
 */
export async function startWithInstalled(
  editor: ServerEditor,
  { port, file }: { readonly port?: number | undefined; readonly file?: string },
): Promise<RunningServer> {
  const profile = makeProfile({ ...calmSettings, 'security.workspace.trust.enabled': true });
  const packed = file || (await makeVsix(profile.folder));
  installVsix(editor, profile, packed);
  if (packed !== file) rmSync(packed);
  return startServer(editor, { ...profile, ...(port === undefined ? {} : { port }) });
}
