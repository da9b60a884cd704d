import type { MadeFix } from '../features/fix-all';
import type { LargeFile } from './files/large-file';
import { largestFile, tooLargeToMend } from './files/largest-file';
import { newContent } from './files/new-content';
import type { SeenLarge } from './files/seen-file';
import type { Outcome } from './fix-report';
import { largeDiff } from './parts/large-diff';
import { type HowToMend, isReadAs, mendLarge, NotInParts } from './parts/mend-large';
import type { unifiedDiff } from './unified-diff';

/** How a large file is fixed. */
export interface HowToFix extends Omit<HowToMend, 'change'> {
  /** The file that is to get what comes out; undefined where none is. */
  readonly seen: SeenLarge | undefined;
  readonly shownPath: string;
  /** Makes a diff, where one is wanted. */
  readonly diffOf: typeof unifiedDiff | undefined;
  /** So many fixes are listed at most. */
  readonly mostListed: number;
}

/** A large file that was fixed, and what it holds now. */
export interface FixedLarge extends Pick<Outcome, 'fixed' | 'made' | 'unsafe' | 'diff' | 'whyInPlace'> {
  readonly content: LargeFile;
}

/**
 * Fixes a large file part by part; undefined where that is to be done to the whole.
 *
 * @throws FileError, and then the file is as it was, unless that says something else
 */
export async function fixLarge(file: LargeFile, how: HowToFix): Promise<FixedLarge | undefined> {
  const { seen, diffOf, mostListed } = how;
  const content = newContent(file, seen?.realPath);
  const diff = diffOf && largeDiff(how.shownPath, file, diffOf);
  const listed: MadeFix[] = [];
  try {
    const { reading, ...total } = await mendLarge(file, {
      ...how,
      change(change) {
        content.replace(change.place.byte, change.bytes, change.after);
        diff?.add(change);
        for (const { finding, title, record } of change.made.slice(0, mostListed - listed.length)) {
          const { rule, message, field } = finding;
          // A copy: a piece of a text keeps all of that.
          listed.push(JSON.parse(JSON.stringify({ finding: { rule, message, field }, title, record })));
        }
      },
    });
    const made = content.end();
    if (made && !isReadAs(made, reading)) throw new NotInParts();
    const whyInPlace = made && seen && content.take(seen);
    return { ...total, made: listed, diff: diff?.end(), whyInPlace, content: made ?? file };
  } catch (error) {
    if (!(error instanceof NotInParts)) throw error;
    if ((file.bytes ?? 0) > largestFile) throw tooLargeToMend(file.bytes);
    return undefined;
  } finally {
    content.drop();
    file.close();
  }
}
