import type { Among } from '../../check/known-records';
import { chunkAt, offsetOf } from '../../document/document';
import { notedPlace } from '../../document/noted';
import type { AmongRecords } from '../../engine';
import { isTakenIn } from '../../relations/is-taken';
import { numberIn, saidRecords } from '../../relations/said-records';
import type { Elsewhere } from '../../rules/rule';
import type { FileReport, HowToCheck, RelatedInReport } from '../check-text';
import { FileError } from '../files/file-error';
import type { LargeFile } from '../files/large-file';
import { complain } from '../output';
import type { RelatedRecords } from './kept-records';
import { type HowToLook, type LookedLarge, lookAtLarge, relatedIn, startKeeping } from './large-check';
import { largeReport } from './large-report';
import { createLoading, type Loading } from './loading';
import type { Progress } from './progress';
import { mostRelated, relatedAmong } from './related';

/** The large files of a run. */
export interface LargeFiles {
  readonly has: (path: string) => boolean;
  /** Whether one was not read to its end, so that nobody knows what its records have to do with others. */
  readonly isAnyEnded: () => boolean;
  /** @throws FileError */
  readonly look: (path: string, file: LargeFile, how: HowToCheck) => Promise<void>;
  /** Whether all of them that may be related to others are in the index then. */
  readonly areAllRelated: () => boolean;
  /** Puts the records that may be related to others into the index, when all files of the run were looked at. */
  readonly relate: () => void;
  /**
   * The report on one of them, when all records are judged.
   *
   * @throws FileError
   */
  readonly report: (path: string, shownPath: string, around: Around) => FileReport;
  /** Finds places in records of these files, to be shown with what is found in the file with a path. */
  readonly placing: (
    from: string,
    shownPathOf: (path: string) => string,
  ) => (place: Elsewhere) => RelatedInReport | undefined;
}

const NONE_RELATED: RelatedRecords = { spots: [], said: saidRecords().said() };

interface Around extends Pick<Among, 'documentOf'> {
  readonly shownPathOf: (path: string) => string;
}

/** Begins without files. */
export function largeFiles(
  { index, findingsOf }: Pick<AmongRecords, 'index' | 'findingsOf'>,
  progress: Pick<Progress, 'add'>,
  look: HowToLook,
): LargeFiles {
  const { slots } = index;
  const files = new Map<string, LookedLarge>();
  const related = new Map<string, RelatedRecords>();
  const keeping = startKeeping();
  const failures = new Map<string, unknown>();
  let areAllRelated = true;
  return {
    areAllRelated: () => areAllRelated,
    has: (path) => files.has(path),
    isAnyEnded: () => [...files.values()].some(({ end }) => !end.isEnd),
    async look(path, file, how) {
      files.set(path, await lookAtLarge(file, how, progress, keeping, look));
    },
    relate() {
      if (files.size === 0) return;
      const small = [...index.files()].flatMap((path) => Array.from(slots.inFile(path), slots.saidBy));
      const among = relatedAmong(
        [...files.values()].map(({ identities }) => identities),
        small,
      );
      areAllRelated = !among.areTooMany;
      if (among.areTooMany)
        complain(
          `more than ${mostRelated.toLocaleString('en')} records share IDs or have parents: those of large files are not judged among each other`,
        );
      for (const [path, looked] of files) {
        try {
          const found = relatedIn(looked, among.wanted.get(looked.identities) as Uint8Array);
          related.set(path, found);
          index.putRecords(path, found.said);
        } catch (error) {
          failures.set(path, error);
        }
      }
    },
    report(path, shownPath, { documentOf, shownPathOf }) {
      const failure = failures.get(path);
      if (failure) throw failure;
      return largeReport(shownPath, files.get(path) as LookedLarge, {
        file: path,
        documentOf,
        isTaken,
        referred: undefined,
        related: related.get(path) ?? NONE_RELATED,
        slots: [...slots.inFile(path)],
        findingsOf,
        shownPathOf,
        placing: (own) => placing(path, shownPathOf, own),
      });
    },
    placing,
  };

  /** `own` is what reads that file for its own report. */
  function placing(from: string, shownPathOf: (path: string) => string, own?: Loading) {
    const loadings = new Map<string, Loading>(own && [[from, own]]);
    return ({ place, part, message }: Elsewhere): RelatedInReport | undefined => {
      const path = place.file;
      const looked = files.get(path);
      const known = related.get(path);
      const there = known?.spots[numberIn(known.said, place.says)];
      if (!looked || !there) return undefined;
      const loading = loadings.get(path) ?? createLoading(looked.file, looked.how, looked.end);
      loadings.set(path, loading);
      const { textAt, positionOf } = loading;
      try {
        const { document } = loading.load(there.spot);
        const value = notedPlace(chunkAt(document, there.chunk), part);
        const offset = there.spot.at.place.unit + offsetOf(document, there.chunk);
        const file = path === from ? undefined : { shownPath: shownPathOf(path), textAt, positionOf };
        return (
          value && { start: offset + value.start, end: offset + value.end, message, ...(file && { file }) }
        );
      } catch (error) {
        // What is wrong with another file is told of that.
        if (path !== from && error instanceof FileError) return undefined;
        throw error;
      } finally {
        if (path !== from) looked.file.close();
      }
    };
  }

  function isTaken(text: string): boolean {
    if (isTakenIn(index, text)) return true;
    for (const { identities } of files.values())
      if (identities.has(text) || identities.isNamed(text)) return true;
    return false;
  }
}
