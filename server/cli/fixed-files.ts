import { type CheckedDocument, chunksWithFindings } from '../check/check';
import { runThrough } from '../check/run-through';
import { type FileReport, type HowToCheck, saidIn } from './check-text';
import { engine } from './engine';
import type { LargeFile } from './files/large-file';
import { usualLook } from './parts/large-check';
import { type LargeFiles, largeFiles } from './parts/large-files';
import type { Progress } from './parts/progress';

/**
 * The fixed files of a run. What remains in them is told when all are fixed, as a record may have to do with one of the
 * last file.
 */
export interface FixedFiles {
  /** Takes up a file as it is when it is fixed: what is found in its records by themselves. `again` finds it out again. */
  readonly put: (path: string, alone: CheckedDocument, again: () => CheckedDocument) => void;
  /**
   * Takes up a large one, which is looked at again part by part.
   *
   * @throws FileError
   */
  readonly putLarge: (path: string, file: LargeFile, how: HowToCheck) => Promise<void>;
  /**
   * All that is found in a file that was taken up, when all are; undefined where nothing is.
   *
   * @throws FileError
   */
  readonly foundIn: (path: string) => CheckedDocument | undefined;
  /**
   * The report on a large one; undefined where it is none.
   *
   * @throws FileError
   */
  readonly reportOnLarge: (
    path: string,
    shownPath: string,
    shownPathOf: (path: string) => string,
  ) => FileReport | undefined;
  /** See `LargeFiles`. */
  readonly placing: LargeFiles['placing'];
}

/** So many UTF-16 code units of files are kept as they were checked, until all are fixed. */
const MOST_KEPT = 1 << 22;

/** Begins without files; `isWhole` says whether they are all that there are in a folder. */
export function fixedFiles(progress: Pick<Progress, 'add'>, isWhole: boolean): FixedFiles {
  const among = engine.amongRecords(() => (large.areAllRelated() ? isWhole : undefined));
  const { index, judging, closed, isFound } = among;
  const large = largeFiles(among, progress, usualLook(1));
  const lookIn = new Map<string, () => CheckedDocument>();
  const quiet = new Set<string>();
  let room = MOST_KEPT;
  let isJudged = false;
  return {
    put(path, alone, again) {
      index.putRecords(path, saidIn(alone.document));
      room -= alone.document.length;
      // One file alone is kept, whatever its size.
      lookIn.set(path, room > 0 || lookIn.size === 0 ? () => alone : again);
      if (chunksWithFindings(alone).next().done) quiet.add(path);
    },
    putLarge: large.look,
    placing: large.placing,
    reportOnLarge(path, shownPath, shownPathOf) {
      judge();
      return large.has(path) ? large.report(path, shownPath, { documentOf, shownPathOf }) : undefined;
    },
    foundIn(path) {
      judge();
      const look = lookIn.get(path);
      if (!look || (quiet.has(path) && !isFound(path))) return undefined;
      return closed(path, look(), documentOf);
    },
  };

  function judge(): void {
    if (isJudged) return;
    isJudged = true;
    large.relate();
    runThrough(judging());
  }

  /** The document of another file, for a place in it. */
  function documentOf(path: string) {
    try {
      return lookIn.get(path)?.().document;
    } catch {
      // It is gone, or cannot be read any more: then the place is not shown.
      return undefined;
    }
  }
}
