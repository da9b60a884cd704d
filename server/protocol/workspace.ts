import type { FileConfiguration } from './configuration';
import { logError } from './log-error';
import type { ClosedFiles, WorkspaceContext } from './workspace/context';

/** The workspace: nothing is known of its closed files, and nothing is asked, before `begin`. */
export interface Workspace extends ClosedFiles {
  /** The findings of an open file are told: what follows keeps nobody waiting. */
  readonly begin: (configuration: FileConfiguration) => void;
}

/** Reads closed files as soon as somebody wants their findings: what does that is loaded then. */
export function createWorkspace(context: WorkspaceContext): Workspace {
  const { line, host, configuration, folders } = context;
  let closedFiles: ClosedFiles | undefined;
  /** Whether it was found out, since settings changed last, whether anybody wants them. */
  let isAsked = false;
  return {
    begin(ofFile) {
      if (isAsked || closedFiles) return;
      // Folders may have settings of their own.
      const isWanted = ofFile.validate === 'workspace';
      if (folders().length === 0 || (!isWanted && folders().length === 1)) return;
      isAsked = true;
      start(isWanted).catch((error) => logError(line.connection, 'the workspace', error));
    },
    opened: (uri) => closedFiles?.opened(uri),
    closed: (uri) => closedFiles?.closed(uri),
    changed: (changes) => closedFiles?.changed(changes),
    reconfigured() {
      isAsked = false;
      closedFiles?.reconfigured();
    },
  };

  async function start(isWanted: boolean): Promise<void> {
    if (!isWanted && !(await isWantedInOne())) return;
    await new Promise<void>((resolve) => host.clock.soon(resolve));
    const { readClosedFiles } = await import('./workspace/closed-files');
    closedFiles ??= readClosedFiles(context);
  }

  async function isWantedInOne(): Promise<boolean> {
    const all = await Promise.all(folders().map(configuration.inFolder));
    return all.some(({ validate }) => validate === 'workspace');
  }
}
