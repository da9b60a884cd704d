import type { Message, MessageWriter } from 'vscode-languageserver';

/** What is on its way to the client. */
export interface Outlet {
  /** Writes the same messages as the writer it was made of, and counts those that the client has not read. */
  readonly writer: MessageWriter;
  /** Whether more than so many bytes, about, wait for the client to read them. */
  readonly isAbove: (bytes: number) => boolean;
  /** Does a task when no more than so many bytes wait; at once where that is so. */
  readonly whenBelow: (bytes: number, task: () => void) => void;
}

/**
 * Follows what a client has not read yet. What is written is kept in memory until it is read, so that whoever goes on
 * writing to a client that is busy, or stuck, fills the memory.
 */
export function createOutlet(writer: MessageWriter): Outlet {
  let waiting = 0;
  let later: { readonly bytes: number; readonly task: () => void }[] = [];
  return {
    isAbove: (bytes) => waiting > bytes,
    whenBelow(bytes, task) {
      if (waiting > bytes) later.push({ bytes, task });
      else task();
    },
    writer: {
      onError: writer.onError,
      onClose: writer.onClose,
      end: () => writer.end(),
      dispose: () => writer.dispose(),
      async write(message: Message) {
        const size = sizeOf(message);
        waiting += size;
        try {
          await writer.write(message);
        } finally {
          waiting -= size;
          doTasks();
        }
      },
    },
  };

  function doTasks(): void {
    const due = later.filter(({ bytes }) => waiting <= bytes);
    if (due.length === 0) return;
    later = later.filter(({ bytes }) => waiting > bytes);
    for (const { task } of due) task();
  }
}

/** How much of a list is looked at. */
const SAMPLE = 4;

/** About how many bytes a value takes as JSON: of a list a few elements are looked at, which are like the others. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 5;
  if (!Array.isArray(value)) {
    let size = 2;
    for (const key in value) size += key.length + 4 + sizeOf(value[key as keyof typeof value]);
    return size;
  }
  const step = Math.max(1, Math.floor(value.length / SAMPLE));
  let size = 0;
  let count = 0;
  for (let index = 0; index < value.length; index += step) {
    size += sizeOf(value[index]);
    count++;
  }
  return count === 0 ? 2 : Math.ceil((size / count) * value.length);
}
