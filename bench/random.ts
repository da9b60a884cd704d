/** A source of numbers that are the same in every run. */
export interface Random {
  /** A whole number from 0 to `below` - 1. */
  readonly below: (below: number) => number;
  /** One of the values. */
  readonly of: <Value>(values: readonly Value[]) => Value;
  /** True in about one of `every` calls. */
  readonly once: (every: number) => boolean;
}

/** Numbers from a seed: 32 bits of state, a Weyl sequence mixed by multiplication. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const below = (limit: number): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    mixed = (mixed ^ (mixed >>> 16)) >>> 0;
    return Math.floor((mixed / 0x1_0000_0000) * limit);
  };
  return {
    below,
    of: (values) => values[below(values.length)] as (typeof values)[number],
    once: (every) => below(every) === 0,
  };
}
