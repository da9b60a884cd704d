/**
 * A list of names, in which the name that stands somewhere in a text is found without making a substring: readers ask
 * once for every key of a file. There may be any number of names, and they may be as alike as they like: the whole name
 * is compared, and the hash only says where to start.
 */
export interface Vocabulary {
  readonly names: readonly string[];
  /** The index of the name that is exactly `text.slice(start, end)`, or -1. UTF-16 offsets within the text. */
  readonly indexInText: (text: string, start: number, end: number) => number;
  /**
   * The index of the name that stands in `bytes` from `start` to `end`, one byte a character, or -1. `hash` is what
   * `hashOf` makes of these bytes. Names with characters beyond ASCII are not found: see `isAscii`.
   */
  readonly indexInBytes: (bytes: Uint8Array, start: number, end: number, hash: number) => number;
  /** Whether no name has a character beyond ASCII, or the last one of ASCII, which stands for those in some texts. */
  readonly isAscii: boolean;
}

/** Makes a vocabulary of names that are all different. */
export function vocabularyOf(names: readonly string[]): Vocabulary {
  const spelled = names.map((name) =>
    Uint16Array.from({ length: name.length }, (_, at) => name.charCodeAt(at)),
  );
  const hashes = Int32Array.from(spelled, (units) => hashOf(units, 0, units.length));
  // At most a quarter of the slots is taken, so that a name that is none mostly meets an empty one at once.
  const mask = 2 ** Math.ceil(Math.log2(4 * names.length + 1)) - 1;
  /** By slot: 1 more than the index of a name, or 0. */
  const slots = new Int32Array(mask + 1);
  for (const [index, hash] of hashes.entries()) {
    let slot = slotOf(hash) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = index + 1;
  }

  return {
    names,
    indexInText(text, start, end) {
      const hash = hashOfText(text, start, end);
      for (let slot = slotOf(hash) & mask; ; slot = (slot + 1) & mask) {
        const index = (slots[slot] as number) - 1;
        if (index < 0) return -1;
        const name = names[index] as string;
        if (hashes[index] === hash && name.length === end - start && text.startsWith(name, start))
          return index;
      }
    },
    indexInBytes(bytes, start, end, hash) {
      for (let slot = slotOf(hash) & mask; ; slot = (slot + 1) & mask) {
        const index = (slots[slot] as number) - 1;
        if (index < 0) return -1;
        if (hashes[index] === hash && isSpelled(spelled[index] as Uint16Array, bytes, start, end))
          return index;
      }
    },
    isAscii: spelled.every((units) => units.every((unit) => unit < 127)),
  };
}

/** A number that equal stretches have in common, of units or of bytes. */
export function hashOf(units: Uint8Array | Uint16Array, start: number, end: number): number {
  let hash = 0;
  for (let at = start; at < end; at++) hash = (Math.imul(hash, FACTOR) + (units[at] as number)) | 0;
  return hash;
}

const FACTOR = 0x01000193;

function hashOfText(text: string, start: number, end: number): number {
  let hash = 0;
  for (let at = start; at < end; at++) hash = (Math.imul(hash, FACTOR) + text.charCodeAt(at)) | 0;
  return hash;
}

/** The low bits say little about the start of a long name; those above do. */
function slotOf(hash: number): number {
  return hash ^ (hash >>> 15);
}

function isSpelled(name: Uint16Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (name.length !== end - start) return false;
  for (let at = 0; at < name.length; at++) if (bytes[start + at] !== name[at]) return false;
  return true;
}
