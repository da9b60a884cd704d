import type { Connection, Diagnostic, Range } from 'vscode-languageserver';
import { limits } from '../config/limits';
import { logError } from './log-error';
import type { Outlet } from './outlet';

/** The line to a client: what is said on it, and how much of that the client has not read. */
export interface Line {
  readonly connection: Connection;
  readonly outlet: Outlet;
}

/** What a client was told of one file: it is told nothing twice. */
export interface Told {
  /** Tells the findings of a version, or of none. Kept when that is written. Never rejects. */
  readonly tell: (diagnostics: Diagnostic[], version?: number) => Promise<void>;
  /**
   * Whether findings have to wait, because the client has not read what it was told before. What is told when it has is
   * the newest, however much has changed meanwhile.
   */
  readonly mustWait: () => boolean;
}

/** Begins with a file of which nothing was told here, and elsewhere only if it `wasTold`; `tellNow` is called when the client has read what its findings waited for. */
export function createTold(
  uri: string,
  { connection, outlet }: Line,
  tellNow: () => void,
  wasTold = false,
): Told {
  let told: Diagnostic[] | undefined;
  let isWaiting = false;
  return {
    async tell(diagnostics, version) {
      if (told ? areSame(told, diagnostics) : diagnostics.length === 0 && version === undefined && !wasTold)
        return;
      told = diagnostics;
      try {
        await connection.sendDiagnostics({
          uri,
          diagnostics,
          ...(version === undefined ? {} : { version }),
        });
      } catch (error) {
        logError(connection, 'publishDiagnostics', error);
      }
    },
    mustWait() {
      if (!outlet.isAbove(limits.unreadFindingsBytes)) return false;
      if (isWaiting) return true;
      isWaiting = true;
      outlet.whenBelow(limits.unreadFindingsBytes, () => {
        isWaiting = false;
        tellNow();
      });
      return true;
    },
  };
}

/** The same as `isSame` says, for a thousand of them at each key: what differs first is looked at first. */
function areSame(some: readonly Diagnostic[], others: readonly Diagnostic[]): boolean {
  return (
    some.length === others.length &&
    some.every((one, at) => one === others[at] || isSameDiagnostic(one, others[at] as Diagnostic))
  );
}

function isSameDiagnostic(one: Diagnostic, other: Diagnostic): boolean {
  return (
    isSameRange(one.range, other.range) &&
    one.code === other.code &&
    one.severity === other.severity &&
    one.message === other.message &&
    isSame(one.relatedInformation, other.relatedInformation) &&
    isSame(one.data, other.data)
  );
}

function isSameRange({ start, end }: Range, { start: otherStart, end: otherEnd }: Range): boolean {
  return (
    start.line === otherStart.line &&
    start.character === otherStart.character &&
    end.line === otherEnd.line &&
    end.character === otherEnd.character
  );
}

/** Whether two values are the same as JSON. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const keys = Object.keys(one) as (keyof typeof one)[];
  return keys.length === Object.keys(other).length && keys.every((key) => isSame(one[key], other[key]));
}
