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
  /** Whether a file was looked at. */
  readonly has: (file: FileOfRun) => boolean;
  /**
   * The report on a file that was looked at, when all are.
   *
   * @throws FileError
   */
  readonly report: (file: FileOfRun) => FileReport;
}

/** What is known of a file that was looked at. */
interface Known {
  /** What it is known by: its path, but that standard input can have that of a file. */
  readonly path: string;
  /** How many records it has, where nothing is found in any of them by itself; else undefined. */
  readonly quiet: number | undefined;
  checked: CheckedText | undefined;
}

/** So many bytes of files are kept as they were checked, until all are looked at. */
const MOST_KEPT = 1 << 22;

/** The documents of so many other files are kept for the places in them. */
const MOST_OTHERS = 8;

/** A run of so many files; `isWhole` says whether they are all that there are in a folder. */
export function runOfFiles(
  count: number,
  isWhole: boolean,
  progress: Progress,
  howToLook: HowToLook,
): RunOfFiles {
  const records = engine.amongRecords(() => (large.areAllRelated() ? isWhole : undefined));
  const { index, judging, closed, isFound } = records;
  const large = largeFiles(records, progress, howToLook);
  const files = new Map<string, FileOfRun>();
  const known = new Map<FileOfRun, Known>();
  const others = new Map<string, Document>();
  let room = MOST_KEPT;
  let isJudged = false;
  return {
    look(file, foundOut) {
      const { how, isLasting, read } = file;
      const path = files.has(file.path) ? `${file.path}\n` : file.path;
      const isToKeep = (length: number) => {
        // One file alone is kept, whatever its size.
        if (count === 1) return true;
        room -= length;
        return room > 0;
      };
      let looked = foundOut;
      if (!looked) {
        const content = read();
        const isRead = content instanceof Uint8Array;
        if (!isRead && !how.entries)
          return large.look(path, content, how).then(() => note(file, path, undefined, undefined));
        looked = lookAtBytes(isRead ? content : wholeOf(content), how, isToKeep, isLasting);
      }
      index.putRecords(path, looked.said);
      // Now, while others look at files: when all are looked at nobody has anything else to do.
      runThrough(index.linking());
      note(file, path, looked.quiet, looked.checked);
      return undefined;
    },
    has: (file) => known.has(file),
    report(file) {
      const { shownPath, how } = file;
      const one = known.get(file) as Known;
      const { path } = one;
      // Where the rest of a file is not known, nothing is missing for certain.
      if (!isJudged && !large.isAnyEnded()) {
        large.relate();
        runThrough(judging());
      }
      isJudged = true;
      if (large.has(path)) return large.report(path, shownPath, { documentOf, shownPathOf });
      if (one.quiet !== undefined && !isFound(path)) return quietReport(shownPath, one.quiet);
      const { text, found } = one.checked ?? checkAgain(file);
      one.checked = undefined;
      const inLarge = large.placing(path, shownPathOf);
      return reportOn(shownPath, text, together(path, found), how, shownPathOf, inLarge);
    },
  };

  function note(
    file: FileOfRun,
    path: string,
    quiet: number | undefined,
    checked: CheckedText | undefined,
  ): void {
    files.set(path, file);
    known.set(file, { path, quiet, checked });
  }

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
    const file = files.get(path);
    const made = (file && known.get(file)?.checked?.found.document) ?? others.get(path);
    if (made || !file?.isLasting || large.has(path)) return made;
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
