/**
 * The library that reads globs. It is loaded by the first who has a glob to read: most have none, and a start should not
 * pay for it.
 */
export function globLibrary(): typeof import('picomatch/posix') {
  return require('picomatch/posix');
}
