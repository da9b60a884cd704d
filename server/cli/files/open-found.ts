import { constants, openSync } from 'node:fs';
import { FileError } from './file-error';

/** How a file is opened: by which path, and whether a symbolic link there is followed. */
export interface FilePlace {
  /** Absolute. For a file that a walk found, all links in it were followed when it was found. */
  readonly target: string;
  /** Whether somebody named the file: who names a link means what it leads to. */
  readonly isNamed: boolean;
  /** Whether it was a regular file when it was found, and no pipe or device. */
  readonly isRegular: boolean;
}

/**
 * Opens a file for reading. What has become a link since a walk found it could lead anywhere by now, so it is not
 * followed. Opening waits for nobody, nor does reading: a pipe without a writer seems to be at its end, and one whose
 * writer has nothing yet fails with EAGAIN.
 *
 * @throws FileError, and what the file system says
 */
export function openFound({ target, isNamed }: Pick<FilePlace, 'target' | 'isNamed'>): number {
  try {
    return openSync(target, isNamed ? readAtOnce : readNoLink);
  } catch (error) {
    const isLink = !isNamed && (error as NodeJS.ErrnoException).code === 'ELOOP';
    throw isLink ? new FileError('has become a symbolic link meanwhile and is left as it is') : error;
  }
}

// Windows has neither.
const readAtOnce = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const readNoLink = readAtOnce | (constants.O_NOFOLLOW ?? 0);
