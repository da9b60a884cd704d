import { logError } from './log-error';
import type { ClosedFiles, WorkspaceContext } from './workspace/context';

/** The workspace: nothing is known of its closed files, and nothing is asked, before `begin`. */
export interface Workspace extends ClosedFiles {
  /** The findings of an open file are told: what follows keeps nobody waiting. */
  readonly begin: () => void;
}

/**
 * An editor goes on with an open file, or opens the next one, as soon as it is told of it. So long after that what reads
 * closed files is loaded.
 */
const PATIENCE_MILLISECONDS = 20;

/** Reads closed files once there is an open one: what does that is loaded then. */
export function createWorkspace(context: WorkspaceContext): Workspace {
  const { line, host, folders } = context;
  let closedFiles: ClosedFiles | undefined;
  let isBegun = false;
  return {
    begin() {
      if (isBegun || folders().length === 0) return;
      isBegun = true;
      start().catch((error) => logError(line.connection, 'the workspace', error));
    },
    opened: (uri) => closedFiles?.opened(uri),
    closed: (uri) => closedFiles?.closed(uri),
    changed: (changes) => closedFiles?.changed(changes),
    reconfigured: () => closedFiles?.reconfigured(),
    wasTold: (uri) => closedFiles?.wasTold(uri) ?? false,
    judged: (address) => closedFiles?.judged(address),
    isWhole: () => closedFiles?.isWhole() ?? false,
    knowsAll: () => closedFiles?.knowsAll() ?? false,
    knownIn: (folder) => closedFiles?.knownIn(folder) ?? 'nothing',
    document: async (address) => closedFiles?.document(address),
  };

  async function start(): Promise<void> {
    await new Promise<void>((resolve) => void host.clock.after(PATIENCE_MILLISECONDS, resolve));
    const { readClosedFiles } = await import('./workspace/closed-files');
    closedFiles = readClosedFiles(context);
  }
}
