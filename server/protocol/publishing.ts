import type { Diagnostic } from 'vscode-languageserver';
import { isOtherVersion } from './addresses';
import { nothingWritten, toDiagnostics, tooLargeDiagnostic } from './diagnostics';
import type { SessionContext } from './session';
import { isShown, type Shown } from './shown';
import { createStatus } from './status';
import { createTold } from './told';

/** Tells a client what is found in one file of records, and its status: only what is new, and when it can be read. */
export interface Publishing {
  /** Whether anything was told: a version, or the start of the first one. */
  readonly hasTold: () => boolean;
  /** Tells what is found in a version. */
  readonly version: (version: number, now: Shown) => void;
  /** Tells what was found in the start of a large file: whoever opens it sees that without waiting for its end. */
  readonly start: (version: number, start: Shown) => Promise<void>;
  readonly tooLarge: (version: number) => void;
  /** Tells that nothing is found any more: the file is left alone, or closed. */
  readonly nothing: () => void;
  /** Tells how many symbols the file's outline was cut to; null where it is whole. */
  readonly outlined: (limit: number | null) => void;
}

/** Begins with a file of which nothing was told; `again` is called when findings are to be told that had to wait. */
export function createPublishing(
  uri: string,
  { line, host, client, wasTold }: SessionContext,
  again: () => void,
): Publishing {
  const told = createTold(uri, line, again, wasTold(uri));
  const status = createStatus(uri, line.connection, client);
  const written = nothingWritten();
  /** What the client was told, before it is written out. */
  let shown: Shown | undefined;
  let hasToldStart = false;
  return {
    hasTold: () => hasToldStart || shown !== undefined,
    version(version, now) {
      if (told.mustWait()) return;
      status.checked(version, now.checked, now.configuration);
      const before = shown;
      shown = now;
      if (!isShown(before, now)) void told.tell(diagnosticsOf(now), version);
    },
    async start(version, start) {
      if (shown || told.mustWait()) return;
      const diagnostics = diagnosticsOf(start);
      if (diagnostics.length === 0) return;
      hasToldStart = true;
      await told.tell(diagnostics, version);
    },
    tooLarge(version) {
      forget();
      void told.tell([tooLargeDiagnostic()], version);
    },
    nothing() {
      forget();
      void told.tell([]);
    },
    outlined: status.outlined,
  };

  function forget(): void {
    shown = undefined;
    status.forget();
  }

  function diagnosticsOf({ checked, configuration }: Shown): Diagnostic[] {
    // Nobody can mend what is wrong with another version.
    if (isOtherVersion(uri)) return [];
    return toDiagnostics(uri, checked, configuration, { client: client(), host }, written);
  }
}
