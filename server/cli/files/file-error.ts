/** A file that cannot be read or written. Its message says why, in words that follow the file's name. */
export class FileError extends Error {}

/** Says in words that follow a file's name why an operation of the file system failed. */
export function failureText(error: unknown): string {
  if (error instanceof FileError) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  return failures[code ?? ''] ?? `cannot be used: ${message}`;
}

const failures: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist: a part of its path is no folder',
  EACCES: 'cannot be accessed: permission denied',
  EPERM: 'cannot be accessed: operation not permitted',
  EISDIR: 'is a folder',
  ELOOP: 'is a symbolic link that leads back to itself',
  ENAMETOOLONG: 'has too long a name',
  ENXIO: 'is not a regular file',
  ENOSPC: 'cannot be written: no space is left on the device',
  EDQUOT: 'cannot be written: your share of the device is full',
  EFBIG: 'cannot be written: it would be too large there',
  EROFS: 'cannot be written: the file system is read-only',
};
