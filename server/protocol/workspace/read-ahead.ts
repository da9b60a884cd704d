import type { FileContent } from '../host';
import type { Readable } from './check-closed';

/** So many files are being read while one is worked on, unless they are large. */
const READ_AHEAD = 8;
const LARGE_BYTES = 1 << 20;

/** What files hold, in their order: the next ones are read while one is worked on. */
export async function* readAhead<File>(
  files: readonly File[],
  read: (file: File) => Promise<FileContent>,
): AsyncGenerator<{ readonly file: File; readonly index: number; readonly content: FileContent }> {
  const ahead: Promise<FileContent>[] = [];
  let most = READ_AHEAD;
  for (const [index, file] of files.entries()) {
    for (let next = index + ahead.length; next < files.length && ahead.length < most; next++)
      ahead.push(read(files[next] as File));
    const content = await ahead.shift();
    yield { file, index, content };
    most = content && content !== 'too-large' && sizeOf(content) > LARGE_BYTES ? 1 : READ_AHEAD;
  }
}

/** How many bytes, or UTF-16 code units, there are. */
export function sizeOf(content: Readable): number {
  return 'bytes' in content ? content.bytes.length - 1 : content.text.length;
}
