import { posix } from 'node:path';
import * as vscode from 'vscode';

/** The scheme of the files that live in memory only. */
export const memoryScheme = 'memfs';

const folders = new Set<string>(['/', '/calls']);
const files = new Map<string, { content: Uint8Array; changed: number }>();
const changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();

/** Writes a file there, and the folders that it lies in. */
export function writeInMemory(path: string, content: Uint8Array): void {
  const before = files.get(path);
  for (let folder = posix.dirname(path); !folders.has(folder); folder = posix.dirname(folder))
    folders.add(folder);
  files.set(path, { content, changed: (before?.changed ?? 0) + 1 });
  const type = before ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created;
  changes.fire([{ type, uri: vscode.Uri.from({ scheme: memoryScheme, path }) }]);
}

/** Whether there is a file. */
export function existsInMemory(path: string): boolean {
  return files.has(path);
}

/**
 * What is in a file.
 *
 * @throws where there is none
 */
export function readInMemory(path: string): Uint8Array {
  const file = files.get(path);
  if (!file) throw vscode.FileSystemError.FileNotFound(path);
  return file.content;
}

/** Deletes a file, or a folder with all that is in it. */
export function deleteInMemory(path: string): void {
  const isIn = (each: string) => each === path || each.startsWith(`${path}/`);
  for (const each of [...files.keys()].filter(isIn)) files.delete(each);
  for (const each of [...folders].filter(isIn)) folders.delete(each);
  const uri = vscode.Uri.from({ scheme: memoryScheme, path });
  changes.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
}

/** Registers a file system that lives in memory: to VS Code one like those of repositories far away. */
export function provideMemoryFiles(): vscode.Disposable {
  const provider: vscode.FileSystemProvider = {
    onDidChangeFile: changes.event,
    watch: () => new vscode.Disposable(() => undefined),
    stat({ path }) {
      const file = files.get(path);
      if (file)
        return { type: vscode.FileType.File, ctime: 0, mtime: file.changed, size: file.content.length };
      if (folders.has(path)) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
      throw vscode.FileSystemError.FileNotFound(path);
    },
    readDirectory({ path }) {
      const inside = (paths: Iterable<string>) =>
        [...paths].filter((each) => each !== '/' && posix.dirname(each) === path);
      return [
        ...inside(folders).map((each) => [posix.basename(each), vscode.FileType.Directory] as const),
        ...inside(files.keys()).map((each) => [posix.basename(each), vscode.FileType.File] as const),
      ].map(([name, type]): [string, vscode.FileType] => [name, type]);
    },
    readFile: ({ path }) => readInMemory(path),
    writeFile: ({ path }, content) => writeInMemory(path, content),
    delete: ({ path }) => deleteInMemory(path),
    createDirectory: ({ path }) => void folders.add(path),
    rename() {
      throw vscode.FileSystemError.NoPermissions('nothing is renamed here');
    },
  };
  return vscode.Disposable.from(
    changes,
    vscode.workspace.registerFileSystemProvider(memoryScheme, provider, { isCaseSensitive: true }),
  );
}
