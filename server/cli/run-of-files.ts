import type { CheckedDocument } from '../check/check';
import { runThrough } from '../check/run-through';
import type { Document } from '../document/document';
import {
  type CheckedText,
  checkText,
  type FileReport,
  type HowToCheck,
  type Looked,
  lookAtBytes,
  quietReport,
  readText,
  reportOn,
  textOfBytes,
} from './check-text';
import { engine } from './engine';
import { type LargeFile, wholeOf } from './files/large-file';
import type { FilePlace } from './files/open-found';
import type { HowToLook } from './parts/large-check';
import { largeFiles } from './parts/large-files';
import type { Progress } from './parts/progress';

/** A file of a run. */
export interface FileOfRun {
  /** Absolute; what it is known by. */
  readonly path: string;
  readonly folder: string;
  readonly shownPath: string;
  readonly how: HowToCheck;
  /**
   * Its bytes with a 0 byte after them, valid until the next file is read, or itself where it is large.
   *
   * @throws FileError
   */
  readonly read: () => Uint8Array | LargeFile;
  /** Where others can open it; undefined where there is no such place. */
  readonly place?: FilePlace | undefined;
  /** Whether it can be read more than once. */
  readonly isLasting: boolean;
}

/**
 * The files of a run: all are looked at before anything is told of the first, as a record may have to do with one of the
 * last file. What is kept of them meanwhile is what their records say of each other; most files are never opened again, and
 * those in which there is something to tell are read once more, unless they are small.
 */
export interface RunOfFiles {
  /**
   * Looks at a file, or takes over what was found out by others.
   *
   * @throws FileError
   */
  readonly look: (file: FileOfRun, known?: Looked) => Promise<void> | undefined;
  /**
   * The report on a file that was looked at, when all are.
   *
   * @throws FileError
   */
  readonly report: (file: FileOfRun) => FileReport;
}

/** So many bytes of files are kept as they were checked, until all are looked at. */
const MOST_KEPT = 1 << 22;

/** The documents of so many other files are kept for the places in them. */
const MOST_OTHERS = 8;

/** A run of so many files. */
export function runOfFiles(count: number, progress: Progress, howToLook: HowToLook): RunOfFiles {
  const records = engine.amongRecords(() => true);
  const { index, judging, closed, isFound } = records;
  const large = largeFiles(records, progress, howToLook);
  const files = new Map<string, FileOfRun>();
  /** What files are known by: their paths, but that standard input can have that of a file. */
  const keys = new Map<FileOfRun, string>();
  /** The number of records of those in which nothing is found, file by file. */
  const quiet = new Map<string, number>();
  const kept = new Map<string, CheckedText>();
  const others = new Map<string, Document>();
  let room = MOST_KEPT;
  let isJudged = false;
  return {
    look(file, known) {
      const { how, isLasting, read } = file;
      const path = files.has(file.path) ? `${file.path}\n` : file.path;
      const isToKeep = (length: number) => {
        // One file alone is kept, whatever its size.
        if (count === 1) return true;
        room -= length;
        return room > 0;
      };
      const note = () => {
        files.set(path, file);
        keys.set(file, path);
      };
      let looked = known;
      if (!looked) {
        const content = read();
        const isWhole = content instanceof Uint8Array;
        if (!isWhole && !how.entries) return large.look(path, content, how).then(note);
        looked = lookAtBytes(isWhole ? content : wholeOf(content), how, isToKeep, isLasting);
      }
      index.putRecords(path, looked.said);
      note();
      if (looked.quiet !== undefined) quiet.set(path, looked.quiet);
      if (looked.checked) kept.set(path, looked.checked);
      return undefined;
    },
    report(file) {
      const { shownPath, how } = file;
      const path = keys.get(file) ?? file.path;
      // Where the rest of a file is not known, nothing is missing for certain.
      if (!isJudged && !large.isAnyEnded()) {
        large.relate();
        runThrough(judging());
      }
      isJudged = true;
      if (large.has(path)) return large.report(path, shownPath, { documentOf, shownPathOf });
      const isQuiet = quiet.get(path);
      if (isQuiet !== undefined && !isFound(path)) return quietReport(shownPath, isQuiet);
      const { text, found } = kept.get(path) ?? checkAgain(file);
      kept.delete(path);
      return reportOn(shownPath, text, together(path, found), how, shownPathOf);
    },
  };

  function bytesOf({ read }: FileOfRun): Uint8Array {
    const content = read();
    return content instanceof Uint8Array ? content : wholeOf(content);
  }

  function checkAgain(file: FileOfRun): CheckedText {
    const { how } = file;
    const text = textOfBytes(bytesOf(file));
    return { text, found: checkText(text, how) };
  }

  function together(path: string, found: CheckedDocument): CheckedDocument {
    return closed(path, found, documentOf);
  }

  function shownPathOf(path: string): string {
    return files.get(path)?.shownPath ?? path;
  }

  /** The document of another file, for a place in it. */
  function documentOf(path: string): Document | undefined {
    const known = kept.get(path)?.found.document ?? others.get(path);
    const file = files.get(path);
    if (known || !file?.isLasting || large.has(path)) return known;
    try {
      const document = readText(textOfBytes(bytesOf(file)), file.how);
      others.set(path, document);
      const [oldest] = others.keys();
      if (others.size > MOST_OTHERS && oldest !== undefined) others.delete(oldest);
      return document;
    } catch {
      // It is gone, or cannot be read any more: then the place is not shown.
      return undefined;
    }
  }
}
