// What the tests use of `node:path`, for a browser: of paths with slashes.

export const posix = {
  dirname: (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/',
  basename: (path: string): string => path.slice(path.lastIndexOf('/') + 1),
};
export const { dirname } = posix;
export const join = (...parts: readonly string[]): string => parts.join('/');
