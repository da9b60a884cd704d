/** A set of whole numbers in little memory: of most that are not in it that is known, of few it seems that they are. */
export interface Bitmap {
  readonly has: (key: number) => boolean;
  readonly set: (key: number) => void;
}

/** A bitmap for so many numbers. */
export function bitmap(count: number): Bitmap {
  let size = 1 << 16;
  while (size < count * 16 && size < 2 ** 30) size *= 2;
  const bits = new Uint32Array(size >>> 5);
  const at = (key: number) => (key % 0x7fffffff) & (size - 1);
  return {
    has: (key: number) => ((bits[at(key) >>> 5] as number) & (1 << (at(key) & 31))) !== 0,
    set: (key: number) => {
      bits[at(key) >>> 5] = (bits[at(key) >>> 5] as number) | (1 << (at(key) & 31));
    },
  };
}
