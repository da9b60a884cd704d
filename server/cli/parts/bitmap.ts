/** A set of whole numbers in little memory: of most that are not in it that is known, of few it seems that they are. */
export interface Bitmap {
  readonly has: (key: number) => boolean;
  /** Returns whether it seemed to be there before. */
  readonly set: (key: number) => boolean;
}

/** A bitmap for so many numbers. */
export function bitmap(count: number): Bitmap {
  let size = 1 << 16;
  while (size < count * 16 && size < 2 ** 30) size *= 2;
  const bits = new Uint32Array(size >>> 5);
  const mask = (size >>> 5) - 1;
  return {
    has: (key: number) => ((bits[(key >>> 5) & mask] as number) & (1 << key)) !== 0,
    set: (key: number) => {
      const at = (key >>> 5) & mask;
      const before = bits[at] as number;
      bits[at] = before | (1 << key);
      return (before & (1 << key)) !== 0;
    },
  };
}
