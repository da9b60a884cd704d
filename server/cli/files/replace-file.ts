import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { FileError, failureText } from './file-error';
import { holds, isAsSeen, type SeenFile } from './seen-file';
import { openTemporary, type Temporary } from './temporary-file';

/** Why a file was not replaced at once but written over, as words that follow a colon. */
export type WhyInPlace = string;

/**
 * Replaces the content of a file that was seen by a text in UTF-8. The text goes to a temporary file in the same folder,
 * which then takes the file's place: all of it or nothing. Owner, group and mode stay, a symbolic link stays one, and of
 * a file with several names (hard links) only this name gets the new text.
 *
 * Where no other file can take the place of this one (its folder takes none, it is mounted by itself) or would not be
 * the same (its owner or group cannot be given), the text is written into the file itself, and it is said why: an
 * interruption could leave half of it then. Where writing fails, what was there is written back.
 *
 * A process that is ended in the middle leaves its temporary file, which `removeLeftOver` is for.
 *
 * @throws FileError, also where the file is not as it was seen: somebody else's change is not undone
 */
export function replaceFile(seen: SeenFile, text: string): WhyInPlace | undefined {
  const bytes = Buffer.from((seen.hasByteOrderMark ? '\ufeff' : '') + text);
  try {
    // The folder's permissions alone decide on a rename; a file that is read-only is so on purpose.
    accessSync(seen.realPath, constants.W_OK);
    const whyInPlace = replaceAtOnce(seen, bytes);
    if (whyInPlace !== undefined) writeInPlace(seen, bytes);
    return whyInPlace;
  } catch (error) {
    throw new FileError(failureText(error));
  }
}

/** Puts another file in the place of this one; or says why that cannot be, and leaves everything as it is. */
function replaceAtOnce(seen: SeenFile, bytes: Buffer): WhyInPlace | undefined {
  const created = openBeside(seen.realPath);
  if (typeof created === 'string') return created;
  const { temporary, descriptor } = created;
  try {
    if (!writeLike(statSync(seen.realPath), descriptor, bytes)) {
      rmSync(temporary);
      return unlike;
    }
    if (!isUnchanged(seen, bytes)) {
      rmSync(temporary);
      return undefined;
    }
    const failed = takePlace(temporary, seen.realPath);
    if (failed !== undefined) rmSync(temporary);
    return failed;
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Puts a file in the place of another one; or says why that cannot be. */
export function takePlace(temporary: string, realPath: string): WhyInPlace | undefined {
  return unless(inPlaceOf, () => {
    renameSync(temporary, realPath);
    return undefined;
  });
}

/** A new file in the folder of another one; or why there cannot be one. */
export function openBeside(realPath: string): Temporary | WhyInPlace {
  return unless(inFolder, () => openTemporary(dirname(realPath)));
}

/** Why a folder takes no new file, by the code of the failure. What is full is full for the file itself, too. */
const inFolder: Readonly<Record<string, WhyInPlace>> = {
  EACCES: 'its folder takes no new file',
  EPERM: 'its folder takes no new file',
  EROFS: 'its folder takes no new file',
  ENAMETOOLONG: 'its folder takes no new file',
};

/** Why no file can take the place of another. */
const inPlaceOf: Readonly<Record<string, WhyInPlace>> = {
  EBUSY: 'it is mounted by itself, or in use',
  EXDEV: 'it is mounted by itself',
  EACCES: 'its folder lets nobody replace it',
  EPERM: 'its folder lets nobody replace it',
};

/** What the work returns, or the reason that its failure stands for. */
function unless<Result>(
  reasons: Readonly<Record<string, WhyInPlace>>,
  work: () => Result,
): Result | WhyInPlace {
  try {
    return work();
  } catch (error) {
    const reason = reasons[(error as NodeJS.ErrnoException).code ?? ''];
    if (reason === undefined) throw error;
    return reason;
  }
}

export const unlike: WhyInPlace = 'a new file cannot get its owner, group and mode';

/** Writes all into a new file, and closes it. Says whether it has come to have the same owner, group and mode. */
function writeLike(stats: Stats, descriptor: number, bytes: Buffer): boolean {
  try {
    writeFileSync(descriptor, bytes);
    return becomesLike(stats, descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Gives a new file the owner, group and mode of another one, and has all of it on the disk. Says whether it has these now. */
export function becomesLike({ mode, uid, gid }: Stats, descriptor: number): boolean {
  const permissions = mode & 0o7777;
  const created = fstatSync(descriptor);
  try {
    if (created.uid !== uid || created.gid !== gid) fchownSync(descriptor, uid, gid);
    fchmodSync(descriptor, permissions);
  } catch {
    // Whether that was needed is seen by what the file has.
  }
  fsyncSync(descriptor);
  const written = fstatSync(descriptor);
  return written.uid === uid && written.gid === gid && (written.mode & 0o7777) === permissions;
}

/**
 * Whether the file is still the one that was seen. Where it has the new text already, because another run was as fast,
 * there is nothing to do.
 *
 * @throws FileError where it has another text
 */
function isUnchanged(seen: SeenFile, bytes: Buffer): boolean {
  try {
    if (isAsSeen(seen)) return true;
    if (holds(seen.realPath, bytes)) return false;
  } catch {
    // It has gone, or is something else by now.
  }
  throw changedMeanwhile();
}

export function changedMeanwhile(): FileError {
  return new FileError('was changed meanwhile and is left as it is');
}

/** Writes into the file itself. */
function writeInPlace(seen: SeenFile, bytes: Buffer): void {
  if (!isUnchanged(seen, bytes)) return;
  const descriptor = openSync(seen.realPath, 'r+');
  try {
    try {
      overwrite(descriptor, bytes);
    } catch (error) {
      // What was there fits there.
      overwrite(descriptor, seen.bytes);
      throw error;
    }
  } finally {
    closeSync(descriptor);
  }
}

function overwrite(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at, bytes.length - at, at);
  ftruncateSync(descriptor, bytes.length);
  fsyncSync(descriptor);
}
